"""The compiled answer is REST framework's own, byte for byte: serializers, rows and query strings at random."""

from __future__ import annotations

import json
import os
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from urllib.parse import urlencode, urlsplit

import django_filters
import pytest
from django.db import transaction
from django.db.models import Count, Prefetch
from django.db.models.functions import Lower
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.internal.cache import LRUCache
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from rest_framework import serializers
from rest_framework.test import APIRequestFactory, force_authenticate

from ringfence.accounts.models import User
from ringfence.api.fields import NamedChoiceField
from ringfence.api.filter_fields import (
    IdFilter,
    StrictBooleanFilter,
    StrictCharFilter,
    StrictDateTimeFilter,
    StrictDecimalFilter,
    StrictIntegerFilter,
)
from ringfence.api.reads import CompiledResponse
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet
from ringfence.ownership.scope import acting_as
from tests.compiler import rows, shows
from tests.kinds.models import Group, Piece, Thing
from tests.people import Person

# Each compares several answers.
EXAMPLES = 12_000 if os.environ.get("RINGFENCE_TEST_LONG") == "1" else 800
ORDERS = ["id", "-id", "text", "-amount", "moment", "big", "group", "hour", "uuid", "-ratio", "perhaps", "exact"]

_factory = APIRequestFactory()

# The same cases every time, but for the long mode, which looks for new ones.
alike = settings(
    max_examples=EXAMPLES,
    derandomize=os.environ.get("RINGFENCE_TEST_LONG") != "1",
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@pytest.fixture(autouse=True, scope="module")
def same_cases() -> Iterator[None]:
    """Let no case depend on what code there is: Hypothesis draws from the constants of every module of the project."""
    with (
        mock.patch.object(providers, "_get_local_constants", return_value=Constants()),
        mock.patch.object(providers, "CONSTANTS_CACHE", LRUCache(1024)),
    ):
        yield


class ThingFilter(django_filters.FilterSet):
    group = IdFilter(field_name="group_id", nullable=True)
    word = StrictCharFilter(field_name="words__name")
    yes = StrictBooleanFilter()
    least = StrictDecimalFilter(field_name="amount", lookup_expr="gte")
    big = StrictIntegerFilter(field_name="big", lookup_expr="lt")
    before = StrictDateTimeFilter(field_name="moment", lookup_expr="lte")


def view_of(shown: dict[str, Any], order: list[str]) -> Any:
    """A viewset that shows things so."""
    queryset = Thing.objects.annotate(**shown["annotations"]).prefetch_related(*shown["prefetches"]).order_by(*order)
    members = {
        "queryset": queryset,
        "serializer_class": shown["serializer"],
        "search_fields": ["text", "long_text"],
        "ordering_fields": [name.removeprefix("-") for name in ORDERS],
        "filterset_class": ThingFilter,
    }
    return type("ThingViewSet", (OwnedViewSet,), members)


def both(view: Any, user: User, query: str, key: str = "", **headers: str) -> Any:
    """The answer of REST framework's own way, which is the compiled one's as well, or the test fails."""
    slow, quick = answers(view, user, query, key, **headers)
    assert quick[:3] == slow[:3], f"{query} {key} {quick[3]}\n{slow}\n{quick}\n{list(view.serializer_class().fields)}"
    return (*slow[:3], quick[3])


def answers(view: Any, user: User, query: str, key: str = "", **headers: str) -> tuple[Any, Any]:
    """The answers of REST framework's own way, and of the compiled one."""
    slow = _answer(type("Slow", (view,), {"compiled": False}), user, query, key, headers)
    return slow, _answer(view, user, query, key, headers)


def _answer(view: Any, user: User, query: str, key: str, headers: dict[str, str]) -> Any:
    """Status, headers, body; the class of the response. An exception is an answer as well."""
    request = _factory.get(f"/things/{key}{query}", headers=headers)
    force_authenticate(request, user=user)
    function = view.as_view({"get": "retrieve" if key else "list"})
    try:
        response = function(request, **({"pk": key} if key else {}))
    except Exception as exc:  # noqa: BLE001
        return type(exc).__name__, {}, b"", "".join(traceback.format_exception(exc))
    return response.status_code, dict(response.items()), response.content, type(response)


@st.composite
def queries(draw: Any, names: list[str]) -> str:
    """A query string: what a list may be asked, and what it may not."""
    given: dict[str, str] = {}
    paging = [
        *({}, {}, {"page": "2", "page_size": "1"}, {"page_size": "2"}, {"page": "0"}, {"page_size": "1000"}),
        *({"cursor": "", "page_size": "1"}, {"cursor": ""}, {"cursor": "x"}, {"limit": "2", "offset": "1"}),
        *({"limit": "1"}, {"offset": "3"}, {"offset": "9223372036854775807"}, {"page": "9223372036854775807"}),
    ]
    given |= draw(st.sampled_from(paging))
    if draw(st.integers(0, 3)) == 0:
        given["search"] = draw(st.sampled_from([*rows.AWKWARD, "NULL", "a", "É x", '"a b"']))
    if draw(st.integers(0, 2)) == 0:
        given["ordering"] = ",".join(draw(st.lists(st.sampled_from(ORDERS), min_size=1, max_size=2)))
    if draw(st.integers(0, 3)) == 0:
        filters = {
            "yes": ["true", "false", "yes"],
            "least": ["0", "-99999999.99", "1e3"],
            "big": ["0", "-9223372036854775808"],
            "group": ["none", "1", "99999999999999999999"],
            "word": ["a", "\u2028"],
            "before": ["2000-01-01T00:00:00.000001Z", "9999-12-31T23:59:59Z"],
            "nobody": ["knows"],
        }
        name = draw(st.sampled_from(list(filters)))
        given[name] = draw(st.sampled_from(filters[name]))
    given |= draw(shapes(names))
    return f"?{urlencode(given)}" if given else ""


@st.composite
def shapes(draw: Any, names: list[str]) -> dict[str, str]:
    """``fields`` and ``expand``, of what is offered for the most part."""
    given: dict[str, str] = {}
    if draw(st.integers(0, 2)) == 0:
        given["fields"] = ",".join(draw(st.lists(st.sampled_from([*names, "id"]), min_size=1, max_size=6)))
    if draw(st.integers(0, 2)) == 0:
        offered = [name for name in shows.EXPANDABLE if name in names] or ["nothing"]
        given["expand"] = ",".join(draw(st.lists(st.sampled_from(offered), min_size=1, max_size=3, unique=True)))
    return given


@contextmanager
def stored(person: Person, plan: dict[str, Any]) -> Iterator[None]:
    """The rows of a plan, for the time of a block."""
    with transaction.atomic():
        with acting_as(person.id):
            rows.store(plan)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def seen() -> Iterator[Counter[str]]:
    """How many answers were compiled; a good part of them, or nothing was compared."""
    counted: Counter[str] = Counter()
    yield counted
    assert counted["CompiledResponse"] > counted["Response"] / 4, counted


def test_a_list_and_its_rows_are_what_rest_framework_makes_of_them(alice: Person, seen: Counter[str]) -> None:
    user = User(pk=alice.id, username=alice.username)

    @alike
    @given(st.data())
    def compare(data: Any) -> None:
        shown = data.draw(shows.shown())
        view = view_of(shown, data.draw(st.lists(st.sampled_from(ORDERS), max_size=2, unique_by=_plain)))
        with stored(alice, data.draw(rows.SHELVES)):
            for _ in range(2):
                answer = both(view, user, data.draw(queries(shown["names"])))
                _count(seen, answer)
            with acting_as(alice.id):
                keys = [str(key) for key in Thing.objects.values_list("pk", flat=True)[:2]]
            shape = urlencode(data.draw(shapes(shown["names"])))
            for key in [*keys, "999999999"]:
                _count(seen, both(view, user, f"?{shape}", key))

    compare()


def test_every_page_of_a_list_is_what_rest_framework_makes_of_it(alice: Person, seen: Counter[str]) -> None:
    user = User(pk=alice.id, username=alice.username)

    @settings(alike, max_examples=EXAMPLES // 4)
    @given(st.data())
    def compare(data: Any) -> None:
        shown = data.draw(shows.shown())
        order = ",".join(data.draw(st.lists(st.sampled_from(ORDERS), min_size=1, max_size=2, unique_by=_plain)))
        way = data.draw(st.sampled_from([{"cursor": ""}, {"page": "1"}, {"limit": "1"}]))
        size = {} if "limit" in way else {"page_size": "1"}
        view = view_of(shown, ["id"])
        with stored(alice, data.draw(rows.SHELVES)):
            for link in ("next", "previous"):
                query = f"?{urlencode({**way, **size, 'ordering': order})}"
                for _ in range(6):
                    status, _, body, _ = answer = both(view, user, query)
                    _count(seen, answer)
                    if status != 200:
                        break
                    address = _link(body, link)
                    if address is None:
                        break
                    query = f"?{urlsplit(address).query}"

    compare()


class CountedSerializer(OwnedSerializer):
    group = shows.GroupSerializer(allow_null=True)
    words_keys = shows.RELATIONS["words_keys"]()
    pieces_count = serializers.IntegerField()
    role = NamedChoiceField({"me": "alice"}, source="group.owner.username", allow_null=True)
    group_name = serializers.CharField()

    class Meta:
        model = Thing
        fields = ["id", "text", "data", "group", "words_keys", "pieces_count", "role", "group_name"]


@pytest.mark.parametrize("query", ["?ordering=id", "?yes=true", "?word=a", "?cursor=", "?fields=group", "?fields=role"])
def test_a_count_stands_beside_what_is_nested_or_worked_out(alice: Person, query: str) -> None:
    """The statement is grouped then, which PostgreSQL does by no JSON, nor by what is of a column within it."""
    counted = {"pieces_count": Count("pieces"), "group_name": Lower("group__name")}
    shown = {"serializer": CountedSerializer, "prefetches": [], "annotations": counted}
    with acting_as(alice.id):
        for name in ("a", "b"):
            thing = Thing.objects.create(text=name, yes=True, group=Group.objects.create(name=name))
            Piece.objects.bulk_create([Piece(thing=thing, name=name, rank=rank) for rank in range(3)])
    answer = both(view_of(shown, ["id"]), User(pk=alice.id, username=alice.username), query)
    assert answer[0] == 200


class KeyedSerializer(OwnedSerializer):
    big = serializers.UUIDField(format="hex")

    class Meta:
        model = Thing
        fields = ["id", "big"]


def test_the_row_after_a_page_is_looked_for_and_not_shown(alice: Person) -> None:
    """Whatever would go wrong in showing it."""
    with acting_as(alice.id):
        Thing.objects.create(text="a", yes=True)
        Thing.objects.create(text="b", big=1, yes=True)
    view = view_of({"serializer": KeyedSerializer, "prefetches": [], "annotations": {}}, ["id"])
    user = User(pk=alice.id, username=alice.username)
    answer = both(view, user, "?cursor=&page_size=1")
    assert (answer[0], answer[3], b'"big":null}]' in answer[2]) == (200, CompiledResponse, True)
    assert both(view, user, "?cursor=")[0] == "AttributeError"


class NamedSerializer(OwnedSerializer):
    big = NamedChoiceField({"a": "b", "low": 1, "mixed": "1"})
    word = NamedChoiceField({"first": "a", "second": 2})
    group_id = NamedChoiceField({"none": "x"})

    class Meta:
        model = Thing
        fields = ["id", "big", "word", "group_id"]


def test_the_name_of_a_value_of_another_type_is_nobodys(alice: Person) -> None:
    with acting_as(alice.id):
        Thing.objects.create(text="a", big=1, word="a", yes=True)
    view = view_of({"serializer": NamedSerializer, "prefetches": [], "annotations": {}}, ["id"])
    answer = both(view, User(pk=alice.id, username=alice.username), "?cursor=")
    assert (answer[0], answer[3]) == (200, CompiledResponse)
    assert b'"big":"low","word":"first","group_id":null' in answer[2]


class RelationSerializer(OwnedSerializer):
    text = serializers.CharField(source="group")
    key = serializers.CharField(source="group_id")

    class Meta:
        model = Thing
        fields = ["id", "text", "key", "group"]


def test_a_relation_shown_as_text_is_what_its_row_says_of_itself_and_not_its_key(alice: Person) -> None:
    with acting_as(alice.id):
        Thing.objects.create(text="a", yes=True, group=Group.objects.create(name="a"))
        Thing.objects.create(text="b", yes=True)
    view = view_of({"serializer": RelationSerializer, "prefetches": [], "annotations": {}}, ["id"])
    answer = both(view, User(pk=alice.id, username=alice.username), "?cursor=")
    assert (answer[0], b'"text":"Group object (' in answer[2], b'"text":null,"key":null' in answer[2]) == (
        200,
        True,
        True,
    )


class ReturningSerializer(OwnedSerializer):
    pieces = shows.DeepPieceSerializer(many=True)
    cover = shows.CoverSerializer(allow_null=True)

    class Meta:
        model = Thing
        fields = ["id", "pieces", "cover"]


@pytest.mark.parametrize("chosen", [Piece.objects.order_by("-id"), Piece.objects.filter(rank=1), None])
def test_the_way_back_to_a_row_finds_what_the_view_has_given_it(alice: Person, chosen: Any) -> None:
    """The pieces of a piece's thing are those that were prefetched: its thing is the very row."""
    prefetches = ["pieces"] if chosen is None else [Prefetch("pieces", chosen)]
    shown: dict[str, Any] = {"serializer": ReturningSerializer, "prefetches": prefetches, "annotations": {}}
    with acting_as(alice.id):
        for name in ("a", "b"):
            thing = Thing.objects.create(text=name, yes=True)
            Piece.objects.bulk_create([Piece(thing=thing, name=name, rank=rank) for rank in range(3)])
    answer = both(view_of(shown, ["id"]), User(pk=alice.id, username=alice.username), "")
    assert (answer[0], answer[3]) == (200, CompiledResponse)


def _link(body: bytes, name: str) -> str | None:
    found: str | None = json.loads(body)[name]
    return found


def _count(seen: Counter[str], answer: Any) -> None:
    if answer[0] == 200:
        seen["CompiledResponse" if answer[3] is CompiledResponse else "Response"] += 1


def _plain(name: str) -> str:
    return name.removeprefix("-")
