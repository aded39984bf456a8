"""``ringfence audit``: whether every lock is closed, in the code and in the live database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from ringfence_server.cli import options
from ringfence_server.cli.bootstrap import database_errors, setup
from ringfence_server.cli.console import fail, out, show

if TYPE_CHECKING:
    from ringfence.api.audit import Audit


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("audit")(audit)


def audit(
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Print every route and model with its policy and what the database enforces; exit 1 on a hole.

    For a project of your own, name its settings in DJANGO_SETTINGS_MODULE.
    """
    setup(data.expanduser().resolve())
    from ringfence.api.audit import audit as run

    with database_errors():
        report = run()
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=2))
    else:
        _print(report)
    if report.holes:
        raise typer.Exit(1)


def _print(report: Audit) -> None:
    routes = _table("Routes", "Route", "Scope", "Reads")
    for route in report.routes:
        if not route.scope.startswith("maintenance"):
            # A route may look like markup: its patterns are regular expressions.
            routes.add_row(escape(route.path), escape(route.scope), escape(route.reads))
    show(routes)
    models = _table("\nModels", "Model", "Policy", "Enforced by the database")
    for entry in report.database.models:
        models.add_row(entry.model, entry.policy, escape(", ".join(entry.enforced)) or "nothing")
    show(models)
    out.print()
    for remark in report.database.remarks:
        out.print(remark, markup=False, style="dim", soft_wrap=True)
    for hole in report.holes:
        out.print(f"HOLE  {hole}", markup=False, style="bold red", soft_wrap=True)
    if report.holes:
        fail(f"{len(report.holes)} open.")
    out.print("Every lock is closed.", style="green")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
