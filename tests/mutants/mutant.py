"""One breakage, said as a replacement of text: what is broken, where, and which tests should notice."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Database = Literal["sqlite", "postgresql"]


class Misfit(Exception):
    """The code has changed so that a breakage no longer says what it breaks."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """In ``file`` (below ``src/``) the text ``old``, which is there once, becomes ``new``.

    ``breaks`` says in a sentence what somebody could do then. ``tests`` are the ones that should notice, as pytest
    names them below ``tests/``; they run on ``database``.
    """

    name: str
    file: str
    old: str
    new: str
    breaks: str
    tests: tuple[str, ...]
    database: Database = "sqlite"

    def broken(self, source: str) -> str:
        """``source`` with the breakage in it. Raises :class:`Misfit`."""
        found = source.count(self.old)
        if found != 1:
            raise Misfit(f"{self.name}: its text is {found} times in src/{self.file}, and not once.")
        text = source.replace(self.old, self.new)
        try:
            ast.parse(text)
        except SyntaxError as exc:
            raise Misfit(f"{self.name}: src/{self.file} is no Python any more: {exc}.") from exc
        return text

    def read(self, project: Path) -> str:
        """The file as it is in ``project``."""
        return (project / "src" / self.file).read_text()
