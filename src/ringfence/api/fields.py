"""REST framework's scalar fields, read strictly: a value is taken as it is meant, or refused with a sentence.

``OwnedSerializer`` uses them for a model's columns. REST framework's own take ``1_0``, ``"yes"``, ``12`` for a
text, ``1.0`` for an integer, the digits of other scripts, and money by way of a binary float.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers

from ringfence.api import literals
from ringfence.api.date_fields import StrictDateField, StrictDateTimeField, StrictTimeField
from ringfence.api.parsers import JSONNumber

_INTEGER = "A valid integer is required: digits, with a minus sign at most."
_DECIMAL = "A valid number is required: digits and a decimal point, without an exponent."
_UUID = "Must be a valid UUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12."


class StrictText:
    """Makes a ``CharField`` take texts only: 1e2 is not the text ``100.0``."""

    fail: Callable[..., Any]

    def to_internal_value(self, data: Any) -> Any:
        """As ``CharField``; raises ``ValidationError`` for a number."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)  # type: ignore[misc]


class StrictCharField(StrictText, serializers.CharField):
    """A text."""


class StrictSlugField(StrictText, serializers.SlugField):
    """A text of letters, digits, underscores and hyphens."""


class StrictBooleanField(serializers.BooleanField):
    """true or false, or these two words as texts (which is what a line of CSV has)."""

    _VALUES: ClassVar = {"true": True, "false": False}

    def to_internal_value(self, data: Any) -> Any:
        """The truth value, or a ``ValidationError``."""
        if isinstance(data, bool):
            return data
        if not isinstance(data, str) or data not in self._VALUES:
            self.fail("invalid")
        return self._VALUES[data]


class _Bounded:
    """An integer field that reads strictly and stays within its column, whatever the database lets pass."""

    smallest: int = literals.SMALLEST_64
    largest: int = literals.LARGEST_64
    fail: Callable[..., Any]

    def to_internal_value(self, data: Any) -> int:
        """The integer of a JSON integer, or of a text of digits. Raises ``ValidationError``."""
        if isinstance(data, str):
            if len(data) > literals.MAX_LENGTH:
                self.fail("max_string_length")
            try:
                value = literals.integer(data)
            except ValueError:
                self.fail("invalid")
        elif isinstance(data, int) and not isinstance(data, bool):
            value = data
        else:
            self.fail("invalid")
        if value > self.largest:
            self.fail("max_value", max_value=self.largest)
        if value < self.smallest:
            self.fail("min_value", min_value=self.smallest)
        return value


class StrictIntegerField(_Bounded, serializers.IntegerField):
    """An integer of 64 bits."""

    default_error_messages: ClassVar = {"invalid": _INTEGER}


class StrictInteger32Field(StrictIntegerField):
    """An integer of 32 bits."""

    smallest, largest = -(2**31), 2**31 - 1


class StrictInteger16Field(StrictIntegerField):
    """An integer of 16 bits."""

    smallest, largest = -(2**15), 2**15 - 1


class StrictBigIntegerField(_Bounded, serializers.BigIntegerField):
    """An integer of 64 bits, shown as ``COERCE_BIGINT_TO_STRING`` says."""

    default_error_messages: ClassVar = {"invalid": _INTEGER}


class StrictDecimalField(serializers.DecimalField):
    """An exact decimal, from a text or from a number exactly as it was written: 12.30 never becomes binary.

    No exponent, no sign but a minus, no leading zeros, no white space; -0 is 0. It is not localised.
    """

    default_error_messages: ClassVar = {"invalid": _DECIMAL}

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        """As ``Field``: an empty text is no null, it is malformed."""
        return super(serializers.DecimalField, self).validate_empty_values(data)

    def to_internal_value(self, data: Any) -> Decimal:
        """The decimal, with the column's places, or a ``ValidationError``."""
        text = _as_written(data)
        if text is None:
            self.fail("invalid")
        if len(text) > literals.MAX_LENGTH:
            self.fail("max_string_length")
        try:
            value = literals.decimal(text)
        except ValueError:
            self.fail("invalid")
        exact: Decimal = self.quantize(self.validate_precision(value))
        return exact


