"""The audit on live databases: each lock is really broken, found, named with what closes it, and mended again."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, connections
from psycopg.conninfo import make_conninfo

from ringfence.accounts import functions
from ringfence.ownership import grants
from ringfence.ownership.audit import NO_POLICIES, audit_database
from tests import postgres

postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no policies and no roles")
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="asks SQLite's own catalog")

OWNER, SERVER, MAINTENANCE = postgres.OWNER, postgres.SERVER, postgres.MAINTENANCE

OWN = """"owner_id" = (SELECT nullif(current_setting('ringfence.owner', true), '')::bigint)"""
POLICY = f'CREATE POLICY "shelf_label_owner_policy" ON "shelf_label" FOR ALL TO PUBLIC USING ({OWN}) WITH CHECK ({OWN})'
UNLESS = "migrate, or where nothing is left to apply, run"
CHANGED = f'run DROP POLICY "shelf_label_owner_policy" ON "shelf_label"; {POLICY}'
KEY = 'ALTER TABLE "shelf_label" ADD CONSTRAINT "shelf_label_owner_key" UNIQUE ("owner_id", "id")'
SAME = (
    'ALTER TABLE "shelf_paperlabel" ADD CONSTRAINT "shelf_paperlabel_label_same_owner" FOREIGN KEY '
    '("owner_id", "label_id") REFERENCES "shelf_label" ("owner_id", "id") DEFERRABLE INITIALLY DEFERRED'
)
DROP_SAME = "ALTER TABLE shelf_paperlabel DROP CONSTRAINT shelf_paperlabel_label_same_owner"
OTHER_SAME = f"shelf.PaperLabel: SameOwner(label) was changed: run {SAME}.".replace(
    " ADD", ' DROP CONSTRAINT "shelf_paperlabel_label_same_owner" CASCADE, ADD'
)
NO_SAME = f"shelf.PaperLabel: SameOwner(label) is missing: {UNLESS} {SAME}."


@pytest.fixture(autouse=True)
def _live(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database outside any transaction; without pytest's emptying of tables, since no test here adds a row."""
    with django_db_blocker.unblock():
        yield


def holes() -> list[str]:
    """Every hole that the audit finds in the database."""
    report = audit_database()
    return [*report.holes, *(f"{entry.model}: {hole}" for entry in report.models for hole in entry.holes)]


def run(*statements: str) -> None:
    """Run SQL as the role that owns the tables."""
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def administer(*statements: str) -> None:
    """Run SQL as a superuser, in the database of the tests."""
    url = os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"]
    name = connection.settings_dict["NAME"]
    with psycopg.connect(make_conninfo(url, dbname=name), autocommit=True) as superuser:
        for statement in statements:
            superuser.execute(statement)


def migrated(*statements: str) -> None:
    """What ``migrate`` does at its end, after these statements."""
    run(*statements)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")


@contextmanager
def broken(change: str, repair: str | Callable[[], None], by: Callable[..., None] = run) -> Iterator[None]:
    """The database with one thing changed, and afterwards without a hole."""
    by(change)
    try:
        yield
    finally:
        if callable(repair):
            repair()
        else:
            by(repair)
    assert holes() == []


@postgresql_only
def test_a_database_as_migrations_leave_it_has_no_holes() -> None:
    report = audit_database()
    assert holes() == []
    assert (report.vendor, report.role, report.remarks) == ("postgresql", SERVER, [])
    entries = {entry.model: entry for entry in report.models}
    assert entries["shelf.PaperLabel"].enforced == [
        "row-level security, forced",
        "policy shelf_paperlabel_owner_policy",
        "UNIQUE (owner, id)",
        "SameOwner(paper)",
        "SameOwner(label)",
    ]
    assert (entries["shelf.Poster"].policy, entries["shelf.Poster"].enforced) == (
        "Published",
        [
            "row-level security, forced",
            *(f"policy shelf_poster_owner_policy{suffix}" for suffix in ("", "_insert", "_update", "_delete")),
            "UNIQUE (owner, id)",
        ],
    )
    assert entries["ringfence_accounts.User"].enforced == [
        "row-level security, forced",
        "policy ringfence_accounts_user_owner_policy",
    ]


