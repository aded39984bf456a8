"""Whether a page by cursor costs the same: of few or many own rows, among few or many of others, near or far."""

from __future__ import annotations

import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from benchmarks.side_by_side import load, report, servers
from benchmarks.side_by_side.contender import Contender
from benchmarks.side_by_side.databases import Database, PostgreSQL, Sqlite, postgresql_server
from benchmarks.side_by_side.layout import HOARDER, NAMES, PAGE, PASSWORD, READER, SMALL, Layout
from benchmarks.side_by_side.load import Job, Result
from benchmarks.side_by_side.measure import Effort, Findings
from benchmarks.side_by_side.servers import CannotServe, Server

# The smaller table has a fiftieth of the rows.
_SMALLER = 50
_FAR = 1000
_WALK = 100


@dataclass(frozen=True)
class Place:
    """A page of somebody's, in one of the two tables."""

    table: str
    owner: int
    own: int
    page: int

    def title(self, layout: Layout) -> str:
        """As it stands in the report."""
        return f"page {self.page:,} of {self.own:,} own rows, {layout.rows:,} in all"


def run(rows: int, contenders: Sequence[Contender], effort: Effort, command: str) -> str:
    """Measure Ringfence on each of its databases; the report as Markdown."""
    texts = []
    for contender in (each for each in contenders if each.own_tokens):
        with _filled(contender.vendor, rows) as databases:
            places = _places(databases)
            findings = Findings()
            for _ in range(effort.rounds):
                for name, database in databases.items():
                    _measure(findings, contender, database, [each for each in places if each.table == name], effort)
            texts.append(_report(contender, databases, places, findings, effort, command))
    return "\n".join(texts)


def _places(databases: dict[str, Database]) -> list[Place]:
    rows = databases["large"].layout.rows
    # Page 1,000 of 200,000 rows of a million; the last but one of fewer.
    far = min(_FAR, rows // 5 // _WALK * (_WALK // PAGE))
    return [
        Place("small", READER, databases["small"].layout.own, 1),
        Place("large", SMALL, rows // 1000, 1),
        Place("large", HOARDER, rows // 5, 1),
        # Any page but the first has a cursor to read and a link back.
        Place("large", HOARDER, rows // 5, 2),
        Place("large", HOARDER, rows // 5, far),
    ]


@contextmanager
def _filled(vendor: str, rows: int) -> Iterator[dict[str, Database]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ringfence-bench-")))
        server = stack.enter_context(postgresql_server()) if vendor == "postgresql" else None
        databases: dict[str, Database] = {}
        for name, count in (("small", max(rows // _SMALLER, 2000)), ("large", rows)):
            place = folder / name
            place.mkdir()
            layout = Layout(count)
            databases[name] = PostgreSQL(layout, server, f"bench_{name}", place) if server else Sqlite(layout, place)
            sys.stderr.write(f"Filling {vendor} with {count:,} notes ...\n")
            databases[name].fill()
        yield databases


def _measure(
    findings: Findings, contender: Contender, database: Database, places: Sequence[Place], effort: Effort
) -> None:
    key = secrets.token_hex(32)
    with servers.serving(contender.command, contender.environment(database, key)) as server:
        jobs = {place: _job(server, place, database, effort) for place in places}
        # So that whoever comes first does not pay for the start of the workers.
        load.in_its_own_process(jobs[places[0]])
        for place, job in jobs.items():
            result = load.in_its_own_process(job)
            title = place.title(database.layout)
            findings.add(contender.key, title, result)
            sys.stderr.write(f"{contender.title}, {title}: {result.rate:.1f}/s {result.failure}".rstrip() + "\n")


def _job(server: Server, place: Place, database: Database, effort: Effort) -> Job:
    token, path = _find(server, place)
    head = f"Host: 127.0.0.1:{server.port}\r\nAccept: application/json\r\nAuthorization: Bearer {token}"
    return Job(
        port=server.port,
        requests=[f"GET {path} HTTP/1.1\r\n{head}\r\n\r\n"],
        status=200,
        connections=effort.connections,
        seconds=effort.seconds,
        warm_up=effort.warm_up,
        processes={"server": server.process, "database": database.process},
        chains=[],
    )


def _find(server: Server, place: Place) -> tuple[str, str]:
    """A token, and the page's address, found by following the links; raises ``CannotServe`` if the page is not full."""
    credentials = {"username": NAMES[place.owner], "password": PASSWORD}
    status, answer = server.ask("POST", "/api/token/", body=credentials)
    if status != 200:
        raise CannotServe(f"log-in was answered {status}: {answer}")
    token, path, passed = answer["access"], "/api/notes/?cursor=", 0
    while passed < (place.page - 1) * PAGE:
        size = min(_WALK, (place.page - 1) * PAGE - passed)
        _, answer = server.ask("GET", f"{path}&page_size={size}", token)
        cursor = parse_qs(urlsplit(answer["next"]).query)["cursor"][0]
        path, passed = f"/api/notes/?cursor={quote(cursor)}", passed + size
    status, answer = server.ask("GET", path, token)
    rows = len(answer["results"]) if status == 200 else 0
    if rows != PAGE or any(row["owner"] != NAMES[place.owner] for row in answer["results"]):
        raise CannotServe(f"page {place.page} of {NAMES[place.owner]} was answered {status} with {rows} rows")
    return token, path


def _report(
    contender: Contender,
    databases: dict[str, Database],
    places: Sequence[Place],
    findings: Findings,
    effort: Effort,
    command: str,
) -> str:
    rows: list[tuple[str, Result]] = []
    for place in places:
        title = place.title(databases[place.table].layout)
        result = findings.get(contender.key, title)
        if result is None:
            raise CannotServe(f"{title}: {findings.void[contender.key, title]}")
        rows.append((title, result))
    about = [f"- {contender.title}, {databases['large'].version}; the median of {effort.rounds} rounds"]
    return report.flat(rows, about, command)
