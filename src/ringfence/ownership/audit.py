"""What the live database really enforces, asked of its catalog: the audit's second half after the checks.

A migration that was faked, a policy that was dropped by hand or a role that was given too much is
invisible to Django's checks; here each is a hole, with what closes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from ringfence.ownership.audit_postgresql import inspect_model
from ringfence.ownership.audit_rights import find_roles, right_holes
from ringfence.ownership.constraints import OwnerKey, RelationKey
from ringfence.ownership.registry import guarded_models, owner_policy

# The table that it points at, what a deletion there does, and its columns with those that they point at.
ForeignKey = tuple[str, str, tuple[tuple[str, str], ...]]

NO_POLICIES = (
    "SQLite has no row-level security: what holds here is the query, the serializer and SameOwner. "
    "On PostgreSQL the database itself would refuse other owners' rows too."
)


@dataclass
class ModelReport:
    """One guarded model: its policy, what the database enforces of it, and the holes found."""

    model: str
    policy: str
    table: str
    enforced: list[str] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)


@dataclass
class DatabaseReport:
    """The database as the server's role sees it: ``holes`` are about the role, its rights and the settings."""

    vendor: str
    role: str
    models: list[ModelReport] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def audit_database() -> DatabaseReport:
    """Ask the ``default`` database what it enforces. Raises what the database raises when it is out of reach."""
    connection = connections[DEFAULT_DB_ALIAS]
    report = DatabaseReport(connection.vendor, "")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            roles = find_roles(cursor)
            report.role = roles.server
            report.holes += right_holes(cursor, roles)
        else:
            report.remarks.append(NO_POLICIES)
            report.holes += _sqlite_settings(cursor)
        tables = set(connection.introspection.table_names(cursor))
        for model in guarded_models():
            entry = ModelReport(model._meta.label, _policy_name(model), model._meta.db_table)
            if entry.table not in tables:
                entry.holes.append(f"The table {entry.table} is missing: migrate.")
            elif connection.vendor == "postgresql":
                inspect_model(cursor, model, roles, entry)
            else:
                _inspect_on_sqlite(cursor, model, entry)
            report.models.append(entry)
    return report


def _policy_name(model: Any) -> str:
    constraint = owner_policy(model)
    return type(constraint.policy).__name__ if constraint else ""


def _sqlite_settings(cursor: CursorWrapper) -> list[str]:
    cursor.execute("PRAGMA foreign_keys")
    if cursor.fetchone() == (1,):
        return []
    return ["Foreign keys are off: take PRAGMA foreign_keys out of the settings (Django turns it on)."]


def _inspect_on_sqlite(cursor: CursorWrapper, model: type[Model], entry: ModelReport) -> None:
    """The rules that SQLite keeps, by what they are and not by their names."""
    keys, foreign_keys = _unique_keys(cursor, entry.table), _foreign_keys(cursor, entry.table)
    for rule in model._meta.constraints:
        if isinstance(rule, OwnerKey):
            _settle(entry, "UNIQUE (owner, id)", rule.name, _columns(model, rule.fields) in keys)
        elif isinstance(rule, RelationKey):
            relation: Any = model._meta.get_field(rule.field)
            wanted = (relation.remote_field.model._meta.db_table, rule.on_delete, tuple(rule.columns(model)))
            _settle(entry, f"{type(rule).__name__}({rule.field})", rule.name, wanted in foreign_keys)


def _settle(entry: ModelReport, what: str, name: str, there: bool) -> None:
    if there:
        entry.enforced.append(what)
    else:
        entry.holes.append(
            f"{what} is missing: migrate, or where nothing is left to apply, remove and add {name} by a migration."
        )


def _columns(model: Any, names: Any) -> tuple[str, ...]:
    return tuple(model._meta.get_field(name).column for name in names)


def _unique_keys(cursor: CursorWrapper, table: str) -> set[tuple[str, ...]]:
    cursor.execute(
        "SELECT l.name, i.name FROM pragma_index_list(%s) l, pragma_index_info(l.name) i "
        'WHERE l."unique" AND NOT l.partial ORDER BY l.name, i.seqno',
        [table],
    )
    keys: dict[str, tuple[str, ...]] = {}
    for index, column in cursor.fetchall():
        keys[index] = (*keys.get(index, ()), column)
    return set(keys.values())


def _foreign_keys(cursor: CursorWrapper, table: str) -> set[ForeignKey]:
    """Each foreign key: its target, what a deletion does, and its columns with those that they point at."""
    cursor.execute(
        'SELECT id, "table", on_delete, "from", "to" FROM pragma_foreign_key_list(%s) ORDER BY id, seq', [table]
    )
    keys: dict[int, ForeignKey] = {}
    for number, target, action, column, points_at in cursor.fetchall():
        pairs = keys[number][2] if number in keys else ()
        keys[number] = (target, action, (*pairs, (column, points_at)))
    return set(keys.values())
