"""Let things go wrong around a real server, and see that it says so, stays bounded and is well again by itself.

``python -m tests.faults [--sqlite | --postgresql] [--only overload]``. Prints what was seen; the exit status is 1 when
a bound was broken.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.crashes.house import house
from tests.faults import scenes

_SETTINGS = {
    "RINGFENCE_STATEMENT_SECONDS": str(scenes.STATEMENT_SECONDS),
    "RINGFENCE_QUEUE_SECONDS": str(scenes.QUEUE_SECONDS),
}


def main(arguments: Sequence[str]) -> int:
    """Play every scene and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sqlite", action="store_true", help="on SQLite only")
    which.add_argument("--postgresql", action="store_true", help="on PostgreSQL only")
    parser.add_argument("--only", default="", help="scenes whose function has this in its name")
    options = parser.parse_args(arguments)
    broken: list[str] = []
    for name, postgresql in (("SQLite", False), ("PostgreSQL", True)):
        if (options.postgresql and not postgresql) or (options.sqlite and postgresql):
            continue
        for scene in _played(postgresql, options.only):
            _print(name, scene)
            broken += [f"{name}, {scene.name}: {bound}" for bound in scene.broken]
    for each in broken:
        print(each, file=sys.stderr)
    return 1 if broken else 0


def _played(postgresql: bool, only: str) -> Iterator[scenes.Scene]:
    with (
        tempfile.TemporaryDirectory(prefix="ringfence-faults-") as folder,
        house(Path(folder), postgresql=postgresql, **_SETTINGS) as server,
    ):
        cast = scenes.cast(server)
        for scene in scenes.ON_POSTGRESQL if postgresql else ():
            if only in scene.__name__:
                yield scene(server, cast)
        if only in scenes.overload.__name__:
            yield scenes.overload(server, cast.reads, "reads")
            yield scenes.overload(server, cast.mixed, "reads and writes")


def _print(database: str, scene: scenes.Scene) -> None:
    table = Table(f"{database}: {scene.name}", "")
    for what, figure in scene.figures.items():
        table.add_row(what, figure)
    for broken in scene.broken:
        table.add_row("[bold red]broken[/]", broken)
    Console(width=100).print(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
