"""Pages by number, by limit and offset, and by cursor: bodies, limits, refusals; no row is missed."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.db import DataError, connection
from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.test.utils import CaptureQueriesContext
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.test import APIRequestFactory

from ringfence.api import keyset
from ringfence.api.pagination import Pages
from ringfence.ownership.scope import acting_as
from tests.people import Person
from tests.shelf.models import Paper

LARGEST = 2**63 - 1


class TitleSerializer(serializers.Serializer[Any]):
    """Only the title, as a bare text."""

    def to_representation(self, instance: Paper) -> Any:
        """The title."""
        return instance.title


class Papers(ListAPIView[Paper]):
    """A list of papers."""

    authentication_classes = ()
    permission_classes = ()
    filter_backends = ()
    serializer_class = TitleSerializer
    pagination_class = Pages


class SmallPages(Pages):
    """Sizes of its own."""

    page_size = 2
    max_page_size = 3
    default_limit = 1
    max_limit = 2


@pytest.fixture
def papers(alice: Person) -> Iterator[QuerySet[Paper]]:
    """Twenty-five papers, p01 to p25, in the order of their making, while Alice acts."""
    with acting_as(alice.id):
        Paper.objects.bulk_create([Paper(title=f"p{number:02}") for number in range(1, 26)])
        yield Paper.objects.order_by("id")


def ask(queryset: QuerySet[Any], query: str = "", pages: type[Pages] = Pages) -> tuple[int, Any]:
    request = APIRequestFactory().get(f"/papers/?{query}")
    answer = Papers.as_view(queryset=queryset, pagination_class=pages)(request).render()
    return answer.status_code, json.loads(answer.content)


def titles(first: int, last: int) -> list[str]:
    return [f"p{number:02}" for number in range(first, last + 1)]


def link(query: str) -> str:
    return f"http://testserver/papers/?{query}" if query else "http://testserver/papers/"


def follow(queryset: QuerySet[Any], address: str) -> Any:
    status, body = ask(queryset, urlsplit(address).query)
    assert status == 200, body
    return body


BY_NUMBER = [
    ("", 1, 20, "page=2", None),
    ("page=1", 1, 20, "page=2", None),
    ("page=2", 21, 25, None, ""),
    ("page_size=10", 1, 10, "page=2&page_size=10", None),
    ("page=2&page_size=10", 11, 20, "page=3&page_size=10", "page_size=10"),
    ("page=3&page_size=10", 21, 25, None, "page=2&page_size=10"),
    ("page_size=25", 1, 25, None, None),
    ("page_size=100", 1, 25, None, None),
    (f"page_size={LARGEST}", 1, 25, None, None),
    ("page=25&page_size=1", 25, 25, None, "page=24&page_size=1"),
]


@pytest.mark.parametrize(("query", "first", "last", "following", "previous"), BY_NUMBER)
def test_pages_by_number(
    papers: QuerySet[Paper], query: str, first: int, last: int, following: str | None, previous: str | None
) -> None:
    assert ask(papers, query) == (
        200,
        {
            "count": 25,
            "next": None if following is None else link(following),
            "previous": None if previous is None else link(previous),
            "results": titles(first, last),
        },
    )


BY_OFFSET = [
    ("limit=10", 1, 10, "limit=10&offset=10", None),
    ("offset=10", 11, 25, None, "limit=20"),
    ("offset=0", 1, 20, "limit=20&offset=20", None),
    ("limit=10&offset=10", 11, 20, "limit=10&offset=20", "limit=10"),
    ("limit=10&offset=15", 16, 25, None, "limit=10&offset=5"),
    ("limit=10&offset=5", 6, 15, "limit=10&offset=15", "limit=10"),
    ("limit=1000", 1, 25, None, None),
    ("limit=10&offset=25", 26, 25, None, "limit=10&offset=15"),
    (f"limit={LARGEST}&offset={LARGEST}", 26, 25, None, f"limit=100&offset={LARGEST - 100}"),
]


@pytest.mark.parametrize(("query", "first", "last", "following", "previous"), BY_OFFSET)
def test_pages_by_limit_and_offset(
    papers: QuerySet[Paper], query: str, first: int, last: int, following: str | None, previous: str | None
) -> None:
    assert ask(papers, query) == (
        200,
        {
            "count": 25,
            "next": None if following is None else link(following),
            "previous": None if previous is None else link(previous),
            "results": titles(first, last),
        },
    )


def test_pages_by_cursor_go_there_and_back(papers: QuerySet[Paper]) -> None:
    status, first = ask(papers, "cursor=&page_size=10")
    assert (status, first["count"], first["previous"], first["results"]) == (200, None, None, titles(1, 10))
    second = follow(papers, first["next"])
    assert (second["count"], second["results"]) == (None, titles(11, 20))
    third = follow(papers, second["next"])
    assert (third["next"], third["results"]) == (None, titles(21, 25))
    second_again = follow(papers, third["previous"])
    assert second_again == second
    first_again = follow(papers, second["previous"])
    assert first_again == {**first, "previous": None}


def test_a_view_may_set_its_own_sizes(papers: QuerySet[Paper]) -> None:
    assert ask(papers, "", SmallPages)[1]["results"] == titles(1, 2)
    assert ask(papers, "page_size=9", SmallPages)[1]["results"] == titles(1, 3)
    assert ask(papers, "cursor=", SmallPages)[1]["results"] == titles(1, 2)
    assert ask(papers, "cursor=&page_size=9", SmallPages)[1]["results"] == titles(1, 3)
    assert ask(papers, "offset=0", SmallPages)[1]["results"] == titles(1, 1)
    assert ask(papers, "limit=9", SmallPages)[1]["results"] == titles(1, 2)


@pytest.mark.parametrize(
    ("query", "count"), [("", 0), ("page=1", 0), ("limit=5", 0), ("offset=5", 0), ("cursor=", None)]
)
def test_an_empty_list_is_an_empty_page(alice: Person, query: str, count: int | None) -> None:
    with acting_as(alice.id):
        status, body = ask(Paper.objects.all(), query)
    del body["previous"]
    assert (status, body) == (200, {"count": count, "next": None, "results": []})


@pytest.mark.parametrize(
    "query", ["page=3", f"page={LARGEST}", "page=2&page_size=100", f"page={LARGEST}&page_size=100"]
)
def test_a_page_past_the_end_is_404(papers: QuerySet[Paper], query: str) -> None:
    assert ask(papers, query) == (404, {"detail": "There is no such page.", "code": "invalid_page"})


NOT_DIGITS = "-1 +1 01 1.0 1e3 1_0 0x1 1,0 1' one last null nan true None %00 1;2 [1] {} --1 1/2"
OTHER_DIGITS = "١ १ １ ² Ⅻ − −1 ∞ 1\u0300 \ud7ff"
MALFORMED = [
    *NOT_DIGITS.split(),
    *OTHER_DIGITS.split(),
    *("", " ", " 1", "1 ", "1\n", "\t1", "\x00", "1\x00", str(LARGEST + 1), "9" * 19, "9" * 20, "9" * 5000),
]


@pytest.mark.parametrize("name", ["page", "page_size", "limit", "offset"])
@pytest.mark.parametrize("value", MALFORMED)
def test_a_malformed_number_is_a_400_under_its_name(value: str, name: str) -> None:
    minimum = 0 if name == "offset" else 1
    message = f"Must be a whole number from {minimum} to {LARGEST}."
    status, body = ask(Paper.objects.all(), f"{name}={quote(value)}")
    assert (status, body) == (400, {name: [message], "code": "invalid"})


@pytest.mark.parametrize("name", ["page", "page_size", "limit"])
def test_zero_is_no_page_and_no_size(name: str) -> None:
    message = f"Must be a whole number from 1 to {LARGEST}."
    assert ask(Paper.objects.all(), f"{name}=0") == (400, {name: [message], "code": "invalid"})


@pytest.mark.parametrize("name", ["page", "page_size", "limit", "offset", "cursor"])
def test_a_parameter_given_twice_is_a_400(name: str) -> None:
    assert ask(Paper.objects.all(), f"{name}=1&{name}=1") == (
        400,
        {name: ["Given more than once."], "code": "invalid"},
    )


MIXED = [
    ("cursor=&page=1", "page", "cursor"),
    ("cursor=&limit=1", "limit", "cursor"),
    ("cursor=&offset=1", "offset", "cursor"),
    ("cursor=&page_size=1&offset=1", "offset", "cursor"),
    ("page=1&limit=1", "page", "limit"),
    ("page=1&offset=1", "page", "offset"),
    ("page_size=1&limit=1", "page_size", "limit"),
    ("limit=1&offset=1&page_size=1", "page_size", "limit"),
]


@pytest.mark.parametrize(("query", "name", "other"), MIXED)
def test_ways_of_paging_are_not_mixed(query: str, name: str, other: str) -> None:
    expected = {name: [f"Cannot be combined with {other}."], "code": "invalid"}
    assert ask(Paper.objects.all(), query) == (400, expected)


def test_other_parameters_stay_in_the_links(papers: QuerySet[Paper]) -> None:
    body = ask(papers, "search=a%20b&page_size=10&tag=%C3%A9")[1]
    assert body["next"] == link("page=2&page_size=10&search=a+b&tag=%C3%A9")


@pytest.mark.parametrize(("query", "statements"), [("", 2), ("page_size=1", 2), ("limit=3", 2), ("cursor=", 1)])
def test_a_page_costs_a_fixed_number_of_statements(papers: QuerySet[Paper], query: str, statements: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert ask(papers, query)[0] == 200
    assert len(queries) == statements


def test_a_cursor_is_a_range_of_an_index(papers: QuerySet[Paper]) -> None:
    queryset = papers.order_by("-title", "-id")
    second = ask(queryset, "cursor=&page_size=5")[1]["next"]
    with CaptureQueriesContext(connection) as queries:
        follow(queryset, second)
    column = '"shelf_paper"."title"'
    statement = queries[0]["sql"]
    assert f"{column} <= 'p21' AND ({column} < 'p21' OR \"shelf_paper\".\"id\" < " in statement
    assert "OFFSET" not in statement


def test_rows_that_come_and_go_shift_nothing(papers: QuerySet[Paper]) -> None:
    queryset = papers.order_by("title", "id")
    first = ask(queryset, "cursor=&page_size=10")[1]
    Paper.objects.create(title="p00")
    Paper.objects.filter(title__in=["p05", "p10", "p12"]).delete()
    second = follow(queryset, first["next"])
    assert second["results"] == ["p11", *titles(13, 21)]
    assert follow(queryset, second["previous"])["results"] == ["p00", *titles(1, 4), *titles(6, 9)]


def test_where_the_rest_has_gone_the_links_lead_to_the_lists_ends(papers: QuerySet[Paper]) -> None:
    first = ask(papers, "cursor=&page_size=10")[1]
    second = follow(papers, first["next"])
    Paper.objects.filter(title__gt="p10").delete()
    gone = follow(papers, first["next"])
    assert (gone["next"], gone["results"]) == (None, [])
    assert follow(papers, gone["previous"])["results"] == titles(1, 10)
    assert follow(papers, gone["previous"])["next"] is None
    Paper.objects.filter(title__lte="p10").delete()
    Paper.objects.create(title="p99")
    gone = follow(papers, second["previous"])
    assert (gone["previous"], gone["results"]) == (None, [])
    assert follow(papers, gone["next"])["results"] == ["p99"]


def walk(queryset: QuerySet[Any], size: int) -> tuple[list[list[str]], list[list[str]]]:
    """The pages met forwards, and those met going back from the last."""
    page = ask(queryset, f"cursor=&page_size={size}")[1]
    forwards = [page["results"]]
    while page["next"]:
        page = follow(queryset, page["next"])
        forwards.append(page["results"])
    backwards = [page["results"]]
    while page["previous"]:
        page = follow(queryset, page["previous"])
        backwards.insert(0, page["results"])
    return forwards, backwards


@pytest.mark.parametrize("size", [1, 2, 3, 7, 25, 26, 100])
@pytest.mark.parametrize(
    "names", [(), ("-id",), ("due",), ("-due", "amount"), ("amount", "-due", "title"), ("-shelf_id",)]
)
def test_links_lead_through_the_whole_list_both_ways(
    papers: QuerySet[Paper], names: tuple[str, ...], size: int
) -> None:
    chance = random.Random(7)
    for paper in papers:
        paper.due = chance.choice([None, dt.date(2026, 1, 1), dt.date(2026, 1, 2)])
        paper.amount = chance.choice([None, Decimal("1.10"), Decimal("2.00")])
        paper.save()
    queryset = Paper.objects.order_by(*names)
    everything = [paper.title for paper in keyset.totally_ordered(queryset)]
    forwards, backwards = walk(queryset, size)
    assert list(chain(*forwards)) == everything
    assert list(chain(*backwards)) == everything
    assert len(forwards) == -(-25 // size)


def test_nulls_come_last_upwards_and_first_downwards_unless_the_order_says_otherwise(alice: Person) -> None:
    with acting_as(alice.id):
        for title, due in (("none", None), ("early", dt.date(2026, 1, 1)), ("late", dt.date(2026, 1, 2))):
            Paper.objects.create(title=title, due=due)
        expected = {
            "due": ["early", "late", "none"],
            "-due": ["none", "late", "early"],
            F("due"): ["early", "late", "none"],
            F("due").asc(nulls_first=True): ["none", "early", "late"],
            F("due").desc(nulls_last=True): ["late", "early", "none"],
        }
        for order, answer in expected.items():
            queryset = Paper.objects.order_by(order)
            assert ask(queryset)[1]["results"] == answer
            assert ask(queryset.reverse())[1]["results"] == answer[::-1]
            assert walk(queryset, 1) == ([[title] for title in answer],) * 2
            assert walk(queryset.reverse(), 2)[0] == [answer[:0:-1], answer[:1]]


@pytest.mark.parametrize("names", [["?"], ["body"], ["shelf__name", "id"], [Lower("title")]], ids=str)
def test_an_order_without_plain_short_columns_has_pages_but_no_cursors(papers: QuerySet[Paper], names: Any) -> None:
    queryset = papers.order_by(*names)
    message = "Lists in this order have no cursors."
    assert ask(queryset, "cursor=") == (400, {"cursor": [message], "code": "invalid"})
    assert ask(queryset)[0] == 200


def test_an_order_by_an_annotation_or_by_extra_has_pages_but_no_cursors(papers: QuerySet[Paper]) -> None:
    annotated = papers.annotate(rank=F("revision")).order_by("rank")
    extra = papers.order_by().extra(order_by=["title"])
    for queryset in (annotated, extra):
        assert ask(queryset, "cursor=")[0] == 400
        assert ask(queryset)[1]["results"] == titles(1, 20)


REFUSED = (400, {"cursor": ["Not a cursor of this list in this order."], "code": "invalid"})


@pytest.mark.parametrize("cursor", ["x", "AAAA", "\x00", "é", "W10", "=", "A" * 4097, "A" * 100_000])
def test_what_is_not_a_cursor_is_a_400(cursor: str) -> None:
    assert ask(Paper.objects.order_by("id"), f"cursor={quote(cursor)}") == REFUSED


def test_no_single_edit_of_a_cursor_is_worse_than_a_400(papers: QuerySet[Paper]) -> None:
    queryset = papers.order_by("-due", "title", "amount", "id")
    Paper.objects.filter(title="p01").update(due=dt.date(2026, 1, 1), amount="1.10")
    good = parse_qs(urlsplit(ask(queryset, "cursor=&page_size=3")[1]["next"]).query)["cursor"][0]
    chance = random.Random(11)
    for _ in range(300):
        place = chance.randrange(len(good))
        edited = good[:place] + chance.choice("ABab01_-") + good[place + 1 :]
        assert ask(queryset, f"cursor={edited}")[0] in (200, 400)


def test_a_cursor_of_another_order_is_a_400(papers: QuerySet[Paper]) -> None:
    query = urlsplit(ask(papers, "cursor=&page_size=5")[1]["next"]).query
    assert ask(papers.order_by("-id"), query) == REFUSED


def test_a_value_that_only_the_database_refuses_is_a_400(
    papers: QuerySet[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused(QuerySet[Paper]):
        def __iter__(self) -> Any:
            raise DataError("out of range")

    monkeypatch.setattr(keyset, "page_from", lambda *_: Refused(Paper))
    assert ask(papers, "cursor=") == REFUSED


def test_openapi_says_what_pages_take_and_give() -> None:
    pages = SmallPages()
    parameters = pages.get_schema_operation_parameters(None)
    assert {parameter["name"] for parameter in parameters} == pages.query_parameters
    number = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    by_name = {parameter.pop("name"): parameter for parameter in parameters}
    assert by_name["page_size"] == {
        "in": "query",
        "required": False,
        "description": "Rows on a page or beyond a cursor: 2 when absent, 3 at most.",
        "schema": number,
    }
    assert by_name["offset"]["schema"] == {**number, "minimum": 0}
    assert by_name["cursor"]["schema"] == {"type": "string", "maxLength": 4096}
    link_schema = {"type": ["string", "null"], "format": "uri"}
    assert pages.get_paginated_response_schema({"type": "array"}) == {
        "type": "object",
        "required": ["count", "next", "previous", "results"],
        "properties": {
            "count": {"type": ["integer", "null"], "minimum": 0, "description": "All rows; null by cursor."},
            "next": link_schema,
            "previous": link_schema,
            "results": {"type": "array"},
        },
    }
