"""Many clients at once against servers of several processes: real sockets, let go at the same moment."""

from __future__ import annotations

import http.client
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.people import PASSWORD
from tests.server.running import fresh_database, up

SIZE = 20


@dataclass(frozen=True)
class Answer:
    """One answer: ``body`` is its JSON, None when there is none. Equal to another whatever the headers."""

    status: int
    body: Any
    headers: http.client.HTTPMessage = field(default_factory=http.client.HTTPMessage, compare=False)


@dataclass(frozen=True)
class Request:
    """One request; ``body`` is sent as JSON, or as it is when it is bytes."""

    method: str
    path: str
    body: Any = None
    token: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Crowd:
    """``SIZE`` clients, each with a thread and a kept connection of its own; before several servers they take turns."""

    def __init__(self, origin: str, database: Callable[[str], list[Any]], *others: str) -> None:
        addresses = [urlsplit(each) for each in (origin, *others)]
        self.rows = database
        self._pool = ThreadPoolExecutor(SIZE)
        self._links = [
            http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
            for address, _ in zip(cycle(addresses), range(SIZE), strict=False)
        ]

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request of one client."""
        return self._send(self._links[0], Request(method, path, body, token, headers or {}))

    def at_once(self, requests: Sequence[Request]) -> list[Answer]:
        """The answers to ``SIZE`` requests at most, sent at the same moment."""
        barrier = Barrier(len(requests))

        def go(link: http.client.HTTPConnection, request: Request) -> Answer:
            if link.sock is None:
                link.connect()
            barrier.wait(60)
            return self._send(link, request)

        return list(self._pool.map(go, self._links, requests))

    def sign_up(self, username: str) -> dict[str, str]:
        """Register, log in, and return the pair of tokens."""
        assert self.ask("POST", "/api/register/", {"username": username, "password": PASSWORD}).status == 201
        return self.log_in(username)

    def log_in(self, username: str) -> dict[str, str]:
        """Begin a session and return its pair of tokens."""
        answer = self.ask("POST", "/api/token/", {"username": username, "password": PASSWORD})
        assert answer.status == 200, answer
        pair: dict[str, str] = answer.body
        return pair

    def close(self) -> None:
        """Hang up."""
        self._pool.shutdown()
        for link in self._links:
            link.close()

    def _send(self, link: http.client.HTTPConnection, request: Request) -> Answer:
        headers = {"Content-Type": "application/json", **request.headers}
        if request.token:
            headers["Authorization"] = f"Bearer {request.token}"
        content = request.body
        if content is not None and not isinstance(content, bytes):
            content = json.dumps(content)
        link.request(request.method, request.path, content, headers)
        response = link.getresponse()
        said = response.read()
        return Answer(response.status, json.loads(said) if said else None, response.headers)


@contextmanager
def crowd(folder: Path) -> Iterator[Crowd]:
    """A crowd before a fresh server of two processes, on the database that the tests run on."""
    with (
        fresh_database() as variables,
        up(folder, "--workers", "2", RINGFENCE_THROTTLE_SCALE="0", **variables) as server,
    ):
        server.wait_until_up()
        clients = Crowd(server.origin, lambda sql: _rows(folder, variables, sql))
        try:
            yield clients
        finally:
            clients.close()


@contextmanager
def crowd_of_two_servers(folder: Path) -> Iterator[Crowd]:
    """A crowd before two servers on one database, half of it before each, as behind a proxy."""
    with fresh_database() as variables:
        options = {"RINGFENCE_THROTTLE_SCALE": "0", **variables}
        with up(folder, "--workers", "1", **options) as first:
            first.wait_until_up()
            with up(folder, "--workers", "1", **options) as second:
                second.wait_until_up()
                clients = Crowd(first.origin, lambda sql: _rows(folder, variables, sql), second.origin)
                try:
                    yield clients
                finally:
                    clients.close()


def _rows(folder: Path, variables: Mapping[str, str], sql: str) -> list[Any]:
    """What the database itself holds: asked as the tables' owner, whom no policy keeps from it."""
    if variables:
        with psycopg.connect(variables["RINGFENCE_OWNER_DATABASE_URL"]) as connection:
            return connection.execute(sql.encode()).fetchall()
    with closing(sqlite3.connect(folder / "var" / "ringfence.sqlite3")) as file:
        return file.execute(sql).fetchall()
