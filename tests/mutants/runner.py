"""Break the code, run the tests, and say which of them noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.mutants.mutant import Mutant
from tests.mutants.workshop import Run, Workshop

LIKELY_SECONDS, WHOLE_SECONDS = 900, 3600
# The whole suite, but for these tests themselves, which notice every change of the code by its text.
WHOLE = ("-n", "2", "--ignore=tests/mutants", "tests")
# Exit statuses of pytest: a test failed, or several processes were interrupted because one had.
_SOME_FAILED = (1, 2)
_NOT_BEGUN = "collection failure"

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
    """Tries breakages in ``workshop``; ``whole`` are pytest's arguments for the whole suite."""

    def __init__(self, workshop: Workshop, whole: Sequence[str] = WHOLE) -> None:
        self._workshop = workshop
        self._whole = whole

    def check(self, mutants: Sequence[Mutant]) -> Run:
        """Run the named tests of all ``mutants`` on the code as it is. Raises :class:`Unsound` where one fails."""
        if not self._workshop.is_apart():
            raise Unsound("Python does not import the copy that is to be broken.")
        tests = dict.fromkeys(f"tests/{test}" for mutant in mutants for test in mutant.tests)
        run = self._workshop.run([*tests], WHOLE_SECONDS)
        if not run.passed:
            raise Unsound(f"These tests fail, or are not there, without any breakage:\n{_last_lines(run)}")
        return run

    def tried(self, mutant: Mutant) -> Result:
        """Break the code by ``mutant``: its named tests first, and the whole suite if they pass."""
        with self._workshop.broken(mutant):
            likely = self._workshop.run(["-x", *(f"tests/{test}" for test in mutant.tests)], LIKELY_SECONDS)
            if not likely.passed:
                return _noticed(mutant, likely)
            whole = self._workshop.run(["-x", *self._whole], WHOLE_SECONDS)
        seconds = likely.seconds + whole.seconds
        if whole.passed:
            return Result(mutant, "survived", "no test", seconds=seconds)
        found = _noticed(mutant, whole, seconds)
        if found.verdict == "killed" and not self._passes_unbroken(found.by):
            return Result(mutant, "unclear", f"{found.by} fails without it, too", seconds=seconds)
        return found

    def _passes_unbroken(self, test: str) -> bool:
        return self._workshop.run([test], LIKELY_SECONDS).passed


def all_tried(runner: Runner, mutants: Sequence[Mutant], tell: Callable[[Result], None]) -> list[Result]:
    """Try each of ``mutants`` after a check of their tests. Raises :class:`Unsound` and ``Stopped``."""
    runner.check(mutants)
    results = []
    for mutant in mutants:
        result = runner.tried(mutant)
        tell(result)
        results.append(result)
    return results


def _noticed(mutant: Mutant, run: Run, seconds: float = 0.0) -> Result:
    """A test that failed has noticed. That pytest could not begin, or found no test, says nothing."""
    seconds = seconds or run.seconds
    if run.code is None:
        return Result(mutant, "unclear", f"no end within {run.seconds:.0f} seconds", seconds=seconds)
    if run.code not in _SOME_FAILED or not run.failures or run.failures[0].said == _NOT_BEGUN:
        return Result(mutant, "unclear", f"pytest ended with {run.code}: {_last_lines(run, 3)}", seconds=seconds)
    first = run.failures[0]
    return Result(mutant, "killed", first.test, first.said, seconds)


def _last_lines(run: Run, number: int = 40) -> str:
    return "\n".join(run.output.splitlines()[-number:])
