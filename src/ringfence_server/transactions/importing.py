"""Transactions from a CSV file, in memory that does not grow with it: all lines are checked before any is written.

Each line meets the rules of the serializers. One bad line, and nothing is written. The lines are then written in
chunks, each a transaction of its own, so that others can write in between. Sending the same file again adds only
what is not there: that is also how an import that broke off is completed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing
from typing import IO, Any

from rest_framework.exceptions import ValidationError
from rest_framework.settings import api_settings

from ringfence.api.relations import NamesField
from ringfence.api.spreadsheets import BadLines, Record, Spreadsheet, unguarded
from ringfence.ownership.locks import take_turn
from ringfence_server.transactions.models import Category, Transaction
from ringfence_server.transactions.serializers import CategorySerializer, TransactionSerializer

REQUIRED = ("date", "amount", "description")
OPTIONAL = ("category",)
COLUMNS = (*REQUIRED, *OPTIONAL)

# The first bad lines are named one by one, all are counted.
MAX_NAMED = 1000
CHUNK = 1000

Step = dict[str, Any]
Steps = Generator[Step, None, None]
Row = tuple[str, str, str, str | None]


class Import:
    """One file on its way in. ``working`` opens a transaction as the caller and refuses when the caller is gone."""

    def __init__(self, file: IO[bytes], working: Callable[[], AbstractContextManager[Any]]) -> None:
        self._file, self._working = file, working
        self._checks = _checks()
        self._lines = self._created = self._duplicates = self._bad = 0
        self._named: list[Step] = []

    def steps(self, *, dry_run: bool) -> Steps:
        """Do it, and tell of it: ``{"phase", "lines", "total"}`` now and then, at last ``{"phase": "done"}``.

        The last step has the report too. With ``dry_run`` it says what would be, and nothing is written. Raises
        ``InvalidFile`` for a file that cannot be read, ``BadLines``, and what ``working`` raises.
        """
        with closing(self._file), closing(_shelf()) as shelf:
            sheet = Spreadsheet(self._file, REQUIRED, OPTIONAL)
            yield from self._check(sheet, shelf)
            if self._bad and not dry_run:
                raise BadLines(self._report())
            for chunk in _chunks(shelf):
                with self._working():
                    self._write(chunk, dry_run=dry_run)
                done = self._created + self._duplicates
                yield {"phase": "comparing" if dry_run else "writing", "lines": done, "total": self._lines - self._bad}
        yield {"phase": "done", "dry_run": dry_run, **self._report()}

    def _check(self, sheet: Spreadsheet, shelf: sqlite3.Connection) -> Steps:
        """Keep the good lines on the shelf, count the bad ones; ``lines`` and ``total`` are lines of the file."""
        ready: list[Row] = []
        for record in sheet.records():
            self._lines += 1
            row = self._checked(record)
            if row is not None:
                ready.append(row)
            if self._lines % CHUNK == 0:
                _keep(shelf, ready)
                yield {"phase": "checking", "lines": sheet.line, "total": max(sheet.line, sheet.lines)}
        _keep(shelf, ready)
        yield {"phase": "checking", "lines": sheet.line, "total": sheet.line}

    def _checked(self, record: Record) -> Row | None:
        errors: Step = {api_settings.NON_FIELD_ERRORS_KEY: [record.fault]} if record.fault else {}
        values: Step = {}
        for column, cell in record.cells.items():
            try:
                values[column] = self._checks[column](cell)
            except ValidationError as exc:
                errors[column] = [str(message) for message in exc.detail]
        if not errors:
            return values["date"].isoformat(), f"{values['amount']:f}", values["description"], values.get("category")
        self._bad += 1
        if len(self._named) < MAX_NAMED:
            self._named.append({"line": record.line, "errors": errors})
        return None

    def _write(self, chunk: list[tuple[str, Row]], *, dry_run: bool) -> None:
        if not dry_run:
            # So that of two imports at once the second sees what the first has written.
            take_turn("transactions.import")
        keys = [key for key, _ in chunk]
        there = set(Transaction.objects.filter(import_key__in=keys).values_list("import_key", flat=True))
        new = [(key, row) for key, row in chunk if key not in there]
        if new and not dry_run:
            names = sorted({row[3] for _, row in new if row[3] is not None})
            categories = dict(zip(names, NamesField(Category).rows(names), strict=True))
            Transaction.objects.bulk_create([_transaction(key, row, categories) for key, row in new])
        self._created += len(new)
        self._duplicates += len(there)

    def _report(self) -> Step:
        return {
            "lines": self._lines,
            "created": self._created,
            "duplicates": self._duplicates,
            "bad": self._bad,
            "bad_lines": self._named,
        }


def line_key(row: Row, occurrence: int) -> str:
    """What a line is known by: its contents, and which of its equals in the file it is."""
    return hashlib.sha256(json.dumps([*row, occurrence]).encode()).hexdigest()


def _checks() -> dict[str, Callable[[str], Any]]:
    """What each column's cell has to pass: the serializers' own fields."""
    fields = TransactionSerializer().fields
    name = CategorySerializer().fields["name"]
    return {
        "date": fields["date"].run_validation,
        "amount": fields["amount"].run_validation,
        "description": lambda cell: fields["description"].run_validation(unguarded(cell)),
        "category": lambda cell: name.run_validation(unguarded(cell)) if cell.strip() else None,
    }


def _shelf() -> sqlite3.Connection:
    """A table of lines in a temporary file of SQLite's own, which keeps no more than a little of it in memory."""
    shelf = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    shelf.execute("PRAGMA journal_mode = OFF")
    shelf.execute("PRAGMA temp_store = FILE")
    shelf.execute("CREATE TABLE line (number INTEGER PRIMARY KEY, date TEXT, amount TEXT, description TEXT, category)")
    shelf.execute("BEGIN")
    return shelf


def _keep(shelf: sqlite3.Connection, ready: list[Row]) -> None:
    shelf.executemany("INSERT INTO line (date, amount, description, category) VALUES (?, ?, ?, ?)", ready)
    ready.clear()


def _chunks(shelf: sqlite3.Connection) -> Iterator[list[tuple[str, Row]]]:
    """The lines in their order, each with its key."""
    contents = "date, amount, description, category"
    found = shelf.execute(
        f"SELECT {contents}, row_number() OVER (PARTITION BY {contents} ORDER BY number) FROM line ORDER BY number"
    )
    while rows := found.fetchmany(CHUNK):
        yield [(line_key(row[:-1], row[-1]), row[:-1]) for row in rows]


def _transaction(key: str, row: Row, categories: dict[str, Any]) -> Transaction:
    date, amount, description, category = row
    return Transaction(
        date=date,
        amount=amount,
        description=description,
        category=categories[category] if category is not None else None,
        import_key=key,
    )
