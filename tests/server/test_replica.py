"""A streaming replica beside PostgreSQL: good for taking over, and what it would mean to read from it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from tests import postgres
from tests.docs.test_how_to import ANN, ask
from tests.scratch import on_postgresql
from tests.server.running import Running, run, up
from tests.standby import standby

pytestmark = [
    pytest.mark.skipif(not on_postgresql(), reason="SQLite has no replicas"),
    pytest.mark.long,
]

ROLES = {
    "RINGFENCE_DATABASE_URL": postgres.SERVER,
    "RINGFENCE_OWNER_DATABASE_URL": postgres.OWNER,
    "RINGFENCE_ADMIN_DATABASE_URL": postgres.MAINTENANCE,
}
KEYS = {name: token_hex(32) for name in ("RINGFENCE_SECRET_KEY", "RINGFENCE_SIGNING_KEY")}


def variables(url: Callable[[str], str]) -> dict[str, str]:
    return {**KEYS, **{variable: url(role) for variable, role in ROLES.items()}, "RINGFENCE_WORKERS": "1"}


@pytest.fixture
def primary() -> Iterator[postgres.Server]:
    server = postgres.start()
    try:
        if not (server.binaries / "pg_basebackup").exists():
            pytest.skip("this PostgreSQL has no pg_basebackup")
        yield server
    finally:
        server.stop()


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so in that time."""
    deadline = time.monotonic() + seconds
    while not (now := is_so()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return now


def logged_in(server: Running) -> dict[str, str]:
    assert ask(server, "/api/register/", ANN)[0] == 201
    return ask(server, "/api/token/", ANN)[1]


def live_sessions(url: str, sid: str) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        return len(connection.execute("SELECT * FROM ringfence_begin(%s)", [sid]).fetchall())


def only_session(primary: postgres.Server) -> str:
    with psycopg.connect(primary.url(postgres.SUPERUSER), autocommit=True) as connection:
        row = connection.execute("SELECT sid::text FROM ringfence_accounts_session WHERE revoked_at IS NULL").fetchone()
        assert row
        return str(row[0])


def test_a_replica_has_every_lock_and_an_ended_session_until_it_has_caught_up(
    primary: postgres.Server, tmp_path: Path
) -> None:
    with up(tmp_path, **variables(primary.url)) as server:
        tokens = logged_in(server.wait_until_up())
        with standby(primary) as replica, replica.superuser() as there:
            audit = run(tmp_path, "audit", **variables(replica.url))
            assert audit.stdout.endswith("Every lock is closed.\n"), audit.stderr
            # As the server's role without a scope: no rows, as on the primary.
            with psycopg.connect(replica.url(postgres.SERVER), autocommit=True) as connection:
                assert connection.execute("SELECT count(*) FROM ringfence_accounts_user").fetchone() == (0,)

            sid = only_session(primary)
            assert within(30, lambda: live_sessions(replica.url(postgres.SERVER), sid) == 1)
            there.execute("SELECT pg_wal_replay_pause()")
            assert ask(server, "/api/logout/", {"refresh": tokens["refresh"]})[0] == 200
            assert live_sessions(primary.url(postgres.SERVER), sid) == 0
            assert live_sessions(replica.url(postgres.SERVER), sid) == 1
            there.execute("SELECT pg_wal_replay_resume()")
            assert within(30, lambda: live_sessions(replica.url(postgres.SERVER), sid) == 0)


def test_a_server_on_a_replica_reads_and_refuses_to_write(primary: postgres.Server, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    with up(first, **variables(primary.url)) as server:
        tokens = logged_in(server.wait_until_up())
        made = ask(server, "/api/notes/", {"title": "Milk"}, tokens["access"])
        assert made[0] == 201
        with standby(primary) as replica, up(second, **variables(replica.url)) as reader:
            reader.wait_until_up()
            status, page = ask(reader, "/api/notes/", None, tokens["access"])
            assert (status, page["results"]) == (200, [made[1]])
            refused = ask(reader, "/api/notes/", {"title": "More"}, tokens["access"])
            assert (refused[0], refused[1]["code"]) == (503, "unavailable")
            assert ask(server, "/api/notes/", None, tokens["access"])[1]["count"] == 1


def test_a_replica_that_is_promoted_takes_over_without_a_restart_of_the_server(
    primary: postgres.Server, tmp_path: Path
) -> None:
    with up(tmp_path, **variables(primary.url)) as server:
        tokens = logged_in(server.wait_until_up())
        assert ask(server, "/api/notes/", {"title": "Before"}, tokens["access"])[0] == 201
        server.stop()
    with standby(primary) as replica, up(tmp_path, **variables(replica.either)) as server:
        server.wait_until_up()
        assert ask(server, "/api/notes/", None, tokens["access"])[1]["count"] == 1
        postgres._run(
            [primary.binaries / "pg_ctl", "stop", "--mode", "immediate", "-D", primary.folder / "data"], primary.folder
        )
        refused = server.get("/api/notes/", {"Authorization": f"Bearer {tokens['access']}"})
        assert (refused.status, json.loads(refused.text)["code"]) == (503, "unavailable")
        with replica.superuser() as there:
            assert there.execute("SELECT pg_promote()").fetchone() == (True,)

        def writes() -> bool:
            return ask(server, "/api/notes/", {"title": "After"}, tokens["access"])[0] == 201

        assert within(30, writes)
        titles = [note["title"] for note in ask(server, "/api/notes/", None, tokens["access"])[1]["results"]]
        assert titles == ["After", "Before"]
