"""The comparison of contenders runs to its end, and would refuse an answer that is not right.

No figure is looked at: two thousand rows and a fifth of a second say nothing about speed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks.side_by_side import load, processes, scenarios, servers
from benchmarks.side_by_side.__main__ import main
from benchmarks.side_by_side.contender import CONTENDERS, Contender
from benchmarks.side_by_side.layout import Layout
from benchmarks.side_by_side.measure import Findings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="CPU times are read from /proc")

QUICK = ["--rows", "2000", "--rounds", "1", "--seconds", "0.2", "--warm-up", "0.1", "--connections", "4"]
VENDOR = os.environ.get("RINGFENCE_TEST_DB", "sqlite")
HERE = [contender for contender in CONTENDERS if contender.vendor == VENDOR]
OURS = next(contender for contender in HERE if contender.own_tokens)
OTHERS = [contender for contender in HERE if not contender.own_tokens]


class Handler(BaseHTTPRequestHandler):
    """Answers every request with what the server was told to."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Fixed)
        self.send_response(server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(server.content)))
        self.end_headers()
        self.wfile.write(server.content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Fixed(ThreadingHTTPServer):
    """A server with one answer."""

    status = 200
    content = b"{}"

    def handle_error(self, *_: object) -> None:
        """The client hangs up when it has seen enough."""


@pytest.fixture
def fixed() -> Iterator[Fixed]:
    """A server whose only answer the test chooses."""
    with Fixed(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def rows_of(text: str, title: str) -> list[list[str]]:
    """The cells of a contender's row in each of the tables of scenarios."""
    tables = text.partition("### Goals")[0]
    cells = ([cell.strip() for cell in line.split("|")[1:-1]] for line in tables.splitlines())
    return [row for row in cells if row and row[0] == title]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = main([*QUICK, *arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def assert_whole(text: str, contender: Contender) -> None:
    measured = rows_of(text, contender.title)
    assert len(measured) == len(contender.paths), text
    for _, rate, p50, p99, *_ in measured:
        assert float(rate.replace(",", "")) > 0
        assert 0 < float(p50) <= float(p99)
    assert "is void" not in text


def test_ringfence_is_measured_in_every_scenario(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "table.md"
    text = run(capsys, "--only", OURS.key, "--markdown", str(file))
    assert_whole(text, OURS)
    assert rows_of(text, "(constant bytes)")
    assert file.read_text() == text
    assert str(file) not in text


@pytest.mark.long
def test_pages_near_and_far_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "--flat", "--rows", "20000", "--only", OURS.key)
    titles = ["page 1 of 1,000 own rows, 2,000 in all", "page 1 of 20 own rows, 20,000 in all"]
    titles += ["page 1 of 4,000 own rows, 20,000 in all", "page 200 of 4,000 own rows, 20,000 in all"]
    assert [rows_of(text, title)[0][0] for title in titles] == titles


@pytest.mark.long
@pytest.mark.parametrize("contender", OTHERS, ids=lambda contender: contender.key)
def test_contender_answers_what_ringfence_answers(contender: Contender, capsys: pytest.CaptureFixture[str]) -> None:
    if missing := contender.missing():
        pytest.skip(f"not installed: {', '.join(missing)} (make bench installs them)")
    assert_whole(run(capsys, "--only", contender.key, "--no-limits"), contender)


@pytest.mark.parametrize(
    "content",
    [{"results": []}, {"results": [{"id": 2000}] * 20}, {"detail": "Nothing here."}],
    ids=["empty", "other rows", "no list"],
)
def test_an_answer_that_is_not_right_is_refused(fixed: Fixed, content: object) -> None:
    fixed.content = json.dumps(content).encode()
    server = servers.Server(fixed.server_address[1], 0)
    visit = scenarios.Visit(OURS, server, Layout(2000), "token", "token", [], {})
    with pytest.raises(servers.CannotServe, match="list: "):
        scenarios.check(visit, "list")


def test_an_answer_to_somebody_without_a_token_is_refused(fixed: Fixed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(scenarios._CHECKS, "list", lambda visit: None)
    visit = scenarios.Visit(OURS, servers.Server(fixed.server_address[1], 0), Layout(2000), "", "", [], {})
    with pytest.raises(servers.CannotServe, match="status without a token"):
        scenarios.check(visit, "list")


def test_one_answer_with_another_status_voids_the_cell(fixed: Fixed) -> None:
    fixed.status = 503
    request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    job = load.Job(fixed.server_address[1], [request], 200, 2, 0.1, 0.1, {}, [])
    result = load.drive(job)
    assert "503" in result.failure
    findings = Findings()
    findings.add("somebody", "list", result)
    assert findings.get("somebody", "list") is None


@pytest.mark.parametrize(
    ("received", "whole"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", False),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", True),
        (b"HTTP/1.1 200 OK\r\nContent-Le", False),
    ],
)
def test_an_answer_is_read_to_its_end(received: bytes, whole: bool) -> None:
    assert load.is_whole(received) is whole


def test_cpu_time_of_ended_children_counts() -> None:
    before = processes.cpu_seconds(os.getpid())
    subprocess.run([sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass"], check=True)
    assert processes.cpu_seconds(os.getpid()) - before >= 0.25
    assert processes.cpu_seconds(0) == 0
