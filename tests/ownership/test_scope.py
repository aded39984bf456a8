"""With no scope, every way to reach an owned model raises; inside one, only its own rows are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, prefetch_related_objects

from ringfence.accounts.models import User
from ringfence.ownership.expressions import CurrentOwner
from ringfence.ownership.models import OwnedManager
from ringfence.ownership.scope import NoOwnerInScope, NotYours, acting_as, acting_as_anyone, current_scope, maintenance
from tests.people import Person
from tests.shelf.models import Cover, Label, Paper, Poster, Shelf

BUILT_AT_IMPORT = Paper.objects.order_by("-id")


@pytest.fixture
def paper(alice: Person) -> Paper:
    """A paper of Alice's, with a shelf, a label and a cover."""
    with acting_as(alice.id):
        shelf = Shelf.objects.create(name="attic")
        made: Paper = Paper.objects.create(title="mine", shelf=shelf)
        made.labels.set([Label.objects.create(name="old")])
        Cover.objects.create(paper=made, colour="red")
        return made


def alices() -> User:
    """Alice's row, without asking the database."""
    return User(pk=1, username="alice")


UNSCOPED: dict[str, Callable[[Paper], Any]] = {
    "iteration": lambda p: list(Paper.objects.all()),
    "a queryset built at import": lambda p: list(BUILT_AT_IMPORT),
    "sql text": lambda p: str(Paper.objects.all().query),
    "get": lambda p: Paper.objects.get(pk=p.pk),
    "first": lambda p: Paper.objects.first(),
    "last": lambda p: Paper.objects.last(),
    "latest": lambda p: Paper.objects.latest("id"),
    "exists": lambda p: Paper.objects.exists(),
    "contains": Paper.objects.contains,
    "count": lambda p: Paper.objects.count(),
    "explain": lambda p: Paper.objects.all().explain(),
    "aggregate": lambda p: Paper.objects.aggregate(Max("id")),
    "annotate": lambda p: list(Paper.objects.annotate(n=Count("labels"))),
    "values": lambda p: list(Paper.objects.values("id")),
    "values_list": lambda p: list(Paper.objects.values_list("id", flat=True)),
    "dates": lambda p: list(Paper.objects.dates("due", "year")),
    "distinct": lambda p: list(Paper.objects.distinct()),
    "iterator": lambda p: list(Paper.objects.iterator()),
    "in_bulk": lambda p: Paper.objects.in_bulk([p.pk]),
    "union": lambda p: list(Paper.objects.all().union(Paper.objects.all())),
    "intersection": lambda p: list(Paper.objects.all().intersection(Paper.objects.all())),
    "subquery": lambda p: list(User.objects.filter(id__in=Paper.objects.values("owner_id"))),
    "exists subquery": lambda p: list(User.objects.filter(Exists(Paper.objects.filter(owner_id=OuterRef("pk"))))),
    "select_for_update": lambda p: list(Paper.objects.select_for_update()),
    "select_related": lambda p: list(Paper.objects.select_related("shelf")),
    "update": lambda p: Paper.objects.update(title="taken"),
    "bulk_update": lambda p: Paper.objects.bulk_update([p], ["title"]),
    "delete": lambda p: Paper.objects.all().delete(),
    "create": lambda p: Paper.objects.create(title="new", owner_id=p.owner_id),
    "bulk_create": lambda p: Paper.objects.bulk_create([Paper(title="new", owner_id=p.owner_id)]),
    "bulk_create of nothing": lambda p: Paper.objects.bulk_create([]),
    "get_or_create": lambda p: Paper.objects.get_or_create(title="mine"),
    "update_or_create": lambda p: Paper.objects.update_or_create(title="mine"),
    "raw": lambda p: list(Paper.objects.raw("SELECT * FROM shelf_paper")),
    "_base_manager": lambda p: list(Paper._base_manager.all()),
    "_default_manager": lambda p: list(Paper._default_manager.all()),
    "save of a row": lambda p: p.save(),
    "save_base of a row": lambda p: p.save_base(raw=True),
    "loading a fixture": lambda p: next(
        iter(
            serializers.deserialize("python", [{"model": "shelf.paper", "fields": {"title": "x", "owner": p.owner_id}}])
        )
    ).save(),
    "delete of a row": lambda p: p.delete(),
    "refresh_from_db": lambda p: p.refresh_from_db(),
    "a deferred field": lambda p: Paper(pk=p.pk).__class__._base_manager.only("id").get(pk=p.pk).title,
    "forward relation": lambda p: Paper(shelf_id=p.shelf_id).shelf,
    "reverse relation": lambda p: list(Shelf(pk=p.shelf_id).papers.all()),
    "reverse one-to-one": lambda p: Paper(pk=p.pk).cover,
    "many-to-many": lambda p: list(p.labels.all()),
    "many-to-many set": lambda p: p.labels.set([]),
    "many-to-many add": lambda p: p.labels.add(1),
    "many-to-many clear": lambda p: p.labels.clear(),
    "reverse from the user": lambda p: list(alices().shelf_paper_set.all()),
    "create through the user": lambda p: alices().shelf_paper_set.create(title="x"),
    "prefetch": lambda p: prefetch_related_objects([alices()], "shelf_paper_set"),
    "prefetch with a queryset": lambda p: prefetch_related_objects(
        [alices()], Prefetch("shelf_paper_set", queryset=BUILT_AT_IMPORT)
    ),
    "join from the user": lambda p: list(User.objects.filter(shelf_paper__title="mine")),
    "join by annotation": lambda p: list(User.objects.annotate(n=Count("shelf_paper"))),
    "join over many-to-many": lambda p: list(Label.objects.filter(papers__title="mine")),
    "deleting the user": lambda p: User(pk=p.owner_id).delete(),
    "a published row": lambda p: list(Poster.objects.all()),
    "the expression alone": lambda p: list(User.objects.filter(pk=CurrentOwner())),
}


