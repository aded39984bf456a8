"""What a real server of two processes says while its database is away, full, locked or standing still, and afterwards.

Nothing here is timed: ``make faults`` is. Each test leaves the server as it has found it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest

from tests import postgres
from tests.crashes.house import House, children, house, until
from tests.faults.load import REFUSED, RIGHT, Clients, Request, judged
from tests.faults.scenes import Cast, cast
from tests.scratch import on_postgresql

pytestmark = pytest.mark.skipif(not on_postgresql(), reason="of a database that can be away")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server and a PostgreSQL of its own."""
    folder = tmp_path_factory.mktemp("faults")
    with house(folder, postgresql=True, RINGFENCE_STATEMENT_SECONDS="1", RINGFENCE_QUEUE_SECONDS="0") as made:
        yield made


@pytest.fixture(scope="module")
def acts(server: House) -> Cast:
    return cast(server)


@pytest.fixture(autouse=True)
def the_same_processes(server: House) -> Iterator[None]:
    before = children(server.running.process.pid)
    yield
    assert children(server.running.process.pid) == before


def ask(server: House, requests: list[Request]) -> set[str]:
    """The verdicts on the answers to each of these, sent by four clients at once."""
    with ThreadPoolExecutor(4) as pool:
        return set(pool.map(lambda request: said(server, request), requests * 2))


def said(server: House, request: Request) -> str:
    answer = Clients(server.port, [request]).once()
    assert answer.verdict in (RIGHT, REFUSED), (request.name, answer.said)
    return answer.verdict


def is_well(server: House, requests: list[Request]) -> bool:
    return ask(server, requests) == {RIGHT}


@contextmanager
def superuser(server: House, database: str = "postgres") -> Iterator[psycopg.Connection]:
    assert server.database is not None
    with psycopg.connect(server.database.url(postgres.SUPERUSER, database), autocommit=True) as connection:
        yield connection


def test_while_the_database_is_away_all_is_503_and_then_all_is_well(server: House, acts: Cast) -> None:
    assert is_well(server, acts.mixed)
    assert server.database is not None
    server.database.kill()
    for _ in range(2):
        assert ask(server, acts.mixed) == {REFUSED}
    assert server.running.get("/readyz").status == 503
    assert server.running.get("/healthz").status == 200
    server.database.restart()
    server.await_database()
    until("it is not well again", lambda: is_well(server, acts.mixed), 60)


def test_connections_that_are_ended_come_back_by_themselves(server: House, acts: Cast) -> None:
    with superuser(server) as connection:
        for _ in range(3):
            assert is_well(server, acts.mixed)
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s", [postgres.SERVER]
            )
    until("it is not well again", lambda: is_well(server, acts.mixed), 60)


def test_without_a_connection_to_be_had_all_is_503_and_then_all_is_well(server: House, acts: Cast) -> None:
    with superuser(server) as connection:
        connection.execute(f"ALTER ROLE {postgres.SERVER} CONNECTION LIMIT 0".encode())
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s", [postgres.SERVER]
        )
        assert ask(server, acts.mixed) == {REFUSED}
        connection.execute(f"ALTER ROLE {postgres.SERVER} CONNECTION LIMIT -1".encode())
    until("it is not well again", lambda: is_well(server, acts.mixed), 60)


def test_who_waits_for_a_lock_is_told_so_and_others_are_answered(server: House, acts: Cast) -> None:
    with superuser(server, postgres.DATABASE) as connection, connection.transaction():
        connection.execute("LOCK TABLE notes_note IN ACCESS EXCLUSIVE MODE")
        assert ask(server, acts.notes) == {REFUSED}
        assert ask(server, acts.tasks) == {RIGHT}
    assert is_well(server, acts.mixed)


def test_a_database_that_stands_still_is_503_and_then_all_is_well(server: House, acts: Cast) -> None:
    assert server.database is not None
    assert is_well(server, acts.mixed)
    server.database.signal(signal.SIGSTOP)
    try:
        assert ask(server, acts.notes) == {REFUSED}
    finally:
        server.database.signal(signal.SIGCONT)
    until("it is not well again", lambda: is_well(server, acts.mixed), 60)


def test_a_refusal_without_its_header_or_its_code_would_be_found() -> None:
    request = Request("x", b"", 200, b"mine")
    assert judged(request, b"HTTP/1.1 200 OK\r\n\r\nmine") == RIGHT
    assert judged(request, b'HTTP/1.1 503 X\r\nRetry-After: 1\r\n\r\n{"code":"unavailable"}') == REFUSED
    wrong = [
        b"HTTP/1.1 503 X\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n\r\nhers",
        b'HTTP/1.1 401 X\r\nRetry-After: 1\r\n\r\n{"code":"x"}',
    ]
    assert {judged(request, received) for received in wrong} == {"wrong"}
