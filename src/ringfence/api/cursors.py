"""Cursors: the text that names a place in an ordered list, beside a row or at the list's end.

Base64 (RFC 4648, section 5, without padding) of JSON: a digest of the model and the order, a direction, and the values
of the row's columns as Django's serialisers write them. Whatever comes as a cursor, only its one spelling is read.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db import connections, models
from django.db.models import QuerySet

from ringfence.api.keyset import Cursor, Key, keys_of, plain_field

# Keeps links within what servers and proxies take for an address.
MAX_CURSOR_LENGTH = 4096

_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_CURSOR_LENGTH}}}")
_FORWARDS, _BACKWARDS = "n", "p"
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


class InvalidCursor(ValueError):
    """The text is not a cursor of this list in this order."""


class Order:
    """An order that has cursors: ``keys`` are its columns up to the primary key.

    Of a ``totally_ordered`` queryset. Raises ``keyset.NoKeyset`` for one that is not ordered by plain columns.
    """

    def __init__(self, queryset: QuerySet[Any]) -> None:
        self.keys = keys_of(queryset)
        self._signature = _digest(queryset.model._meta.label, _described(self.keys))
        self._columns = [_column(key, queryset.db) for key in self.keys]

    def encode(self, row: Any, *, backwards: bool) -> str:
        """The cursor beside ``row``; beyond the last row of all, to look back from, when ``row`` is None."""
        return self._token(backwards, None if row is None else [column.text(row) for column in self._columns])

    def decode(self, token: str) -> Cursor:
        """The cursor that :meth:`encode` made for this order; :class:`InvalidCursor` for any other text."""
        if _TOKEN.fullmatch(token) is None:
            raise InvalidCursor
        try:
            content = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            signature, direction, texts = json.loads(content.decode())
            backwards = direction == _BACKWARDS
            if signature != self._signature or self._token(backwards, texts) != token:
                raise InvalidCursor
            if texts is None and backwards:
                return Cursor(backwards=True)
            if not isinstance(texts, list):
                raise InvalidCursor
            values = tuple([column.value(text) for column, text in zip(self._columns, texts, strict=True)])
        except (ValueError, TypeError, ArithmeticError, RecursionError, ValidationError) as exc:
            raise InvalidCursor from exc
        return Cursor(backwards=backwards, values=values)

    def _token(self, backwards: bool, texts: Sequence[str | None] | None) -> str:
        listed = "null" if texts is None else f"[{','.join([_quoted(text) for text in texts])}]"
        content = f'["{self._signature}","{_BACKWARDS if backwards else _FORWARDS}",{listed}]'
        return base64.urlsafe_b64encode(content.encode()).rstrip(b"=").decode()


class _Column:
    """How a column's values are written in cursors and read from them."""

    def __init__(self, key: Key, alias: str) -> None:
        self._field: Any = key.field
        self._plain = plain_field(key)
        self._name: str = key.field.attname
        self._alias = alias

    def text(self, row: Any) -> str | None:
        """The value in the text form of Django's serialisers, which :meth:`value` reads."""
        value = getattr(row, self._name)
        return None if value is None else self._written(value)

    def value(self, text: Any) -> Any:
        """The value that a text is of; raises when the column could not hold or compare it."""
        if text is None and self._field.null:
            return None
        if not isinstance(text, str) or "\x00" in text:
            raise InvalidCursor
        value = self._read(text)
        if self._written(value) != text:
            raise InvalidCursor
        return self._comparable(value)

    def _written(self, value: Any) -> str:
        written: str = self._field.value_to_string(SimpleNamespace(**{self._name: value}))
        return written

    def _read(self, text: str) -> Any:
        return self._field.to_python(text)

    def _comparable(self, value: Any) -> Any:
        field = self._plain
        if isinstance(field, models.DecimalField):
            DecimalValidator(field.max_digits, field.decimal_places)(value)
        aware = getattr(value, "tzinfo", None) is not None
        if aware is not (settings.USE_TZ and isinstance(value, datetime)):
            raise InvalidCursor
        if aware:
            # Not every offset that Python knows is one for PostgreSQL, and not every date has another offset.
            value = value.astimezone(UTC)
        prepared = field.get_db_prep_value(value, connections[self._alias])
        if isinstance(prepared, int) and not _SMALLEST <= prepared <= _LARGEST:
            raise InvalidCursor
        return value


class _Whole(_Column):
    """Whole numbers as Django itself writes and reads them, without asking it each time."""

    def _written(self, value: int) -> str:
        return str(value)

    def _read(self, text: str) -> int:
        return int(text)

    def _comparable(self, value: int) -> int:
        if not _SMALLEST <= value <= _LARGEST:
            raise InvalidCursor
        return value


class _Moment(_Column):
    """Moments in a zone, likewise."""

    def _written(self, value: datetime) -> str:
        return value.isoformat()

    def _read(self, text: str) -> datetime:
        return datetime.fromisoformat(text)

    def _comparable(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise InvalidCursor
        return value.astimezone(UTC)


def _column(key: Key, alias: str) -> _Column:
    """The quick way for the two types that most lists are ordered by, unless a field reads or writes in its own."""
    kind: Any = type(key.field)
    if kind.value_to_string is models.Field.value_to_string and kind.to_python is models.IntegerField.to_python:
        return _Whole(key, alias)
    plain_moments = (models.DateTimeField.value_to_string, models.DateTimeField.to_python)
    if settings.USE_TZ and (kind.value_to_string, kind.to_python) == plain_moments:
        return _Moment(key, alias)
    return _Column(key, alias)


def _described(keys: Sequence[Key]) -> tuple[tuple[str, bool, bool], ...]:
    return tuple([(key.name, key.descending, key.nulls_first) for key in keys])


@lru_cache(maxsize=256)
def _digest(label: str, columns: tuple[tuple[str, bool, bool], ...]) -> str:
    order = [label, *columns]
    return hashlib.blake2s(repr(order).encode(), digest_size=6).hexdigest()
