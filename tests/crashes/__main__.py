"""Kill a server and its database hundreds of times under people who write, and see whether they were told the truth.

``python -m tests.crashes [--sqlite | --postgresql] [--kills 150] [--seed 1]``. Prints what was killed and what came of
it; the exit status is 1 when anything that was acknowledged is lost, torn or there twice, or a database is not sound.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.crashes.killing import Outcome, trial


def main(arguments: Sequence[str]) -> int:
    """Run the trial on both databases, or on one, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.crashes", allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sqlite", action="store_true", help="on SQLite only")
    which.add_argument("--postgresql", action="store_true", help="on PostgreSQL only")
    parser.add_argument("--kills", type=int, default=150, help="kills on each database")
    parser.add_argument("--seed", type=int, default=1, help="chooses who is killed and when")
    options = parser.parse_args(arguments)
    outcomes = []
    for name, postgresql in (("SQLite", False), ("PostgreSQL", True)):
        if (options.postgresql and not postgresql) or (options.sqlite and postgresql):
            continue
        with tempfile.TemporaryDirectory(prefix="ringfence-crashes-") as folder:
            found = trial(Path(folder), postgresql=postgresql, kills=options.kills, seed=options.seed, tell=_tell)
            outcomes.append((name, found))
    _print(outcomes)
    faults = [f"{name}: {fault}" for name, found in outcomes for fault in found.verdict.faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _tell(done: int, of: int) -> None:
    if done % 10 == 0:
        print(f"{done} of {of} kills", flush=True)


def _print(outcomes: list[tuple[str, Outcome]]) -> None:
    table = Table("", *(name for name, _ in outcomes))
    kinds = sorted({kind for _, found in outcomes for kind in found.kills})
    for kind in kinds:
        table.add_row(f"kills of {kind}", *(str(found.kills[kind]) for _, found in outcomes))
    for what, of in (
        ("kills", lambda found: found.kills.total()),
        ("writes acknowledged", lambda found: found.verdict.acknowledged),
        ("writes in doubt, done", lambda found: found.verdict.done),
        ("writes in doubt, not done", lambda found: found.verdict.not_done),
        ("rows at the end", lambda found: found.verdict.rows),
        ("lost", lambda found: found.verdict.lost),
        ("torn", lambda found: found.verdict.torn),
        ("doubled", lambda found: found.verdict.doubled),
        ("other faults", lambda found: len(found.verdict.faults)),
        ("seconds", lambda found: round(found.seconds)),
    ):
        table.add_row(what, *(str(of(found)) for _, found in outcomes))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
