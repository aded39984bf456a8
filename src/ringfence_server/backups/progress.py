"""How long work tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
_EVERY = 500


class Progress(Protocol):
    """Who listens: a bar in a terminal, or nobody."""

    def begin(self, what: str, total: int) -> None:
        """Something of ``total`` steps begins, and what was before is done."""

    def advance(self, steps: int) -> None:
        """So many steps more are done."""


class Silent:
    """Nobody listens."""

    def begin(self, what: str, total: int) -> None:
        """Nothing."""

    def advance(self, steps: int) -> None:
        """Nothing."""


def told(items: Iterable[T], progress: Progress, what: str, total: int) -> Iterator[T]:
    """The items, while ``progress`` is told how many were taken."""
    progress.begin(what, total)
    untold = 0
    for item in items:
        yield item
        untold += 1
        if untold == _EVERY:
            progress.advance(untold)
            untold = 0
    progress.advance(untold)
