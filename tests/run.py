"""Run every test on SQLite and then on PostgreSQL, and say at the end what ran, failed and was skipped.

``python -m tests.run [--sqlite | --postgresql] [--long] [anything for pytest]``: without a database both are
used; ``--long`` sets RINGFENCE_TEST_LONG for tests that take minutes. The exit status is 0 only if on every
database at least one test ran and none failed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

from tests import postgres

GRACE_SECONDS = 5


@dataclass(frozen=True)
class Outcome:
    """What one run of pytest came to; ``code`` is its exit status."""

    database: str
    code: int
    passed: int
    failed: int
    skipped: int
    seconds: float

    @property
    def good(self) -> bool:
        """Whether the run is worth anything: something ran, and all of it passed."""
        return self.code == 0 and self.failed == 0 and self.passed > 0


def main(arguments: Sequence[str]) -> int:
    """Run the tests as the command line says and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.run", allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sqlite", action="store_true", help="on SQLite only")
    which.add_argument("--postgresql", action="store_true", help="on PostgreSQL only")
    parser.add_argument("--long", action="store_true", help="run the tests that take minutes as well")
    options, for_pytest = parser.parse_known_args(arguments)
    if options.long:
        os.environ["RINGFENCE_TEST_LONG"] = "1"
    outcomes: list[Outcome] = []
    if not options.postgresql:
        outcomes.append(_run("SQLite", {"RINGFENCE_TEST_DB": "sqlite"}, for_pytest))
    if not options.sqlite:
        server = postgres.start()
        try:
            name = f"PostgreSQL {server.version}"
            outcomes.append(_run(name, postgres.environment(server), for_pytest))
        finally:
            server.stop()
    _print_summary(outcomes)
    return 0 if all(outcome.good for outcome in outcomes) else 1


def _run(database: str, environment: dict[str, str], for_pytest: Sequence[str]) -> Outcome:
    print(f"== Tests on {database}", flush=True)
    workers = str(min(os.cpu_count() or 1, 4))
    with tempfile.TemporaryDirectory(prefix="ringfence-report-") as folder:
        report = Path(folder, "report.xml")
        options = ["-n", workers, "-rfEs", f"--junitxml={report}", *for_pytest]
        began = time.monotonic()
        code = _wait_for([sys.executable, "-m", "pytest", *options], os.environ | environment)
        seconds = time.monotonic() - began
        counts = _counts(report)
    return Outcome(database, code, *counts, seconds)


def _wait_for(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run ``command`` in a process group of its own; whatever interrupts us ends the whole group."""
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            print("The tests did not stop when asked; killing them.", file=sys.stderr)
        raise
    finally:
        # Usually nobody is left.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped, from pytest's report; all zero if pytest did not get so far."""
    if not report.exists():
        return 0, 0, 0
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    names = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (sum(int(suite.get(name, 0)) for suite in suites) for name in names)
    return total - failures - errors - skipped, failures + errors, skipped


def _print_summary(outcomes: Sequence[Outcome]) -> None:
    print(f"\n{'database':<20}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for outcome in outcomes:
        counts = f"{outcome.passed:>8}{outcome.failed:>8}{outcome.skipped:>9}{outcome.seconds:>9.1f}"
        verdict = "" if outcome.good else "  <- no test ran" if not outcome.passed else "  <- failed"
        print(f"{outcome.database:<20}{counts}{verdict}")


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    except postgres.CannotStart as error:
        sys.exit(str(error))
