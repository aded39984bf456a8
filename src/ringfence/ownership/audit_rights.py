"""The audit's questions to PostgreSQL's catalog about the server's role: what else it reaches than its own rows.

A hole says what closes it; the statements in it are to be run by the role that owns the tables, or where they
are about roles by an administrator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper

from ringfence.ownership.grants import protected_tables, server_functions
from ringfence.ownership.registry import guarded_models
from ringfence.ownership.roles import SCHEMA, role_faults
from ringfence.ownership.scope import MAINTENANCE_ALIAS, MIGRATION_ALIAS, OWNER_SETTING
from ringfence.ownership.search import statements_after_migrate

_SEARCH_FUNCTION = re.compile(
    r"CREATE OR REPLACE FUNCTION (?P<signature>.+?) RETURNS .+? AS \$ringfence\$(?P<body>.*)\$ringfence\$",
    re.DOTALL,
)

# Where a function looks names up: nothing that others may write comes before the catalog.
_PINNED = re.compile(r"search_path=pg_catalog\b.*\bpg_temp")

_OWNER_DEFAULTS = """
    SELECT CASE WHEN s.setrole = 0 THEN format('DATABASE %%I', current_database())
                ELSE format('ROLE %%I', r.rolname)
                     || CASE WHEN s.setdatabase = 0 THEN '' ELSE format(' IN DATABASE %%I', current_database()) END
           END
    FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
    WHERE (s.setrole = 0 OR r.rolname = %s)
      AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND EXISTS (SELECT FROM unnest(s.setconfig) c WHERE starts_with(c, %s))
    ORDER BY 1
"""

_ROOM_TO_MAKE_THINGS = """
    SELECT has_schema_privilege(%(server)s, %(schema)s, 'CREATE'),
           has_database_privilege(%(server)s, current_database(), 'TEMPORARY'),
           format('%%I', current_database())
"""

_OPEN_TABLES = """
    SELECT t FROM unnest(%(tables)s::text[]) t
    WHERE to_regclass(format('%%I.%%I', %(schema)s, t)) IS NOT NULL
      AND (has_table_privilege(%(server)s, format('%%I.%%I', %(schema)s, t),
                               'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
           OR has_any_column_privilege(%(server)s, format('%%I.%%I', %(schema)s, t),
                                       'SELECT, INSERT, UPDATE, REFERENCES'))
    ORDER BY t
"""

# A view reads with the rights of its owner unless it says otherwise; a view on such a view does too.
_OPEN_VIEWS = """
    WITH RECURSIVE reading (oid) AS (
        SELECT to_regclass(format('%%I.%%I', %(schema)s, t))::oid FROM unnest(%(tables)s::text[]) t
        UNION
        SELECT rule.ev_class FROM reading
        JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = reading.oid
                        AND d.classid = 'pg_rewrite'::regclass
        JOIN pg_rewrite rule ON rule.oid = d.objid
    )
    SELECT c.oid::regclass::text, c.relkind = 'm' FROM reading JOIN pg_class c ON c.oid = reading.oid
    WHERE c.relkind IN ('v', 'm') AND pg_get_userbyid(c.relowner) <> %(server)s
      AND has_any_column_privilege(%(server)s, c.oid, 'SELECT')
      AND NOT EXISTS (SELECT FROM pg_options_to_table(c.reloptions)
                      WHERE option_name = 'security_invoker' AND option_value::boolean)
    ORDER BY 1
"""

_FUNCTION = """
    SELECT p.oid, p.prosecdef, p.prosrc, p.proconfig, pg_get_userbyid(p.proowner),
           EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0),
           has_function_privilege(%s, p.oid, 'EXECUTE')
    FROM pg_proc p WHERE p.oid = to_regprocedure(%s)
"""

_OTHER_FUNCTIONS = """
    SELECT p.oid::regprocedure::text, pg_get_userbyid(p.proowner) FROM pg_proc p
    WHERE p.prosecdef AND p.oid <> ALL(%(known)s::oid[]) AND pg_get_userbyid(p.proowner) <> %(server)s
      AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
      AND has_schema_privilege(%(server)s, p.pronamespace, 'USAGE')
      AND has_function_privilege(%(server)s, p.oid, 'EXECUTE')
      AND p.pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
      AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Roles:
    """The role that asks, which is the server's, and those that the settings name for the rest."""

    server: str
    migrations: str
    maintenance: str


def find_roles(cursor: CursorWrapper) -> Roles:
    """The roles: the server's as the database knows it, empty text for those that no alias names."""
    cursor.execute("SELECT session_user")
    users = [connections.settings.get(alias, {}).get("USER", "") for alias in (MIGRATION_ALIAS, MAINTENANCE_ALIAS)]
    return Roles(cursor.fetchone()[0], *users)


