"""``ringfence roles``: makes the three PostgreSQL roles and the database, and prints the settings for them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, urlencode

import typer

from ringfence_server.cli.address import bracketed
from ringfence_server.cli.console import fail, out

if TYPE_CHECKING:
    import psycopg

# What of the superuser's address holds for the three roles as well, beside host and port.
_KEPT = ("sslmode", "sslrootcert")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("roles")(roles)


def roles(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            envvar="RINGFENCE_SUPERUSER_DATABASE_URL",
            help="A superuser's address (or that of a role with CREATEROLE and CREATEDB), e.g. postgresql:///postgres.",
        ),
    ],
    database: Annotated[str, typer.Option(help="The database to make or take over.")] = "ringfence",
    prefix: Annotated[str, typer.Option(help="What the names of the roles begin with.")] = "ringfence",
    for_tests: Annotated[
        bool, typer.Option("--for-tests", help="Let the owner create databases, as a project's tests do.")
    ] = False,
) -> None:
    """Make (or repair) the roles PREFIX_owner, PREFIX_server and PREFIX_maintenance and their database.

    Prints the three settings with new passwords. Run again, it sets new passwords.
    """
    import psycopg

    from ringfence.ownership.roles import RoleSpec, create_roles

    owner, server, maintenance = (
        RoleSpec(f"{prefix}_{part}", secrets.token_urlsafe(24), create_databases=for_tests and part == "owner")
        for part in ("owner", "server", "maintenance")
    )
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            done = create_roles(connection, database=database, owner=owner, server=server, maintenance=maintenance)
            place = _place(connection)
    except (psycopg.Error, ValueError) as error:
        # What is wrong with an address is told with the whole address, the password in it.
        fail(f"The roles could not be made: {str(error).replace(url, 'the URL').strip()}")
    for sentence in done:
        out.print(f"# {sentence}", markup=False, soft_wrap=True, style="dim")
    for variable, spec in (
        ("RINGFENCE_DATABASE_URL", server),
        ("RINGFENCE_OWNER_DATABASE_URL", owner),
        ("RINGFENCE_ADMIN_DATABASE_URL", maintenance),
    ):
        address = _address(spec.name, spec.password, database, **place)
        out.print(f"{variable}={address}", markup=False, soft_wrap=True)


def _place(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """Where ``connection`` leads, for others to connect to."""
    given = connection.info.get_parameters()
    kept = {name: given[name] for name in _KEPT if name in given}
    return {"host": connection.info.host, "port": str(connection.info.port), **kept}


def _address(user: str, password: str, database: str, *, host: str, port: str, **options: str) -> str:
    """A connection URI as libpq reads it; a Unix socket's folder is named behind the question mark."""
    account, path = (":".join(quote(part, safe="") for part in (user, password)), quote(database, safe=""))
    if host.startswith("/"):
        options, where = {"host": host, "port": port, **options}, ""
    else:
        where = f"{bracketed(host)}:{port}"
    query = f"?{urlencode(options)}" if options else ""
    return f"postgresql://{account}@{where}/{path}{query}"
