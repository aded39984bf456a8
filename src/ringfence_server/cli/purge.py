"""``ringfence purge``: deletes for good what is kept for a time that is over."""

from __future__ import annotations

import typer

from ringfence_server.cli import options
from ringfence_server.cli.bootstrap import database_errors, setup
from ringfence_server.cli.console import out


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("purge")(purge)


def purge(data: options.Data = options.DATA) -> None:
    """Delete for good what is kept for a time that is over: closed accounts, old trash, old idempotency keys.

    Accounts go with everything that belongs to them, once their grace time is over. Meant to be run once a day; does
    nothing when nothing is due.
    """
    setup(data.expanduser().resolve())
    from ringfence.accounts.account import purge_closed_accounts
    from ringfence.api import idempotency, trash

    with database_errors():
        _say(purge_closed_accounts(), "account", "accounts")
        _say(trash.purge(), "row of the trash", "rows of the trash")
        _say(idempotency.purge(), "idempotency key", "idempotency keys")


def _say(deleted: int, one: str, many: str) -> None:
    out.print(f"{deleted} {one if deleted == 1 else many} deleted.", markup=False)
