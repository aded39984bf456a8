"""Rows into PostgreSQL: in one transaction that ends well only when all were read back and found the same.

Until it ends the database is as it was, whatever becomes of this process: nothing half restored is ever seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from ringfence.ownership.scope import MIGRATION_ALIAS
from ringfence_server.backups.archive import Content, NotTheSame, compare, contents
from ringfence_server.backups.progress import Progress, told
from ringfence_server.backups.sources import PostgresSource, Source
from ringfence_server.backups.tables import NotOurs, Table, tables_at, targets
from ringfence_server.backups.values import Digest, Row, line, write_postgresql

_BATCH = 1_000
# Somebody who uses the tables holds them for the length of a request.
_LOCK_SECONDS = 10
# What migrating itself fills.
MADE_BY_MIGRATING = {"django_content_type", "auth_permission"}


def fill(
    source: Source, progress: Progress, *, expected: Mapping[str, Content] | None, force: bool
) -> dict[str, Content]:
    """Bring the configured PostgreSQL to the source's migrations, and its tables to the source's rows.

    ``expected`` is what a manifest promises; without one, what was read. Returns what is there now. Raises
    :class:`NotOurs` for a database with rows (unless ``force``) or with later migrations, and :class:`NotTheSame`.
    """
    alias = MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS
    connection = connections[alias]
    tables = tables_at(source.applied())
    if not force:
        _refuse_rows(connection, tables)
    _migrate(connection, source, progress)
    with transaction.atomic(using=alias):
        _take_alone(connection, tables)
        if not force:
            _refuse_rows(connection, tables)
        with connection.cursor() as cursor:
            names = ", ".join(_name(table.name) for table in tables)
            cursor.execute(f"TRUNCATE {names}")
        read = {table.name: _copy(connection, source, table, progress) for table in tables}
        _check_relations(connection)
        wanted = dict(expected) if expected is not None else read
        stored = contents(PostgresSource(connection), tables, progress, "Verifying")
        compare(wanted, stored)
    # What was restored into the tables of content types is older than the statistics.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return stored


def _migrate(connection: BaseDatabaseWrapper, source: Source, progress: Progress) -> None:
    """Migrate to where the source is, as `migrate` would, with roles, rights and search behind it."""
    from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal

    emit_pre_migrate_signal(0, False, connection.alias)
    steps = 0

    def tell(action: str, *_: Any) -> None:
        if action == "apply_success":
            progress.advance(1)

    executor = MigrationExecutor(connection, tell)
    wanted = targets(executor.loader, source.applied())
    if further := sorted(set(MigrationRecorder(connection).applied_migrations()) - source.applied()):
        names = ", ".join(".".join(key) for key in further if key[0] in {app for app, _ in wanted})
        if names:
            raise NotOurs(f"The database is further than what is to be put in ({names}): use a new database.")
    steps = len(executor.migration_plan(wanted))
    progress.begin("Making tables", steps)
    executor.migrate(wanted)
    emit_post_migrate_signal(0, False, connection.alias)


def _take_alone(connection: BaseDatabaseWrapper, tables: list[Table]) -> None:
    names = ", ".join(_name(table.name) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'")
        cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def _refuse_rows(connection: BaseDatabaseWrapper, tables: list[Table]) -> None:
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor)) - MADE_BY_MIGRATING
        for table in tables:
            if table.name in present:
                cursor.execute(f"SELECT 1 FROM {_name(table.name)} LIMIT 1")
                if cursor.fetchone():
                    raise NotOurs(
                        f"The database is not empty: {table.name} has rows. Use a new database, or --force to "
                        "delete everything that is in this one."
                    )


def _copy(connection: BaseDatabaseWrapper, source: Source, table: Table, progress: Progress) -> Content:
    """Insert a table's rows, set its sequence, and say what was read."""
    digest = Digest()
    with connection.cursor() as cursor:
        statement = _insert(cursor, table)
        rows = told(source.rows(table), progress, f"Writing {table.name}", source.count(table))
        try:
            for batch in _batches(rows):
                for row in batch:
                    digest.add(line(row))
                columns = zip(table.kinds, zip(*batch, strict=True), strict=True)
                cursor.execute(
                    statement, [[write_postgresql(kind, value) for value in column] for kind, column in columns]
                )
        except (DataError, IntegrityError) as error:
            raise NotTheSame(f"PostgreSQL refuses a row of {table.name}: {_first_line(error)}") from error
        counter = _set_counter(cursor, table, source.counter(table))
    return Content(digest.rows, digest.hexadecimal, counter)


def _insert(cursor: Any, table: Table) -> str:
    """An INSERT of columns given as arrays of text: typed by the server, without COPY, which policies forbid."""
    cursor.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0",
        [_name(table.name)],
    )
    types = dict(cursor.fetchall())
    columns = ", ".join(map(_name, table.names))
    # Without its length, a type refuses what is too long, where a cast with it would cut.
    values = ", ".join(f"v{number}::{types[name]}" for number, name in enumerate(table.names))
    names = ", ".join(f"v{number}" for number in range(len(table.names)))
    arrays = ", ".join("%s::text[]" for _ in table.names)
    return f"INSERT INTO {_name(table.name)} ({columns}) SELECT {values} FROM unnest({arrays}) AS given ({names})"


def _set_counter(cursor: Any, table: Table, counter: int | None) -> int | None:
    """Let the sequence go on behind every key that was ever given; undone with the transaction, unlike setval."""
    if table.counted is None:
        return None
    cursor.execute(f"SELECT coalesce(max({_name(table.counted)}), 0) FROM {_name(table.name)}")
    highest = max(cursor.fetchone()[0], counter or 0)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_name(table.name), table.counted])
    cursor.execute(f"ALTER SEQUENCE {cursor.fetchone()[0]} RESTART WITH {highest + 1}")
    return int(highest)


def _check_relations(connection: BaseDatabaseWrapper) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as error:
        raise NotTheSame(f"A relation leads nowhere or to another owner: {_first_line(error)}") from error


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
