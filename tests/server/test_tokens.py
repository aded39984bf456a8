"""Which tokens open the API: one of a live session, and none that was forged, has expired or is of another kind."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from ringfence.accounts.models import Session, User
from ringfence.ownership.scope import acting_as, maintenance
from tests.people import Person, call, sign_up
from tests.server.entrance import CHALLENGE, LOGOUT, enter, forged, opens, turn, unsigned
from tests.server.shapes import A_PAIR, DEAD_TOKEN, NOTES, WRONG_PAIR, answer, create, page


def test_a_token_signed_by_the_server_opens_and_so_the_forgeries_below_fail_for_their_own_reason(alice: Person) -> None:
    assert opens(forged(alice.access))
    assert answer(turn(forged(alice.refresh))) == (200, A_PAIR)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda alice: "nonsense", id="garbage"),
        pytest.param(lambda alice: "a.b.c", id="three parts of nothing"),
        pytest.param(lambda alice: "x" * 100_000, id="long"),
        pytest.param(lambda alice: "ünï", id="not ascii"),
        pytest.param(lambda alice: f"{alice.access} {alice.access}", id="two"),
        pytest.param(lambda alice: alice.access[:-1], id="one letter short"),
        pytest.param(lambda alice: alice.access.swapcase(), id="other case"),
        pytest.param(lambda alice: alice.refresh, id="the refresh token"),
        pytest.param(lambda alice: forged(alice.access, exp=1), id="expired long ago"),
        pytest.param(lambda alice: forged(alice.access, exp=int(timezone.now().timestamp()) - 1), id="just expired"),
        pytest.param(lambda alice: forged(alice.access, exp=None), id="without expiry"),
        pytest.param(lambda alice: forged(alice.access, exp="never"), id="expiry is a text"),
        pytest.param(lambda alice: forged(alice.access, exp=10**30), id="expiry beyond all years"),
        pytest.param(lambda alice: forged(alice.access, token_type="refresh"), id="of type refresh"),
        pytest.param(lambda alice: forged(alice.access, token_type=None), id="of no type"),
        pytest.param(lambda alice: forged(alice.access, iss="other"), id="other issuer"),
        pytest.param(lambda alice: forged(alice.access, aud="other"), id="other audience"),
        pytest.param(lambda alice: forged(alice.access, sid=None), id="without session"),
        pytest.param(lambda alice: forged(alice.access, sid="1"), id="session is no uuid"),
        pytest.param(lambda alice: forged(alice.access, sid=["x"]), id="session is a list"),
        pytest.param(
            lambda alice: forged(alice.access, sid="00000000-0000-4000-8000-000000000000"), id="unknown session"
        ),
        pytest.param(lambda alice: forged(alice.access, user_id=alice.id + 1), id="another user"),
        pytest.param(lambda alice: forged(alice.access, user_id=str(alice.id)), id="user is a text"),
        pytest.param(lambda alice: forged(alice.access, user_id=True), id="user is true"),
        pytest.param(lambda alice: forged(alice.access, user_id=2**70), id="user beyond 64 bits"),
        pytest.param(lambda alice: forged(alice.access, user_id=None), id="without user"),
        pytest.param(lambda alice: forged(alice.access, key="x" * 64), id="another key"),
        pytest.param(lambda alice: forged(alice.access, key=settings.SECRET_KEY), id="the other secret"),
        pytest.param(lambda alice: forged(alice.access, algorithm="HS384"), id="another algorithm"),
        pytest.param(lambda alice: unsigned(alice.access, "none"), id="alg none"),
        pytest.param(lambda alice: unsigned(alice.access, "NONE"), id="alg NONE"),
        pytest.param(lambda alice: unsigned(alice.access, "HS256"), id="no signature"),
    ],
)
def test_any_other_token_is_401(alice: Person, make: Any) -> None:
    made = create(alice)
    token = make(alice)
    for method, path in (("GET", NOTES), ("POST", NOTES), ("DELETE", f"{NOTES}{made['id']}/")):
        response = call(method, path, {"title": "x"}, token=token)
        assert (*answer(response), response.headers["WWW-Authenticate"]) == (401, DEAD_TOKEN, CHALLENGE)
    assert answer(alice.get(NOTES)) == (200, page(made))


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Token ", "bearer", f"Basic {base64.b64encode(b'alice:x').decode()}", "JWT x", "Digest x"]
)
def test_a_header_without_a_token_is_401(alice: Person, header: str) -> None:
    response = call("GET", NOTES, headers={"Authorization": header})
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, CHALLENGE)
    assert response.json()["code"] in ("not_authenticated", "token_not_valid")


def test_a_token_elsewhere_than_in_the_header_opens_nothing(alice: Person) -> None:
    for extra in (
        {"path": f"{NOTES}?access_token={alice.access}"},
        {"path": NOTES, "headers": {"Cookie": f"access={alice.access}; token={alice.access}"}},
        {"path": NOTES, "headers": {"X-Authorization": f"Bearer {alice.access}"}},
    ):
        assert call("GET", **extra).status_code == 401


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_deleted_user_is_dead_at_once() -> None:
    alice = sign_up("alice")
    with maintenance("test"):
        User.objects.get(pk=alice.id).delete()
    assert answer(call("GET", NOTES, token=alice.access)) == (401, DEAD_TOKEN)
    assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)
    assert answer(call("POST", LOGOUT, {"refresh": alice.refresh})) == (401, DEAD_TOKEN)
    assert answer(enter(username="alice")) == (401, WRONG_PAIR)


def test_a_deactivated_user_is_dead_at_once(alice: Person) -> None:
    with acting_as(alice.id):
        User.objects.filter(pk=alice.id).update(is_active=False)
    assert answer(call("GET", NOTES, token=alice.access)) == (401, DEAD_TOKEN)
    assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)


def test_a_session_ends_at_its_time_whatever_its_use(alice: Person) -> None:
    with acting_as(alice.id):
        Session.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert answer(call("GET", NOTES, token=alice.access)) == (401, DEAD_TOKEN)
    assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)
