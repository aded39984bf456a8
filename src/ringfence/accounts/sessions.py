"""The life of a session: begun by a log-in, rotated by each refresh, ended at once.

Rotation is decided by one conditional UPDATE, whatever the number of processes. The token just replaced is
answered with its same successor for a grace time (two tabs, a lost answer); anything older means that
somebody else holds a copy, and ends the session.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from ringfence.accounts import config, gateway, keys, tokens, trail
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Activity, Session, User
from ringfence.ownership.scope import entered, owner_scope, owner_transaction

logger = logging.getLogger("ringfence.sessions")


def live() -> QuerySet[Session]:
    """The acting owner's sessions that are neither ended nor expired (a queryset that may be built at import)."""
    sessions: QuerySet[Session] = Session.objects.filter(revoked_at=None, expires_at__gt=Now())
    return sessions


def start(user: User, device: Device) -> dict[str, str]:
    """Begin a session of the acting ``user`` and return its first ``{"access", "refresh"}``.

    To be called in the user's scope and in a transaction.
    """
    return tokens.pair(_begin(user, device, config.get("SESSION_LIFETIME")), user)


def start_scoped(user: User, device: Device, scope: str) -> str:
    """Begin a session as :func:`start` does, and return its only token: a long one, for ``scope`` alone.

    It is never refreshed; it lives as long as the session, ``LONG_TOKEN_LIFETIME``.
    """
    return tokens.scoped(_begin(user, device, config.get("LONG_TOKEN_LIFETIME")), user, scope)


def refresh(raw: str, device: Device) -> dict[str, str] | None:
    """Exchange a refresh token for a new ``{"access", "refresh"}``; None when it opens nothing (any more).

    Without ``ROTATE_REFRESH_TOKENS`` the answer is ``{"access"}`` and the token stays good.
    """
    claims = tokens.read(tokens.RefreshToken, raw)
    if claims is None:
        return None
    # Not a view's transaction: when a session is ended for theft, that has to stay although the answer is 401.
    with owner_transaction():
        found = gateway.begin(claims.sid)
        if found is None or found.user.pk != claims.user_id:
            return None
        with entered(owner_scope(found.user), told=True):
            return _rotate(found, claims.jti, device)


def is_live(kind: type[tokens.SessionToken], raw: str) -> bool:
    """Whether ``raw`` is a token of ``kind`` that still opens something."""
    claims = tokens.read(kind, raw)
    if claims is None:
        return False
    with owner_transaction():
        found = gateway.begin(claims.sid)
        if found is None or found.user.pk != claims.user_id:
            return False
        if kind is tokens.AccessToken:
            return True
        with entered(owner_scope(found.user), told=True):
            return _is_answered(Session.objects.get(pk=found.session_id), claims.jti, timezone.now())


def log_out(raw: str, device: Device) -> bool:
    """End the session of a refresh token, current or older; False when there is no live one."""
    claims = tokens.read(tokens.RefreshToken, raw)
    if claims is None:
        return False
    with owner_transaction():
        found = gateway.begin(claims.sid)
        if found is None or found.user.pk != claims.user_id:
            return False
        with entered(owner_scope(found.user), told=True):
            return _log_out(found.session_id, device)


def leave(user_id: int, session_id: int, device: Device) -> None:
    """End one's own session, for a token that is no refresh token."""
    with owner_transaction(), entered(owner_scope(user_id)):
        _log_out(session_id, device)


def end(sessions: QuerySet[Session], because: Session.End) -> int:
    """End the acting owner's ``sessions`` and return how many; every token of theirs is dead at once."""
    return sessions.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_because=because)


def _begin(user: User, device: Device, lifetime: timedelta) -> Session:
    now = timezone.now()
    session: Session = Session.objects.create(
        device=device.name,
        user_agent=device.user_agent,
        address=device.address,
        last_used_at=now,
        rotated_at=now,
        expires_at=now + lifetime,
        key_id=next(iter(keys.keyring())),
    )
    # Not save(): being there is no change of the account, and must write nothing else of a row read a while ago.
    User.objects.filter(pk=user.pk).update(last_login=now)
    trail.record(Activity.Kind.LOGGED_IN, device, session=session.pk)
    return session


def _log_out(session_id: int, device: Device) -> bool:
    ended = end(live().filter(pk=session_id), Session.End.LOGOUT) == 1
    if ended:
        trail.record(Activity.Kind.LOGGED_OUT, device, session=session_id)
    return ended


def _rotate(found: gateway.LiveSession, jti: str, device: Device) -> dict[str, str] | None:
    now = timezone.now()
    session = Session.objects.get(pk=found.session_id)
    if not config.simple_jwt("ROTATE_REFRESH_TOKENS"):
        return _without_rotation(session, found.user, jti, now)
    if tokens.is_generation(jti, session, session.generation):
        mine = Session.objects.filter(pk=session.pk, generation=session.generation, revoked_at=None)
        turned = mine.update(
            generation=session.generation + 1,
            rotated_at=now,
            last_used_at=now,
            address=device.address,
            key_id=next(iter(keys.keyring())),
        )
        # Losing means that a twin of this request was faster: its row is read again and answers for both.
        session = Session.objects.get(pk=session.pk)
        if turned:
            return tokens.pair(session, found.user)
    if session.revoked_at is not None:
        return None
    if _is_answered(session, jti, now):
        return tokens.pair(session, found.user)
    _end_as_stolen(session, found.user, device)
    return None


def _without_rotation(session: Session, user: User, jti: str, now: datetime) -> dict[str, str] | None:
    if not _is_answered(session, jti, now):
        return None
    long_ago = now - config.get("LAST_USED_EVERY")
    Session.objects.filter(pk=session.pk, last_used_at__lt=long_ago).update(last_used_at=now)
    return {"access": tokens.access(session, user)}


def _is_answered(session: Session, jti: str, now: datetime) -> bool:
    """Whether the session's refresh token with this ``jti`` is good: the present one, or the one just replaced.

    Without ``BLACKLIST_AFTER_ROTATION`` every one is until it expires, as with SimpleJWT.
    """
    if not config.simple_jwt("BLACKLIST_AFTER_ROTATION") or tokens.is_generation(jti, session, session.generation):
        return True
    grace = timedelta(seconds=config.get("REFRESH_GRACE_SECONDS"))
    return now - session.rotated_at <= grace and tokens.is_generation(jti, session, session.generation - 1)


def _end_as_stolen(session: Session, user: User, device: Device) -> None:
    end(live().filter(pk=session.pk), Session.End.REUSE)
    trail.record(Activity.Kind.REFRESH_REUSED, device, session=session.pk, session_device=session.device)
    logger.warning(
        "A refresh token was used again: session %s of user %s is ended as possibly stolen.", session.pk, user.pk
    )
