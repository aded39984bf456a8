"""``ringfence restore``: a backup into the configured database, verified before it counts."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ringfence_server import secrets
from ringfence_server.cli import options
from ringfence_server.cli.backup_errors import backup_errors
from ringfence_server.cli.bars import bar
from ringfence_server.cli.bootstrap import production_is_asked, setup
from ringfence_server.cli.console import err, fail, out

if TYPE_CHECKING:
    from ringfence_server.backups.work import Done


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("restore")(restore)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `ringfence backup` made.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace everything that is in the database, which otherwise must be empty.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what is there now as JSON.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Make the configured database what a backup has. Counts and digests of every table are compared first.

    A backup of SQLite can be restored into PostgreSQL too. Whatever interrupts it, the database is as before or whole.
    """
    folder = data.expanduser().resolve()
    os.umask(0o077)
    try:
        # A machine that had no server yet; whoever has the old keys puts them there first.
        secrets.ensure(folder, () if production_is_asked() else secrets.NAMES)
    except OSError as error:
        fail(f"The data folder {folder} cannot be used: {error.strerror}. RINGFENCE_DATA names another one.")
    setup(folder)
    from ringfence_server.backups.work import restore as run

    with backup_errors(), bar() as progress:
        done = run(file.expanduser().absolute(), progress, force=force)
    report(done, as_json)


def report(done: Done, as_json: bool) -> None:
    """Say what was put where, and what the operator has to know."""
    if as_json:
        typer.echo(json.dumps({**asdict(done), "rows": done.rows, "kept": done.kept and str(done.kept)}, indent=2))
        return
    tables = sum(content.rows > 0 for content in done.tables.values())
    out.print(f"{done.rows:,} rows of {tables} tables, each table verified by count and digest.", markup=False)
    if done.kept:
        out.print(f"What was there before is {done.kept}.", markup=False, soft_wrap=True)
    if done.other_secrets:
        err.print(
            f"Warning: {' and '.join(done.other_secrets)} are not those of the backup. Log-ins end, and with another "
            "secret_key authenticators cannot be read: set the old ones (docs/how-to/backup.md).",
            style="yellow",
            soft_wrap=True,
        )
