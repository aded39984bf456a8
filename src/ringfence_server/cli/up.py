"""``ringfence up``: from nothing to a server that answers, and everything stopped by one Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ringfence_server import secrets
from ringfence_server.cli import options
from ringfence_server.cli.address import Address, CannotListen, bracketed, reserve
from ringfence_server.cli.bootstrap import answered_origin, database_errors, production_is_asked, setup
from ringfence_server.cli.console import err, fail, out

MOST_WORKERS = 64
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("up")(up)


def up(
    host: options.Host = options.HOST,
    port: options.Port = options.PORT,
    data: options.Data = options.DATA,
    workers: Annotated[
        int | None,
        typer.Option(
            envvar="RINGFENCE_WORKERS",
            min=1,
            max=MOST_WORKERS,
            show_default="one for each core, two at most outside of production",
            help="Processes that serve.",
        ),
    ] = None,
) -> None:
    """Prepare what is missing (folder, secrets, database), print the addresses and serve until Ctrl-C."""
    signal.signal(signal.SIGTERM, _interrupt)
    # Everything that is made from here on, the database file too, is this account's alone.
    os.umask(0o077)
    try:
        _up(host, port, data.expanduser().resolve(), workers or default_workers())
    except KeyboardInterrupt:
        out.print("Stopped.")


def _up(host: str, port: int, data: Path, workers: int) -> None:
    try:
        address, holder = reserve(host, port)
    except CannotListen as error:
        fail(str(error))
    with holder:
        try:
            secrets.ensure(data, () if production_is_asked() else secrets.NAMES)
        except OSError as error:
            fail(f"The data folder {data} cannot be used: {error.strerror}. RINGFENCE_DATA names another one.")
        _allow_names(address)
        setup(data)
        with database_errors():
            _prepare_and_greet(address, data)

    from ringfence_server.cli.serve import serve

    serve(address, workers, grace=20 if production_is_asked() else 1)
    out.print("Stopped.")


def _allow_names(address: Address) -> None:
    """Let the server answer under the names that are printed, and link to the best, unless the environment says it.

    In production the environment has to say it: a proxy's names are not those of this machine.
    """
    if production_is_asked():
        return
    names = dict.fromkeys([*address.names(), *_LOCAL_NAMES])
    os.environ.setdefault("RINGFENCE_ALLOWED_HOSTS", ",".join(map(bracketed, names)))
    os.environ.setdefault("RINGFENCE_PUBLIC_URL", address.origin(address.names()[0]))


def _prepare_and_greet(address: Address, data: Path) -> None:
    from ringfence_server.cli.database import prepare
    from ringfence_server.first_superuser import MAX_AGE, setup_path

    prepare(data)
    origin = answered_origin(address)
    out.print(
        Panel.fit(_addresses(origin, data), title="[bold]Ringfence[/] is up", border_style="cyan", padding=(1, 2))
    )
    if production_is_asked() and not out.is_terminal:
        # What is printed is kept there: a link that makes a superuser does not belong in it.
        out.print("`ringfence superuser` prints a link for the first superuser, or makes one.", style="dim")
    elif path := setup_path():
        minutes = int(MAX_AGE.total_seconds() // 60)
        out.print(f"Make the first superuser (one use, good for {minutes} minutes):")
        # On a line of its own, never wrapped: it is to be copied.
        out.print(f"  {origin}{path}", style="bold green", markup=False, soft_wrap=True)
    if not address.is_loopback:
        err.print(
            "Warning: others can reach this server, and plain HTTP shows them passwords and tokens. "
            "Put a proxy that speaks HTTPS in front of it.",
            style="yellow",
        )
    out.print("Ctrl-C stops it.", style="dim")
    from django.db import connections

    # The workers are forked from this process: a connection must not be shared.
    connections.close_all()


def _addresses(origin: str, data: Path) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in [
        ("App", f"{origin}/app/"),
        ("Conduit", f"{origin}/"),
        ("Start page", f"{origin}/start/"),
        ("API docs", f"{origin}/api/docs/"),
        ("Admin", f"{origin}/admin/"),
        ("Data", str(data)),
    ]:
        table.add_row(name, Text(value))
    return table


def default_workers() -> int:
    """One for each core; two at most where nobody has said that this is production."""
    return min(MOST_WORKERS if production_is_asked() else 2, _cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
