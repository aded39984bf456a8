"""The check of the session and the statement on SQLite, over Django's own connection of this thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.utils import timezone

from ringfence.accounts import gateway
from ringfence.lane.statements import SQL, Slot, Statement, trace
from ringfence.ownership.scope import maintenance

Rows = list[tuple[Any, ...]]


class Marked:
    """A statement as SQLite prepares it."""

    def __init__(self, statement: Statement) -> None:
        self.text = statement.marked()
        # What several parameters are made of alike is made once: its place, or None and a constant.
        made: dict[Any, int] = {}
        self._places = [
            (None, example) if binding is None else (made.setdefault(binding, len(made)), None)
            for binding, example in zip(statement.bindings, statement.examples, strict=True)
        ]
        self._bindings = list(made)

    def bind(self, values: Mapping[str, Any]) -> Sequence[Any]:
        """The parameters, as Django adapts them."""
        made = [binding(values) for binding in self._bindings]
        return [constant if place is None else made[place] for place, constant in self._places]


def run(connection: Any, sid: UUID, user_id: int, statement: Marked, values: Mapping[str, Any]) -> Rows | None:
    """The rows of the statement; None where the session is dead or not of ``user_id``.

    Raises what sqlite3 raises.
    """
    connection.ensure_connection()
    if not _lives(connection, sid, user_id):
        return None
    rows: Rows = connection.connection.execute(statement.text, statement.bind(values)).fetchall()
    return rows


def make(
    connection: Any, sid: UUID, user_id: int, insert: Marked, shown: Marked, values: Mapping[str, Any], key: str
) -> Rows | None:
    """The new row as ``shown`` reads it, which gets the key that ``insert`` gives as the value ``key``.

    All in one transaction, the check of the session first: None where that is dead or not of ``user_id``. Raises what
    sqlite3 and Django raise; nothing was written then.
    """
    with transaction.atomic(using=connection.alias):
        if not _lives(connection, sid, user_id):
            return None
        execute = connection.connection.execute
        ((made,),) = execute(insert.text, insert.bind(values)).fetchall()
        rows: Rows = execute(shown.text, shown.bind({**values, key: made})).fetchall()
        if not rows:
            raise sqlite3.DatabaseError("the new row is not its owner's to read")
    return rows


def _lives(connection: Any, sid: UUID, user_id: int) -> bool:
    check = _session_check(connection.alias)
    parameters = check.bind({"sid": sid, "now": timezone.now()})
    found = connection.connection.execute(check.text, parameters).fetchone()
    return found is not None and found[0] == user_id


@lru_cache(maxsize=8)
def _session_check(alias: str) -> Marked:
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
    return Marked(trace(build, slots))
