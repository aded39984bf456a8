"""A refresh that others overtake between its look at the session and its write: one order of every race, each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ringfence.accounts import tokens
from ringfence.accounts.models import Session
from ringfence.ownership.scope import acting_as
from tests.people import Person, call
from tests.server.entrance import LOGOUT, opens, turn
from tests.server.shapes import A_PAIR, DEAD_TOKEN, answer

Meanwhile = Callable[[Callable[[], Any]], list[Any]]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Have something happen while the next refresh has read its session and written nothing; its results."""

    def arrange(happens: Callable[[], Any]) -> list[Any]:
        recognises, waiting, results = tokens.is_generation, [happens], []

        def later(*args: Any) -> bool:
            if waiting:
                results.append(waiting.pop()())
            return recognises(*args)

        monkeypatch.setattr(tokens, "is_generation", later)
        return results

    return arrange


def turns(person: Person) -> tuple[int, int, bool]:
    """The generation of the person's one session, how often its row was changed, and whether it lives."""
    with acting_as(person.id):
        session = Session.objects.get()
    return session.generation, session.revision - 1, session.revoked_at is None


def test_the_slower_of_two_refreshes_turns_nothing_and_is_answered_the_same(
    alice: Person, meanwhile: Meanwhile
) -> None:
    twins = meanwhile(lambda: turn(alice.refresh))
    slower = turn(alice.refresh)
    assert [answer(twin) for twin in (*twins, slower)] == [(200, A_PAIR)] * 2
    assert slower.json()["refresh"] == twins[0].json()["refresh"]
    assert turns(alice) == (1, 1, True)


def test_a_refresh_that_two_turns_overtake_does_not_turn_the_session_back(alice: Person, meanwhile: Meanwhile) -> None:
    newest = meanwhile(lambda: turn(turn(alice.refresh).json()["refresh"]))
    assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)
    assert newest[0].status_code == 200
    assert not opens(newest[0].json()["access"])
    # The two turns, and the end of a session whose token is known to somebody else.
    assert turns(alice) == (2, 3, False)


def test_a_refresh_that_a_log_out_overtakes_gives_no_tokens(alice: Person, meanwhile: Meanwhile) -> None:
    left = meanwhile(lambda: call("POST", LOGOUT, {"refresh": alice.refresh}))
    assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)
    assert left[0].status_code == 200
    assert turns(alice) == (0, 1, False)
