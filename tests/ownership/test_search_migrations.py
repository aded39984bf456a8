"""The index of search follows its table through every migration, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connections, transaction
from django.db.migrations import (
    AddField,
    AddIndex,
    AlterField,
    AlterModelTable,
    CreateModel,
    DeleteModel,
    RemoveIndex,
    RenameField,
    RenameIndex,
    RenameModel,
)
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState
from django.db.models import CASCADE, CharField, ForeignKey, TextField

from ringfence.ownership.scope import acting_as
from ringfence.ownership.search import SearchIndex, prepare_postgresql
from tests.ownership.histories import INDEX, POSTGRESQL, TABLES, History, create_tome, indexed, schema, settle
from tests.shelf.models import Paper

USER = get_user_model()

postgresql_only = pytest.mark.skipif(not POSTGRESQL, reason="a promise of PostgreSQL's")
sqlite_only = pytest.mark.skipif(POSTGRESQL, reason="a promise of SQLite's")
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def somebody() -> int:
    return int(USER.objects.using(TABLES).create(username="somebody").pk)


@pytest.fixture
def history(somebody: int) -> Iterator[History]:
    """A history that is undone at the end, which must leave nothing behind."""
    before = schema()
    made = History()
    yield made
    while made.done:
        made.backwards()
    assert schema() == before


def assert_in_step(history: History, owner_id: int, name: str = "Tome", index: str = INDEX.name) -> None:
    """Writes of every kind are in the index at once, and it holds nothing else."""
    rows = history.rows(name)
    kept = {row.pk: f"{row.title}\n{row.body}" for row in rows.all()}
    for term in ("apple", "pear", "cherry"):
        assert indexed(owner_id, term, index) == [pk for pk in sorted(kept) if term in kept[pk].lower()], term
    row = rows.create(owner_id=owner_id, title="Cherry", body="stone")
    assert row.pk in indexed(owner_id, "cherry", index)
    rows.filter(pk=row.pk).update(body="Cherry", title="plum")
    assert row.pk in indexed(owner_id, "plum", index)
    assert indexed(owner_id, "stone", index) == []
    rows.filter(pk=row.pk).delete()
    assert row.pk not in indexed(owner_id, "cherry", index)
    assert indexed(owner_id, "plum", index) == []


def test_the_index_comes_and_goes_with_its_model(history: History, somebody: int) -> None:
    history.forwards(create_tome(INDEX))
    assert_in_step(history, somebody)
    history.forwards(DeleteModel("Tome"))
    assert not {name for name in schema() if "tome" in name}
    history.backwards()
    assert_in_step(history, somebody)


def test_an_index_added_to_rows_that_are_there_holds_them(history: History, somebody: int) -> None:
    history.forwards(create_tome())
    for n in range(3):
        history.rows().create(owner_id=somebody, title=f"apple {n}", body="Pear" * n)
    history.forwards(AddIndex("tome", INDEX))
    assert_in_step(history, somebody)
    history.backwards()
    history.rows().create(owner_id=somebody, title="apple again")
    history.forwards(AddIndex("tome", INDEX))
    assert_in_step(history, somebody)
    history.forwards(RemoveIndex("tome", INDEX.name))
    history.backwards()
    assert len(indexed(somebody, "apple")) == 4
    assert_in_step(history, somebody)


def test_the_index_outlives_every_change_of_its_table(history: History, somebody: int) -> None:
    history.forwards(create_tome(INDEX))
    for n in range(3):
        history.rows().create(owner_id=somebody, title=f"apple {n}", body="Pear" * n)
    for operation in (
        AddField("tome", "pages", CharField(max_length=5, default="")),
        AddField("tome", "note", CharField(max_length=5, null=True)),
        AlterField("tome", "title", CharField(max_length=80, db_index=True)),
        AlterField("tome", "body", TextField(blank=True, null=True)),
        AddField("tome", "next", ForeignKey("self", CASCADE, null=True)),
        AlterModelTable("tome", "shelf_other"),
        RenameIndex("tome", new_name="shelf_tome_found", old_name=INDEX.name),
        RenameIndex("tome", new_name=INDEX.name, old_name="shelf_tome_found"),
    ):
        history.forwards(operation)
        name = "shelf_tome_found" if getattr(operation, "new_name", "") == "shelf_tome_found" else INDEX.name
        assert_in_step(history, somebody, index=name)
    for _ in range(8):
        history.backwards()
        if not any(getattr(operations[0], "new_name", "") for operations in history.done):
            assert_in_step(history, somebody)


def test_the_index_follows_its_model_to_another_name(history: History, somebody: int) -> None:
    history.forwards(create_tome(INDEX))
    history.rows().create(owner_id=somebody, title="apple")
    history.forwards(RenameModel("Tome", "Book"))
    assert_in_step(history, somebody, "Book")
    history.backwards()
    assert_in_step(history, somebody)


def test_the_index_can_be_made_over_a_renamed_field(history: History, somebody: int) -> None:
    history.forwards(create_tome(INDEX))
    history.rows().create(owner_id=somebody, title="apple")
    renamed = SearchIndex(fields=["title", "text"], name=INDEX.name)
    history.forwards(RemoveIndex("tome", INDEX.name), RenameField("tome", "body", "text"), AddIndex("tome", renamed))
    history.rows().create(owner_id=somebody, title="pear", text="apple")
    assert len(indexed(somebody, "apple")) == 2
    history.backwards()
    assert_in_step(history, somebody)


def test_one_migration_may_make_change_and_drop_the_index(history: History, somebody: int) -> None:
    history.forwards(
        create_tome(),
        AddIndex("tome", INDEX),
        AddField("tome", "pages", CharField(max_length=5, default="")),
        AlterModelTable("tome", "shelf_other"),
        RemoveIndex("tome", INDEX.name),
        AddIndex("tome", INDEX),
        AlterField("tome", "title", CharField(max_length=80)),
    )
    assert_in_step(history, somebody)
    history.backwards()
    assert not {name for name in schema() if "tome" in name}


def test_a_row_that_changes_hands_is_found_by_its_new_owner_only(history: History, somebody: int) -> None:
    heir = USER.objects.using(TABLES).create(username="heir")
    history.forwards(create_tome(INDEX))
    row = history.rows().create(owner_id=somebody, title="apple")
    history.rows().update(owner_id=heir.pk)
    assert indexed(heir.pk, "apple") == [row.pk]
    assert row.pk not in indexed(somebody, "apple")
    history.rows().all().delete()
    assert indexed(heir.pk, "apple") == []


@sqlite_only
def test_what_is_rolled_back_is_not_in_the_index(history: History, somebody: int) -> None:
    history.forwards(create_tome(INDEX))
    with transaction.atomic():
        kept = history.rows().create(owner_id=somebody, title="apple")
        savepoint = transaction.savepoint()
        history.rows().create(owner_id=somebody, title="apple")
        history.rows().filter(pk=kept.pk).update(title="pear")
        transaction.savepoint_rollback(savepoint)
        history.rows().create(owner_id=somebody, title="cherry")
    assert indexed(somebody, "apple") == [kept.pk]
    assert_in_step(history, somebody)


@sqlite_only
def test_a_row_with_a_key_that_the_index_cannot_hold_is_refused(somebody: int) -> None:
    with (
        acting_as(somebody),
        pytest.raises(IntegrityError, match="search on SQLite has no place for ids that high"),
    ):
        Paper.objects.create(pk=2**40, title="too high")


def test_the_autodetector_sees_the_index_and_settles(history: History) -> None:
    history.forwards(create_tome(INDEX))
    assert changes(history, create_tome(SearchIndex(fields=["title", "body"], name=INDEX.name))) == []
    assert changes(history, create_tome(SearchIndex(fields=["title"], name=INDEX.name))) == [
        "Remove index shelf_tome_search from tome",
        "Create index shelf_tome_search on field(s) title of model tome",
    ]


def changes(history: History, wanted: CreateModel) -> list[str]:
    state = ProjectState.from_apps(apps)
    wanted.state_forwards("shelf", state)
    found = MigrationAutodetector(history.states[-1], state)._detect_changes()  # type: ignore[attr-defined]
    return [operation.describe() for migration in found.get("shelf", []) for operation in migration.operations]


def test_an_index_needs_a_name_and_no_direction() -> None:
    with pytest.raises(ValueError, match=r"A SearchIndex must be named\."):
        SearchIndex(fields=["title"], name="")
    with pytest.raises(ValueError, match=r"The fields of a SearchIndex have no direction\."):
        SearchIndex(fields=["-title"], name="x")


def test_after_a_migration_that_changes_nothing_nothing_changes() -> None:
    before = schema()
    settle()
    settle()
    assert schema() == before


@postgresql_only
def test_another_folding_builds_the_indexes_anew(history: History, somebody: int) -> None:
    history.forwards(create_tome(INDEX))
    with connections[TABLES].cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'ringfence_fold'")
        (body,) = cursor.fetchone()
        cursor.execute(
            "CREATE OR REPLACE FUNCTION ringfence_fold(text) RETURNS text LANGUAGE plpgsql "
            "IMMUTABLE STRICT PARALLEL SAFE AS 'BEGIN RETURN $1; END'"
        )
        row = history.rows().create(owner_id=somebody, title="Äpfel")
        prepare_postgresql(cursor)
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'ringfence_fold'")
        assert cursor.fetchone() == (body,)
        cursor.execute("SET enable_seqscan = off")
        assert indexed(somebody, "äPFEL") == [row.pk]
        cursor.execute("RESET enable_seqscan")
