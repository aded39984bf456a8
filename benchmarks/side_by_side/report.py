"""The tables: for people who look at a terminal and, the same in Markdown, for the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.side_by_side.bare import CLIENTS
from benchmarks.side_by_side.contender import Contender
from benchmarks.side_by_side.databases import OPEN_ROLE, Database
from benchmarks.side_by_side.layout import PAGE
from benchmarks.side_by_side.load import Result
from benchmarks.side_by_side.measure import BARE, CONSTANT, Effort, Findings
from benchmarks.side_by_side.scenarios import SCENARIOS
from benchmarks.side_by_side.servers import WORKERS

OURS = {"postgresql": "ringfence", "sqlite": "ringfence-sqlite"}
_LIMITS = {CONSTANT: "(constant bytes)", BARE: "(bare statement)"}


@dataclass(frozen=True)
class Goal:
    """How many times the rate of ``against`` Ringfence is to have in a scenario."""

    against: str
    scenario: str
    factor: float
    ours: str = "ringfence"


GOALS = (
    Goal("tutorial", "list", 100),
    Goal("tutorial", "one", 60),
    Goal("tutorial", "nested", 50),
    Goal("tutorial", "deep", 150),
    Goal("tutorial", "create", 20),
    Goal("tuned", "list", 30),
    Goal("tuned", "nested", 20),
    Goal("ninja", "list", 25),
    Goal("ninja", "create", 4),
    Goal("fastapi", "list", 15),
    Goal("fastapi", "nested", 12),
    Goal("handwritten", "list", 1),
    Goal("handwritten", "one", 1),
    Goal("handwritten", "nested", 1.2),
    Goal("handwritten", "create", 0.8),
    Goal(BARE, "list", 0.5),
    Goal("tutorial-sqlite", "list", 40, "ringfence-sqlite"),
)


def side_by_side(
    findings: Findings,
    contenders: Sequence[Contender],
    databases: Mapping[str, Database],
    effort: Effort,
    command: str,
) -> str:
    """All of it, as Markdown that can be read as it is."""
    layout = next(iter(databases.values())).layout
    names = ", ".join(f"{database.vendor} {database.version}" for database in databases.values())
    lines = [
        *where_and_when(command),
        f"- {layout.rows:,} notes, {layout.own:,} of them the reader's; {names}",
        f"- {WORKERS} workers each, one contender at a time, {effort.connections} connections; the median of "
        f"{effort.rounds} rounds of {effort.seconds:g} s after {effort.warm_up:g} s of warm-up",
        f"- every contender but Ringfence reads PostgreSQL as {OPEN_ROLE}, a role past row-level security",
        "- PostgreSQL runs without fsync, for all alike: what create costs is work, not the disk",
        *(f"- {contender.title}: {contender.about}" for contender in contenders),
        f"- (bare statement): pgbench with {CLIENTS} clients, the hand-written statement prepared",
        *(f"- skipped, {title}: {reason}" for title, reason in findings.skipped.items()),
        *_ceiling(findings),
        "",
    ]
    for scenario, meaning in SCENARIOS.items():
        lines += _table(findings, contenders, scenario, meaning)
    lines += _goals(findings, contenders)
    return "\n".join(lines) + "\n"


def where_and_when(command: str) -> Iterator[str]:
    """Machine, date and command, one line each."""
    models = (line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
    model = next(models, platform.machine()).rpartition(":")[2].strip()
    yield f"- {os.cpu_count()} cores of {model}, Linux {platform.release()}, Python {platform.python_version()}"
    yield f"- load of the machine at the end: {os.getloadavg()[2]:.1f} in 15 minutes"
    yield f"- {datetime.now(UTC):%d %B %Y}, `{command}`"


def _ceiling(findings: Findings) -> Iterator[str]:
    """What the load generator itself could do."""
    if result := findings.get(CONSTANT, "list"):
        yield (
            f"- the client takes {result.client_cpu:.3f} ms of a core for an answer of constant bytes: on a core "
            f"of its own it could ask for {1000 / result.client_cpu:,.0f} a second; it asked for {result.rate:,.0f}"
        )


def _table(findings: Findings, contenders: Sequence[Contender], scenario: str, meaning: str) -> Iterator[str]:
    titles = {contender.key: contender.title for contender in contenders} | _LIMITS
    vendors = {contender.key: contender.vendor for contender in contenders}
    keys = [key for key in titles if findings.results.get((key, scenario))]
    if not keys:
        return
    yield f"### {scenario}: {meaning}\n"
    yield "| | requests/s | p50 ms | p99 ms | CPU ms: server | database | Ringfence: × rate | × less CPU |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for key in keys:
        result = findings.get(key, scenario)
        if result is None:
            yield f"| {titles[key]} | void | | | | | | |"
            continue
        own = OURS[vendors.get(key, "postgresql")]
        ours = findings.get(own, scenario) if key != own else None
        cells = [
            titles[key],
            f"{result.rate:,.0f}" if result.rate >= 100 else f"{result.rate:.1f}",
            f"{result.p50:.2f}",
            f"{result.p99:.2f}",
            *(f"{result.cpu[name]:.2f}" for name in ("server", "database")),
            *(_ratios(ours, result) if ours else ("", "")),
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""
    for key in keys:
        if failure := findings.void.get((key, scenario)):
            yield f"{titles[key]} is void: {failure}\n"


def _ratios(ours: Result, other: Result) -> tuple[str, str]:
    """How many times the rate, and how many times less CPU in all; a hundredth of a millisecond is no noise."""
    own, its = (sum(each.cpu.values()) for each in (ours, other))
    return times(ours.rate / other.rate), times(its / own) if own and its else ""


def times(ratio: float) -> str:
    """A ratio with as many digits as mean something."""
    if ratio >= 20:
        return f"{ratio:.0f}"
    return f"{ratio:.3g}" if ratio >= 1 else f"{ratio:.2g}"


def _goals(findings: Findings, contenders: Sequence[Contender]) -> Iterator[str]:
    titles = {contender.key: contender.title for contender in contenders} | _LIMITS
    rows = []
    for goal in GOALS:
        ours, other = findings.get(goal.ours, goal.scenario), findings.get(goal.against, goal.scenario)
        if ours and other:
            ratio = ours.rate / other.rate
            met = "yes" if ratio >= goal.factor else "no"
            rows.append(f"| {titles[goal.against]} | {goal.scenario} | {goal.factor:g} | {times(ratio)} | {met} |")
    if rows:
        yield "### Goals: how many times the rate of another Ringfence has\n"
        yield from ("| against | scenario | goal | measured | met |", "|---|---|---:|---:|---|", *rows)


def flat(rows: Sequence[tuple[str, Result]], about: Sequence[str], command: str) -> str:
    """The run that asks whether a page costs the same wherever it is; all is compared with the first row."""
    base = rows[0][1]
    lines = [
        *where_and_when(command),
        *about,
        "",
        f"| {PAGE} notes by cursor | requests/s | p50 ms | p99 ms | CPU ms | rate to the first | CPU to the first |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for title, result in rows:
        cpu, first = sum(result.cpu.values()), sum(base.cpu.values())
        cells = [title, f"{result.rate:,.0f}", f"{result.p50:.2f}", f"{result.p99:.2f}", f"{cpu:.2f}"]
        cells += [f"{result.rate / base.rate:.2f}", f"{cpu / first:.2f}" if first else ""]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
