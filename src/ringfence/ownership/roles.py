"""The three PostgreSQL roles: who owns the tables, who serves requests, who maintains.

Row-level security binds a role only if it is neither a superuser nor BYPASSRLS, owns no protected table and
cannot become a role that is or does. This module makes roles of that kind, gives them their rights, and
says what is wrong with a role that is not. It imports no Django, so that it also works before settings do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

SCHEMA = "public"

# Columns of pg_roles, each with its keyword in CREATE ROLE and ALTER ROLE; "NO" before it says the opposite.
_ATTRIBUTES = {
    "rolcanlogin": "LOGIN",
    "rolsuper": "SUPERUSER",
    "rolcreatedb": "CREATEDB",
    "rolcreaterole": "CREATEROLE",
    "rolreplication": "REPLICATION",
    "rolbypassrls": "BYPASSRLS",
    "rolinherit": "INHERIT",
}

# pg_auth_members and not pg_has_role: NOINHERIT does not help, since a member may SET ROLE, and the first
# step of the chain is what has to be revoked.
_REACHABLE_ROLES = """
WITH RECURSIVE reachable (oid, first) AS (
    SELECT oid, NULL::oid FROM pg_roles WHERE rolname = %s
    UNION
    SELECT membership.roleid, coalesce(reachable.first, membership.roleid)
    FROM reachable JOIN pg_auth_members membership ON membership.member = reachable.oid
)
SELECT role.rolname, first.rolname, role.rolsuper, role.rolbypassrls, role.rolcreaterole, role.rolreplication,
       ARRAY(SELECT c.oid::regclass::text FROM pg_class c
             WHERE c.relowner = role.oid AND c.relrowsecurity ORDER BY 1),
       EXISTS (SELECT FROM pg_policy p WHERE role.oid = ANY(p.polroles) AND p.polpermissive)
FROM reachable
JOIN pg_roles role ON role.oid = reachable.oid
LEFT JOIN pg_roles first ON first.oid = reachable.first
ORDER BY first.rolname NULLS FIRST, role.rolname
"""

# What in pg_roles lets a role past every policy, in the order of the columns above, and the keyword against it.
_FAULTS = (
    ("is a superuser", "NOSUPERUSER"),
    ("has BYPASSRLS", "NOBYPASSRLS"),
    ("may make itself a member of other roles (CREATEROLE)", "NOCREATEROLE"),
    ("may copy the whole cluster (REPLICATION)", "NOREPLICATION"),
)

# Django makes a test database without asking; its owner takes away what PostgreSQL gives to everybody there.
_REVOKE_TEMPORARY = """
BEGIN
    IF pg_has_role((SELECT datdba FROM pg_database WHERE datname = current_database()), 'USAGE') THEN
        EXECUTE 'REVOKE TEMPORARY ON DATABASE ' || quote_ident(current_database()) || ' FROM PUBLIC';
    END IF;
END
"""


class Cursor(Protocol):
    """What :func:`role_faults` needs of a cursor: Django's and psycopg's both fit."""

    def execute(self, query: str, params: Sequence[Any], /) -> Any:
        """Run one statement with ``%s`` parameters."""

    def fetchall(self) -> list[Any]:
        """Return all rows of the last statement."""


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A role to make: its name, its password, and whether it may create databases (for running tests)."""

    name: str
    password: str = field(repr=False)
    create_databases: bool = False


