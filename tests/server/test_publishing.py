"""A note becomes an article and goes back: published when its owner chooses, and private all the while."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import PASSWORD, Person, call, sign_up
from tests.server.blog import at_once
from tests.server.shapes import NOT_FOUND, NOTES, answer, create, invalid

NOTHING = {"articles": [], "articlesCount": 0}


def publish(person: Person, note: Any, body: Any = None, **extra: Any) -> Any:
    return person.post(f"{NOTES}{note['id']}/publish/", body, **extra)


def unpublish(person: Person, note: Any, **extra: Any) -> Any:
    return person.post(f"{NOTES}{note['id']}/unpublish/", **extra)


def published(slug: str) -> dict[str, Any]:
    """The article as a visitor sees it."""
    response = call("GET", f"/api/articles/{slug}")
    assert response.status_code == 200, response.content
    article: dict[str, Any] = response.json()["article"]
    return article


def count() -> int:
    """How many articles there are for a visitor."""
    return int(call("GET", "/api/articles").json()["articlesCount"])


@pytest.fixture
def mine(alice: Person) -> dict[str, Any]:
    """A note of Alice's with tags."""
    return create(alice, title="To the lighthouse", body="# First line\n\nand more", tags=["sea", "light"])


def test_a_note_becomes_an_article_for_everyone(alice: Person, mine: dict[str, Any]) -> None:
    response = publish(alice, mine)
    url = "http://localhost:8000/article/to-the-lighthouse"
    assert answer(response) == (201, {"slug": "to-the-lighthouse", "url": url})
    assert response.headers["Location"] == "/api/articles/to-the-lighthouse"
    article = published("to-the-lighthouse")
    assert {name: article[name] for name in ("title", "description", "body", "tagList")} == {
        "title": "To the lighthouse",
        "description": "# First line",
        "body": "# First line\n\nand more",
        "tagList": mine["tags"],
    }
    assert article["author"] == {"username": "alice", "bio": None, "image": None, "following": False}


def publication(person: Person, note: Any) -> Any:
    return answer(person.get(f"{NOTES}{note['id']}/publication/"))


def test_whether_a_note_is_published_and_up_to_date_can_be_asked(alice: Person, mine: dict[str, Any]) -> None:
    assert publication(alice, mine) == (200, {"slug": None, "url": None, "current": False})
    publish(alice, mine)
    public = {"slug": "to-the-lighthouse", "url": "http://localhost:8000/article/to-the-lighthouse"}
    assert publication(alice, mine) == (200, {**public, "current": True})
    for change in ({"body": "Another text"}, {"tags": ["sea"]}, {"title": "Home again"}):
        alice.patch(f"{NOTES}{mine['id']}/", change)
        assert publication(alice, mine) == (200, {**public, "current": False})
        alice.patch(f"{NOTES}{mine['id']}/", {name: mine[name] for name in change})
        assert publication(alice, mine) == (200, {**public, "current": True})
    unpublish(alice, mine)
    assert publication(alice, mine) == (200, {"slug": None, "url": None, "current": False})


def test_nobody_else_can_ask_whether_a_note_is_published(alice: Person, bob: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine)
    assert publication(bob, mine) == (404, NOT_FOUND)


def test_the_note_itself_stays_as_it_is_and_private(alice: Person, bob: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine)
    assert answer(alice.get(f"{NOTES}{mine['id']}/")) == (200, mine)
    assert answer(bob.get(f"{NOTES}{mine['id']}/")) == (404, NOT_FOUND)


def test_until_then_nobody_knows_of_the_note_or_of_its_owner(alice: Person, mine: dict[str, Any]) -> None:
    assert call("GET", "/api/articles").json() == NOTHING
    assert call("GET", "/api/profiles/alice").status_code == 404


def test_published_again_the_article_is_brought_up_to_date(alice: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine)
    before = published("to-the-lighthouse")
    alice.patch(f"{NOTES}{mine['id']}/", {"body": "Other words.", "tags": ["sea"]})
    assert published("to-the-lighthouse") == before
    assert answer(publish(alice, mine))[0] == 200
    after = published("to-the-lighthouse")
    assert (after["body"], after["tagList"], after["description"]) == ("Other words.", ["sea"], "Other words.")
    assert (after["createdAt"], count()) == (before["createdAt"], 1)


