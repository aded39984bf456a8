"""Bearer tokens (RFC 6750) for REST framework: the session or the personal token is checked on every request.

On PostgreSQL the check is the statement that also sets the owner, so that it costs nothing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models.functions import Now
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from ringfence.accounts import config, gateway, personal_tokens, tokens
from ringfence.accounts.models import Session, User
from ringfence.ownership.scope import entered, owner_scope


@dataclass(frozen=True, slots=True)
class SessionCredentials:
    """``request.auth`` of a person who logged in, by ``token``.

    ``owner_is_set``: the database knows the owner already.
    """

    session_id: int
    token: str = field(default="", repr=False)
    owner_is_set: bool = True

    def is_live(self) -> bool:
        """Whether the session has not ended since; asked in its owner's scope by requests that last."""
        live = Session.objects.filter(pk=self.session_id, revoked_at=None, expires_at__gt=Now(), owner__is_active=True)
        return bool(live.exists())


@dataclass(frozen=True, slots=True)
class TokenCredentials:
    """``request.auth`` of a script: what its personal token opens."""

    token_id: int
    scopes: personal_tokens.Scopes
    owner_is_set: bool = True

    def allows(self, app_label: str, *, writing: bool) -> bool:
        """Asked by every owned view."""
        return self.scopes.allows(app_label, writing=writing)

    def is_live(self) -> bool:
        """Whether the token has not ended since; asked in its owner's scope by requests that last."""
        return bool(personal_tokens.live().filter(pk=self.token_id, owner__is_active=True).exists())


class SessionAuthentication(BaseAuthentication):
    """Accepts ``Authorization: Bearer <access>`` and the other words of ``AUTH_HEADER_TYPES``.

    A token with a scope is dead everywhere but on a view whose ``token_scopes`` name that scope.
    """

    def authenticate(self, request: Request) -> tuple[User, SessionCredentials] | None:
        """The user and credentials; None without a token; ``AuthenticationFailed`` for a dead one."""
        raw = bearer(get_authorization_header(request))
        if raw is None or raw.startswith(personal_tokens.PREFIX):
            return None
        scopes = getattr(request.parser_context.get("view"), "token_scopes", ())
        claims = tokens.read(tokens.AccessToken, raw, scopes)
        found = gateway.begin(claims.sid) if claims else None
        if claims is None or found is None or found.user.pk != claims.user_id:
            raise token_not_valid()
        return found.user, SessionCredentials(found.session_id, raw)

    def authenticate_header(self, request: Any) -> str:
        """The challenge of a 401."""
        return challenge()


class PersonalTokenAuthentication(BaseAuthentication):
    """Accepts ``Authorization: Bearer rf_…``."""

    def authenticate(self, request: Request) -> tuple[User, TokenCredentials] | None:
        """The user and credentials; None without such a token; ``AuthenticationFailed`` for a dead one."""
        raw = bearer(get_authorization_header(request))
        if raw is None or not raw.startswith(personal_tokens.PREFIX):
            return None
        found = personal_tokens.open_with(raw)
        if found is None:
            raise token_not_valid()
        with entered(owner_scope(found.user), told=True):
            personal_tokens.note_use(found)
        return found.user, TokenCredentials(found.token_id, personal_tokens.Scopes(found.scopes))

    def authenticate_header(self, request: Any) -> str:
        """The challenge of a 401."""
        return challenge()


def token_not_valid() -> AuthenticationFailed:
    """The answer to a dead token, whatever it died of."""
    return AuthenticationFailed("The token is invalid or expired.", "token_not_valid")


def challenge() -> str:
    """The value of ``WWW-Authenticate``."""
    return f'{_words()[0]} realm="api"'


def bearer(header: bytes) -> str | None:
    """The token of an ``Authorization`` header, or None when it has none of our words; never raises for odd bytes."""
    word, _, raw = header.strip().partition(b" ")
    if word.lower() not in {header.lower().encode() for header in _words()}:
        return None
    return raw.strip().decode("latin-1")


def _words() -> tuple[str, ...]:
    words = config.simple_jwt("AUTH_HEADER_TYPES")
    return (words,) if isinstance(words, str) else tuple(words)
