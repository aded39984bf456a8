"""The command ``ringfence``: each command is a module of this package.

A module here imports nothing of Django at its top: the settings may be read only after ``ringfence up``
has made the secrets that they want, and ``ringfence --help`` has no use for them.
"""

from __future__ import annotations

from importlib import import_module, metadata
from typing import Annotated

import typer

COMMANDS = (
    "up",
    "superuser",
    "demo",
    "audit",
    "explain_access",
    "roles",
    "purge",
    "backup",
    "restore",
    "move",
    "doctor",
)

app = typer.Typer(
    name="ringfence",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ringfence {metadata.version('ringfence')}")
        raise typer.Exit


@app.callback()
def ringfence(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """JSON APIs in which every row has an owner and nobody else can reach it."""


for _module in COMMANDS:
    import_module(f"{__name__}.{_module}").register(app)
