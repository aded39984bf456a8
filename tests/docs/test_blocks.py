"""Every block of code on the pages is run by a test that is named here, or has a reason why it cannot be.

A new block fails until it has its line, and a line fails whose block is gone.
"""

from __future__ import annotations

import ast
import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.ledger import NOT_RUN, RUN
from tests.docs.pages import DOCS, ROOT

TESTS = ROOT / "tests" / "docs"
_FENCE = re.compile(r"^```(?P<language>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

# Proofs take minutes or hours and show figures of one day: what their commands name has to be there, no more.
PROOFS = "docs/proof/"


@dataclass(frozen=True)
class Block:
    """One fenced block; ``page`` is its path in the repository."""

    page: str
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text.splitlines()[0] if self.text else '(empty)'}"

    @property
    def entries(self) -> list[tuple[str, str]]:
        """The lines of the ledger that speak of this block, as page and beginning."""
        starts = [*RUN.get(self.page, ()), *NOT_RUN.get(self.page, ())]
        return [(self.page, start) for start in starts if self.text.startswith(start)]


def every_block() -> Iterator[Block]:
    """Every block of the README, of CONTRIBUTING and of the documentation but its decisions."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
    for path in pages:
        if "decisions" not in path.parts:
            page = path.relative_to(ROOT).as_posix()
            yield from (Block(page, found["language"], found["text"]) for found in _FENCE.finditer(path.read_text()))


BLOCKS = list(every_block())


def test_every_block_is_run_by_one_test_or_has_a_reason_why_not() -> None:
    for block in BLOCKS:
        if not block.page.startswith(PROOFS):
            assert len(block.entries) == 1, (
                f"{block}\nName the test that runs it in tests/docs/ledger.py, or the reason why none can."
            )


def test_no_line_of_the_two_lists_is_about_a_block_that_is_gone() -> None:
    lines = [(page, start) for ledger in (RUN, NOT_RUN) for page, starts in ledger.items() for start in starts]
    assert sorted(lines) == sorted({entry for block in BLOCKS for entry in block.entries})


def test_every_test_that_is_named_is_there_and_reads_the_page() -> None:
    for page, starts in RUN.items():
        for module, name in starts.values():
            source = (TESTS / f"{module}.py").read_text()
            there = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
            assert name in there, f"{page}: {module}::{name}"
            said = {"README.md": "README", "docs/tutorial.md": "TUTORIAL"}.get(page, page.removeprefix("docs/"))
            assert said in source, f"{module} does not read {page}"


def test_every_fence_is_closed_and_names_a_language_or_shows_what_is_printed() -> None:
    for path in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]:
        assert len(re.findall(r"^ *```", path.read_text(), re.MULTILINE)) % 2 == 0, path
    known = {"", "console", "diff", "http", "ini", "json", "python", "sh", "text", "ts"}
    assert {block.language for block in BLOCKS} <= known


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "json"], ids=str)
def test_every_block_of_json_is_json(block: Block) -> None:
    # The progress of an import is a document in each line.
    lines = block.text.splitlines() if block.text.count('\n{"') else [block.text]
    assert all(json.loads(line) is not None for line in lines)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "python"], ids=str)
def test_every_block_of_python_compiles(block: Block) -> None:
    text = block.text
    if text.startswith(" "):
        text = f"if True:\n{text}"
    compile(text, str(block), "exec")


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "sh"], ids=str)
def test_every_script_can_be_read_by_the_shell(block: Block) -> None:
    done = subprocess.run(["bash", "-n", "-c", block.text], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# What is not run


def test_every_script_of_npm_that_is_named_is_there() -> None:
    scripts = json.loads((ROOT / "web" / "package.json").read_text())["scripts"] | {"ci": ""}
    for block in BLOCKS:
        if block.language == "sh" and block.page == "CONTRIBUTING.md":
            for name in re.findall(r"^npm (?:run )?([\w-]+)", block.text, re.MULTILINE):
                assert name in scripts, f"{block}: npm {name}"


def commands(text: str) -> Iterator[list[str]]:
    """The words of each command of a script, without variables that are set for it and comments."""
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words = words[1:]
        if words:
            yield words


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.language == "sh" and block.page.startswith(PROOFS)], ids=str
)
def test_what_the_commands_of_a_proof_name_is_there(block: Block) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for program, *arguments in commands(block.text):
        if program == "make":
            named = [word for word in arguments if "=" not in word and not word.startswith("-")]
            assert set(named) <= targets, f"{block}: make {named}"
        elif Path(program).name.startswith("python") and arguments[:1] == ["-m"]:
            assert find_spec(arguments[1]) is not None, f"{block}: {arguments[1]}"
            paths = [word.partition("::")[0] for word in arguments[2:] if re.match(r"(tests|benchmarks)/", word)]
            assert [path for path in paths if not (ROOT / path).exists()] == [], str(block)
