"""Who is acting right now: the one context variable that every query of an owned model asks.

There are three scopes: :func:`acting_as` a user, :func:`acting_as_anyone` (a public page) and
:func:`maintenance` (the admin site, a migration, a command). No scope at all is an error, never
"everything". On PostgreSQL the scope is also told to the database, transaction by transaction, so that
row-level security decides the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

MAINTENANCE_ALIAS = "admin"
MIGRATION_ALIAS = "owner"
OWNER_SETTING = "ringfence.owner"


class NoOwnerInScope(RuntimeError):
    """An owned model was touched while nobody acts."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody acts: an owned model can only be used inside acting_as(user), acting_as_anyone() "
            "or maintenance(reason)."
        )


class NotYours(RuntimeError):
    """A row was about to be written for somebody other than the acting owner."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who acts: ``owner_id`` is set for the kind "owner" only, ``reason`` for "maintenance" only."""

    kind: Literal["owner", "anyone", "maintenance"]
    owner_id: int | None = None
    reason: str = ""


_scope: ContextVar[Scope | None] = ContextVar("ringfence_scope", default=None)


def current_scope() -> Scope:
    """Return the acting scope; raise :class:`NoOwnerInScope` when there is none."""
    scope = _scope.get()
    if scope is None:
        raise NoOwnerInScope
    return scope


def scope_or_none() -> Scope | None:
    """The acting scope, None when there is none: for what goes by either, never for what reads rows."""
    return _scope.get()


@contextmanager
def acting_as(user: Any) -> Iterator[Scope]:
    """Act as ``user`` (a user instance or its integer id) inside the block.

    On PostgreSQL the block is one transaction (a savepoint when nested), because the owner is told to
    the database for the length of a transaction only. Raises ``ValueError`` for an anonymous user.
    """
    scope = owner_scope(user)
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        with _entered(scope):
            yield scope
        return
    with owner_transaction():
        tell_database(connection, scope)
        with _entered(scope):
            yield scope


@contextmanager
def entered(scope: Scope, *, told: bool = False) -> Iterator[Scope]:
    """Enter ``scope`` inside an :func:`owner_transaction` that is open already, as a request's view has it.

    ``told`` says that the database knows the owner, from the statement that checked the session. Saying so
    wrongly reaches no row: the database goes by its own setting.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql" and not told:
        tell_database(connection, scope)
    with _entered(scope):
        yield scope


@contextmanager
def acting_as_anyone() -> Iterator[Scope]:
    """Act as a visitor: published rows can be read, private ones are not there, nothing can be written."""
    scope = Scope("anyone")
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with owner_transaction():
            tell_database(connection, scope)
            with _entered(scope):
                yield scope
        return
    with _entered(scope):
        yield scope


@contextmanager
def maintenance(reason: str) -> Iterator[Scope]:
    """Reach the rows of every owner, for a stated ``reason`` (the admin site, a purge, a repair).

    On PostgreSQL queries go to the ``admin`` alias, whose role has policies of its own; without that
    alias ``ImproperlyConfigured`` is raised, since the server's role would see nothing. Raises
    ``ValueError`` for an empty reason.
    """
    if not reason.strip():
        raise ValueError("maintenance() wants a reason: it is what the log will say.")
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql" and MAINTENANCE_ALIAS not in connections.settings:
        raise ImproperlyConfigured(f'maintenance() needs a DATABASES["{MAINTENANCE_ALIAS}"] with a role of its own.')
    with _entered(Scope("maintenance", reason=reason)) as scope:
        yield scope


@contextmanager
def building_for(owner_id: int) -> Iterator[Scope]:
    """Make statements as ``owner_id`` would send them, and send none: whatever touches the database raises.

    ``AssertionError`` then, since code that reads rows while a statement is made is no code of a plan.
    """

    def refuse(*_: Any) -> Any:
        raise AssertionError("A statement was sent where one was only to be made.")

    with connections[DEFAULT_DB_ALIAS].execute_wrapper(refuse), _entered(Scope("owner", owner_id=owner_id)) as scope:
        yield scope


@contextmanager
def owner_transaction(using: str = DEFAULT_DB_ALIAS) -> Iterator[BaseDatabaseWrapper]:
    """One transaction that an owner setting made inside it cannot outlive, not even when it is nested.

    PostgreSQL itself forgets a transaction-local setting at the end of a transaction and at a rollback to a
    savepoint; only a *released* savepoint leaves it in place, and that case is put right here.
    """
    outer = _scope.get()
    connection = connections[using]
    with transaction.atomic(using=using):
        yield connection
    if connection.vendor == "postgresql" and connection.in_atomic_block and not connection.needs_rollback:
        tell_database(connection, outer)


def tell_database(connection: BaseDatabaseWrapper, scope: Scope | None) -> None:
    """Set the owner on ``connection`` for the rest of its transaction; nobody when ``scope`` has no owner."""
    owner = "" if scope is None or scope.owner_id is None else str(scope.owner_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [OWNER_SETTING, owner])


def owner_scope(user: Any) -> Scope:
    """The scope of ``user``, an instance or an integer id. Raises ``ValueError`` for anything else."""
    owner_id = getattr(user, "pk", user)
    if isinstance(owner_id, bool) or not isinstance(owner_id, int):
        raise ValueError(f"acting_as() wants a saved user or an integer id, not {user!r}.")
    return Scope("owner", owner_id=owner_id)


@contextmanager
def _entered(scope: Scope) -> Iterator[Scope]:
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)
