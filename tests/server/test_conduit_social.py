"""Who can be found in Conduit, who follows whom, and what becomes of it all when people rename or go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ringfence.accounts.account import purge_closed_accounts
from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as, maintenance
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite, Follow, Profile
from tests.people import PASSWORD, Person, call, sign_up
from tests.server.conduit import (
    ARTICLES,
    FEED,
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
    say,
    slugs,
)
from tests.server.shapes import answer

MODELS = (Profile, Article, ArticleTag, Comment, Favorite, Follow)


def test_who_never_entered_conduit_cannot_be_found(alice: Person, bob: Person) -> None:
    publish(alice)
    bob.get(ARTICLES)
    bob.get(FEED)
    bob.post(at("a-title", "/favorite"))
    bob.post("/api/profiles/alice/follow")
    bob.post("/api/notes/", {"title": "x"})
    for response in (call("GET", "/api/profiles/bob"), alice.get("/api/profiles/bob"), bob.get("/api/profiles/bob")):
        assert answer(response) == NO_PROFILE
    assert answer(alice.post("/api/profiles/bob/follow")) == NO_PROFILE
    assert answer(alice.get(f"{ARTICLES}?favorited=bob")) == (200, listed())


@pytest.mark.parametrize("way", ["article", "comment"])
def test_who_publishes_can_be_found_from_then_on(alice: Person, bob: Person, way: str) -> None:
    publish(alice)
    if way == "article":
        publish(bob)
    else:
        say(bob, "a-title")
    assert answer(call("GET", "/api/profiles/bob")) == (200, {"profile": profile("bob")})


def test_a_refused_article_leaves_no_profile(bob: Person) -> None:
    assert bob.post(ARTICLES, {"article": {"title": ""}}).status_code == 422
    assert answer(bob.get("/api/profiles/bob")) == NO_PROFILE


def test_a_new_name_is_the_one_that_everything_carries(alice: Person, bob: Person) -> None:
    publish(alice)
    say(alice, "a-title")
    bob.post("/api/profiles/alice/follow")
    renamed = alice.post("/auth/users/set_username/", {"current_password": PASSWORD, "new_username": "Alicia"})
    assert renamed.status_code == 204
    followed = profile("Alicia", following=True)
    assert answer(bob.get("/api/profiles/alicia")) == (200, {"profile": followed})
    assert answer(bob.get("/api/profiles/alice")) == NO_PROFILE
    assert answer(bob.get(at("a-title"))) == (200, article(followed))
    assert answer(bob.get(f"{ARTICLES}?author=ALICIA")) == (200, listed(preview(followed)))
    assert answer(bob.get(at("a-title", "/comments"))) == (200, {"comments": [comment(followed)]})
    taken = sign_up("alice")
    enter(taken)
    assert answer(bob.get("/api/profiles/alice")) == (200, {"profile": profile()})


def test_a_follow_is_nobody_elses_business(alice: Person, bob: Person) -> None:
    enter(bob)
    alice.post("/api/profiles/bob/follow")
    carol = sign_up("carol")
    for person in (bob, carol):
        with acting_as(person.id):
            assert Follow.objects.count() == 0
        assert answer(person.get("/api/profiles/bob")) == (200, {"profile": profile("bob")})


def test_one_may_like_and_follow_oneself(alice: Person) -> None:
    publish(alice)
    mine = profile(following=True)
    assert answer(alice.post("/api/profiles/alice/follow")) == (200, {"profile": mine})
    assert answer(alice.post(at("a-title", "/favorite"))) == (200, article(mine, favorited=True, favoritesCount=1))
    assert answer(alice.get(FEED)) == (200, listed(preview(mine, favorited=True, favoritesCount=1)))


def everything() -> dict[str, int]:
    """How many rows there are of each of Conduit's models, whosever they are."""
    with maintenance("a test"):
        return {model.__name__: model.objects.count() for model in MODELS}


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_an_article_takes_other_peoples_comments_and_favourites_along() -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    publish(alice, tagList=["a", "b"])
    publish(bob, "Kept", tagList=["a"])
    for slug in ("a-title", "kept"):
        for person in (alice, bob):
            say(person, slug)
            person.post(at(slug, "/favorite"))
    assert answer(alice.delete(at("a-title"))) == (204, None)
    assert everything() == {"Profile": 2, "Article": 1, "ArticleTag": 1, "Comment": 2, "Favorite": 2, "Follow": 0}
    assert slugs(bob, "?favorited=alice") == ["kept"]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_person_who_goes_takes_all_that_hangs_on_them_and_no_more() -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    publish(alice, tagList=["a"])
    publish(bob, "Kept", tagList=["b"])
    for one, other in ((alice, "bob"), (bob, "alice")):
        one.post(f"/api/profiles/{other}/follow")
        for slug in ("a-title", "kept"):
            say(one, slug)
            one.post(at(slug, "/favorite"))
    assert alice.delete("/api/me/", {"current_password": PASSWORD}).status_code == 204
    with maintenance("a test"):
        User.objects.filter(pk=alice.id).update(delete_after=timezone.now() - timedelta(days=1))
    assert purge_closed_accounts() == 1
    assert everything() == {"Profile": 1, "Article": 1, "ArticleTag": 1, "Comment": 1, "Favorite": 1, "Follow": 0}
    assert answer(call("GET", "/api/profiles/alice")) == NO_PROFILE
    kept = preview("bob", slug="kept", title="Kept", tagList=["b"], favorited=True, favoritesCount=1)
    assert answer(bob.get(ARTICLES)) == (200, listed(kept))
    assert answer(bob.get(at("kept", "/comments"))) == (200, {"comments": [comment("bob")]})
    assert answer(bob.get(FEED)) == (200, listed())
    assert answer(bob.get(TAGS)) == (200, {"tags": ["b"]})


@pytest.mark.parametrize(
    ("scopes", "reads", "writes"),
    [(["conduit:read"], 200, 403), (["conduit:write"], 200, 201), (["notes:write"], 403, 403)],
)
def test_a_personal_token_opens_conduit_by_its_scope(alice: Person, scopes: list[str], reads: int, writes: int) -> None:
    made = alice.post("/api/me/tokens/", {"name": "t", "scopes": scopes, "current_password": PASSWORD})
    token = made.json()["token"]
    body: Any = {"article": {"title": "A title", "description": "about", "body": "text"}}
    refusals = (403, {"errors": {"token": ["does not open this"]}})
    for response, status in (
        (call("GET", FEED, token=token), reads),
        (call("POST", ARTICLES, body, token=token), writes),
    ):
        assert response.status_code == status
        assert status != 403 or answer(response) == refusals
