"""How every command speaks: answers on standard output, troubles as one sentence on standard error."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console
from rich.table import Table

out = Console(highlight=False)
err = Console(highlight=False, stderr=True)
_wide = Console(highlight=False, width=1000)


def show(table: Table) -> None:
    """Print a table: as wide as the terminal, and whole where no terminal reads it."""
    (out if out.is_terminal else _wide).print(table)


def fail(sentence: str, code: int = 1) -> NoReturn:
    """Say what is wrong and stop the command with ``code``."""
    err.print("Error:", style="bold red", end=" ")
    err.print(sentence, markup=False, soft_wrap=True)
    raise typer.Exit(code)
