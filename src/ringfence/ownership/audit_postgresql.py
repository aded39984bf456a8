"""The audit's questions to PostgreSQL's catalog about each guarded table: its policies, its rules, its rights.

A hole says what closes it; the statements in it are to be run by the role that owns the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from ringfence.ownership.audit_rights import Roles, quoted
from ringfence.ownership.constraints import OwnerKey, OwnerPolicy, RelationKey
from ringfence.ownership.policies import Rule
from ringfence.ownership.registry import owner_policy
from ringfence.ownership.roles import SCHEMA

EVERYBODY = "public"

# Rights that reach rows, or learn of them, past every policy.
_UNBOUND_RIGHTS = ("TRUNCATE", "REFERENCES", "TRIGGER")

_UNLESS_MIGRATED = "migrate, or where nothing is left to apply, run"


class Entry(Protocol):
    """What is said of one model."""

    table: str
    enforced: list[str]
    holes: list[str]


def inspect_model(cursor: CursorWrapper, model: type[Model], roles: Roles, entry: Entry) -> None:
    """Say in ``entry`` what the table of ``model``, which exists, enforces and what it does not."""
    constraint = owner_policy(model)
    assert constraint is not None
    _row_security(cursor, entry)
    _policies(cursor, _expected(model, constraint, roles), roles, entry)
    _rules(cursor, model, entry)
    entry.holes += _rights(cursor, roles.server, entry.table)


def _row_security(cursor: CursorWrapper, entry: Entry) -> None:
    cursor.execute(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = to_regclass(%s)", [_full(entry.table)]
    )
    enabled, forced = cursor.fetchone()
    missing = [word for word, there in (("ENABLE", enabled), ("FORCE", forced)) if not there]
    if not missing:
        entry.enforced.append("row-level security, forced")
        return
    said = "not enabled" if not enabled else "not forced, so that it does not bind the tables' owner"
    actions = ", ".join(f"{word} ROW LEVEL SECURITY" for word in missing)
    entry.holes.append(f"Row-level security is {said}: {_UNLESS_MIGRATED} ALTER TABLE {quoted(entry.table)} {actions}.")


def _expected(model: Any, constraint: OwnerPolicy, roles: Roles) -> list[tuple[Rule, str]]:
    """The policies that the table must have, each with the role that it is for."""
    column = quoted(model._meta.get_field(constraint.owner).column)
    expected = [(rule, EVERYBODY) for rule in constraint.rules(column)]
    if roles.migrations and roles.migrations != roles.server:
        expected.append((constraint.migrations_rule, roles.migrations))
    if roles.maintenance:
        expected.append((constraint.maintenance_rule, roles.maintenance))
    return expected


def _policies(cursor: CursorWrapper, expected: list[tuple[Rule, str]], roles: Roles, entry: Entry) -> None:
    """Every policy is there as ownership makes it, and no other lets the server's role at rows."""
    cursor.execute(
        "SELECT policyname, permissive = 'PERMISSIVE', roles::text[], cmd, qual, with_check FROM pg_policies "
        "WHERE schemaname = %s AND tablename = %s ORDER BY policyname",
        [SCHEMA, entry.table],
    )
    found = {name: rest for name, *rest in cursor.fetchall()}
    table = quoted(entry.table)
    for rule, role in expected:
        make = rule.sql(table, "PUBLIC" if role == EVERYBODY else quoted(role))
        policy = found.pop(rule.name, None)
        if policy is None:
            entry.holes.append(f"The policy {rule.name} is missing: {_UNLESS_MIGRATED} {make}.")
            continue
        permissive, whom, command, using, check = policy
        there = (permissive, whom, command, _normal(using), _normal(check))
        if there != (True, [role], rule.command, _normal(rule.using), _normal(rule.check)):
            entry.holes.append(
                f"The policy {rule.name} was changed: run DROP POLICY {quoted(rule.name)} ON {table}; {make}."
            )
        elif role == EVERYBODY:
            entry.enforced.append(f"policy {rule.name}")
    for name, (permissive, whom, *_) in found.items():
        opened = [role for role in (EVERYBODY, roles.server) if role in whom]
        if permissive and opened:
            drop = f"DROP POLICY {quoted(name)} ON {table}"
            entry.holes.append(f"The policy {name} lets {opened[0]} at rows beyond ownership: run {drop}.")


def _rules(cursor: CursorWrapper, model: type[Model], entry: Entry) -> None:
    """``OwnerKey`` and the keys of relations, by what they are and not by their names alone."""
    cursor.execute(
        # A foreign key is kept by triggers, which a superuser can switch off.
        "SELECT c.conname, pg_get_constraintdef(c.oid), NOT EXISTS "
        "(SELECT FROM pg_trigger t WHERE t.tgconstraint = c.oid AND t.tgenabled = 'D') "
        "FROM pg_constraint c WHERE c.conrelid = to_regclass(%s)",
        [_full(entry.table)],
    )
    rows = cursor.fetchall()
    enforced = {_normal(definition) for _, definition, holds in rows if holds}
    for what, name, definition in _wanted_rules(model):
        table, add = quoted(entry.table), f"ADD CONSTRAINT {quoted(name)} {definition}"
        if _normal(definition) in enforced:
            entry.enforced.append(what)
        elif name in (present for present, *_ in rows):
            drop = f"DROP CONSTRAINT {quoted(name)} CASCADE"
            entry.holes.append(f"{what} was changed: run ALTER TABLE {table} {drop}, {add}.")
        else:
            entry.holes.append(f"{what} is missing: {_UNLESS_MIGRATED} ALTER TABLE {table} {add}.")


def _wanted_rules(model: Any) -> Iterator[tuple[str, str, str]]:
    """Each rule in words, its name, and its definition as SQL."""
    editor: Any = connections[DEFAULT_DB_ALIAS].schema_editor()
    for rule in model._meta.constraints:
        if isinstance(rule, OwnerKey):
            columns = ", ".join(quoted(model._meta.get_field(field).column) for field in rule.fields)
            yield "UNIQUE (owner, id)", rule.name, f"UNIQUE ({columns})"
        elif isinstance(rule, RelationKey):
            _, _, definition = str(rule.clause(model, editor)).partition(f"CONSTRAINT {quoted(rule.name)} ")
            yield f"{type(rule).__name__}({rule.field})", rule.name, definition


def _rights(cursor: CursorWrapper, server: str, table: str) -> list[str]:
    cursor.execute(
        "SELECT r FROM unnest(%s::text[]) r WHERE has_table_privilege(%s, to_regclass(%s), r)",
        [list(_UNBOUND_RIGHTS), server, _full(table)],
    )
    rights = ", ".join(right for (right,) in cursor.fetchall())
    fix = f"run REVOKE {rights} ON {quoted(table)} FROM PUBLIC, {quoted(server)}"
    return [f'"{server}" has a right to {rights}, which no policy holds back: {fix}.'] if rights else []


def _full(table: str) -> str:
    return f"{quoted(SCHEMA)}.{quoted(table)}"


def _normal(expression: str | None) -> str | None:
    """SQL without what PostgreSQL adds or leaves out when it prints it: brackets, spaces, quotes, casts, an alias."""
    if expression is None:
        return None
    text = expression.lower().replace('"', "")
    for added in ("::text", " as nullif"):
        text = text.replace(added, "")
    return "".join(c for c in text if c not in "() \n")
