"""Something in the trash, for the isolation test: a row of an app, made and thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import DatabaseError, transaction
from django.db.models import Model
from rest_framework.exceptions import APIException

from ringfence.api.models import TrashedRow
from ringfence.api.trash import keeps, throw_away
from ringfence.ownership.registry import owned_models
from ringfence.ownership.scope import current_scope
from ringfence.testing.rows import CannotMakeRow, Factory

# Their rows are never thrown away.
_KEPT_APPS = ("ringfence_accounts", "ringfence_api")


def thrown_away(factory: Factory) -> Any:
    """A row of the acting owner's trash; an empty one in a project that has nothing to throw away."""
    owner_id: Any = current_scope().owner_id
    owner = get_user_model()._base_manager.get(pk=owner_id)
    for model in _candidates():
        try:
            with transaction.atomic():
                thrown = throw_away(factory.make(model, owner))
        except (CannotMakeRow, DatabaseError, APIException):
            continue
        if thrown is not None:
            return thrown
    return TrashedRow.objects.create(kind="none.none", row=1)


def _candidates() -> Iterator[type[Model]]:
    for model in owned_models():
        if model._meta.app_label not in _KEPT_APPS and keeps(model, None):
            yield model
