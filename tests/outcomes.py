"""What a run of tests came to, read from its JUnit report, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Outcome:
    """What one run came to; ``code`` is its exit status, ``skipped_for`` why it was left out as a whole."""

    what: str
    code: int
    passed: int
    failed: int
    skipped: int
    seconds: float
    skipped_for: str = ""

    @property
    def good(self) -> bool:
        """Whether the run is worth anything: something ran, and all of it passed; or it is known why not."""
        return self.code == 0 and self.failed == 0 and (self.passed > 0 or bool(self.skipped_for))

    @property
    def verdict(self) -> str:
        """What is to be seen at once; empty where all is well."""
        if self.skipped_for:
            return f"skipped: {self.skipped_for}"
        if self.good:
            return ""
        return "failed" if self.passed or self.failed or self.code else "no test ran"


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped, from a report; all zero if the run did not get so far."""
    if not report.exists():
        return 0, 0, 0
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    names = ("tests", "failures", "errors", "skipped")
    total, failures, errors, skipped = (sum(int(suite.get(name) or 0) for suite in suites) for name in names)
    return total - failures - errors - skipped, failures + errors, skipped


def print_summary(outcomes: Sequence[Outcome]) -> None:
    """Print one line for each run."""
    print(f"\n{'tests':<20}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for outcome in outcomes:
        figures = f"{outcome.passed:>8}{outcome.failed:>8}{outcome.skipped:>9}{outcome.seconds:>9.1f}"
        verdict = f"  <- {outcome.verdict}" if outcome.verdict else ""
        print(f"{outcome.what:<20}{figures}{verdict}")
