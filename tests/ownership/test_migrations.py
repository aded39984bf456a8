"""Ownership through migrations, forwards and backwards, on the database that is there: a throw-away app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, IntegrityError, ProgrammingError, connections, models, transaction
from django.db.migrations import AddConstraint, RemoveConstraint, RunPython

from ringfence.accounts.models import User
from ringfence.ownership.constraints import OwnerKey, SameOwner
from ringfence.ownership.fields import OwnedForeignKey, OwnedOneToOneField
from ringfence.ownership.models import PublishedModel
from ringfence.ownership.policies import LONGEST_NAME
from ringfence.ownership.scope import acting_as, acting_as_anyone, maintenance
from ringfence.ownership.search import SearchIndex
from tests.ownership.workshop import APP, Workshop, by_hand, create, owned

postgresql_only = pytest.mark.skipif("connections['default'].vendor != 'postgresql'", reason="SQLite has no policies")
sqlite_only = pytest.mark.skipif(
    "connections['default'].vendor != 'sqlite'", reason="PostgreSQL alters tables in place"
)
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def workshop(transactional_db: None) -> Iterator[Workshop]:
    made = Workshop()
    yield made
    made.clear()


@pytest.fixture
def alice(transactional_db: None) -> int:
    return person("alice")


@pytest.fixture
def bob(transactional_db: None) -> int:
    return person("bob")


def person(name: str) -> int:
    with maintenance("a test"):
        return User.objects.create(username=name).pk


def tool(name: str = "Tool", **meta: Any) -> Any:
    return owned(name, {"name": models.CharField(max_length=20, db_default="")}, **meta)


def job(target: Any, *, field: str = "tool", same_owner: bool = True) -> Any:
    """A model that points at ``target``."""
    constraints = [SameOwner(field)] if same_owner else []
    return owned("Job", {field: OwnedForeignKey(target, models.CASCADE)}, constraints=constraints)


def as_server(statement: str, *params: Any) -> Any:
    """Run SQL on the server's connection: the rows of a SELECT, else the count."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_owned_models_come_and_go_with_every_rule(workshop: Workshop, alice: int, bob: int) -> None:
    target = tool()
    part = owned(
        "Part",
        {
            "tool": OwnedForeignKey(target, models.SET_NULL, null=True),
            "parent": OwnedForeignKey("self", models.CASCADE, null=True),
            "twin": OwnedOneToOneField(target, models.CASCADE, null=True, related_name="+"),
        },
        constraints=[SameOwner("tool"), SameOwner("parent"), SameOwner("twin")],
    )
    workshop.migrate(target, part)
    assert workshop.pairs("part") == {
        "tool_id": "workshop_tool",
        "parent_id": "workshop_part",
        "twin_id": "workshop_tool",
    }
    theirs, own = workshop.insert("tool", bob, name="saw"), workshop.insert("tool", alice, name="axe")
    root = workshop.insert("part", alice, tool_id=own, twin_id=own)
    workshop.insert("part", alice, parent_id=root)
    for column, value in (("tool_id", theirs), ("twin_id", theirs), ("parent_id", root)):
        with pytest.raises(IntegrityError), transaction.atomic(using=workshop.connection.alias):
            workshop.insert("part", bob if column == "parent_id" else alice, **{column: value})
    workshop.undo()
    assert not workshop.done
    with workshop.connection.cursor() as cursor:
        left = workshop.connection.introspection.table_names(cursor)
    assert [name for name in left if name.startswith(APP)] == []


def test_a_migration_that_makes_table_and_rules_in_one_operation_gives_the_same(workshop: Workshop) -> None:
    target = tool()
    workshop.apply(by_hand(*map(create, (target, job(target)))))
    assert workshop.pairs("job") == {"tool_id": "workshop_tool"}
    if workshop.connection.vendor == "postgresql":
        names = ["workshop_job_owner_policy", "workshop_job_owner_policy_migrations", "forced"]
        assert workshop.policies("job") == names
    workshop.undo()


