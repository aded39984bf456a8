"""The project's pages for tests: their tables, their code, their links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
# The project's own folders with pages; what is installed or built beside them is nobody's page here.
_FOLDERS = ("docs", "src", "tests")

_CODE = re.compile(r"`([^`]+)`")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPANS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def read(name: str) -> str:
    """The page ``name`` of ``docs/``."""
    return (DOCS / name).read_text()


def section(text: str, heading: str) -> str:
    """What stands below ``## heading`` up to the next heading of that level; the whole text for an empty one."""
    if not heading:
        return text
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"There is no heading {heading!r}."
    return found[1]


def rows(name: str, heading: str = "") -> list[list[str]]:
    """The cells of every table row of a page (or of one section of it), without the tables' own headings."""
    lines = _FENCE.sub("", section(read(name), heading)).splitlines()
    tables = [line.startswith("|") for line in lines]
    found = []
    for number, line in enumerate(lines):
        is_heading = number + 1 < len(lines) and lines[number + 1].startswith("|---")
        if tables[number] and not is_heading and not line.startswith("|---"):
            found.append([cell.strip() for cell in line.strip().strip("|").split(" |")])
    return found


def codes(cell: str) -> list[str]:
    """What a cell has between backticks."""
    return _CODE.findall(cell)


def named(name: str, heading: str = "") -> dict[str, list[str]]:
    """The rows by the names in their first cell; a row may have several, a name has one row."""
    found: dict[str, list[str]] = {}
    for first, *others in rows(name, heading):
        for code in codes(first):
            assert code not in found, f"{code} is explained twice in {name}."
            found[code] = others
    return found


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of code in one language."""
    return [code for said, code in _FENCE.findall(text) if said == language]


def said(value: Any) -> str:
    """A setting's value as the pages say it."""
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        unit, size = next((unit, size) for unit, size in _SPANS if seconds % size == 0)
        number = seconds // size
        return f"{number} {unit}{'' if number == 1 else 's'}"
    if isinstance(value, str):
        return f'`"{value}"`'
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else f"`{value!r}`"


def every() -> Iterator[Path]:
    """Every page of the project."""
    yield from sorted(ROOT.glob("*.md"))
    for folder in _FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.md"))
