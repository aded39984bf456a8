"""``ringfence backup``: everybody's rows in one file, while the server runs."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ringfence_server.cli import options
from ringfence_server.cli.backup_errors import backup_errors
from ringfence_server.cli.bars import bar
from ringfence_server.cli.bootstrap import setup
from ringfence_server.cli.console import out


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("backup")(backup)


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="The file to make, or a folder for it. Default: here, with the time in its name."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what the backup holds as JSON.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Write everybody's rows, as one moment has them, into one file, while the server runs.

    The secret keys are not in it: keep them apart from it, and keep them.
    """
    path = _path(file)
    setup(data.expanduser().resolve())
    from ringfence_server.backups.work import back_up

    began = time.monotonic()
    with backup_errors(), bar() as progress:
        manifest = back_up(path, progress)
    size = path.stat().st_size
    if as_json:
        typer.echo(json.dumps({"file": str(path), "bytes": size, **asdict(manifest)}, indent=2))
        return
    tables = sum(content.rows > 0 for content in manifest.tables.values())
    out.print(f"{path}: {manifest.rows:,} rows of {tables} tables, {size:,} bytes.", markup=False, soft_wrap=True)
    out.print(f"Made in {time.monotonic() - began:.1f} seconds and read back.", style="dim", markup=False)


def _path(file: Path | None) -> Path:
    path = (file or Path()).expanduser().absolute()
    return path / f"ringfence-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip" if path.is_dir() else path
