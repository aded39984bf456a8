"""The two databases: migrated as Ringfence's own, filled, and left as they were found after each write."""

from __future__ import annotations

import os
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks.side_by_side import fill
from benchmarks.side_by_side.layout import WRITER, Layout
from ringfence.ownership.folding import fold
from ringfence.ownership.roles import RoleSpec, create_roles
from ringfence.ownership.search_sql import sqlite_create, sqlite_remove
from tests import postgres

# What serves without row-level security connects as this role: no superuser, but no policy binds it.
OPEN_ROLE = "bench_open"
_OPEN_PASSWORD = secrets.token_hex(16)
_MEMORY = ("shared_buffers = '512MB'", "maintenance_work_mem = '512MB'", "max_wal_size = '4GB'", "autovacuum = off")
_SECRETS = {name: secrets.token_hex(32) for name in ("RINGFENCE_SECRET_KEY", "RINGFENCE_SIGNING_KEY")}


class Database(Protocol):
    """A filled database. ``process`` is the id whose process tree is the database's, 0 where it has none."""

    @property
    def layout(self) -> Layout:
        """Whose rows are in it."""

    @property
    def vendor(self) -> str:
        """As Django names it."""

    @property
    def version(self) -> str:
        """As it says it."""

    @property
    def process(self) -> int:
        """The first process."""

    def environment(self) -> dict[str, str]:
        """What ``ringfence_server.settings`` reads to use it, secrets included."""

    def address(self) -> str:
        """How the others reach it: a URL or the path of a file."""

    def tidy(self) -> None:
        """Remove what the writer wrote."""

    def fill(self) -> None:
        """Migrate as Ringfence, fill, and migrate what SimpleJWT's blacklist needs."""


@dataclass
class Sqlite:
    """An SQLite file in a data folder of the server's."""

    layout: Layout
    folder: Path
    vendor: str = "sqlite"
    version: str = sqlite3.sqlite_version
    process: int = 0

    def environment(self) -> dict[str, str]:
        """The data folder; as the embedded server, not production."""
        return {"RINGFENCE_DATA": str(self.folder), **_SECRETS}

    def address(self) -> str:
        """The path of the file."""
        return str(self.folder / "ringfence.sqlite3")

    def tidy(self) -> None:
        """Remove what the writer wrote."""
        with self._connected() as connection:
            connection.execute("DELETE FROM notes_note WHERE owner_id = ?", [WRITER])

    def fill(self) -> None:
        """Migrate and fill; the full-text tables at once at the end, which takes half the time of row by row."""
        _migrate(self.environment(), "default")
        names = {table: f'"{table}_search"' for table in fill.SEARCHED}
        with self._connected() as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cache_size = -400000")
            removed = (each for name in names.values() for each in sqlite_remove(name))
            made = (
                each
                for table, columns in fill.SEARCHED.items()
                for each in sqlite_create(names[table], table, "id", "owner_id", columns)
            )
            for statement in (*removed, *fill.statements(self.layout, self.vendor), *made):
                connection.execute(statement)
            connection.commit()
            connection.execute("ANALYZE")
        _migrate_blacklist(self.address())

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.address(), timeout=60)
        connection.create_function("ringfence_fold", 1, lambda text: text and fold(text), deterministic=True)
        try:
            with connection:
                yield connection
        finally:
            connection.close()