def create_roles(
    connection: psycopg.Connection[Any],
    *,
    database: str,
    owner: RoleSpec,
    server: RoleSpec,
    maintenance: RoleSpec,
) -> list[str]:
    """Make or repair the three roles and ``database``, and return one sentence for each thing done.

    ``connection`` is an autocommit one to any database of the cluster, as a superuser or as a role with
    CREATEROLE and CREATEDB. ``owner`` comes to own the database and its schema public; the other two may
    connect and look names up, no more: rights on tables are :func:`grant_statements`. May be run again: the
    passwords are then set anew. Raises ValueError for specifications that would make an unsafe set.
    """
    _refuse_unsafe(owner, server, maintenance)
    if not connection.autocommit:
        raise ValueError("create_roles needs an autocommit connection, for the sake of CREATE DATABASE.")
    done: list[str] = []
    with connection.transaction():
        for spec, inherit in ((owner, True), (server, False), (maintenance, False)):
            done.append(_make_role(connection, spec, inherit=inherit))
        if connection.info.parameter_status("is_superuser") != "on":
            # Only a member may hand something over to a role, unless it is a superuser.
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner.name)))
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
        names = {"database": sql.Identifier(database), "owner": sql.Identifier(owner.name)}
        connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
        done.append(f'Database "{database}" created.')
    conninfo = make_conninfo(connection.info.dsn, password=connection.info.password, dbname=database)
    with psycopg.connect(conninfo) as inside:
        for statement in database_statements(database, owner.name, server.name, maintenance.name):
            inside.execute(statement)
    done.append(
        f'Database "{database}" and its schema {SCHEMA} belong to "{owner.name}"; '
        f'"{server.name}" and "{maintenance.name}" may connect.'
    )
    return done


def role_statement(
    spec: RoleSpec, *, inherit: bool, password: str, current: Mapping[str, bool] | None
) -> tuple[sql.Composed, list[str]]:
    """CREATE ROLE, or ALTER ROLE for one whose attributes are ``current``, and the keywords it names.

    ALTER names only what differs: even NOSUPERUSER is refused to an administrator who is not a superuser.
    ``password`` may be plain or already a SCRAM verifier (RFC 5803).
    """
    wanted = dict.fromkeys(_ATTRIBUTES, False) | {
        "rolcanlogin": True,
        "rolcreatedb": spec.create_databases,
        "rolinherit": inherit,
    }
    keywords = [
        keyword if wanted[column] else f"NO{keyword}"
        for column, keyword in _ATTRIBUTES.items()
        if current is None or current[column] != wanted[column]
    ]
    verb = "CREATE" if current is None else "ALTER"
    statement = sql.SQL("{} ROLE {} {} PASSWORD {}").format(
        sql.SQL(verb), sql.Identifier(spec.name), sql.SQL(" ".join(keywords)), sql.Literal(password)
    )
    return statement, keywords


def database_statements(database: str, owner: str, server: str, maintenance: str) -> list[sql.Composed]:
    """Hand ``database`` and its schema public to ``owner``, and leave the others CONNECT and USAGE.

    Run inside that database.
    """
    names = {
        "database": sql.Identifier(database),
        "schema": sql.Identifier(SCHEMA),
        "owner": sql.Identifier(owner),
        "others": sql.SQL(", ").join([sql.Identifier(server), sql.Identifier(maintenance)]),
    }
    statements = [
        "ALTER DATABASE {database} OWNER TO {owner}",
        "ALTER SCHEMA {schema} OWNER TO {owner}",
        "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
        "REVOKE ALL ON DATABASE {database} FROM {others}",
        "GRANT CONNECT ON DATABASE {database} TO {others}",
        "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {others}",
        "GRANT USAGE ON SCHEMA {schema} TO {others}",
    ]
    return [sql.SQL(statement).format(**names) for statement in statements]


