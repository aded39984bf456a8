"""Writing a person's own row: validated by field, unique by the database, one UPDATE that decides.

Everything here is for :mod:`account` and :mod:`edit`, and acts in the user's own scope.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from ringfence.accounts import gateway, names, throttles
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import User
from ringfence.accounts.registration import address_required
from ringfence.accounts.signals import username_changed
from ringfence.ownership.scope import owner_transaction


def hashed(user: User, password: str, field: str) -> str:
    """The hash of a new password that the policy accepts; made outside of any transaction, for its milliseconds.

    Raises ``ValidationError`` at ``field``.
    """
    try:
        validate_password(password, user)
    except ValidationError as exc:
        raise ValidationError({field: exc.error_list}) from exc
    return make_password(names.normalize_password(password))


def check_fields(user: User, *checked: str) -> None:
    """Raise ``ValidationError`` by field unless each of the fields ``checked`` has a value that it may have."""
    user.clean()
    user.clean_fields(exclude=[field.name for field in User._meta.fields if field.name not in checked])


def with_keys(**changes: Any) -> dict[str, Any]:
    """The ``changes`` with the keys by which a name and an address are unique."""
    keys = {f"{name}_key": _key(changes[name]) for name in ("username", "email") if name in changes}
    return {**changes, **keys}


def replace(user: User, as_read: dict[str, Any], **changes: Any) -> bool:
    """Change the row if it is still as it was read; one UPDATE decides between two requests at once."""
    rows = User.objects.filter(pk=user.pk, **as_read)
    changed = rows.update(updated_at=timezone.now(), **changes) == 1
    if changed and "username" in changes:
        username_changed.send(User, user=user)
    return changed


def refuse_address(user: User, address: str | None) -> None:
    """Where a link decides later: raise ``ValidationError`` for what can be refused before it is sent."""
    if address is None:
        raise ValidationError({"email": address_required()})
    with owner_transaction():
        holder = gateway.find_credential(names.key(address))
    if holder is not None and holder.user_id != user.pk:
        message = "A user with that email address already exists."
        raise ValidationError({"email": ValidationError(message, code="unique")})


@contextmanager
def telling_what_is_taken(device: Device) -> Iterator[None]:
    """Counts refusals together with registrations: each may tell that somebody has a name or an address."""
    attempt = throttles.require("registration", device.network)
    yield
    attempt.give_back()


def _key(value: str | None) -> str | None:
    return names.key(value) if value else None
