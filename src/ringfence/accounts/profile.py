"""What a person may change of their own row without a password."""

from __future__ import annotations

from ringfence.accounts.models import User
from ringfence.ownership.scope import entered, owner_scope, owner_transaction


def read(user_id: int) -> User:
    """The user's whole row."""
    with owner_transaction(), entered(owner_scope(user_id)):
        return User.objects.get(pk=user_id)


def change(user_id: int, **names: str) -> User:
    """Set ``first_name`` or ``last_name`` and return the row."""
    with owner_transaction(), entered(owner_scope(user_id)):
        user = User.objects.select_for_update().get(pk=user_id)
        for name, value in names.items():
            setattr(user, name, value)
        if names:
            user.save(update_fields=list(names))
        return user
