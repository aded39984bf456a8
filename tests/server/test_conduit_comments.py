"""Comments beyond the contract's rows: order, what is kept as written, and whose they are."""

from __future__ import annotations

import pytest

from tests.people import Person, call
from tests.server.conduit import FORBIDDEN_COMMENT, NO_ARTICLE, NO_COMMENT, at, comment, publish, say
from tests.server.shapes import answer

COMMENTS = at("a-title", "/comments")


def bodies() -> list[str]:
    """The bodies of all comments of the article, in order."""
    return [each["body"] for each in call("GET", COMMENTS).json()["comments"]]


def test_the_newest_comment_comes_first(alice: Person, bob: Person) -> None:
    publish(alice)
    for number in range(25):
        say((alice, bob)[number % 2], "a-title", str(number))
    assert bodies() == [str(number) for number in reversed(range(25))]


@pytest.mark.parametrize("body", ["  *x*\n\n<b onclick=x>\r\n", "🎉", "x" * 100_000, "5"])
def test_a_comment_is_kept_as_it_is_written(alice: Person, body: str) -> None:
    publish(alice)
    assert say(alice, "a-title", body) == comment(body=body)
    assert bodies() == [body]


def test_other_fields_of_a_comment_are_ignored(alice: Person, bob: Person) -> None:
    publish(alice)
    first = say(alice, "a-title")
    given = {"body": "mine", "id": first["id"], "author": "alice", "owner": alice.id, "article": 7, "createdAt": "x"}
    made = bob.post(COMMENTS, {"comment": given})
    assert answer(made) == (201, {"comment": comment("bob", body="mine")})
    assert made.json()["comment"]["id"] != first["id"]


def test_the_author_of_an_article_cannot_delete_what_others_say(alice: Person, bob: Person) -> None:
    publish(alice)
    made = say(bob, "a-title")
    assert answer(alice.delete(f"{COMMENTS}/{made['id']}")) == FORBIDDEN_COMMENT
    assert bodies() == ["well said"]


def test_a_comment_is_found_under_its_own_article_only(alice: Person) -> None:
    publish(alice)
    publish(alice, "Another")
    made = say(alice, "a-title")
    assert answer(alice.delete(at("another", f"/comments/{made['id']}"))) == NO_COMMENT
    assert answer(alice.delete(at("none", f"/comments/{made['id']}"))) == NO_ARTICLE
    assert bodies() == ["well said"]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "POST"])
def test_one_comment_can_only_be_deleted(alice: Person, method: str) -> None:
    publish(alice)
    made = say(alice, "a-title")
    response = alice.call(method, f"{COMMENTS}/{made['id']}", {"comment": {"body": "other"}})
    assert answer(response) == (405, {"errors": {"method": ["not allowed"]}})
    assert bodies() == ["well said"]


def test_comments_follow_their_article_to_its_new_slug(alice: Person, bob: Person) -> None:
    publish(alice)
    say(bob, "a-title")
    alice.put(at("a-title"), {"article": {"title": "Renamed"}})
    assert answer(call("GET", COMMENTS)) == NO_ARTICLE
    assert answer(call("GET", at("renamed", "/comments"))) == (200, {"comments": [comment("bob")]})
