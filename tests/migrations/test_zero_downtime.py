"""The linter of migrations finds what it says, and nothing in what old code can live with."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import DEFAULT_DB_ALIAS, connections, migrations, models
from django.db.migrations.loader import MigrationLoader

from ringfence.ownership.constraints import OwnerPolicy, SameOwner
from ringfence.ownership.operations import AddIndexWithoutLock
from ringfence.ownership.scope import MIGRATION_ALIAS
from tests.migrations import zero_downtime

CREATE = migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True))])
INDEX = models.Index(fields=["a"], name="thing_a")


def migration(*operations: Any, **attributes: Any) -> Any:
    made = type("Migration", (migrations.Migration,), {"operations": list(operations), **attributes})
    return made("0002_next", "things")


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (migrations.RemoveField("thing", "a"), "old code still reads it"),
        (migrations.DeleteModel("Thing"), "old code still reads it"),
        (migrations.RenameField("thing", "a", "b"), "by the old name"),
        (migrations.RenameModel("Thing", "Other"), "by the old name"),
        (migrations.AddField("thing", "a", models.IntegerField(default=0)), "inserts rows without it"),
        (migrations.AddField("thing", "a", models.IntegerField(null=True, unique=True)), "checked under a lock"),
        (migrations.AlterField("thing", "a", models.IntegerField()), "whole table under a lock"),
        (migrations.AddIndex("thing", INDEX), "AddIndexWithoutLock"),
        (migrations.AddConstraint("thing", models.UniqueConstraint(fields=["a"], name="u")), "USING INDEX"),
        (
            migrations.AddConstraint("thing", models.CheckConstraint(condition=models.Q(a=1), name="c")),
            "AddConstraintNotValid",
        ),
        (migrations.AddConstraint("thing", SameOwner("a", name="s")), "NOT VALID"),
        (
            migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("thing", "a")]),
            "old code still reads it",
        ),
    ],
)
def test_what_old_code_cannot_live_with_or_what_locks_is_found(operation: Any, said: str) -> None:
    (found,) = zero_downtime.findings(migration(operation))
    assert said in found
    assert zero_downtime.findings(migration(operation, zero_downtime="The table is empty everywhere.")) == []
    assert zero_downtime.findings(migration(operation, zero_downtime=" ")) == [found]


@pytest.mark.parametrize(
    "operations",
    [
        [
            CREATE,
            migrations.AddField("thing", "a", models.IntegerField(default=0)),
            migrations.AddIndex("thing", INDEX),
        ],
        [migrations.AddField("thing", "a", models.IntegerField(null=True))],
        [migrations.AddField("thing", "a", models.IntegerField(db_default=0))],
        [migrations.AlterField("thing", "a", models.IntegerField(null=True))],
        [migrations.AddConstraint("thing", OwnerPolicy(name="p"))],
        [AddIndexConcurrently("thing", INDEX)],
        [AddIndexWithoutLock("thing", INDEX)],
        [migrations.RunPython(migrations.RunPython.noop)],
    ],
)
def test_what_old_code_can_live_with_is_left_alone(operations: list[Any]) -> None:
    assert zero_downtime.findings(migration(*operations)) == []


def test_rows_are_not_changed_while_tables_are_locked() -> None:
    mixed = migration(migrations.AddField("thing", "a", models.IntegerField(null=True)), migrations.RunPython(print))
    assert zero_downtime.findings(mixed) == [
        "Rows are changed while tables are locked: put RunPython into a migration of its own."
    ]


def test_every_migration_of_this_version_passes() -> None:
    assert zero_downtime.main() == 0


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_an_index_is_made_and_removed_without_a_lock_on_both_databases() -> None:
    alias = MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS
    connection = connections[alias]
    operation = AddIndexWithoutLock("note", models.Index(fields=["title"], name="notes_for_a_test"))
    before = MigrationLoader(connection).project_state()
    after = before.clone()
    operation.state_forwards("notes", after)

    def made() -> bool:
        with connection.cursor() as cursor:
            return "notes_for_a_test" in connection.introspection.get_constraints(cursor, "notes_note")

    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("notes", editor, before, after)
    assert made()
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("notes", editor, after, before)
    assert not made()
