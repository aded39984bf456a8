"""The links in mails: each good for one purpose, for a time, and once.

A token is Django's own for password resets (an HMAC over the user's state and the time), with a salt for each
purpose, and with ``updated_at`` in that state: whatever a link changes, changing it ends every link given out
before, as a log-in does. They expire after ``PASSWORD_RESET_TIMEOUT`` seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from ringfence.accounts import config
from ringfence.accounts.models import User
from ringfence.api.params import LARGEST

# The id of no user: what an unknown name or uid is looked up as, so that it takes as many statements.
NOBODY = 0

_ID = re.compile(rb"[1-9][0-9]{0,18}")


class _Tokens(PasswordResetTokenGenerator):
    """Django's generator, for one purpose."""

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.key_salt = f"ringfence.mail.{purpose}"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, User)
        # Django's own value has the last log-in too, but to the second.
        return f"{super()._make_hash_value(user, timestamp)}{user.updated_at.isoformat()}{user.last_login}"


@dataclass(frozen=True, slots=True)
class Link:
    """A purpose: ``name`` is also its template's, ``path`` the setting with its page, ``is_for`` says who gets one."""

    name: str
    path: str
    is_for: Callable[[User], bool]

    def url(self, user: User) -> str:
        """The address of the page that uses a fresh token of ``user``, below ``PUBLIC_URL``."""
        return _url(self.path, user, _Tokens(self.name).make_token(user))

    def opens(self, user: User, token: str) -> bool:
        """Whether ``token`` is a live one of ``user``, for this purpose, and ``user`` is somebody it is for."""
        return token.isascii() and _Tokens(self.name).check_token(user, token) and self.is_for(user)


def _is_pending(user: User) -> bool:
    # Somebody who was active once and is not now has closed the account or was shut out.
    return not user.is_active and user.activated_at is None


def _is_active(user: User) -> bool:
    return user.is_active and user.has_usable_password()


ACTIVATION = Link("activation", "ACTIVATION_PATH", _is_pending)
PASSWORD_RESET = Link("password_reset", "PASSWORD_RESET_PATH", _is_active)
USERNAME_RESET = Link("username_reset", "USERNAME_RESET_PATH", _is_active)


def address_url(user: User, address: str) -> str:
    """The address of the activation page with a token that makes ``address`` the user's own."""
    token = _Tokens(f"address:{address}").make_token(user)
    return _url(ACTIVATION.path, user, f"{token}.{urlsafe_base64_encode(address.encode())}")


def address_of(user: User, token: str) -> str | None:
    """The e-mail address that a live token of :func:`address_url` confirms; None for any other token."""
    signature, dot, encoded = token.partition(".")
    try:
        address = urlsafe_base64_decode(encoded).decode()
    except ValueError:
        return None
    if not dot or not signature.isascii() or not _Tokens(f"address:{address}").check_token(user, signature):
        return None
    return address if user.is_active else None


def user_id_of(uid: str) -> int:
    """The id in a link's ``uid``; :data:`NOBODY` for anything that holds none."""
    try:
        digits = urlsafe_base64_decode(uid)
    except ValueError:
        return NOBODY
    user_id = int(digits) if _ID.fullmatch(digits) else NOBODY
    return user_id if user_id <= LARGEST else NOBODY


def nobody() -> User:
    """A user who does not exist, for whom the same work is done as for one who does."""
    return User(pk=NOBODY, username="nobody", updated_at=timezone.now(), is_active=False)


def _url(path: str, user: User, token: str) -> str:
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return config.get("PUBLIC_URL").rstrip("/") + config.get(path).format(uid=uid, token=token)
