"""``ringfence demo``: an account full of believable rows, to look around in."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from ringfence_server.cli import options
from ringfence_server.cli.address import CannotListen, resolve
from ringfence_server.cli.bootstrap import answered_origin, database_errors, setup
from ringfence_server.cli.console import fail, out


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("demo")(demo)


def demo(
    user: Annotated[str | None, typer.Option("--user", help="Fill this account, which is there already.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Fill it although it has rows.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the log-in and the numbers of rows as JSON.")] = False,
    host: options.Host = options.HOST,
    port: options.Port = options.PORT,
    data: options.Data = options.DATA,
) -> None:
    """Fill an account with believable rows in all apps, and print how to log in.

    Without --user it is a new account named demo with a random password.
    """
    setup(data.expanduser().resolve())
    from ringfence_server.demo.fill import Filled, Refused, fill

    filled: Filled
    with database_errors():
        try:
            filled = fill(user, again=again)
        except Refused as error:
            fail(str(error))
    try:
        origin = answered_origin(resolve(host, port))
    except CannotListen as error:
        fail(str(error))
    if as_json:
        typer.echo(json.dumps({**asdict(filled), "app": f"{origin}/", "api": f"{origin}/api/docs/"}))
        return
    counts = ", ".join(f"{number} {name}" for name, number in filled.counts.items())
    lines = [f"Filled {filled.username}: {counts}."]
    if filled.password is not None:
        lines.append(f"Log in as {filled.username} with the password {filled.password}")
    lines.append(f"App {origin}/app/ · API {origin}/api/docs/")
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)
