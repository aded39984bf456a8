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
from pathlib import Path
from types import FrameType

from tests import postgres
from tests.mutants import report
from tests.mutants.catalogue import AREAS, MUTANTS
from tests.mutants.journal import Journal
from tests.mutants.mutant import Misfit, Mutant
from tests.mutants.runner import WHOLE, Result, Unsound
from tests.mutants.trial import Trial

PROJECT = Path(__file__).resolve().parents[2]


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
        found += Trial(PROJECT, server, journal, whole).of(left)
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
