"""Every list and every row of the server, found from the URLconf: a lane answers what REST framework answers."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from ringfence.accounts.models import User
from ringfence.lane import closed, lanes
from ringfence.ownership.scope import acting_as
from ringfence_server.demo import books, money, notes, tasks
from tests.lane.ways import Ways
from tests.people import Person, sign_up
from tests.server.collections_of_rows import Collection, collections

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

# Rows to look around in, by app.
DEMONSTRATION = {"notes": notes, "tasks": tasks, "transactions": money, "library": books}
COLLECTIONS = collections()
# Of each list; {field}, {order} and {filter} are its own.
QUERIES = [
    *("", "page=2&page_size=3", "page=1", "page=999999", "page=0", "page=x", "page_size=1000", "page_size=-1"),
    *("limit=2", "limit=2&offset=3", "offset=999999999999999999", "offset=1", "limit=0", "limit=3&page=2"),
    *("cursor=", "cursor=&page_size=2", "cursor=nonsense", "cursor=WyJ4Il0", "cursor=&limit=2", "page=1&page=2"),
    *("ordering={order}", "ordering=-{order}&page_size=2", "ordering=nobody", "ordering=", "ordering={order}&cursor="),
    *(
        "search=the",
        "search=THE",
        "search=the+a",
        "search=and+THE",
        "search=the%20and",
        "search=a%25b",
        "search=zqzqzq",
    ),
    *("search=%C3%A9t%C3%A9", "search=%22the%20and%22", "search=the&page_size=1&cursor=", "search=", "search=a"),
    *("search=the+the", "search=zqfirst0qz", "search=the,and", "search=" + "a" * 201, "search=the++and"),
    *("fields=id", "fields=id,{field}", "fields={field},{field}", "fields=nobody", "fields=", "fields=%69d"),
    *(
        "expand={expand}",
        "expand={expand}&page_size=2",
        "expand=nobody",
        "unknown=1",
        "page_size=2&&",
        "page_size",
        "=1",
    ),
    *("page%5Fsize=2", "page_size=%32", "page_size=2;page=2", "a=b=c", "page_size=2#x", "page_size=2&page_size=3"),
    *("search=%00", "search=%FF", "search=%ED%A0%80", "ordering=%2D{order}", "format=json", "cursor=&cursor="),
]
ROWS = ["", "fields=id", "fields={field}", "fields=nobody", "expand={expand}", "page=1", "x", "fields=id&fields=id"]


@pytest.fixture
def reader(collection: Collection) -> Person:
    """A person with rows of the collection's app."""
    person = sign_up("reader")
    app = collection.model._meta.app_label
    with acting_as(User(pk=person.id)):
        if app in DEMONSTRATION:
            DEMONSTRATION[app].make()
        there = collection.model.objects.count()
    for _ in range(max(0, 3 - there)):
        collection.make(person)
    return person


def of(collection: Collection, query: str) -> str:
    """The query with names of the collection's own."""
    view = collection.rows.view_class
    serializer = view.serializer_class()
    expandable = list(getattr(serializer.Meta, "expandable", {}))
    return query.format(
        field=next(name for name in serializer.fields if name != "id"),
        order=next(iter(view.ordering_fields), "id"),
        expand=",".join(expandable) or "nothing",
    )


@pytest.mark.parametrize("collection", COLLECTIONS, ids=str)
def test_a_list_is_the_same_by_every_way(reader: Person, collection: Collection) -> None:
    lanes.forget()
    ways = Ways()
    for query in QUERIES:
        ways.as_person(reader, f"{collection.path()}?{of(collection, query)}", times=2)
    why = closed.why(collection.rows.view_class, "list")
    assert (ways.short > 40) is not bool(why), (why, ways.short)


@pytest.mark.parametrize("collection", COLLECTIONS, ids=str)
def test_a_row_is_the_same_by_every_way(reader: Person, collection: Collection) -> None:
    ways = Ways()
    listed = json.loads(ways.as_person(reader, collection.path()).body)["results"]
    other = sign_up("other")
    for row in listed[:2]:
        for query in ROWS:
            ways.as_person(reader, f"{collection.path()}{row['id']}/?{of(collection, query)}", times=2)
        before = ways.short
        hidden = ways.as_person(other, f"{collection.path()}{row['id']}/")
        missing = ways.as_person(other, f"{collection.path()}987654321/")
        assert hidden == missing
        assert (hidden.status, ways.short) == (404, before)
    why = closed.why(collection.rows.view_class, "retrieve")
    assert (ways.short > 15) is not bool(why), (why, ways.short)
    for key in ("0", "01", "+1", "1_0", "9223372036854775807", "9223372036854775808", "1" * 30, "x"):
        ways.as_person(reader, f"{collection.path()}{key}/", times=1)


@pytest.mark.parametrize("collection", COLLECTIONS, ids=str)
def test_walking_by_cursor_is_the_same_by_every_way(reader: Person, collection: Collection) -> None:
    ways = Ways()
    for order in (
        "",
        *(f"ordering={sign}{name}&" for name in collection.rows.view_class.ordering_fields for sign in ("", "-")),
    ):
        path: Any = f"{collection.path()}?{order}cursor=&page_size=7"
        there = _walk(ways, reader, path, "next")
        back = _walk(ways, reader, there[-1][0], "previous")
        assert [row for _, rows in there for row in rows] == [row for _, rows in back[::-1] for row in rows]


def _walk(ways: Ways, person: Person, path: str, way: str) -> list[tuple[str, list[Any]]]:
    """The addresses of five pages at most, and their rows' ids."""
    pages: list[tuple[str, list[Any]]] = []
    following: str | None = path
    while following and len(pages) < 4:
        answer = ways.as_person(person, following, times=1)
        assert answer.status == 200, answer
        page = json.loads(answer.body)
        pages.append((following, [row["id"] for row in page["results"]]))
        link = page[way] and urlsplit(page[way])
        following = f"{link.path}?{link.query}" if link else None
    return pages