# Tables

UNFORCED = "not forced, so that it does not bind the tables' owner"
POSTER = f'CREATE POLICY "shelf_poster_owner_policy_update" ON "shelf_poster" FOR UPDATE TO PUBLIC USING ({OWN})'

TABLES: dict[str, tuple[str, str, list[str]]] = {
    "policy dropped": (
        "DROP POLICY shelf_label_owner_policy ON shelf_label",
        POLICY,
        [f"shelf.Label: The policy shelf_label_owner_policy is missing: {UNLESS} {POLICY}."],
    ),
    "row-level security disabled": (
        "ALTER TABLE shelf_label DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE shelf_label ENABLE ROW LEVEL SECURITY",
        [
            f"shelf.Label: Row-level security is not enabled: {UNLESS} "
            'ALTER TABLE "shelf_label" ENABLE ROW LEVEL SECURITY.'
        ],
    ),
    "row-level security not forced": (
        "ALTER TABLE shelf_label NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE shelf_label FORCE ROW LEVEL SECURITY",
        [
            f"shelf.Label: Row-level security is {UNFORCED}: {UNLESS} "
            'ALTER TABLE "shelf_label" FORCE ROW LEVEL SECURITY.'
        ],
    ),
    "policy lets everybody read": (
        "ALTER POLICY shelf_label_owner_policy ON shelf_label USING (true)",
        f"ALTER POLICY shelf_label_owner_policy ON shelf_label USING ({OWN})",
        [f"shelf.Label: The policy shelf_label_owner_policy was changed: {CHANGED}."],
    ),
    "policy lets everybody write": (
        "ALTER POLICY shelf_label_owner_policy ON shelf_label WITH CHECK (true)",
        f"ALTER POLICY shelf_label_owner_policy ON shelf_label WITH CHECK ({OWN})",
        [f"shelf.Label: The policy shelf_label_owner_policy was changed: {CHANGED}."],
    ),
    "policy goes by another column": (
        f"ALTER POLICY shelf_label_owner_policy ON shelf_label USING ({OWN.replace('owner_id', 'id')})",
        f"ALTER POLICY shelf_label_owner_policy ON shelf_label USING ({OWN})",
        [f"shelf.Label: The policy shelf_label_owner_policy was changed: {CHANGED}."],
    ),
    "policy goes by another setting": (
        f"ALTER POLICY shelf_label_owner_policy ON shelf_label USING ({OWN.replace('ringfence.owner', 'x.owner')})",
        f"ALTER POLICY shelf_label_owner_policy ON shelf_label USING ({OWN})",
        [f"shelf.Label: The policy shelf_label_owner_policy was changed: {CHANGED}."],
    ),
    "policy for one role only": (
        f"ALTER POLICY shelf_label_owner_policy ON shelf_label TO {MAINTENANCE}",
        "ALTER POLICY shelf_label_owner_policy ON shelf_label TO PUBLIC",
        [f"shelf.Label: The policy shelf_label_owner_policy was changed: {CHANGED}."],
    ),
    "write policy of a published model": (
        "ALTER POLICY shelf_poster_owner_policy_update ON shelf_poster USING (true)",
        f"ALTER POLICY shelf_poster_owner_policy_update ON shelf_poster USING ({OWN})",
        [
            "shelf.Poster: The policy shelf_poster_owner_policy_update was changed: run DROP POLICY "
            f'"shelf_poster_owner_policy_update" ON "shelf_poster"; {POSTER} WITH CHECK ({OWN}).'
        ],
    ),
    "more for everybody": (
        "CREATE POLICY more ON shelf_label FOR SELECT USING (true)",
        "DROP POLICY more ON shelf_label",
        ['shelf.Label: The policy more lets public at rows beyond ownership: run DROP POLICY "more" ON "shelf_label".'],
    ),
    "more for the server": (
        f"CREATE POLICY more ON shelf_label FOR DELETE TO {MAINTENANCE}, {SERVER} USING (true)",
        "DROP POLICY more ON shelf_label",
        [
            f"shelf.Label: The policy more lets {SERVER} at rows beyond ownership: "
            'run DROP POLICY "more" ON "shelf_label".'
        ],
    ),
    "maintenance for everybody": (
        "ALTER POLICY shelf_label_owner_policy_maintenance ON shelf_label TO PUBLIC",
        f"ALTER POLICY shelf_label_owner_policy_maintenance ON shelf_label TO {MAINTENANCE}",
        [
            "shelf.Label: The policy shelf_label_owner_policy_maintenance was changed: run DROP POLICY "
            '"shelf_label_owner_policy_maintenance" ON "shelf_label"; CREATE POLICY '
            f'"shelf_label_owner_policy_maintenance" ON "shelf_label" FOR ALL TO "{MAINTENANCE}" '
            "USING (true) WITH CHECK (true)."
        ],
    ),
    "nothing for migrations": (
        "DROP POLICY shelf_label_owner_policy_migrations ON shelf_label",
        f"CREATE POLICY shelf_label_owner_policy_migrations ON shelf_label TO {OWNER} USING (true) WITH CHECK (true)",
        [
            f"shelf.Label: The policy shelf_label_owner_policy_migrations is missing: {UNLESS} CREATE POLICY "
            f'"shelf_label_owner_policy_migrations" ON "shelf_label" FOR ALL TO "{OWNER}" '
            "USING (true) WITH CHECK (true)."
        ],
    ),
    "SameOwner dropped": (DROP_SAME, SAME, [NO_SAME]),
    "SameOwner not validated": (
        f"{DROP_SAME}; {SAME} NOT VALID",
        f"{DROP_SAME}; {SAME}",
        [OTHER_SAME],
    ),
    "SameOwner in name only": (
        f"{DROP_SAME}; ALTER TABLE shelf_paperlabel ADD CONSTRAINT shelf_paperlabel_label_same_owner "
        "FOREIGN KEY (label_id) REFERENCES shelf_label (id)",
        f"{DROP_SAME}; {SAME}",
        [OTHER_SAME],
    ),
    "owner key dropped": (
        "ALTER TABLE shelf_label DROP CONSTRAINT shelf_label_owner_key CASCADE",
        f"{KEY}; {SAME}",
        [f"shelf.Label: UNIQUE (owner, id) is missing: {UNLESS} {KEY}.", NO_SAME],
    ),
    "rights past every policy": (
        f"GRANT TRUNCATE, TRIGGER ON shelf_label TO {SERVER}",
        f"REVOKE TRUNCATE, TRIGGER ON shelf_label FROM {SERVER}",
        [
            f'shelf.Label: "{SERVER}" has a right to TRUNCATE, TRIGGER, which no policy holds back: '
            f'run REVOKE TRUNCATE, TRIGGER ON "shelf_label" FROM PUBLIC, "{SERVER}".'
        ],
    ),
    "table gone": (
        "ALTER TABLE shelf_cover RENAME TO shelf_jacket",
        "ALTER TABLE shelf_jacket RENAME TO shelf_cover",
        ["shelf.Cover: The table shelf_cover is missing: migrate."],
    ),
}


