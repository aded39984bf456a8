"""Paging by key: the order of a list, the position of a row in it, and the condition "after that row".

The cost of a page does not grow with its depth, and rows that come or go elsewhere shift nothing. NULL counts
as larger than every value, on both databases: PostgreSQL's own rule, so that its plain indexes fit.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import DecimalValidator
from django.db import connections, models
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

# Keeps links within what servers and proxies take for an address.
MAX_CURSOR_LENGTH = 4096
# Characters of all text columns of an order together: six bytes each at worst, and base64 on top.
MAX_TEXT = 500

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_CURSOR_LENGTH}}}")
_FORWARDS, _BACKWARDS = "n", "p"
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


class InvalidCursor(ValueError):
    """The text is not a cursor of this list in this order."""


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
        if key is None or not isinstance(_plain_field(key), _ORDERED_FIELDS):
            raise NoKeyset
        keys.setdefault(key.name, key)
        if key.field.primary_key:
            break
    texts = [field for field in map(_plain_field, keys.values()) if isinstance(field, models.CharField)]
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


def encode(queryset: QuerySet[Any], keys: tuple[Key, ...], row: Any, *, backwards: bool) -> str:
    """The cursor beside ``row``; beyond the last row of all, to look back from, when ``row`` is None."""
    texts = None if row is None else [_text(key.field, row) for key in keys]
    return _token(_signature(queryset, keys), backwards, texts)


def decode(queryset: QuerySet[Any], keys: tuple[Key, ...], token: str) -> Cursor:
    """The cursor that ``encode`` made for this model and order; ``InvalidCursor`` for any other text."""
    if _TOKEN.fullmatch(token) is None:
        raise InvalidCursor
    connection = connections[queryset.db]
    try:
        signature, direction, texts = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        # Whatever the pieces are, only their one spelling passes.
        canonical = _token(signature, direction == _BACKWARDS, texts) == token
        if not canonical or signature != _signature(queryset, keys):
            raise InvalidCursor
        if texts is None and direction == _BACKWARDS:
            return Cursor(backwards=True)
        if not isinstance(texts, list):
            raise InvalidCursor
        values = tuple(_value(key, text, connection) for key, text in zip(keys, texts, strict=True))
    except (ValueError, TypeError, ArithmeticError, RecursionError, ValidationError) as exc:
        raise InvalidCursor from exc
    return Cursor(backwards=direction == _BACKWARDS, values=values)


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


def _signature(queryset: QuerySet[Any], keys: tuple[Key, ...]) -> str:
    return _digest(queryset.model._meta.label, tuple((key.name, key.descending, key.nulls_first) for key in keys))


@lru_cache(maxsize=256)
def _digest(label: str, columns: tuple[tuple[str, bool, bool], ...]) -> str:
    order = [label, *columns]
    return hashlib.blake2s(repr(order).encode(), digest_size=6).hexdigest()


def _token(signature: str, backwards: bool, texts: list[str | None] | None) -> str:
    parts = [signature, _BACKWARDS if backwards else _FORWARDS, texts]
    content = _JSON.encode(parts).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _plain_field(key: Key) -> Any:
    """The key's field, or what a chain of foreign keys gets its values from."""
    field: Any = key.field
    while field.is_relation:
        field = field.target_field
    return field


def _text(field: Any, row: Any) -> str | None:
    """The value in the text form of Django's serialisers, which ``to_python`` reads back."""
    return None if field.value_from_object(row) is None else field.value_to_string(row)


def _value(key: Key, text: Any, connection: Any) -> Any:
    """The value that a cursor gives for a column; raises when the column could not hold or compare it."""
    if text is None and key.field.null:
        return None
    if not isinstance(text, str) or "\x00" in text:
        raise InvalidCursor
    value = key.field.to_python(text)
    if _text(key.field, SimpleNamespace(**{key.field.attname: value})) != text:
        raise InvalidCursor
    field = _plain_field(key)
    if isinstance(field, models.DecimalField):
        DecimalValidator(field.max_digits, field.decimal_places)(value)
    aware = getattr(value, "tzinfo", None) is not None
    if aware is not (settings.USE_TZ and isinstance(value, datetime)):
        raise InvalidCursor
    if aware:
        # Not every offset that Python knows is one for PostgreSQL, and not every date has another offset.
        value = value.astimezone(UTC)
    prepared = field.get_db_prep_value(value, connection)
    if isinstance(prepared, int) and not -(2**63) <= prepared < 2**63:
        raise InvalidCursor
    return value
