"""The breakages fit the code as it is now, so that none of them is quietly out of date."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutants.__main__ import PROJECT
from tests.mutants.catalogue import MUTANTS
from tests.mutants.mutant import Misfit, Mutant


def misfit(mutant: Mutant) -> str:
    try:
        mutant.broken(mutant.read(PROJECT))
    except Misfit as exc:
        return str(exc)
    return ""


def names(body: list[ast.stmt], above: str = "") -> Iterator[str]:
    """The tests of a module or class, as pytest names them."""
    for each in body:
        if isinstance(each, ast.ClassDef):
            yield from names(each.body, f"{above}{each.name}::")
        elif isinstance(each, ast.FunctionDef):
            yield f"{above}{each.name}"


def is_there(test: str) -> bool:
    """Whether a test, or a file of tests, that a breakage names is there."""
    file, _, name = test.partition("[")[0].partition("::")
    path = PROJECT / "tests" / file
    return path.is_file() and (not name or name in names(ast.parse(path.read_text()).body))


def test_every_breakage_has_its_place_in_the_code_exactly_once() -> None:
    assert [said for mutant in MUTANTS if (said := misfit(mutant))] == []


def test_every_test_that_a_breakage_names_is_there() -> None:
    assert all(mutant.tests for mutant in MUTANTS)
    assert [(mutant.name, test) for mutant in MUTANTS for test in mutant.tests if not is_there(test)] == []


def test_no_breakage_is_listed_twice() -> None:
    named = Counter(mutant.name for mutant in MUTANTS)
    places = Counter((mutant.file, mutant.old, mutant.new, mutant.database) for mutant in MUTANTS)
    assert {*named.values(), *places.values()} == {1}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("return owner", "return None", "2 times"),
        ("return nobody", "return None", "0 times"),
        ("def one(owner):", "def one(owner:", "no Python any more"),
    ],
)
def test_a_breakage_without_its_place_says_so(tmp_path: Path, old: str, new: str, said: str) -> None:
    source = "def one(owner):\n    return owner\n\n\ndef two(owner):\n    return owner\n"
    with pytest.raises(Misfit, match=said):
        Mutant("odd", "code.py", old, new, "Nothing.", ()).broken(source)
