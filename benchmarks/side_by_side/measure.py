"""Rounds: in each of them every contender in turn is started, checked, measured and stopped."""

from __future__ import annotations

import secrets
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from benchmarks.side_by_side import bare, load, scenarios, servers
from benchmarks.side_by_side.contender import Contender
from benchmarks.side_by_side.databases import Database, PostgreSQL
from benchmarks.side_by_side.load import Job, Result

CONSTANT, BARE = "constant", "bare"
_CONSTANT_COMMAND = servers.granian("benchmarks.side_by_side.contenders.constant:application", "wsgi")


@dataclass(frozen=True)
class Effort:
    """How much is measured; times are seconds."""

    rounds: int
    seconds: float
    warm_up: float
    connections: int


@dataclass
class Findings:
    """Results by contender and scenario, one for each round, and why a cell or a contender has none."""

    results: dict[tuple[str, str], list[Result]] = field(default_factory=lambda: defaultdict(list))
    void: dict[tuple[str, str], str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def add(self, contender: str, scenario: str, result: Result) -> None:
        """Keep a result; one wrong answer voids its cell for good."""
        if result.failure:
            self.void[contender, scenario] = result.failure
        self.results[contender, scenario].append(result)

    def get(self, contender: str, scenario: str) -> Result | None:
        """The median of the rounds, each number by itself; None where there is nothing, or nothing valid."""
        found = self.results.get((contender, scenario))
        if not found or (contender, scenario) in self.void:
            return None
        return Result(
            count=sum(each.count for each in found),
            rate=median(each.rate for each in found),
            p50=median(each.p50 for each in found),
            p99=median(each.p99 for each in found),
            cpu={name: median(each.cpu[name] for each in found) for name in found[0].cpu},
            client_cpu=median(each.client_cpu for each in found),
            failure="",
        )


def measure(
    contenders: Sequence[Contender],
    databases: Mapping[str, Database],
    chosen: Sequence[str],
    effort: Effort,
    *,
    limits: bool,
) -> Findings:
    """Measure ``chosen`` scenarios of ``contenders``, and the limits unless they are not asked for.

    Raises ``CannotServe`` when an answer is wrong before it is timed: then there is nothing to compare.
    """
    findings, key = Findings(), secrets.token_hex(32)
    able = []
    for contender in contenders:
        if missing := contender.missing():
            findings.skipped[contender.title] = f"not installed: {', '.join(missing)} (make bench installs them)"
        else:
            able.append(contender)
    for number in range(1, effort.rounds + 1):
        say = _narrator(f"round {number} of {effort.rounds}")
        if limits:
            _measure_limits(findings, databases.get("postgresql"), chosen, effort, say)
        for contender in able:
            _measure_one(findings, contender, databases[contender.vendor], key, chosen, effort, say)
    return findings


def _measure_one(
    findings: Findings,
    contender: Contender,
    database: Database,
    key: str,
    chosen: Sequence[str],
    effort: Effort,
    say: Callable[[str, str, Result], None],
) -> None:
    with servers.serving(contender.command, contender.environment(database, key)) as server:
        visited = scenarios.visit(contender, server, database.layout, key, effort.connections)
        _wake(visited, effort)
        for scenario in (name for name in chosen if name in contender.paths):
            try:
                scenarios.check(visited, scenario)
                requests, status = scenarios.requests(visited, scenario)
                chains = visited.chains if scenario == "refresh" else []
                processes = {"server": server.process, "database": database.process}
                result = _drive(server.port, requests, status, effort, processes, chains)
            finally:
                if scenario == "create":
                    database.tidy()
            findings.add(contender.key, scenario, result)
            say(contender.title, scenario, result)


def _wake(visited: scenarios.Visit, effort: Effort) -> None:
    """Let every thread of every worker have had its first request, whatever scenario is the first."""
    requests, status = scenarios.requests(visited, "list")
    _drive(visited.server.port, requests, status, replace(effort, seconds=effort.warm_up), {}, [])


def _measure_limits(
    findings: Findings,
    database: Database | None,
    chosen: Sequence[str],
    effort: Effort,
    say: Callable[[str, str, Result], None],
) -> None:
    with servers.serving(_CONSTANT_COMMAND, {}) as server:
        requests = [f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"]
        result = _drive(server.port, requests, 200, effort, {"server": server.process, "database": 0}, [])
    findings.add(CONSTANT, "list", result)
    say("constant bytes", "list", result)
    if not isinstance(database, PostgreSQL):
        return
    if bare.program(database) is None:
        findings.skipped["bare statement"] = "pgbench is not installed (Debian: apt install postgresql)"
        return
    for scenario in (name for name in chosen if name in bare.STATEMENTS):
        bare.check(database, scenario)
        result = bare.measure(database, scenario, effort.seconds, effort.warm_up)
        findings.add(BARE, scenario, result)
        say("bare statement", scenario, result)


def _drive(
    port: int, requests: list[str], status: int, effort: Effort, processes: dict[str, int], chains: list[str]
) -> Result:
    return load.in_its_own_process(
        Job(
            port=port,
            requests=requests,
            status=status,
            connections=effort.connections,
            seconds=effort.seconds,
            warm_up=effort.warm_up,
            processes=processes,
            chains=chains,
        )
    )


def _narrator(what: str) -> Callable[[str, str, Result], None]:
    """What tells somebody who waits how it goes."""

    def say(title: str, scenario: str, result: Result) -> None:
        line = f"{time.strftime('%H:%M:%S')} {what}: {title}, {scenario}: {result.rate:.1f}/s"
        sys.stderr.write(f"{line} {result.failure}".rstrip() + "\n")

    return say
