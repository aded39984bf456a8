"""Whose processor is whose: clients that are to be too many must not take from the server what it answers them with."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def apart(pids: Iterable[int]) -> Iterator[bool]:
    """Inside the block the processes, and all that they start, have one processor, and this one has the others.

    Gives whether that is so: with a single processor all share it.
    """
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        yield False
        return
    theirs = list(pids)
    try:
        _give(theirs, cores[:1])
        _give([os.getpid()], cores[1:])
        yield True
    finally:
        _give([*theirs, os.getpid()], cores)


def _give(pids: Iterable[int], cores: list[int]) -> None:
    """To every thread: what a thread starts later has the same."""
    for pid in pids:
        # A process that has ended, or a thread, needs none.
        with suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                with suppress(OSError):
                    os.sched_setaffinity(int(thread.name), cores)