@postgresql_only
def test_a_private_model_is_published_by_a_migration_and_taken_back(workshop: Workshop, alice: int, bob: int) -> None:
    workshop.migrate(tool())
    workshop.insert("tool", alice, name="axe")
    everything, change = "SELECT name FROM workshop_tool", "UPDATE workshop_tool SET name = 'saw'"
    with acting_as(bob):
        assert as_server(everything) == []
    (step,) = workshop.migrate(tool(base=PublishedModel))
    assert [type(operation).__name__ for operation in step.operations] == [
        "RemoveConstraint",
        "AddConstraint",
    ]
    assert workshop.policies("tool") == [
        "workshop_tool_owner_policy",
        "workshop_tool_owner_policy_delete",
        "workshop_tool_owner_policy_insert",
        "workshop_tool_owner_policy_migrations",
        "workshop_tool_owner_policy_update",
        "forced",
    ]
    with acting_as(bob):
        assert (as_server(everything), as_server(change)) == ([("axe",)], 0)
    with acting_as_anyone():
        assert (as_server(everything), as_server(change)) == ([("axe",)], 0)
    workshop.undo()
    assert workshop.policies("tool") == [
        "workshop_tool_owner_policy",
        "workshop_tool_owner_policy_migrations",
        "forced",
    ]
    with acting_as(bob):
        assert (as_server(everything), as_server(change)) == ([], 0)


@postgresql_only
def test_a_model_that_ceases_to_be_owned_keeps_no_policy(workshop: Workshop) -> None:
    workshop.migrate(tool())
    workshop.execute('CREATE POLICY "workshop_tool_owner_policy_maintenance" ON workshop_tool USING (true)')
    workshop.apply(
        by_hand(
            RemoveConstraint("tool", "workshop_tool_owner_policy"),
            RemoveConstraint("tool", "workshop_tool_owner_key"),
        )
    )
    assert workshop.policies("tool") == ["open"]


def test_same_owner_is_added_to_a_table_with_rows(workshop: Workshop, alice: int, bob: int) -> None:
    target = tool()
    workshop.migrate(target, job(target, same_owner=False))
    theirs, own = workshop.insert("tool", bob), workshop.insert("tool", alice)
    kept = workshop.insert("job", alice, tool_id=own)
    workshop.migrate(target, job(target))
    assert workshop.execute("SELECT id, owner_id, tool_id FROM workshop_job") == [(kept, alice, own)]
    with pytest.raises(IntegrityError), transaction.atomic(using=workshop.connection.alias):
        workshop.insert("job", alice, tool_id=theirs)
    workshop.undo()
    workshop.insert("job", alice, tool_id=theirs)


def test_same_owner_is_refused_while_a_row_breaks_it_and_nothing_changes(
    workshop: Workshop, alice: int, bob: int
) -> None:
    target = tool()
    workshop.migrate(target, job(target, same_owner=False))
    workshop.insert("job", alice, tool_id=workshop.insert("tool", bob))
    with pytest.raises(IntegrityError):
        workshop.migrate(target, job(target))
    assert workshop.pairs("job") == {}


def test_a_renamed_model_keeps_what_points_at_it(workshop: Workshop, alice: int, bob: int) -> None:
    """PostgreSQL drops the keys that point at the renamed OwnerKey along with it."""
    target = tool()
    workshop.migrate(target, job(target), _self_related())
    theirs = workshop.insert("tool", bob)
    renamed = tool("Device")
    (step,) = workshop.migrate(renamed, job(renamed), _self_related())
    assert "RenameModel" in [type(operation).__name__ for operation in step.operations]
    assert workshop.pairs("job") == {"tool_id": "workshop_device"}
    with pytest.raises(IntegrityError), transaction.atomic(using=workshop.connection.alias):
        workshop.insert("job", alice, tool_id=theirs)
    if workshop.connection.vendor == "postgresql":
        assert workshop.policies("device") == [
            "workshop_device_owner_policy",
            "workshop_device_owner_policy_migrations",
            "forced",
        ]
    workshop.undo()
    assert workshop.pairs("job") == {"tool_id": "workshop_tool"}


def test_a_renamed_model_that_points_at_itself_still_does(workshop: Workshop) -> None:
    workshop.migrate(_self_related())
    workshop.migrate(_self_related("Branch"))
    assert workshop.pairs("branch") == {"parent_id": "workshop_branch"}
    workshop.undo()
    assert workshop.pairs("tree") == {"parent_id": "workshop_tree"}