def test_another_title_gives_another_address(alice: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine)
    alice.patch(f"{NOTES}{mine['id']}/", {"title": "Über Wellen"})
    slug = publish(alice, mine).json()["slug"]
    url = "http://localhost:8000/article/%C3%BCber-wellen"
    assert answer(publish(alice, mine)) == (200, {"slug": slug, "url": url})
    assert (published(slug)["title"], count()) == ("Über Wellen", 1)
    assert call("GET", "/api/articles/to-the-lighthouse").status_code == 404


def test_what_was_changed_of_the_article_itself_gives_way_to_the_note_and_goes_with_it(
    alice: Person, bob: Person, mine: dict[str, Any]
) -> None:
    publish(alice, mine)
    change = {"article": {"title": "By hand", "body": "edited", "tagList": ["hand"]}}
    assert alice.put("/api/articles/to-the-lighthouse", change).json()["article"]["slug"] == "by-hand"
    assert bob.post("/api/articles/by-hand/comments", {"comment": {"body": "well said"}}).status_code == 201
    assert answer(alice.get(f"{NOTES}{mine['id']}/")) == (200, mine)
    alice.patch(f"{NOTES}{mine['id']}/", {"title": "Renamed"})
    assert (publish(alice, mine).json()["slug"], count()) == ("renamed", 1)
    assert {name: published("renamed")[name] for name in ("title", "body", "tagList")} == {
        "title": "Renamed",
        "body": mine["body"],
        "tagList": mine["tags"],
    }
    assert len(call("GET", "/api/articles/renamed/comments").json()["comments"]) == 1
    alice.put("/api/articles/renamed", {"article": {"title": "By hand again"}})
    assert unpublish(alice, mine).status_code == 204
    assert call("GET", "/api/articles").json() == NOTHING


def test_a_description_may_be_given(alice: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine, {"description": "of a journey"})
    assert published("to-the-lighthouse")["description"] == "of a journey"


@pytest.mark.parametrize(
    ("body", "description"),
    [
        ("\n\n  one  \ntwo", "one"),
        ("word " * 100, "word " * 39 + "word …"),
        ("x" * 300, "x" * 200 + " …"),
        ("x" * 200, "x" * 200),
    ],
)
def test_without_one_the_beginning_of_the_text_describes_it(alice: Person, body: str, description: str) -> None:
    note = create(alice, body=body)
    assert published(publish(alice, note).json()["slug"])["description"] == description


def test_taken_back_the_article_is_gone_and_the_note_stays(alice: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine)
    assert answer(unpublish(alice, mine)) == (204, None)
    assert call("GET", "/api/articles/to-the-lighthouse").status_code == 404
    assert call("GET", "/api/tags").json() == {"tags": []}
    assert answer(alice.get(f"{NOTES}{mine['id']}/")) == (200, mine)


def test_taking_back_what_is_not_published_is_no_error(alice: Person, mine: dict[str, Any]) -> None:
    assert [answer(unpublish(alice, mine)) for _ in range(2)] == [(204, None)] * 2


def test_it_can_be_published_after_it_was_taken_back(alice: Person, mine: dict[str, Any]) -> None:
    statuses = [act(alice, mine).status_code for act in (publish, unpublish, publish, publish)]
    assert (statuses, count()) == ([201, 204, 201, 200], 1)


def test_deleting_the_article_leaves_the_note_and_it_can_be_published_anew(alice: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine)
    assert alice.delete("/api/articles/to-the-lighthouse").status_code == 204
    assert answer(alice.get(f"{NOTES}{mine['id']}/")) == (200, mine)
    assert publish(alice, mine).status_code == 201


def test_deleting_the_note_leaves_the_article_to_its_author(alice: Person, mine: dict[str, Any]) -> None:
    publish(alice, mine)
    assert alice.delete(f"{NOTES}{mine['id']}/").status_code == 204
    assert published("to-the-lighthouse")["title"] == mine["title"]
    assert answer(unpublish(alice, mine)) == (404, NOT_FOUND)
    assert alice.delete("/api/articles/to-the-lighthouse").status_code == 204


