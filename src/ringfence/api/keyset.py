"""Paging by key: the order of a list, the position of a row in it, and the condition "after that row".

The cost of a page does not grow with its depth, and rows that come or go elsewhere shift nothing. NULL counts
as larger than every value, on both databases: PostgreSQL's own rule, so that its plain indexes fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

# Characters of all text columns of an order together: six bytes each at worst, and base64 on top.
MAX_TEXT = 500

_EVERYTHING, _NOTHING = Q(), Q(pk__in=())
# Types whose text form is exact, short, and compared by the database as their own values are.
_ORDERED_FIELDS = (
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


class NoKeyset(ValueError):
    """The order is not one of plain columns, so a row has no position that a cursor could name."""


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order; ``name`` is what lookups call it."""

    name: str
    field: models.Field[Any, Any]
    descending: bool
    nulls_first: bool

    @property
    def reverse(self) -> Key:
        """The same column the other way round."""
        return replace(self, descending=not self.descending, nulls_first=not self.nulls_first)

    @property
    def order(self) -> OrderBy | str:
        """The column for ``order_by``; says where NULLs go only where there can be any."""
        if not self.field.null:
            return f"-{self.name}" if self.descending else self.name
        nulls: dict[str, Any] = {"nulls_first": True} if self.nulls_first else {"nulls_last": True}
        return OrderBy(F(self.name), descending=self.descending, **nulls)

    def beyond(self, value: Any) -> Q:
        """Rows whose value comes strictly after ``value``."""
        if value is None:
            return Q((f"{self.name}__isnull", False)) if self.nulls_first else _NOTHING
        return self._with_nulls(Q((f"{self.name}__{'lt' if self.descending else 'gt'}", value)))

    def from_(self, value: Any) -> Q:
        """Rows whose value is ``value`` or comes after it."""
        if value is None:
            return _EVERYTHING if self.nulls_first else Q((f"{self.name}__isnull", True))
        return self._with_nulls(Q((f"{self.name}__{'lte' if self.descending else 'gte'}", value)))

    def _with_nulls(self, condition: Q) -> Q:
        if self.field.null and not self.nulls_first:
            return condition | Q((f"{self.name}__isnull", True))
        return condition


@dataclass(frozen=True)
class Cursor:
    """A place between rows: before or after the one with ``values``; the list's end when there are none."""

    backwards: bool = False
    values: tuple[Any, ...] | None = None


def totally_ordered(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """``queryset`` in its own order, ending in the primary key, NULLs in the same place on both databases."""
    if queryset.query.extra_order_by:
        return queryset
    items = _items(queryset)
    keys = [_key(queryset, item) for item in items]
    order = [item if key is None else key.order for item, key in zip(items, keys, strict=True)]
    if not any(key and key.field.primary_key for key in keys):
        order.append("-pk" if keys and _descends(items[-1]) else "pk")
    in_direction = queryset if queryset.query.standard_ordering else queryset.reverse()
    return in_direction.order_by(*order)


def keys_of(queryset: QuerySet[Any]) -> tuple[Key, ...]:
    """The columns of a ``totally_ordered`` queryset up to its primary key; raises ``NoKeyset``."""
    if queryset.query.extra_order_by:
        raise NoKeyset
    keys: dict[str, Key] = {}
    for item in _items(queryset):
        key = _key(queryset, item)
        if key is None or not isinstance(plain_field(key), _ORDERED_FIELDS):
            raise NoKeyset
        keys.setdefault(key.name, key)
        if key.field.primary_key:
            break
    texts = [field for field in map(plain_field, keys.values()) if isinstance(field, models.CharField)]
    if sum(MAX_TEXT + 1 if field.max_length is None else field.max_length for field in texts) > MAX_TEXT:
        raise NoKeyset
    return tuple(keys.values())


def page_from(queryset: QuerySet[Any], keys: tuple[Key, ...], cursor: Cursor, size: int) -> QuerySet[Any]:
    """Up to ``size`` rows beyond ``cursor``, the nearest first: in reverse when it looks backwards."""
    if cursor.backwards:
        keys = tuple(key.reverse for key in keys)
        queryset = queryset.order_by(*(key.order for key in keys))
    if cursor.values is not None:
        queryset = queryset.filter(_beyond(keys, cursor.values))
    return queryset[:size]


def _items(queryset: QuerySet[Any]) -> list[Any]:
    """What the queryset is ordered by, as ``Query`` itself decides."""
    query: Any = queryset.query
    items = list(query.order_by or (query.get_meta().ordering if query.default_ordering else ()))
    return items if query.standard_ordering else [_reversed(item) for item in items]


def _reversed(item: Any) -> Any:
    if isinstance(item, str):
        return item.removeprefix("-") if item.startswith("-") else f"-{item}"
    reverse = item.copy() if isinstance(item, OrderBy) else item.asc()
    reverse.reverse_ordering()
    return reverse


def _descends(item: Any) -> bool:
    return item.startswith("-") if isinstance(item, str) else bool(getattr(item, "descending", False))


def _key(queryset: QuerySet[Any], item: Any) -> Key | None:
    """The column that an item of an order names; None for an expression, an annotation, a hop."""
    descending = _descends(item)
    expression: Any = item.expression if isinstance(item, OrderBy) else item
    if not isinstance(expression, str | F):
        return None
    name = expression.removeprefix("-") if isinstance(expression, str) else expression.name  # type: ignore[attr-defined]
    if name in queryset.query.annotations:
        return None
    options: Any = queryset.model._meta
    try:
        field = options.pk if name == "pk" else options.get_field(name)
    except FieldDoesNotExist:
        return None
    if not field.concrete or (name == field.name and field.is_relation and _is_ordered(field.related_model)):
        return None
    nulls_first = descending
    if isinstance(item, OrderBy) and (item.nulls_first or item.nulls_last):
        nulls_first = bool(item.nulls_first)
    return Key(field.attname, field, descending, nulls_first)


def _is_ordered(model: Any) -> bool:
    """Whether ordering by a relation to ``model`` means the other table's own order."""
    return bool(model._meta.ordering)


def _beyond(keys: tuple[Key, ...], values: tuple[Any, ...]) -> Q:
    """``a <= x AND (a < x OR (b …))``: the first comparison alone is a range of an index."""
    beyond = keys[0].beyond(values[0])
    if not keys[1:]:
        return beyond
    return keys[0].from_(values[0]) & (beyond | _beyond(keys[1:], values[1:]))


def plain_field(key: Key) -> Any:
    """The key's field, or what a chain of foreign keys gets its values from."""
    field: Any = key.field
    while field.is_relation:
        field = field.target_field
    return field
