"""Several changes of one's own account at once, all or none, by a session and without the password.

For contracts that do not ask for it (Conduit's ``PUT /user``). Whoever has a second factor asked for more: then
the address and the password, by which an account is taken over, cannot be changed this way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any, TypeVar

from django.contrib.auth.password_validation import password_changed
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from rest_framework.exceptions import PermissionDenied

from ringfence.accounts import config, factors, mail, profile, rewriting, sessions, throttles, trail
from ringfence.accounts.addresses import Device
from ringfence.accounts.authentication import token_not_valid
from ringfence.accounts.models import Activity, Session, User
from ringfence.accounts.registration import taken
from ringfence.ownership.scope import entered, owner_scope, owner_transaction

Answer = TypeVar("Answer")

_NAMES = {"username": Activity.Kind.USERNAME_CHANGED, "email": Activity.Kind.EMAIL_CHANGED}


class FactorProtects(PermissionDenied):
    """403: the account has a second factor, so that ``fields`` want the password, at another address."""

    default_detail = "With a second factor this wants the current password: see /api/me/ and /auth/users/."
    default_code = "second_factor_protects"

    def __init__(self, fields: list[str]) -> None:
        super().__init__()
        self.fields = fields


def edit(
    user_id: int, session_id: int, wanted: Mapping[str, str], device: Device, also: Callable[[User], Answer]
) -> Answer:
    """Set ``username``, ``email`` and ``password``, those of them that are ``wanted`` and not so already.

    Returns what ``also`` does, called with the user in its scope and the same transaction. A new password ends
    every session but this one. Where activation is required, a new address counts once its mail's link was used.
    Raises ``ValidationError`` by field, :class:`FactorProtects`, ``AuthenticationFailed`` when the session ended
    meanwhile, ``Throttled`` and ``Busy``.
    """
    user = profile.read(user_id)
    before = {name: getattr(user, name) for name in _NAMES}
    renamed = {name: wanted[name] for name in _NAMES if wanted.get(name, before[name]) != before[name]}
    with rewriting.telling_what_is_taken(device) if renamed else nullcontext():
        changes, to_confirm = _changes(user, renamed, wanted.get("password"), device)
        guarded: list[str] = [name for name in ("email", "password") if name in {*renamed, *changes}]
        try:
            with owner_transaction(), entered(owner_scope(user_id)):
                _check_still(user_id, session_id, guarded)
                if changes:
                    rewriting.replace(user, {}, **changes)
                    _record(changes, before, session_id, device)
                answer = also(user)
        except IntegrityError as exc:
            raise ValidationError(taken(exc)) from exc
    _tell(user, before["email"], changes, wanted.get("password"))
    if to_confirm:
        mail.send_address_link(user, to_confirm)
    return answer


def _changes(
    user: User, renamed: dict[str, str], password: str | None, device: Device
) -> tuple[dict[str, Any], str | None]:
    """The columns to write, which ``user`` has from now on, and an address that a link has to confirm first."""
    before = user.email
    for name, value in renamed.items():
        setattr(user, name, value)
    if renamed:
        rewriting.check_fields(user, *renamed)
    kept = {name: getattr(user, name) for name in renamed}
    to_confirm = None
    if "email" in kept and config.get("ACTIVATION_REQUIRED"):
        user.email, to_confirm = before, kept.pop("email")
        rewriting.refuse_address(user, to_confirm)
        throttles.require("mail.address", device.network)
    changes = rewriting.with_keys(**kept)
    if password is not None:
        changes["password"] = rewriting.hashed(user, password, "password")
    return changes, to_confirm


def _check_still(user_id: int, session_id: int, guarded: list[str]) -> None:
    """Refuse what may no longer be done, with the row locked: an attacker's edit must not outrun its ending."""
    locked = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if locked is None or not sessions.live().filter(pk=session_id).exists():
        raise token_not_valid()
    if guarded and factors.kinds():
        raise FactorProtects(guarded)


def _record(changes: dict[str, Any], before: dict[str, Any], session_id: int, device: Device) -> None:
    for name, kind in _NAMES.items():
        if name in changes:
            trail.record(kind, device, before=before[name], after=changes[name])
    if "password" in changes:
        sessions.end(sessions.live().exclude(pk=session_id), Session.End.PASSWORD)
        trail.record(Activity.Kind.PASSWORD_CHANGED, device)


def _tell(user: User, address: str | None, changes: dict[str, Any], password: str | None) -> None:
    """Mails to the address of before: whoever has taken the account over cannot keep them away."""
    if "email" in changes:
        mail.notify("address_changed", user, address)
    if password is not None:
        password_changed(password, user)
        mail.notify("password_changed", user, address)
