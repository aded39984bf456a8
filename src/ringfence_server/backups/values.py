"""One form for a value, whichever database it comes from: what backups hold and what digests are made of.

A value is None, a boolean, a whole number, a float or text. Times are UTC to the microsecond (ISO 8601), decimals have
all their places, JSON is text with sorted keys. ``read_*`` take what the driver gives, :func:`write_sqlite` gives what
Django itself would have stored; PostgreSQL reads the form as it is.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field

Value = None | bool | int | float | str
Row = list[Value]

_KINDS = {
    "AutoField": "integer",
    "BigAutoField": "integer",
    "BigIntegerField": "integer",
    "BinaryField": "binary",
    "BooleanField": "boolean",
    "CharField": "text",
    "DateField": "date",
    "DateTimeField": "datetime",
    "DecimalField": "decimal",
    "EmailField": "text",
    "FloatField": "float",
    "GenericIPAddressField": "address",
    "IntegerField": "integer",
    "JSONField": "json",
    "PositiveBigIntegerField": "integer",
    "PositiveIntegerField": "integer",
    "PositiveSmallIntegerField": "integer",
    "SlugField": "text",
    "SmallAutoField": "integer",
    "SmallIntegerField": "integer",
    "TextField": "text",
    "TimeField": "time",
    "URLField": "text",
    "UUIDField": "uuid",
}
_MODULUS = 1 << 256


class UnknownKind(Exception):
    """A field of a kind that backups cannot hold; the message names it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column holds; ``places`` is for decimals."""

    name: str
    places: int = 0


class Digest:
    """The count and digest of rows in any order: the sum of their SHA-256 modulo 2²⁵⁶."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        """Take one more row, as :func:`line` writes it."""
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line).digest(), "big")) % _MODULUS

    @property
    def hexadecimal(self) -> str:
        """The digest so far."""
        return f"{self._sum:064x}"


def line(row: Iterable[Value]) -> bytes:
    """A row as one line of JSON, without its end."""
    return json.dumps(list(row), ensure_ascii=False, separators=(",", ":")).encode()


def kind_of(field: Field[Any, Any]) -> Kind:
    """The kind of a model's field; of a relation's, that of the key it points at. Raises :class:`UnknownKind`."""
    while field.remote_field is not None:
        field = field.target_field  # type: ignore[attr-defined]
    name = field.get_internal_type()
    if name not in _KINDS:
        raise UnknownKind(f"{field} is a {name}, which a backup has no form for.")
    return Kind(_KINDS[name], getattr(field, "decimal_places", None) or 0)


def reader(kind: Kind, *, sqlite: bool) -> Callable[[Any], Value]:
    """The function that turns what the driver gives for ``kind`` into its one form; never given None."""
    if kind.name == "decimal":
        one = Decimal(1).scaleb(-kind.places)
        return lambda value: f"{Decimal(str(value)).quantize(one):f}"
    if kind.name == "datetime":
        return _sqlite_datetime if sqlite else _datetime
    return _READERS[kind.name]


def write_sqlite(kind: Kind, value: Value) -> Any:
    """What Django stores in SQLite for a value in its one form."""
    if value is None:
        return None
    match kind.name:
        case "boolean":
            return int(bool(value))
        case "datetime":
            return str(datetime.fromisoformat(str(value)).replace(tzinfo=None))
        case "uuid":
            return UUID(str(value)).hex
        case "binary":
            return base64.b64decode(str(value))
        case _:
            return value


def write_postgresql(kind: Kind, value: Value) -> str | None:
    """The text that PostgreSQL reads as the value."""
    if value is None:
        return None
    if kind.name == "binary":
        return "\\x" + base64.b64decode(str(value)).hex()
    return str(value)


def _integral(value: Any) -> Any:
    """JSON with 1.0 as 1: PostgreSQL keeps no difference, and neither do JSON's readers."""
    if isinstance(value, dict):
        return {key: _integral(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_integral(member) for member in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _json(value: Any) -> str:
    document = json.loads(value) if isinstance(value, str | bytes) else value
    return json.dumps(_integral(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _datetime(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _sqlite_datetime(value: str) -> str:
    return _datetime(datetime.fromisoformat(value).replace(tzinfo=UTC))


def _date(value: date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _time(value: time | str) -> str:
    return (time.fromisoformat(value) if isinstance(value, str) else value).isoformat(timespec="microseconds")


def _uuid(value: UUID | str) -> str:
    return str(value if isinstance(value, UUID) else UUID(value))


def _address(value: Any) -> str:
    return str(ipaddress.ip_interface(str(value)).ip)


_READERS: dict[str, Callable[[Any], Value]] = {
    "address": _address,
    "binary": lambda value: base64.b64encode(bytes(value)).decode(),
    "boolean": bool,
    "date": _date,
    "float": float,
    "integer": int,
    "json": _json,
    "text": str,
    "time": _time,
    "uuid": _uuid,
}
