"""How many bytes a row costs on PostgreSQL, with its indexes: what ``docs/why/scaling.md`` multiplies.

``python -m benchmarks.bytes_per_row [--rows 100000]``: a private server, Ringfence's own tables by its migrations, rows
as people write them. Rows come in one after the other while the indexes are there, so that these are as they grow.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from benchmarks.side_by_side.fill import TEXT
from tests import postgres

PEOPLE = 1_000
# One after the other and not all at once, as rows arrive.
BATCH = 5_000

_OWNER = f"1 + i % {PEOPLE}"
_MOMENT = "timestamptz '2026-01-01' + i * interval '37 seconds'"
# 80 to 169 characters that differ from row to row.
_TEXT = f"substr('{TEXT}', 1 + CAST((i * 37) % 300 AS integer), 80 + CAST(i % 90 AS integer)) || i"
_WORDS = f"substr('{TEXT}', 1 + CAST((i * 53) % 400 AS integer), 18 + CAST(i % 20 AS integer)) || i"

TABLES = {
    "ringfence_accounts_user": (
        "id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined, "
        "username_key, email_key, role, created_at, updated_at",
        "i, 'argon2$argon2id$v=19$m=19456,t=2,p=1$' || md5(i::text) || '$' || md5(i::text) || '01234567890', false, "
        f"'person' || i, '', '', 'person' || i || '@example.org', false, true, {_MOMENT}, 'person' || i, "
        f"'person' || i || '@example.org', 'user', {_MOMENT}, {_MOMENT}",
    ),
    "ringfence_accounts_session": (
        "owner_id, revision, sid, device, user_agent, address, created_at, last_used_at, expires_at, generation, "
        "rotated_at, key_id, revoked_because",
        f"{_OWNER}, 1, gen_random_uuid(), '', "
        "'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', "
        f"'192.0.2.7', {_MOMENT}, {_MOMENT}, {_MOMENT}, 3, {_MOMENT}, md5('k'), ''",
    ),
    "ringfence_accounts_activity": (
        "owner_id, revision, kind, created_at, address, device, detail",
        f"{_OWNER}, 1, 'logged_in', {_MOMENT}, '192.0.2.7', 'Firefox on Linux', '{{}}'",
    ),
    "notes_note": (
        "owner_id, revision, title, body, pinned, archived, created_at, updated_at",
        f"{_OWNER}, 1, {_WORDS}, {_TEXT}, false, false, {_MOMENT}, {_MOMENT}",
    ),
    "notes_tag": ("owner_id, revision, name", f"{_OWNER}, 1, 'tag ' || i"),
    "notes_notetag": ("owner_id, revision, note_id, tag_id", f"{_OWNER}, 1, i, i"),
    "tasks_task": (
        "owner_id, revision, title, description, completed, due, priority, created_at, updated_at",
        f"{_OWNER}, 1, {_WORDS}, '', i % 3 = 0, date '2026-01-01' + CAST(i % 700 AS integer), 2, {_MOMENT}, {_MOMENT}",
    ),
    "transactions_transaction": (
        "owner_id, revision, amount, description, date, timestamp, import_key",
        f"{_OWNER}, 1, (i % 9000) / 100.0, {_WORDS}, date '2026-01-01' + CAST(i % 700 AS integer), {_MOMENT}, "
        "md5(i::text) || md5((-i)::text)",
    ),
}


@dataclass(frozen=True)
class Size:
    """Bytes for each row of a table: of the row itself, and of all its indexes."""

    table: str
    row: float
    indexes: float


def fill(connection: psycopg.Connection, rows: int) -> None:
    """Insert ``rows`` rows into each table; foreign keys are not asked."""
    connection.execute("SET session_replication_role = replica")
    for table, (columns, row) in TABLES.items():
        for first in range(1, rows + 1, BATCH):
            last = min(first + BATCH - 1, rows)
            statement = f"INSERT INTO {table} ({columns}) SELECT {row} FROM generate_series({first}, {last}) i"
            connection.execute(statement.replace("%", "%%"), [])


def sizes(connection: psycopg.Connection, rows: int) -> Iterator[Size]:
    """The size of each table, by the catalog."""
    for table in TABLES:
        found = connection.execute("SELECT pg_table_size(%s), pg_indexes_size(%s)", [table, table]).fetchone()
        assert found is not None
        yield Size(table, found[0] / rows, found[1] / rows)


def measured(server: postgres.Server, rows: int) -> list[Size]:
    """Migrate the server's database, fill it and measure."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("RINGFENCE_")}
    given |= {name: value for name, value in postgres.environment(server).items() if "TEST" not in name}
    given |= {name: secrets.token_hex(32) for name in ("RINGFENCE_SECRET_KEY", "RINGFENCE_SIGNING_KEY")}
    given["DJANGO_SETTINGS_MODULE"] = "ringfence_server.settings"
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--database", "owner"]
    subprocess.run(migrate, env=given, check=True)
    with psycopg.connect(server.url(postgres.SUPERUSER), autocommit=True) as connection:
        fill(connection, rows)
        connection.execute("VACUUM ANALYZE")
        return list(sizes(connection, rows))


def report(found: Sequence[Size], rows: int, version: str) -> str:
    """A table in Markdown."""
    lines = [
        f"PostgreSQL {version}, {rows:,} rows of {PEOPLE:,} people in each table, {datetime.now(UTC):%d %B %Y}.",
        "",
        "| table | bytes of a row | bytes of its index entries | together |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{size.table}` | {size.row:.0f} | {size.indexes:.0f} | {size.row + size.indexes:.0f} |" for size in found
    ]
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str]) -> int:
    """Measure as the command line says, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bytes_per_row")
    parser.add_argument("--rows", type=int, default=100_000, help="how many in each table")
    options = parser.parse_args(arguments)
    server = postgres.start()
    try:
        sys.stdout.write(report(measured(server, options.rows), options.rows, server.version))
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
