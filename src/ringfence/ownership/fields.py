"""Relations of owned models: joins pass managers by, so the relation itself carries the owner predicate."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, OneToOneField
from django.db.models.expressions import Col
from django.db.models.sql.where import AND, WhereNode

from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.registry import is_owned, policy_of


class OwnedRelation:
    """Adds "and the joined row is within reach" to every join over the relation, in both directions."""

    remote_field: Any
    model: Any

    def get_extra_restriction(self, alias: str, related_alias: str) -> WhereNode | None:
        """The ON condition for ``alias`` (the target's table) and ``related_alias`` (this model's)."""
        conditions: list[Any] = [
            WithinReach(Col(table, model._meta.get_field("owner")), policy_of(model))
            for table, model in ((alias, self.remote_field.model), (related_alias, self.model))
            if is_owned(model)
        ]
        return WhereNode(conditions, connector=AND) if conditions else None


class OwnedForeignKey(OwnedRelation, ForeignKey):
    """A foreign key from or to an owned model. Pair it with ``SameOwner`` when the target is private."""


class OwnedOneToOneField(OwnedRelation, OneToOneField):
    """A one-to-one from or to an owned model. Pair it with ``SameOwner`` when the target is private."""
