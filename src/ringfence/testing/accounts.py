"""What the isolation test knows of Ringfence's own accounts, for projects that have them installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps

from ringfence.testing.rows import Factory

# Of the users that the test makes.
PASSWORD = "a password of the isolation test"  # noqa: S105


def credentials(user: Any, factory: Factory) -> Any:
    """``request.auth`` of a user who logged in, for views that ask for the session; None without these accounts."""
    if not apps.is_installed("ringfence.accounts"):
        return None
    from ringfence.accounts.authentication import SessionCredentials
    from ringfence.accounts.models import Session, User

    if not isinstance(user, User):
        return None
    return SessionCredentials(factory.make(Session, user).pk, owner_is_set=False)


def bodies() -> dict[type[Any], Callable[[], dict[str, Any]]]:
    """Bodies that these views accept, where their rules go beyond the types of the fields."""
    if not apps.is_installed("ringfence.accounts"):
        return {}
    from ringfence.accounts.personal_tokens import known_scopes
    from ringfence.accounts.views.personal_tokens import PersonalTokenViewSet

    token = {"name": "a script", "scopes": known_scopes()[:1], "current_password": PASSWORD}
    return {PersonalTokenViewSet: lambda: token}
