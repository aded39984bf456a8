"""The check of the session and the statement on SQLite, over Django's own connection of this thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils import timezone

from ringfence.accounts import gateway
from ringfence.lane.statements import SQL, Slot, Statement, trace
from ringfence.ownership.scope import maintenance


def run(connection: Any, sid: UUID, user_id: int, text: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]] | None:
    """The rows of the statement ``text``; None where the session is dead or not of ``user_id``.

    Raises what sqlite3 raises.
    """
    connection.ensure_connection()
    check, marked = _session_check(connection.alias)
    execute = connection.connection.execute
    found = execute(marked, check.bind({"sid": sid, "now": timezone.now()})).fetchone()
    if found is None or found[0] != user_id:
        return None
    rows: list[tuple[Any, ...]] = execute(text, parameters).fetchall()
    return rows


@lru_cache(maxsize=8)
def _session_check(alias: str) -> tuple[Statement, str]:
    """The gateway's own question, made once."""
    moments = (timezone.now(), timezone.now() + timedelta(days=1))

    def build(values: Any) -> SQL:
        with maintenance("session check"):
            sql: SQL = gateway.live(values["sid"], values["now"]).values_list("owner_id").query.sql_with_params()
        return sql

    slots = [
        Slot("sid", (UUID(int=1), UUID(int=2)), lambda sid: sid.hex),
        Slot("now", moments, connections[alias].ops.adapt_datetimefield_value),
    ]
    statement = trace(build, slots)
    return statement, statement.marked()