@pytest.mark.parametrize("body", ["", "   ", "\n\t"])
def test_an_empty_note_is_refused_by_field(alice: Person, body: str) -> None:
    note = create(alice, body=body)
    assert answer(publish(alice, note)) == (400, invalid(body="This field may not be blank."))
    assert call("GET", "/api/articles").json() == NOTHING


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"slug": "mine"}, {"slug": "Unknown field."}),
        ({"description": ""}, {"description": "This field may not be blank."}),
        ({"description": "x" * 1001}, {"description": "Ensure this field has no more than 1000 characters."}),
        ({"description": []}, {"description": "Not a valid string."}),
    ],
)
def test_what_does_not_belong_in_the_body_is_refused(
    alice: Person, mine: dict[str, Any], body: Any, fields: dict[str, str]
) -> None:
    assert answer(publish(alice, mine, body)) == (400, invalid(**fields))


@pytest.mark.parametrize("act", ["publish", "unpublish"])
def test_anothers_note_answers_as_one_that_does_not_exist(
    alice: Person, bob: Person, mine: dict[str, Any], act: str
) -> None:
    publish(alice, mine)
    for extra in ({}, {"headers": {"If-Match": '"1-0123456789abcdef"'}}, {"headers": {"Idempotency-Key": "k"}}):
        there, nowhere = (bob.post(f"{NOTES}{pk}/{act}/", **extra) for pk in (mine["id"], 987_654_321))
        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
        assert answer(there) == (404, NOT_FOUND)
    assert count() == 1


@pytest.mark.parametrize("act", ["publish", "unpublish"])
@pytest.mark.parametrize("pk", ["0", "01", "x", "9" * 30, "-1", "1_0"])
def test_what_is_no_id_is_not_there(alice: Person, act: str, pk: str) -> None:
    assert alice.post(f"{NOTES}{pk}/{act}/").status_code == 404


def test_if_match_asks_for_the_note_as_it_was_read(alice: Person, mine: dict[str, Any]) -> None:
    tag = alice.get(f"{NOTES}{mine['id']}/").headers["ETag"]
    alice.patch(f"{NOTES}{mine['id']}/", {"title": "changed"})
    assert publish(alice, mine, headers={"If-Match": tag}).status_code == 412
    assert call("GET", "/api/articles").json() == NOTHING
    tag = alice.get(f"{NOTES}{mine['id']}/").headers["ETag"]
    assert publish(alice, mine, headers={"If-Match": tag}).status_code == 201
    assert unpublish(alice, mine, headers={"If-Match": '"9-0123456789abcdef"'}).status_code == 412


def test_an_idempotency_key_gives_the_first_answer_again(alice: Person, mine: dict[str, Any]) -> None:
    first, second = (publish(alice, mine, headers={"Idempotency-Key": "one"}) for _ in range(2))
    assert answer(first) == answer(second)
    assert (first.status_code, second.headers["Idempotent-Replayed"]) == (201, "true")
    assert publish(alice, mine, {"description": "x"}, headers={"Idempotency-Key": "one"}).status_code == 422


@pytest.mark.parametrize(
    ("scopes", "status"),
    [
        (["notes:write", "conduit:write"], 201),
        (["notes:write"], 403),
        (["conduit:write"], 403),
        (["notes:write", "conduit:read"], 403),
        (["notes:read", "conduit:write"], 403),
    ],
)
def test_a_personal_token_has_to_open_both_apps(
    alice: Person, mine: dict[str, Any], scopes: list[str], status: int
) -> None:
    body = {"name": "x", "scopes": scopes, "current_password": PASSWORD}
    script = alice.post("/api/me/tokens/", body).json()["token"]
    assert call("POST", f"{NOTES}{mine['id']}/publish/", token=script).status_code == status


def test_conduits_own_token_publishes_no_note(alice: Person, mine: dict[str, Any]) -> None:
    login = {"user": {"email": "alice", "password": PASSWORD}}
    token = call("POST", "/api/users/login", login).json()["user"]["token"]
    assert call("POST", f"{NOTES}{mine['id']}/publish/", token=token).status_code == 401


def test_two_notes_of_one_title_become_two_articles(alice: Person, bob: Person) -> None:
    slugs = [publish(who, create(who, body="x")).json()["slug"] for who in (alice, alice, bob)]
    assert len(set(slugs)) == 3


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_published_many_times_at_once_there_is_one_article() -> None:
    alice = sign_up("alice")
    note = create(alice, body="x")
    told = at_once(*[lambda: publish(alice, note) for _ in range(4)])
    assert sorted(each.status_code for each in told) == [200, 200, 200, 201]
    assert len({each.json()["slug"] for each in told}) == count() == 1
