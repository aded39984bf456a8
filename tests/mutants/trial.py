"""All breakages, tried side by side in several copies of the project."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path

from tests import postgres
from tests.mutants import report
from tests.mutants.journal import Journal
from tests.mutants.mutant import Database, Mutant
from tests.mutants.runner import Result, Runner
from tests.mutants.workshop import Workshop

# Copies at work at once; PostgreSQL's test database has one name, so that there is one of it.
LINES: dict[Database, int] = {"sqlite": 2, "postgresql": 1}


class Trial:
    """All lines of copies; whatever interrupts us ends the runs that are under way."""

    def __init__(self, project: Path, server: postgres.Server, journal: Journal, whole: Sequence[str]) -> None:
        self._variables = {"sqlite": {"RINGFENCE_TEST_DB": "sqlite"}, "postgresql": postgres.environment(server)}
        self._project = project
        self._journal = journal
        self._whole = whole

    def of(self, mutants: Sequence[Mutant]) -> list[Result]:
        """The results of ``mutants``, told as they come to be. Raises ``Unsound``."""
        lines = [
            (Workshop(self._project, self._variables[database]), share)
            for database, number in LINES.items()
            for share in _shares([mutant for mutant in mutants if mutant.database == database], number)
        ]
        with ThreadPoolExecutor(len(lines) or 1) as pool:
            try:
                told = [
                    pool.submit(all_tried, Runner(workshop, self._whole), share, self._journal)
                    for workshop, share in lines
                ]
                for future in wait(told, return_when=FIRST_EXCEPTION).done:
                    future.result()
                return [result for future in told for result in future.result()]
            except BaseException:
                for workshop, _ in lines:
                    workshop.stop()
                raise
            finally:
                pool.shutdown()
                for workshop, _ in lines:
                    workshop.close()


def all_tried(runner: Runner, mutants: Sequence[Mutant], journal: Journal) -> list[Result]:
    """Try each of ``mutants``, all of one database, after a check of their tests.

    Raises ``Unsound`` and ``Stopped``.
    """
    database = mutants[0].database
    tests = dict.fromkeys(test for mutant in mutants for test in mutant.tests)
    left = [test for test in tests if not journal.is_sound(database, test)]
    runner.check(left)
    journal.note_sound(database, left)
    results = []
    for mutant in mutants:
        result = runner.tried(mutant)
        journal.note(result)
        print(report.line(result), flush=True)
        results.append(result)
    return results


def _shares(mutants: Sequence[Mutant], number: int) -> list[Sequence[Mutant]]:
    return [share for turn in range(number) if (share := mutants[turn::number])]
