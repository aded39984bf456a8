"""Conduit's contract, endpoint by endpoint, but for its accounts: who may, with which body, and what is answered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import Person, call
from tests.server.conduit import (
    ARTICLES,
    BAD_TOKEN,
    BLANK,
    FEED,
    FORBIDDEN_ARTICLE,
    FORBIDDEN_COMMENT,
    MISSING,
    NO_ARTICLE,
    NO_COMMENT,
    NO_PROFILE,
    TAGS,
    article,
    at,
    comment,
    enter,
    listed,
    preview,
    profile,
    publish,
    refused,
    say,
)
from tests.server.shapes import answer

NEW = {"article": {"title": "A title", "description": "about", "body": "text"}}

OPEN = [("GET", ARTICLES), ("GET", TAGS), ("GET", "/api/articles/none"), ("GET", "/api/profiles/none")]
OPEN += [("GET", "/api/articles/none/comments")]
CLOSED = [
    ("GET", FEED),
    ("POST", ARTICLES),
    ("PUT", "/api/articles/none"),
    ("DELETE", "/api/articles/none"),
    ("POST", "/api/articles/none/comments"),
    ("DELETE", "/api/articles/none/comments/1"),
    ("POST", "/api/articles/none/favorite"),
    ("DELETE", "/api/articles/none/favorite"),
    ("POST", "/api/profiles/none/follow"),
    ("DELETE", "/api/profiles/none/follow"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED)
@pytest.mark.parametrize("slash", ["", "/"])
def test_a_missing_token_is_told_before_what_is_not_there(db: None, method: str, path: str, slash: str) -> None:
    response = call(method, path + slash)
    assert answer(response) == MISSING
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize(("method", "path"), OPEN + CLOSED)
@pytest.mark.parametrize("token", ["nonsense", "a.b.c", "rf_nonsense"])
def test_a_bad_token_is_401_even_where_none_is_needed(db: None, method: str, path: str, token: str) -> None:
    assert answer(call(method, path, token=token)) == BAD_TOKEN


def test_both_words_of_the_header_open_the_same(alice: Person) -> None:
    for word in ("Token", "Bearer", "token"):
        headers = {"Authorization": f"{word} {alice.access}"}
        assert answer(call("GET", FEED, headers=headers)) == (200, listed())


def test_a_deactivated_person_cannot_go_on(alice: Person) -> None:
    alice.post("/api/me/deactivate/", {"current_password": "correct horse battery staple"})
    for method, path in OPEN + CLOSED:
        assert answer(alice.call(method, path)) == BAD_TOKEN


@pytest.mark.parametrize("slash", ["", "/"])
def test_post_articles(alice: Person, slash: str) -> None:
    body = {"article": {**NEW["article"], "tagList": ["two", "one"]}}
    assert answer(alice.post(ARTICLES + slash, body)) == (201, article(tagList=["two", "one"]))


@pytest.mark.parametrize("field", ["title", "description", "body"])
@pytest.mark.parametrize("value", ["", None, "   ", "absent"])
def test_post_articles_without_a_required_field(alice: Person, field: str, value: Any) -> None:
    body: dict[str, Any] = {**NEW["article"], field: value}
    if value == "absent":
        del body[field]
    assert answer(alice.post(ARTICLES, {"article": body})) == refused(422, **{field: BLANK})
    assert answer(alice.get(ARTICLES)) == (200, listed())


def test_get_articles(alice: Person, bob: Person) -> None:
    publish(alice, tagList=["a"])
    publish(bob, "Another")
    newest = preview("bob", slug="another", title="Another")
    for path in (ARTICLES, f"{ARTICLES}/"):
        assert answer(call("GET", path)) == (200, listed(newest, preview(tagList=["a"])))
    for query in ("tag=a", "author=alice", "author=ALICE", "author=alice&tag=a"):
        assert answer(call("GET", f"{ARTICLES}?{query}")) == (200, listed(preview(tagList=["a"])))
    for query in ("tag=b", "author=nobody", "author=bob&tag=a", "favorited=bob", "favorited=nobody", "author="):
        assert answer(call("GET", f"{ARTICLES}?{query}")) == (200, listed())
    alice.post(at("another", "/favorite"))
    liked = {**newest, "favoritesCount": 1}
    assert answer(call("GET", f"{ARTICLES}?favorited=alice")) == (200, listed(liked))
    assert answer(alice.get(f"{ARTICLES}?favorited=alice")) == (200, listed({**liked, "favorited": True}))


def test_get_articles_by_limit_and_offset(alice: Person) -> None:
    for number in range(22):
        publish(alice, f"n {number}")
    body = call("GET", ARTICLES).json()
    assert (len(body["articles"]), body["articlesCount"]) == (20, 22)
    parts = {"limit=1": ["n-21"], "limit=1&offset=1": ["n-20"], "offset=21": ["n-0"], "offset=22": [], "limit=0": []}
    for query, shown in parts.items():
        body = call("GET", f"{ARTICLES}?{query}").json()
        assert ([each["slug"] for each in body["articles"]], body["articlesCount"]) == (shown, 22)
    assert len(call("GET", f"{ARTICLES}?limit=1000").json()["articles"]) == 22


def test_get_articles_feed(alice: Person, bob: Person) -> None:
    publish(bob)
    assert answer(alice.get(FEED)) == (200, listed())
    alice.post("/api/profiles/bob/follow")
    publish(bob, "Another")
    followed = profile("bob", following=True)
    newest = preview(slug="another", title="Another", author=followed)
    assert answer(alice.get(FEED)) == (200, listed(newest, preview(author=followed)))
    assert answer(alice.get(f"{FEED}?limit=1")) == (200, listed(newest, count=2))
    assert answer(alice.get(f"{FEED}/?limit=1&offset=1")) == (200, listed(preview(author=followed), count=2))
    assert answer(bob.get(FEED)) == (200, listed())


def test_get_an_article(alice: Person, bob: Person) -> None:
    publish(alice)
    for response in (call("GET", at("a-title")), bob.get(at("a-title")), alice.get(at("a-title", "/"))):
        assert answer(response) == (200, article())
    assert answer(call("GET", at("none"))) == NO_ARTICLE


def test_put_an_article(alice: Person, bob: Person) -> None:
    made = publish(alice, tagList=["a"])
    changed = alice.put(at("a-title"), {"article": {"body": "other"}})
    assert answer(changed) == (200, article(body="other", tagList=["a"], createdAt=made["createdAt"]))
    assert changed.json()["article"]["updatedAt"] > made["updatedAt"]
    assert answer(bob.put(at("a-title"), {"article": {"body": "mine"}})) == FORBIDDEN_ARTICLE
    assert answer(alice.put(at("none"), {"article": {"body": "mine"}})) == NO_ARTICLE
    assert answer(alice.put(at("a-title"), {"article": {}})) == (200, article(body="other", tagList=["a"]))


@pytest.mark.parametrize("field", ["title", "description", "body", "tagList"])
@pytest.mark.parametrize("value", ["", None])
def test_put_an_article_with_a_blank_field(alice: Person, field: str, value: Any) -> None:
    made = publish(alice, tagList=["a"])
    said = "is invalid" if (field, value) == ("tagList", "") else BLANK
    body = {"article": {"description": "new", field: value}}
    assert answer(alice.put(at("a-title"), body)) == refused(422, **{field: said})
    assert answer(alice.get(at("a-title"))) == (200, {"article": made})


def test_the_list_of_tags_stays_when_it_is_absent_and_goes_when_it_is_empty(alice: Person) -> None:
    publish(alice, tagList=["b", "a"])
    steps: list[tuple[dict[str, Any], list[str]]] = [
        ({"description": "about"}, ["b", "a"]),
        ({"tagList": ["a", "c", "a"]}, ["a", "c"]),
        ({"tagList": []}, []),
    ]
    for given, kept in steps:
        assert answer(alice.put(at("a-title"), {"article": given})) == (200, article(tagList=kept))
        assert answer(call("GET", at("a-title"))) == (200, article(tagList=kept))


def test_delete_an_article(alice: Person, bob: Person) -> None:
    publish(alice)
    assert answer(bob.delete(at("a-title"))) == FORBIDDEN_ARTICLE
    assert answer(alice.delete(at("a-title"))) == (204, None)
    for response in (alice.delete(at("a-title")), alice.get(at("a-title"))):
        assert answer(response) == NO_ARTICLE


def test_comments(alice: Person, bob: Person) -> None:
    publish(alice)
    path = at("a-title", "/comments")
    assert answer(call("GET", path)) == (200, {"comments": []})
    assert answer(bob.post(path, {"comment": {"body": "well said"}})) == (201, {"comment": comment("bob")})
    say(alice, "a-title", "thanks")
    both = [comment(body="thanks"), comment("bob")]
    assert answer(call("GET", f"{path}/")) == (200, {"comments": both})
    alice.post("/api/profiles/bob/follow")
    both[1] = comment(author=profile("bob", following=True))
    assert answer(alice.get(path)) == (200, {"comments": both})
    for value in ("", None, " \n "):
        assert answer(bob.post(path, {"comment": {"body": value}})) == refused(422, body=BLANK)
    for response in (
        call("GET", at("none", "/comments")),
        bob.post(at("none", "/comments"), {"comment": {"body": "x"}}),
        bob.delete(at("none", "/comments/1")),
    ):
        assert answer(response) == NO_ARTICLE


def test_delete_a_comment(alice: Person, bob: Person) -> None:
    publish(alice)
    publish(alice, "Another")
    made = say(bob, "a-title")
    path = at("a-title", f"/comments/{made['id']}")
    assert answer(alice.delete(path)) == FORBIDDEN_COMMENT
    for other in (at("another", f"/comments/{made['id']}"), at("a-title", f"/comments/{made['id'] + 1}")):
        assert answer(bob.delete(other)) == NO_COMMENT
    assert answer(bob.delete(path)) == (204, None)
    assert answer(bob.delete(path)) == NO_COMMENT
    assert answer(call("GET", at("a-title", "/comments"))) == (200, {"comments": []})


def test_favourites(alice: Person, bob: Person) -> None:
    publish(alice)
    path = at("a-title", "/favorite")
    for _ in range(2):
        assert answer(bob.post(path)) == (200, article(favorited=True, favoritesCount=1))
    assert answer(alice.post(f"{path}/")) == (200, article(favorited=True, favoritesCount=2))
    assert answer(call("GET", at("a-title"))) == (200, article(favoritesCount=2))
    for _ in range(2):
        assert answer(bob.delete(path)) == (200, article(favoritesCount=1))
    for method in ("POST", "DELETE"):
        assert answer(bob.call(method, at("none", "/favorite"))) == NO_ARTICLE


def test_profiles_and_follows(alice: Person, bob: Person) -> None:
    enter(bob)
    path = "/api/profiles/bob"
    for response in (call("GET", path), alice.get(f"{path}/"), call("GET", "/api/profiles/BOB")):
        assert answer(response) == (200, {"profile": profile("bob")})
    for _ in range(2):
        assert answer(alice.post(f"{path}/follow")) == (200, {"profile": profile("bob", following=True)})
    assert answer(alice.get(path)) == (200, {"profile": profile("bob", following=True)})
    for response in (call("GET", path), bob.get(path)):
        assert answer(response) == (200, {"profile": profile("bob")})
    for _ in range(2):
        assert answer(alice.delete(f"{path}/follow/")) == (200, {"profile": profile("bob")})
    for method, end in (("GET", ""), ("POST", "/follow"), ("DELETE", "/follow")):
        assert answer(alice.call(method, f"/api/profiles/nobody{end}")) == NO_PROFILE


def test_tags(alice: Person, bob: Person) -> None:
    assert answer(call("GET", TAGS)) == (200, {"tags": []})
    publish(alice, tagList=["rare", "common"])
    publish(bob, tagList=["common"])
    assert answer(call("GET", f"{TAGS}/")) == (200, {"tags": ["common", "rare"]})
