"""Numbers in the query string, read strictly: what is malformed is a 400 under the parameter's own name.

``int()`` would take ``1_0``, ``+1`` and the digits of other scripts, and has no upper end.
"""

from __future__ import annotations

import re

from django.http import QueryDict
from rest_framework.exceptions import ErrorDetail, ValidationError

from ringfence.api.literals import LARGEST_64

LARGEST = LARGEST_64

_WHOLE = re.compile(r"0|[1-9][0-9]{0,18}")


class InvalidParameters(ValidationError):
    """400 about a query parameter, ``{name: [message]}``: problem+json says "parameter", not "pointer"."""

    def __init__(self, name: str, message: str, code: str = "invalid") -> None:
        super().__init__({name: [ErrorDetail(message, code)]})


def text(query: QueryDict, name: str) -> str | None:
    """The parameter's only value, None when absent; raises ``InvalidParameters`` when it is given twice."""
    values = query.getlist(name)
    if len(values) > 1:
        raise InvalidParameters(name, "Given more than once.", "repeated")
    return values[0] if values else None


def whole_number(query: QueryDict, name: str, *, minimum: int = 1) -> int | None:
    """The parameter as an integer from ``minimum`` to 2⁶³ - 1, None when absent.

    Decimal ASCII digits without sign or leading zeros; raises ``InvalidParameters`` for anything else.
    """
    value = text(query, name)
    if value is None:
        return None
    if _WHOLE.fullmatch(value) is None or not minimum <= int(value) <= LARGEST:
        raise InvalidParameters(name, f"Must be a whole number from {minimum} to {LARGEST}.")
    return int(value)