@postgresql_only
@pytest.mark.parametrize(("change", "repair", "found"), TABLES.values(), ids=TABLES)
def test_what_is_wrong_with_a_table_is_found(change: str, repair: str, found: list[str]) -> None:
    with broken(change, repair):
        assert holes() == found


@postgresql_only
@pytest.mark.parametrize("wrong", [name for name in TABLES if name != "table gone"])
def test_what_is_said_to_close_a_hole_closes_it(wrong: str) -> None:
    change, repair, _ = TABLES[wrong]
    with broken(change, lambda: run(repair) if holes() else None):
        for hole in holes():
            run(hole.partition(": run " if ": run " in hole else ", run ")[2].removesuffix("."))
        assert holes() == []


@postgresql_only
@pytest.mark.parametrize("kind", ["TO other USING (true)", "AS RESTRICTIVE TO PUBLIC USING (false)"])
def test_policies_that_open_nothing_to_the_server_are_left_alone(kind: str) -> None:
    with broken(f"CREATE POLICY more ON shelf_label {kind.replace('other', OWNER)}", "DROP POLICY more ON shelf_label"):
        assert holes() == []


@postgresql_only
def test_migrate_gives_maintenance_its_policies_back() -> None:
    run("DROP POLICY shelf_label_owner_policy_maintenance ON shelf_label")
    assert len(holes()) == 1
    migrated()
    assert holes() == []


