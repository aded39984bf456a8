"""One progress bar for a command that does one thing after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ringfence_server.backups import progress
from ringfence_server.cli.console import err


class _Bar:
    """What work is told to be at, on the terminal."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task = bars.add_task("", total=None)

    def begin(self, what: str, total: int) -> None:
        self._bars.reset(self._task, description=what, total=max(total, 1))

    def advance(self, steps: int) -> None:
        self._bars.advance(self._task, steps)


@contextmanager
def bar() -> Iterator[progress.Progress]:
    """A bar on standard error while the block runs; none where no terminal shows it."""
    if not err.is_terminal:
        yield progress.Silent()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        yield _Bar(bars)
