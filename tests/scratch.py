"""A project of somebody else's, in a folder of its own: written, run and served as from a terminal."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.ports import free_port

_PATIENCE = 300
_CURL = f'curl() {{ "{sys.executable}" "{Path(__file__).with_name("curl.py")}" "$@"; }}\n'
# One shell after the other, each with the variables and functions of the one before.
_COMMAND = '. ./.shell; set -a\n{}\ncode=$?; {{ export -p; declare -f; }} > .shell; exit "$code"'


class Project:
    """The folder of a project and a shell in it. Nothing of this repository's settings is in its environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server: subprocess.Popen[str] | None = None
        self._port = 0
        folder.joinpath(".shell").write_text("" if shutil.which("curl") else _CURL)

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, by their path."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def shell(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as typed; both its outputs are in ``stdout``. ``localhost:8000`` means the project's server."""
        return subprocess.run(
            ["bash", "-c", _COMMAND.format(command.replace("localhost:8000", f"localhost:{self._port}"))],
            cwd=self.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )

    def run(self, command: str) -> str:
        """What a command that has to succeed prints."""
        done = self.shell(command)
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def serve(self) -> None:
        """Start ``runserver``, instead of the one that may be running."""
        self.stop()
        self._port = free_port()
        command = f"exec python -m django runserver --noreload localhost:{self._port} >server.log 2>&1"
        self._server = subprocess.Popen(
            ["bash", "-c", f". ./.shell; {command}"],
            cwd=self.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            text=True,
        )
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            assert self._server.poll() is None, (self.folder / "server.log").read_text()
            time.sleep(0.1)
        raise TimeoutError((self.folder / "server.log").read_text())

    def stop(self) -> None:
        """Stop the server, if it runs."""
        if self._server is not None:
            # Whoever runs the tests in the background has its children ignore SIGINT.
            self._server.terminate()
            self._server.wait(_PATIENCE)
            self._server = None


@contextmanager
def project(folder: Path) -> Iterator[Project]:
    """A project whose server ends with the block."""
    made = Project(folder)
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def removed_afterwards(prefix: str) -> Iterator[str]:
    """The superuser's address of the tests' server; database and roles of ``prefix`` are gone after the block."""
    url = os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"]
    try:
        yield url
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            for database in (prefix, f"test_{prefix}"):
                name = sql.Identifier(database)
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            for part in ("owner", "server", "maintenance"):
                role = sql.Identifier(f"{prefix}_{part}")
                connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))


def on_postgresql() -> bool:
    """Whether the tests run on PostgreSQL."""
    return os.environ.get("RINGFENCE_TEST_DB") == "postgresql"


def _environment() -> dict[str, str]:
    unwanted = ("RINGFENCE_", "DJANGO_", "PYTEST_", "PG", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return kept | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "NO_COLOR": "1"}
