"""How long a connection waits for PostgreSQL: ``STATEMENT_SECONDS`` beside its ``OPTIONS`` in ``DATABASES``.

PostgreSQL itself ends a statement that takes longer, waiting for a lock included. A database that says nothing at all
(its processes stand still, the network swallows what is sent) ends nothing: there the connection is given up a little
later, with an ``OperationalError`` as for every other outage.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Generator
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

NAME = "STATEMENT_SECONDS"
# PostgreSQL has the first word: what it cancels leaves the connection as it was.
GRACE_SECONDS = 2


def silence(connection: BaseDatabaseWrapper) -> float | None:
    """After how many seconds without a word the connection is given up; None for never."""
    seconds = connection.settings_dict.get(NAME)
    return float(seconds) + GRACE_SECONDS if seconds and connection.vendor == "postgresql" else None


def bound(connection: BaseDatabaseWrapper) -> None:
    """Bound every statement of a connection that was just made, if its settings say so."""
    limit = silence(connection)
    if limit is None:
        return
    link: Any = connection.connection
    milliseconds = int(1000 * float(connection.settings_dict[NAME]))
    link.execute("SELECT set_config('statement_timeout', %s, false)", [str(milliseconds)])
    wait, itself = type(link).wait, weakref.ref(link)

    def patient(steps: Any, *args: Any, **options: Any) -> Any:
        this = itself()
        return wait(this, _until(this, steps, limit), *args, **options)

    # A class of its own would be the plainer way, but Django's backend takes psycopg's.
    link.wait = patient


def _until(link: Any, steps: Any, seconds: float) -> Generator[Any, Any, Any]:
    """The same steps, which break off when nothing has come for so long. Raises ``psycopg.OperationalError``."""
    heard = time.monotonic()
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > seconds:
                link.pgconn.finish()
                raise psycopg.OperationalError(f"the database has said nothing for {seconds:g} seconds")
            wanted = steps.send(ready)
    except StopIteration as done:
        return done.value
