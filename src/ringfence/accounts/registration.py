"""Making an account: open to anyone, one name once, nothing half made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from ringfence.accounts import config, mail, mail_tokens, throttles, trail
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Activity, User
from ringfence.api.errors import constraint_error
from ringfence.ownership.scope import entered, owner_scope, owner_transaction


def register(
    *,
    username: str,
    email: str | None,
    password: str,
    device: Device,
    begin: Callable[[User], None] | None = None,
) -> User:
    """Make a user and return it. With ``ACTIVATION_REQUIRED`` it cannot log in before its mail's link was used.

    ``begin`` is called with a user who may log in at once, in its scope and the transaction that makes it.

    Raises ``django.core.exceptions.ValidationError`` by field: a name or address that is taken (in any
    spelling with the same key) or malformed, a password that the policy refuses; ``Throttled`` for an address
    that tried too often, whether or not it made accounts, since a refusal tells which names are taken.
    """
    throttles.require("registration", device.network)
    user = User(username=username, email=email, is_active=not config.get("ACTIVATION_REQUIRED"))
    user.clean()
    _validate(user, password)
    # Hashed before the transaction begins: it takes milliseconds that a write lock should not last.
    user.set_password(password)
    try:
        with owner_transaction():
            user.save()
            with entered(owner_scope(user)):
                trail.record(Activity.Kind.REGISTERED, device)
                if begin is not None and user.is_active:
                    begin(user)
            if not user.is_active:
                mail.send_link(mail_tokens.ACTIVATION, user.username)
    except IntegrityError as exc:
        raise ValidationError(taken(exc)) from exc
    return user


def _validate(user: User, password: str) -> None:
    errors: dict[str, Any] = {}
    try:
        user.clean_fields(exclude=["password", "username_key", "email_key"])
    except ValidationError as exc:
        errors.update(exc.error_dict)
    try:
        validate_password(password, user)
    except ValidationError as exc:
        errors["password"] = exc
    if not user.is_active and not user.email and "email" not in errors:
        errors["email"] = address_required()
    if errors:
        raise ValidationError(errors)


def address_required() -> ValidationError:
    """The refusal of an account without an e-mail address where one is needed."""
    return ValidationError("This field is required.", code="required")


def taken(exc: IntegrityError) -> dict[str, list[ValidationError]]:
    """The database's refusal by the name that a person gave, not by the key kept beside it.

    Raises ``exc`` when it is about anything else.
    """
    errors = constraint_error(exc, [User])
    if errors is None:
        raise exc
    return {
        field.removesuffix("_key"): [ValidationError(message, code="unique") for message in messages]
        for field, messages in errors.items()
    }
