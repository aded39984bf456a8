"""``python -m tests.mutants [--only NAME …] [--list] [--markdown FILE]``: whether the tests notice each breakage.

The exit status is 0 only if every breakage fits the code and a test noticed it. Several run side by side, each in a
copy of the project of its own. ``--journal FILE`` keeps what was found, so that a run that broke off can go on.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from types import FrameType

from tests import postgres
from tests.mutants import report
from tests.mutants.catalogue import AREAS, MUTANTS
from tests.mutants.journal import Journal
from tests.mutants.mutant import Database, Misfit, Mutant
from tests.mutants.runner import WHOLE, Result, Runner, Unsound, all_tried
from tests.mutants.workshop import Workshop

PROJECT = Path(__file__).resolve().parents[2]
# Copies at work at once; PostgreSQL's test database has one name, so that there is one of it.
LINES: dict[Database, int] = {"sqlite": 2, "postgresql": 1}


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", allow_abbrev=False)
    parser.add_argument("--only", action="append", metavar="NAME", help="try this one alone (may be repeated)")
    parser.add_argument("--list", action="store_true", help="name them all and try none")
    parser.add_argument("--journal", type=Path, metavar="FILE", help="keep the results there, and go on from them")
    parser.add_argument("--quick", action="store_true", help="run the named tests alone, and never the whole suite")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the results as a page")
    options = parser.parse_args(arguments)
    known = {mutant.name: mutant for mutant in MUTANTS}
    if unknown := set(options.only or ()) - known.keys():
        parser.error(f"no such breakage: {', '.join(sorted(unknown))}")
    chosen = [known[name] for name in dict.fromkeys(options.only)] if options.only else list(MUTANTS)
    if options.list:
        for mutant in chosen:
            print(f"{mutant.name:<40}{mutant.database:<12}{mutant.breaks}")
        return 0
    if misfits := [said for mutant in chosen if (said := _misfit(mutant))]:
        print(*misfits, sep="\n", file=sys.stderr)
        return 1
    return _report(*_tried(chosen, Journal(options.journal, PROJECT), () if options.quick else WHOLE), options.markdown)


def _tried(mutants: Sequence[Mutant], journal: Journal, whole: Sequence[str]) -> tuple[list[Result], str, float]:
    """The results of all, those that the journal knows included; PostgreSQL's version, and the minutes it took."""
    found = [known for mutant in mutants if (known := journal.known(mutant))]
    left = [mutant for mutant in mutants if journal.known(mutant) is None]
    begun = time.monotonic()
    server = postgres.start()
    try:
        found += Trial(server, journal, whole).of(left)
    finally:
        server.stop()
        journal.spend(time.monotonic() - begun)
    return found, server.version, journal.seconds / 60


def _report(results: Sequence[Result], version: str, minutes: float, markdown: Path | None) -> int:
    """Say what came of it, also as a page, and return the exit status."""
    killed = sum(result.verdict == "killed" for result in results)
    print(f"\n{killed} of {len(results)} noticed, in {minutes:.1f} minutes")
    print(*(report.line(result) for result in results if result.verdict != "killed"), sep="\n")
    if markdown is not None:
        by_name = {result.mutant.name: result for result in results}
        on = report.machine(os.cpu_count() or 1)
        markdown.write_text(report.page(by_name, AREAS, on=on, version=version, minutes=minutes))
    return 0 if killed == len(results) else 1


def _misfit(mutant: Mutant) -> str:
    try:
        mutant.broken(mutant.read(PROJECT))
    except (Misfit, OSError) as exc:
        return str(exc)
    return ""


class Trial:
    """All lines of copies, side by side; whatever interrupts us ends the runs that are under way."""

    def __init__(self, server: postgres.Server, journal: Journal, whole: Sequence[str]) -> None:
        self._variables = {"sqlite": {"RINGFENCE_TEST_DB": "sqlite"}, "postgresql": postgres.environment(server)}
        self._journal = journal
        self._whole = whole

    def of(self, mutants: Sequence[Mutant]) -> list[Result]:
        """The results of ``mutants``, as they come to be."""
        lines = [
            (Workshop(PROJECT, self._variables[database]), share)
            for database, number in LINES.items()
            for share in _shares([mutant for mutant in mutants if mutant.database == database], number)
        ]
        with ThreadPoolExecutor(len(lines) or 1) as pool:
            try:
                told = [
                    pool.submit(all_tried, Runner(workshop, self._whole), share, self._tell)
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

    def _tell(self, result: Result) -> None:
        self._journal.note(result)
        print(report.line(result), flush=True)


def _shares(mutants: Sequence[Mutant], number: int) -> list[Sequence[Mutant]]:
    return [share for turn in range(number) if (share := mutants[turn::number])]


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except (postgres.CannotStart, Unsound) as error:
        sys.exit(str(error))
