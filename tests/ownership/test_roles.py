"""The PostgreSQL roles, made in throw-away databases of the test server and asked what they may do."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import dict_row

from ringfence.ownership.roles import RoleSpec, create_roles, grant_statements, role_faults

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Cluster:
    """A superuser's connection, and names that no other test uses. The names need quoting on purpose."""

    superuser: Connection
    database: str
    owner: RoleSpec
    server: RoleSpec
    maintenance: RoleSpec

    def create_roles(self, connection: Connection | None = None) -> list[str]:
        return create_roles(
            connection or self.superuser,
            database=self.database,
            owner=self.owner,
            server=self.server,
            maintenance=self.maintenance,
        )

    def connect(self, spec: RoleSpec | None = None, database: str = "") -> Connection:
        """An autocommit connection, as the superuser if no role is named."""
        as_role = {"user": spec.name, "password": spec.password} if spec else {}
        url = os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"]
        conninfo = make_conninfo(url, dbname=database or self.database, **as_role)
        return psycopg.connect(conninfo, autocommit=True)

    def run(self, statement: str, **names: str) -> None:
        """Run one statement as the superuser, ``{name}`` standing for a quoted identifier."""
        with self.connect() as connection:
            identifiers = {key: sql.Identifier(name) for key, name in names.items()}
            connection.execute(sql.SQL(statement).format(**identifiers))

    def new_role(self, options: str) -> str:
        """Make a role with ``options`` and return its name."""
        name = f"{self.owner.name} {secrets.token_hex(2)}"
        self.run(f"CREATE ROLE {{name}} {options}", name=name)
        return name

    def faults(self, role: str) -> list[str]:
        with self.connect() as connection, connection.cursor() as cursor:
            return role_faults(cursor, role)

    def grant(self, *protected: str) -> None:
        with self.connect(self.owner) as connection, connection.transaction():
            for statement in grant_statements(self.server.name, self.maintenance.name, protected):
                connection.execute(statement)


@pytest.fixture
def empty_cluster() -> Iterator[Cluster]:
    url = os.environ.get("RINGFENCE_TEST_POSTGRES_SUPERUSER_URL")
    if not url:
        pytest.skip("PostgreSQL only: SQLite has no roles")
    prefix = f'R"{secrets.token_hex(4)}'
    with psycopg.connect(url, autocommit=True) as superuser:
        specs = [RoleSpec(f"{prefix} {kind}", f"it's \\ {kind} %s") for kind in ("owner", "server", "admin")]
        yield Cluster(superuser, f"{prefix} database", *specs)
        pattern = {"prefix": f"{prefix}%"}
        found = "SELECT datname FROM pg_database WHERE datname LIKE %(prefix)s"
        for (name,) in superuser.execute(found, pattern).fetchall():
            superuser.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        # A membership also holds the role that granted it, so memberships go before roles.
        found = "SELECT rolname FROM pg_roles WHERE rolname LIKE %(prefix)s"
        names = [sql.Identifier(name) for (name,) in superuser.execute(found, pattern).fetchall()]
        for name in names:
            superuser.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(name))
        if names:
            superuser.execute(sql.SQL("DROP ROLE {}").format(sql.SQL(", ").join(names)))


@pytest.fixture
def cluster(empty_cluster: Cluster) -> Cluster:
    empty_cluster.create_roles()
    return empty_cluster


@pytest.fixture
def owner(cluster: Cluster) -> Iterator[Connection]:
    with cluster.connect(cluster.owner) as connection:
        yield connection


@pytest.fixture
def server(cluster: Cluster) -> Iterator[Connection]:
    with cluster.connect(cluster.server) as connection:
        yield connection


@pytest.fixture
def maintenance(cluster: Cluster) -> Iterator[Connection]:
    with cluster.connect(cluster.maintenance) as connection:
        yield connection


def attributes(connection: Connection, role: str) -> dict[str, bool]:
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            "SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,"
            " rolinherit FROM pg_roles WHERE rolname = %s",
            [role],
        ).fetchone()
    assert row is not None
    return row


NOTHING = {
    "rolsuper": False,
    "rolcreatedb": False,
    "rolcreaterole": False,
    "rolreplication": False,
    "rolbypassrls": False,
}


# Making the roles


def test_each_thing_done_is_told_in_a_sentence(empty_cluster: Cluster) -> None:
    c = empty_cluster
    belongs = (
        f'Database "{c.database}" and its schema public belong to "{c.owner.name}"; '
        f'"{c.server.name}" and "{c.maintenance.name}" may connect.'
    )
    assert c.create_roles() == [
        f'Role "{c.owner.name}" created.',
        f'Role "{c.server.name}" created.',
        f'Role "{c.maintenance.name}" created.',
        f'Database "{c.database}" created.',
        belongs,
    ]
    assert c.create_roles() == [
        f'Role "{c.owner.name}" found: password set.',
        f'Role "{c.server.name}" found: password set.',
        f'Role "{c.maintenance.name}" found: password set.',
        belongs,
    ]