def grant_statements(server: str, maintenance: str, protected_tables: Sequence[str]) -> list[str]:
    """Rights on tables and sequences, to be run by the tables' owner before and after it migrates.

    Both roles may read and write every table of schema public that the current role has or will have, but
    ``server`` has no right on ``protected_tables`` (those that do not exist yet are passed over). Run the
    list in one transaction: between the grant and the revoke the protected tables are open.
    """
    one, both, schema = _name(server), f"{_name(server)}, {_name(maintenance)}", _name(SCHEMA)
    defaults = f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}"
    rows, numbers = "SELECT, INSERT, UPDATE, DELETE", "USAGE, SELECT"
    statements = [
        f"DO {_text(_REVOKE_TEMPORARY)}",
        f"GRANT USAGE ON SCHEMA {schema} TO {both}",
        f"{defaults} GRANT {rows} ON TABLES TO {both}",
        f"{defaults} GRANT {numbers} ON SEQUENCES TO {both}",
        f"GRANT {rows} ON ALL TABLES IN SCHEMA {schema} TO {both}",
        f"GRANT {numbers} ON ALL SEQUENCES IN SCHEMA {schema} TO {both}",
    ]
    for table in protected_tables:
        full_name = _name(SCHEMA, table)
        revoke = f"REVOKE ALL ON TABLE {full_name} FROM {one}"
        body = f"BEGIN IF to_regclass({_text(full_name)}) IS NOT NULL THEN {revoke}; END IF; END"
        statements.append(f"DO {_text(body)}")
    return statements


def role_faults(cursor: Cursor, role: str) -> list[str]:
    """Say why row-level security would not bind ``role`` in the cursor's database; empty if it would.

    Each sentence names the fix. Counts what the role is itself and what it can become through membership,
    direct or through other roles, with or without INHERIT.
    """
    cursor.execute(_REACHABLE_ROLES, [role])
    rows = cursor.fetchall()
    if not rows:
        return [f'Role "{role}" does not exist: create it, or name the right one in the database URL.']
    faults: list[str] = []
    for name, first, *attributes, tables, has_policies in rows:
        revoke = f"REVOKE {_name(first)} FROM {_name(role)}." if first else ""
        who = f'Role "{role}" '
        if first:
            who += f'is a member of "{name}"' + ("" if name == first else f' through "{first}"') + ", which "
        for present, (said, keyword) in zip(attributes, _FAULTS, strict=True):
            if present:
                faults.append(f"{who}{said}: {revoke or f'ALTER ROLE {_name(role)} {keyword}.'}")
        if tables:
            move = "let another role own them (ALTER TABLE … OWNER TO …)."
            faults.append(f"{who}owns tables with row-level security ({', '.join(tables)}): {revoke or move}")
        elif first and has_policies:
            faults.append(f"{who}has policies of its own: {revoke}")
    return faults


def _refuse_unsafe(owner: RoleSpec, *others: RoleSpec) -> None:
    names = [owner.name, *(spec.name for spec in others)]
    if len(set(names)) != len(names):
        raise ValueError(f"The three roles need three different names, not {', '.join(names)}.")
    for spec in (owner, *others):
        if not spec.password:
            raise ValueError(f'Role "{spec.name}" needs a password.')
        if spec.create_databases and spec is not owner:
            raise ValueError(f'Only the owner may create databases, not role "{spec.name}".')


def _make_role(connection: psycopg.Connection[Any], spec: RoleSpec, *, inherit: bool) -> str:
    columns = sql.SQL(", ").join(map(sql.Identifier, _ATTRIBUTES))
    query = sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s").format(columns)
    found = connection.execute(query, [spec.name]).fetchone()
    current = None if found is None else dict(zip(_ATTRIBUTES, found, strict=True))
    # The server only ever sees the verifier, so a log of statements does not hold the password.
    password, name = spec.password.encode(), spec.name.encode()
    verifier = connection.pgconn.encrypt_password(password, name, b"scram-sha-256").decode()
    statement, keywords = role_statement(spec, inherit=inherit, password=verifier, current=current)
    connection.execute(statement)
    if current is None:
        return f'Role "{spec.name}" created.'
    changed = f" and changed to {' '.join(keywords)}" if keywords else ""
    return f'Role "{spec.name}" found: password set{changed}.'


def _name(*parts: str) -> str:
    return sql.Identifier(*parts).as_string()


def _text(value: str) -> str:
    return sql.Literal(value).as_string().strip()
