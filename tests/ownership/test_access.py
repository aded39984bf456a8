"""Why somebody reaches a row or does not: every combination, lock by lock, on the database that is there."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from django.db import connection

from ringfence.accounts.models import User
from ringfence.ownership.access import explain_access
from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.models import OwnedModel
from ringfence.ownership.scope import acting_as, maintenance
from tests import postgres
from tests.shelf.models import Label, Poster

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ACTIVE = ("account", True, True, "active, so that a session of it opens the API")
MANAGER = "the manager's predicate, as every queryset has it"
ROW_SECURITY = f'row-level security, asked by raw SQL as role "{postgres.SERVER}"'
NO_ROW_SECURITY = "SQLite has no row-level security: this lock is PostgreSQL's"


@pytest.fixture
def alice() -> int:
    return person("alice")


@pytest.fixture
def bob() -> int:
    return person("bob")


def person(name: str, *, active: bool = True) -> int:
    with maintenance("a test"):
        return User.objects.create(username=name, is_active=active).pk


def made(model: type[OwnedModel], owner: int, **values: str) -> int:
    with acting_as(owner):
        row: OwnedModel = model.objects.create(**values)
        return row.pk


def answers(user: int, model: type[OwnedModel], pk: int) -> list[tuple[str, bool, bool, str]]:
    return [astuple(answer) for answer in explain_access(user, model, pk)]


def database(*, reads: bool, writes: bool) -> tuple[str, bool, bool, str]:
    if connection.vendor == "postgresql":
        return "database", reads, writes, ROW_SECURITY
    return "database", True, True, NO_ROW_SECURITY


def test_ones_own_row_passes_every_lock(alice: int) -> None:
    for model, policy, value in ((Label, "Private", "name"), (Poster, "Published", "slug")):
        assert answers(alice, model, made(model, alice, **{value: "x"})) == [
            ACTIVE,
            ("policy", True, True, f"{policy}: the row is the user's own"),
            ("query", True, True, MANAGER),
            database(reads=True, writes=True),
        ]


def test_another_owners_private_row_passes_none(alice: int, bob: int) -> None:
    assert answers(bob, Label, made(Label, alice, name="x")) == [
        ACTIVE,
        ("policy", False, False, f"Private: the row is user {alice}'s"),
        ("query", False, False, MANAGER),
        database(reads=False, writes=False),
    ]


def test_another_owners_published_row_can_be_read_only(alice: int, bob: int) -> None:
    assert answers(bob, Poster, made(Poster, alice, slug="x")) == [
        ACTIVE,
        ("policy", True, False, f"Published: the row is user {alice}'s"),
        ("query", True, False, MANAGER),
        database(reads=True, writes=False),
    ]


def test_a_deactivated_user_is_stopped_by_the_account(alice: int) -> None:
    label = made(Label, alice, name="x")
    with maintenance("a test"):
        User.objects.filter(pk=alice).update(is_active=False)
    assert answers(alice, Label, label) == [
        ("account", False, False, "deactivated: no session of it is live"),
        ("policy", True, True, "Private: the row is the user's own"),
        ("query", True, True, MANAGER),
        database(reads=True, writes=True),
    ]


def test_there_is_nothing_to_say_of_a_row_or_a_user_that_is_not_there(alice: int) -> None:
    assert explain_access(alice, Label, 2**62) == []
    assert explain_access(2**62, Label, made(Label, alice, name="x")) == []


def test_the_database_answers_for_itself_when_the_query_does_not(
    alice: int, bob: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = made(Label, alice, name="x")
    monkeypatch.setattr(WithinReach, "as_sql", lambda self, compiler, connection: ("1 = 1", []))
    _, _, query, lock = answers(bob, Label, label)
    # On PostgreSQL the query is stopped by the database, which is what it shows.
    through = connection.vendor != "postgresql"
    assert query == ("query", through, through, MANAGER)
    assert lock == database(reads=False, writes=False)


def test_asking_changes_nothing(alice: int, bob: int) -> None:
    label = made(Label, alice, name="x")
    for user in (alice, bob):
        explain_access(user, Label, label)
    with acting_as(alice):
        row = Label.objects.get()
    assert (row.pk, row.name, row.revision, row.owner_id) == (label, "x", 1, alice)
