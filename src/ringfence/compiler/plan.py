"""A serializer compiled: the columns of a statement, and how a row of them becomes the row's JSON.

What the database can write is one column of text; what only Python can (a float, a JSON document) is a column of its
own in between, written by the serializer's own field. Raises :class:`CannotCompile` with the reason for anything else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef
from django.db.models.constants import LOOKUP_SEP
from rest_framework import serializers
from rest_framework.relations import ManyRelatedField, RelatedField

from ringfence.compiler import sql
from ringfence.compiler.fields import Column, expression
from ringfence.compiler.instances import is_stored, why_no_columns, why_not_joined
from ringfence.compiler.levels import CannotCompile, Level, level_of, may_be_null
from ringfence.compiler.relations import (
    concrete,
    is_by_key,
    relation_to_many,
    relation_to_one,
    takes_conditions,
    tying_table,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A member whose value Python writes, by the serializer's own ``field``."""

    name: str
    field: Any
    expression: Any


# Representations of whole serializers and of lists that the compiler knows. REST framework's own lists come as the
# database happens to give them, where the related model has no ordering; the others come by key then.
PLAIN_SERIALIZERS: set[Any] = {serializers.Serializer.to_representation}
UNSORTED: set[Any] = {serializers.ListSerializer.to_representation, ManyRelatedField.to_representation}
SORTED: set[Any] = set()
# Other fields that show a relation to many: what they list of each row, and the column to sort by (None: as above).
_WAYS = {"get_attribute", "to_representation"}
_LIST_ATTRIBUTES = {serializers.Field.get_attribute, ManyRelatedField.get_attribute}
Listing = Callable[[Any, Level, Any], tuple[Any, Any] | None]
TO_MANY: dict[Any, Listing] = {}


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The columns of a row, in order, and the writer of each that Python writes (None: it is text already)."""

    columns: tuple[Any, ...]
    writers: tuple[Written | None, ...]

    @property
    def is_text(self) -> bool:
        """Whether the one column of the row is its JSON."""
        return len(self.columns) == 1 and self.writers[0] is None

    def json(self, values: Sequence[Any], dumps: Callable[[Any], str]) -> str:
        """The row's JSON of its columns' values."""
        if self.is_text:
            return str(values[0])
        parts: list[str] = []
        for writer, value in zip(self.writers, values, strict=True):
            if writer is None:
                # Without its braces: these are some of the row's members.
                parts.append(value[1:-1])
            else:
                shown = None if value is None else writer.field.to_representation(value)
                parts.append(f"{json.dumps(writer.name, ensure_ascii=False)}:{dumps(shown)}")
        return "{" + ",".join(parts) + "}"


def compile_row(serializer: Any, queryset: Any) -> RowPlan:
    """The plan of ``serializer``'s answer for each row of ``queryset``. Raises :class:`CannotCompile`."""
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    query = queryset.query
    if query.distinct or query.combinator or query.extra:
        raise CannotCompile("the rows are distinct, combined or have extra columns")
    if model is None or queryset.model is not model:
        raise CannotCompile(f"{type(serializer).__name__} is not of the queryset's model")
    members = list(_members(serializer, level_of(queryset), top=True))
    columns: list[Any] = []
    writers: list[Written | None] = []
    run: list[tuple[str, Any]] = []
    for name, value in [*members, ("", None)]:
        if run and (value is None or isinstance(value, Written) or len(run) == sql.MOST_MEMBERS):
            columns.append(sql.Text(sql.Members(run)))
            writers.append(None)
            run = []
        if isinstance(value, Written):
            columns.append(value.expression)
            writers.append(value)
        elif value is not None:
            run.append((name, value))
    if not columns:
        raise CannotCompile(f"{type(serializer).__name__} shows nothing")
    return RowPlan(tuple(columns), tuple(writers))


def _members(serializer: Any, level: Level, *, top: bool = False) -> Iterator[tuple[str, Any]]:
    """The members of a serializer's object: expressions, or at the top what Python writes."""
    if type(serializer).to_representation not in PLAIN_SERIALIZERS or "to_representation" in vars(serializer):
        raise CannotCompile(f"{type(serializer).__name__} has a representation of its own")
    if why := why_no_columns(level.model):
        raise CannotCompile(f"{level.model.__name__} is more than its columns: {why}")
    fields = list(serializer._readable_fields)
    if not top and (not fields or len(fields) > sql.MOST_MEMBERS):
        raise CannotCompile(f"{type(serializer).__name__} shows {len(fields)} fields inside of another")
    for field in fields:
        name = str(field.field_name)
        if not name.isidentifier() or len(name.encode()) > sql.LONGEST_NAME:
            raise CannotCompile(f"{name!r} is no name for a column")
        yield name, _member(serializer, field, level, top=top)


def _member(serializer: Any, field: Any, level: Level, *, top: bool) -> Any:
    where = f"{type(serializer).__name__}.{field.field_name}"
    if field.source == "*":
        raise CannotCompile(f"{where} is made of the whole row ({type(field).__name__})")
    listed = _listed(field, level, where)
    if listed is not None:
        return listed
    if isinstance(field, serializers.BaseSerializer):
        return _nested(field, level, where)
    column = _column(field, level)
    if column is None:
        raise CannotCompile(f"{where} shows {field.source}, which is no column")
    value = expression(field, column)
    if value is not None:
        return value
    if not top or isinstance(field, RelatedField) or type(field).get_attribute is not serializers.Field.get_attribute:
        raise CannotCompile(f"{where} is a {type(field).__name__}, which Python writes")
    return Written(str(field.field_name), field, column.expression)


