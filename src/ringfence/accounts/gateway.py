"""The few questions that reach past one's own row: who logs in, and whose session this is.

On PostgreSQL each is a named ``SECURITY DEFINER`` function of the migrations, so that the server's role
needs no right to read users or sessions but its acting owner's; on SQLite the same question is a query.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Q, QuerySet
from django.utils import timezone

from ringfence.accounts.models import PersonalToken, Session, User
from ringfence.api import log_context
from ringfence.ownership.scope import maintenance

# What a request knows of its user without another query; the rest of the row is loaded when asked for.
SESSION_USER_FIELDS = ("id", "username", "email", "role", "is_staff", "is_superuser", "is_active")


@dataclass(frozen=True, slots=True)
class Credential:
    """What a log-in is checked against."""

    user_id: int
    password: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that is neither ended nor expired, of a user who is active."""

    session_id: int
    sid: UUID
    user: User


@dataclass(frozen=True, slots=True)
class LivePersonalToken:
    """A personal access token that is neither ended nor expired, of a user who is active."""

    token_id: int
    scopes: frozenset[str]
    last_used_at: datetime | None
    user: User


def find_credential(key: str) -> Credential | None:
    """The credential of the user with this username or address key (:func:`names.key`), if there is one."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        rows = _call(connection, "ringfence_find_credential", key)
    else:
        rows = list(
            User.objects.filter(Q(username_key=key) | Q(email_key=key)).values_list("id", "password", "is_active")
        )
    return Credential(*rows[0]) if rows else None


def begin(sid: UUID) -> LiveSession | None:
    """The live session ``sid`` with its user, or None.

    On PostgreSQL the same statement sets the owner for the transaction that is open, or nobody.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        rows = _call(connection, "ringfence_begin", sid)
    else:
        with maintenance("session check"):
            columns = ("id", *(f"owner__{field}" for field in SESSION_USER_FIELDS))
            rows = list(live(sid, timezone.now()).values_list(*columns))
    if not rows:
        return None
    session_id, *values = rows[0]
    found = LiveSession(session_id, sid, _user(values))
    log_context.add(user=found.user.pk, session=session_id)
    return found


def live(sid: UUID, now: datetime) -> QuerySet[Session]:
    """The session ``sid`` if it lives at ``now`` and its user is active; for the maintenance scope on SQLite."""
    rows: QuerySet[Session] = Session.objects.filter(
        sid=sid, revoked_at=None, expires_at__gt=now, owner__is_active=True
    )
    return rows


def begin_personal(digest: str) -> LivePersonalToken | None:
    """The live personal token with this digest and its user, or None; sets the owner as :func:`begin` does."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        rows = _call(connection, "ringfence_begin_personal", digest)
    else:
        with maintenance("token check"):
            rows = list(
                PersonalToken.objects.filter(
                    digest=digest, revoked_at=None, expires_at__gt=timezone.now(), owner__is_active=True
                ).values_list("id", "scopes", "last_used_at", *(f"owner__{field}" for field in SESSION_USER_FIELDS))
            )
    if not rows:
        return None
    token_id, scopes, last_used_at, *values = rows[0]
    scopes = json.loads(scopes) if isinstance(scopes, str) else scopes
    found = LivePersonalToken(token_id, frozenset(scopes), last_used_at, _user(values))
    log_context.add(user=found.user.pk, personal_token=token_id)
    return found


def _user(values: list[Any]) -> User:
    known = dict(zip(SESSION_USER_FIELDS, values, strict=True))
    # from_db hands values out in the order of the model's fields, whatever the order of the names.
    names = [field.attname for field in User._meta.concrete_fields if field.attname in known]
    user: User = User.from_db(DEFAULT_DB_ALIAS, names, [known[name] for name in names])
    return user


def _call(connection: Any, function: str, argument: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}(%s)", [argument])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
