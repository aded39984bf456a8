"""``python -m tests.mutants [--only NAME …] [--list] [--markdown FILE]``: whether the tests notice each breakage.

The exit status is 0 only if every breakage fits the code and a test noticed it. Each of the two databases has a copy
of the project of its own, and they run side by side.
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
from tests.mutants.mutant import Database, Misfit, Mutant
from tests.mutants.runner import Result, Runner, Unsound, all_tried
from tests.mutants.workshop import Workshop

PROJECT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", allow_abbrev=False)
    parser.add_argument("--only", action="append", metavar="NAME", help="try this one alone (may be repeated)")
    parser.add_argument("--list", action="store_true", help="name them all and try none")
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
    began = time.monotonic()
    server = postgres.start() if any(mutant.database == "postgresql" for mutant in chosen) else None
    try:
        results = _all(chosen, server)
    finally:
        if server is not None:
            server.stop()
    minutes = (time.monotonic() - began) / 60
    killed = sum(result.verdict == "killed" for result in results)
    print(f"\n{killed} of {len(results)} noticed, in {minutes:.1f} minutes")
    print(*(report.line(result) for result in results if result.verdict != "killed"), sep="\n")
    if options.markdown is not None:
        on, version = report.machine(os.cpu_count() or 1), server.version if server is not None else "(not used)"
        by_name = {result.mutant.name: result for result in results}
        options.markdown.write_text(report.page(by_name, AREAS, on=on, version=version, minutes=minutes))
    return 0 if killed == len(results) else 1


def _misfit(mutant: Mutant) -> str:
    try:
        mutant.broken(mutant.read(PROJECT))
    except (Misfit, OSError) as exc:
        return str(exc)
    return ""


def _all(mutants: Sequence[Mutant], server: postgres.Server | None) -> list[Result]:
    """The results on both databases. Whatever interrupts us ends the runs that are under way."""
    variables: dict[Database, dict[str, str]] = {"sqlite": {"RINGFENCE_TEST_DB": "sqlite"}}
    if server is not None:
        variables["postgresql"] = postgres.environment(server)
    shares = {name: [mutant for mutant in mutants if mutant.database == name] for name in variables}
    workshops = {name: Workshop(PROJECT, variables[name]) for name, share in shares.items() if share}
    with ThreadPoolExecutor(len(workshops)) as pool:
        try:
            told = [
                pool.submit(all_tried, Runner(workshop), shares[name], _tell) for name, workshop in workshops.items()
            ]
            for future in wait(told, return_when=FIRST_EXCEPTION).done:
                future.result()
            return [result for future in told for result in future.result()]
        except BaseException:
            for workshop in workshops.values():
                workshop.stop()
            raise
        finally:
            pool.shutdown()
            for workshop in workshops.values():
                workshop.close()


def _tell(result: Result) -> None:
    print(report.line(result), flush=True)


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
