"""A value for a column, by the column's type: what the row factory fills in.

Texts are markers: unique in the run, so that one that turns up in somebody else's answer is a leak.
"""

from __future__ import annotations

import itertools
import secrets
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

# A text shorter than this may occur in any answer by chance.
SHORTEST_MARKER = 8


class NoValue(Exception):
    """No value could be thought of for a column."""


class Values:
    """Makes values; those of one instance differ from one another wherever the type allows it."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(3)
        self._numbers = itertools.count(1)
        self._turns: defaultdict[models.Field[Any, Any], Iterator[int]] = defaultdict(itertools.count)

    def for_field(self, field: models.Field[Any, Any]) -> Any:
        """A value that the field's own rules (choices, length, validators) accept; raises :class:`NoValue`."""
        number = next(self._numbers)
        for candidate in self._candidates(field, number):
            try:
                return field.clean(candidate, None)
            except ValidationError:
                continue
        raise NoValue(field.name)

    def _candidates(self, field: models.Field[Any, Any], number: int) -> Iterator[Any]:
        if field.choices:
            # In turn, for a model of which there may be one of each kind.
            choices = [value for value, _ in field.flatchoices if value not in (None, "")]
            turn = next(self._turns[field]) % max(len(choices), 1)
            yield from choices[turn:] + choices[:turn]
            return
        for kind, candidates in _KINDS:
            if isinstance(field, kind):
                yield from candidates(field, number, f"zq{self._run}{number:04d}")
                return


def is_text(field: models.Field[Any, Any]) -> bool:
    """Whether the column holds free text, which a marker can be planted in."""
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _texts(field: Any, number: int, marker: str) -> Iterator[str]:
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in marker[2:])
    longest = field.max_length or len(marker)
    # The end of a marker is what differs.
    yield from (text[-longest:] for text in (marker, letters, letters.upper()))
    yield from (f"{marker}@example.com", f"https://{marker}.example/")
    yield from (f"{number:0{size}d}"[-size:] for size in range(min(longest, 12), 0, -1))


def _integers(field: Any, number: int, marker: str) -> Iterator[int]:
    yield 1000 + number
    # Whatever the bounds are, something between powers of ten fits, nearest to zero first.
    for power in range(18):
        yield from (10**power + number % 10**power, -(10**power))
    yield 0


def _decimals(field: Any, number: int, marker: str) -> Iterator[Decimal]:
    whole = max(field.max_digits - field.decimal_places, 0)
    yield Decimal(number % 10**whole) + Decimal(number % 10**field.decimal_places).scaleb(-field.decimal_places)
    yield from (Decimal(text) for text in ("1", "0.5", "0"))


def _addresses(field: Any, number: int, marker: str) -> Iterator[str]:
    yield from (f"2001:db8::{number % 0xFFFF:x}", f"192.0.2.{number % 256}")


def _one(make: Callable[[int, str], Any]) -> Callable[[Any, int, str], Iterator[Any]]:
    """One candidate and no other, made of the number and the marker."""
    return lambda field, number, marker: iter([make(number, marker)])


# The most special class first: the first one that fits decides.
_KINDS: list[tuple[type[Any], Callable[[Any, int, str], Iterator[Any]]]] = [
    (models.EmailField, _one(lambda number, marker: f"{marker}@example.com")),
    (models.URLField, _one(lambda number, marker: f"https://{marker}.example/")),
    (models.CharField, _texts),
    (models.TextField, _texts),
    (models.BooleanField, _one(lambda number, marker: False)),
    (models.IntegerField, _integers),
    (models.DecimalField, _decimals),
    (models.FloatField, _one(lambda number, marker: number / 8)),
    (models.DateTimeField, _one(lambda number, marker: timezone.now() + timedelta(days=1, seconds=number))),
    (models.DateField, _one(lambda number, marker: timezone.localdate() + timedelta(days=number % 1000))),
    (models.TimeField, _one(lambda number, marker: (timezone.now() + timedelta(seconds=number)).time())),
    (models.DurationField, _one(lambda number, marker: timedelta(seconds=number))),
    (models.UUIDField, _one(lambda number, marker: uuid.uuid4())),
    (models.GenericIPAddressField, _addresses),
    (models.JSONField, _one(lambda number, marker: {"text": marker})),
    (models.BinaryField, _one(lambda number, marker: marker.encode())),
]
