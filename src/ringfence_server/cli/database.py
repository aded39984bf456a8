"""Bring the database to the state that the code wants, or stop before anything is served."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from ringfence.ownership.scope import MIGRATION_ALIAS
from ringfence_server.cli.console import err, fail, out
from ringfence_server.health import shipped, unapplied
from ringfence_server.secrets import locked

# Any number will do; all servers of one database must agree on it.
_MIGRATION_LOCK = 7_246_335_101


def prepare(data: Path) -> None:
    """Run the system checks and apply what is unapplied. Stops the command on an error of a check.

    What asks the live database is checked after migrating, since before it there is nothing to find.
    """
    alias = MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS
    if _pending(alias):
        _check([])
        with _alone(alias, data):
            _migrate(alias)
    _check(list(connections))


def _check(databases: list[str]) -> None:
    try:
        call_command("check", databases=databases, stdout=io.StringIO())
    except SystemCheckError as error:
        err.print(str(error), markup=False, soft_wrap=True)
        fail("The system checks found what is listed above; nothing was started.")


def _pending(alias: str) -> int:
    has_record = MigrationRecorder(connections[alias]).has_table()
    return unapplied(alias) if has_record else len(shipped())


@contextmanager
def _alone(alias: str, data: Path) -> Iterator[None]:
    """Let one server migrate at a time: Django itself takes no lock."""
    if connections[alias].vendor != "postgresql":
        with locked(data):
            yield
        return
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])


def _migrate(alias: str) -> None:
    total = _pending(alias)
    if not total:
        return
    columns = (
        TextColumn("[bold]Preparing the database"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as progress:
        steps = _Steps(progress, progress.add_task("", total=total))
        call_command("migrate", database=alias, interactive=False, verbosity=1, stdout=steps, no_color=True)
    out.print(f"Database prepared: {total} migrations applied.")


class _Steps(io.TextIOBase):
    """What ``migrate`` prints, as a progress bar: the one account that it gives of its progress."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def write(self, text: str) -> int:
        words = text.split()
        if words[:1] == ["Applying"]:
            self._progress.update(self._task, description=words[1].rstrip("."))
        elif words[:1] == ["OK"]:
            self._progress.advance(self._task)
        return len(text)
