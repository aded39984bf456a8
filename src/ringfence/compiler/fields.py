"""How a serializer's scalar field is written by the database: one rule for each way in which fields represent values.

A rule is found by the very function that represents (``DateField.to_representation``), so that a subclass with a
representation of its own is never taken for its parent. A rule returns an expression, None where it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Value, When
from django.db.models.lookups import Exact
from rest_framework import serializers
from rest_framework.relations import RelatedField
from rest_framework.settings import api_settings

from ringfence.compiler import sql

TEXTS = frozenset({"CharField", "TextField", "SlugField"})
INTEGERS = frozenset(
    {
        *("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField"),
        *("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"),
    }
)
# Up to so many digits a double of SQLite's prints as the decimal that was stored.
SQLITE_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Column:
    """What a field shows: an expression, and the model's field whose values it has.

    One that ``stands_alone`` has its meaning as a column of the statement only, and another within an expression.
    """

    expression: Any
    field: Any
    stands_alone: bool = False

    @property
    def kind(self) -> str:
        """``CharField`` and so on; empty for a column whose Python values are not those of its type."""
        field = self.field
        while getattr(field, "remote_field", None) is not None and field.concrete:
            field = field.target_field
        if field is None or hasattr(field, "from_db_value"):
            return ""
        if any(getattr(type(field), name, None) is not getattr(models.Field, name) for name in _SELECTED_BY):
            return ""
        return str(field.get_internal_type())


# What a field makes of its column in a statement, or of the value that comes of it.
_SELECTED_BY = ("get_db_converters", "select_format")

Rule = Callable[[Any, Column], Any]
RULES: dict[Any, Rule] = {}
# What fetches a value the plain way: along its source.
PLAIN_ATTRIBUTES = {serializers.Field.get_attribute, RelatedField.get_attribute}


def represents(*functions: Any) -> Callable[[Rule], Rule]:
    """Declare a rule for fields that represent values by one of ``functions``."""

    def declare(rule: Rule) -> Rule:
        for function in functions:
            RULES[function] = rule
        return rule

    return declare


def expression(field: Any, column: Column) -> Any:
    """The JSON value of ``field`` as an expression over ``column``; None where only Python can write it."""
    own = type(field)
    if column.stands_alone or "to_representation" in vars(field) or "get_attribute" in vars(field):
        return None
    rule = RULES.get(own.to_representation)
    return rule(field, column) if rule is not None and own.get_attribute in PLAIN_ATTRIBUTES else None


@represents(serializers.CharField.to_representation)
def _text(_: Any, column: Column) -> Any:
    return column.expression if column.kind in TEXTS else None


@represents(serializers.IntegerField.to_representation)
def _integer(_: Any, column: Column) -> Any:
    return column.expression if column.kind in INTEGERS else None


@represents(serializers.BigIntegerField.to_representation)
def _big_integer(field: Any, column: Column) -> Any:
    if column.kind not in INTEGERS:
        return None
    as_string = getattr(field, "coerce_to_string", api_settings.COERCE_BIGINT_TO_STRING)
    return sql.AsString(column.expression) if as_string else column.expression


@represents(serializers.BooleanField.to_representation)
def _boolean(_: Any, column: Column) -> Any:
    return sql.Boolean(column.expression) if column.kind == "BooleanField" else None


@represents(serializers.DateField.to_representation)
def _date(field: Any, column: Column) -> Any:
    is_iso = getattr(field, "format", api_settings.DATE_FORMAT) == "iso-8601"
    return column.expression if is_iso and column.kind == "DateField" else None


@represents(serializers.TimeField.to_representation)
def _time(field: Any, column: Column) -> Any:
    is_iso = getattr(field, "format", api_settings.TIME_FORMAT) == "iso-8601"
    return sql.ClockTime(column.expression) if is_iso and column.kind == "TimeField" else None


@represents(serializers.DateTimeField.to_representation)
def _moment(field: Any, column: Column) -> Any:
    is_iso = getattr(field, "format", api_settings.DATETIME_FORMAT) == "iso-8601"
    return sql.Moment(column.expression) if is_iso and column.kind == "DateTimeField" and in_utc(field) else None


def in_utc(field: Any) -> bool:
    """Whether a field of moments shows them in UTC, whatever time zone a request has activated."""
    own = getattr(field, "timezone", None)
    return bool(settings.USE_TZ) and (str(own) if own is not None else settings.TIME_ZONE) == "UTC"


@represents(serializers.DecimalField.to_representation)
def _decimal(field: Any, column: Column) -> Any:
    as_string = getattr(field, "coerce_to_string", api_settings.COERCE_DECIMAL_TO_STRING)
    plain = as_string and not field.localize and not getattr(field, "normalize_output", False)
    stored = column.field
    if not plain or column.kind != "DecimalField" or not isinstance(stored, models.DecimalField):
        return None
    # Digits are as many as the context rounds to; more of them come from the database as they are.
    same = field.decimal_places == stored.decimal_places and field.max_digits == stored.max_digits
    narrow = stored.max_digits is not None and stored.max_digits <= SQLITE_DIGITS
    return sql.DecimalText(column.expression, stored.decimal_places or 0) if same and narrow else None


@represents(serializers.UUIDField.to_representation)
def _uuid(field: Any, column: Column) -> Any:
    return (
        sql.UUIDText(column.expression) if field.uuid_format == "hex_verbose" and column.kind == "UUIDField" else None
    )


@represents(serializers.ChoiceField.to_representation)
def _choice(field: Any, column: Column) -> Any:
    """The value itself: where a choice of another type is written alike, REST framework would show that."""
    wanted = str if column.kind in TEXTS else int if column.kind in INTEGERS else None
    keys = list(field.choices)
    return column.expression if wanted and all(type(key) is wanted for key in keys) else None


@represents(serializers.PrimaryKeyRelatedField.to_representation)
def _key(field: Any, column: Column) -> Any:
    if field.pk_field is not None or column.kind not in INTEGERS | TEXTS | {"UUIDField"}:
        return None
    return sql.UUIDText(column.expression) if column.kind == "UUIDField" else column.expression


@represents(serializers.SlugRelatedField.to_representation)
def _slug(_: Any, column: Column) -> Any:
    return column.expression if column.kind in TEXTS | INTEGERS and not column.field.is_relation else None


def by_name(names: Mapping[Any, str], column: Column) -> Any:
    """The name of a value, null for one that has none: by what the database stores, not by an enumeration's members."""
    if column.kind not in INTEGERS | TEXTS or not all(isinstance(value, int | str) for value in names):
        return None
    # One of another type is no row's, and PostgreSQL would not compare it.
    kind = int if column.kind in INTEGERS else str
    plain = {kind(value): name for value, name in names.items() if isinstance(value, kind)}
    whens = [When(Exact(column.expression, Value(value)), then=Value(name)) for value, name in plain.items()]
    return Case(*whens, default=Value(None), output_field=models.TextField())
