"""What others have put to a published row goes with it, in the database, whoever deletes it and as whatever role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, models, transaction
from django.db.models import BaseConstraint
from django.test.utils import isolate_apps

from ringfence.accounts.models import User
from ringfence.ownership.audit import ModelReport, audit_database
from ringfence.ownership.cascades import DatabaseCascade
from ringfence.ownership.checks import check_models
from ringfence.ownership.constraints import OwnerKey, SameOwner
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.models import OwnedModel, PublishedModel
from ringfence.ownership.scope import MIGRATION_ALIAS, acting_as, maintenance
from tests.ownership.workshop import Workshop, by_hand, create, owned
from tests.shelf.models import Poster

NAME, KEY = "conduit_comment_article_cascade", "FOREIGN KEY (article_id) REFERENCES conduit_article (id)"

committed = pytest.mark.django_db(transaction=True, databases="__all__")


# The constraint as Django sees it


def test_a_cascade_is_written_down_and_copied_whole() -> None:
    cascade = DatabaseCascade("tool", name="c")
    assert cascade.deconstruct() == ("ringfence.ownership.cascades.DatabaseCascade", ("tool",), {"name": "c"})
    assert cascade.clone() == cascade
    assert hash(cascade.clone()) == hash(cascade)


@pytest.mark.parametrize(
    "other",
    [
        DatabaseCascade("tool", name="d"),
        DatabaseCascade("saw", name="c"),
        SameOwner("tool", name="c"),
        OwnerKey(name="c"),
    ],
)
def test_a_cascade_is_no_other_constraint(other: BaseConstraint) -> None:
    assert DatabaseCascade("tool", name="c") != other


# Migrations


@pytest.fixture
def workshop(transactional_db: None) -> Iterator[Workshop]:
    made = Workshop()
    yield made
    made.clear()


def person(name: str) -> int:
    with maintenance("a test"):
        return User.objects.create(username=name).pk


def tool(**fields: Any) -> Any:
    return owned("Tool", {"name": models.CharField(max_length=20, db_default=""), **fields}, base=PublishedModel)


def praise(target: Any, *, base: Any = OwnedModel, cascades: bool = True, **fields: Any) -> Any:
    """A model whose rows belong to other owners than what they point at."""
    relation = OwnedForeignKey(target, models.DO_NOTHING, db_constraint=False)
    constraints = [DatabaseCascade("tool")] if cascades else []
    return owned("Praise", {"tool": relation, **fields}, base=base, constraints=constraints)


def cascading(workshop: Workshop) -> list[str]:
    """The columns of the table of praise whose foreign keys cascade."""
    if workshop.connection.vendor == "postgresql":
        found = workshop.execute(
            "SELECT a.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]"
            " WHERE conrelid = to_regclass('workshop_praise') AND contype = 'f' AND confdeltype = 'c' AND convalidated"
        )
        return [name for (name,) in found]
    rows = workshop.execute("PRAGMA foreign_key_list(workshop_praise)")
    return [column for _, _, _, column, _, _, on_delete, _ in rows if on_delete == "CASCADE"]


@committed
@pytest.mark.parametrize("base", [OwnedModel, PublishedModel])
def test_the_cascade_comes_with_the_model_and_goes_with_it(workshop: Workshop, base: Any) -> None:
    target = tool()
    alice, bob = person("alice"), person("bob")
    workshop.migrate(target, praise(target, base=base))
    assert cascading(workshop) == ["tool_id"]
    axe, saw = workshop.insert("tool", alice), workshop.insert("tool", alice)
    workshop.insert("praise", bob, tool_id=axe)
    kept = workshop.insert("praise", bob, tool_id=saw)
    with acting_as(alice), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("DELETE FROM workshop_tool WHERE id = %s", [axe])
        assert cursor.rowcount == 1
    assert workshop.execute("SELECT id FROM workshop_praise") == [(kept,)]
    with pytest.raises(IntegrityError), transaction.atomic(using=workshop.connection.alias):
        workshop.insert("praise", bob, tool_id=2**40)
    workshop.undo()
    assert not workshop.done


@committed
def test_the_cascade_is_added_later_and_taken_away_again(workshop: Workshop) -> None:
    target = tool()
    workshop.migrate(target, praise(target, cascades=False))
    assert cascading(workshop) == []
    (step,) = workshop.migrate(target, praise(target))
    assert [type(operation).__name__ for operation in step.operations] == ["AddConstraint"]
    assert cascading(workshop) == ["tool_id"]
    workshop.undo()
    assert cascading(workshop) == []


@committed
def test_the_cascade_outlives_every_other_change_of_its_table(workshop: Workshop) -> None:
    target = tool()
    workshop.migrate(target, praise(target))
    workshop.migrate(target, praise(target, words=models.TextField(default="")))
    assert cascading(workshop) == ["tool_id"]
    workshop.migrate(target, praise(target, words=models.CharField(max_length=9, default="", db_index=True)))
    assert cascading(workshop) == ["tool_id"]
    grown = tool(weight=models.IntegerField(default=1))
    workshop.migrate(grown, praise(grown, words=models.CharField(max_length=9, default="", db_index=True)))
    assert cascading(workshop) == ["tool_id"]


@committed
def test_the_relation_itself_changes_and_the_cascade_stays(workshop: Workshop) -> None:
    target = tool()
    workshop.migrate(target, praise(target))
    relation = OwnedForeignKey(target, models.DO_NOTHING, db_constraint=False, null=True, db_index=False)
    workshop.migrate(target, owned("Praise", {"tool": relation}, constraints=[DatabaseCascade("tool")]))
    assert cascading(workshop) == ["tool_id"]
    workshop.undo()
    assert cascading(workshop) == ["tool_id"]


@committed
def test_one_operation_that_makes_table_and_cascade_gives_the_same(workshop: Workshop) -> None:
    target = tool()
    workshop.apply(by_hand(*map(create, (target, praise(target)))))
    assert cascading(workshop) == ["tool_id"]


# What the audit asks the live database


def entry() -> ModelReport:
    """What is said of Conduit's comments."""
    return next(entry for entry in audit_database().models if entry.model == "conduit.Comment")


