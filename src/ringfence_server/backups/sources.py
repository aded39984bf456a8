"""Where rows come from: an SQLite file or PostgreSQL, as one moment has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ringfence_server.backups.tables import Key, NotOurs, Table
from ringfence_server.backups.values import Row, Value, reader

CHUNK = 2_000

_RLS_HOLES = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s) AND c.relrowsecurity
  AND (NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*', 'r')
                   AND pg_get_expr(p.polqual, p.polrelid) = 'true'
                   AND EXISTS (SELECT FROM unnest(p.polroles) r WHERE r = 0 OR pg_has_role(current_user, r, 'USAGE')))
       OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive))
ORDER BY 1
"""


class Source(Protocol):
    """Rows of one moment."""

    def applied(self) -> set[Key]:
        """The migrations that it has."""

    def count(self, table: Table) -> int:
        """About how many rows a table has, for a progress bar."""

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table in their one form, in any order."""

    def counter(self, table: Table) -> int | None:
        """The highest key that the table has ever given, if it counts."""


class SqliteSource:
    """An SQLite file, over a connection of the driver's own: no conversion of Django's stands between."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def applied(self) -> set[Key]:
        """As the record of migrations says. Raises :class:`NotOurs` where there is none."""
        try:
            found = self._connection.execute("SELECT app, name FROM django_migrations").fetchall()
        except sqlite3.DatabaseError as error:
            raise NotOurs(f"It is no database of this server: {error}.") from error
        return set(found)

    def count(self, table: Table) -> int:
        """Exactly."""
        return int(self._connection.execute(f"SELECT count(*) FROM {_name(table.name)}").fetchone()[0])

    def rows(self, table: Table) -> Iterator[Row]:
        """One statement."""
        columns = ", ".join(map(_name, table.names))
        found = self._connection.execute(f"SELECT {columns} FROM {_name(table.name)}")
        return _converted(table, iter(lambda: found.fetchmany(CHUNK), []), sqlite=True)

    def counter(self, table: Table) -> int | None:
        """As AUTOINCREMENT keeps it."""
        if table.counted is None:
            return None
        found = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table.name]).fetchone()
        return None if found is None else int(found[0])


class PostgresSource:
    """PostgreSQL, inside a transaction of :func:`postgres_snapshot` or of a restore."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def applied(self) -> set[Key]:
        """As the record of migrations says."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return set(cursor.fetchall())

    def count(self, table: Table) -> int:
        """Exactly."""
        with self._connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {_name(table.name)}")
            return int(cursor.fetchone()[0])

    def rows(self, table: Table) -> Iterator[Row]:
        """One cursor of the server's, so that no table has to fit into memory."""
        columns = ", ".join(map(_name, table.names))
        with self._connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {_name(table.name)}")
            yield from _converted(table, iter(lambda: cursor.fetchmany(CHUNK), []), sqlite=False)

    def counter(self, table: Table) -> int | None:
        """As the sequence keeps it."""
        if table.counted is None:
            return None
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_name(table.name), table.counted])
            cursor.execute(f"SELECT last_value, is_called FROM {cursor.fetchone()[0]}")
            value, is_called = cursor.fetchone()
        return int(value) if is_called else int(value) - 1

    def refuse_hidden(self, tables: list[Table]) -> None:
        """Raise :class:`NotOurs` unless the role's policies show it every row of ``tables``: none may be left out."""
        with self._connection.cursor() as cursor:
            cursor.execute(_RLS_HOLES, [[table.name for table in tables]])
            hidden = [name for (name,) in cursor.fetchall()]
        if hidden:
            role = self._connection.settings_dict["USER"]
            raise NotOurs(
                f'Row-level security may hide rows of {", ".join(hidden)} from "{role}": `ringfence up` (or migrate) '
                "makes the policy that shows them, and `ringfence audit` says what else is wrong."
            )


@contextmanager
def sqlite_snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the file that can only read, and reads one moment, while others write on.

    Raises :class:`NotOurs` for a file that is not there or is no database.
    """
    if not path.is_file():
        raise NotOurs(f"There is no file {path}.")
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout = 20000")
        try:
            connection.execute("BEGIN")
            # The first read is what takes the moment.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.DatabaseError as error:
            raise NotOurs(f"{path} cannot be read: {error}.") from error
        yield connection


@contextmanager
def postgres_snapshot(alias: str) -> Iterator[PostgresSource]:
    """PostgreSQL as one moment has it, while others write on: a repeatable-read, read-only transaction."""
    connection = connections[alias]
    with transaction.atomic(using=alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield PostgresSource(connection)


def _converted(table: Table, chunks: Iterator[list[Any]], *, sqlite: bool) -> Iterator[Row]:
    readers: list[Callable[[Any], Value]] = [reader(kind, sqlite=sqlite) for kind in table.kinds]
    for chunk in chunks:
        for values in chunk:
            yield [None if value is None else read(value) for read, value in zip(readers, values, strict=True)]


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