# Rights

OPEN = "which is the admin site's alone"
SEARCH, CREDENTIAL = "public.shelf_paper_search(text[])", "ringfence_find_credential(text)"
AGAIN = "make it again as its migration does"
INNOCENT = "CREATE FUNCTION more() RETURNS bigint LANGUAGE sql"

RIGHTS: dict[str, tuple[str, str | Callable[[], None], list[str]]] = {
    "a protected table": (
        f"GRANT SELECT ON django_session TO {SERVER}",
        migrated,
        [
            f'"{SERVER}" has rights on django_session, {OPEN}: '
            f'run REVOKE ALL ON "django_session" FROM PUBLIC, "{SERVER}".'
        ],
    ),
    "a column of a protected table": (
        "GRANT UPDATE (name) ON auth_group TO PUBLIC",
        "REVOKE UPDATE (name) ON auth_group FROM PUBLIC",
        [f'"{SERVER}" has rights on auth_group, {OPEN}: run REVOKE ALL ON "auth_group" FROM PUBLIC, "{SERVER}".'],
    ),
    "room for tables": (
        f"GRANT CREATE ON SCHEMA public TO {SERVER}",
        f"REVOKE CREATE ON SCHEMA public FROM {SERVER}",
        [
            f'"{SERVER}" may make tables and functions in the schema public: '
            f'run REVOKE CREATE ON SCHEMA "public" FROM PUBLIC, "{SERVER}".'
        ],
    ),
    "search function open": (
        f"GRANT EXECUTE ON FUNCTION {SEARCH} TO PUBLIC",
        migrated,
        [f"Everybody may execute {SEARCH}: run REVOKE EXECUTE ON FUNCTION {SEARCH} FROM PUBLIC."],
    ),
    "gateway function open": (
        f"GRANT EXECUTE ON FUNCTION {CREDENTIAL} TO PUBLIC",
        migrated,
        [f"Everybody may execute {CREDENTIAL}: run REVOKE EXECUTE ON FUNCTION {CREDENTIAL} FROM PUBLIC."],
    ),
    "search function closed": (
        f"REVOKE EXECUTE ON FUNCTION {SEARCH} FROM {SERVER}",
        migrated,
        [f'"{SERVER}" may not execute {SEARCH}: migrate.'],
    ),
    "gateway function closed": (
        f"REVOKE EXECUTE ON FUNCTION {CREDENTIAL} FROM {SERVER}",
        migrated,
        [f'"{SERVER}" may not execute {CREDENTIAL}: migrate.'],
    ),
    "search function changed": (
        f"CREATE OR REPLACE FUNCTION {SEARCH} RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER "
        "SET search_path = pg_catalog, public, pg_temp AS 'SELECT id FROM public.shelf_paper'",
        migrated,
        [f"The function {SEARCH} was changed: migrate."],
    ),
    "gateway function changed": (
        f"ALTER FUNCTION {CREDENTIAL} RESET search_path",
        f"ALTER FUNCTION {CREDENTIAL} SET search_path = pg_catalog, public, pg_temp",
        [f"The function {CREDENTIAL} was changed: {AGAIN}."],
    ),
    "gateway function looks elsewhere first": (
        f"ALTER FUNCTION {CREDENTIAL} SET search_path = public, pg_catalog, pg_temp",
        f"ALTER FUNCTION {CREDENTIAL} SET search_path = pg_catalog, public, pg_temp",
        [f"The function {CREDENTIAL} was changed: {AGAIN}."],
    ),
    "gateway function without its owner's rights": (
        f"ALTER FUNCTION {CREDENTIAL} SECURITY INVOKER",
        f"ALTER FUNCTION {CREDENTIAL} SECURITY DEFINER",
        [f"The function {CREDENTIAL} was changed: {AGAIN}."],
    ),
    "gateway function gone": (
        f"DROP FUNCTION {CREDENTIAL}",
        lambda: migrated(functions.FIND_CREDENTIAL),
        [f"The function {CREDENTIAL} is missing: migrate."],
    ),
    "another function with its owner's rights": (
        f"{INNOCENT} SECURITY DEFINER AS 'SELECT count(*) FROM shelf_label'",
        "DROP FUNCTION more()",
        [
            f'The function more() gives "{SERVER}" the rights of "{OWNER}": run REVOKE EXECUTE ON FUNCTION more() '
            f'FROM PUBLIC, "{SERVER}", or declare it with allow_server().'
        ],
    ),
    "a function with the caller's rights": (
        f"{INNOCENT} AS 'SELECT count(*) FROM shelf_label'",
        "DROP FUNCTION more()",
        [],
    ),
    "a trigger function with its owner's rights": (
        "CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NEW; END'",
        "DROP FUNCTION more()",
        [],
    ),
    "a view on a guarded table": (
        "CREATE VIEW more AS SELECT * FROM shelf_label",
        "DROP VIEW more",
        [
            f'The view more shows "{SERVER}" rows past their policies: '
            "run ALTER VIEW more SET (security_invoker = true)."
        ],
    ),
    "a view on a view": (
        f"CREATE VIEW inner_one AS SELECT * FROM shelf_label; REVOKE ALL ON inner_one FROM {SERVER}; "
        "CREATE VIEW more AS SELECT * FROM inner_one",
        "DROP VIEW more, inner_one",
        [
            f'The view more shows "{SERVER}" rows past their policies: '
            "run ALTER VIEW more SET (security_invoker = true)."
        ],
    ),
    "a materialized view": (
        "CREATE MATERIALIZED VIEW more AS SELECT * FROM shelf_label",
        "DROP MATERIALIZED VIEW more",
        [f'The view more shows "{SERVER}" rows past their policies: run REVOKE ALL ON more FROM PUBLIC, "{SERVER}".'],
    ),
    "a view with the caller's rights": (
        "CREATE VIEW more WITH (security_invoker = on) AS SELECT * FROM shelf_label",
        "DROP VIEW more",
        [],
    ),
    "a view on anything else": ("CREATE VIEW more AS SELECT 1 AS one", "DROP VIEW more", []),
}


