"""SQLite files: copied while they are written to, checked, and put in place in one step."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from ringfence_server.backups.archive import sync_folder
from ringfence_server.backups.progress import Progress
from ringfence_server.backups.sources import sqlite_snapshot
from ringfence_server.backups.tables import NotOurs, Table

_PAGES = 1_000
# What SQLite keeps beside a file that is in use.
_COMPANIONS = ("-wal", "-shm", "-journal")
_SHOWN = 3


def copy(database: Path, target: Path, progress: Progress) -> None:
    """Copy ``database`` as one moment has it to the new file ``target``, by SQLite's backup API.

    The transaction that is held open keeps the moment: without it each write would start the copy anew.
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with sqlite_snapshot(database) as source, closing(sqlite3.connect(target)) as copied:
        told = 0

        def tell(status: int, remaining: int, total: int) -> None:
            nonlocal told
            if not told:
                progress.begin("Copying pages", total)
            progress.advance(total - remaining - told)
            told = total - remaining

        source.backup(copied, pages=_PAGES, progress=tell)
        # One file, with nothing beside it.
        copied.execute("PRAGMA journal_mode = DELETE")


def check(path: Path, progress: Progress) -> None:
    """Raise :class:`NotOurs` unless the file is sound and every relation in it leads somewhere."""
    progress.begin("Checking the file", 2)
    try:
        with closing(sqlite3.connect(path)) as connection:
            (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            progress.advance(1)
            dangling = connection.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN)
            progress.advance(1)
    except sqlite3.DatabaseError as error:
        raise NotOurs(f"The database file is damaged: {error}.") from error
    if answer != "ok":
        raise NotOurs(f"The database file is damaged: {answer}.")
    if dangling:
        rows = ", ".join(f"{table} {row} of {parent}" for table, row, parent, _ in dangling)
        raise NotOurs(f"The database file has relations that lead nowhere: {rows}.")


def holds_rows(path: Path, tables: list[Table]) -> bool:
    """Whether any of ``tables`` in the file has a row; a file that is no database counts as holding some."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            names = [table.name for table in tables if table.name in present]
            return any(connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in names)
        except sqlite3.DatabaseError:
            return True


def put_in_place(draft: Path, target: Path) -> Path | None:
    """Give the file ``draft`` the name ``target``, and return the name that what was there has now.

    Raises :class:`NotOurs` while anybody has ``target`` open.
    """
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    kept = None
    if target.exists():
        _refuse_in_use(target)
        if target.stat().st_size:
            kept = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
            # A second name, so that there is no moment without a file under the first.
            os.link(target, kept)
    for suffix in _COMPANIONS:
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    draft.replace(target)
    sync_folder(target.parent)
    return kept


def extract(member: IO[bytes], draft: Path) -> None:
    """Write a file of a backup to ``draft``, private to the account, in place of what a killed restore left there."""
    for suffix in ("", *_COMPANIONS):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(member, file, 1 << 20)


def _refuse_in_use(path: Path) -> None:
    """Only who has a file alone may take it out of write-ahead logging, which also empties the log into it."""
    with closing(sqlite3.connect(path, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise NotOurs(f"{path} is in use ({error}): stop the server first.") from error
        except sqlite3.DatabaseError:
            # No database any more: nobody uses it, and a restore is what it needs.
            return
