"""Where the rows of a serializer come from, and which column the source of a field names there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Aggregate, F, Prefetch, Subquery, Window
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import Col
from django.db.models.sql import Query
from rest_framework.fields import empty
from rest_framework.relations import RelatedField

from ringfence.compiler.fields import Column
from ringfence.compiler.instances import gives_instances, is_stored, why_no_columns, why_not_joined
from ringfence.compiler.relations import concrete
from ringfence.ownership.expressions import CurrentOwner
from ringfence.ownership.registry import is_owned, policy_of

OWNER = "owner"


class CannotCompile(Exception):
    """REST framework has to show this serializer itself; says why."""


@dataclass(frozen=True, slots=True)
class Level:
    """Where a serializer's rows come from: the model, the way to it from the statement's table, and what is fetched.

    ``annotations`` are the queryset's own; ``prefetched`` the querysets that a view gives for relations, by their path.
    """

    model: Any
    prefix: str
    annotations: dict[str, Any]
    prefetched: dict[str, Any]

    def column(self, attributes: Sequence[str], field: Any) -> Column | None:
        """The column that a source names; None for a property, a method, or a hop that may lead nowhere."""
        name = attributes[0]
        if len(attributes) == 1 and not self.prefix and name in self.annotations:
            annotation = self.annotations[name]
            return Column(F(name), annotation.output_field, any(map(_is_of_the_statement, _parts(annotation))))
        if name == OWNER and len(attributes) == 2 and is_owned(self.model):
            return self._of_owner(attributes[1])
        model = self.model
        for place, hop in enumerate(attributes[:-1], 1):
            relation = concrete(model, hop)
            if LOOKUP_SEP.join(attributes[:place]) in self.prefetched:
                # A Prefetch may leave the row out, which no join does.
                return None
            if relation is None or not relation.is_relation or (relation.null and not may_be_null(field)):
                return None
            model = relation.related_model
            if why_not_joined(model):
                return None
        found = concrete(model, attributes[-1])
        if found is None or not is_stored(model, found):
            return None
        if found.is_relation and attributes[-1] == found.name and not isinstance(field, RelatedField):
            # Of a relation by its name other fields are given the row, not its key.
            return None
        return Column(F(self.prefix + LOOKUP_SEP.join(attributes)), found)

    def _of_owner(self, attribute: str) -> Column | None:
        """A column of the owner, who is whoever acts: nobody else reads a private row."""
        user = get_user_model()
        found = concrete(user, attribute)
        if found is None or found.is_relation or policy_of(self.model).readers != "owner":
            return None
        if why_no_columns(user) or not is_stored(user, found):
            return None
        rows = user._default_manager.filter(pk=CurrentOwner()).values(attribute)
        return Column(Subquery(rows, output_field=found.clone()), found)

    def below(self, model: Any, prefix: str, path: str) -> Level:
        """The level of related rows that are joined: ``path`` is the relation's from here."""
        inner = {
            each.removeprefix(path + LOOKUP_SEP): rows
            for each, rows in self.prefetched.items()
            if each.startswith(path + LOOKUP_SEP)
        }
        return Level(model, prefix, {}, inner)

    def met_again(self, relation: Any, below: Level) -> Level:
        """``below``, whose rows know their row of this level: what a view gives for its relations is there again."""
        if not (relation.one_to_many or (relation.one_to_one and not relation.concrete)):
            return below
        again = {relation.field.name + LOOKUP_SEP + each: rows for each, rows in self.prefetched.items()}
        return replace(below, prefetched={**below.prefetched, **again})


def level_of(queryset: Any) -> Level:
    """The level of a queryset's own rows. Raises :class:`CannotCompile` for a Prefetch that leaves them.

    And for a queryset whose rows are no instances, or not as Django makes them.
    """
    if not gives_instances(queryset):
        raise CannotCompile(f"a queryset of {queryset.model.__name__} makes its rows in a way of its own")
    prefetched: dict[str, Any] = {}
    for lookup in queryset._prefetch_related_lookups:
        if isinstance(lookup, Prefetch) and (lookup.queryset is not None or lookup.to_attr):
            if lookup.queryset is None or lookup.prefetch_to != lookup.prefetch_through:
                raise CannotCompile(f"a Prefetch of {lookup.prefetch_through} to an attribute of its own")
            prefetched[lookup.prefetch_to] = lookup.queryset
    return Level(queryset.model, "", dict(queryset.query.annotation_select), prefetched)


def _is_of_the_statement(expression: Any) -> bool:
    """Whether it counts the statement's rows: PostgreSQL would count those of the subquery that ``row_to_json`` is in.

    It takes an aggregate for the outer statement's where that has a column of it, and a window never.
    """
    if isinstance(expression, Window):
        return True
    return isinstance(expression, Aggregate) and not any(isinstance(each, Col) for each in _parts(expression))


def _parts(expression: Any) -> Iterator[Any]:
    """An expression and all that it is made of, but for statements of their own."""
    yield expression
    if not isinstance(expression, Subquery | Query):
        for source in expression.get_source_expressions():
            if source is not None:
                yield from _parts(source)


def may_be_null(field: Any) -> bool:
    """Whether a field shows null where the way to its value breaks off."""
    return bool(field.allow_null) and field.default is empty