def test_a_renamed_field_keeps_its_rule(workshop: Workshop, alice: int, bob: int) -> None:
    target = tool()
    workshop.migrate(target, job(target))
    own, theirs = workshop.insert("tool", alice), workshop.insert("tool", bob)
    kept = workshop.insert("job", alice, tool_id=own)
    (step,) = workshop.migrate(target, job(target, field="with_tool"))
    assert "RenameField" in [type(operation).__name__ for operation in step.operations]
    assert workshop.pairs("job") == {"with_tool_id": "workshop_tool"}
    assert workshop.execute("SELECT id, with_tool_id FROM workshop_job") == [(kept, own)]
    with pytest.raises(IntegrityError), transaction.atomic(using=workshop.connection.alias):
        workshop.insert("job", alice, with_tool_id=theirs)
    workshop.undo()
    assert workshop.pairs("job") == {"tool_id": "workshop_tool"}


def test_a_new_owner_key_beside_the_old_one_keeps_what_points_at_it(workshop: Workshop) -> None:
    target = tool()
    workshop.migrate(target, job(target))
    workshop.apply(by_hand(AddConstraint("tool", OwnerKey(name="another_key"))))
    assert workshop.pairs("job") == {"tool_id": "workshop_tool"}
    workshop.apply(by_hand(RemoveConstraint("tool", "workshop_tool_owner_key")))
    assert workshop.pairs("job") == {"tool_id": "workshop_tool"}


def test_a_rule_that_one_migration_adds_and_removes_is_not_there(workshop: Workshop) -> None:
    target = tool()
    workshop.migrate(target, job(target, same_owner=False))
    rule = SameOwner("tool", name="for_a_moment")
    workshop.apply(by_hand(AddConstraint("job", rule), RemoveConstraint("job", "for_a_moment")))
    assert workshop.pairs("job") == {}


