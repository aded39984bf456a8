"""``ringfence purge``: deletes for good what is kept for a time that is over."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated

import typer

from ringfence_server.cli import options
from ringfence_server.cli.bars import bar
from ringfence_server.cli.bootstrap import database_errors, setup
from ringfence_server.cli.console import out


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command("purge")(purge)


def purge(
    as_json: Annotated[bool, typer.Option("--json", help="Print how many as JSON.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Delete for good what is kept for a time that is over.

    Closed accounts with everything that belongs to them, old trash, idempotency keys, sessions and personal tokens that
    ended, old lines of the trail, log-ins of the admin site, counters of throttles. Meant to be run once a day.
    """
    setup(data.expanduser().resolve())
    deleted: dict[str, int] = {}
    with database_errors(), bar() as progress:
        for (one, many), job in _jobs():
            progress.begin(f"Deleting {many}", 1)
            number = deleted[many] = job()
            if not as_json:
                out.print(f"{number} {one if number == 1 else many} deleted.", markup=False)
    if as_json:
        typer.echo(json.dumps({name.replace(" ", "_").replace("-", "_"): number for name, number in deleted.items()}))


def _jobs() -> list[tuple[tuple[str, str], Callable[[], int]]]:
    from ringfence.accounts import purging
    from ringfence.accounts.account import purge_closed_accounts
    from ringfence.api import idempotency, trash

    return [
        (("account", "accounts"), purge_closed_accounts),
        (("row of the trash", "rows of the trash"), trash.purge),
        (("idempotency key", "idempotency keys"), idempotency.purge),
        (("ended session", "ended sessions"), purging.purge_sessions),
        (("ended personal token", "ended personal tokens"), purging.purge_personal_tokens),
        (("line of activity", "lines of activity"), purging.purge_activity),
        (("log-in of the admin site", "log-ins of the admin site"), _purge_admin_log_ins),
        (("counter", "counters"), purging.purge_counters),
    ]


def _purge_admin_log_ins() -> int:
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from ringfence.ownership.scope import maintenance

    with maintenance("purge of expired log-ins of the admin site"):
        return int(Session.objects.filter(expire_date__lt=timezone.now()).delete()[0])
