"""CPU time of a process and all that came of it, from /proc (Linux only)."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(root: int) -> float:
    """User and system seconds so far of process ``root`` and its descendants, the ended ones they waited for included.

    0 for ``root`` 0.
    """
    if not root:
        return 0.0
    spent: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            # The name before the bracket may contain anything.
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            # It ended since it was listed.
            continue
        spent[int(entry.name)] = sum(map(int, fields[11:15]))
        children[int(fields[1])].append(int(entry.name))
    ticks, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        ticks += spent.get(process, 0)
        waiting += children[process]
    return ticks / _TICKS
