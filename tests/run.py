"""Run every test on SQLite, then on PostgreSQL, then of the web pages; say at the end what ran, failed and was skipped.

``python -m tests.run [--sqlite | --postgresql | --web] [--long] [anything for pytest]``: without a choice all three
are run, but the pages are left out when there is something for pytest; ``--long`` sets RINGFENCE_TEST_LONG for tests
that take minutes. The exit status is 0 only if everywhere at least one test ran and none failed.
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
from pathlib import Path
from types import FrameType

from tests import postgres, web
from tests.outcomes import Outcome, print_summary

GRACE_SECONDS = 5


def main(arguments: Sequence[str]) -> int:
    """Run the tests as the command line says and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.run", allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sqlite", action="store_true", help="on SQLite only")
    which.add_argument("--postgresql", action="store_true", help="on PostgreSQL only")
    which.add_argument("--web", action="store_true", help="the web pages only")
    parser.add_argument("--long", action="store_true", help="run the tests that take minutes as well")
    options, for_pytest = parser.parse_known_args(arguments)
    if options.long:
        os.environ["RINGFENCE_TEST_LONG"] = "1"
    outcomes: list[Outcome] = []
    everything = not (options.sqlite or options.postgresql or options.web)
    if options.sqlite or everything:
        outcomes.append(_run("SQLite", {"RINGFENCE_TEST_DB": "sqlite"}, for_pytest))
    if options.postgresql or everything:
        server = postgres.start()
        try:
            name = f"PostgreSQL {server.version}"
            outcomes.append(_run(name, postgres.environment(server), for_pytest))
        finally:
            server.stop()
    if options.web or (everything and not for_pytest):
        outcomes += web.run(_wait_for)
    print_summary(outcomes)
    return 0 if all(outcome.good for outcome in outcomes) else 1


def _run(database: str, environment: dict[str, str], for_pytest: Sequence[str]) -> Outcome:
    print(f"== Tests on {database}", flush=True)
    workers = str(min(os.cpu_count() or 1, 4))
    with tempfile.TemporaryDirectory(prefix="ringfence-report-") as folder:
        report = Path(folder, "report.xml")
        # Neighbours stay together: what a module has started is started by one worker.
        options = ["-n", workers, "--dist=worksteal", "-rfEs", f"--junitxml={report}", *for_pytest]
        began = time.monotonic()
        code = _wait_for([sys.executable, "-m", "pytest", *options], os.environ | environment)
        seconds = time.monotonic() - began
        return Outcome.of(database, code, report, seconds)


def _wait_for(command: Sequence[str], environment: dict[str, str], folder: Path | None = None) -> int:
    """Run ``command`` in a process group of its own; whatever interrupts us ends the whole group."""
    process = subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True)
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
