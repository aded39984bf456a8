"""Tokens under twenty clients at once: one generation a turn, nobody thrown out, and dead is dead."""

from __future__ import annotations

import os
from uuid import uuid4

import jwt
import pytest

from tests.people import PASSWORD
from tests.races.crowd import SIZE, Answer, Crowd, Request

ROUNDS = 1000 if os.environ.get("RINGFENCE_TEST_LONG") == "1" else 10
REFRESH, LOGOUT, NOTES = "/api/token/refresh/", "/api/logout/", "/api/notes/"
DEAD = {"detail": "The token is invalid or expired.", "code": "token_not_valid"}


@pytest.fixture
def name() -> str:
    """A name that nobody has."""
    return f"racer-{uuid4().hex[:12]}"


def generation(clients: Crowd, access: str) -> list[tuple[int, bool]]:
    """The generation of the token's session in the database, and whether it is still live."""
    return [(number, live) for number, _, live in _sessions(clients, access)]


def changes(clients: Crowd, access: str) -> list[int]:
    """How often the row of the token's session was changed."""
    return [revision - 1 for _, revision, _ in _sessions(clients, access)]


def _sessions(clients: Crowd, access: str) -> list[tuple[int, int, bool]]:
    user_id = int(jwt.decode(access, options={"verify_signature": False})["user_id"])
    columns = "generation, revision, revoked_at IS NULL"
    rows = clients.rows(f"SELECT {columns} FROM ringfence_accounts_session WHERE owner_id = {user_id}")
    return [(number, revision, bool(live)) for number, revision, live in rows]


def test_twenty_refreshes_of_one_token_are_one_turn_and_nobody_is_logged_out(clients: Crowd, name: str) -> None:
    pair = clients.sign_up(name)
    first = pair["access"]
    for turn in range(1, ROUNDS + 1):
        answers = clients.at_once([Request("POST", REFRESH, {"refresh": pair["refresh"]})] * SIZE)
        assert {answer.status for answer in answers} == {200}, answers
        successors = {answer.body["refresh"] for answer in answers}
        assert len(successors) == 1
        assert successors != {pair["refresh"]}
        assert generation(clients, first) == [(turn, True)]
        # Nineteen found that they were too late, and wrote nothing.
        assert changes(clients, first) == [turn]
        pair = answers[turn % SIZE].body
    opened = clients.at_once([Request("GET", NOTES, token=answer.body["access"]) for answer in answers])
    assert {answer.status for answer in opened} == {200}


def test_a_token_two_turns_old_ends_the_session_for_all_twenty(clients: Crowd, name: str) -> None:
    old = clients.sign_up(name)
    newer = clients.ask("POST", REFRESH, {"refresh": old["refresh"]}).body
    newest = clients.ask("POST", REFRESH, {"refresh": newer["refresh"]}).body
    answers = clients.at_once([Request("POST", REFRESH, {"refresh": old["refresh"]})] * SIZE)
    assert answers == [Answer(401, DEAD)] * SIZE
    assert clients.ask("GET", NOTES, token=newest["access"]) == Answer(401, DEAD)
    assert clients.ask("POST", REFRESH, {"refresh": newest["refresh"]}) == Answer(401, DEAD)
    assert generation(clients, old["access"]) == [(2, False)]


@pytest.mark.parametrize("turn", range(5))
def test_after_a_log_out_that_races_refreshes_everything_is_dead(clients: Crowd, name: str, turn: int) -> None:
    pair = clients.sign_up(name)
    requests = [Request("POST", REFRESH, {"refresh": pair["refresh"]})] * SIZE
    requests[turn * 4] = Request("POST", LOGOUT, {"refresh": pair["refresh"]})
    answers = clients.at_once(requests)
    left = answers.pop(turn * 4)
    assert left == Answer(200, {"message": "Logged out."})
    assert all(answer.status == 200 or answer == Answer(401, DEAD) for answer in answers)
    given = [pair, *(answer.body for answer in answers if answer.status == 200)]
    for requests in (
        [Request("GET", NOTES, token=one["access"]) for one in given],
        [Request("POST", REFRESH, {"refresh": one["refresh"]}) for one in given],
    ):
        assert clients.at_once(requests) == [Answer(401, DEAD)] * len(given)
    assert [live for _, live in generation(clients, pair["access"])] == [False]


def test_twenty_log_outs_of_one_session_end_it_once(clients: Crowd, name: str) -> None:
    pair, other = clients.sign_up(name), clients.log_in(name)
    answers = clients.at_once([Request("POST", LOGOUT, {"refresh": pair["refresh"]})] * SIZE)
    assert sorted(answer.status for answer in answers) == [200] + [401] * (SIZE - 1)
    assert clients.ask("GET", NOTES, token=other["access"]).status == 200


def test_one_name_is_given_to_one_of_twenty(clients: Crowd, name: str) -> None:
    spellings = [name, name.upper(), name.title(), name.replace("r", "ｒ")]
    answers = clients.at_once(
        [Request("POST", "/api/register/", {"username": spellings[n % 4], "password": PASSWORD}) for n in range(SIZE)]
    )
    taken = Answer(400, {"username": ["A user with that username already exists."], "code": "invalid"})
    assert sorted(answer.status for answer in answers) == [201] + [400] * (SIZE - 1)
    assert [answer for answer in answers if answer.status == 400] == [taken] * (SIZE - 1)
    assert clients.rows(f"SELECT count(*) FROM ringfence_accounts_user WHERE username_key = '{name}'") == [(1,)]


def test_one_address_is_given_to_one_of_twenty(clients: Crowd, name: str) -> None:
    answers = clients.at_once(
        [
            Request(
                "POST",
                "/api/register/",
                {
                    "username": f"{name}-{n}",
                    "email": f"{name}@Example.{'org' if n % 2 else 'ORG'}",
                    "password": PASSWORD,
                },
            )
            for n in range(SIZE)
        ]
    )
    taken = Answer(400, {"email": ["A user with that email address already exists."], "code": "invalid"})
    assert [answer for answer in answers if answer.status != 201] == [taken] * (SIZE - 1)
