"""``ringfence superuser``: a fresh one-time link, or a superuser at once."""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer

from ringfence_server.cli import options
from ringfence_server.cli.address import CannotListen, resolve
from ringfence_server.cli.bootstrap import answered_origin, database_errors, setup
from ringfence_server.cli.console import err, fail, out

_FROM_ENVIRONMENT = "RINGFENCE_SUPERUSER_PASSWORD"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("superuser")(superuser)


def superuser(
    link: Annotated[
        bool, typer.Option("--link", help="Print a fresh one-time link (what happens without options).")
    ] = False,
    username: Annotated[str | None, typer.Option(help="Make a superuser of this name now.")] = None,
    email: Annotated[str | None, typer.Option(help="Its e-mail address, if it has one.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the link, or the name, as JSON.")] = False,
    host: options.Host = options.HOST,
    port: options.Port = options.PORT,
    data: options.Data = options.DATA,
) -> None:
    """Print a one-time link that makes the first superuser, or make one directly.

    With --username the password is asked for, or read from RINGFENCE_SUPERUSER_PASSWORD.
    """
    if username is not None and link:
        fail("--link and --username exclude each other.", code=2)
    if username is None and email is not None:
        fail("--email wants --username.", code=2)
    setup(data.expanduser().resolve())
    with database_errors():
        if username is None:
            said = {"link": _link(host, port)}
            line = said["link"]
        else:
            _make(username, email)
            said, line = {"username": username}, f"Superuser {username} is made."
    if as_json:
        typer.echo(json.dumps(said))
    else:
        out.print(line, markup=False, soft_wrap=True)


def _link(host: str, port: int) -> str:
    from ringfence_server.first_superuser import setup_path

    path = setup_path()
    if path is None:
        fail("There is a superuser already; --username makes another.")
    try:
        origin = answered_origin(resolve(host, port))
    except CannotListen as error:
        fail(str(error))
    return f"{origin}{path}"


def _make(username: str, email: str | None) -> None:
    from django.core.exceptions import ValidationError

    from ringfence_server.first_superuser import create_superuser

    password = os.environ.get(_FROM_ENVIRONMENT)
    if password is None:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        create_superuser(username, email, password)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            for message in messages:
                err.print(f"{field}: {message}", markup=False, soft_wrap=True)
        fail("No superuser was made.")
