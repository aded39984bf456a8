"""The columns that a cursor goes by, as statements of the short way write and read them: a few plain types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, models

from ringfence.lane.statements import Untraceable


def _moment(year: int, microsecond: int) -> datetime:
    return datetime(year, 3, 4, 5, 6, 7, microsecond, UTC)


# Two values of each type, neither of which anybody's row has reason to hold, for a column of an order by its place:
# two columns of one type must not be taken for each other. Subclasses before their bases.
_PROBES: list[tuple[type[models.Field[Any, Any]], Callable[[int], tuple[Any, Any]]]] = [
    (models.BooleanField, lambda _: (False, True)),
    (models.DateTimeField, lambda place: (_moment(2001, place), _moment(2002, place))),
    (models.DateField, lambda place: (date(2001, 3, 1 + place), date(2002, 3, 1 + place))),
    (models.DecimalField, lambda place: (Decimal(1 + 2 * place), Decimal(2 + 2 * place))),
    (models.SmallIntegerField, lambda place: (7771 + 10 * place, 8881 + 10 * place)),
    (models.IntegerField, lambda place: (777_775 + 10 * place, 888_885 + 10 * place)),
    (models.CharField, lambda place: (f"zqfirst{place}qz", f"zqsecond{place}qz")),
    (models.UUIDField, lambda place: (UUID(int=777_777 + 10 * place), UUID(int=888_887 + 10 * place))),
]


def plain(field: Any) -> Any:
    """The field itself, or what a chain of foreign keys gets its values from."""
    while field.is_relation:
        field = field.target_field
    return field


def probes(field: Any, place: int) -> tuple[Any, Any]:
    """Two values of the column that is number ``place`` of an order.

    Raises :class:`Untraceable` for a type that is not among the plain ones.
    """
    column = plain(field)
    for kind, pair in _PROBES:
        if isinstance(column, kind):
            first, second = pair(place)
            if isinstance(column, models.DecimalField):
                step = Decimal(1).scaleb(-(column.decimal_places or 0))
                return first.quantize(step), second.quantize(step)
            return first, second
    raise Untraceable(f"{field.name} is a {type(column).__name__}")


def adapter(field: Any) -> Callable[[Any], Any]:
    """What a parameter looks like for a value of the column."""
    return partial(plain(field).get_db_prep_value, connection=connections[DEFAULT_DB_ALIAS])


def is_readable(field: Any, vendor: str) -> bool:
    """Whether :func:`reader` reads what the driver gives of the column. SQLite keeps decimals as doubles."""
    column = plain(field)
    if hasattr(column, "from_db_value") or (vendor == "sqlite" and isinstance(column, models.DecimalField)):
        return False
    return any(isinstance(column, kind) for kind, _ in _PROBES)


def is_storable(field: Any) -> bool:
    """Whether a value of the column is one that a statement's parameter can hold as text."""
    column = plain(field)
    kinds = [kind for kind, _ in _PROBES]
    return not hasattr(column, "from_db_value") and isinstance(column, (*kinds, models.TextField, models.FloatField))


def reader(field: Any) -> Callable[[Any], Any]:
    """What gives the value of a column that the driver gave as bytes, or as SQLite's own types. NULL is not for it."""
    column = plain(field)
    if settings.USE_TZ and type(column).to_python is models.DateTimeField.to_python:
        return partial(_aware, zone=connections[DEFAULT_DB_ALIAS].timezone)
    return partial(_python_value, column)


def _aware(raw: Any, zone: tzinfo | None) -> datetime:
    value = datetime.fromisoformat(raw.decode() if isinstance(raw, bytes) else raw)
    # SQLite's column says nothing of the zone, which is the connection's.
    return value.replace(tzinfo=zone) if value.tzinfo is None else value


def _python_value(column: Any, raw: Any) -> Any:
    return column.to_python(raw.decode() if isinstance(raw, bytes) else raw)