def right_holes(cursor: CursorWrapper, roles: Roles) -> list[str]:
    """Everything by which the server's role gets round policies, as sentences that name the fix."""
    return [
        *role_faults(cursor, roles.server),
        *_owner_defaults(cursor, roles.server),
        *_room_to_make_things(cursor, roles.server),
        *_open_tables(cursor, roles.server),
        *_open_views(cursor, roles.server),
        *_functions(cursor, roles),
    ]


def quoted(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _owner_defaults(cursor: CursorWrapper, server: str) -> Iterator[str]:
    cursor.execute(_OWNER_DEFAULTS, [server, f"{OWNER_SETTING}="])
    for (whose,) in cursor.fetchall():
        yield (
            f"{OWNER_SETTING} has a default, as which every connection acts before anybody logs in: "
            f"run ALTER {whose} RESET {OWNER_SETTING}."
        )


def _room_to_make_things(cursor: CursorWrapper, server: str) -> Iterator[str]:
    """Tables, functions and operators of the server's own could stand in the way of the real ones."""
    cursor.execute(_ROOM_TO_MAKE_THINGS, {"server": server, "schema": SCHEMA})
    create, temporary, database = cursor.fetchone()
    if create:
        fix = f"run REVOKE CREATE ON SCHEMA {quoted(SCHEMA)} FROM PUBLIC, {quoted(server)}"
        yield f'"{server}" may make tables and functions in the schema {SCHEMA}: {fix}.'
    if temporary:
        fix = f"run REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {quoted(server)}"
        yield f'"{server}" may make temporary tables: {fix}.'


def _open_tables(cursor: CursorWrapper, server: str) -> Iterator[str]:
    tables = sorted(protected_tables())
    cursor.execute(_OPEN_TABLES, {"server": server, "schema": SCHEMA, "tables": tables})
    for (table,) in cursor.fetchall():
        yield (
            f'"{server}" has rights on {table}, which is the admin site\'s alone: '
            f"run REVOKE ALL ON {quoted(table)} FROM PUBLIC, {quoted(server)}."
        )


def _open_views(cursor: CursorWrapper, server: str) -> Iterator[str]:
    tables = sorted({model._meta.db_table for model in guarded_models()} | protected_tables())
    cursor.execute(_OPEN_VIEWS, {"server": server, "schema": SCHEMA, "tables": tables})
    for view, materialized in cursor.fetchall():
        revoke = f"REVOKE ALL ON {view} FROM PUBLIC, {quoted(server)}"
        fix = revoke if materialized else f"ALTER VIEW {view} SET (security_invoker = true)"
        yield f'The view {view} shows "{server}" rows past their policies: run {fix}.'


def _functions(cursor: CursorWrapper, roles: Roles) -> Iterator[str]:
    known: list[int] = []
    again = "make it again as its migration does"
    bodies = {signature: (body, again) for signature, body in server_functions().items()}
    for statement in statements_after_migrate(connections[DEFAULT_DB_ALIAS]):
        if found := _SEARCH_FUNCTION.fullmatch(statement):
            bodies[found["signature"]] = (found["body"], "migrate")
    for signature, (body, fix) in sorted(bodies.items()):
        cursor.execute(_FUNCTION, [roles.server, signature])
        row = cursor.fetchone()
        if row is None:
            yield f"The function {signature} is missing: migrate."
            continue
        known.append(row[0])
        yield from _function(signature, row[1:], body, fix, roles)
    cursor.execute(_OTHER_FUNCTIONS, {"known": known, "server": roles.server})
    for signature, owner in cursor.fetchall():
        yield (
            f'The function {signature} gives "{roles.server}" the rights of "{owner}": run REVOKE EXECUTE ON FUNCTION '
            f"{signature} FROM PUBLIC, {quoted(roles.server)}, or declare it with allow_server()."
        )


def _function(
    signature: str, row: tuple[bool, str, list[str] | None, str, bool, bool], body: str, fix: str, roles: Roles
) -> Iterator[str]:
    definer, source, options, owner, everybody, allowed = row
    if not definer or source != body or not any(map(_PINNED.fullmatch, options or ())):
        yield f"The function {signature} was changed: {fix}."
    if roles.migrations and owner != roles.migrations:
        move = f"run ALTER FUNCTION {signature} OWNER TO {quoted(roles.migrations)}"
        yield f'The function {signature} runs with the rights of "{owner}", who is not the tables\' owner: {move}.'
    if everybody:
        yield f"Everybody may execute {signature}: run REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC."
    if not allowed:
        yield f'"{roles.server}" may not execute {signature}: migrate.'
