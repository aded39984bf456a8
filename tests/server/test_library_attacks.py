"""The library under attack: another owner's rows by every relation, bodies that no client sends, dead tokens."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.people import Person, call
from tests.server.library import AUTHORS, BOOKS, DETAILS, QUOTES, author, book, ids, make, make_author, make_book, names
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, NOT_FOUND, answer, invalid, page

NOBODYS = 10**9


@pytest.fixture
def bobs(bob: Person) -> dict[str, int]:
    """Rows of Bob's, by address."""
    someone = make_author(bob, "Bob's secret")
    number = make_book(bob, "Bob's secret", authors=[someone], details=DETAILS)
    return {AUTHORS: someone, BOOKS: number, QUOTES: make(bob, QUOTES, book=number, text="Bob's secret")["id"]}


def told(response: Any, pk: int) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Everything that an answer tells about ``pk``, but for the id itself, the date and the request's id."""
    varying = {"date", "x-request-id", "content-length"}
    headers = sorted((name.lower(), value) for name, value in response.headers.items() if name.lower() not in varying)
    return response.status_code, response.content.replace(f'pk \\"{pk}\\"'.encode(), b"PK"), headers


@pytest.mark.parametrize("path", [AUTHORS, BOOKS, QUOTES])
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "POST", "OPTIONS"])
def test_another_owners_row_is_not_there(alice: Person, bobs: dict[str, int], path: str, method: str) -> None:
    body = None if method in ("GET", "OPTIONS") else {"name": "x", "title": "x", "text": "x", "book": 1}
    theirs, nobodys = (alice.call(method, f"{path}{pk}/", body) for pk in (bobs[path], NOBODYS))
    assert told(theirs, bobs[path]) == told(nobodys, NOBODYS)
    if method in ("GET", "PUT", "PATCH", "DELETE"):
        assert answer(theirs) == (404, NOT_FOUND)


@pytest.mark.parametrize("name", ["author", "authors"])
@pytest.mark.parametrize(
    "form",
    ["%d", '"%d"', "[%d]", '{"id": %d}', '[{"id": %d, "name": "x"}]', '[{"name": "New"}, %d]', '[%d, {"id": %d}]'],
)
def test_another_owners_author_is_attached_in_no_form(
    alice: Person, bob: Person, bobs: dict[str, int], name: str, form: str
) -> None:
    path = f"{BOOKS}{make_book(alice)}/"
    for method, where in (("POST", BOOKS), ("PUT", path), ("PATCH", path)):
        theirs, nobodys = (
            alice.call(method, where, {"title": "x", name: json.loads(form.replace("%d", str(pk)))})
            for pk in (bobs[AUTHORS], NOBODYS)
        )
        assert told(theirs, bobs[AUTHORS]) == told(nobodys, NOBODYS)
        assert theirs.status_code == 400
    assert (names(alice), ids(alice, BOOKS)) == ([], [int(path.split("/")[-2])])
    assert bob.get(f"{AUTHORS}{bobs[AUTHORS]}/").json()["books"] == [bobs[BOOKS]]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_another_owners_book_is_quoted_in_no_way(alice: Person, bobs: dict[str, int], method: str) -> None:
    own = make(alice, QUOTES, book=make_book(alice), text="x")["id"]
    where = QUOTES if method == "POST" else f"{QUOTES}{own}/"
    theirs, nobodys = (alice.call(method, where, {"book": pk, "text": "x"}) for pk in (bobs[BOOKS], NOBODYS))
    assert told(theirs, bobs[BOOKS]) == told(nobodys, NOBODYS)
    assert theirs.status_code == 400


def test_filters_searches_and_orders_find_nothing_of_anothers(alice: Person, bobs: dict[str, int]) -> None:
    number = make_book(alice, authors=[{"name": "Ann"}], details={"isbn": ""})
    for path, found in [
        (f"{BOOKS}?author={bobs[AUTHORS]}", []),
        (f"{QUOTES}?book={bobs[BOOKS]}", []),
        (f"{BOOKS}?search=secret", []),
        (f"{AUTHORS}?search=secret", []),
        (f"{QUOTES}?search=secret", []),
        (f"{BOOKS}?published_before=9999-12-31", []),
        (f"{BOOKS}?ordering=-title&expand=authors.books", [number]),
    ]:
        assert ids(alice, path) == found, path


def test_what_is_expanded_is_ones_own(alice: Person, bobs: dict[str, int]) -> None:
    number = make_book(alice, authors=[{"name": "Ann"}])
    make(alice, QUOTES, book=number, text="x")
    for path in (f"{BOOKS}?expand=authors.books", f"{AUTHORS}?expand=books.authors", f"{QUOTES}?expand=book.authors"):
        assert b"secret" not in alice.get(path).content


