"""Books under twenty clients of one owner at once: every list is one that somebody set, and nothing is a 500."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.races.crowd import SIZE, Crowd, Request

AUTHORS, BOOKS = "/api/authors/", "/api/books/"


@pytest.fixture
def token(clients: Crowd) -> str:
    """The access token of somebody new."""
    return clients.sign_up(f"reader-{uuid4().hex[:12]}")["access"]


def make(clients: Crowd, token: str, path: str, **fields: object) -> int:
    made = clients.ask("POST", path, fields, token)
    assert made.status == 201, made
    return int(made.body["id"])


def test_the_same_names_made_at_once_are_authors_of_their_own(clients: Crowd, token: str) -> None:
    body = {"title": "x", "authors": [{"name": "Ann"}, {"name": "Bea"}]}
    answers = clients.at_once([Request("POST", BOOKS, body, token)] * SIZE)
    assert [answer.status for answer in answers] == [201] * SIZE
    made = [pk for answer in answers for pk in answer.body["authors"]]
    assert len(set(made)) == 2 * SIZE
    listed = clients.ask("GET", f"{AUTHORS}?page_size=100", token=token).body["results"]
    assert sorted(row["name"] for row in listed) == ["Ann"] * SIZE + ["Bea"] * SIZE


def test_of_lists_set_at_once_one_stays_whole(clients: Crowd, token: str) -> None:
    authors = [make(clients, token, AUTHORS, name=f"author {n}") for n in range(10)]
    path = f"{BOOKS}{make(clients, token, BOOKS, title='x')}/"
    lists = [authors[n % 10 : n % 10 + 3] for n in range(SIZE)]
    answers = clients.at_once([Request("PATCH", path, {"authors": each}, token) for each in lists])
    assert [(answer.status, answer.body["authors"]) for answer in answers] == [(200, each) for each in lists]
    assert clients.ask("GET", path, token=token).body["authors"] in lists


def test_details_made_at_once_are_made_once(clients: Crowd, token: str) -> None:
    path = f"{BOOKS}{make(clients, token, BOOKS, title='x')}/"
    bodies = [{"details": {"isbn": "", "pages": n}} for n in range(1, SIZE)]
    answers = clients.at_once([Request("PATCH", path, each, token) for each in [*bodies, {"details": None}]])
    assert [answer.status for answer in answers] == [200] * SIZE
    details = clients.ask("GET", path, token=token).body["details"]
    assert details is None or details["pages"] in range(1, SIZE)


def test_an_author_that_is_deleted_while_books_name_it_is_gone_from_all_of_them(clients: Crowd, token: str) -> None:
    for turn in range(5):
        author = make(clients, token, AUTHORS, name=f"author {turn}")
        post = Request("POST", BOOKS, {"title": "x", "authors": [author]}, token)
        *posts, deleted = clients.at_once([*[post] * (SIZE - 1), Request("DELETE", f"{AUTHORS}{author}/", None, token)])
        assert deleted.status == 204
        assert {answer.status for answer in posts} <= {201, 400, 409}
        made = clients.ask("GET", f"{BOOKS}?page_size=100&ordering=title", token=token).body["results"]
        assert all(author not in row["authors"] for row in made)
