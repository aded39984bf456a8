"""Which column or relation of a model an attribute's name stands for."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.models import OwnedManager
from ringfence.ownership.registry import is_owned, policy_of


def concrete(model: Any, name: str) -> Any:
    """The concrete field of ``model`` that an attribute's name stands for, or None."""
    if name == "pk":
        return model._meta.pk
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return next((each for each in model._meta.concrete_fields if each.attname == name), None)
    return field if field.concrete and not field.many_to_many else None


def relation_to_one(model: Any, name: str) -> Any:
    """The relation to one row behind an attribute, in either direction; None for anything else."""
    for relation in model._meta.get_fields():
        if relation.is_relation and (relation.many_to_one or relation.one_to_one) and relation.related_model:
            attribute = relation.name if relation.concrete else relation.get_accessor_name()
            if attribute == name and (relation.concrete or relation.name == name):
                return relation
    return None


def relation_to_many(model: Any, name: str) -> tuple[Any, str]:
    """The relation to many rows behind an attribute, and the lookup back from them; ``(None, "")`` for others."""
    for relation in model._meta.get_fields():
        if not relation.is_relation or not (relation.many_to_many or relation.one_to_many):
            continue
        if relation.concrete:
            if relation.name == name and hasattr(relation, "related_query_name"):
                return relation, relation.related_query_name()
        elif getattr(relation, "get_accessor_name", lambda: "")() == name and hasattr(relation, "field"):
            return relation, relation.field.name
    return None, ""


def takes_conditions(queryset: Any) -> bool:
    """Whether one condition more on a queryset leaves of its rows those that meet it, and changes nothing else.

    It does not where rows are cut off, put together, counted or made distinct, nor where a join of the queryset's own
    would be the condition's as well: the related manager of an instance takes it for that.
    """
    query = queryset.query
    joined = len([alias for alias, count in query.alias_refcount.items() if count]) > 1
    counted = query.group_by is not None
    return not (query.is_sliced or query.combinator or query.distinct or query.extra or counted or joined)


@cache
def is_by_key(relation: Any) -> bool:
    """Whether all that ties the rows of a relation is the primary key of one side, and not a column like it."""
    field = relation if relation.concrete else relation.field
    ties = [field]
    if relation.many_to_many:
        through = field.remote_field.through
        ties = [through._meta.get_field(name) for name in (field.m2m_field_name(), field.m2m_reverse_field_name())]
    return all([tie.primary_key for tie in each.foreign_related_fields] == [True] for each in ties)


def tying_table(relation: Any) -> tuple[Any, str, str] | None:
    """The table that ties a many-to-many relation, and its columns of this side and of the other, if it tells all.

    It does where it holds rows of the acting owner alone, tied to rows of the same owner: then nobody has to look
    whether the other row is within reach. And where keys are listed by key.
    """
    if not relation.many_to_many or relation.related_model._meta.ordering:
        return None
    field = relation if relation.concrete else relation.field
    through = field.remote_field.through
    names = (field.m2m_field_name(), field.m2m_reverse_field_name())
    here, there = names if relation.concrete else reversed(names)
    managers = {type(model._default_manager) for model in (through, relation.related_model)}
    if not is_owned(through) or policy_of(through).readers != "owner" or managers != {OwnedManager}:
        return None
    tied = {c.field for c in through._meta.constraints if isinstance(c, SameOwner)}
    return (through, here, there) if {here, there} <= tied else None
