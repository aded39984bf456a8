"""Checks of the live database: its state, its server, and what it enforces. Each may raise the database's errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from ringfence.ownership.scope import MIGRATION_ALIAS, maintenance
from ringfence_server.doctor import Finding, error, warning
from ringfence_server.health import shipped

EXTENSIONS = ("btree_gin", "pg_trgm")
_OLDEST_POSTGRESQL = 140_000
_OLDEST_SQLITE = (3, 34)
_SKEW, _BAD_SKEW = timedelta(seconds=2), timedelta(seconds=30)
_SPARE_CONNECTIONS = 10
_PURGE_LATE = timedelta(days=3)


def migrations() -> Iterator[Finding]:
    """The database is where this version is."""
    alias = MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS
    applied = set(MigrationRecorder(connections[alias]).applied_migrations())
    waiting = sorted(key for key in shipped() if key not in applied and not _replaced(key, applied))
    if waiting:
        first = ".".join(waiting[0])
        yield error(f"{len(waiting)} migrations are not applied ({first} first).", "`ringfence up` applies them.")
    ours = {app for app, _ in shipped()}
    if newer := sorted(key for key in applied if key[0] in ours and key not in _known()):
        yield error(f"The database is of a newer version, which has {'.'.join(newer[0])}.", "Install that version.")


def locks() -> Iterator[Finding]:
    """Every lock is closed."""
    from ringfence.api.audit import audit

    for hole in audit().holes:
        yield error(hole, "The sentence names it; `ringfence audit` shows everything.")


def keys() -> Iterator[Finding]:
    """The secret key is the one that authenticators were encrypted with."""
    from cryptography.fernet import InvalidToken

    from ringfence.accounts.models import Factor
    from ringfence.accounts.secrets_at_rest import decrypt

    with maintenance("doctor: can a factor be read?"):
        factor = Factor.objects.order_by("-pk").first()
    if factor is None:
        return
    try:
        decrypt(factor.secret)
    except InvalidToken:
        yield error(
            "Authenticators cannot be read: the secret key is another than when they were made.",
            "Set the old one in RINGFENCE_SECRET_KEY, or in RINGFENCE_SECRET_KEY_FALLBACKS.",
        )


def purging() -> Iterator[Finding]:
    """`ringfence purge` runs every day."""
    from ringfence.accounts.models import User

    with maintenance("doctor: is the purge late?"):
        late = User.objects.filter(is_active=False, delete_after__lt=timezone.now() - _PURGE_LATE).count()
    if late:
        yield error(
            f"{late} accounts should have been deleted days ago, as their people were promised.",
            "Run `ringfence purge` every day (deploy/systemd has a timer).",
        )


def server() -> Iterator[Finding]:
    """The database's own server or library is fit."""
    connection = connections[DEFAULT_DB_ALIAS]
    yield from _postgresql(connection) if connection.vendor == "postgresql" else _sqlite(connection)


def _postgresql(connection: Any) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        installed = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT clock_timestamp(), current_setting('server_version_num')::int, current_setting('fsync'), "
            "current_setting('full_page_writes'), current_setting('max_connections')::int"
        )
        clock, version, fsync, pages, most = cursor.fetchone()
    for name in sorted(set(EXTENSIONS) - installed):
        yield error(
            f"The extension {name} is missing: search cannot work.",
            f"Install PostgreSQL's contrib package, then as the tables' owner: CREATE EXTENSION {name}",
        )
    if version < _OLDEST_POSTGRESQL:
        yield error(f"PostgreSQL {version // 10_000} is too old.", "Upgrade to 14 or later.")
    if "off" in (fsync, pages):
        yield error("fsync or full_page_writes is off: a power cut destroys the database.", "Turn both on.")
    skew = abs(timezone.now() - clock)
    if skew > _SKEW:
        said = f"The clocks of this machine and of PostgreSQL differ by {skew.total_seconds():.0f} seconds"
        made = error if skew > _BAD_SKEW else warning
        yield made(f"{said}: tokens and sessions end early or late.", "Run an NTP client on both.")
    needed = _connections()
    if needed > most - _SPARE_CONNECTIONS:
        yield warning(
            f"This server alone may open {needed} connections, and PostgreSQL takes {most}.",
            "Lower RINGFENCE_WORKERS, or raise max_connections.",
        )


def _sqlite(connection: Any) -> Iterator[Finding]:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        yield error(f"SQLite {sqlite3.sqlite_version} is too old for search.", "Use a Python that has 3.34 or later.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone()[0] != "wal":
            yield error(
                "The SQLite file is not in write-ahead logging: readers and writers wait for each other.",
                "Is it on a network file system? Move the data folder to a local disk.",
            )
        cursor.execute("PRAGMA quick_check(1)")
        if (answer := cursor.fetchone()[0]) != "ok":
            yield error(f"The SQLite file is damaged: {answer}", "Stop the server and restore the last backup.")
    if settings.PRODUCTION:
        yield warning(
            "Production on SQLite: one machine, one writer at a time, and no row-level security.",
            "docs/how-to/move-to-postgresql.md",
        )


def _connections() -> int:
    """What one server may hold: a connection of each alias for each thread of each worker."""
    from ringfence_server.cli.serve import THREADS
    from ringfence_server.cli.up import default_workers

    return default_workers() * THREADS * (len(connections.settings) - 1)


def _replaced(key: tuple[str, str], applied: set[tuple[str, str]]) -> bool:
    replaced = shipped()[key]
    return bool(replaced) and applied.issuperset(replaced)


def _known() -> set[tuple[str, str]]:
    return set(shipped()).union(*shipped().values())


CHECKS = (migrations, server, locks, keys, purging)
