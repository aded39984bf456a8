"""A store of bounded size that threads share: what was put there first is let go first."""

from __future__ import annotations

from threading import Lock
from typing import Any

# What :meth:`Kept.get` gives for a key that is not there; None is a value.
MISSING: Any = object()


class Kept:
    """Up to ``most`` values by key. Ask by :meth:`get` alone: between two questions another thread may let a key go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[Any, Any] = {}
        self._lock = Lock()

    def get(self, key: Any) -> Any:
        """The value, or ``MISSING``."""
        return self._values.get(key, MISSING)

    def put(self, key: Any, value: Any) -> Any:
        """Keep ``value``, and give it back."""
        with self._lock:
            while len(self._values) >= self._most:
                del self._values[next(iter(self._values))]
            self._values[key] = value
        return value

    def drop(self, key: Any) -> None:
        """Let one go, if it is there."""
        with self._lock:
            self._values.pop(key, None)

    def clear(self) -> None:
        """Let all go."""
        with self._lock:
            self._values.clear()

    def values(self) -> list[Any]:
        """All of them, the oldest first."""
        with self._lock:
            return list(self._values.values())
