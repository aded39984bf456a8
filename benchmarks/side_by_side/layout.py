"""Who owns how many of the rows: the same on both databases, and known without asking either.

Rows of an owner are spread over the whole table, as they are where people write at the same time.
"""

from __future__ import annotations

from dataclasses import dataclass

PAGE = 20
READER, WRITER, SMALL, HOARDER = 1, 2, 3, 4
FIRST_OTHER = 5
TAGS_EACH = 8
# On one in a hundred notes of everybody, and nowhere else.
WORD = "quillwort"
_EVERY = 100
NAMES = {READER: "reader", WRITER: "writer", SMALL: "small", HOARDER: "hoarder"}
PASSWORD = "benchmarks read and write, no more"


@dataclass(frozen=True)
class Layout:
    """``rows`` notes in all: a hundredth is the reader's (but at least 1,000, or half of very few)."""

    rows: int

    @property
    def own(self) -> int:
        """How many notes the reader has."""
        return max(self.rows // 100, min(self.rows // 2, 1000))

    @property
    def step(self) -> int:
        """Every so many rows one is the reader's: note ``step``, ``2 * step`` and so on."""
        return self.rows // self.own

    @property
    def books(self) -> int:
        """Books in all. The reader has the same share of them as of the notes."""
        return self.rows // 10

    @property
    def others(self) -> int:
        """People beside the four with names, with about a thousand notes each."""
        return max(1, self.rows // 1000)

    @property
    def hits(self) -> int:
        """How many of the reader's notes have the word that is searched for."""
        return len(range(7, self.own + 1, _EVERY))

    @property
    def pages(self) -> int:
        """Pages of the reader's notes."""
        return self.own // PAGE

    def note_id(self, number: int) -> int:
        """The id of the reader's note ``number``, counted from the newest, which is 0."""
        return (self.own - number) * self.step

    def hit_id(self, number: int) -> int:
        """As ``note_id``, among the notes with the word."""
        return (7 + (self.hits - 1 - number) * _EVERY) * self.step

    def owner_sql(self) -> str:
        """The owner of row ``i``, for both databases."""
        return (
            f"CASE WHEN i % {self.step} = 0 THEN {READER} WHEN i % 5 = 1 THEN {HOARDER} "
            f"WHEN i % 1000 = 2 THEN {SMALL} ELSE {FIRST_OTHER} + (i * 7919) % {self.others} END"
        )

    def word_sql(self) -> str:
        """What row ``i`` says of the word: it, or nothing."""
        return f"CASE WHEN (i / {self.step}) % {_EVERY} = 7 THEN ' {WORD} ' ELSE ' ' END"
