"""What a client knows to be done: a file of its own in which every line has reached the disk before the client goes on.

One line is written before a request is sent, one when its answer is there. What has only the first is in doubt: it may
have been done or not. A client settles its doubts by reading, and what it has read counts as answered.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
# A kind of rows and the id of one.
Name = tuple[str, int]


@dataclass(frozen=True)
class Act:
    """One write as it is sent: ``made`` are bodies of new rows, ``changed`` of rows by id, ``gone`` ids.

    ``key`` is its Idempotency-Key, "" for none. Every body in ``made`` has a mark that no other has.
    """

    number: int
    does: str
    kind: str
    made: list[Row] = field(default_factory=list)
    changed: dict[int, Row] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    key: str = ""


class Book:
    """The state that a ledger's lines come to."""

    def __init__(self) -> None:
        self.rows: dict[Name, Row] = {}
        self.deleted: set[Name] = set()
        self.acknowledged = 0
        self.settled_as_done = self.settled_as_not_done = 0
        # Plain creations whose answer never came: each is there once or not at all.
        self.doubtful: list[Act] = []
        self.open: Act | None = None
        self.wrong: list[str] = []

    def take(self, line: dict[str, Any]) -> None:
        """Add a line."""
        match line["is"]:
            case "sent":
                act = line["act"]
                self.open = Act(**act | {"changed": {int(id_): body for id_, body in act["changed"].items()}})
            case "wrong":
                self.wrong.append(line["what"])
            case "answered":
                self.acknowledged += 1
                self._done(line["rows"])
            case "found done":
                self.settled_as_done += 1
                self._done(line["rows"])
            case "found not done":
                self.settled_as_not_done += 1
                self.open = None
            case "left in doubt":
                assert self.open is not None
                self.doubtful.append(self.open)
                self.open = None

    def _done(self, rows: list[Row]) -> None:
        act = self.open
        assert act is not None
        for row in rows:
            self.rows[act.kind, row["id"]] = row
        for gone in act.gone:
            del self.rows[act.kind, gone]
            self.deleted.add((act.kind, gone))
        self.open = None


class Ledger:
    """The file behind a :class:`Book`, written line by line."""

    def __init__(self, path: Path) -> None:
        self.book = Book()
        self._file = path.open("a")

    def write(self, is_: str, **more: Any) -> None:
        """Add a line; it is on the disk when this returns."""
        line = {"is": is_, **more}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        # As it is read back: ids that are keys become text.
        self.book.take(json.loads(json.dumps(line)))


def read(path: Path) -> Book:
    """What the file comes to. A last line that was cut off says nothing: the client had not gone on."""
    book = Book()
    for line in path.read_text().splitlines(keepends=True):
        if line.endswith("\n"):
            book.take(json.loads(line))
    return book