@pytest.mark.parametrize("way", UNSCOPED)
def test_without_a_scope_it_raises(paper: Paper, way: str) -> None:
    with pytest.raises(NoOwnerInScope) if way != "raw" else pytest.raises(NotYours):
        UNSCOPED[way](paper)


def test_without_a_scope_there_is_none() -> None:
    with pytest.raises(NoOwnerInScope):
        current_scope()


def own() -> int:
    """The acting owner's id."""
    owner_id = current_scope().owner_id
    assert owner_id is not None
    return owner_id


OTHERS: dict[str, Callable[[Paper], Any]] = {
    "exists": lambda p: Paper.objects.filter(pk=p.pk).exists(),
    "count": lambda p: Paper.objects.count(),
    "update": lambda p: Paper.objects.filter(pk=p.pk).update(title="taken"),
    "bulk_update": lambda p: Paper.objects.bulk_update([Paper(pk=p.pk, title="taken")], ["title"]),
    "delete of a queryset": lambda p: Paper.objects.filter(pk=p.pk).delete()[0],
    "delete of an instance": lambda p: p.delete()[0],
    "delete of an instance that claims to be one's own": lambda p: Paper(pk=p.pk, owner_id=own()).delete()[0],
    "in_bulk": lambda p: len(Paper.objects.in_bulk([p.pk])),
    "reverse relation": lambda p: Shelf(pk=p.shelf_id).papers.count(),
    "reverse from the user": lambda p: User(pk=p.owner_id).shelf_paper_set.count(),
    "many-to-many": lambda p: p.labels.count(),
    "many-to-many, backwards": lambda p: Paper.objects.filter(labels__name="old").count(),
    "join from the user": lambda p: User.objects.filter(shelf_paper__title="mine").count(),
    "join from the user, excluding": lambda p: User.objects.exclude(shelf_paper=None).count(),
    "join over a chain": lambda p: User.objects.filter(shelf_shelf__papers__cover__colour="red").count(),
    "aggregate over a join": lambda p: User.objects.aggregate(n=Count("shelf_paper"))["n"],
    "subquery": lambda p: User.objects.filter(id__in=Paper.objects.values("owner_id")).count(),
}


@pytest.mark.parametrize("way", OTHERS)
def test_another_owners_row_is_not_there(paper: Paper, bob: Person, way: str) -> None:
    with acting_as(bob.id):
        assert not OTHERS[way](paper)
    with acting_as(paper.owner_id):
        assert Paper.objects.get(pk=paper.pk).title == "mine"


@pytest.mark.parametrize("way", OTHERS)
def test_the_same_way_reaches_ones_own_row(paper: Paper, way: str) -> None:
    with acting_as(paper.owner_id):
        assert OTHERS[way](paper) not in (0, False)


def test_writing_another_owners_row_raises(paper: Paper, bob: Person) -> None:
    with acting_as(bob.id):
        for write in (
            paper.save,
            lambda: Paper.objects.create(title="x", owner_id=paper.owner_id),
            lambda: Paper.objects.bulk_create([Paper(title="x", owner_id=paper.owner_id)]),
            lambda: Paper.objects.update(owner_id=paper.owner_id),
            lambda: Paper.objects.update(owner=paper.owner_id),
        ):
            with pytest.raises(NotYours):
                write()


