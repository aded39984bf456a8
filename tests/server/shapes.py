"""What answers look like as whole bodies, so that a test can compare them at once."""

from __future__ import annotations

import re
from typing import Any

from tests.people import Person

NOTES, TAGS = "/api/notes/", "/api/notes/tags/"

NOT_FOUND = {"detail": "Not found.", "code": "not_found"}
NO_TOKEN = {"detail": "Authentication credentials were not provided.", "code": "not_authenticated"}
DEAD_TOKEN = {"detail": "The token is invalid or expired.", "code": "token_not_valid"}
WRONG_PAIR = {"detail": "No active account found with the given credentials.", "code": "no_active_account"}
KNOWN_PARAMETERS = "archived, cursor, fields, limit, offset, ordering, page, page_size, pinned, search, tag"


class Like:
    """Equal to every text that a pattern matches as a whole."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and re.fullmatch(self.pattern, other) is not None

    def __hash__(self) -> int:
        return hash(self.pattern)

    def __repr__(self) -> str:
        return f"<like {self.pattern}>"


class Whole:
    """Equal to every integer from 1 on (True is none)."""

    def __eq__(self, other: object) -> bool:
        return type(other) is int and other >= 1

    def __hash__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return "<an id>"


AN_ID = Whole()
A_TIME = Like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")
A_TOKEN = Like(r"[\w-]+\.[\w-]+\.[\w-]+")
A_PAIR = {"access": A_TOKEN, "refresh": A_TOKEN}


def note(**fields: Any) -> dict[str, Any]:
    """A note of Alice's as it is answered, with what a new one has by default."""
    return {
        "id": AN_ID,
        "owner": "alice",
        "title": "",
        "body": "",
        "tags": [],
        "pinned": False,
        "archived": False,
        "created_at": A_TIME,
        "updated_at": A_TIME,
        **fields,
    }


def page(*results: Any, **fields: Any) -> dict[str, Any]:
    """A page that is the whole list."""
    return {"count": len(results), "next": None, "previous": None, "results": list(results), **fields}


def invalid(**fields: Any) -> dict[str, Any]:
    """The body of a 400 by field."""
    return {**{name: [said] if isinstance(said, str) else said for name, said in fields.items()}, "code": "invalid"}


def answer(response: Any) -> tuple[int, Any]:
    """Status and body; no body is None."""
    return response.status_code, response.json() if response.content else None


def create(person: Person, **fields: Any) -> dict[str, Any]:
    """Make a note over HTTP and return it as answered."""
    response = person.post(NOTES, {"title": "a title", **fields})
    assert response.status_code == 201, response.content
    made: dict[str, Any] = response.json()
    return made


def titles(person: Person, query: str = "") -> list[str]:
    """The titles of the first page of a list of notes, in order."""
    response = person.get(f"{NOTES}{query}")
    assert response.status_code == 200, response.content
    return [row["title"] for row in response.json()["results"]]


def tag_names(person: Person) -> list[str]:
    """The names of all tags."""
    return [row["name"] for row in person.get(f"{TAGS}?page_size=100").json()["results"]]
