"""An unknown name, a closed account and a wrong password: one answer, by the same statements and as many hashes.

Statements are counted as the database receives them, not timed: a clock would only say so on a quiet machine.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone

from ringfence.accounts import throttles
from ringfence.accounts.models import Counter, User
from ringfence.ownership.scope import maintenance
from tests.accounts.forge import ringfence
from tests.dialects.doors import DOORS, Door
from tests.people import PASSWORD, sign_up
from tests.server.shapes import WRONG_PAIR
from tests.server.wire import kinds, statements

# Statements are counted, so nothing may wrap them in a transaction of the test's own.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

REFUSED = [("alice", "wrong"), ("alice@example.org", "wrong"), ("nobody", PASSWORD), ("nobody@example.org", PASSWORD)]
REFUSED += [("closed", PASSWORD), ("closed", "wrong"), ("passwordless", PASSWORD), ("alice", "x" * 1024)]


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alice, somebody shut out, and somebody whose password an operator took away."""
    monkeypatch.setattr(throttles, "SWEEP_EVERY", 10**9)
    sign_up("alice")
    for name in ("closed", "passwordless"):
        sign_up(name)
    with maintenance("test"):
        user = User.objects.get(username="alice")
        user.email = "alice@example.org"
        user.save(update_fields=["email"])
        User.objects.filter(username="closed").update(is_active=False)
        User.objects.filter(username="passwordless").update(password="!taken-away")


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the hasher does."""
    done: list[str] = []
    for name in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, name)

        def counted(self: Any, *args: Any, _original: Any = original, _name: str = name) -> Any:
            done.append(_name)
            return _original(self, *args)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    return done


def without_tables(sent: list[str]) -> list[str]:
    """What each statement does; the last INSERT is a line in the trail for the one, a waste for the other."""
    return [kind.partition(" ")[0] for kind in kinds(sent)]


@pytest.mark.parametrize("scale", [0, 1000])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_every_refusal_is_the_same_answer_by_the_same_work(
    people: None, hashed: list[str], door: Door, scale: int
) -> None:
    door.enter(username="nobody")
    said, worked = [], []
    with ringfence(THROTTLE_SCALE=scale):
        for username, password in REFUSED:
            hashed.clear()
            with statements() as sent:
                response = door.enter(username=username, password=password)
            headers = {name: value for name, value in response.headers.items() if name not in ("Date", "X-Request-ID")}
            said.append((response.status_code, headers, response.content))
            worked.append((username, without_tables(sent), len(hashed)))
    assert all(one == said[0] for one in said)
    assert (said[0][0], door.enter(username="nobody").json()) == (401, WRONG_PAIR)
    assert [(sent, hashes) for _, sent, hashes in worked] == [worked[0][1:]] * len(worked)
    assert worked[0][2] == 1
    assert "INSERT" in worked[0][1]


def test_the_hash_of_nobody_costs_what_a_hash_of_somebody_costs(people: None) -> None:
    from ringfence.accounts.log_in import _password_of_nobody

    with maintenance("test"):
        own = User.objects.get(username="alice").password
    assert _password_of_nobody("argon2").split("$")[:4] == own.split("$")[:4]


def test_what_is_written_to_no_purpose_is_swept_away(people: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        DOORS[0].enter(username=f"nobody{number}")
    over = Counter.objects.filter(resets_at__lt=timezone.now())
    assert over.count() == 3
    monkeypatch.setattr(throttles, "SWEEP_EVERY", 1)
    throttles.hit("registration", "x")
    assert not over.exists()