def _as_written(data: Any) -> str | None:
    """The literal of a number, or a text; None for what is neither."""
    match data:
        case str():
            return data
        case JSONNumber():
            return data.literal
        case bool():
            return None
        case int():
            # Past the limit anyway, and quadratic to spell out.
            return "9" * (literals.MAX_LENGTH + 1) if data.bit_length() > 4 * literals.MAX_LENGTH else str(data)
        case Decimal():
            return format(data, "f") if data.is_finite() else None
    return None


class StrictFloatField(serializers.FloatField):
    """A finite number of double precision; a text is one as JSON writes it, but without an exponent."""

    default_error_messages: ClassVar = {"invalid": _DECIMAL}

    def to_internal_value(self, data: Any) -> float:
        """The number, or a ``ValidationError``."""
        if isinstance(data, bool) or not isinstance(data, int | float | str):
            self.fail("invalid")
        if isinstance(data, str):
            try:
                data = literals.decimal(data)
            except ValueError:
                self.fail("invalid")
        number: float = super().to_internal_value(data)
        return number


class StrictUUIDField(serializers.UUIDField):
    """A UUID in its usual form with hyphens, in either case."""

    default_error_messages: ClassVar = {"invalid": _UUID}

    def to_internal_value(self, data: Any) -> uuid.UUID:
        """The UUID, or a ``ValidationError``."""
        if isinstance(data, uuid.UUID):
            return data
        try:
            value = uuid.UUID(hex=data) if isinstance(data, str) else None
        except ValueError:
            value = None
        if value is None or str(value) != data.lower():
            self.fail("invalid")
        return value


class StrictChoiceField(serializers.ChoiceField):
    """One of the choices, in its own type: "1" is not 1. What is refused is answered with the choices."""

    default_error_messages: ClassVar = {"invalid_choice": "Choose from: {choices}."}

    def to_internal_value(self, data: Any) -> Any:
        """The choice, or a ``ValidationError``."""
        if data == "" and self.allow_blank:
            return ""
        for choice in self.choices:
            value = choice.value if isinstance(choice, Enum) else choice
            if type(value) is type(data) and value == data:
                return choice
        names = ", ".join(str(choice) for choice in self.choices)
        return self.fail("invalid_choice", choices=names)


class NamedChoiceField(StrictChoiceField):
    """A choice written and read by name, stored by value: ``{"low": 1, "high": 3}`` sorts as it should.

    ``values`` is such a mapping, in the order in which the names are listed. A value without a name is shown as null.
    """

    def __init__(self, values: Mapping[str, Any], **kwargs: Any) -> None:
        self.values = dict(values)
        self._names = {value: name for name, value in self.values.items()}
        super().__init__(choices=list(self.values), **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """The value of a name, or a ``ValidationError``."""
        return self.values[super().to_internal_value(data)]

    def to_representation(self, value: Any) -> Any:
        """The name of a value."""
        return self._names.get(value)


# By the model's column, for ``serializer_field_mapping``; subclasses of a column's class follow it.
STRICT_FIELDS: dict[type[models.Field[Any, Any]], type[serializers.Field[Any, Any, Any, Any]]] = {
    models.BigIntegerField: StrictBigIntegerField,
    models.BooleanField: StrictBooleanField,
    models.CharField: StrictCharField,
    models.DateField: StrictDateField,
    models.DateTimeField: StrictDateTimeField,
    models.DecimalField: StrictDecimalField,
    models.FloatField: StrictFloatField,
    models.IntegerField: StrictInteger32Field,
    models.PositiveBigIntegerField: StrictBigIntegerField,
    models.PositiveIntegerField: StrictInteger32Field,
    models.PositiveSmallIntegerField: StrictInteger16Field,
    models.SlugField: StrictSlugField,
    models.SmallIntegerField: StrictInteger16Field,
    models.TextField: StrictCharField,
    models.TimeField: StrictTimeField,
    models.UUIDField: StrictUUIDField,
}
