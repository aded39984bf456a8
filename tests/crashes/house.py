"""What is killed: a real ``ringfence up`` on one port, and on PostgreSQL the database; each can be started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres
from tests.people import PASSWORD
from tests.ports import free_port
from tests.server.running import Running, up

WORKERS = 2
_URLS = ("RINGFENCE_DATABASE_URL", "RINGFENCE_OWNER_DATABASE_URL", "RINGFENCE_ADMIN_DATABASE_URL")


def children(pid: int) -> list[int]:
    """The processes that a process has started, the oldest first."""
    asked = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return sorted(int(line) for line in asked.stdout.split())


@dataclass
class House:
    """A server of several processes, its folder, and its database: None for the SQLite file in the folder."""

    folder: Path
    port: int
    database: postgres.Server | None
    more: Mapping[str, str] = field(default_factory=dict)
    _served: ExitStack = field(default_factory=ExitStack)
    _running: Running | None = None

    @property
    def variables(self) -> dict[str, str]:
        """The environment of the server and of its commands."""
        named = {}
        if self.database is not None:
            told = postgres.environment(self.database)
            named = {name: told[name] for name in _URLS}
        return {"RINGFENCE_DATA": str(self.folder / "var"), **named, **self.more}

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> Running:
        """The server's processes."""
        assert self._running is not None
        return self._running

    def serve(self) -> None:
        """Start the server, or find that it runs; return when it answers."""
        if self._running is not None and self._running.process.poll() is None:
            return
        self._served.close()
        variables = {"PORT": str(self.port), "RINGFENCE_THROTTLE_SCALE": "0", **self.variables}
        self._running = self._served.enter_context(up(self.folder, "--workers", str(WORKERS), **variables))
        self._running.wait_until_up()

    def kill_worker(self) -> None:
        """Kill the process that has served for the longest; its parent starts another."""
        with suppress(ProcessLookupError, IndexError):
            os.kill(children(self.running.process.pid)[0], signal.SIGKILL)

    def kill_server(self) -> None:
        """Kill every process of the server at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.running.process.pid, signal.SIGKILL)
        self.running.process.wait()
        assert not self.running.processes_left()

    def kill_backend(self) -> None:
        """Kill one process that the database has for a connection; the database then starts over by itself."""
        assert self.database is not None
        with suppress(ProcessLookupError, IndexError):
            os.kill(children(self.database.pid())[-1], signal.SIGKILL)

    def kill_database(self) -> None:
        """Kill every process of the database at once, and start it again on what is on the disk."""
        assert self.database is not None
        self.database.kill()
        self.database.restart()

    def await_database(self) -> None:
        """Return when the database answers."""
        if self.database is not None:
            self.database.await_answer()

    def stop(self) -> None:
        """Stop the server, as Ctrl-C does."""
        if self._running is not None and self._running.process.poll() is None:
            self._running.stop()
        self._served.close()


@contextmanager
def house(folder: Path, *, postgresql: bool, **more: str) -> Iterator[House]:
    """A house whose server runs; ``more`` are further variables of the server. Nothing of it is left after the block.

    PostgreSQL is one of its own that keeps what it has promised: with ``fsync``, as in production.
    """
    database = postgres.start(durable=True) if postgresql else None
    made = House(folder, free_port(), database, more)
    try:
        made.serve()
        yield made
    finally:
        made.stop()
        if database is not None:
            database.stop()


def people(origin: Running, number: int) -> None:
    """Make the accounts of the writers."""
    for each in range(number):
        body = json.dumps({"username": f"writer{each}", "password": PASSWORD})
        answer = origin.request("POST", "/api/register/", body, {"Content-Type": "application/json"})
        assert answer.status == 201, answer.text


def until(what: str, found: Callable[[], bool], seconds: float) -> None:
    """Wait until ``found()`` is true; raise ``TimeoutError`` when it is not in time."""
    end = time.monotonic() + seconds
    while not found():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.02)
