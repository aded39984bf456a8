"""Two servers on one database, ten clients before each: whatever one of them decides holds at the other at once."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.people import PASSWORD
from tests.races.crowd import SIZE, Answer, Crowd, Request

REFRESH, LOGOUT, NOTES = "/api/token/refresh/", "/api/logout/", "/api/notes/"
TRANSACTIONS, IMPORT = "/api/transactions/", "/api/transactions/import/"
DEAD = {"detail": "The token is invalid or expired.", "code": "token_not_valid"}


@pytest.fixture
def name() -> str:
    """A name that nobody has."""
    return f"traveller-{uuid4().hex[:12]}"


@pytest.fixture
def token(half_and_half: Crowd, name: str) -> str:
    """The access token of somebody new."""
    return half_and_half.sign_up(name)["access"]


def test_one_refresh_token_turns_once_whoever_is_asked(half_and_half: Crowd, name: str) -> None:
    pair = half_and_half.sign_up(name)
    for turn in range(1, 6):
        answers = half_and_half.at_once([Request("POST", REFRESH, {"refresh": pair["refresh"]})] * SIZE)
        assert {answer.status for answer in answers} == {200}, answers
        assert len({answer.body["refresh"] for answer in answers}) == 1
        pair = answers[turn].body
    opened = half_and_half.at_once([Request("GET", NOTES, token=answer.body["access"]) for answer in answers])
    assert {answer.status for answer in opened} == {200}


def test_who_logs_out_here_is_logged_out_there(half_and_half: Crowd, name: str) -> None:
    pair = half_and_half.sign_up(name)
    read = [Request("GET", NOTES, token=pair["access"])] * SIZE
    # More than once, so that each server has a plan and knows the token.
    for _ in range(3):
        assert {answer.status for answer in half_and_half.at_once(read)} == {200}
    assert half_and_half.ask("POST", LOGOUT, {"refresh": pair["refresh"]}).status == 200
    assert half_and_half.at_once(read) == [Answer(401, DEAD)] * SIZE


def test_one_name_is_given_once_by_whichever_door(half_and_half: Crowd, name: str) -> None:
    def ask(number: int) -> Request:
        body = {"username": name, "email": f"{name}-{number}@example.org", "password": PASSWORD}
        # Neighbours are at different servers, and at the same door.
        doors = [("/api/register/", body), ("/auth/users/", body), ("/api/users", {"user": body})]
        return Request("POST", *doors[number // 2 % 3])

    answers = half_and_half.at_once([ask(number) for number in range(SIZE)])
    assert [answer.status for answer in answers].count(201) == 1, answers
    assert {answer.status for answer in answers} <= {201, 400, 409}
    count = f"SELECT count(*) FROM ringfence_accounts_user WHERE username_key = '{name}'"
    assert half_and_half.rows(count) == [(1,)]


def test_of_updates_that_name_one_state_one_is_done(half_and_half: Crowd, token: str) -> None:
    made = half_and_half.ask("POST", NOTES, {"title": "first"}, token)
    path, seen = f"{NOTES}{made.body['id']}/", {"If-Match": made.headers["ETag"]}
    answers = half_and_half.at_once(
        [Request("PATCH", path, {"title": f"by {number}"}, token, seen) for number in range(SIZE)]
    )
    assert sorted(answer.status for answer in answers) == [200] + [412] * (SIZE - 1)
    (done,) = (answer for answer in answers if answer.status == 200)
    assert half_and_half.ask("GET", path, token=token).body == done.body


def test_one_request_under_one_key_is_done_once(half_and_half: Crowd, token: str) -> None:
    for turn in range(3):
        sent = Request("POST", NOTES, {"title": str(turn)}, token, {"Idempotency-Key": f"k{turn}"})
        answers = half_and_half.at_once([sent] * SIZE)
        assert answers == [answers[0]] * SIZE
        assert answers[0].status == 201
        assert [answer.headers["Idempotent-Replayed"] for answer in answers].count("true") == SIZE - 1
    assert half_and_half.ask("GET", NOTES, token=token).body["count"] == 3


def test_one_file_is_imported_once(half_and_half: Crowd, token: str) -> None:
    lines = "".join(f"2026-01-0{1 + n % 9},{n}.10,line {n},category {n % 5}\n" for n in range(1200))
    file = f"date,amount,description,category\n{lines}".encode()
    answers = half_and_half.at_once([Request("POST", IMPORT, file, token, {"Content-Type": "text/csv"})] * 6)
    assert {answer.status for answer in answers} == {200}, answers
    assert sum(answer.body["created"] for answer in answers) == 1200
    assert {answer.body["created"] + answer.body["duplicates"] for answer in answers} == {1200}
    assert half_and_half.ask("GET", f"{TRANSACTIONS}?limit=1", token=token).body["count"] == 1200


def test_one_file_of_several_owners_is_imported_for_each(half_and_half: Crowd, name: str) -> None:
    tokens = [half_and_half.sign_up(f"{name}-{number}")["access"] for number in range(4)]
    file = b"date,amount,description,category\n" + b"2026-01-01,1.10,rent,home\n" * 300
    headers = {"Content-Type": "text/csv"}
    answers = half_and_half.at_once([Request("POST", IMPORT, file, tokens[number % 4], headers) for number in range(8)])
    assert {answer.status for answer in answers} == {200}, answers
    for number, token in enumerate(tokens):
        assert answers[number].body["created"] + answers[number + 4].body["created"] == 300
        assert half_and_half.ask("GET", f"{TRANSACTIONS}?limit=1", token=token).body["count"] == 300
