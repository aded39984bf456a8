"""A plan: one prepared statement of a view, how it is run for a request, and what becomes of its rows."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections

from ringfence.accounts.tokens import Claims
from ringfence.api import log_context
from ringfence.api.pagination import Page, Part
from ringfence.api.preconditions import etag
from ringfence.api.reads import PAGE_END, page_text, sendable
from ringfence.lane import folding, postgresql, sqlite
from ringfence.lane.postgresql import Prepared
from ringfence.lane.sqlite import Marked

# Of the columns after the JSON, by name: its place in a row, and what reads its value.
Fields = Mapping[str, tuple[int, Callable[[Any], Any]]]

_logger = logging.getLogger(__name__)

# The slots of the caller and of a row's key, and the column of a row's ETag.
OWNER, KEY, REVISION = "owner", "pk", "revision"
_END = PAGE_END.encode()
# The last is a number that SQLite has no place for.
_BROKEN = (postgresql.Refused, psycopg.Error, sqlite3.Error, DatabaseError, OverflowError)
# Whoever has waited so long for nothing is told so, and does not wait once more the long way.
_WAITED_SECONDS = 1


class Unanswered(OperationalError):
    """The database gave no answer, and the long way must not ask again.

    It was waited for long enough; or it was to write, its connection broke, and nobody knows whether it has.
    """

    def __init__(self) -> None:
        super().__init__("The database gave no answer.")


class Row:
    """A row as a page looks at it: its columns by place, and the values of its keys once they are asked for."""

    # Names that no key has.
    __slots__ = ("__dict__", "__fields", "__values")

    def __init__(self, values: Sequence[Any], fields: Fields) -> None:
        self.__values = values
        self.__fields = fields

    def __getitem__(self, place: int) -> Any:
        return self.__values[place]

    def __getattr__(self, name: str) -> Any:
        place, read = self.__fields[name]
        raw = self.__values[place]
        value = None if raw is None else read(raw)
        setattr(self, name, value)
        return value


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement and what becomes of its rows.

    With ``is_backwards`` the rows of a page come in reverse; if not, PostgreSQL gives them as one
    (:mod:`ringfence.lane.folding`). ``insert`` is run before it, and gives the key of the row that the statement reads.
    """

    statement: Prepared | Marked
    part: Part | None
    fields: Fields
    headers: Mapping[str, str]
    is_backwards: bool = False
    insert: Marked | None = None

    def page(self, rows: list[tuple[Any, ...]]) -> tuple[Page, bytes] | None:
        """The page that the rows are, and the JSON of what it shows; None where nothing says how many there are."""
        assert self.part is not None
        is_counted = self.part.counted is not None
        # NULL beside no rows, which PostgreSQL says in one.
        count = int(rows[0][-1]) if is_counted and rows and rows[0][-1] is not None else None
        if is_counted and count is None:
            return None
        if self.is_backwards:
            page = self.part.settle([Row(values, self.fields) for values in rows], count)
            return page, b",".join([_bytes(row[0]) for row in page.rows])
        if isinstance(self.statement, Marked):
            json, first, last, number = folding.join(rows, self.part.size)
        else:
            json, first, last, number = folding.unfold(rows[0], len(self.fields))
        # Nobody asks the rows in between for anything: they are as the last.
        found = [Row(first, self.fields), *[Row(last, self.fields)] * (number - 1)] if number else []
        return self.part.settle(found, count), json

    def one(self, values: tuple[Any, ...]) -> tuple[bytes, str]:
        """The body of one row, and its validator."""
        body = sendable(_bytes(values[0]))
        return body, etag(SimpleNamespace(revision=int(values[1])), body)


def run(plan: Plan, claims: Claims, values: Mapping[str, Any], *, writes: bool = False) -> list[Any] | None:
    """The rows of a plan's statement; None where the long way has to look why there are none.

    Raises :class:`Unanswered`.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.execute_wrappers or connection.queries_logged:
        # Somebody watches the statements of the ORM.
        return None
    log_context.add(user=claims.user_id)
    began = time.monotonic()
    try:
        return _rows(plan, connection, claims, values, writes=writes)
    except _BROKEN as exc:
        _logger.info("The short way broke off: %s", exc)
        # psycopg's own: the connection was there, and broke under the statement.
        is_in_doubt = writes and isinstance(exc, psycopg.Error)
        if is_in_doubt or (time.monotonic() - began > _WAITED_SECONDS and not _is_about_values(exc)):
            raise Unanswered from exc
        return None


def _is_about_values(exc: Exception) -> bool:
    """Whether the database has answered, however late: a name was taken by somebody it had to wait for."""
    return isinstance(exc, sqlite3.IntegrityError) or getattr(exc, "is_about_values", False)


def _rows(plan: Plan, connection: Any, claims: Claims, values: Mapping[str, Any], *, writes: bool) -> list[Any] | None:
    statement, sid, owner = plan.statement, claims.sid, claims.user_id
    rows: list[Any] | None
    if isinstance(statement, Prepared):
        rows = postgresql.run(connection, sid, owner, statement, statement.bind(values), looks_first=writes)
    elif plan.insert is None:
        rows = sqlite.run(connection, sid, owner, statement, values)
    else:
        rows = sqlite.make(connection, sid, owner, plan.insert, statement, values, KEY)
    return rows


def body(around: Mapping[str, Any], json: bytes) -> bytes:
    """The page object of its members and its rows' JSON."""
    head = page_text(around, ())[: -len(PAGE_END)].encode()
    return sendable(b"".join((head, json, _END)))


def _bytes(json: Any) -> bytes:
    return json if isinstance(json, bytes) else json.encode()
