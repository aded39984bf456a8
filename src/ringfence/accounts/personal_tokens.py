"""Personal access tokens: ``rf_`` and 40 characters, of which the last six are a checksum.

Shown once, kept as a SHA-256 digest (they have 200 bits of their own). The prefix and the checksum let a
scanner of leaked secrets recognise one without asking. Scopes are ``app:read`` and ``app:write``.
"""

from __future__ import annotations

import hashlib
import secrets
import string
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from ringfence.accounts import config, gateway, trail
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Activity, PersonalToken
from ringfence.api import trash
from ringfence.ownership.registry import owned_models

PREFIX = "rf_"
RANDOM_LENGTH = 34
CHECKSUM_LENGTH = 6
READ, WRITE = "read", "write"
# Accounts and sessions are for people who log in; no token of a script opens them. What the API base keeps is opened
# by a scope of its own.
CLOSED_APPS = frozenset({"ringfence_accounts", "ringfence_api"})

_ALPHABET = string.digits + string.ascii_letters


@dataclass(frozen=True, slots=True)
class Scopes:
    """What a token opens; asked by the views as ``request.auth.allows(app_label, writing=...)``."""

    granted: frozenset[str]

    def allows(self, app_label: str, *, writing: bool) -> bool:
        """Whether the token may read, or write, the rows of an app. Who may write may read."""
        wanted = {f"{app_label}:{WRITE}"} if writing else {f"{app_label}:{READ}", f"{app_label}:{WRITE}"}
        return app_label not in CLOSED_APPS and bool(wanted & self.granted)


def known_scopes() -> list[str]:
    """Every scope that can be granted: read and write of each app with owned models, and of the trash of them all."""
    apps = sorted({model._meta.app_label for model in owned_models()} - CLOSED_APPS | {trash.SCOPE})
    return [f"{app}:{right}" for app in apps for right in (READ, WRITE)]


def live() -> QuerySet[PersonalToken]:
    """The acting owner's tokens that are neither ended nor expired."""
    tokens: QuerySet[PersonalToken] = PersonalToken.objects.filter(revoked_at=None, expires_at__gt=Now())
    return tokens


def make(name: str, scopes: Iterable[str], expires_at: datetime, device: Device) -> tuple[PersonalToken, str]:
    """Make a token of the acting owner; the row, and the token itself, which is never to be had again."""
    raw = _generate()
    row = PersonalToken.objects.create(
        name=name, hint=raw[:8], digest=_digest(raw), scopes=sorted(set(scopes)), expires_at=expires_at
    )
    trail.record(Activity.Kind.TOKEN_MADE, device, token=row.pk, name=name, scopes=row.scopes)
    return row, raw


def end(tokens: QuerySet[PersonalToken], device: Device) -> int:
    """End the acting owner's ``tokens`` and return how many; each is dead at once."""
    names = list(tokens.filter(revoked_at=None).values_list("pk", "name"))
    for pk, name in names:
        trail.record(Activity.Kind.TOKEN_ENDED, device, token=pk, name=name)
    return tokens.filter(revoked_at=None).update(revoked_at=timezone.now())


def looks_like_one(raw: str) -> bool:
    """Whether ``raw`` has the prefix and a right checksum; nothing else needs to be looked up."""
    body = raw.removeprefix(PREFIX)
    if body == raw or len(body) != RANDOM_LENGTH + CHECKSUM_LENGTH or not body.isascii():
        return False
    return _checksum(body[:RANDOM_LENGTH]) == body[RANDOM_LENGTH:]


def open_with(raw: str) -> gateway.LivePersonalToken | None:
    """The live token ``raw`` with its user, or None; on PostgreSQL the owner is then set."""
    return gateway.begin_personal(_digest(raw)) if looks_like_one(raw) else None


def note_use(found: gateway.LivePersonalToken) -> None:
    """Write when the token was last used, in its owner's scope and at most every few minutes."""
    now = timezone.now()
    if found.last_used_at is None or now - found.last_used_at > config.get("LAST_USED_EVERY"):
        PersonalToken.objects.filter(pk=found.token_id).update(last_used_at=now)


def _generate() -> str:
    body = "".join(secrets.choice(_ALPHABET) for _ in range(RANDOM_LENGTH))
    return PREFIX + body + _checksum(body)


def _checksum(body: str) -> str:
    number, digits = zlib.crc32(body.encode()), ""
    while number:
        number, rest = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[rest] + digits
    return digits.rjust(CHECKSUM_LENGTH, "0")


def _digest(raw: str) -> str:
    return hashlib.sha256(raw.encode()).hexdigest()
