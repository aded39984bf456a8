"""Odd requests to every log-in path and its partners: other addresses, other methods, bodies that are none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialects.doors import ORIGIN, Door
from tests.dialects.test_log_in_paths import every_door, refused
from tests.people import PASSWORD, Person, call
from tests.server.shapes import NOT_FOUND, WRONG_PAIR, answer


@every_door
@pytest.mark.parametrize("token", ["", None, 5, [], {}])
def test_no_token_at_all_is_400_or_401_but_never_500(db: None, door: Door, token: Any) -> None:
    for path in (door.refresh_path, door.log_out_path):
        response = door.send(path, {"refresh": token})
        assert response.status_code in ({401, 204} if door.by_cookie else {400, 401})
    assert door.send(door.verify_path, {"token": token}).status_code in (400, 401)


@every_door
@pytest.mark.parametrize("size", [5_000, 100_000])
def test_an_endless_token_is_401(alice: Person, door: Door, size: int) -> None:
    token = f"{alice.refresh}{'A' * size}"
    assert refused(door.turn(token))
    assert refused(door.verify(token))
    if not door.by_cookie:
        assert refused(door.log_out(token))


@every_door
@pytest.mark.parametrize("suffix", ["XYZ", "/XYZ", "//", "%0A", "/%0A", "%20", ".json", "/../x", ";x", "/?/"])
def test_the_addresses_are_anchored_at_their_end(alice: Person, door: Door, suffix: str) -> None:
    for path in door.paths:
        response = door.send(path + suffix, {"username": "alice", "password": PASSWORD})
        if suffix == "/?/":
            assert response.status_code != 404
        else:
            assert answer(response) == (404, NOT_FOUND)


@every_door
@pytest.mark.parametrize("prefix", ["/x", "/api", "/%0A"])
def test_the_addresses_are_anchored_at_their_start(alice: Person, door: Door, prefix: str) -> None:
    for path in door.paths:
        assert answer(door.send(prefix + path, {})) == (404, NOT_FOUND)


@every_door
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_only_post_is_taken(db: None, door: Door, method: str) -> None:
    for path in door.paths:
        response = call(method, path, headers=ORIGIN)
        assert (response.status_code, response.headers["Allow"]) == (405, "POST, OPTIONS")


@every_door
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b'"alice"',
        b"{",
        b"\xff",
        b"[" * 9999,
        b'{"username": "a\\u0000", "password": "x"}',
        b'{"username": "\\ud800", "password": "x"}',
        b'{"username": 1e999, "password": "x"}',
    ],
)
def test_a_malformed_body_is_400(db: None, door: Door, raw: bytes) -> None:
    for path in door.paths:
        response = door.send(path, raw=raw)
        ignored = {401, 204} if door.by_cookie and path in (door.refresh_path, door.log_out_path) else {400}
        assert response.status_code in ignored, (path, response.content)


@every_door
def test_a_refusal_is_a_problem_for_who_asks_for_one(db: None, door: Door) -> None:
    response = door.send(
        door.log_in_path,
        {"username": "nobody", "password": "x"},
        headers={"Accept": "application/problem+json"},
    )
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:ringfence:error:no_active_account",
        "title": "No active account",
        "status": 401,
        "detail": WRONG_PAIR["detail"],
        "code": "no_active_account",
        "errors": [],
    }
