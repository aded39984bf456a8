"""Refusals at start-up for relations to published models, which other owners' rows may point at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db.models import DO_NOTHING, ForeignKey

from ringfence.ownership.cascades import DatabaseCascade
from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedRelation
from ringfence.ownership.registry import is_owned, owner_policy

# E010 is about that one.
OWNER = "owner"


def is_published(model: Any) -> bool:
    """Whether everyone reads the rows of ``model``."""
    constraint = owner_policy(model)
    return constraint is not None and constraint.policy.readers == "everyone"


def check_cascades(model: Any) -> Iterator[CheckMessage]:
    """E016 and E017 for an owned model."""
    relations: dict[str, Any] = {
        field.name: field
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and isinstance(field, OwnedRelation) and field.name != OWNER
    }
    by_kind = {
        kind: {rule.field for rule in model._meta.constraints if isinstance(rule, kind)}
        for kind in (SameOwner, DatabaseCascade)
    }
    for name in sorted(by_kind[DatabaseCascade]):
        field = relations.get(name)
        if field is None or not is_owned(field.remote_field.model) or field.db_constraint or not _does_nothing(field):
            yield Error(
                f'{model._meta.label}: DatabaseCascade("{name}") fits no relation.',
                hint="Name an OwnedForeignKey of this model that is DO_NOTHING and has db_constraint=False.",
                obj=model,
                id="ringfence.E017",
            )
    for name, field in relations.items():
        target = field.remote_field.model
        if is_owned(target) and is_published(target) and name not in by_kind[SameOwner] | by_kind[DatabaseCascade]:
            yield Error(
                f"{model._meta.label}.{name} may point at another owner's {target.__name__}, "
                "whose deletion cannot reach it.",
                hint=f'Make it DO_NOTHING with db_constraint=False, and add DatabaseCascade("{name}") to '
                f'Meta.constraints; or SameOwner("{name}"), if it points at rows of its own owner only.',
                obj=model,
                id="ringfence.E016",
            )


def _does_nothing(field: Any) -> bool:
    return field.remote_field.on_delete is DO_NOTHING
