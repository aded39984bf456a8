"""``python -m benchmarks.side_by_side``: Ringfence beside other ways of serving the same tables, in one run.

``--rows 1000000 --rounds 3 --seconds 3`` are the defaults; ``--only`` and ``--scenarios`` take names with commas
between them; ``--flat`` asks instead whether a page costs the same wherever it is and however much else there is.
Progress goes to standard error, the tables to standard output and, with ``--markdown FILE``, to a file as well.
Linux only.
"""

from __future__ import annotations

import argparse
import shlex
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

from benchmarks.side_by_side import flat, report
from benchmarks.side_by_side.contender import CONTENDERS, Contender
from benchmarks.side_by_side.databases import Database, PostgreSQL, Sqlite, postgresql_server
from benchmarks.side_by_side.layout import Layout
from benchmarks.side_by_side.measure import Effort, measure
from benchmarks.side_by_side.scenarios import SCENARIOS
from benchmarks.side_by_side.servers import CannotServe

Choice = TypeVar("Choice")


def main(arguments: Sequence[str]) -> int:
    """Fill, measure, print. 1 if an answer was wrong."""
    options = _parser().parse_args(arguments)
    effort = Effort(options.rounds, options.seconds, options.warm_up, options.connections)
    # Where the tables are kept says nothing about them.
    told = [each for each in arguments if each not in ("--markdown", options.markdown)]
    command = shlex.join(["python", "-m", "benchmarks.side_by_side", *told])
    contenders = _chosen("--only", options.only, {each.key: each for each in CONTENDERS})
    try:
        if options.flat:
            text = flat.run(options.rows, contenders, effort, command)
        else:
            names = _chosen("--scenarios", options.scenarios, {name: name for name in SCENARIOS})
            with filled(Layout(options.rows), contenders) as databases:
                findings = measure(contenders, databases, names, effort, limits=not options.no_limits)
                text = report.side_by_side(findings, contenders, databases, effort, command)
    except CannotServe as error:
        notes = "\n".join(getattr(error, "__notes__", ()))
        sys.stderr.write(f"{error}\n{notes}\n")
        return 1
    sys.stdout.write(text)
    if options.markdown:
        Path(options.markdown).write_text(text)
    return 0


@contextmanager
def filled(layout: Layout, contenders: Iterable[Contender]) -> Iterator[dict[str, Database]]:
    """The databases that the contenders need, by vendor; gone at the end."""
    vendors = {contender.vendor for contender in contenders}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ringfence-bench-")))
        databases: dict[str, Database] = {}
        if "sqlite" in vendors:
            databases["sqlite"] = Sqlite(layout, _made(folder / "sqlite"))
        if "postgresql" in vendors:
            server = stack.enter_context(postgresql_server())
            databases["postgresql"] = PostgreSQL(layout, server, "bench", _made(folder / "postgresql"))
        for database in databases.values():
            sys.stderr.write(f"Filling {database.vendor} with {layout.rows:,} notes ...\n")
            database.fill()
        yield databases


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _chosen(option: str, names: str, choices: dict[str, Choice]) -> list[Choice]:
    wanted = names.split(",") if names else list(choices)
    if unknown := [name for name in wanted if name not in choices]:
        raise SystemExit(f"{option}: unknown: {', '.join(unknown)}. There are: {', '.join(choices)}.")
    return [choice for name, choice in choices.items() if name in wanted]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.side_by_side", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="notes in all (at least 2,000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3, help="measured of each scenario in each round")
    parser.add_argument("--warm-up", type=float, default=1, help="seconds before those")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--only", default="", help=", ".join(each.key for each in CONTENDERS))
    parser.add_argument("--scenarios", default="", help=", ".join(SCENARIOS))
    parser.add_argument("--no-limits", action="store_true", help="neither constant bytes nor the bare statement")
    parser.add_argument(
        "--flat", action="store_true", help="pages of Ringfence near and far, in small and large tables"
    )
    parser.add_argument("--markdown", metavar="FILE", help="write the tables there as well")
    return parser


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    # Whatever ends it, servers are stopped and gigabytes removed.
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _stop)
    sys.exit(main(sys.argv[1:]))
