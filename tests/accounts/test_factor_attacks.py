"""The second factor against who has the password already: challenges, twins of one code, lost keys, counted tries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from ringfence.accounts.models import Factor, RecoveryCode, User
from ringfence.ownership.scope import acting_as
from tests.accounts.authenticator import Authenticator, confirmed, enrol
from tests.dialects.doors import DOORS, Door
from tests.people import PASSWORD, Person, call, sign_up
from tests.server.shapes import A_TOKEN, WRONG_PAIR, answer

pytestmark = pytest.mark.django_db(databases="__all__")
WRONG_CODE = {"detail": "The code is not valid.", "code": "second_factor_invalid"}
BY_PASSWORD = {"username": "alice", "password": PASSWORD}
TOTP, CONFIRM, CODES = "/api/me/factors/totp/", "/api/me/factors/totp/confirm/", "/api/me/factors/recovery-codes/"
# A transaction of its own for each request, as a server has it.
for_real = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def app(alice: Person) -> Authenticator:
    return confirmed(alice)


def enter(**body: str) -> Any:
    return call("POST", "/api/token/", body)


def challenge() -> str:
    value: str = enter(**BY_PASSWORD).json()["challenge"]
    return value


def at_once(times: int, work: Callable[[], int]) -> list[int]:
    """The statuses of so many requests at the same moment, sorted."""

    def one(_: int) -> int:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(one, range(times)))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_challenge_of_one_path_is_good_at_another(app: Authenticator, door: Door) -> None:
    access, _ = door.pair(door.send(door.log_in_path, {"challenge": challenge(), "otp": app.code()}))
    assert call("GET", "/api/notes/", token=access).status_code == 200


def test_an_old_challenge_buys_no_new_one(app: Authenticator) -> None:
    assert answer(enter(challenge=challenge(), otp="")) == (401, WRONG_CODE)
    assert answer(enter(challenge=challenge(), otp="  ")) == (401, WRONG_CODE)


def test_a_challenge_is_not_enough_where_the_factor_has_gone(alice: Person, app: Authenticator) -> None:
    value = challenge()
    assert alice.delete(TOTP, {"current_password": PASSWORD, "otp": app.code()}).status_code == 204
    for otp in ("", "000000", app.code(1)):
        assert answer(enter(challenge=value, otp=otp)) == (401, WRONG_PAIR)


def test_a_challenge_of_somebody_who_was_shut_out_opens_nothing(alice: Person, app: Authenticator) -> None:
    value = challenge()
    with acting_as(alice.id):
        User.objects.filter(pk=alice.id).update(is_active=False)
    assert answer(enter(challenge=value, otp=app.code())) == (401, WRONG_PAIR)


def test_a_challenge_with_a_letter_changed_is_none(app: Authenticator) -> None:
    value = challenge()
    for place in range(0, len(value), 5):
        other = "A" if value[place] != "A" else "B"
        forged = f"{value[:place]}{other}{value[place + 1 :]}"
        assert answer(enter(challenge=forged, otp=app.code())) == (401, WRONG_PAIR)
    assert enter(challenge=value, otp=app.code()).status_code == 200


def test_a_challenge_besides_a_password_counts_alone(app: Authenticator, bob: Person) -> None:
    body = {"username": "bob", "password": PASSWORD, "challenge": challenge()}
    assert answer(enter(**body, otp="000000")) == (401, WRONG_CODE)
    assert answer(enter(**{**body, "challenge": "x"}, otp=app.code())) == (401, WRONG_PAIR)


def test_a_wrong_password_is_refused_before_anything_is_said_of_factors(app: Authenticator) -> None:
    for otp in ({}, {"otp": app.code()}, {"otp": app.recovery_codes[0]}):
        assert answer(enter(username="alice", password="wrong", **otp)) == (401, WRONG_PAIR)
    # And no code was used up by that.
    assert enter(**BY_PASSWORD, otp=app.code()).status_code == 200
    assert enter(**BY_PASSWORD, otp=app.recovery_codes[0]).status_code == 200


def test_a_code_given_with_a_wrong_password_stays_good(alice: Person, app: Authenticator) -> None:
    body = {"current_password": "wrong", "otp": app.code()}
    assert alice.delete(TOTP, body).status_code == 400
    assert alice.post(CODES, body).status_code == 400
    assert alice.post(CODES, {**body, "current_password": PASSWORD}).status_code == 200


@pytest.mark.parametrize("spelling", [str.upper, str.title, lambda c: c.replace("-", ""), lambda c: f" {c} "])
def test_a_recovery_code_may_be_typed_as_one_likes(app: Authenticator, spelling: Callable[[str], str]) -> None:
    assert enter(**BY_PASSWORD, otp=spelling(app.recovery_codes[0])).status_code == 200
    assert answer(enter(**BY_PASSWORD, otp=app.recovery_codes[0])) == (401, WRONG_CODE)


def test_recovery_codes_without_a_confirmed_factor_are_worth_nothing(alice: Person, app: Authenticator) -> None:
    with acting_as(alice.id):
        Factor.objects.update(confirmed_at=None)
    assert answer(enter(**BY_PASSWORD, otp=app.recovery_codes[0]))[0] == 200
    with acting_as(alice.id):
        assert RecoveryCode.objects.filter(used_at=None).count() == 10


def test_when_no_recovery_code_is_left_none_is_offered(alice: Person, app: Authenticator) -> None:
    for code in app.recovery_codes:
        assert enter(**BY_PASSWORD, otp=code).status_code == 200
    assert enter(**BY_PASSWORD).json()["factors"] == ["totp"]
    assert alice.get("/api/me/factors/").json() == {"factors": ["totp"]}
    assert enter(**BY_PASSWORD, otp=app.code()).status_code == 200


def test_a_secret_that_cannot_be_read_locks_nobody_out(
    alice: Person, app: Authenticator, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with acting_as(alice.id):
        Factor.objects.update(secret="gAAAAABnot-of-this-key")
    with caplog.at_level(logging.ERROR, "ringfence.factors"):
        assert answer(enter(**BY_PASSWORD, otp=app.code())) == (401, WRONG_CODE)
    assert "SECRET_KEY" in caplog.text
    assert answer(enter(**BY_PASSWORD, otp=app.recovery_codes[0])) == (200, {"access": A_TOKEN, "refresh": A_TOKEN})


def test_a_changed_secret_key_with_its_fallback_changes_nothing_for_people(
    alice: Person, app: Authenticator, settings: Any
) -> None:
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-secret-key-of-the-tests-" * 2, [old]
    assert enter(**BY_PASSWORD, otp=app.code()).status_code == 200
    assert enter(**BY_PASSWORD, otp=app.recovery_codes[0]).status_code == 200
    assert call("POST", "/api/token/refresh/", {"refresh": alice.refresh}).status_code == 200


@for_real
def test_of_one_code_at_the_same_moment_one_log_in_comes() -> None:
    app = confirmed(sign_up("alice"))
    for otp in (app.code(), app.recovery_codes[0]):
        statuses = at_once(6, lambda otp=otp: int(enter(**BY_PASSWORD, otp=otp).status_code))  # type: ignore[misc]
        assert statuses == [200, 401, 401, 401, 401, 401]


@for_real
@pytest.mark.parametrize("scale", [0, 1000])
def test_a_factor_is_removed_once_by_one_code_at_the_same_moment(settings: Any, scale: int) -> None:
    # Without throttles no counter's row makes the requests wait for each other.
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": scale}
    alice = sign_up("alice")
    app = confirmed(alice)
    body = {"current_password": PASSWORD, "otp": app.code()}
    assert at_once(4, lambda: int(alice.delete(TOTP, body).status_code)) == [204, 400, 400, 400]


@for_real
def test_wrong_codes_at_the_same_moment_cannot_slip_through(settings: Any) -> None:
    confirmed(sign_up("alice"))
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 1, "THROTTLES": {"factor": (3, 300)}}
    statuses = at_once(8, lambda: int(enter(**BY_PASSWORD, otp="000000").status_code))
    assert statuses == [401] * 3 + [429] * 5


@for_real
@pytest.mark.parametrize("method", ["DELETE", "POST"])
def test_a_wrong_code_stays_counted_although_the_answer_is_a_refusal(settings: Any, method: str) -> None:
    alice = sign_up("alice")
    app = confirmed(alice)
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 1, "THROTTLES": {"factor": (2, 300)}}
    body = {"current_password": PASSWORD, "otp": "000000"}
    path = TOTP if method == "DELETE" else CODES
    assert [alice.call(method, path, body).status_code for _ in range(3)] == [400, 400, 429]
    assert enter(**BY_PASSWORD, otp=app.code()).status_code == 429


@for_real
def test_a_code_used_up_by_confirming_is_used_up_for_good() -> None:
    alice = sign_up("alice")
    app = Authenticator(enrol(alice).json()["secret"], [])
    code = app.code()
    assert alice.post(CONFIRM, {"otp": code}).status_code == 200
    assert alice.post(CONFIRM, {"otp": code}).status_code == 400
    assert answer(enter(**BY_PASSWORD, otp=code)) == (401, WRONG_CODE)
    assert enter(**BY_PASSWORD, otp=app.code(1)).status_code == 200


@for_real
def test_setting_one_up_twice_is_a_conflict_that_breaks_nothing() -> None:
    alice = sign_up("alice")
    app = confirmed(alice)
    refused = enrol(alice)
    body = {"detail": "There is an authenticator already: remove it first.", "code": "already_enrolled"}
    assert answer(refused) == (409, body)
    assert enter(**BY_PASSWORD, otp=app.code()).status_code == 200


@for_real
def test_a_failed_code_is_written_down_although_it_is_refused() -> None:
    alice = sign_up("alice")
    confirmed(alice)
    enter(**BY_PASSWORD, otp="000000")
    newest = alice.get("/api/me/activity/").json()["results"][0]
    assert (newest["kind"], newest["detail"]) == ("log_in_failed", {"factor": True})
