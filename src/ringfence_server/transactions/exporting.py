"""Transactions as a CSV file: the columns that the import takes, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from ringfence.api.spreadsheets import guarded, written
from ringfence_server.transactions.importing import COLUMNS

_AT_ONCE = 1000


def exported(transactions: QuerySet[Any]) -> Iterator[bytes]:
    """The file in pieces, made as the rows are read."""
    return written(COLUMNS, _lines(transactions))


def _lines(transactions: QuerySet[Any]) -> Iterator[tuple[str, str, str, str]]:
    values = transactions.values_list("date", "amount", "description", "category__name")
    for date, amount, description, category in values.iterator(chunk_size=_AT_ONCE):
        yield date.isoformat(), f"{amount:f}", guarded(description), guarded(category or "")