@postgresql_only
@pytest.mark.parametrize(("change", "repair", "found"), RIGHTS.values(), ids=RIGHTS)
def test_what_gives_the_server_too_much_or_too_little_is_found(
    change: str, repair: str | Callable[[], None], found: list[str]
) -> None:
    with broken(change, repair):
        assert holes() == found


@postgresql_only
@pytest.mark.parametrize("function", [SEARCH, CREDENTIAL])
def test_a_function_that_runs_with_somebody_elses_rights_is_found(function: str) -> None:
    with broken(
        f"ALTER FUNCTION {function} OWNER TO postgres", f"ALTER FUNCTION {function} OWNER TO {OWNER}", administer
    ):
        assert holes() == [
            f'The function {function} runs with the rights of "postgres", who is not the tables\' owner: '
            f'run ALTER FUNCTION {function} OWNER TO "{OWNER}".'
        ]


@postgresql_only
def test_a_foreign_key_whose_triggers_are_switched_off_is_found() -> None:
    table = "ALTER TABLE shelf_paperlabel {} TRIGGER ALL"
    with broken(table.format("DISABLE"), table.format("ENABLE"), administer):
        assert OTHER_SAME in holes()


@postgresql_only
def test_temporary_tables_are_found() -> None:
    name = connection.settings_dict["NAME"]
    with broken(f"GRANT TEMPORARY ON DATABASE {name} TO PUBLIC", migrated):
        assert holes() == [
            f'"{SERVER}" may make temporary tables: run REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC, "{SERVER}".'
        ]


