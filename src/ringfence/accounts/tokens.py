"""Access and refresh tokens: JSON Web Tokens (RFC 7519) in SimpleJWT's format, each bound to a session.

A refresh token's ``jti`` is an HMAC of its session and generation and its times are the session's, so
that the session's row recognises it and the same successor can be signed again. No token is stored.
A token with a scope is an access token that lives as long as its session and opens only what names that scope.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import Token
from rest_framework_simplejwt.utils import datetime_to_epoch

from ringfence.accounts import config, keys
from ringfence.accounts.models import Session, User

OWN_CLAIMS = frozenset(
    {"sid", "user_id", "username", "role", "iat", "nbf", "exp", "jti", "token_type", "iss", "aud", "sub", "scope"}
)

_JTI = re.compile(r"[0-9a-f]{32}")


class SessionToken(Token):
    """A token of SimpleJWT's, signed and verified by :mod:`ringfence.accounts.keys`."""

    def __init__(self, token: Any = None, verify: bool = True) -> None:
        # Read anew each time, so that a changed setting is not a restart away.
        self.lifetime = config.simple_jwt(f"{str(self.token_type).upper()}_TOKEN_LIFETIME")
        super().__init__(token, verify)

    def get_token_backend(self) -> keys.KeyedBackend:
        """The backend that goes by the keyring."""
        return keys.backend()


class AccessToken(SessionToken):
    """Opens the API for minutes."""

    token_type = "access"  # noqa: S105


class RefreshToken(SessionToken):
    """Is exchanged for a new pair, once."""

    token_type = "refresh"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a token that was verified; it ``expires`` at this second since the epoch."""

    sid: UUID
    user_id: int
    jti: str
    expires: int


def read(kind: type[SessionToken], raw: str, scopes: Collection[str] = ()) -> Claims | None:
    """Verify ``raw`` as a token of ``kind``: signature, times, issuer, audience, type. None when it is not one.

    A token with a scope is one only where that scope is among ``scopes``.
    """
    try:
        token = kind(raw)
        sid, user_id, jti = token["sid"], token["user_id"], token["jti"]
        if "scope" in token and token["scope"] not in scopes:
            return None
        if type(user_id) is int and _JTI.fullmatch(jti) and str(UUID(sid)) == sid:
            return Claims(UUID(sid), user_id, jti, token["exp"])
    except (TokenError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    return None


def pair(session: Session, user: User) -> dict[str, str]:
    """``{"access", "refresh"}`` for the session's present generation."""
    return {"access": access(session, user), "refresh": _refresh(session, user)}


def access(session: Session, user: User) -> str:
    """An access token."""
    token = AccessToken()
    token.payload.update(_claims(session, user))
    return keys.backend().encode(token.payload)


def scoped(session: Session, user: User, scope: str) -> str:
    """An access token for ``scope`` alone that lives as long as the session.

    It holds what is needed to find the session and no more, so that it stays within 1,024 bytes whatever the
    username and the custom claims (with an RSA key of 4096 bits the signature alone passes that).
    """
    token = AccessToken()
    token["exp"] = datetime_to_epoch(session.expires_at)
    token.payload.update({"sid": str(session.sid), "user_id": user.pk, "scope": scope})
    return keys.backend().encode(token.payload)


def is_generation(jti: str, session: Session, generation: int) -> bool:
    """Whether ``jti`` is that of the session's refresh token of ``generation``."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    known = [_jti(session, generation, secret).encode() for secret in secrets]
    return any(hmac.compare_digest(jti.encode(), one) for one in known)


def _refresh(session: Session, user: User) -> str:
    token = RefreshToken()
    token.set_iat(at_time=session.rotated_at)
    # The present token's lifetime counts from the last rotation and ends with the session.
    expiry = min(session.rotated_at + config.simple_jwt("REFRESH_TOKEN_LIFETIME"), session.expires_at)
    token["exp"] = datetime_to_epoch(expiry)
    token["jti"] = _jti(session, session.generation, settings.SECRET_KEY)
    token.payload.update(_claims(session, user))
    return keys.backend().encode(token.payload, session.key_id)


def _claims(session: Session, user: User) -> dict[str, Any]:
    own = {"sid": str(session.sid), "user_id": user.pk, "username": user.username, "role": user.role}
    hook = config.get("CLAIMS")
    if not hook:
        return own
    function: Callable[[User, Session], Mapping[str, Any]] = import_string(hook)
    custom = dict(function(user, session))
    if taken := OWN_CLAIMS & custom.keys():
        raise ImproperlyConfigured(f'RINGFENCE["CLAIMS"] may not set {", ".join(sorted(taken))}.')
    return {**own, **custom}


def _jti(session: Session, generation: int, secret: str | bytes) -> str:
    # Not the signing key: a new one must not make every session look stolen.
    value = f"{session.sid}:{generation}"
    return salted_hmac("ringfence.refresh", value, secret=secret, algorithm="sha256").hexdigest()[:32]
