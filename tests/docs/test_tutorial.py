"""The tutorial, done as a reader does it: its files written, its commands typed, their output compared."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.scratch import Project, on_postgresql, project, removed_afterwards

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"

# What makes an environment, which the tests have.
ALREADY_DONE = ("python -m venv", ". .venv/bin/activate", "pip install")
SUPERUSER = "postgresql:///postgres"

_BLOCK = re.compile(
    r"(?:^\*\*`(?P<file>[^`]+)`\*\*\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
_LIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """A block of code: of a file, a change of one, or what is typed in a terminal."""

    language: str
    text: str
    file: str

    def commands(self) -> Iterator[tuple[str, str]]:
        """Each command, with the output that the page shows."""
        for entry in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, _, output = entry.partition("\n")
            yield command, output


def blocks(page: str) -> list[Block]:
    """Every block of the page, in order."""
    return [Block(m["language"], m["text"], m["file"] or "") for m in _BLOCK.finditer(page)]


def changed(text: str, change: str) -> str:
    """``text`` after a change in the form of a diff, whose places are separated by lines of ``@@``."""
    for place in change.split("@@\n"):
        lines = place.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def follow(page: str, reader: Project, superuser: str) -> None:
    """Do what the page says. A change lasts until the commands after it have been typed."""
    original: dict[str, str] = {}
    for block in blocks(page):
        if block.language == "diff":
            original[block.file] = (reader.folder / block.file).read_text()
            reader.write({block.file: changed(original[block.file], block.text)})
        elif block.file:
            reader.write({block.file: block.text})
        else:
            type_in(block, reader, superuser)
            reader.write(original)
            original = {}


def type_in(block: Block, reader: Project, superuser: str) -> None:
    """Type the commands of a block and compare what they print."""
    for command, expected in block.commands():
        if command.startswith(ALREADY_DONE):
            continue
        if command == "python -m django runserver":
            reader.serve()
            continue
        done = reader.shell(command.replace(SUPERUSER, superuser))
        assert doctest.OutputChecker().check_output(expected, done.stdout, _LIKE), f"{command}\n{done.stdout}"
        assert done.returncode == 0 or expected, f"{command}: {done.returncode}"


def test_everything_in_the_tutorial_is_true(tmp_path: Path) -> None:
    page = TUTORIAL.read_text()
    on_sqlite, postgresql = page.split("\n## 7. PostgreSQL\n")
    with project(tmp_path) as reader, ExitStack() as stack:
        follow(on_sqlite, reader, "")
        if on_postgresql():
            follow(postgresql, reader, stack.enter_context(removed_afterwards("garden")))


def test_every_block_of_the_tutorial_is_a_file_a_change_or_a_terminal() -> None:
    found = blocks(TUTORIAL.read_text())
    assert TUTORIAL.read_text().count("```") == 2 * len(found)
    for block in found:
        assert (block.language == "console") is (block.file == ""), block
        assert block.language in {"python", "ini", "diff", "console"}, block
    assert sum(block.language == "console" for block in found) > 10
