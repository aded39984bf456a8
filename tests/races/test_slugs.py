"""Conduit under twenty clients at once: slugs and names never collide, nothing is counted twice, nothing is a 500."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from tests.people import PASSWORD
from tests.races.crowd import SIZE, Crowd, Request

ARTICLES = "/api/articles"
NO_ARTICLE = (404, {"errors": {"article": ["not found"]}})


@pytest.fixture
def name() -> str:
    """A name that nobody has, and a word that no title has."""
    return f"author-{uuid4().hex[:12]}"


@pytest.fixture
def token(clients: Crowd, name: str) -> str:
    """The access token of somebody new."""
    return clients.sign_up(name)["access"]


def body(title: str, **fields: object) -> dict[str, object]:
    return {"article": {"title": title, "description": "d", "body": "b", **fields}}


def publish(clients: Crowd, token: str, title: str) -> str:
    made = clients.ask("POST", ARTICLES, body(title), token)
    assert made.status == 201, made
    slug: str = made.body["article"]["slug"]
    return slug


def test_one_title_at_once_gives_as_many_slugs(clients: Crowd, name: str, token: str) -> None:
    other = clients.sign_up(f"{name}-b")["access"]
    requests = [Request("POST", ARTICLES, body(name, tagList=["x"]), (token, other)[n % 2]) for n in range(SIZE)]
    answers = clients.at_once(requests)
    assert [answer.status for answer in answers] == [201] * SIZE, answers
    slugs = {answer.body["article"]["slug"] for answer in answers}
    assert len(slugs) == SIZE
    assert name in slugs
    assert all(re.fullmatch(rf"{name}(-[0-9a-f]{{8}})?", slug) for slug in slugs)
    listed = clients.ask("GET", f"{ARTICLES}?author={name}&limit=100").body
    assert listed["articlesCount"] == SIZE // 2


def test_the_first_article_of_somebody_at_once_makes_one_profile(clients: Crowd, name: str, token: str) -> None:
    answers = clients.at_once([Request("POST", ARTICLES, body(f"{name} {n}"), token) for n in range(SIZE)])
    assert [answer.status for answer in answers] == [201] * SIZE, answers
    assert clients.rows(f"SELECT count(*) FROM conduit_profile WHERE username = '{name}'") == [(1,)]


TAKEN = ["has already been taken"]


@pytest.mark.parametrize("same", [("username",), ("email",), ("username", "email")])
def test_of_one_name_or_address_registered_at_once_one_is_made_and_the_others_are_taken(
    clients: Crowd, name: str, same: tuple[str, ...]
) -> None:
    def user(number: int) -> dict[str, str]:
        own = {"username": f"{name}-{number}", "email": f"{name}-{number}@example.org"}
        return own | {field: f"{name}@example.org" if field == "email" else name for field in same}

    requests = [Request("POST", "/api/users", {"user": user(n) | {"password": PASSWORD}}) for n in range(SIZE)]
    answers = sorted(clients.at_once(requests), key=lambda answer: answer.status)
    assert [answer.status for answer in answers] == [201] + [409] * (SIZE - 1), answers
    assert all(set(answer.body["errors"]) <= set(same) for answer in answers[1:])
    assert all(said == TAKEN for answer in answers[1:] for said in answer.body["errors"].values())


def test_of_people_who_take_one_name_at_once_one_has_it(clients: Crowd, name: str) -> None:
    tokens = [clients.sign_up(f"{name}-{n}")["access"] for n in range(4)]
    requests = [Request("PUT", "/api/user", {"user": {"username": name}}, token) for token in tokens]
    answers = sorted(clients.at_once(requests), key=lambda answer: answer.status)
    assert [answer.status for answer in answers] == [200] + [409] * 3, answers
    assert [answer.body for answer in answers[1:]] == [{"errors": {"username": TAKEN}}] * 3
    assert clients.rows(f"SELECT count(*) FROM conduit_profile WHERE username = '{name}'") == [(1,)]


def test_articles_renamed_to_one_title_at_once_keep_slugs_of_their_own(clients: Crowd, name: str, token: str) -> None:
    before = [publish(clients, token, f"{name} {n}") for n in range(SIZE)]
    answers = clients.at_once(
        [Request("PUT", f"{ARTICLES}/{slug}", {"article": {"title": name}}, token) for slug in before]
    )
    assert [answer.status for answer in answers] == [200] * SIZE, answers
    assert len({answer.body["article"]["slug"] for answer in answers}) == SIZE


def test_of_two_changes_at_once_neither_takes_the_other_back(clients: Crowd, name: str, token: str) -> None:
    slug = publish(clients, token, name)
    parts = [{"description": "new"}, {"body": "new"}, {"tagList": ["new"]}]
    requests = [Request("PUT", f"{ARTICLES}/{slug}", {"article": parts[n % 3]}, token) for n in range(SIZE)]
    assert {answer.status for answer in clients.at_once(requests)} == {200}
    final = clients.ask("GET", f"{ARTICLES}/{slug}").body["article"]
    assert (final["description"], final["body"], final["tagList"]) == ("new", "new", ["new"])


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_one_favourite_at_once_counts_once(clients: Crowd, name: str, token: str, method: str) -> None:
    path = f"{ARTICLES}/{publish(clients, token, name)}/favorite"
    clients.ask("POST", path, token=token)
    answers = clients.at_once([Request(method, path, token=token)] * SIZE)
    wanted = {"POST": (True, 1), "DELETE": (False, 0)}[method]
    assert {answer.status for answer in answers} == {200}
    final = clients.ask("GET", path.removesuffix("/favorite"), token=token).body["article"]
    assert (final["favorited"], final["favoritesCount"]) == wanted


def test_one_follow_at_once_is_one(clients: Crowd, name: str, token: str) -> None:
    publish(clients, token, name)
    answers = clients.at_once([Request("POST", f"/api/profiles/{name}/follow", token=token)] * SIZE)
    assert [(answer.status, answer.body["profile"]["following"]) for answer in answers] == [(200, True)] * SIZE


@pytest.mark.parametrize("turn", range(3))
def test_what_is_put_to_an_article_while_it_is_deleted_is_there_or_404(
    clients: Crowd, name: str, token: str, turn: int
) -> None:
    other = clients.sign_up(f"{name}-b")["access"]
    path = f"{ARTICLES}/{publish(clients, token, name)}"
    said = {"comment": {"body": "x"}}
    requests = [
        Request("POST", f"{path}/favorite", token=other) if n % 2 else Request("POST", f"{path}/comments", said, other)
        for n in range(SIZE)
    ]
    requests[turn * 5] = Request("DELETE", path, token=token)
    answers = clients.at_once(requests)
    assert answers[turn * 5].status == 204
    assert all(answer.status in (200, 201, 204) or (answer.status, answer.body) == NO_ARTICLE for answer in answers), (
        answers
    )
    for table in ("comment", "favorite", "articletag"):
        orphans = f"SELECT count(*) FROM conduit_{table} WHERE article_id NOT IN (SELECT id FROM conduit_article)"
        assert clients.rows(orphans) == [(0,)]