def test_no_role_has_an_attribute_that_it_does_not_need(cluster: Cluster) -> None:
    both = {"rolcanlogin": True, "rolinherit": False} | NOTHING
    assert attributes(cluster.superuser, cluster.owner.name) == both | {"rolinherit": True}
    assert attributes(cluster.superuser, cluster.server.name) == both
    assert attributes(cluster.superuser, cluster.maintenance.name) == both


def test_running_it_again_repairs_a_role_that_became_too_strong(cluster: Cluster) -> None:
    cluster.run("ALTER ROLE {role} SUPERUSER CREATEROLE BYPASSRLS INHERIT", role=cluster.server.name)
    told = cluster.create_roles()
    assert told[1] == (
        f'Role "{cluster.server.name}" found: password set '
        "and changed to NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOINHERIT."
    )
    expected = {"rolcanlogin": True, "rolinherit": False} | NOTHING
    assert attributes(cluster.superuser, cluster.server.name) == expected


def test_the_owner_owns_the_database_and_its_public_schema(cluster: Cluster, owner: Connection) -> None:
    row = owner.execute(
        "SELECT pg_get_userbyid(datdba), pg_get_userbyid(nspowner) FROM pg_database, pg_namespace"
        " WHERE datname = current_database() AND nspname = 'public'"
    ).fetchone()
    assert row == (cluster.owner.name, cluster.owner.name)


def test_an_owner_for_tests_may_create_databases(empty_cluster: Cluster) -> None:
    c = empty_cluster
    create_roles(
        c.superuser,
        database=c.database,
        owner=RoleSpec(c.owner.name, c.owner.password, create_databases=True),
        server=c.server,
        maintenance=c.maintenance,
    )
    assert attributes(c.superuser, c.owner.name)["rolcreatedb"] is True


