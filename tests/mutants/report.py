"""What became of the breakages, for the terminal and as a page of the documentation."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tests.mutants.mutant import Mutant
from tests.mutants.runner import Result

_PAGE = """\
# Guard mutants

**What is claimed.** Each guard that keeps an owner's rows apart, or a token from opening too much, is watched by a
test. The code is broken in {count} small places, one at a time: a filter dropped, a policy weakened, a check skipped.
For each of them a test fails.

**The command that shows it.** `make mutants`. It copies the project to a temporary folder, breaks the copy, and runs
the tests that should notice; where they do not, the whole suite on that database. The exit status is not 0 if a
breakage survives or no longer fits the code. `python -m tests.mutants --only NAME` tries one, `--list` names them
all, and `make mutants ARGS="--markdown docs/proof/mutants.md"` writes this page.

**The run that this page is of.** {date}, on {machine}, Python {python}: {killed} of {count} noticed, {survived}
survived, in {minutes} minutes. A breakage is tried on the database where its guard is: {sqlite} on SQLite,
{postgresql} on PostgreSQL {version}. Before them the same tests ran on the code as it is, and all of them passed.

**What it does not show.** People have chosen the places, so that a guard may be missing here. A breakage is tried
on one database only. A test that fails by itself now and then would be taken for one that notices: what the whole
suite finds is run once more without the breakage, the tests that a breakage names only once, before all of them.

`make test` holds each breakage to its place: the text that it replaces is in the code exactly once, and the tests
that it names are there.
"""


def machine(cores: int) -> str:
    """What the figures are of."""
    return f"{cores} cores of a shared virtual machine ({platform.machine()})"


def line(result: Result) -> str:
    """One result for the terminal."""
    return f"{result.verdict:<9}{result.mutant.name:<40}{result.seconds:>6.0f} s  {result.by}"


def page(
    results: Mapping[str, Result], areas: Mapping[str, Sequence[Mutant]], *, on: str, version: str, minutes: float
) -> str:
    """The page of a whole run; ``results`` by the breakages' names."""
    verdicts = [result.verdict for result in results.values()]
    databases = [result.mutant.database for result in results.values()]
    head = _PAGE.format(
        count=len(results),
        date=datetime.now(UTC).date().isoformat(),
        machine=on,
        python=platform.python_version(),
        killed=verdicts.count("killed"),
        survived=len(verdicts) - verdicts.count("killed"),
        minutes=round(minutes),
        sqlite=databases.count("sqlite"),
        postgresql=databases.count("postgresql"),
        version=version,
    )
    parts = [head]
    for area, mutants in areas.items():
        rows = [_row(results[mutant.name]) for mutant in mutants if mutant.name in results]
        if rows:
            parts.append(
                "\n".join(
                    [f"\n## {area}\n", "| breakage | what it breaks | the test that fails |", "|---|---|---|", *rows]
                )
            )
    return "\n".join(parts) + "\n"


def _row(result: Result) -> str:
    mutant = result.mutant
    on = ", PostgreSQL" if mutant.database == "postgresql" else ""
    test = (
        _code(result.by.removeprefix("tests/")) if result.verdict == "killed" else f"**{result.verdict}**: {result.by}"
    )
    return f"| `{mutant.name}` (`{mutant.file}`{on}) | {_cell(mutant.breaks)} | {test} |"


def _code(test: str) -> str:
    """A test's name without its parameters, which may hold anything."""
    return f"`{test.partition('[')[0]}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