def _column(field: Any, level: Level) -> Column | None:
    if not isinstance(field, serializers.SlugRelatedField):
        return level.column(field.source_attrs, field)
    (name,) = field.source_attrs if len(field.source_attrs) == 1 else ("",)
    relation = None if name in level.prefetched else relation_to_one(level.model, name)
    model = relation.related_model if relation is not None and relation.concrete else None
    shown = concrete(model, field.slug_field) if model is not None and not why_not_joined(model) else None
    if shown is None or not is_stored(model, shown):
        return None
    return Column(F(f"{level.prefix}{name}{LOOKUP_SEP}{field.slug_field}"), shown)


def _nested(field: Any, level: Level, where: str) -> Any:
    """The object of a relation to one row, null where there is none."""
    (name,) = field.source_attrs if len(field.source_attrs) == 1 else ("",)
    relation = relation_to_one(level.model, name)
    meta = getattr(field, "Meta", None)
    if relation is None or getattr(meta, "model", None) is not relation.related_model:
        raise CannotCompile(f"{where} is of no relation to one row")
    if type(field).get_attribute is not serializers.Field.get_attribute or "get_attribute" in vars(field):
        raise CannotCompile(f"{where} is fetched in a way of its own")
    if not relation.concrete and not may_be_null(field):
        raise CannotCompile(f"{where} is left out where there is no row")
    given = level.prefetched.get(name)
    if given is not None:
        if not relation.concrete:
            raise CannotCompile(f"{where} is prefetched backwards")
        _check_condition(relation, given, where)
        inner = level_of(given)
        value = sql.Members(list(_members(field, inner)))
        rows = given.prefetch_related(None).filter(pk=OuterRef(level.prefix + relation.attname)).order_by()
        return sql.One(rows.annotate(**{sql.LISTED: value}).values(sql.LISTED)[:1])
    related: Any = relation.related_model
    if why := why_not_joined(related):
        raise CannotCompile(f"{where} shows {related.__name__}: {why}")
    prefix = f"{level.prefix}{name}{LOOKUP_SEP}"
    members = list(_members(field, level.met_again(relation, level.below(related, prefix, name))))
    return sql.Present(F(f"{prefix}pk"), sql.Members(members))


def _listed(field: Any, level: Level, where: str) -> Any:
    """The list of a relation to many, None for a field of anything else."""
    represent = type(field).to_representation
    listing = TO_MANY.get(represent) or (_listing if represent in UNSORTED | SORTED else None)
    if listing is None and not isinstance(field, serializers.ListSerializer | ManyRelatedField):
        return None
    if listing is None or type(field).get_attribute not in _LIST_ATTRIBUTES or not _WAYS.isdisjoint(vars(field)):
        raise CannotCompile(f"{where} has a list representation of its own")
    name = field.source_attrs[0] if len(field.source_attrs) == 1 else ""
    relation, back = relation_to_many(level.model, name)
    if relation is None:
        raise CannotCompile(f"{where} is of no relation to many rows")
    if why := why_no_columns(relation.related_model):
        raise CannotCompile(f"{where} lists what is more than its columns: {why}")
    given = level.prefetched.get(name)
    rows = relation.related_model._default_manager.all() if given is None else given
    _check_condition(relation, rows, where)
    shown = listing(field, level.met_again(relation, level_of(rows)), relation.related_model)
    if shown is None:
        raise CannotCompile(f"{where} lists what Python writes")
    value, order = shown
    is_ordered = rows.query.order_by or rows.query.get_meta().ordering
    if not is_ordered and represent in UNSORTED:
        raise CannotCompile(f"{where} lists rows in no order: {rows.model.__name__} has no Meta.ordering")
    if given is None and order is None and (pairs := tying_table(relation)) and value == F(rows.model._meta.pk.attname):
        return _keys(pairs, level)
    rows = rows.prefetch_related(None).filter(**{back: OuterRef(f"{level.prefix}pk")})
    if order is not None:
        rows = rows.order_by(order, "pk")
    elif represent not in UNSORTED and not rows.query.get_meta().ordering:
        # By key even where a Prefetch has another order.
        rows = rows.order_by("pk")
    of_json = getattr(value, "is_json", False)
    return sql.Listed(rows.annotate(**{sql.LISTED: value}).values(sql.LISTED), of_json=of_json)


def _check_condition(relation: Any, rows: Any, where: str) -> None:
    """Raise :class:`CannotCompile` unless a condition about keys finds the related rows among ``rows``."""
    if not is_by_key(relation):
        raise CannotCompile(f"{where} is related by another column than the key")
    if not takes_conditions(rows):
        raise CannotCompile(f"{where} shows rows of a queryset that is more than conditions")


def _keys(pairs: tuple[Any, str, str], level: Level) -> Any:
    through, here, there = pairs
    key = through._meta.get_field(there).attname
    rows = through._base_manager.filter(**{here: OuterRef(f"{level.prefix}pk")}).order_by(key)
    return sql.Listed(rows.annotate(**{sql.LISTED: F(key)}).values(sql.LISTED), of_json=False)


def _listing(field: Any, level: Level, model: Any) -> tuple[Any, Any] | None:
    """Nested objects, or what a related field shows of each row."""
    if isinstance(field, serializers.ListSerializer):
        child = field.child
        if getattr(getattr(child, "Meta", None), "model", None) is not model:
            return None
        return sql.Members(list(_members(child, level))), None
    return of_each(field.child_relation, level)


def of_each(child: Any, level: Level) -> tuple[Any, Any] | None:
    """What a related field shows of each row: its key, or another column of it."""
    attribute = getattr(child, "slug_field", "pk")
    name = level.model._meta.pk.attname if attribute == "pk" else attribute
    column = level.column(name.split("."), child)
    value = expression(child, column) if column is not None else None
    return None if value is None else (value, None)