def test_a_row_cannot_be_given_away(paper: Paper, bob: Person) -> None:
    with acting_as(paper.owner_id):
        paper.owner_id = bob.id
        with pytest.raises(NotYours):
            paper.save()


def test_an_upsert_by_key_cannot_hit_another_owners_row(paper: Paper, bob: Person) -> None:
    with acting_as(bob.id), pytest.raises(NotYours):
        Paper.objects.bulk_create(
            [Paper(pk=paper.pk, title="taken")], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
        )


def test_the_owner_comes_from_the_scope(bob: Person) -> None:
    with acting_as(bob.id):
        one = Paper.objects.create(title="one")
        two, three = Paper.objects.bulk_create([Paper(title="two"), Paper(title="three")])
        four, _ = Paper.objects.get_or_create(title="four")
        five, _ = Paper.objects.update_or_create(title="five")
        assert {p.owner_id for p in (one, two, three, four, five)} == {bob.id}


def test_every_change_counts_the_revision_up(paper: Paper) -> None:
    with acting_as(paper.owner_id):
        paper.save()
        paper.save(update_fields=["title"])
        Paper.objects.filter(pk=paper.pk).update(title="again")
        assert Paper.objects.get(pk=paper.pk).revision == 4


def test_a_visitor_sees_what_is_published_and_nothing_private(paper: Paper) -> None:
    with acting_as(paper.owner_id):
        Poster.objects.create(slug="hello")
    with acting_as_anyone():
        assert Paper.objects.count() == 0
        assert [p.slug for p in Poster.objects.all()] == ["hello"]
        assert Poster.objects.update(text="x") == 0
        with pytest.raises(NotYours):
            Poster.objects.create(slug="x")


def test_a_published_row_is_read_by_everyone_and_written_by_its_owner(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        poster = Poster.objects.create(slug="hello")
    with acting_as(bob.id):
        assert Poster.objects.get(slug="hello").pk == poster.pk
        assert Poster.objects.filter(pk=poster.pk).update(text="x") == 0
        assert Poster.objects.filter(pk=poster.pk).delete()[0] == 0
        assert poster.delete()[0] == 0
        with pytest.raises(NotYours):
            Poster.objects.get(slug="hello").save()
    with acting_as(alice.id):
        assert Poster.objects.filter(pk=poster.pk).update(text="y") == 1
        assert poster.delete()[0] == 1


def test_scopes_nest_and_end(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        Paper.objects.create(title="a")
        with acting_as(bob.id):
            assert Paper.objects.count() == 0
            with acting_as_anyone():
                assert Paper.objects.count() == 0
        assert Paper.objects.count() == 1
    with pytest.raises(NoOwnerInScope):
        Paper.objects.count()


def test_a_scope_ends_with_an_exception(alice: Person) -> None:
    with pytest.raises(ZeroDivisionError), acting_as(alice.id):
        raise ZeroDivisionError
    with pytest.raises(NoOwnerInScope):
        current_scope()


@pytest.mark.parametrize("nobody", [None, True, "1", 1.0, User()])
def test_only_a_saved_user_or_an_integer_id_can_act(nobody: Any) -> None:
    with pytest.raises(ValueError, match="acting_as"), acting_as(nobody):
        raise AssertionError("entered")


def test_maintenance_wants_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"), maintenance(" "):
        raise AssertionError("entered")


def test_maintenance_has_no_owner_of_its_own() -> None:
    with maintenance("a test"), pytest.raises(NotYours):
        Paper(title="whose").save()


class Narrow(models.Manager):
    """A manager with a condition of its own, to be mixed in."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(title="mine")


def test_a_manager_that_is_mixed_in_narrows_what_is_within_reach(paper: Paper, bob: Person) -> None:
    both: Any = type("Both", (OwnedManager, Narrow), {})()
    both.model = Paper
    with acting_as(paper.owner_id):
        Paper.objects.create(title="other")
        assert [row.title for row in both.all()] == ["mine"]
    with acting_as(bob.id):
        Paper.objects.create(title="mine")
        assert [row.owner_id for row in both.all()] == [bob.id]


def test_querysets_of_one_manager_know_nothing_of_each_other(paper: Paper) -> None:
    one, other = Paper.objects.filter(title="x"), Paper.objects.using("elsewhere")
    other._hints["instance"] = paper
    fresh: Any = Paper.objects.all()
    assert (fresh._db, fresh._hints) == (None, {})
    with acting_as(paper.owner_id):
        assert (one.count(), fresh.count()) == (0, 1)
