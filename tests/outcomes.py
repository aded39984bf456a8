"""What a run of tests came to, read from its JUnit report, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

# Of failures told once more: how many of a run, and how long in lines and in characters.
MOST, LONGEST, WIDEST = 10, 16, 300


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
    failures: tuple[str, ...] = ()

    @classmethod
    def of(cls, what: str, code: int, report: Path, seconds: float) -> Outcome:
        """What ``report`` tells; nothing ran if the run did not get as far as writing it."""
        if not report.exists():
            return cls(what, code, 0, 0, 0, seconds)
        root = ElementTree.parse(report).getroot()
        suites = list(root.iter("testsuite"))
        names = ("tests", "failures", "errors", "skipped")
        total, failures, errors, skipped = (sum(int(suite.get(name) or 0) for suite in suites) for name in names)
        told = tuple(_told(case) for case in root.iter("testcase") if _failure(case) is not None)
        return cls(what, code, total - failures - errors - skipped, failures + errors, skipped, seconds, failures=told)

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


def _failure(case: ElementTree.Element) -> ElementTree.Element | None:
    found = case.find("failure")
    return case.find("error") if found is None else found


def _told(case: ElementTree.Element) -> str:
    """The test's name, and of what it printed the lines that say what was wrong."""
    failure = _failure(case)
    lines = [line for line in ((failure.text or "") if failure is not None else "").splitlines() if line.strip()]
    # pytest marks the error itself, after the code, and ends with the place.
    marked = [line for line in lines if line.startswith("E ")]
    shown = [*marked[:LONGEST], lines[-1]] if marked else lines[:LONGEST]
    return "\n".join([f"{case.get('classname')}: {case.get('name')}", *(f"    {line[:WIDEST]}" for line in shown)])


def print_summary(outcomes: Sequence[Outcome]) -> None:
    """Print what failed, once more and in short, and one line for each run."""
    for outcome in outcomes:
        for failure in outcome.failures[:MOST]:
            print(f"\n{outcome.what}, failed: {failure}")
    print(f"\n{'tests':<20}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for outcome in outcomes:
        figures = f"{outcome.passed:>8}{outcome.failed:>8}{outcome.skipped:>9}{outcome.seconds:>9.1f}"
        verdict = f"  <- {outcome.verdict}" if outcome.verdict else ""
        print(f"{outcome.what:<20}{figures}{verdict}")