def test_ids_and_owners_in_a_body_are_ignored_or_refused(alice: Person, bob: Person, bobs: dict[str, int]) -> None:
    before = answer(bob.get(f"{BOOKS}{bobs[BOOKS]}/"))
    made = make(alice, BOOKS, id=bobs[BOOKS], title="x", details=DETAILS)
    assert made == book(title="x", details=DETAILS)
    assert made["id"] != bobs[BOOKS]
    for field in ("owner", "owner_id", "book", "revision"):
        assert answer(alice.post(BOOKS, {"title": "x", field: bob.id})) == (400, invalid(**{field: "Unknown field."}))
        inside = {"isbn": "", field: bobs[BOOKS]}
        assert answer(alice.post(BOOKS, {"title": "x", "details": inside})) == (
            400,
            invalid(details={field: ["Unknown field."]}),
        )
    assert answer(alice.post(BOOKS, {"title": "x", "author": {"name": "Ann", "owner": bob.id}})) == (
        400,
        invalid(author={"owner": ["Unknown field."]}),
    )
    assert make(alice, AUTHORS, name="Ann", books=[bobs[BOOKS]]) == author()
    assert answer(bob.get(f"{BOOKS}{bobs[BOOKS]}/")) == before


DEEP = b'{"title": "x", "authors": ' + b"[" * 40 + b"]" * 40 + b"}"


@pytest.mark.parametrize(
    "raw",
    [
        b'{"title": "x\\u0000"}',
        b'{"title": "x", "authors": [{"name": "a\\u0000"}]}',
        b'{"title": "x", "authors": [{"id": NaN}]}',
        b'{"title": "x", "authors": [1e400]}',
        b'{"title": "x", "authors": [{"id": 1, "id": 2}]}',
        b'{"title": "x", "details": {"isbn": "\\ud800"}}',
        b'{"title": "x", "authors": [1.0]}',
        b'{"title": "x", "authors": [10000000000000000000000000000000000000000]}',
        b'{"title": "x", "authors": {"id": "1_0"}}',
        '{"title": "x", "authors": "\u0661"}'.encode(),
        b'{"title": "x", "details": {"isbn": "", "pages": 1e2}}',
        b'{"title": "x", "details": {"isbn": "", "pages": true}}',
        b'{"title": "x", "details": {"isbn": "", "pages": 99999999999999999999}}',
        b'{"title": "x", "details": {"isbn": "", "published": "0000-01-01"}}',
        b'{"title": "x", "details": {"isbn": "", "published": 20200101}}',
        b'{"title": "x", "authors": ' + b"[" + b"{}," * 100_000 + b"{}]}",
        DEEP,
        b'["title"]',
        b"",
    ],
)
def test_a_body_that_no_client_sends_is_a_clear_refusal_and_stores_nothing(alice: Person, raw: bytes) -> None:
    path = f"{BOOKS}{make_book(alice, details=DETAILS)}/"
    for method, where in (("POST", BOOKS), ("PATCH", path)):
        if (method, raw) == ("PATCH", b""):
            continue
        response = alice.call(method, where, raw=raw)
        assert response.status_code == 400, response.content
        assert response.json()["code"] in ("invalid", "parse_error")
        assert len(response.content) < 2000
    assert (len(ids(alice, BOOKS)), names(alice)) == (1, [])
    assert alice.get(path).json() == book(details=DETAILS)


@pytest.mark.parametrize("pk", ["0", "-1", "1_0", "x", str(2**63), "1" * 40, "%00", "1.0"])
@pytest.mark.parametrize("path", [AUTHORS, BOOKS, QUOTES])
def test_what_is_no_id_is_not_found(alice: Person, path: str, pk: str) -> None:
    assert alice.get(f"{path}{pk}/").status_code == 404


@pytest.mark.parametrize("path", [AUTHORS, BOOKS, QUOTES])
def test_nobody_gets_in_without_a_living_token(alice: Person, path: str) -> None:
    for method, where in (("GET", path), ("POST", path), ("GET", f"{path}1/"), ("DELETE", f"{path}1/")):
        assert answer(call(method, where)) == (401, NO_TOKEN)
    alice.post("/api/logout/", {"refresh": alice.refresh})
    assert answer(alice.get(path)) == (401, DEAD_TOKEN)
    assert answer(alice.post(path, {})) == (401, DEAD_TOKEN)


def test_the_same_key_makes_the_nested_rows_once(alice: Person) -> None:
    body = {"title": "x", "authors": [{"name": "Ann"}], "details": DETAILS}
    first, again = (alice.post(BOOKS, body, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert (first.status_code, again.content) == (201, first.content)
    assert answer(alice.get(AUTHORS)) == (200, page(author(books=[first.json()["id"]])))
