"""What people do with their own account: password, name and address, activation, closing and coming back.

Everything acts in the user's own scope, in transactions of its own: call it outside of a transaction that a
refusal would undo, since wrong passwords and guessed links are counted although the answer is a refusal.
Refusals are ``django.core.exceptions.ValidationError`` by field; each function may also raise ``Throttled``, and
``Busy`` where a password is hashed.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import password_changed
from django.core.exceptions import ValidationError
from django.db import IntegrityError, router, transaction
from django.utils import timezone

from ringfence.accounts import (
    config,
    mail,
    mail_tokens,
    personal_tokens,
    rewriting,
    sessions,
    throttles,
    trail,
)
from ringfence.accounts.addresses import Device
from ringfence.accounts.log_in import Attempt, log_in
from ringfence.accounts.mail_tokens import Link
from ringfence.accounts.models import Activity, Session, User
from ringfence.accounts.registration import taken
from ringfence.ownership.scope import entered, maintenance, owner_scope, owner_transaction


def request_link(link: Link, identifier: str, device: Device) -> None:
    """Mail a link to the person of this username or address, if it is for them; nothing tells whether it is."""
    throttles.require("mail.address", device.network)
    mail.send_link(link, identifier)


def change_password(user_id: int, current: str, new: str, keep_session_id: int, device: Device) -> None:
    """Set a new password; every session but the one to keep ends. Personal tokens stay."""
    user = _confirmed(user_id, current)
    encoded = rewriting.hashed(user, new, "new_password")
    with owner_transaction(), entered(owner_scope(user)):
        if not rewriting.replace(user, {"password": user.password}, password=encoded):
            raise _wrong_password()
        sessions.end(sessions.live().exclude(pk=keep_session_id), Session.End.PASSWORD)
        trail.record(Activity.Kind.PASSWORD_CHANGED, device)
    password_changed(new, user)
    mail.notify("password_changed", user, user.email)


def confirm_password_reset(uid: str, token: str, new: str, device: Device) -> None:
    """Set a new password by a mailed link; every session and personal token ends. A second factor stays."""
    user = _user_of(mail_tokens.PASSWORD_RESET, uid, token, device)
    encoded = rewriting.hashed(user, new, "new_password")
    with owner_transaction(), entered(owner_scope(user)):
        if not rewriting.replace(user, _as_read(user), password=encoded):
            raise _dead_link()
        sessions.end(sessions.live(), Session.End.PASSWORD)
        personal_tokens.end(personal_tokens.live(), device)
        trail.record(Activity.Kind.PASSWORD_RESET, device)
    password_changed(new, user)
    mail.notify("password_changed", user, user.email)


def activate(uid: str, token: str, device: Device) -> None:
    """Use the link of an activation, or the one that confirms a new address of an active account."""
    attempt = throttles.require("mail_token.address", device.network)
    user = _looked_up(uid)
    if address := mail_tokens.address_of(user, token):
        _set_address(user, address, device, before=user.email, by_link=True)
    elif mail_tokens.ACTIVATION.opens(user, token):
        now = timezone.now()
        with owner_transaction(), entered(owner_scope(user)):
            if not rewriting.replace(user, _as_read(user), is_active=True, activated_at=now):
                raise _dead_link()
            trail.record(Activity.Kind.ACTIVATED, device)
    else:
        raise _dead_link()
    attempt.give_back()


def set_username(user_id: int, current: str, new: str, device: Device) -> None:
    """Take another username."""
    _rename(_confirmed(user_id, current), new, device, by_link=False)


def confirm_username_reset(uid: str, token: str, new: str, device: Device) -> None:
    """Take another username by a mailed link."""
    _rename(_user_of(mail_tokens.USERNAME_RESET, uid, token, device), new, device, by_link=True)


def change_email(user_id: int, current: str, new: str | None, device: Device) -> str | None:
    """Take another e-mail address, or none, and return the one that counts now.

    Where activation is required the new address counts once its link was used (:func:`activate`), and the old one
    until then; elsewhere it counts at once, unconfirmed. The old address is told.
    """
    user = _confirmed(user_id, current)
    before, address = user.email, new or None
    if address == before:
        return before
    user.email = address
    with rewriting.telling_what_is_taken(device):
        rewriting.check_fields(user, "email")
        if not config.get("ACTIVATION_REQUIRED"):
            _set_address(user, address, device, before=before, by_link=False)
            return address
        rewriting.refuse_address(user, address)
    throttles.require("mail.address", device.network)
    mail.send_address_link(user, address or "")
    return before


def close_account(user_id: int, current: str, device: Device, *, delete: bool) -> None:
    """Close the account at once: it cannot log in, and every session and personal token ends.

    Until ``DELETION_GRACE`` is over (for ever without ``delete``) :func:`reopen` undoes it.
    """
    user = _confirmed(user_id, current)
    now = timezone.now()
    delete_after = now + config.get("DELETION_GRACE") if delete else None
    with owner_transaction(), entered(owner_scope(user)):
        as_read = {"password": user.password, "is_active": True}
        if not rewriting.replace(user, as_read, is_active=False, closed_at=now, delete_after=delete_after):
            raise _wrong_password()
        sessions.end(sessions.live(), Session.End.CLOSED)
        personal_tokens.end(personal_tokens.live(), device)
        trail.record(Activity.Kind.ACCOUNT_CLOSED, device, deleted=delete)


def reopen(attempt: Attempt, device: Device) -> dict[str, str]:
    """Open an account again that its own person has closed, and log in: ``{"access", "refresh"}``.

    Raises what :func:`ringfence.accounts.log_in.log_in` does, for accounts that are not closed as well.
    """
    return log_in(attempt, device, reopening=True)


def purge_closed_accounts() -> int:
    """Delete for good every closed account whose time is over, with all its rows, and return how many."""
    with maintenance("purge of closed accounts"):
        due = User.objects.filter(is_active=False, delete_after__lte=timezone.now())
        return sum(_purge(pk) for pk in list(due.order_by("pk").values_list("pk", flat=True)))


def _purge(user_id: int) -> bool:
    with transaction.atomic(using=router.db_for_write(User)):
        due = User.objects.select_for_update().filter(is_active=False, delete_after__lte=timezone.now())
        user = due.filter(pk=user_id).first()
        if user is not None:
            user.delete()
    return user is not None


def _confirmed(user_id: int, password: str) -> User:
    """The user, by the current password; a wrong one counts."""
    with throttles.require("password", user_id) as attempt:
        user = _user(user_id)
        right = user.check_password(password)
    if not right:
        raise _wrong_password()
    attempt.give_back()
    return user


def _user_of(link: Link, uid: str, token: str, device: Device) -> User:
    """The user of a live link; any other counts, and is refused in one and the same way."""
    attempt = throttles.require("mail_token.address", device.network)
    user = _looked_up(uid)
    if not link.opens(user, token):
        raise _dead_link()
    attempt.give_back()
    return user


def _looked_up(uid: str) -> User:
    return _user(mail_tokens.user_id_of(uid))


def _user(user_id: int) -> User:
    """The user, or nobody, whose password and links are never right."""
    with owner_transaction(), entered(owner_scope(user_id)):
        return User.objects.filter(pk=user_id).first() or mail_tokens.nobody()


def _rename(user: User, username: str, device: Device, *, by_link: bool) -> None:
    as_read = _as_read(user) if by_link else {"password": user.password}
    before, user.username = user.username, username
    with rewriting.telling_what_is_taken(device):
        try:
            rewriting.check_fields(user, "username")
            changes = rewriting.with_keys(username=user.username)
            detail = {"before": before, "after": user.username}
            changed = _rewrite(user, as_read, changes, Activity.Kind.USERNAME_CHANGED, device, detail)
        except ValidationError as exc:
            raise ValidationError({"new_username": exc.error_dict["username"]}) from exc
    if not changed:
        raise _dead_link() if by_link else _wrong_password()


def _set_address(user: User, address: str | None, device: Device, *, before: str | None, by_link: bool) -> None:
    as_read = _as_read(user) if by_link else {"password": user.password}
    changes = rewriting.with_keys(email=address)
    detail = {"before": before, "after": address}
    if not _rewrite(user, as_read, changes, Activity.Kind.EMAIL_CHANGED, device, detail):
        raise _dead_link() if by_link else _wrong_password()
    mail.notify("address_changed", user, before)


def _rewrite(
    user: User,
    as_read: dict[str, Any],
    changes: dict[str, Any],
    kind: Activity.Kind,
    device: Device,
    detail: dict[str, Any],
) -> bool:
    """Change names under their unique constraints, with a line in the trail; what is taken is refused by field."""
    try:
        with owner_transaction(), entered(owner_scope(user)):
            changed = rewriting.replace(user, as_read, **changes)
            if changed:
                trail.record(kind, device, **detail)
    except IntegrityError as exc:
        raise ValidationError(taken(exc)) from exc
    return changed


def _as_read(user: User) -> dict[str, Any]:
    """What a link's token was checked against: it is used up by the one write that still finds this."""
    return {"password": user.password, "updated_at": user.updated_at}


def _wrong_password() -> ValidationError:
    return ValidationError({"current_password": ValidationError("Invalid password.", code="invalid_password")})


def _dead_link() -> ValidationError:
    """The one refusal of every link: of nobody, malformed, used, or too old."""
    message = "The link is invalid, was used already or has expired."
    return ValidationError({"token": ValidationError(message, code="invalid_token")})
