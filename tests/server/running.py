"""The real command ``ringfence up`` for tests: started in a folder, asked over HTTP, stopped by a signal."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from ringfence.ownership.roles import database_statements
from tests import postgres

COMMAND = str(Path(sys.executable).with_name("ringfence"))
START_SECONDS = 240
_OURS = ("RINGFENCE_", "DJANGO_SETTINGS_MODULE", "HOST", "PORT")


@dataclass
class Answer:
    """One HTTP answer."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def cookie(self) -> str:
        """The first cookie that it sets, as a request sends it back."""
        return (self.headers["Set-Cookie"] or "").partition(";")[0]


@dataclass
class Running:
    """A command that was started, and what it has printed so far."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def output(self) -> str:
        """Everything printed, errors included."""
        return self.log.read_text()

    @property
    def origin(self) -> str:
        """The origin that it prints."""
        found = re.search(r"App +(http://\S+?)/app/ ", self.output)
        assert found, self.output
        return found[1]

    @property
    def link(self) -> str:
        """The path of the one-time link that it prints."""
        found = re.search(r"/setup/\S+", self.output)
        assert found, self.output
        return found[0]

    def wait_until_up(self) -> Running:
        """Return when it answers."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if "App " in self.output:
                with suppress(OSError):
                    if self.get("/healthz").status == 200:
                        return self
            time.sleep(0.02)
        raise AssertionError(f"not up (exit code {self.process.poll()}):\n{self.output}")

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """GET ``path``."""
        return self.request("GET", path, headers=headers)

    def request(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request on a connection of its own."""
        address = urlsplit(self.origin)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=20)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read().decode())
        finally:
            connection.close()

    def connect(self) -> socket.socket:
        """A plain connection to it."""
        address = urlsplit(self.origin)
        return socket.create_connection((str(address.hostname), address.port), timeout=10)

    def stop(self, number: signal.Signals = signal.SIGINT, *, group: bool = True) -> int:
        """Send a signal, to all its processes as a terminal does; return the exit code."""
        if group:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def processes_left(self) -> bool:
        """Whether any process of it is left a while after its end."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return False
            time.sleep(0.02)
        return True


@contextmanager
def up(folder: Path, *options: str, **variables: str) -> Iterator[Running]:
    """Start ``ringfence up`` in ``folder`` on a free port; whatever is left of it is killed at the end."""
    log = folder / f"log-{token_hex(4)}"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [COMMAND, "up", *options],
            cwd=folder,
            # Tests share their machine: whoever has to wait for it is not to be refused.
            env=environment(PORT="0", RINGFENCE_QUEUE_SECONDS="0") | variables,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Running(process, log)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        log.unlink()


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ``ringfence`` in ``folder`` to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment() | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def environment(**variables: str) -> dict[str, str]:
    """The environment of a stranger: nothing of the tests' own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | variables


@contextmanager
def fresh_database(template: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """The variables that choose an empty database: none for SQLite, three addresses for PostgreSQL.

    With ``template``, such variables of another one that nobody uses, it is a copy of that.
    """
    superuser = os.environ.get("RINGFENCE_TEST_POSTGRES_SUPERUSER_URL")
    if superuser is None:
        yield {}
        return
    name = f"up_{token_hex(6)}"
    database = sql.Identifier(name)
    with psycopg.connect(superuser, autocommit=True) as connection:
        copied = urlsplit((template or {}).get("RINGFENCE_DATABASE_URL", "")).path[1:] or "template1"
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(database, sql.Identifier(copied)))
        with psycopg.connect(superuser, dbname=name, autocommit=True) as inside:
            roles = (postgres.OWNER, postgres.SERVER, postgres.MAINTENANCE)
            for statement in database_statements(name, *roles):
                inside.execute(statement)
        try:
            yield {
                variable: urlsplit(os.environ[variable])._replace(path=f"/{name}").geturl()
                for variable in (
                    "RINGFENCE_DATABASE_URL",
                    "RINGFENCE_OWNER_DATABASE_URL",
                    "RINGFENCE_ADMIN_DATABASE_URL",
                )
            }
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))
