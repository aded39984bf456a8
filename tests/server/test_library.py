"""Authors, books and quotes over HTTP: what is made, shown, changed, found and deleted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import Person
from tests.server.library import (
    AUTHORS,
    BOOKS,
    DETAILS,
    QUOTES,
    author,
    book,
    ids,
    make,
    make_author,
    make_book,
    names,
    quote,
)
from tests.server.shapes import AN_ID, NOT_FOUND, answer, invalid, page

ISBN = "Not an ISBN of 10 or 13 digits, or its check digit is wrong."


def test_an_author_is_made_shown_changed_and_deleted(alice: Person) -> None:
    assert answer(alice.get(AUTHORS)) == (200, page())
    made = make(alice, AUTHORS, name="Ann")
    path = f"{AUTHORS}{made['id']}/"
    assert made == author()
    assert answer(alice.get(path)) == (200, made)
    assert answer(alice.patch(path, {"name": "Bea", "books": [10**9]})) == (200, {**made, "name": "Bea"})
    assert answer(alice.put(path, {"name": "Cid"})) == (200, {**made, "name": "Cid"})
    assert answer(alice.delete(path)) == (204, None)
    assert answer(alice.get(path)) == (404, NOT_FOUND)


def test_two_authors_may_have_the_same_name(alice: Person) -> None:
    assert make_author(alice) != make_author(alice)
    assert names(alice) == ["Ann", "Ann"]


def test_a_book_is_made_shown_changed_and_deleted(alice: Person) -> None:
    ann = make_author(alice)
    made = make(alice, BOOKS, title="A title", authors=[ann], details=DETAILS)
    path = f"{BOOKS}{made['id']}/"
    assert made == book(authors=[ann], details=DETAILS)
    assert answer(alice.get(BOOKS)) == (200, page(made))
    assert answer(alice.get(path)) == (200, made)
    assert answer(alice.patch(path, {"title": "Another"})) == (200, {**made, "title": "Another"})
    assert answer(alice.put(path, {"title": "A third"})) == (200, {**made, "title": "A third"})
    assert answer(alice.delete(path)) == (204, None)
    assert answer(alice.get(path)) == (404, NOT_FOUND)


def test_a_book_needs_a_title_and_nothing_else(alice: Person) -> None:
    assert make(alice, BOOKS, title="A title") == book()
    assert answer(alice.post(BOOKS, {})) == (400, invalid(title="This field is required."))


def test_a_quote_is_made_shown_changed_and_deleted(alice: Person) -> None:
    first, second = make_book(alice, "One"), make_book(alice, "Two")
    made = make(alice, QUOTES, book=first, text="So it goes.", page=12)
    path = f"{QUOTES}{made['id']}/"
    assert made == quote(book=first, page=12)
    assert answer(alice.patch(path, {"page": None, "book": second})) == (200, quote(book=second))
    assert answer(alice.put(path, {"book": first, "text": "Hi ho."})) == (200, quote(book=first, text="Hi ho."))
    assert answer(alice.get(QUOTES)) == (200, page(quote(book=first, text="Hi ho.")))
    assert answer(alice.delete(path)) == (204, None)
    assert ids(alice, QUOTES) == []


@pytest.mark.parametrize(
    ("path", "body", "errors"),
    [
        (AUTHORS, {"name": "x" * 101}, {"name": "Ensure this field has no more than 100 characters."}),
        (AUTHORS, {"name": " "}, {"name": "This field may not be blank."}),
        (AUTHORS, {"name": "Ann", "born": 1900}, {"born": "Unknown field."}),
        (BOOKS, {"title": "x" * 101}, {"title": "Ensure this field has no more than 100 characters."}),
        (BOOKS, {"title": "x", "details": {"isbn": None}}, {"details": {"isbn": ["This field may not be null."]}}),
        (BOOKS, {"title": "x", "details": {"pages": 1}}, {"details": {"isbn": ["This field is required."]}}),
        (
            BOOKS,
            {"title": "x", "details": {"isbn": "", "pages": 0}},
            {"details": {"pages": ["Ensure this value is greater than or equal to 1."]}},
        ),
        (
            BOOKS,
            {"title": "x", "details": {"isbn": "", "pages": 1_000_001}},
            {"details": {"pages": ["Ensure this value is less than or equal to 1000000."]}},
        ),
        (QUOTES, {}, {"book": "This field is required.", "text": "This field is required."}),
        (
            QUOTES,
            {"book": None, "text": "", "page": -1},
            {
                "book": "This field may not be null.",
                "text": "This field may not be blank.",
                "page": "Ensure this value is greater than or equal to 1.",
            },
        ),
    ],
)
def test_what_does_not_do_is_named_by_field(alice: Person, path: str, body: Any, errors: Any) -> None:
    assert answer(alice.post(path, body)) == (400, invalid(**errors))


@pytest.mark.parametrize(
    "isbn",
    [
        "0306406152",
        "0-306-40615-2",
        "080442957X",
        "0-8044-2957-x",
        "9780306406157",
        "978-0-306-40615-7",
        "979 10 90636 07 1",
        "",
    ],
)
def test_an_isbn_is_kept_as_it_is_written(alice: Person, isbn: str) -> None:
    made = make(alice, BOOKS, title="A title", details={"isbn": isbn})
    assert made == book(details={"isbn": isbn, "pages": None, "published": None})


@pytest.mark.parametrize(
    "isbn",
    [
        *("0306406153", "9780306406158", "0804429571", "X804429570", "12345", "9770306406150"),
        *("978--0306406157", "-0306406152", "0306406152-", "０３０６４０６１５２", "978030640615X"),
    ],
)
def test_what_is_no_isbn_is_refused(alice: Person, isbn: str) -> None:
    refusal = (400, invalid(details={"isbn": [ISBN]}))
    assert answer(alice.post(BOOKS, {"title": "A title", "details": {"isbn": isbn}})) == refusal


def test_two_books_may_have_one_isbn(alice: Person) -> None:
    assert make_book(alice, details=DETAILS) != make_book(alice, details=DETAILS)


def test_deleting_an_author_leaves_the_books(alice: Person) -> None:
    ann, bea = make_author(alice, "Ann"), make_author(alice, "Bea")
    made = make_book(alice, authors=[ann, bea])
    assert alice.delete(f"{AUTHORS}{ann}/").status_code == 204
    assert answer(alice.get(f"{BOOKS}{made}/")) == (200, book(id=made, authors=[bea]))


def test_deleting_a_book_takes_its_details_and_quotes_along_and_leaves_the_authors(alice: Person) -> None:
    ann = make_author(alice)
    gone, kept = (make_book(alice, title, authors=ann, details=DETAILS) for title in ("Gone", "Kept"))
    for number in (gone, kept):
        make(alice, QUOTES, book=number, text="So it goes.")
    assert alice.delete(f"{BOOKS}{gone}/").status_code == 204
    assert answer(alice.get(AUTHORS)) == (200, page(author(id=ann, books=[kept])))
    assert answer(alice.get(QUOTES)) == (200, page(quote(book=kept)))
    assert ids(alice, f"{BOOKS}?published_before=2003-02-27") == [kept]


# Lists


def test_lists_come_by_name_by_title_and_newest_first(alice: Person) -> None:
    for name in ("Bea", "Ann"):
        make_author(alice, name)
    b, a = make_book(alice, "B"), make_book(alice, "A")
    first, second = (make(alice, QUOTES, book=b, text="x", page=number)["id"] for number in (1, 2))
    assert names(alice) == ["Ann", "Bea"]
    assert (ids(alice, BOOKS), ids(alice, f"{BOOKS}?ordering=-title")) == ([a, b], [b, a])
    assert (ids(alice, QUOTES), ids(alice, f"{QUOTES}?ordering=page")) == ([second, first], [first, second])
    assert ids(alice, f"{AUTHORS}?ordering=-name") == ids(alice, AUTHORS)[::-1]


def test_books_are_filtered_by_author_and_by_the_day_of_publishing(alice: Person) -> None:
    ann, bea = make_author(alice, "Ann"), make_author(alice, "Bea")
    old = make_book(alice, "Old", authors=[ann, bea], details={"isbn": "", "published": "1990-01-01"})
    new = make_book(alice, "New", authors=[bea], details={"isbn": "", "published": "2020-06-30"})
    plain = make_book(alice, "Plain")
    for query, found in [
        ("", [new, old, plain]),
        (f"author={ann}", [old]),
        (f"author={bea}", [new, old]),
        (f"author={bea}&published_after=2000-01-01", [new]),
        ("published_before=1990-01-01", [old]),
        ("published_before=1989-12-31", []),
        ("published_after=2020-06-30", [new]),
        ("published_after=1990-01-01&published_before=2020-06-30", [new, old]),
        (f"author={10**9}", []),
        (f"author={10**40}", []),
    ]:
        assert ids(alice, f"{BOOKS}?{query}") == found, query


def test_quotes_are_filtered_by_book(alice: Person) -> None:
    one, two = make_book(alice, "One"), make_book(alice, "Two")
    made = make(alice, QUOTES, book=one, text="x")["id"]
    assert (ids(alice, f"{QUOTES}?book={one}"), ids(alice, f"{QUOTES}?book={two}")) == ([made], [])


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("author=ann", {"author": "Must be an id: a whole number from 1 on."}),
        ("author=0", {"author": "Must be an id: a whole number from 1 on."}),
        ("published_after=yesterday", {"published_after": "Must be a date that exists: YYYY-MM-DD."}),
        ("published_before=2020-02-30", {"published_before": "Must be a date that exists: YYYY-MM-DD."}),
        ("ordering=details", {"ordering": "Choose from: title; a minus sign reverses."}),
        ("expand=details", {"expand": "Choose from: authors."}),
        ("expand=authors.books.authors", {"expand": "Nothing can be expanded there."}),
        (
            "authors=1",
            {
                "authors": "Unknown parameter. Known here: "
                "author, cursor, expand, fields, limit, offset, ordering, page, page_size, published_after, "
                "published_before, search."
            },
        ),
    ],
)
def test_what_a_list_of_books_cannot_be_asked_is_named(alice: Person, query: str, errors: Any) -> None:
    assert answer(alice.get(f"{BOOKS}?{query}")) == (400, invalid(**errors))


def test_a_search_looks_in_names_titles_and_texts(alice: Person) -> None:
    ann, book_id = make_author(alice, "Ann Ångström"), make_book(alice, "The Wasteland")
    make_author(alice, "Bea"), make_book(alice, "Other")
    said = make(alice, QUOTES, book=book_id, text="April is the cruellest month")["id"]
    make(alice, QUOTES, book=book_id, text="Hurry up please")
    assert ids(alice, f"{AUTHORS}?search=ångström ann") == [ann]
    assert ids(alice, f"{BOOKS}?search=waste") == [book_id]
    assert ids(alice, f"{QUOTES}?search=cruel april") == [said]


def test_only_the_fields_asked_for_are_shown(alice: Person) -> None:
    made = make_book(alice, authors=[{"name": "Ann"}])
    assert alice.get(f"{BOOKS}{made}/?fields=author").json() == {"author": [AN_ID]}
    assert alice.get(f"{BOOKS}?fields=id,details").json()["results"] == [{"id": made, "details": None}]
