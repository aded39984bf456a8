"""Break the code, run the tests, and say which of them noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tests.mutants.kept import KEEP, KEPT
from tests.mutants.mutant import Mutant
from tests.mutants.workshop import Run, Workshop

LIKELY_SECONDS, WHOLE_SECONDS = 900, 3600
# The whole suite, but for these tests themselves, which notice every change of the code by its text.
WHOLE = ("-n", "2", "--ignore=tests/mutants", "tests")
# Exit statuses of pytest: a test failed, or several processes were interrupted because one had.
_SOME_FAILED = (1, 2)
# Some tests have a database of their own; this one makes the one to be kept.
_WITH_DATABASE = "ownership/test_scope.py::test_scopes_nest_and_end"
# What a failure begins with, or has in it, that says nothing: the test had not begun, or the database was away.
_NOT_BEGUN = ("collection failure", "failed on setup")
_AWAY = "OperationalError"
# What the test database is made by: a breakage there needs one of its own.
_MAKERS = tuple(
    f"ringfence/{name}"
    for name in (
        "accounts/functions.py",
        *(f"ownership/{name}.py" for name in ("constraints", "fields", "grants", "policies", "roles", "search_sql")),
    )
)

Verdict = Literal["killed", "survived", "unclear"]


class Unsound(Exception):
    """The tests fail without any breakage, so that nothing they say counts."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one breakage: ``by`` names the test that noticed, or says what was unclear."""

    mutant: Mutant
    verdict: Verdict
    by: str
    said: str = ""
    seconds: float = 0.0


class Runner:
    """Tries breakages in ``workshop``; ``whole`` are pytest's arguments for the whole suite, none to leave it out.

    ``keeps`` says that the project has a test database, which the check makes and later runs copy.
    """

    def __init__(self, workshop: Workshop, whole: Sequence[str] = WHOLE, *, keeps: bool = True) -> None:
        self._workshop = workshop
        self._whole = whole
        self._keeps = keeps

    def check(self, tests: Sequence[str]) -> None:
        """Run ``tests`` on the code as it is, and once more by itself what fails. Raises :class:`Unsound`."""
        if not self._workshop.is_apart():
            raise Unsound("Python does not import the copy that is to be broken.")
        named = dict.fromkeys([*tests, *([_WITH_DATABASE] if self._keeps else ())])
        run = self._likely([f"tests/{test}" for test in named], WHOLE_SECONDS, KEEP)
        if not run.passed and run.failures:
            run = self._workshop.run([failure.test for failure in run.failures], LIKELY_SECONDS)
        if not run.passed:
            raise Unsound(f"These tests fail, or are not there, without any breakage:\n{_last_lines(run)}")

    def tried(self, mutant: Mutant) -> Result:
        """Break the code by ``mutant``: its named tests first, and the whole suite if they pass."""
        with self._workshop.broken(mutant):
            tests = ["-x", *(f"tests/{test}" for test in mutant.tests)]
            likely = self._likely(tests, LIKELY_SECONDS, "" if mutant.file in _MAKERS else KEPT)
            if not likely.passed:
                return _noticed(mutant, likely)
            if not self._whole:
                return Result(mutant, "survived", "none of the named tests", seconds=likely.seconds)
            whole = self._workshop.run(["-x", *self._whole], WHOLE_SECONDS)
        seconds = likely.seconds + whole.seconds
        if whole.passed:
            return Result(mutant, "survived", "no test", seconds=seconds)
        found = _noticed(mutant, whole, seconds)
        if found.verdict == "killed" and not self._passes_unbroken(found.by):
            return Result(mutant, "unclear", f"{found.by} fails without it, too", seconds=seconds)
        return found

    def _likely(self, tests: Sequence[str], seconds: float, kept: str) -> Run:
        """A run whose database is kept, copied from the kept one, or made anew."""
        if not self._keeps:
            return self._workshop.run(tests, seconds)
        variables = {kept: self._workshop.kept} if kept else {}
        return self._workshop.run(["-p", "tests.mutants.kept", *tests], seconds, **variables)

    def _passes_unbroken(self, test: str) -> bool:
        return self._workshop.run([test], LIKELY_SECONDS).passed


def _noticed(mutant: Mutant, run: Run, seconds: float = 0.0) -> Result:
    """A test that failed has noticed. That pytest could not begin, or found no test, says nothing."""
    seconds = seconds or run.seconds
    if run.code is None:
        return Result(mutant, "unclear", f"no end within {run.seconds:.0f} seconds", seconds=seconds)
    if run.code not in _SOME_FAILED or not run.failures:
        return Result(mutant, "unclear", f"pytest ended with {run.code}: {_last_lines(run, 3)}", seconds=seconds)
    first = run.failures[0]
    if first.said.startswith(_NOT_BEGUN) or _AWAY in first.said:
        return Result(mutant, "unclear", f"{first.test}: {first.said}", seconds=seconds)
    return Result(mutant, "killed", first.test, first.said, seconds)


def _last_lines(run: Run, number: int = 40) -> str:
    return "\n".join(run.output.splitlines()[-number:])
