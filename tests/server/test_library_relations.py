"""Every kind of relation over HTTP: by key to one and to many, back, read nested, written nested, one to one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection

from ringfence.ownership.scope import acting_as
from ringfence_server.library.models import Author, Book, BookAuthor, Details, Quote
from tests.people import Person, sign_up
from tests.server.library import (
    AUTHORS,
    BOOKS,
    DETAILS,
    QUOTES,
    author,
    book,
    make,
    make_author,
    make_book,
    names,
    quote,
)
from tests.server.shapes import AN_ID, answer, invalid, page
from tests.server.wire import kinds, statements


def gone(pk: Any) -> str:
    return f'Invalid pk "{pk}" - object does not exist.'


# By primary key, to one


def test_a_quote_names_its_book_by_id_and_shows_it_in_full_when_asked(alice: Person) -> None:
    ann = make_author(alice)
    number = make_book(alice, authors=[ann], details=DETAILS)
    made = make(alice, QUOTES, book=str(number), text="So it goes.")
    assert made == quote(book=number)
    path = f"{QUOTES}{made['id']}/"
    shown = book(id=number, authors=[ann], details=DETAILS)
    assert alice.get(f"{path}?expand=book").json() == quote(book=shown)
    whole = [author(id=ann, books=[number])]
    assert alice.get(f"{path}?expand=book.authors").json() == quote(book={**shown, "authors": whole, "author": whole})
    assert answer(alice.patch(f"{path}?expand=book", {"book": number})) == (200, quote(book=shown))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (10**9, gone(10**9)),
        ("x", "Incorrect type. Expected pk value, received str."),
        ([1], "Incorrect type. Expected pk value, received list."),
        ({"id": 1}, "Incorrect type. Expected pk value, received dict."),
        (True, "Incorrect type. Expected pk value, received bool."),
    ],
)
def test_a_quote_of_no_book_is_refused(alice: Person, given: Any, said: str) -> None:
    assert answer(alice.post(QUOTES, {"text": "x", "book": given})) == (400, invalid(book=said))


# By primary key, to many, and back


def test_a_book_takes_its_authors_in_every_form_and_answers_ids_under_both_names(alice: Person) -> None:
    ann, bea = make_author(alice, "Ann"), make_author(alice, "Bea")
    forms: list[tuple[dict[str, Any], list[Any]]] = [
        ({"author": ann}, [ann]),
        ({"author": [bea, ann]}, [ann, bea]),
        ({"authors": ann}, [ann]),
        ({"authors": [ann, ann, str(ann)]}, [ann]),
        ({"author": {"id": ann}}, [ann]),
        ({"authors": [{"id": bea}, ann]}, [ann, bea]),
        ({"authors": [{"name": "New"}, {"id": ann, "name": "Renamed"}]}, [ann, AN_ID]),
        ({"author": {"name": "Newer"}}, [AN_ID]),
        ({"authors": []}, []),
        ({}, []),
    ]
    for given, kept in forms:
        assert make(alice, BOOKS, title="A title", **given) == book(authors=kept), given
    assert names(alice) == ["Ann", "Bea", "New", "Newer"]


def test_an_author_shows_the_books_that_name_it_and_no_body_changes_that(alice: Person) -> None:
    ann = make_author(alice)
    second, first = (make_book(alice, title, authors=[ann]) for title in ("B", "A"))
    path = f"{AUTHORS}{ann}/"
    shown = author(id=ann, books=[second, first])
    assert answer(alice.get(path)) == (200, shown)
    assert answer(alice.patch(path, {"books": []})) == (200, shown)
    assert make(alice, AUTHORS, name="Bea", books=[first]) == author(name="Bea")


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_an_update_sets_the_authors(alice: Person, method: str) -> None:
    ann, bea = make_author(alice, "Ann"), make_author(alice, "Bea")
    path = f"{BOOKS}{make_book(alice, authors=[ann])}/"
    steps: list[tuple[dict[str, Any], list[Any]]] = [
        ({"authors": [bea]}, [bea]),
        ({"author": [ann, {"name": "New"}]}, [ann, AN_ID]),
        ({}, [ann, AN_ID]),
        ({"author": []}, []),
    ]
    for body, kept in steps:
        assert answer(alice.call(method, path, {"title": "A title", **body})) == (200, book(authors=kept)), body
        assert answer(alice.get(path)) == (200, book(authors=kept))
    assert names(alice) == ["Ann", "Bea", "New"]


def test_both_names_at_once_are_refused(alice: Person) -> None:
    said = invalid(author="Another name of authors: give one of the two.")
    path = f"{BOOKS}{make_book(alice)}/"
    for method, where in (("POST", BOOKS), ("PUT", path), ("PATCH", path)):
        assert answer(alice.call(method, where, {"title": "x", "authors": [], "author": []})) == (400, said)


# Read nested


def test_authors_and_books_are_shown_in_full_to_two_levels(alice: Person) -> None:
    ann, bea = make_author(alice, "Ann"), make_author(alice, "Bea")
    number = make_book(alice, authors=[bea, ann], details=DETAILS)
    ids = book(id=number, authors=[ann, bea], details=DETAILS)
    people = [author(id=ann, books=[number]), author(id=bea, name="Bea", books=[number])]
    full = {**ids, "authors": people, "author": people}
    deep = [{**person, "books": [ids]} for person in people]
    for path, shown in [
        (f"{BOOKS}?expand=authors", page(full)),
        (f"{BOOKS}{number}/?expand=authors", full),
        (f"{BOOKS}{number}/?expand=authors.books", {**ids, "authors": deep, "author": deep}),
        (f"{AUTHORS}?expand=books", page(*deep)),
        (f"{AUTHORS}{ann}/?expand=books.authors", {**people[0], "books": [full]}),
        (f"{BOOKS}?expand=authors&fields=author", page({"author": people})),
    ]:
        assert answer(alice.get(path)) == (200, shown), path


def test_a_write_answers_in_the_shape_that_was_asked_for(alice: Person) -> None:
    made = alice.post(f"{BOOKS}?expand=authors", {"title": "A title", "author": {"name": "Ann"}})
    shown = book(authors=[author(books=[AN_ID])])
    assert answer(made) == (201, shown)
    path = f"{BOOKS}{made.json()['id']}/"
    assert answer(alice.patch(f"{path}?expand=authors.books", {"details": DETAILS})) == (
        200,
        book(authors=[author(books=[book(authors=[AN_ID], details=DETAILS)])], details=DETAILS),
    )


# Written nested


def test_nobody_is_renamed_by_way_of_a_book(alice: Person) -> None:
    ann = make_author(alice)
    for given in ({"id": ann, "name": "Renamed"}, [{"name": "Renamed", "id": ann}], [{"id": ann, "name": ""}]):
        make_book(alice, author=given)
    assert names(alice) == ["Ann"]


def test_mistakes_are_named_by_their_place_and_nothing_is_made(alice: Person) -> None:
    body = {"title": "x", "authors": [{"name": "New"}, 10**9, {"name": "x" * 101}, {"nmae": "x"}]}
    assert answer(alice.post(BOOKS, body)) == (
        400,
        invalid(
            authors={
                "1": [gone(10**9)],
                "2": {"name": ["Ensure this field has no more than 100 characters."]},
                "3": {"name": ["This field is required."], "nmae": ["Unknown field."]},
            }
        ),
    )
    assert (names(alice), alice.get(BOOKS).json()["count"]) == ([], 0)


def test_fifty_authors_are_enough(alice: Person) -> None:
    fifty = [{"name": f"author {n:02}"} for n in range(50)]
    assert len(make(alice, BOOKS, title="x", authors=fifty)["authors"]) == 50
    refusal = invalid(authors="Ensure this field has no more than 50 elements.")
    assert answer(alice.post(BOOKS, {"title": "x", "authors": [*fifty, {"name": "one more"}]})) == (400, refusal)
    assert len(names(alice)) == 50


# One to one


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_details_are_made_changed_kept_and_removed(alice: Person, method: str) -> None:
    path = f"{BOOKS}{make_book(alice)}/"
    plain = {"isbn": "", "pages": None, "published": None}
    steps: list[tuple[dict[str, Any], Any]] = [
        ({"details": DETAILS}, DETAILS),
        ({}, DETAILS),
        ({"details": {"isbn": ""}}, {**DETAILS, "isbn": ""}),
        ({"details": None}, None),
        ({"details": None}, None),
        ({"details": {"isbn": ""}}, plain),
    ]
    for body, kept in steps:
        assert answer(alice.call(method, path, {"title": "A title", **body})) == (200, book(details=kept)), body
        assert answer(alice.get(path)) == (200, book(details=kept))


def test_a_patch_changes_the_details_that_it_names(alice: Person) -> None:
    path = f"{BOOKS}{make_book(alice, details=DETAILS)}/"
    assert alice.patch(path, {"details": {"pages": 5}}).json() == book(details={**DETAILS, "pages": 5})
    assert alice.patch(path, {"details": {}}).json() == book(details={**DETAILS, "pages": 5})
    alice.patch(path, {"details": None})
    missing = invalid(details={"isbn": ["This field is required."]})
    assert answer(alice.patch(path, {"details": {"pages": 5}})) == (400, missing)
    assert answer(alice.put(path, {"title": "x", "details": {"pages": 5}})) == (400, missing)


# What it costs


def fill(person: Person, number: int) -> list[int]:
    """``number`` more books by three authors each, with details and a quote; the ids of the authors."""
    with acting_as(person.id):
        authors = Author.objects.bulk_create([Author(name=f"author {n}") for n in range(3)])
        books = Book.objects.bulk_create([Book(title=f"book {n}") for n in range(number)])
        BookAuthor.objects.bulk_create([BookAuthor(book=each, author=other) for each in books for other in authors])
        Details.objects.bulk_create([Details(book=each, isbn="") for each in books])
        Quote.objects.bulk_create([Quote(book=each, text="x") for each in books])
        return [each.pk for each in authors]


@pytest.fixture
def reader(transactional_db: None) -> Person:
    """A person whose rows are committed."""
    return sign_up("alice")


def cost(request: Callable[[], Any], status: int = 200) -> list[str]:
    """The kinds of the statements of one request, without those of its transaction and session."""
    with statements() as sent:
        response = request()
    assert response.status_code == status, response.content
    return [kind for kind in kinds(sent) if " library_" in kind]


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize(
    ("path", "table"),
    [
        (BOOKS, "book"),
        (f"{BOOKS}?expand=authors", "book"),
        (f"{BOOKS}?expand=authors.books", "book"),
        (AUTHORS, "author"),
        (f"{AUTHORS}?expand=books.authors", "author"),
        (QUOTES, "quote"),
        (f"{QUOTES}?expand=book.authors", "quote"),
    ],
)
def test_a_list_costs_one_statement_however_long_and_nested_it_is(reader: Person, path: str, table: str) -> None:
    request = partial(reader.get, f"{path}{'&' if '?' in path else '?'}page_size=100")
    fill(reader, 2)
    few = cost(request)
    fill(reader, 20)
    assert cost(request) == few == [f"SELECT library_{table}"]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_book_with_many_authors_costs_what_one_with_a_few_does(reader: Person) -> None:
    ids = [pk for _ in range(5) for pk in fill(reader, 1)]
    paths = [f"{BOOKS}{make_book(reader, authors=ids[:1])}/?expand=authors.books" for _ in range(2)]
    few = cost(lambda: reader.patch(paths[0], {"authors": ids[1:2]}))
    many = cost(lambda: reader.patch(paths[1], {"authors": ids[1:]}))
    assert many == few
    assert ("LOCK library_book" in many) is (connection.vendor == "postgresql")


# Many at once


def test_nested_rows_in_many_at_once_are_made_or_refused_together(alice: Person) -> None:
    ann, number = make_author(alice), make_book(alice, details=DETAILS)
    bodies = [{"title": "One", "authors": [ann, {"name": "New"}]}, {"title": "Two", "details": {"isbn": ""}}]
    wrong = {"create": [*bodies, {"title": "x", "author": 10**9}], "update": [{"id": number, "details": {"pages": 0}}]}
    status, said = answer(alice.post(f"{BOOKS}bulk/", wrong))
    assert (status, said["create"], said["update"]) == (
        400,
        {"2": {"author": [gone(10**9)]}},
        {"0": {"details": {"pages": ["Ensure this value is greater than or equal to 1."]}}},
    )
    assert names(alice) == ["Ann"]
    right = {"create": bodies, "update": [{"id": number, "details": {"pages": 5}, "author": {"name": "Newer"}}]}
    status, said = answer(alice.post(f"{BOOKS}bulk/", right))
    assert (status, said["created"], said["updated"]) == (
        200,
        [
            book(title="One", authors=[ann, AN_ID]),
            book(title="Two", details={"isbn": "", "pages": None, "published": None}),
        ],
        [book(id=number, authors=[AN_ID], details={**DETAILS, "pages": 5})],
    )
    assert names(alice) == ["Ann", "New", "Newer"]