def test_the_server_may_connect_and_make_nothing(server: Connection) -> None:
    for statement in (
        "CREATE TABLE public.t ()",
        "CREATE TEMPORARY TABLE t ()",
        "CREATE SCHEMA s",
        "CREATE ROLE r",
        "CREATE DATABASE d",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            server.execute(statement)


def test_a_role_outside_the_three_finds_no_schema_to_use(cluster: Cluster) -> None:
    stranger = cluster.new_role("LOGIN PASSWORD 'x'")
    with cluster.connect(RoleSpec(stranger, "x")) as connection:
        row = connection.execute(
            "SELECT has_schema_privilege('public', 'USAGE'), has_schema_privilege('public', 'CREATE'),"
            " has_database_privilege(current_database(), 'TEMPORARY')"
        ).fetchone()
    assert row == (False, False, False)


def test_a_statement_never_carries_the_password_itself(cluster: Cluster) -> None:
    row = cluster.superuser.execute(
        "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [cluster.server.name]
    ).fetchone()
    assert row is not None
    assert row[0].startswith("SCRAM-SHA-256$")
    assert cluster.server.password not in repr(cluster.server)


def test_an_administrator_who_is_no_superuser_can_make_them_twice(empty_cluster: Cluster) -> None:
    c = empty_cluster
    admin = RoleSpec(f"{c.owner.name} administrator", "x")
    statement = sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB PASSWORD 'x'")
    c.superuser.execute(statement.format(sql.Identifier(admin.name)))
    with c.connect(admin, "postgres") as connection:
        c.create_roles(connection)
        assert c.create_roles(connection)[0] == f'Role "{c.owner.name}" found: password set.'
    c.grant()
    with c.connect(c.server) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (c.server.name,)
    assert c.faults(c.server.name) == []


def test_specifications_of_an_unsafe_set_are_refused(empty_cluster: Cluster) -> None:
    c, safe = empty_cluster, {"database": "d", "maintenance": RoleSpec("m", "x")}
    for owner_spec, server_spec, message in (
        (RoleSpec("m", "x"), RoleSpec("s", "x"), "The three roles need three different names, not m, s, m."),
        (RoleSpec("o", "x"), RoleSpec("s", ""), 'Role "s" needs a password.'),
        (RoleSpec("o", "x"), RoleSpec("s", "x", True), 'Only the owner may create databases, not role "s".'),
    ):
        with pytest.raises(ValueError, match=f"^{message}$"):
            create_roles(c.superuser, owner=owner_spec, server=server_spec, **safe)  # type: ignore[arg-type]


def test_a_connection_inside_a_transaction_is_refused(empty_cluster: Cluster) -> None:
    url = os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"]
    with psycopg.connect(url) as connection, pytest.raises(ValueError, match="an autocommit connection"):
        empty_cluster.create_roles(connection)


# Saying what is wrong with a role


def protect_a_table(owner: Connection) -> None:
    owner.execute('CREATE TABLE "a note" (id int)')
    owner.execute('ALTER TABLE "a note" ENABLE ROW LEVEL SECURITY')


def test_the_roles_made_here_have_no_faults_though_tables_are_protected(cluster: Cluster, owner: Connection) -> None:
    protect_a_table(owner)
    assert cluster.faults(cluster.server.name) == []
    assert cluster.faults(cluster.maintenance.name) == []


def test_a_role_may_ask_about_itself(cluster: Cluster, server: Connection) -> None:
    with server.cursor() as cursor:
        assert role_faults(cursor, cluster.server.name) == []


def test_a_superuser_is_a_fault(cluster: Cluster) -> None:
    role = cluster.new_role("SUPERUSER")
    quoted = role.replace('"', '""')
    assert cluster.faults(role) == [f'Role "{role}" is a superuser: ALTER ROLE "{quoted}" NOSUPERUSER.']


def test_bypassing_row_level_security_is_a_fault(cluster: Cluster) -> None:
    role = cluster.new_role("BYPASSRLS")
    quoted = role.replace('"', '""')
    assert cluster.faults(role) == [f'Role "{role}" has BYPASSRLS: ALTER ROLE "{quoted}" NOBYPASSRLS.']


def test_owning_a_protected_table_is_a_fault(cluster: Cluster, owner: Connection) -> None:
    owner.execute("CREATE TABLE open (id int)")
    assert cluster.faults(cluster.owner.name) == []
    protect_a_table(owner)
    assert cluster.faults(cluster.owner.name) == [
        f'Role "{cluster.owner.name}" owns tables with row-level security ("a note"): '
        "let another role own them (ALTER TABLE … OWNER TO …)."
    ]


def test_membership_in_such_a_role_is_a_fault_with_or_without_inherit(cluster: Cluster, owner: Connection) -> None:
    protect_a_table(owner)
    cluster.run("GRANT {owner} TO {server}", owner=cluster.owner.name, server=cluster.server.name)
    quoted = [name.replace('"', '""') for name in (cluster.owner.name, cluster.server.name)]
    assert cluster.faults(cluster.server.name) == [
        f'Role "{cluster.server.name}" is a member of "{cluster.owner.name}", which '
        f'owns tables with row-level security ("a note"): REVOKE "{quoted[0]}" FROM "{quoted[1]}".'
    ]


def test_membership_through_other_roles_names_the_one_to_revoke(cluster: Cluster) -> None:
    strong, between = cluster.new_role("SUPERUSER BYPASSRLS"), cluster.new_role("NOINHERIT")
    server = cluster.server.name
    cluster.run("GRANT {strong} TO {between}", strong=strong, between=between)
    cluster.run("GRANT {between} TO {server}", between=between, server=server)
    which = f'Role "{server}" is a member of "{strong}" through "{between}", which'
    fix = 'REVOKE "{}" FROM "{}".'.format(between.replace('"', '""'), server.replace('"', '""'))
    assert cluster.faults(server) == [f"{which} is a superuser: {fix}", f"{which} has BYPASSRLS: {fix}"]


def test_a_role_that_does_not_exist_is_a_fault(cluster: Cluster) -> None:
    assert cluster.faults("nobody knows it") == [
        'Role "nobody knows it" does not exist: create it, or name the right one in the database URL.'
    ]


# Giving rights on tables


def rights(connection: Connection, table: str) -> set[str]:
    names = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    quoted = sql.Identifier("public", table).as_string()
    query = "SELECT name FROM unnest(%s::text[]) name WHERE has_table_privilege(%s, name)"
    return {name for (name,) in connection.execute(query, [names, quoted]).fetchall()}


ROWS = {"SELECT", "INSERT", "UPDATE", "DELETE"}


def test_present_and_future_tables_can_be_read_and_written(
    cluster: Cluster, owner: Connection, server: Connection, maintenance: Connection
) -> None:
    owner.execute("CREATE TABLE before (id bigserial)")
    cluster.grant()
    owner.execute("CREATE TABLE after (id bigserial)")
    for connection in (server, maintenance):
        for table in ("before", "after"):
            assert rights(connection, table) == ROWS
            connection.execute(sql.SQL("INSERT INTO {} DEFAULT VALUES").format(sql.Identifier(table)))


def test_protected_tables_stay_with_maintenance(
    cluster: Cluster, owner: Connection, server: Connection, maintenance: Connection
) -> None:
    table = 'it\'s a "secret" 100%s'
    owner.execute(sql.SQL("CREATE TABLE {} (id int)").format(sql.Identifier(table)))
    cluster.grant(table)
    assert rights(server, table) == set()
    assert rights(maintenance, table) == ROWS


def test_a_protected_table_that_is_still_to_come_is_passed_over(
    cluster: Cluster, owner: Connection, server: Connection
) -> None:
    cluster.grant("later")
    owner.execute("CREATE TABLE later (id int)")
    assert rights(server, "later") == ROWS
    cluster.grant("later")
    assert rights(server, "later") == set()


def test_a_database_made_by_the_owner_alone_is_closed_to_temporary_tables_too(cluster: Cluster) -> None:
    database = f"{cluster.database} of a test"
    cluster.run("ALTER ROLE {owner} CREATEDB", owner=cluster.owner.name)
    with cluster.connect(cluster.owner) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    with cluster.connect(cluster.owner, database) as connection:
        for statement in grant_statements(cluster.server.name, cluster.maintenance.name, []):
            connection.execute(statement)
    with (
        cluster.connect(cluster.server, database) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TEMPORARY TABLE t ()")
