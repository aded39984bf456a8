"""Turns for what only one transaction of an owner may do at a time."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections

from ringfence.ownership.scope import NoOwnerInScope, current_scope


def take_turn(name: str) -> None:
    """Wait until no other transaction of the acting owner holds the turn ``name``; hold it until this one ends.

    On SQLite there is nothing to wait for, since write transactions have turns anyway. Raises ``NoOwnerInScope``.
    """
    owner_id = current_scope().owner_id
    if owner_id is None:
        raise NoOwnerInScope
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [name, owner_id])
