"""What is wrong with this installation, and what puts it right: for ``ringfence doctor``.

A check is a function without arguments that yields findings; one that yields none has found its matter in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found: an error must not stay, a warning may have its reason. ``fix`` is what to do."""

    level: Literal["error", "warning"]
    what: str
    fix: str


Check = Callable[[], Iterator[Finding]]


def error(what: str, fix: str) -> Finding:
    """Something that must not stay."""
    return Finding("error", what, fix)


def warning(what: str, fix: str) -> Finding:
    """Something that may have its reason."""
    return Finding("warning", what, fix)
