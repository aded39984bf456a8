"""``ringfence doctor``: the common misconfigurations, each with its fix."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ringfence_server.cli import options
from ringfence_server.cli.bars import bar
from ringfence_server.cli.bootstrap import SetupFailed, load
from ringfence_server.cli.console import fail, out

if TYPE_CHECKING:
    from ringfence_server.backups.progress import Progress
    from ringfence_server.doctor import Finding


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 for warnings too.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Look for the common mistakes in settings, database and machine, and say what puts each right.

    Changes nothing. Run it as the account and with the variables of the server.
    """
    with bar() as progress:
        findings = list(_findings(data.expanduser().resolve(), progress))
    errors = sum(finding.level == "error" for finding in findings)
    if as_json:
        typer.echo(json.dumps({"errors": errors, "findings": [asdict(finding) for finding in findings]}, indent=2))
    else:
        _print(findings, errors)
    if errors or (strict and findings):
        raise typer.Exit(1)


def _findings(data: Path, progress: Progress) -> Iterator[Finding]:
    from ringfence_server.doctor import error

    try:
        load(data)
    except SetupFailed as refused:
        yield error(f"The server does not start. {refused}", "Each sentence names its own.")
        return
    from django.db import Error

    from ringfence_server.doctor import configuration, database, machine

    checks = (*configuration.CHECKS, *machine.CHECKS, *database.CHECKS)
    progress.begin("Looking", len(checks))
    for check in checks:
        try:
            yield from check()
        except Error as refused:
            reason = str(refused).strip().splitlines() or [type(refused).__name__]
            yield error(f"The database cannot be used: {reason[0]}", "Start it, or correct RINGFENCE_DATABASE_URL.")
            # Every check after this one would say the same.
            return
        progress.advance(1)


def _print(findings: list[Finding], errors: int) -> None:
    for finding in findings:
        style = "bold red" if finding.level == "error" else "yellow"
        out.print(finding.level.upper(), style=style, end=" ")
        out.print(finding.what, markup=False, soft_wrap=True)
        out.print(f"  Fix: {finding.fix}", markup=False, soft_wrap=True, style="dim")
    if errors:
        fail(f"{errors} found that must not stay.")
    out.print("Nothing is wrong." if not findings else "Nothing is wrong that must not stay.", style="green")
