"""Numbers, dates and times in their one spelling, for bodies and query strings alike.

Python's own readers take ``1_0``, ``+1``, surrounding white space and the digits of other scripts, and differ from
version to version; here a text is ASCII, in the one form that is documented, or a ``ValueError``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

SMALLEST_64, LARGEST_64 = -(2**63), 2**63 - 1
# Characters; more than any column holds, and little enough to be read without thought for time.
MAX_LENGTH = 1000

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
_TIME = re.compile(_CLOCK)
_DATETIME = re.compile(rf"{_DATE.pattern}T{_CLOCK}(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?")


def integer(text: str) -> int:
    """``-12``: ASCII digits without leading zeros, a minus sign at most. ``ValueError`` for anything else."""
    return int(_checked(_INTEGER, text))


def decimal(text: str) -> Decimal:
    """``-12.30``: as :func:`integer`, with digits after a point or none; no exponent. -0 is 0."""
    value = Decimal(_checked(_DECIMAL, text))
    return value or value.copy_abs()


def calendar_date(text: str) -> date:
    """``2026-01-31``, from year 1 to 9999."""
    return date.fromisoformat(_checked(_DATE, text))


def clock_time(text: str) -> time:
    """``23:59``, with seconds and up to six digits of a second at will; no leap second, no offset."""
    return time.fromisoformat(_checked(_TIME, text))


def date_time(text: str) -> datetime:
    """RFC 3339, where seconds and the offset may be left out; naive without an offset. No leap second."""
    return datetime.fromisoformat(_checked(_DATETIME, text))


def _checked(form: re.Pattern[str], text: str) -> str:
    if len(text) > MAX_LENGTH or form.fullmatch(text) is None:
        raise ValueError("malformed")
    return text
