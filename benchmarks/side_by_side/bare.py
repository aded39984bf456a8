"""The limit of the database: the hand-written statements through pgbench, with neither HTTP nor Python around them."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from benchmarks.side_by_side import truth
from benchmarks.side_by_side.contenders import statements
from benchmarks.side_by_side.databases import PostgreSQL
from benchmarks.side_by_side.layout import NAMES, READER
from benchmarks.side_by_side.load import Result
from benchmarks.side_by_side.processes import cpu_seconds
from benchmarks.side_by_side.servers import CannotServe

STATEMENTS = {
    "list": statements.LIST,
    "short": statements.SHORT,
    "one": statements.ONE,
    "nested": statements.NESTED,
}
CLIENTS = 4


def program(database: PostgreSQL) -> str | None:
    """Where pgbench is: with the server, else in PATH; None if it is nowhere."""
    beside = database.server.binaries / "pgbench"
    return str(beside) if beside.exists() else shutil.which("pgbench")


def check(database: PostgreSQL, scenario: str) -> None:
    """Raise :class:`CannotServe` unless the statement gives what the contenders must answer."""
    layout = database.layout
    key = layout.note_id(0)
    values: list[int | str] = [READER, NAMES[READER], key]
    values = values[: {"nested": 1, "one": 3}.get(scenario, 2)]
    with psycopg.connect(database.address(), cursor_factory=psycopg.RawCursor) as connection:
        (text,) = connection.execute(STATEMENTS[scenario].encode(), values).fetchone() or ("null",)
    rows = [json.loads(text)] if scenario == "one" else json.loads(text)["results"]
    expected = {
        "list": truth.notes(layout),
        "short": [{name: note[name] for name in truth.SHORT} for note in truth.notes(layout)],
        "one": [truth.note(layout, key)],
        "nested": truth.books(layout),
    }
    if [truth.normal(row) for row in rows] != expected[scenario]:
        raise CannotServe(f"the bare statement of {scenario} gives {text}")


def measure(database: PostgreSQL, scenario: str, seconds: float, warm_up: float) -> Result:
    """Run the prepared statement by some clients for so long."""
    command = program(database)
    assert command is not None
    layout = database.layout
    script = f"\\set number random(1, {layout.own})\n" + (
        STATEMENTS[scenario]
        .replace("$1", str(READER))
        .replace("$2", ":name")
        .replace("$3", f"(:number * {layout.step})")
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "script.sql").write_text(script + ";\n")
        options = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "1", "-D", f"name={NAMES[READER]}"]
        options += ["-f", "script.sql", "-l", "--log-prefix=log"]
        # Whole seconds are all that it takes.
        lengths = [max(1, round(length)) for length in (warm_up, seconds)]
        for length in lengths:
            for old in Path(folder).glob("log.*"):
                old.unlink()
            began, before = time.perf_counter(), cpu_seconds(database.process)
            run = [command, *options, "-T", str(length), database.address()]
            done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                return Result(0, 0, 0, 0, {}, 0, done.stderr[-400:])
        elapsed, spent = time.perf_counter() - began, cpu_seconds(database.process) - before
        logs = "\n".join(log.read_text() for log in Path(folder).glob("log.*"))
    taken = sorted(int(line.split()[2]) / 1000 for line in logs.splitlines() if line)
    count = len(taken)
    cpu = {"server": 0.0, "database": spent / count * 1000}
    return Result(count, count / elapsed, taken[count // 2], taken[count * 99 // 100], cpu, 0.0, "")
