"""What the answers must be, computed from the layout alone: no database and no contender is believed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.side_by_side.fill import TEXT, body_span
from benchmarks.side_by_side.layout import NAMES, PAGE, READER, TAGS_EACH, WORD, Layout

SHORT = ("id", "owner", "title", "body", "created_at")
_BEGINNING = datetime(2024, 1, 1, microsecond=123000, tzinfo=UTC)


def moment(note: int) -> datetime:
    """When a note was made."""
    return _BEGINNING + timedelta(seconds=7 * note)


def note(layout: Layout, key: int) -> dict[str, Any]:
    """The reader's note with this id."""
    number = key // layout.step
    start, length = body_span(key)
    word = f" {WORD} " if number % 100 == 7 else " "
    tags = {number % TAGS_EACH} | ({(number + 3) % TAGS_EACH} if number % 2 == 0 else set())
    return {
        "id": key,
        "owner": NAMES[READER],
        "title": f"Note {key} of the day",
        "body": TEXT[start : start + length] + word + "and so on.",
        "tags": [f"tag {tag}" for tag in sorted(tags)],
        "pinned": False,
        "archived": False,
        "created_at": moment(key),
        "updated_at": moment(key),
    }


def notes(layout: Layout, first: int = 0) -> list[dict[str, Any]]:
    """The reader's notes from the ``first`` (0 is the newest), a page of them."""
    last = min(first + PAGE, layout.own)
    return [note(layout, layout.note_id(number)) for number in range(first, last)]


def found(layout: Layout) -> list[dict[str, Any]]:
    """The newest of the reader's notes with the word."""
    return [note(layout, layout.hit_id(number)) for number in range(min(PAGE, layout.hits))]


def books(layout: Layout) -> list[dict[str, Any]]:
    """The reader's first books by title, with authors and details."""
    keys = range(layout.step, layout.books + 1, layout.step)
    titled = sorted((f"Volume {100000 + key * 7919 % 899981}", key) for key in keys)
    return [
        {
            "id": key,
            "title": title,
            "authors": [_author(layout, author) for author in (key - layout.step, key) if author],
            "details": _details(layout, key),
        }
        for title, key in titled[:PAGE]
    ]


def _author(layout: Layout, key: int) -> dict[str, Any]:
    written = [book for book in (key, key + layout.step) if book <= layout.books]
    return {"id": key, "name": f"Author number {key}", "books": written}


def _details(layout: Layout, key: int) -> dict[str, Any] | None:
    if key // layout.step % 10 == 9:
        return None
    published = date(1950, 1, 1) + timedelta(days=key % 20000)
    return {"isbn": "978-0-306-40615-7", "pages": 100 + key % 900, "published": published.isoformat()}


def normal(row: dict[str, Any]) -> dict[str, Any]:
    """A row of an answer in one spelling: moments as such, relations in one order (which nobody promised)."""
    members = dict(row)
    for name in ("created_at", "updated_at"):
        if name in members:
            members[name] = datetime.fromisoformat(members[name])
    if "tags" in members:
        members["tags"] = sorted(members["tags"])
    if "authors" in members:
        authors = ({**author, "books": sorted(author["books"])} for author in members["authors"])
        members["authors"] = sorted(authors, key=lambda author: author["id"])
    return members