@sqlite_only
def test_a_remade_table_keeps_every_rule_and_row(workshop: Workshop, alice: int, bob: int) -> None:
    def note(length: int) -> Any:
        text = models.CharField(max_length=length)
        return owned(
            "Note",
            {"text": text, "parent": OwnedForeignKey("self", models.CASCADE, null=True)},
            constraints=[
                SameOwner("parent"),
                models.UniqueConstraint(fields=["owner", "text"], name="workshop_text"),
            ],
            indexes=[SearchIndex(fields=["text"], name="workshop_note_search")],
        )

    workshop.migrate(note(20))
    root = workshop.insert("note", alice, text="root")
    child = workshop.insert("note", alice, text="child", parent_id=root)
    before = workshop.execute("SELECT count(*) FROM sqlite_master WHERE tbl_name = 'workshop_note'")
    workshop.migrate(note(30))
    assert workshop.execute("SELECT count(*) FROM sqlite_master WHERE tbl_name = 'workshop_note'") == before
    assert workshop.pairs("note") == {"parent_id": "workshop_note"}
    assert workshop.execute("SELECT id, parent_id FROM workshop_note ORDER BY id") == [
        (root, None),
        (child, root),
    ]
    for row in ({"text": "theirs", "parent_id": root}, {"text": "theirs", "id": root}):
        with pytest.raises(IntegrityError), transaction.atomic():
            workshop.insert("note", bob, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        workshop.insert("note", alice, text="root")


@postgresql_only
def test_sqlmigrate_shows_the_rules_on_postgresql(workshop: Workshop) -> None:
    target = tool()
    workshop.migrate(target, job(target, same_owner=False))
    own = "(SELECT nullif(current_setting('ringfence.owner', true), '')::bigint)"
    (published,) = workshop.detect(tool(base=PublishedModel), job(target, same_owner=False))
    assert workshop.sql(published).splitlines() == [
        "--",
        "-- Remove constraint workshop_tool_owner_policy from model tool",
        "--",
        "; ".join(
            [
                'DROP POLICY IF EXISTS "workshop_tool_owner_policy" ON "workshop_tool"',
                'DROP POLICY IF EXISTS "workshop_tool_owner_policy_migrations" ON "workshop_tool"',
                'DROP POLICY IF EXISTS "workshop_tool_owner_policy_maintenance" ON "workshop_tool"',
                'ALTER TABLE "workshop_tool" NO FORCE ROW LEVEL SECURITY',
                'ALTER TABLE "workshop_tool" DISABLE ROW LEVEL SECURITY;',
            ]
        ),
        "--",
        "-- Create constraint workshop_tool_owner_policy on model tool",
        "--",
        "; ".join(
            [
                'ALTER TABLE "workshop_tool" ENABLE ROW LEVEL SECURITY',
                'ALTER TABLE "workshop_tool" FORCE ROW LEVEL SECURITY',
                'CREATE POLICY "workshop_tool_owner_policy" ON "workshop_tool" FOR SELECT TO PUBLIC USING (true)',
                'CREATE POLICY "workshop_tool_owner_policy_insert" ON "workshop_tool" '
                f'FOR INSERT TO PUBLIC WITH CHECK ("owner_id" = {own})',
                'CREATE POLICY "workshop_tool_owner_policy_update" ON "workshop_tool" '
                f'FOR UPDATE TO PUBLIC USING ("owner_id" = {own}) WITH CHECK ("owner_id" = {own})',
                'CREATE POLICY "workshop_tool_owner_policy_delete" ON "workshop_tool" '
                f'FOR DELETE TO PUBLIC USING ("owner_id" = {own})',
                'CREATE POLICY "workshop_tool_owner_policy_migrations" ON "workshop_tool" '
                "FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);",
            ]
        ),
    ]
    (same_owner,) = workshop.detect(target, job(target))
    assert workshop.sql(same_owner).splitlines() == [
        "--",
        "-- Create constraint workshop_job_tool_same_owner on model job",
        "--",
        "-- workshop_job_tool_same_owner is added at the end of the migration;",
        'ALTER TABLE "workshop_job" ADD CONSTRAINT "workshop_job_tool_same_owner" '
        'FOREIGN KEY ("owner_id", "tool_id") REFERENCES "workshop_tool" ("owner_id", "id") '
        "DEFERRABLE INITIALLY DEFERRED;",
    ]


@sqlite_only
def test_sqlmigrate_shows_the_rules_on_sqlite(workshop: Workshop) -> None:
    target = tool()
    printed = workshop.sql(by_hand(*map(create, (target, job(target)))))
    assert 'CONSTRAINT "workshop_tool_owner_key" UNIQUE ("owner_id", "id")' in printed
    assert (
        'CONSTRAINT "workshop_job_tool_same_owner" FOREIGN KEY ("owner_id", "tool_id") '
        'REFERENCES "workshop_tool" ("owner_id", "id") DEFERRABLE INITIALLY DEFERRED'
    ) in printed


def test_a_data_migration_sees_the_rows_of_every_owner(workshop: Workshop, alice: int, bob: int) -> None:
    workshop.migrate(tool())
    for owner in (alice, bob):
        workshop.insert("tool", owner, name="old")

    def rename(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model(APP, "Tool").objects.using(schema_editor.connection.alias)
        assert rows.filter(name="old").update(name="new") == 2

    workshop.apply(by_hand(RunPython(rename)))
    assert workshop.execute("SELECT DISTINCT name FROM workshop_tool") == [("new",)]


@postgresql_only
def test_long_names_leave_every_policy_its_own(workshop: Workshop, alice: int, bob: int) -> None:
    name = "AnAppointmentThatRepeatsItselfUntilItIsKept1"
    workshop.migrate(tool(name, base=PublishedModel))
    *policies, forced = workshop.policies(name.lower())
    assert (len(set(policies)), forced) == (5, "forced")
    assert {len(policy) for policy in policies} == {LONGEST_NAME}
    workshop.migrate(tool(name))
    assert len(workshop.policies(name.lower())) == 3
    workshop.insert(name.lower(), alice)
    with acting_as(bob):
        assert as_server(f"SELECT * FROM {APP}_{name.lower()}") == []
    workshop.undo()
    workshop.undo()


@postgresql_only
def test_the_server_meets_the_policy_of_a_table_made_by_a_laterby_hand(
    workshop: Workshop, alice: int, bob: int
) -> None:
    workshop.migrate(tool())
    add = "INSERT INTO workshop_tool (owner_id, name, revision) VALUES (%s, 'axe', 1)"
    with acting_as(alice):
        assert as_server(add, alice) == 1
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            as_server(add, bob)
    with acting_as(bob):
        assert as_server("SELECT * FROM workshop_tool") == []


def _self_related(name: str = "Tree") -> Any:
    parent = OwnedForeignKey("self", models.CASCADE, null=True)
    return owned(name, {"parent": parent}, constraints=[SameOwner("parent")])
