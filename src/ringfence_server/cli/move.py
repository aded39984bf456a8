"""``ringfence move``: from an SQLite file to PostgreSQL, verified the same way as a restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ringfence_server.cli import options
from ringfence_server.cli.backup_errors import backup_errors
from ringfence_server.cli.bars import bar
from ringfence_server.cli.bootstrap import setup
from ringfence_server.cli.restore import report


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("move")(move)


def move(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The SQLite file. Default: that of the data folder.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace everything that is in PostgreSQL, which otherwise must be empty.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what is there now as JSON.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Put all rows of an SQLite file into the PostgreSQL that the environment names, and verify every table.

    The file stays as it is. Stop the server first: what is written to the file meanwhile does not come along.
    """
    folder = data.expanduser().resolve()
    setup(folder)
    from ringfence_server.backups.work import move as run

    with backup_errors(), bar() as progress:
        done = run((file or folder / "ringfence.sqlite3").expanduser().absolute(), progress, force=force)
    report(done, as_json)
