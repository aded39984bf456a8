"""What the isolation test found wrong, as one message: requests that fail in the same way are told once."""

from __future__ import annotations

from dataclasses import dataclass

# Lines of a message: more findings than a person reads at once are counted.
MOST = 25


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, in words, and what it looked like this time."""

    what: str
    example: str = ""


class Findings:
    """Collects findings, so that a failure tells them all; true when there is one."""

    def __init__(self) -> None:
        self.cause: BaseException | None = None
        self._lines: dict[tuple[str, str], str] = {}
        self._others: dict[tuple[str, str], int] = {}

    def __bool__(self) -> bool:
        return bool(self._lines)

    def add(self, finding: Finding, *, request: str = "", route: str = "", error: BaseException | None = None) -> None:
        """Note a finding, of a request to a route or of none; ``error`` is the exception behind it."""
        key = (route, finding.what)
        if key in self._lines:
            self._others[key] = self._others.get(key, 0) + 1
            return
        where = f"{request}, {route}: " if request else ""
        self._lines[key] = where + finding.what + (f": {finding.example}" if finding.example else "")
        self.cause = self.cause or error

    def __str__(self) -> str:
        lines = [line + self._like_it(self._others.get(key, 0)) for key, line in self._lines.items()]
        more = [f"… and {len(lines) - MOST} more"] if len(lines) > MOST else []
        return "\n".join(["Rows are not isolated:", *(f"- {line}" for line in lines[:MOST]), *more])

    def _like_it(self, others: int) -> str:
        return f" (and so {others} more {'request' if others == 1 else 'requests'})" if others else ""
