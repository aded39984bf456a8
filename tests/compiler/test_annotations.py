"""What a view annotates its rows with is shown as REST framework shows it: aggregates, windows and all the others."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Lag, Length, Lower, RowNumber
from rest_framework import serializers

from ringfence.accounts.models import User
from ringfence.api.reads import CompiledResponse
from ringfence.api.serializers import OwnedSerializer
from ringfence.ownership.scope import acting_as
from tests.compiler.test_alike import both, view_of
from tests.kinds.models import Group, Piece, Thing, Word
from tests.people import Person

_OWN_PIECES = Piece.objects.filter(thing=OuterRef("pk"))
AGGREGATES: list[Any] = [
    *(Count("pieces"), Count("*"), Count(Value(1)), Sum(Value(2)), Count("pieces") + F("big"), Max("pieces__rank")),
    *(Sum("pieces__rank"), Coalesce(Sum("pieces__rank"), 0), Count("pieces", filter=Q(pieces__rank__gt=0))),
    *(Sum(Value(1), filter=Q(pieces__rank__gt=0)), Case(When(big__gt=1, then=Count("pieces")), default=0)),
    Count("group__things__pieces", distinct=True),
]
WINDOWS: list[Any] = [
    *(Window(RowNumber(), order_by="text"), Window(Count("id")), Window(Lag("big"), order_by="id")),
    Window(Sum("big"), partition_by="yes", order_by="-id"),
]
OTHERS: list[Any] = [
    *(F("cover__id"), Length("group__name"), Length(Concat("text", "group__name"))),
    *(
        Case(When(group__name="a", then=1), default=2),
        Cast("amount", IntegerField()),
        Value(3),
        Value(None, output_field=IntegerField()),
    ),
    *(Subquery(_OWN_PIECES.values("rank")[:1]), Exists(_OWN_PIECES.filter(rank=F("thing__big")))),
    Func("big", function="abs"),
]
QUERIES = ["?cursor=&page_size=2", "?page=1&page_size=2", "?search=a", "?word=w", "?yes=true&ordering=-big", "?word=x"]


def _named(annotation: Any) -> str:
    """The same name in every process."""
    return type(annotation).__name__ if isinstance(annotation, Subquery) else str(annotation)


class RankedSerializer(OwnedSerializer):
    rank = serializers.IntegerField()

    class Meta:
        model = Thing
        fields = ["id", "rank"]


def _store() -> None:
    group, words = Group.objects.create(name="a"), [Word.objects.create(name=name) for name in "wx"]
    for number, name in enumerate("cab"):
        thing = Thing.objects.create(text=name, yes=True, big=number, amount=3, group=group)
        Piece.objects.bulk_create([Piece(thing=thing, name=name, rank=rank) for rank in range(number)])
        thing.words.set(words)


def _answers(person: Person, shown: dict[str, Any]) -> list[Any]:
    user = User(pk=person.id, username=person.username)
    with acting_as(person.id):
        _store()
        keys = [str(key) for key in Thing.objects.values_list("pk", flat=True)]
    view = view_of({"prefetches": [], "annotations": {}, **shown}, ["id"])
    return [*(both(view, user, query) for query in QUERIES), *(both(view, user, "", key) for key in keys)]


@pytest.mark.parametrize("counted", [{}, {"words_count": Count("words")}], ids=["alone", "counted"])
@pytest.mark.parametrize("annotation", [*AGGREGATES, *WINDOWS, *OTHERS], ids=_named)
def test_an_annotation_is_what_rest_framework_shows_of_it(alice: Person, annotation: Any, counted: Any) -> None:
    shown = {"serializer": RankedSerializer, "annotations": {**counted, "rank": annotation}}
    assert {answer[0] for answer in _answers(alice, shown)} == {200}


@pytest.mark.parametrize("annotation", [Count("pieces"), *WINDOWS], ids=_named)
def test_aggregates_and_windows_are_compiled(alice: Person, annotation: Any) -> None:
    answers = _answers(alice, {"serializer": RankedSerializer, "annotations": {"rank": annotation}})
    assert {answer[3] for answer in answers} == {CompiledResponse}


class RankedPieceSerializer(serializers.ModelSerializer[Any]):
    rank_of = serializers.IntegerField()

    class Meta:
        model = Piece
        fields = ["id", "rank_of"]


class PiecesSerializer(OwnedSerializer):
    pieces = RankedPieceSerializer(many=True)

    class Meta:
        model = Thing
        fields = ["id", "pieces"]


@pytest.mark.parametrize(
    "annotation",
    [Count("thing__pieces"), Count("*"), Window(RowNumber(), order_by="-id"), Length("name"), Lower("thing__text")],
    ids=_named,
)
def test_an_annotation_of_prefetched_rows_is_what_rest_framework_shows_of_it(alice: Person, annotation: Any) -> None:
    pieces = Piece.objects.annotate(rank_of=annotation).order_by("id")
    _answers(alice, {"serializer": PiecesSerializer, "prefetches": [Prefetch("pieces", pieces)]})


def test_what_is_only_an_alias_is_no_more_shown_than_by_rest_framework(alice: Person) -> None:
    class Viewed(RankedSerializer):
        pass

    with acting_as(alice.id):
        _store()
    view = view_of({"serializer": Viewed, "prefetches": [], "annotations": {}}, ["id"])
    view.queryset = Thing.objects.alias(rank=Count("pieces")).order_by("id")
    assert both(view, User(pk=alice.id, username=alice.username), "?cursor=")[0] == "AttributeError"
