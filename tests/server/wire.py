"""Every statement that the database is really sent, whoever sends it: Django, the driver, or a signal of either.

On PostgreSQL it is libpq's own trace of the wire, read for its Query and Parse messages, so BEGIN, COMMIT,
savepoints and the health check of a kept connection are in it. On SQLite it is what SQLite says that it begins
to run, BEGIN and COMMIT included. What it runs by itself inside of a statement (a trigger, the tables below the
full-text index) it tells as a comment, or under the outer write's own text once more: that is left out, being
part of that statement.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from psycopg import pq

from ringfence.lane import lanes

# A Parse has a name before the text, and types after it.
_QUERY = re.compile(r'F\t\d+\t(?:Query\t|Parse\t "[^"]*") "(.*)"(?: \d+)*', re.DOTALL)
# The full-text index names the schema before its own tables, as nobody else does.
_INSIDE = re.compile(r"--|.* '?main'?\.")
_WRITE = re.compile("INSERT|UPDATE|DELETE")
_SPACES = re.compile(r"\s+")
# What a lane puts around the rows of a page, on PostgreSQL and on SQLite.
_PAGE = re.compile(
    r"SELECT .*? FROM \((.*)\) ringfence_page \(.*\)|WITH ringfence_page \(.*?\) AS \((.*)\) SELECT .*?", re.DOTALL
)
_COMPILED = re.compile(r"\b(row_to_json|json_object)\(")
_INNERMOST = re.compile(r"\([^()]*\)")


@contextmanager
def statements(alias: str = DEFAULT_DB_ALIAS, *, short: bool = False) -> Iterator[list[str]]:
    """The statements sent over the connection ``alias`` inside the block, complete when it ends.

    Begins as a request to a server does, where connections are kept: with the look at whether they still live. Lanes
    keep out of it unless the ``short`` way is asked about: on PostgreSQL they send a text once, and then its name.
    """
    with nullcontext() if short else lanes.long_way(), _told(alias) as sent:
        yield sent


@contextmanager
def _told(alias: str) -> Iterator[list[str]]:
    connection = connections[alias]
    connection.ensure_connection()
    close_old_connections()
    sent: list[str] = []
    if connection.vendor == "sqlite":

        def note(sql: str) -> None:
            echo = sent and sent[-1] == sql and _WRITE.match(sql)
            if not echo and not _INSIDE.match(sql):
                sent.append(sql)

        connection.connection.set_trace_callback(note)
        try:
            yield sent
        finally:
            connection.connection.set_trace_callback(None)
        return
    link = connection.connection.pgconn
    with tempfile.TemporaryFile("w+") as file:
        link.trace(file.fileno())
        link.set_trace_flags(pq.Trace.SUPPRESS_TIMESTAMPS)
        try:
            yield sent
        finally:
            link.untrace()
            file.seek(0)
            sent += _sent(file.read())


def _sent(trace: str) -> list[str]:
    """The text of each statement in libpq's trace: one message a line, in which a text may have lines of its own."""
    messages = re.split(r"\n(?=[FB]\t\d+\t)", trace.strip())
    return [match[1] for message in messages if (match := _QUERY.fullmatch(message))]


def kinds(sent: list[str]) -> list[str]:
    """What each statement is and what it is about, in a few words: "SELECT notes_note"."""
    return [_kind(_SPACES.sub(" ", sql).replace('"', "").strip()) for sql in sent]


def _kind(sql: str) -> str:
    verb = sql.partition(" ")[0].upper()
    if verb in ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"):
        return verb
    if sql.upper() == "SELECT 1":
        return "SELECT 1"
    if verb == "SET":
        return sql.upper()
    if page := _PAGE.fullmatch(sql):
        return _kind(page[1] or page[2])
    if found := re.search(r"\b(set_config|ringfence_begin|nextval)\(", sql):
        return f"SELECT {found[1]}"
    if verb == "INSERT":
        return f"INSERT {sql.split(' ')[2] if sql.upper().startswith('INSERT INTO') else sql.split(' ')[4]}"
    if verb == "UPDATE":
        return f"UPDATE {sql.split(' ')[1]}"
    table = re.search(r"\bFROM (\w+)", _outermost(sql) if _COMPILED.search(sql) else sql)
    name = table[1] if table else "?"
    if verb == "SELECT" and re.match(r"SELECT COUNT\(", sql, re.IGNORECASE):
        return f"COUNT {name}"
    if " FOR UPDATE" in sql:
        return f"LOCK {name}"
    return f"{verb} {name}"


def _outermost(sql: str) -> str:
    """The statement without what is in parentheses: a compiled one has tables in its columns."""
    while (less := _INNERMOST.sub("", sql)) != sql:
        sql = less
    return sql
