"""Filters of one column each, for a ``FilterSet``: as strict about the query string as fields are about a body.

A malformed value is a 400 under the parameter's name; an empty one counts as absent, as a form sends what was left
empty. A range is a filter for each end, with ``lookup_expr`` "gte" or "lte": ends are included. ``nullable=True``
also takes ``none``, for rows without a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import django_filters
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator, MaxLengthValidator
from django.db.models import DecimalField, QuerySet
from django.forms import fields as forms
from django.utils import timezone
from django_filters.utils import get_model_field
from drf_spectacular.utils import extend_schema_field

from ringfence.api import literals

NONE = "none"

_NULL: Any = object()
# For a column that is no decimal, such as an annotation.
_WIDEST = DecimalValidator(30, 10)
_ENDS = {"gte": "At least this.", "gt": "More than this.", "lte": "At most this.", "lt": "Less than this."}


class _Parameter(forms.Field):
    """A query parameter that its filter reads."""

    def __init__(self, reader: StrictFilter) -> None:
        super().__init__(required=False)
        self._reader = reader

    def clean(self, value: Any) -> Any:
        """The value, None when the parameter is absent or empty. Raises Django's ``ValidationError``."""
        if not value:
            return None
        if self._reader.nullable and value == NONE:
            return _NULL
        try:
            return self._reader.read(value)
        except ValueError as exc:
            # By a parameter, since django-filter formats each message once more.
            raise ValidationError("%(said)s", code="invalid", params={"said": self._reader.complaint()}) from exc


class StrictFilter(django_filters.Filter):
    """The base of the filters here, which say how a text is ``read``, what is ``expected`` and its ``schema``."""

    expected: str = ""
    schema: ClassVar[dict[str, Any]] = {"type": "string"}

    def __init__(self, *args: Any, nullable: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nullable = nullable
        if self.extra.get("help_text") is None:
            self.extra["help_text"] = " ".join(filter(None, (_ENDS.get(str(self.lookup_expr)), self.complaint())))
        extend_schema_field({**self.open_schema(), "description": self.extra["help_text"]})(self)

    @property
    def field(self) -> _Parameter:
        """The form's field."""
        return _Parameter(self)

    def read(self, text: str) -> Any:
        """The value of the parameter. Raises ``ValueError``, or ``ValidationError`` with a message of its own."""
        raise NotImplementedError

    def complaint(self) -> str:
        """What a malformed value is answered with."""
        return f"{self.expected[:-1]}, or {NONE}." if self.nullable and self.expected else self.expected

    def open_schema(self) -> dict[str, Any]:
        """The parameter's values for OpenAPI."""
        if not self.nullable:
            return dict(self.schema)
        return {"oneOf": [dict(self.schema), {"type": "string", "enum": [NONE]}]}

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """The rows that pass; all of them when the parameter is absent."""
        if value is _NULL:
            rows: QuerySet[Any] = self.get_method(qs)(**{f"{self.field_name}__isnull": True})
            return rows
        return super().filter(qs, value)


class StrictBooleanFilter(StrictFilter):
    """``true`` or ``false``."""

    expected = "Must be true or false."
    schema: ClassVar = {"type": "boolean"}

    def read(self, text: str) -> bool:
        """The truth value."""
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"


class StrictCharFilter(StrictFilter):
    """A text, as it is; ``max_length`` characters at most."""

    def __init__(self, *args: Any, max_length: int = 200, **kwargs: Any) -> None:
        self._check_length = MaxLengthValidator(max_length)
        kwargs.setdefault("help_text", "Exactly this text.")
        super().__init__(*args, **kwargs)

    def read(self, text: str) -> str:
        """The text itself. Raises ``ValidationError`` for one that is too long."""
        self._check_length(text)
        return text

    def open_schema(self) -> dict[str, Any]:
        """With its length."""
        return {"type": "string", "maxLength": self._check_length.limit_value}


class StrictIntegerFilter(StrictFilter):
    """An integer of 64 bits; one beyond the column's range compares as numbers do."""

    expected = f"Must be a whole number from {literals.SMALLEST_64} to {literals.LARGEST_64}."
    schema: ClassVar = {"type": "integer", "format": "int64"}

    def read(self, text: str) -> int:
        """The integer."""
        value = literals.integer(text)
        if not literals.SMALLEST_64 <= value <= literals.LARGEST_64:
            raise ValueError(text)
        return value


class StrictDecimalFilter(StrictFilter):
    """A decimal with the column's digits and places at most, without an exponent."""

    expected = "Must be a number: digits and a decimal point, without an exponent."
    schema: ClassVar = {"type": "string", "format": "decimal"}

    def read(self, text: str) -> Decimal:
        """The decimal. Raises ``ValidationError`` for one that the column could not hold."""
        value = literals.decimal(text)
        column = get_model_field(self.model, self.field_name)
        check = DecimalValidator(column.max_digits, column.decimal_places) if _is_decimal(column) else _WIDEST
        check(value)
        return value


class StrictDateFilter(StrictFilter):
    """A date, ``2026-01-31``."""

    expected = "Must be a date that exists: YYYY-MM-DD."
    schema: ClassVar = {"type": "string", "format": "date"}

    def read(self, text: str) -> date:
        """The date."""
        return literals.calendar_date(text)


class StrictDateTimeFilter(StrictFilter):
    """A moment by RFC 3339; without an offset it is in the server's time zone."""

    expected = "Must be a moment that exists: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][Z|+hh:mm|-hh:mm], with %2B for the plus."
    schema: ClassVar = {"type": "string", "format": "date-time"}

    def read(self, text: str) -> datetime:
        """The moment in UTC."""
        value = literals.date_time(text)
        if timezone.is_naive(value):
            value = timezone.make_aware(value)
        try:
            return value.astimezone(UTC)
        except OverflowError as exc:
            raise ValueError(text) from exc


class StrictChoiceFilter(StrictFilter):
    """One of ``choices``: names, or a mapping of names to the column's values."""

    def __init__(self, *args: Any, choices: Mapping[str, Any] | Iterable[str], **kwargs: Any) -> None:
        self._values = dict(choices) if isinstance(choices, Mapping) else {name: name for name in choices}
        self.expected = f"Choose from: {', '.join(self._values)}."
        super().__init__(*args, **kwargs)

    def read(self, text: str) -> Any:
        """The column's value of a name."""
        if text not in self._values:
            raise ValueError(text)
        return self._values[text]

    def open_schema(self) -> dict[str, Any]:
        """With the names."""
        return {"type": "string", "enum": [*self._values, *([NONE] if self.nullable else [])]}


class IdFilter(StrictFilter):
    """The id of a row that a relation leads to. Another owner's finds what an id that nobody has finds: nothing."""

    expected = "Must be an id: a whole number from 1 on."
    schema: ClassVar = {"type": "integer", "format": "int64", "minimum": 1}

    def read(self, text: str) -> int:
        """The id, which may be too large for any row."""
        value = literals.integer(text)
        if value < 1:
            raise ValueError(text)
        return value

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """The rows that are related to the row of that id."""
        if isinstance(value, int) and value > literals.LARGEST_64:
            return qs if self.exclude else qs.none()
        return super().filter(qs, value)


def _is_decimal(column: Any) -> bool:
    return isinstance(column, DecimalField) and column.max_digits is not None