@postgresql_only
def test_an_owner_that_every_connection_has_by_default_is_found() -> None:
    name = connection.settings_dict["NAME"]
    change, repair = f"ALTER DATABASE {name} SET ringfence.owner = '1'", f"ALTER DATABASE {name} RESET ringfence.owner"
    with broken(change, repair, administer):
        assert holes() == [
            "ringfence.owner has a default, as which every connection acts before anybody logs in: "
            f"run ALTER DATABASE {name} RESET ringfence.owner."
        ]


@postgresql_only
def test_a_function_that_was_declared_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "SELECT count(*) FROM shelf_label"
    monkeypatch.setattr(grants, "_server_functions", {**grants.server_functions(), "more()": body})
    run(f"{INNOCENT} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS '{body}'")
    try:
        migrated()
        assert holes() == []
    finally:
        run("DROP FUNCTION more()")


# Roles


@pytest.fixture
def role() -> Iterator[str]:
    """A role of this test's own, made after the tables; the server's connection is this role's."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no policies and no roles")
    name, password = f"audited_{secrets.token_hex(4)}", secrets.token_hex(8)
    administer(f"CREATE ROLE {name} LOGIN NOINHERIT PASSWORD '{password}'")
    owner = connections["owner"]
    run(*grants.statements(owner, server=name, maintenance=MAINTENANCE))
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT format('GRANT EXECUTE ON FUNCTION %s TO', oid::regprocedure) FROM pg_proc "
            "WHERE prosecdef AND proowner = session_user::regrole AND oid::regprocedure::text LIKE '%%_search(%%'"
        )
        run(*(f"{grant} {name}" for (grant,) in cursor.fetchall()))
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(USER=name, PASSWORD=password)
    try:
        yield name
    finally:
        connection.close()
        connection.settings_dict.update(before)
        administer(f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def test_a_role_made_after_the_tables_is_put_right_by_the_next_migrate(role: str) -> None:
    assert audit_database().role == role
    assert holes() == []


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("BYPASSRLS", "has BYPASSRLS"),
        ("CREATEROLE", "may make itself a member of other roles (CREATEROLE)"),
        ("REPLICATION", "may copy the whole cluster (REPLICATION)"),
    ],
)
def test_an_attribute_that_leads_past_policies_is_found(role: str, attribute: str, said: str) -> None:
    with broken(f"ALTER ROLE {role} {attribute}", f"ALTER ROLE {role} NO{attribute}", administer):
        assert holes() == [f'Role "{role}" {said}: ALTER ROLE "{role}" NO{attribute}.']


def test_a_superuser_is_found(role: str) -> None:
    with broken(f"ALTER ROLE {role} SUPERUSER", f"ALTER ROLE {role} NOSUPERUSER", administer):
        assert f'Role "{role}" is a superuser: ALTER ROLE "{role}" NOSUPERUSER.' in holes()


def test_a_member_of_the_owner_is_found(role: str) -> None:
    with broken(f"GRANT {OWNER} TO {role}", f"REVOKE {OWNER} FROM {role}", administer):
        (hole,) = holes()
        assert hole.startswith(f'Role "{role}" is a member of "{OWNER}", which owns tables with row-level security (')
        assert hole.endswith(f'): REVOKE "{OWNER}" FROM "{role}".')


def test_a_member_of_maintenance_is_found(role: str) -> None:
    with broken(f"GRANT {MAINTENANCE} TO {role}", f"REVOKE {MAINTENANCE} FROM {role}", administer):
        assert holes() == [
            f'Role "{role}" is a member of "{MAINTENANCE}", which has policies of its own: '
            f'REVOKE "{MAINTENANCE}" FROM "{role}".'
        ]


def test_a_table_of_the_servers_own_is_found(role: str) -> None:
    with broken(f"ALTER TABLE shelf_label OWNER TO {role}", f"ALTER TABLE shelf_label OWNER TO {OWNER}", administer):
        assert holes() == [
            f'Role "{role}" owns tables with row-level security (shelf_label): '
            "let another role own them (ALTER TABLE … OWNER TO …).",
            f'shelf.Label: "{role}" has a right to TRUNCATE, REFERENCES, TRIGGER, which no policy holds back: '
            f'run REVOKE TRUNCATE, REFERENCES, TRIGGER ON "shelf_label" FROM PUBLIC, "{role}".',
        ]


def test_an_owner_that_the_server_has_by_default_is_found(role: str) -> None:
    with broken(f"ALTER ROLE {role} SET ringfence.owner = '1'", f"ALTER ROLE {role} RESET ringfence.owner", administer):
        assert holes() == [
            "ringfence.owner has a default, as which every connection acts before anybody logs in: "
            f"run ALTER ROLE {role} RESET ringfence.owner."
        ]


# SQLite


@sqlite_only
def test_a_sqlite_file_as_migrations_leave_it_has_no_holes_and_says_what_it_cannot_do() -> None:
    report = audit_database()
    assert holes() == []
    assert (report.vendor, report.role, report.remarks) == ("sqlite", "", [NO_POLICIES])
    assert NO_POLICIES.startswith("SQLite has no row-level security")
    enforced = {entry.model: entry.enforced for entry in report.models}
    assert enforced["shelf.PaperLabel"] == ["UNIQUE (owner, id)", "SameOwner(paper)", "SameOwner(label)"]
    assert enforced["shelf.Shelf"] == ["UNIQUE (owner, id)", "SameOwner(parent)"]
    assert enforced["ringfence_accounts.User"] == []


def missing(what: str, name: str) -> str:
    return (
        f"shelf.PaperLabel: {what} is missing: "
        f"migrate, or where nothing is left to apply, remove and add {name} by a migration."
    )


@contextmanager
def rewritten(*changes: tuple[str, str]) -> Iterator[None]:
    """The table of PaperLabel made again, with these pieces of its definition replaced."""

    def remake(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE shelf_paperlabel")
            cursor.execute(statement)

    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'shelf_paperlabel'")
        ((definition,),) = cursor.fetchall()
    changed = definition
    for before, after in changes:
        assert before in changed
        changed = changed.replace(before, after)
    remake(changed)
    try:
        yield
    finally:
        remake(definition)
    assert holes() == []


KEY_ON_SQLITE = 'CONSTRAINT "shelf_paperlabel_owner_key" UNIQUE ("owner_id", "id"), '
SAME_ON_SQLITE = (
    'CONSTRAINT "shelf_paperlabel_label_same_owner" FOREIGN KEY ("owner_id", "label_id") '
    'REFERENCES "shelf_label" ("owner_id", "id") DEFERRABLE INITIALLY DEFERRED'
)


@sqlite_only
def test_a_missing_owner_key_is_found_on_sqlite() -> None:
    with rewritten((KEY_ON_SQLITE, "")):
        assert holes() == [missing("UNIQUE (owner, id)", "shelf_paperlabel_owner_key")]


@sqlite_only
def test_a_missing_same_owner_is_found_on_sqlite() -> None:
    with rewritten((f", {SAME_ON_SQLITE}", "")):
        assert holes() == [missing("SameOwner(label)", "shelf_paperlabel_label_same_owner")]


@sqlite_only
def test_a_same_owner_in_name_only_is_found_on_sqlite() -> None:
    with rewritten(
        (
            '("owner_id", "label_id") REFERENCES "shelf_label" ("owner_id", "id")',
            '("label_id") REFERENCES "shelf_label" ("id")',
        )
    ):
        assert holes() == [missing("SameOwner(label)", "shelf_paperlabel_label_same_owner")]


@sqlite_only
def test_a_missing_table_is_found_on_sqlite() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE shelf_cover RENAME TO shelf_jacket")
        try:
            assert holes() == ["shelf.Cover: The table shelf_cover is missing: migrate."]
        finally:
            cursor.execute("ALTER TABLE shelf_jacket RENAME TO shelf_cover")


@sqlite_only
def test_foreign_keys_that_are_off_are_found() -> None:
    connection.disable_constraint_checking()
    try:
        assert holes() == ["Foreign keys are off: take PRAGMA foreign_keys out of the settings (Django turns it on)."]
    finally:
        connection.enable_constraint_checking()


def test_an_audit_costs_a_fixed_number_of_statements_for_each_model(django_assert_max_num_queries: Any) -> None:
    models = len(audit_database().models)
    with django_assert_max_num_queries(30 + 4 * models):
        audit_database()
