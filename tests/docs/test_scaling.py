"""The page about scaling: ``owner_id`` is in every key but those that it names, asked of the live catalog."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from environ import Env

from ringfence.ownership.registry import guarded_models, owner_policy
from tests.docs.pages import blocks, codes, read, rows

PAGE = "why/scaling.md"
of_the_catalog = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="asks the catalog of PostgreSQL")

_UNIQUE = """
    SELECT c.relname, i.relname, x.indisprimary, array_agg(a.attname)
    FROM pg_index x
    JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = ANY(x.indkey)
    WHERE x.indisunique AND c.relname = ANY(%s)
    GROUP BY 1, 2, 3
"""
_FOREIGN = """
    SELECT c.relname, k.conname, t.relname,
      (SELECT array_agg(a.attname) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)),
      k.confdeltype
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND c.relname = ANY(%s)
"""


def tables() -> dict[str, str]:
    """The server's tables with owners, and the column that says whose a row is."""
    found = {}
    for model in guarded_models():
        policy = owner_policy(model)
        if policy and not model.__module__.startswith("tests."):
            owner: Any = model._meta.get_field(policy.owner)
            found[model._meta.db_table] = str(owner.column)
    return found


def asked(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(tables())])
        return cursor.fetchall()


@of_the_catalog
@pytest.mark.django_db
def test_the_owner_is_in_every_unique_key_but_those_that_are_named() -> None:
    owner = tables()
    without = {name for table, name, primary, columns in asked(_UNIQUE) if not primary and owner[table] not in columns}
    assert without == {codes(row[0])[0] for row in rows(PAGE, "What stands in the way") if "unique" in row[1]}


@of_the_catalog
@pytest.mark.django_db
def test_every_primary_key_is_the_id_alone_and_has_the_owner_in_a_key_beside_it() -> None:
    owner = tables()
    keys: dict[str, set[frozenset[str]]] = {}
    for table, _, primary, columns in asked(_UNIQUE):
        keys.setdefault(table, set()).add(frozenset(columns))
        if primary:
            assert columns == ["id"], table
    for table, column in owner.items():
        assert frozenset({column, "id"}) in keys[table], table


@of_the_catalog
@pytest.mark.django_db
def test_every_foreign_key_has_the_owner_in_it_or_beside_it_but_those_that_are_named() -> None:
    owner = tables()
    keys = asked(_FOREIGN)
    with_owner = {(table, column) for table, _, _, columns, _ in keys for column in columns if owner[table] in columns}
    without = {
        f"{table}.{column}"
        for table, _, _, columns, _ in keys
        for column in columns
        if owner[table] not in columns and (table, column) not in with_owner
    }
    assert without == {codes(row[0])[0] for row in rows(PAGE, "What stands in the way") if "leads" in row[1]}


@of_the_catalog
@pytest.mark.django_db
def test_no_column_of_an_owner_may_be_empty() -> None:
    for table, column in tables().items():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attnotnull FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s", [table, column]
            )
            assert cursor.fetchone() == (True,), table


def test_the_page_names_every_table_that_is_not_by_owner() -> None:
    shared = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if owner_policy(model) is None and not model.__module__.startswith("tests.")
    }
    named = {code for row in rows(PAGE, "Tables without an owner") for code in codes(row[0])}
    assert named == shared


def test_the_address_of_two_servers_is_read_as_such() -> None:
    (line,) = blocks(read(PAGE), "")
    variable, _, url = line.strip().partition("=")
    assert variable == "RINGFENCE_DATABASE_URL"
    config = Env.db_url_config(url)
    assert (config["NAME"], config["USER"], config["HOST"]) == ("ringfence", "ringfence_server", "")
    assert config["OPTIONS"] == {"host": "db1,db2", "port": 5432, "target_session_attrs": "read-write"}
