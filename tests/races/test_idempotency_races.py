"""``Idempotency-Key`` under twenty clients at once, and before a server that dies: one row, one answer."""

from __future__ import annotations

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import pytest

from tests.races.crowd import SIZE, Answer, Crowd, Request
from tests.server.running import Running, fresh_database, up

NOTES, TAGS = "/api/notes/", "/api/notes/tags/"
REUSED = {"detail": "This Idempotency-Key was used for another request.", "code": "idempotency_key_reused"}


@pytest.fixture
def token(clients: Crowd) -> str:
    """The access token of somebody new."""
    return clients.sign_up(f"writer-{uuid4().hex[:12]}")["access"]


def post(token: str, key: str, body: object = None, path: str = NOTES) -> Request:
    return Request("POST", path, {"title": "x", "tags": ["a", "b"]} if body is None else body, token, with_key(key))


def with_key(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


def is_replay(answer: Answer) -> bool:
    return answer.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize("turn", range(5))
def test_one_request_sent_twenty_times_at_once_is_done_once(clients: Crowd, token: str, turn: int) -> None:
    answers = clients.at_once([post(token, f"k{turn}")] * SIZE)
    assert answers == [answers[0]] * SIZE
    assert answers[0].status == 201
    assert {answer.headers["ETag"] for answer in answers} == {answers[0].headers["ETag"]}
    assert sorted(is_replay(answer) for answer in answers) == [False] + [True] * (SIZE - 1)
    assert clients.ask("GET", NOTES, token=token).body["count"] == 1


def test_of_two_requests_under_one_key_one_is_done(clients: Crowd, token: str) -> None:
    for turn in range(5):
        answers = clients.at_once([post(token, f"k{turn}", {"title": f"{turn}-{n % 2}"}) for n in range(SIZE)])
        assert sorted(answer.status for answer in answers) == [201] * (SIZE // 2) + [422] * (SIZE // 2)
        assert [answer.body for answer in answers if answer.status == 422] == [REUSED] * (SIZE // 2)
    assert clients.ask("GET", NOTES, token=token).body["count"] == 5


def test_what_is_refused_twenty_times_leaves_the_key_free(clients: Crowd, token: str) -> None:
    answers = clients.at_once([post(token, "k", {"title": ""})] * SIZE)
    assert {answer.status for answer in answers} == {400}
    assert clients.ask("POST", NOTES, {"title": "x"}, token, with_key("k")).status == 201


def test_a_name_that_is_free_for_one_only_is_answered_alike_to_all_who_say_they_are_one(
    clients: Crowd, token: str
) -> None:
    requests = [post(token, f"k{n % 2}", {"name": "home"}, TAGS) for n in range(SIZE)]
    answers = clients.at_once(requests)
    assert sorted(answer.status for answer in answers) == [201] * (SIZE // 2) + [400] * (SIZE // 2)
    made = [request.headers for request, answer in zip(requests, answers, strict=True) if answer.status == 201]
    assert made == [made[0]] * (SIZE // 2)
    assert clients.ask("GET", TAGS, token=token).body["count"] == 1


def test_a_server_that_dies_meanwhile_has_done_each_request_once_or_not_at_all(tmp_path: Path) -> None:
    with fresh_database() as variables:
        with up(tmp_path, "--workers", "2", RINGFENCE_THROTTLE_SCALE="0", **variables) as server:
            before = Crowd(server.wait_until_up().origin, _no_rows)
            token = before.sign_up("writer")["access"]
            done = before.ask("POST", NOTES, {"title": "done"}, token, with_key("done"))
            before.close()
            with ThreadPoolExecutor(SIZE) as pool:
                for n in range(SIZE):
                    pool.submit(_send, server, post(token, f"k{n}", {"title": str(n)}))
                server.stop(signal.SIGKILL)
        with up(tmp_path, "--workers", "2", RINGFENCE_THROTTLE_SCALE="0", **variables) as server:
            after = Crowd(server.wait_until_up().origin, _no_rows)
            again = after.ask("POST", NOTES, {"title": "done"}, token, with_key("done"))
            assert (again, is_replay(again)) == (done, True)
            for _ in range(2):
                answers = after.at_once([post(token, f"k{n}", {"title": str(n)}) for n in range(SIZE)])
                assert [answer.status for answer in answers] == [201] * SIZE
            assert after.ask("GET", NOTES, token=token).body["count"] == SIZE + 1
            after.close()


def _send(server: Running, request: Request) -> None:
    headers = {"Authorization": f"Bearer {request.token}", "Content-Type": "application/json", **request.headers}
    with suppress(OSError, HTTPException):
        server.request(request.method, request.path, json.dumps(request.body), headers)


def _no_rows(sql: str) -> list[object]:
    raise NotImplementedError
