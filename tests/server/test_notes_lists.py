"""Lists of notes over HTTP: filters, search, ordering and pages, on both databases the same."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest

from ringfence.ownership.scope import acting_as
from ringfence_server.notes.models import Note
from tests.people import Person
from tests.server.shapes import NOTES, answer, create, page, titles

FILTERS = {
    "pinned=true": ["both", "pinned"],
    "pinned=false": ["archived", "plain"],
    "archived=true": ["both", "archived"],
    "archived=false": ["pinned", "plain"],
    "pinned=true&archived=true": ["both"],
    "tag=home": ["both", "pinned"],
    "tag=home&archived=false": ["pinned"],
    "tag=garden": ["both"],
    "tag=Home": [],
    "tag=hom": [],
    "tag=%25": [],
    "tag=nothing": [],
    "tag=home&search=PIN": ["pinned"],
    # As a form sends what was left empty.
    "tag=&pinned=&archived=&search=": ["both", "archived", "pinned", "plain"],
}


def test_filters_narrow_the_list(alice: Person) -> None:
    create(alice, title="plain")
    create(alice, title="pinned", pinned=True, tags=["home"])
    create(alice, title="archived", archived=True)
    create(alice, title="both", pinned=True, archived=True, tags=["home", "garden"])
    assert {query: titles(alice, f"?{query}") for query in FILTERS} == FILTERS


SEARCHED = {
    "Shopping": "Milk and 100% cocoa",
    "Straße": "ÄPFEL, file_name.txt",
    "back\\slash": 'say "hello world" * NEAR OR',
    "ΣΊΣΥΦΟΣ": "İstanbul 東京タワー",
    "quote's": "a-b c",
}


EVERYTHING = [*reversed(SEARCHED)]

SEARCHES = {
    "milk": ["Shopping"],
    "MILK": ["Shopping"],
    "milk shop": ["Shopping"],
    "milk,shop": ["Shopping"],
    "shop straße": [],
    "lk": ["Shopping"],
    "k": ["back\\slash", "Shopping"],
    "ilk an": ["Shopping"],
    '"milk and"': ["Shopping"],
    '"and milk"': [],
    "and milk": ["Shopping"],
    "'hello world'": ["back\\slash"],
    "100%": ["Shopping"],
    "%": ["Shopping"],
    "1%0": [],
    "_": ["Straße"],
    "e_n": ["Straße"],
    "e_t": [],
    "\\": ["back\\slash"],
    "back\\slash": ["back\\slash"],
    "\\s": ["back\\slash"],
    "*": ["back\\slash"],
    "sho*": [],
    "NEAR": ["back\\slash"],
    "near or": ["back\\slash"],
    "milk OR straße": [],
    "milk NOT straße": [],
    "STRASSE": ["Straße"],
    "strasse": ["Straße"],
    "äpfel": ["Straße"],
    "apfel": [],
    "σίσυφος": ["ΣΊΣΥΦΟΣ"],
    "東京": ["ΣΊΣΥΦΟΣ"],
    "東京タワー": ["ΣΊΣΥΦΟΣ"],
    "quote's": ["quote's"],
    "a-b": ["quote's"],
    "title:milk": [],
    "^milk": [],
    "milk)": [],
    # A quote alone is an empty term, and a control character a space, as REST framework splits words.
    "'": EVERYTHING,
    '"': EVERYTHING,
    '""': EVERYTHING,
    "\x1f": EVERYTHING,
    " ": EVERYTHING,
    "": EVERYTHING,
    ",": EVERYTHING,
    "x" * 200: [],
    "🦊": [],
    "\u202e": [],
    "gmilk": [],
    "shoppingmilk": [],
    "a " * 100: EVERYTHING,
}


def test_search_finds_every_word_anywhere_without_case(alice: Person) -> None:
    for title, body in SEARCHED.items():
        create(alice, title=title, body=body)
    assert {words: titles(alice, f"?search={quote(words)}") for words in SEARCHES} == SEARCHES


def test_search_follows_a_change_and_a_deletion(alice: Person) -> None:
    made = create(alice, title="before", body="elephant")
    path = f"{NOTES}{made['id']}/"
    alice.patch(path, {"body": "giraffe"})
    assert titles(alice, "?search=elephant") == []
    assert titles(alice, "?search=giraffe") == ["before"]
    alice.delete(path)
    assert titles(alice, "?search=giraffe") == []


ORDERS = {
    "title": ["a", "b", "c"],
    "-title": ["c", "b", "a"],
    "created_at": ["b", "a", "c"],
    "-created_at": ["c", "a", "b"],
    "-updated_at": ["b", "c", "a"],
    "updated_at": ["a", "c", "b"],
    "pinned": ["b", "c", "a"],
    "-pinned": ["a", "c", "b"],
    "-pinned,title": ["a", "b", "c"],
    "pinned,-title": ["c", "b", "a"],
}


def test_a_list_is_ordered_as_asked(alice: Person) -> None:
    b = create(alice, title="b")
    create(alice, title="a", pinned=True)
    create(alice, title="c")
    alice.patch(f"{NOTES}{b['id']}/", {})
    assert {order: titles(alice, f"?ordering={order}") for order in ORDERS} == ORDERS
    assert {order: titles(alice, f"?ordering={order}&cursor=") for order in ORDERS} == ORDERS


def walk(person: Person, query: str) -> list[list[str]]:
    """The titles of each page from the first on, by the links."""
    pages, link = [], f"{NOTES}?{query}"
    while link:
        status, body = answer(person.get(link))
        assert status == 200, body
        pages.append([row["title"] for row in body["results"]])
        link = body["next"] and "?".join(urlsplit(body["next"])[2:4])
    return pages


@pytest.mark.parametrize("query", ["page_size=3", "limit=3", "cursor=&page_size=3"])
@pytest.mark.parametrize("order", ["", "&ordering=title", "&ordering=-pinned", "&ordering=pinned,-updated_at"])
def test_pages_are_walked_by_their_links_and_miss_nothing(alice: Person, query: str, order: str) -> None:
    for number in range(7):
        create(alice, title=f"{number % 3}-{number}", pinned=number % 2 == 0, tags=["t"])
    create(alice, title="untagged")
    walked = walk(alice, f"{query}{order}&tag=t&search=-")
    assert [len(found) for found in walked] == [3, 3, 1]
    assert [title for found in walked for title in found] == titles(alice, f"?tag=t&search=-{order}")


def test_a_page_by_number_says_where_it_is(alice: Person) -> None:
    made = [create(alice, title=str(number)) for number in range(5)]
    middle = page(
        made[2],
        made[1],
        count=5,
        next="http://testserver/api/notes/?ordering=-created_at&page=3&page_size=2",
        previous="http://testserver/api/notes/?ordering=-created_at&page_size=2",
    )
    assert answer(alice.get(f"{NOTES}?ordering=-created_at&page=2&page_size=2")) == (200, middle)


def test_a_page_by_offset_says_where_it_is(alice: Person) -> None:
    made = [create(alice, title=str(number)) for number in range(5)]
    middle = page(
        made[2],
        made[1],
        count=5,
        next="http://testserver/api/notes/?limit=2&offset=4",
        previous="http://testserver/api/notes/?limit=2",
    )
    assert answer(alice.get(f"{NOTES}?limit=2&offset=2")) == (200, middle)
    assert answer(alice.get(f"{NOTES}?limit=2&offset=9"))[1]["results"] == []


def test_a_cursor_stays_put_while_notes_come_and_go(alice: Person) -> None:
    made = [create(alice, title=str(number)) for number in range(6)]
    first = alice.get(f"{NOTES}?cursor=&page_size=2").json()
    assert (first["count"], [row["title"] for row in first["results"]]) == (None, ["5", "4"])
    create(alice, title="newer")
    alice.delete(f"{NOTES}{made[4]['id']}/")
    second = alice.get(first["next"]).json()
    assert [row["title"] for row in second["results"]] == ["3", "2"]
    assert [row["title"] for row in alice.get(second["previous"]).json()["results"]] == ["newer", "5"]


SIZES = {
    "": 20,
    "?page_size=1": 1,
    "?page_size=10": 10,
    "?page_size=20": 20,
    "?page_size=100": 100,
    "?page_size=101": 100,
    "?limit=10": 10,
    "?limit=1000": 100,
    "?offset=0": 20,
    "?cursor=&page_size=100": 100,
    "?cursor=": 20,
}


def test_pages_have_any_size_up_to_100(alice: Person) -> None:
    many(alice, 101)
    assert {query: len(titles(alice, query)) for query in SIZES} == SIZES


def many(person: Person, number: int) -> None:
    """Notes made at once."""
    with acting_as(person.id):
        Note.objects.bulk_create([Note(title=str(n)) for n in range(number)])
