"""One server at a time: started, waited for, and stopped with all its processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

# What the caller's own server or tests are set up by.
_NOT_INHERITED = ("RINGFENCE_", "BENCH_", "DJANGO_SETTINGS_MODULE", "HOST", "PORT")
_START_SECONDS = 60
_STOP_SECONDS = 20
WORKERS = 2
# As Ringfence's own command has them (ringfence_server/cli/serve.py).
_BLOCKING_THREADS = 4


class CannotServe(RuntimeError):
    """A server did not start or gave a wrong answer; the message has what it said."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: int

    def ask(self, method: str, path: str, token: str = "", body: Any = None) -> tuple[int, Any]:
        """Status and parsed JSON (None where there is none) of one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_START_SECONDS)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            content = response.read()
            is_json = "json" in (response.getheader("Content-Type") or "")
            return response.status, json.loads(content) if is_json and content else None
        finally:
            connection.close()


def granian(application: str, interface: str) -> list[str]:
    """The command of a Granian with two workers; its port is to be added."""
    options = ["--interface", interface, "--workers", str(WORKERS), "--http", "1", "--no-ws", "--log-level", "warning"]
    if interface == "wsgi":
        options += ["--blocking-threads", str(_BLOCKING_THREADS), "--blocking-threads-idle-timeout", "600"]
    else:
        options += ["--loop", "uvloop"]
    return [_program("granian"), *options, "--host", "127.0.0.1", application]


def uvicorn(application: str) -> list[str]:
    """The command of a Uvicorn with two workers, on uvloop and httptools, without a log of requests."""
    options = ["--workers", str(WORKERS), "--loop", "uvloop", "--http", "httptools", "--no-access-log"]
    return [_program("uvicorn"), *options, "--log-level", "warning", "--host", "127.0.0.1", application]


def ringfence() -> list[str]:
    """The command of Ringfence's own server, with two workers."""
    return [_program("ringfence"), "up", "--workers", str(WORKERS)]


@contextmanager
def serving(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Server]:
    """Run ``command`` on a free port until the block ends. Raises :class:`CannotServe`."""
    port = _free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            env=inherited | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, port, log)
            yield Server(port, process.pid)
        except BaseException as error:
            log.seek(0)
            error.add_note(f"The server said: {log.read()[-4000:]}")
            raise
        finally:
            _stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, log: Any) -> None:
    """Until every worker has had the time to listen; any status will do."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise CannotServe(f"{process.args!r} ended with {process.returncode}")
        with suppress(OSError):
            Server(port, process.pid).ask("GET", "/")
            return
        time.sleep(0.05)
    raise CannotServe(f"{process.args!r} did not answer within {_START_SECONDS} seconds")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    # Whoever of its own group is left; usually nobody.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
