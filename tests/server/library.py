"""The library as tests ask for it: its addresses, and its rows as they are answered."""

from __future__ import annotations

from typing import Any

from tests.people import Person
from tests.server.shapes import AN_ID

AUTHORS, BOOKS, QUOTES = "/api/authors/", "/api/books/", "/api/quotes/"
DETAILS = {"isbn": "978-0-14-044913-6", "pages": 671, "published": "2003-02-27"}


def author(**fields: Any) -> dict[str, Any]:
    """An author as answered."""
    return {"id": AN_ID, "name": "Ann", "books": [], **fields}


def book(**fields: Any) -> dict[str, Any]:
    """A book as answered; ``authors`` under both names."""
    authors = fields.pop("authors", [])
    return {"id": AN_ID, "title": "A title", "authors": authors, "author": authors, "details": None, **fields}


def quote(**fields: Any) -> dict[str, Any]:
    """A quote as answered."""
    return {"id": AN_ID, "book": AN_ID, "text": "So it goes.", "page": None, **fields}


def make(person: Person, path: str, **fields: Any) -> Any:
    """Make a row over HTTP and return it as answered."""
    response = person.post(path, fields)
    assert response.status_code == 201, response.content
    return response.json()


def make_author(person: Person, name: str = "Ann") -> int:
    """Make an author and return the id."""
    return int(make(person, AUTHORS, name=name)["id"])


def make_book(person: Person, title: str = "A title", **fields: Any) -> int:
    """Make a book and return the id."""
    return int(make(person, BOOKS, title=title, **fields)["id"])


def ids(person: Person, path: str) -> list[int]:
    """The ids of the first page of a list."""
    response = person.get(path)
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def names(person: Person) -> list[str]:
    """The names of all authors, in order."""
    return [row["name"] for row in person.get(f"{AUTHORS}?page_size=100").json()["results"]]
