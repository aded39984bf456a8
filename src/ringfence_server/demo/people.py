"""The demo's accounts: the one that is filled, and the authors whom nobody can log in as."""

from __future__ import annotations

import secrets

from django.contrib.auth.hashers import is_password_usable

from ringfence.accounts import gateway, names
from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as


class Taken(Exception):
    """Somebody else has the name."""

    def __init__(self, username: str) -> None:
        super().__init__(f"There is an account named {username}, and it is not the demo's.")


def find(name: str) -> User | None:
    """The account with this username or address."""
    credential = gateway.find_credential(names.key(name))
    if credential is None:
        return None
    with acting_as(credential.user_id):
        user: User = User.objects.get(pk=credential.user_id)
    return user


def make(username: str) -> tuple[User, str]:
    """A new account, and its random password. The name has to be free."""
    password = secrets.token_urlsafe(12)
    return _save(username, password), password


def author(username: str) -> tuple[User, bool]:
    """The author of this name, and whether the account is new. Raises :class:`Taken` for a person's account."""
    present = find(username)
    if present is None:
        return _save(username, None), True
    if is_password_usable(present.password):
        raise Taken(username)
    return present, False


def _save(username: str, password: str | None) -> User:
    user = User(username=username)
    user.clean()
    user.set_password(password)
    user.save()
    return user
