"""Why a user can or cannot reach a row: each lock is asked, and says what it decides and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from ringfence.ownership.registry import policy_of
from ringfence.ownership.scope import acting_as, maintenance


@dataclass(frozen=True, slots=True)
class Answer:
    """What one lock says of one row, and why."""

    lock: str
    reads: bool
    writes: bool
    because: str


def explain_access(user_id: int, model: type[Model], pk: int) -> list[Answer]:
    """Ask the account, the policy, the query and the database about ``user_id`` and the row ``pk``, in this order.

    The user reaches the row when every answer says yes. Empty when there is no such row, or no such user.
    Looks at everybody's rows, so it is for operators only.
    """
    with maintenance("explain-access"):
        row = model._base_manager.filter(pk=pk).first()
        user = get_user_model()._default_manager.filter(pk=user_id).first()
    if row is None or user is None:
        return []
    return list(_answers(user, row))


def _answers(user: Any, row: Any) -> Iterator[Answer]:
    model, policy = type(row), policy_of(type(row))
    yield Answer(
        "account",
        user.is_active,
        user.is_active,
        "active, so that a session of it opens the API" if user.is_active else "deactivated: no session of it is live",
    )
    own = row.owner_id == user.pk
    whose = "the row is the user's own" if own else f"the row is user {row.owner_id}'s"
    yield Answer("policy", own or policy.readers == "everyone", own, f"{type(policy).__name__}: {whose}")
    with acting_as(user.pk):
        found = model._base_manager.filter(pk=row.pk)
        reads, writes = found.exists(), found.writable().exists()
    yield Answer("query", reads, writes, "the manager's predicate, as every queryset has it")
    yield _database(user, row)


def _database(user: Any, row: Any) -> Answer:
    """What raw SQL would reach; on PostgreSQL FOR UPDATE asks the policies of a write without one."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        return Answer("database", True, True, "SQLite has no row-level security: this lock is PostgreSQL's")
    quote = connection.ops.quote_name
    statement = f"SELECT FROM {quote(row._meta.db_table)} WHERE {quote(row._meta.pk.column)} = %s"
    with acting_as(user.pk), connection.cursor() as cursor:
        cursor.execute(statement, [row.pk])
        reads = cursor.fetchone()
        cursor.execute(f"{statement} FOR UPDATE", [row.pk])
        writes = cursor.fetchone()
        cursor.execute("SELECT session_user")
        role = cursor.fetchone()[0]
    because = f'row-level security, asked by raw SQL as role "{role}"'
    return Answer("database", reads is not None, writes is not None, because)
