"""``ringfence purge``: deletes for good the closed accounts whose time is over."""

from __future__ import annotations

import typer

from ringfence_server.cli import options
from ringfence_server.cli.bootstrap import database_errors, setup
from ringfence_server.cli.console import out


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("purge")(purge)


def purge(data: options.Data = options.DATA) -> None:
    """Delete the accounts that their people have closed for deletion, once the grace time is over.

    With everything that belongs to them. Meant to be run once a day; does nothing when nothing is due.
    """
    setup(data.expanduser().resolve())
    from ringfence.accounts.account import purge_closed_accounts

    with database_errors():
        purged = purge_closed_accounts()
    out.print(f"{purged} {'account' if purged == 1 else 'accounts'} deleted.", markup=False)
