"""What the server's role and the maintenance role may do, as SQL that is run after every migration.

Idempotent: a role that was made after the tables, or a table made by another project's migration, is put
right by the next ``migrate``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from ringfence.ownership.registry import guarded_models, owner_policy
from ringfence.ownership.roles import SCHEMA, grant_statements

# Tables of Django's own that hold the admin site's log-ins and permissions: no request of the API needs them.
PROTECTED = ("sessions.Session", "admin.LogEntry", "auth.Group", "auth.Permission")

_ROLE_POLICIES = """
    SELECT tablename, policyname FROM pg_policies
    WHERE schemaname = %s AND roles = ARRAY[%s]::name[] AND permissive = 'PERMISSIVE' AND cmd = 'ALL'
      AND qual = 'true' AND with_check = 'true'
"""

_server_functions: dict[str, str] = {}


def allow_server(functions: Mapping[str, str]) -> None:
    """Let the server's role execute functions that run with their owner's rights; from ``AppConfig.ready``.

    Takes their bodies by signature, ``{"ringfence_begin(uuid)": "BEGIN … END"}``, as the migration makes them: the
    audit finds any other such function, and these when they were changed.
    """
    _server_functions.update(functions)


def server_functions() -> dict[str, str]:
    """The bodies of all such functions by signature."""
    return dict(_server_functions)


def statements(connection: BaseDatabaseWrapper, *, server: str, maintenance: str) -> list[str]:
    """The statements for what exists now; ``server`` and ``maintenance`` are role names.

    Raises ``ImproperlyConfigured`` when the two are one, which would open every table to the server. To be run in
    one transaction: between a grant and a revoke the protected tables are open.
    """
    if server == maintenance:
        raise ImproperlyConfigured(f'The server and maintenance are the same role "{server}".')
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        cursor.execute(
            "SELECT f FROM unnest(%s::text[]) f WHERE to_regprocedure(f) IS NOT NULL", [[*_server_functions]]
        )
        functions = sorted(name for (name,) in cursor.fetchall())
    quote = connection.ops.quote_name
    return [
        *grant_statements(server, maintenance, sorted(protected_tables() & present)),
        *maintenance_policies(connection, maintenance, present),
        *(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC" for signature in functions),
        *(f"GRANT EXECUTE ON FUNCTION {signature} TO {quote(server)}" for signature in functions),
    ]


def protected_tables() -> set[str]:
    """The tables that the server's role may not touch, many-to-many tables of groups and permissions included."""
    models: list[type[Model]] = [apps.get_model(label) for label in PROTECTED if apps.is_installed(_app_of(label))]
    through: list[Any] = [
        field.remote_field.through
        for model in apps.get_models()
        for field in model._meta.local_many_to_many
        if field.remote_field.model in models
    ]
    return {model._meta.db_table for model in [*models, *through]}


def maintenance_policies(connection: BaseDatabaseWrapper, role: str, present: set[str]) -> list[str]:
    """A policy ``TO role USING (true)`` for each guarded table, where it is not there for this very role.

    What is right is left alone, since making a policy waits for everyone who reads the table.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_ROLE_POLICIES, [SCHEMA, role])
        right = set(cursor.fetchall())
    made = []
    for model in guarded_models():
        constraint, name = owner_policy(model), model._meta.db_table
        if constraint is None or name not in present or (name, constraint.maintenance_rule.name) in right:
            continue
        made += [
            f"DROP POLICY IF EXISTS {quote(constraint.maintenance_rule.name)} ON {quote(name)}",
            constraint.maintenance_rule.sql(quote(name), quote(role)),
        ]
    return made


def _app_of(label: str) -> str:
    return f"django.contrib.{label.partition('.')[0]}"
