"""What each PostgreSQL role may do after a migration: the server all but the admin site's tables, maintenance all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management.sql import emit_post_migrate_signal
from django.db import ProgrammingError, connection, connections

from ringfence.accounts import functions
from ringfence.ownership import grants
from tests import postgres

PROTECTED = [
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_admin_log",
    "django_session",
    "ringfence_accounts_user_groups",
    "ringfence_accounts_user_user_permissions",
]
ROLES = {"server": postgres.SERVER, "maintenance": postgres.MAINTENANCE}

postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")


@pytest.fixture(autouse=True)
def _live(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database outside any transaction; no test here leaves a row."""
    with django_db_blocker.unblock():
        yield


def run(alias: str, *statements: str) -> list[Any]:
    """Run SQL as the role of an alias and return the rows of the last statement."""
    with connections[alias].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def statements() -> list[str]:
    return grants.statements(connections["owner"], **ROLES)


def test_the_admin_sites_tables_are_the_protected_ones() -> None:
    assert sorted(grants.protected_tables()) == PROTECTED


@postgresql_only
@pytest.mark.parametrize("table", PROTECTED)
def test_the_server_may_not_touch_a_protected_table_and_maintenance_may(table: str) -> None:
    for statement in (
        f"SELECT * FROM {table}",
        f"DELETE FROM {table} WHERE false",
        f"INSERT INTO {table} DEFAULT VALUES",
    ):
        with pytest.raises(ProgrammingError, match=f"permission denied for table {table}"):
            run("default", statement)
    run("admin", f"SELECT * FROM {table}", f"DELETE FROM {table} WHERE false")


@postgresql_only
def test_nobody_but_the_owner_may_change_the_tables_themselves() -> None:
    for alias in ("default", "admin"):
        for statement in (
            "ALTER TABLE shelf_label ADD COLUMN more int",
            "DROP TABLE shelf_label",
            "TRUNCATE shelf_label",
        ):
            with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
                run(alias, statement)


@postgresql_only
def test_a_later_table_can_be_used_by_both_without_another_word() -> None:
    run("owner", "CREATE TABLE later (id bigserial)")
    try:
        for alias in ("default", "admin"):
            run(alias, "INSERT INTO later DEFAULT VALUES", "UPDATE later SET id = id", "SELECT * FROM later")
        assert run("admin", "SELECT count(*) FROM later") == [(2,)]
    finally:
        run("owner", "DROP TABLE later")


@postgresql_only
def test_rights_that_were_taken_or_given_by_hand_are_put_right_by_the_next_migrate() -> None:
    run(
        "owner",
        f"GRANT SELECT ON django_session TO {postgres.SERVER}",
        f"REVOKE ALL ON shelf_label FROM {postgres.SERVER}, {postgres.MAINTENANCE}",
        f"REVOKE EXECUTE ON FUNCTION ringfence_begin(uuid) FROM {postgres.SERVER}",
        "GRANT EXECUTE ON FUNCTION ringfence_begin(uuid) TO PUBLIC",
    )
    emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")
    with pytest.raises(ProgrammingError, match="permission denied for table django_session"):
        run("default", "SELECT * FROM django_session")
    for alias in ("default", "admin"):
        run(alias, "SELECT * FROM shelf_label")
    run("default", "SELECT * FROM ringfence_begin(gen_random_uuid())")
    with pytest.raises(ProgrammingError, match="permission denied for function ringfence_begin"):
        run("admin", "SELECT * FROM ringfence_begin(gen_random_uuid())")


@postgresql_only
def test_policies_that_are_right_are_left_alone_since_making_them_locks_tables() -> None:
    assert [statement for statement in statements() if "POLICY" in statement] == []


@postgresql_only
def test_a_maintenance_role_with_another_name_gets_the_policies() -> None:
    made = grants.maintenance_policies(connections["owner"], postgres.OWNER, {"shelf_label"})
    assert made == [
        'DROP POLICY IF EXISTS "shelf_label_owner_policy_maintenance" ON "shelf_label"',
        'CREATE POLICY "shelf_label_owner_policy_maintenance" ON "shelf_label" FOR ALL '
        f'TO "{postgres.OWNER}" USING (true) WITH CHECK (true)',
    ]


@postgresql_only
def test_a_table_that_is_still_to_come_gets_no_policy() -> None:
    assert grants.maintenance_policies(connections["owner"], "anybody", set()) == []


@postgresql_only
def test_functions_that_are_still_to_come_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grants, "_server_functions", {"later(uuid)": "", "ringfence_begin(uuid)": ""})
    quoted = connection.ops.quote_name(postgres.SERVER)
    assert [statement for statement in statements() if "FUNCTION" in statement] == [
        "REVOKE EXECUTE ON FUNCTION ringfence_begin(uuid) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION ringfence_begin(uuid) TO {quoted}",
    ]


@postgresql_only
def test_a_server_that_is_the_maintenance_role_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="are the same role"):
        grants.statements(connections["owner"], server="one", maintenance="one")


def test_functions_are_declared_with_their_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    assert grants.server_functions() == functions.BODIES
    monkeypatch.setattr(grants, "_server_functions", {})
    grants.allow_server({"one(uuid)": "SELECT 1"})
    grants.allow_server({"two(text)": "SELECT 2"})
    assert grants.server_functions() == {"one(uuid)": "SELECT 1", "two(text)": "SELECT 2"}
