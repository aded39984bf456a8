"""Conduit's answers as whole bodies, and articles made over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tests.people import Person
from tests.server.shapes import AN_ID, Like

ARTICLES, FEED, TAGS = "/api/articles", "/api/articles/feed", "/api/tags"
MILLISECONDS = Like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

# A name, or a whole profile.
Author = str | dict[str, Any]

BLANK = "can't be blank"
MISSING = (401, {"errors": {"token": ["is missing"]}})
BAD_TOKEN = (401, {"errors": {"token": ["is invalid"]}})


def refused(status: int, **errors: str) -> tuple[int, dict[str, Any]]:
    """Status and body of a refusal."""
    return status, {"errors": {name: [said] for name, said in errors.items()}}


NO_ARTICLE, NO_COMMENT, NO_PROFILE = (refused(404, **{name: "not found"}) for name in ("article", "comment", "profile"))
FORBIDDEN_ARTICLE, FORBIDDEN_COMMENT = (refused(403, **{name: "forbidden"}) for name in ("article", "comment"))


def profile(username: str = "alice", **fields: Any) -> dict[str, Any]:
    """A profile as it is answered."""
    return {"username": username, "bio": None, "image": None, "following": False, **fields}


def preview(author: Author = "alice", **fields: Any) -> dict[str, Any]:
    """An article in a list."""
    return {
        "slug": "a-title",
        "title": "A title",
        "description": "about",
        "tagList": [],
        "createdAt": MILLISECONDS,
        "updatedAt": MILLISECONDS,
        "favorited": False,
        "favoritesCount": 0,
        "author": profile(author) if isinstance(author, str) else author,
        **fields,
    }


def article(author: Author = "alice", **fields: Any) -> dict[str, Any]:
    """An article by itself, in its envelope."""
    return {"article": preview(author, **{"body": "text", **fields})}


def listed(*articles: dict[str, Any], count: int | None = None) -> dict[str, Any]:
    """A list of articles."""
    return {"articles": list(articles), "articlesCount": len(articles) if count is None else count}


def comment(author: Author = "alice", **fields: Any) -> dict[str, Any]:
    """A comment."""
    return {
        "id": AN_ID,
        "createdAt": MILLISECONDS,
        "updatedAt": MILLISECONDS,
        "body": "well said",
        "author": profile(author) if isinstance(author, str) else author,
        **fields,
    }


def publish(person: Person, title: str = "A title", **fields: Any) -> dict[str, Any]:
    """Publish an article over HTTP and return it as answered."""
    body = {"article": {"title": title, "description": "about", "body": "text", **fields}}
    response = person.post(ARTICLES, body)
    assert response.status_code == 201, response.content
    made: dict[str, Any] = response.json()["article"]
    return made


def at(slug: str, rest: str = "") -> str:
    """The address of an article, or of what is below it."""
    return f"{ARTICLES}/{quote(slug)}{rest}"


def say(person: Person, slug: str, body: str = "well said") -> dict[str, Any]:
    """Comment over HTTP and return the comment as answered."""
    response = person.post(at(slug, "/comments"), {"comment": {"body": body}})
    assert response.status_code == 201, response.content
    made: dict[str, Any] = response.json()["comment"]
    return made


def enter(person: Person) -> None:
    """Enter Conduit without a trace but the profile: by an article that is deleted at once."""
    assert person.delete(at(publish(person, "x")["slug"])).status_code == 204


def slugs(person: Person, query: str = "") -> list[str]:
    """The slugs of a list, in order."""
    response = person.get(f"{ARTICLES}{query}")
    assert response.status_code == 200, response.content
    return [each["slug"] for each in response.json()["articles"]]
