"""What the demo's rows have in common: they were made in the past, and some of them were thrown away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import resources
from typing import Any

from django.utils import timezone

from ringfence.api import trash

BATCH = 200

_NEXT = "\n====\n"


@dataclass(frozen=True)
class Text:
    """Something written, ``days`` before today: a note, or an article (which alone has an author and a description)."""

    title: str
    days: int
    body: str
    tags: list[str]
    mark: str
    author: str
    description: str


def texts(name: str) -> list[Text]:
    """What the file ``name`` beside this module has: lines of a head, an empty line, a body; "====" between two."""
    file = resources.files(__package__).joinpath("texts", name)
    return [_text(block) for block in file.read_text("utf-8").rstrip("\n").split(_NEXT)]


def _text(block: str) -> Text:
    head, _, body = block.partition("\n\n")
    found: defaultdict[str, str] = defaultdict(str)
    for line in head.splitlines():
        name, _, found[name] = line.partition(": ")
    tags = found["tags"].split()
    return Text(found["title"], int(found["days"]), body, tags, found["mark"], found["author"], found["description"])


def days_ago(days: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of the day that many days before today, and now at the latest."""
    day = timezone.localdate() - timedelta(days=days)
    return min(timezone.now(), timezone.make_aware(datetime.combine(day, time(hour, minute))))


def date_back(rows: Iterable[Any], *columns: str) -> None:
    """Store the times in ``columns``, which the database's rows had from the clock when they were made."""
    rows = list(rows)
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, columns, batch_size=BATCH)


def throw_away(rows: Iterable[Any], serializer_class: Any) -> None:
    """Delete ``rows`` as a client would, into the trash."""
    for row in rows:
        trash.throw_away(row, serializer_class(row).data)


def link(through: Any, pairs: Iterable[dict[str, Any]]) -> None:
    """Make the rows of a to-many relation."""
    through._default_manager.bulk_create([through(**pair) for pair in pairs])
