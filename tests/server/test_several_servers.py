"""Two servers of one database behind nginx are one: what is done on one holds on the other from the next request.

On SQLite they share the file as well as the secrets, so that is two servers on one machine.
"""

from __future__ import annotations

import json
import secrets
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.server.running import Answer, Running, fresh_database, up
from tests.server.test_deploy import NAME, PASSWORD, Proxy, certificate, nginx, production_variables

__all__ = ["certificate"]

TRIES = 20
# Once to make the lane's plan, once to keep it: the third goes the short way where there is one.
WARM = 3


@dataclass
class Pair:
    """The two, asked past the proxy and as it would ask them."""

    first: Running
    second: Running

    def __iter__(self) -> Iterator[Running]:
        return iter((self.first, self.second))


def ask(server: Running, method: str, path: str, body: Any = None, token: str = "", **headers: str) -> Answer:
    sent = {"Host": NAME, "X-Forwarded-Proto": "https", "Content-Type": "application/json"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    return server.request(method, path, None if body is None else json.dumps(body), sent)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    with fresh_database() as database:
        given = {**production_variables(), **database, "PORT": "0", "RINGFENCE_DATA": str(folder / "data")}
        given |= {"RINGFENCE_WORKERS": "1", "RINGFENCE_LOG_LEVEL": "WARNING"}
        # At once, as at a deployment: one migrates, the other waits for it.
        with up(folder, **given) as first, up(folder, **given) as second:
            yield Pair(first.wait_until_up(), second.wait_until_up())


@pytest.fixture
def person(pair: Pair) -> dict[str, str]:
    """Somebody who registered on the first and logged in on the second."""
    name = f"ann{secrets.token_hex(4)}"
    body = {"username": name, "password": PASSWORD}
    # Of an address of their own: an hour has ten registrations for each.
    address = {"X_Forwarded_For": f"198.51.{secrets.randbelow(256)}.{secrets.randbelow(256)}"}
    assert ask(pair.first, "POST", "/api/register/", body, **address).status == 201
    answer = ask(pair.second, "POST", "/api/token/", body)
    assert answer.status == 200
    return {"username": name, **json.loads(answer.text)}


def test_a_row_made_on_one_is_read_on_the_other(pair: Pair, person: dict[str, str]) -> None:
    made = ask(pair.first, "POST", "/api/notes/", {"title": "Milk"}, person["access"])
    assert made.status == 201
    for _ in range(WARM):
        listed = ask(pair.second, "GET", "/api/notes/", token=person["access"])
        assert json.loads(listed.text)["results"] == [json.loads(made.text)]


def test_a_log_out_on_one_is_a_log_out_on_the_other_at_once(pair: Pair, person: dict[str, str]) -> None:
    for server in pair:
        for _ in range(WARM):
            assert ask(server, "GET", "/api/notes/", token=person["access"]).status == 200
    assert ask(pair.first, "POST", "/api/logout/", {"refresh": person["refresh"]}).status == 200
    for server in pair:
        told = ask(server, "GET", "/api/notes/", token=person["access"])
        assert (told.status, json.loads(told.text)["code"]) == (401, "token_not_valid")
        assert ask(server, "POST", "/api/token/refresh/", {"refresh": person["refresh"]}).status == 401


def test_a_refresh_is_one_whichever_server_answers_it(pair: Pair, person: dict[str, str]) -> None:
    def refresh(server: Running, token: str) -> Answer:
        return ask(server, "POST", "/api/token/refresh/", {"refresh": token})

    successors = [json.loads(refresh(server, person["refresh"]).text)["refresh"] for server in pair]
    assert successors[0] == successors[1] != person["refresh"]
    following = json.loads(refresh(pair.second, successors[0]).text)
    # Two generations old: somebody holds a copy, and the session ends everywhere.
    assert refresh(pair.first, person["refresh"]).status == 401
    for server in pair:
        assert ask(server, "GET", "/api/me/", token=following["access"]).status == 401


def test_throttles_count_together(pair: Pair, person: dict[str, str]) -> None:
    wrong = {"username": person["username"], "password": "not the password"}
    address = {"X_Forwarded_For": "203.0.113.77"}
    both = [pair.first, pair.second] * TRIES
    told = [ask(server, "POST", "/api/token/", wrong, **address).status for server in both[: TRIES + 2]]
    assert told == [401] * TRIES + [429, 429]


def test_an_idempotency_key_is_one_on_both(pair: Pair, person: dict[str, str]) -> None:
    key = {"Idempotency_Key": secrets.token_hex(16)}
    first, second = (ask(server, "POST", "/api/notes/", {"title": "Once"}, person["access"], **key) for server in pair)
    assert (first.status, first.text) == (second.status, second.text)
    assert second.headers["Idempotent-Replayed"] == "true"


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_behind_nginx_a_server_that_dies_is_not_missed(
    pair: Pair, person: dict[str, str], certificate: Path, tmp_path: Path
) -> None:
    bearer = {"Authorization": f"Bearer {person['access']}"}

    def statuses(proxy: Proxy) -> set[int]:
        return {proxy.ask("GET", "/api/notes/", **bearer).status for _ in range(8)}

    with nginx(tmp_path, pair.first, certificate, pair.second) as proxy:
        assert statuses(proxy) == {200}
        pair.first.stop(signal.SIGKILL)
        assert not pair.first.processes_left()
        assert statuses(proxy) == {200}
        assert proxy.ask("POST", "/api/notes/", {"title": "After"}, **bearer).status == 201
