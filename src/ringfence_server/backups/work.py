"""The three jobs: back up, restore, move; each from the configured database or into it, and each verified."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from ringfence.ownership.scope import MAINTENANCE_ALIAS
from ringfence_server.backups import archive, postgres, sqlite
from ringfence_server.backups.archive import ArchiveSource, Content, Manifest
from ringfence_server.backups.progress import Progress
from ringfence_server.backups.sources import SqliteSource, postgres_snapshot, sqlite_snapshot
from ringfence_server.backups.tables import Key, NotOurs, tables_at
from ringfence_server.secrets import locked


@dataclass(frozen=True)
class Done:
    """What was put where: each table's content, what of the present secrets is another, and a file that was kept."""

    tables: dict[str, Content]
    other_secrets: tuple[str, ...] = ()
    kept: Path | None = None

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(content.rows for content in self.tables.values())


def back_up(path: Path, progress: Progress) -> Manifest:
    """Write the configured database's rows, as one moment has them, to the new file ``path``, while it is in use.

    Raises :class:`NotOurs`, ``FileExistsError`` and ``OSError``.
    """
    with archive.writing(path) as written:
        if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
            manifest = _postgresql(written, progress)
        else:
            manifest = _sqlite(written, archive.copy_of(path), progress)
        archive.write_manifest(written, manifest)
    return manifest


def restore(path: Path, progress: Progress, *, force: bool) -> Done:
    """Make the configured database what the backup ``path`` has.

    Raises :class:`NotOurs` for a backup that is damaged or of another kind, and for a database that has rows unless
    ``force``; :class:`archive.NotTheSame` when what was stored is not what the backup promises: nothing is kept then.
    """
    progress.begin("Reading the backup", 1)
    with archive.reading(path) as (opened, manifest):
        other = tuple(name for name, digest in _secrets().items() if manifest.secrets.get(name) != digest)
        if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
            return Done(_into_postgresql(opened, manifest, progress, force), other)
        if manifest.database != "sqlite":
            raise NotOurs("The backup is of PostgreSQL: set RINGFENCE_DATABASE_URL and its two companions.")
        return _into_sqlite(opened, manifest, progress, force, other)


def move(file: Path, progress: Progress, *, force: bool) -> Done:
    """Put the rows of an SQLite file, as one moment has them, into the configured PostgreSQL. Raises as above."""
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        raise NotOurs("There is no PostgreSQL to move into: set RINGFENCE_DATABASE_URL and its two companions.")
    with sqlite_snapshot(file) as connection:
        return Done(postgres.fill(SqliteSource(connection), progress, expected=None, force=force))


def _postgresql(written: Any, progress: Progress) -> Manifest:
    with postgres_snapshot(MAINTENANCE_ALIAS) as source:
        applied = source.applied()
        tables = tables_at(applied)
        source.refuse_hidden(tables)
        made = {table.name: archive.write_rows(written, source, table, progress) for table in tables}
    return _manifest("postgresql", applied, made)


def _sqlite(written: Any, draft: Path, progress: Progress) -> Manifest:
    sqlite.copy(Path(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]), draft, progress)
    sqlite.check(draft, progress)
    with sqlite_snapshot(draft) as connection:
        source = SqliteSource(connection)
        applied = source.applied()
        made = archive.contents(source, tables_at(applied), progress, "Reading")
    progress.begin("Compressing", 1)
    written.write(draft, archive.FILE)
    return _manifest("sqlite", applied, made)


def _into_postgresql(opened: Any, manifest: Manifest, progress: Progress, force: bool) -> dict[str, Content]:
    if manifest.database == "postgresql":
        source = ArchiveSource(opened, manifest)
        return postgres.fill(source, progress, expected=manifest.tables, force=force)
    with tempfile.TemporaryDirectory(prefix="ringfence-restore-") as folder, ExitStack() as stack:
        draft = Path(folder, archive.FILE)
        sqlite.extract(stack.enter_context(opened.open(archive.FILE)), draft)
        connection = stack.enter_context(sqlite_snapshot(draft))
        return postgres.fill(SqliteSource(connection), progress, expected=manifest.tables, force=force)


def _into_sqlite(opened: Any, manifest: Manifest, progress: Progress, force: bool, other: tuple[str, ...]) -> Done:
    target = Path(connections[DEFAULT_DB_ALIAS].settings_dict["NAME"])
    tables = tables_at(manifest.migrations)
    with locked(target.parent):
        if not force and sqlite.holds_rows(target, [t for t in tables if t.name not in postgres.MADE_BY_MIGRATING]):
            raise NotOurs(f"{target} has rows. Use another data folder, or --force to put the backup in its place.")
        draft = target.with_name(f".{target.name}.restoring")
        try:
            with opened.open(archive.FILE) as member:
                sqlite.extract(member, draft)
            sqlite.check(draft, progress)
            with sqlite_snapshot(draft) as connection:
                found = archive.contents(SqliteSource(connection), tables, progress, "Verifying")
            archive.compare(manifest.tables, found)
            kept = sqlite.put_in_place(draft, target)
        finally:
            draft.unlink(missing_ok=True)
    return Done(found, other, kept)


def _manifest(database: Literal["sqlite", "postgresql"], applied: set[Key], tables: dict[str, Content]) -> Manifest:
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(database, made_at, sorted(applied), tables, _secrets())


def _secrets() -> dict[str, str]:
    return archive.fingerprints(settings)