@committed
def test_the_audit_knows_the_cascade() -> None:
    assert "DatabaseCascade(article)" in entry().enforced
    assert entry().holes == []


@committed
@pytest.mark.skipif("connections['default'].vendor != 'postgresql'", reason="SQLite alters no table in place")
@pytest.mark.parametrize(
    ("instead", "said"),
    [("", "is missing"), (f" ADD CONSTRAINT {NAME} {KEY} DEFERRABLE INITIALLY DEFERRED", "was changed")],
)
def test_a_cascade_that_is_gone_or_follows_no_more_is_a_hole_which_its_own_words_close(instead: str, said: str) -> None:
    def run(statement: str) -> None:
        with connections[MIGRATION_ALIAS].cursor() as cursor:
            cursor.execute(statement)

    run(f"ALTER TABLE conduit_comment DROP CONSTRAINT {NAME}{',' if instead else ''}{instead}")
    try:
        (hole,) = entry().holes
        assert hole.startswith(f"DatabaseCascade(article) {said}: ")
    finally:
        run(re.search(r"run (ALTER TABLE .*)\.$", entry().holes[0])[1])  # type: ignore[index]
    assert entry().holes == []


# Refusals at start-up


@pytest.fixture
def registry() -> Iterator[Apps]:
    with isolate_apps("tests.shelf") as apps:
        assert apps is not None
        yield apps


def told(registry: Apps) -> list[tuple[str | None, str, str | None]]:
    return [(message.id, message.msg, message.hint) for message in check_models(registry.get_app_configs())]


UNREACHED = (
    "ringfence.E016",
    "shelf.Praise.poster may point at another owner's Poster, whose deletion cannot reach it.",
    'Make it DO_NOTHING with db_constraint=False, and add DatabaseCascade("poster") to Meta.constraints; or '
    'SameOwner("poster"), if it points at rows of its own owner only.',
)
NO_RELATION = (
    "ringfence.E017",
    'shelf.Praise: DatabaseCascade("poster") fits no relation.',
    "Name an OwnedForeignKey of this model that is DO_NOTHING and has db_constraint=False.",
)


@pytest.mark.parametrize(
    ("on_delete", "db_constraint", "rule", "said"),
    [
        (models.DO_NOTHING, False, DatabaseCascade, []),
        (models.CASCADE, True, SameOwner, []),
        (models.CASCADE, True, None, [UNREACHED]),
        (models.PROTECT, True, None, [UNREACHED]),
        (models.DO_NOTHING, False, None, [UNREACHED]),
        (models.DO_NOTHING, True, DatabaseCascade, [NO_RELATION]),
        (models.CASCADE, False, DatabaseCascade, [NO_RELATION]),
    ],
)
@pytest.mark.parametrize("base", [OwnedModel, PublishedModel])
def test_a_relation_to_published_rows_says_how_their_deletion_reaches_it(
    registry: Apps, base: Any, on_delete: Any, db_constraint: bool, rule: Any, said: list[Any]
) -> None:
    class Praise(base):
        poster = OwnedForeignKey(Poster, on_delete, db_constraint=db_constraint)

        class Meta(base.Meta):
            app_label = "shelf"
            abstract = False
            constraints = [*base.Meta.constraints, *([rule("poster")] if rule else [])]

    assert told(registry) == said


def test_a_cascade_without_its_field_is_refused(registry: Apps) -> None:
    class Praise(OwnedModel):
        class Meta(OwnedModel.Meta):
            app_label = "shelf"
            abstract = False
            constraints = [*OwnedModel.Meta.constraints, DatabaseCascade("poster")]

    assert told(registry) == [NO_RELATION]