@dataclass
class PostgreSQL:
    """A database of its own in a running private server, with Ringfence's three roles and one open role."""

    layout: Layout
    server: postgres.Server
    name: str
    folder: Path
    vendor: str = "postgresql"

    @property
    def version(self) -> str:
        """As the server says it."""
        return self.server.version

    @property
    def process(self) -> int:
        """The server's first process, which the file in its data folder names."""
        return int((self.server.folder / "data" / "postmaster.pid").read_text().split()[0])

    def environment(self) -> dict[str, str]:
        """The three URLs, which make it a production server with row-level security."""
        roles = {
            "RINGFENCE_DATABASE_URL": postgres.SERVER,
            "RINGFENCE_OWNER_DATABASE_URL": postgres.OWNER,
            "RINGFENCE_ADMIN_DATABASE_URL": postgres.MAINTENANCE,
        }
        urls = {variable: self.server.url(role, self.name) for variable, role in roles.items()}
        return {"RINGFENCE_DATA": str(self.folder), **urls, **_SECRETS}

    def address(self) -> str:
        """The URL of the open role."""
        return f"postgresql://{OPEN_ROLE}:{_OPEN_PASSWORD}@127.0.0.1:{self.server.port}/{self.name}"

    def tidy(self) -> None:
        """Remove what the writer wrote, so that neither dead rows nor a pending list slow down who comes next."""
        with self._connected() as connection:
            connection.execute("DELETE FROM notes_note WHERE owner_id = %s", [WRITER])
            connection.execute("VACUUM notes_note")

    def fill(self) -> None:
        """Make the database, migrate, fill, build the indexes, and let the open role in."""
        self._create()
        _migrate(self.environment(), "owner")
        with self._connected() as connection:
            # No policy and no foreign key is asked for the rows of this connection.
            connection.execute("SET session_replication_role = replica")
            with _without_indexes(connection):
                for statement in fill.statements(self.layout, self.vendor):
                    connection.execute(statement.replace("%", "%%"), [])
            for table in fill.TABLES:
                connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")
            self._open(connection)
        _migrate_blacklist(self.address())

    def _create(self) -> None:
        passwords = self.server.passwords
        with psycopg.connect(self.server.url(postgres.SUPERUSER, "postgres"), autocommit=True) as connection:
            create_roles(
                connection,
                database=self.name,
                owner=RoleSpec(postgres.OWNER, passwords[postgres.OWNER], create_databases=True),
                server=RoleSpec(postgres.SERVER, passwords[postgres.SERVER]),
                maintenance=RoleSpec(postgres.MAINTENANCE, passwords[postgres.MAINTENANCE]),
            )

    def _open(self, connection: psycopg.Connection) -> None:
        role = Identifier(OPEN_ROLE)
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OPEN_ROLE]).fetchone():
            connection.execute(SQL("CREATE ROLE {} LOGIN BYPASSRLS").format(role))
        connection.execute(SQL("ALTER ROLE {} PASSWORD {}").format(role, _OPEN_PASSWORD))
        # CREATE is for the tables of the token blacklist, which the tutorial's migrations make.
        for rights in ("ALL ON ALL TABLES IN", "ALL ON ALL SEQUENCES IN", "EXECUTE ON ALL FUNCTIONS IN", "ALL ON"):
            connection.execute(SQL(f"GRANT {rights} SCHEMA public TO {{}}").format(role))

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.server.url(postgres.SUPERUSER, self.name), autocommit=True) as connection:
            yield connection


@contextmanager
def postgresql_server() -> Iterator[postgres.Server]:
    """A private server with more memory than the tests have, stopped at the end."""
    server = postgres.start()
    try:
        with psycopg.connect(server.url(postgres.SUPERUSER, "postgres"), autocommit=True) as connection:
            for setting in _MEMORY:
                connection.execute(f"ALTER SYSTEM SET {setting}")
        server.restart()
        yield server
    finally:
        server.stop()


@contextmanager
def _without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Take away, and build anew at the end, the indexes of the tables that are no constraint's."""
    rows = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS "
        "(SELECT FROM pg_constraint WHERE conindid = indexrelid) AND NOT indisunique",
        [list(fill.TABLES)],
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, definition in rows:
        connection.execute(definition)


def _migrate(environment: dict[str, str], alias: str) -> None:
    _django({"DJANGO_SETTINGS_MODULE": "ringfence_server.settings", **environment}, "--database", alias)


def _migrate_blacklist(address: str) -> None:
    here = "benchmarks.side_by_side.contenders"
    settings = {"DJANGO_SETTINGS_MODULE": f"{here}.django_settings", "BENCH_URLS": f"{here}.tutorial"}
    _django({**settings, "BENCH_DATABASE": address, "BENCH_SIGNING_KEY": "of no use here"}, "token_blacklist")


def _django(environment: dict[str, str], *arguments: str) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RINGFENCE_")}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", *arguments]
    subprocess.run(command, env=inherited | environment, check=True)
