"""Which models are owned, and by which policy; asked by queries, checks, grants and the audit alike."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model

from ringfence.ownership.constraints import OwnerPolicy
from ringfence.ownership.policies import Policy, Undeclared


def is_owned(model: Any) -> bool:
    """Whether ``model`` derives from ``OwnedModel`` (the historical models of migrations do not)."""
    return getattr(model, "is_owned_model", False)


def owned_models() -> list[type[Model]]:
    """Every owned model that is installed and has a table of its own, in a stable order."""
    return [model for model in _models() if is_owned(model)]


def guarded_models() -> list[type[Model]]:
    """Every such model with row-level security: the owned ones, and those that carry a policy themselves."""
    return [model for model in _models() if owner_policy(model) is not None]


def owner_policy(model: Any) -> OwnerPolicy | None:
    """The ``OwnerPolicy`` constraint in ``model``'s Meta, or None. A proxy has that of its model."""
    constraints = (model._meta.concrete_model or model)._meta.constraints
    return next((c for c in constraints if isinstance(c, OwnerPolicy)), None)


def policy_of(model: Any) -> Policy:
    """The policy of an owned model; ``Undeclared`` when its Meta carries none, which raises where it is asked."""
    constraint = owner_policy(model)
    return constraint.policy if constraint else Undeclared(model._meta.label)


def _models() -> list[type[Model]]:
    models = apps.get_models(include_auto_created=True)
    return sorted((m for m in models if not m._meta.proxy), key=lambda model: model._meta.label)
