"""Throttles against who wants past them, and against who wants to shut others out with them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from ringfence.accounts import config, hashers, throttles
from ringfence.accounts.models import Counter, Session
from ringfence.ownership.scope import acting_as
from tests.people import PASSWORD, Person, call, sign_up

pytestmark = pytest.mark.django_db(databases="__all__")
NUMBERS = {
    "log_in.account_and_address": (20, 300),
    "log_in.address": (100, 300),
    "log_in.account": (200, 300),
    "factor": (10, 300),
    "password": (20, 300),
    "registration": (10, 3600),
    "mail.address": (20, 3600),
    "mail.account": (3, 3600),
    "mail_token.address": (50, 3600),
}


@pytest.fixture(autouse=True)
def scale(settings: Any) -> None:
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 1, "THROTTLES": {}}


def limit(settings: Any, **limits: tuple[int, int]) -> None:
    named = {name.replace("__", "."): numbers for name, numbers in limits.items()}
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLES": named}


def log_in(password: str = "wrong", *, address: str = "192.0.2.1", **extra: Any) -> Any:
    body = {"username": "alice", "password": password}
    return call("POST", "/api/token/", body, REMOTE_ADDR=address, **extra)


def counts() -> list[int]:
    return sorted(Counter.objects.filter(count__gt=0).values_list("count", flat=True))


def test_every_number_is_as_it_is_written_down_and_bites_there() -> None:
    assert config.THROTTLES == NUMBERS
    for name, (allowed, seconds) in NUMBERS.items():
        hits = [throttles.hit(name, "somebody", "somewhere") for _ in range(allowed + 1)]
        assert [hit.wait for hit in hits[:-1]] == [0] * allowed, name
        assert seconds - 5 <= hits[-1].wait <= seconds + 1, name


def test_twenty_guesses_at_one_account_from_one_address_and_no_more(alice: Person) -> None:
    statuses = [log_in().status_code for _ in range(23)]
    assert statuses == [401] * 20 + [429] * 3
    refused = log_in(PASSWORD)
    assert (refused.status_code, refused.json()["code"]) == (429, "throttled")


def test_a_success_gives_back_its_own_count_and_no_more(alice: Person) -> None:
    log_in()
    before = counts()
    for _ in range(5):
        assert log_in(PASSWORD).status_code == 200
    assert counts() == before


def test_a_try_without_a_place_to_hash_is_not_counted(
    alice: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in()
    before = counts()
    settings.RINGFENCE = {**settings.RINGFENCE, "HASH_WAIT_SECONDS": 0.01}
    monkeypatch.setattr(hashers, "_taken", 99)
    for _ in range(3):
        refused = log_in(PASSWORD)
        assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == (503, "busy", "1")
        body = {"current_password": PASSWORD}
        assert alice.post("/api/me/factors/totp/", body).status_code == 503
        assert alice.post("/auth/users/set_password/", {**body, "new_password": "another one"}).status_code == 503
    assert counts() == before


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"])
def test_a_header_of_ones_own_is_no_other_address(alice: Person, settings: Any, header: str) -> None:
    limit(settings, log_in__account_and_address=(3, 300))
    statuses = [log_in(headers={header: f"203.0.113.{number}"}).status_code for number in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


def test_the_addresses_of_one_ipv6_network_are_one(alice: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(3, 300))
    statuses = [log_in(address=f"2001:db8:0:1:{number:x}::{number}").status_code for number in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert log_in(PASSWORD, address="2001:db8:0:2::1").status_code == 200


def test_an_ipv4_address_is_the_same_written_as_ipv6(alice: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(1, 300))
    assert log_in(address="192.0.2.1").status_code == 401
    assert log_in(address="::ffff:192.0.2.1").status_code == 429
    assert log_in(address="::ffff:192.0.2.2").status_code == 401


@pytest.mark.parametrize("trick", ["ALICE", "ａｌｉｃｅ", " alice ", "Alice@Example.org", "ALICE@example.org"])
def test_another_spelling_is_no_other_account(alice: Person, settings: Any, trick: str) -> None:
    limit(settings, log_in__account_and_address=(2, 300))
    name = "alice@example.org" if "@" in trick else "alice"
    for username in (name, name):
        call("POST", "/api/token/", {"username": username, "password": "wrong"})
    assert call("POST", "/api/token/", {"username": trick, "password": "wrong"}).status_code == 429


def test_every_log_in_path_counts_together(alice: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(4, 300))
    paths = ["/api/token/", "/api/auth/token/", "/auth/jwt/create/", "/api/web/login/", "/api/me/reopen/"]
    origin = {"Origin": "http://testserver"}
    body = {"username": "alice", "password": "wrong"}
    assert [call("POST", path, body, headers=origin).status_code for path in paths] == [401, 401, 401, 401, 429]
    assert [call("POST", path, body, headers=origin).status_code for path in paths] == [429] * 5


@pytest.mark.parametrize("address", ["198.51.100.7", "2001:db8:7:7::1"])
def test_who_logged_in_lately_is_not_shut_out_by_strangers_from_elsewhere(
    alice: Person, settings: Any, address: str
) -> None:
    assert log_in(PASSWORD, address=address).status_code == 200
    limit(settings, log_in__account=(3, 300))
    assert [log_in(address=f"192.0.2.{number}").status_code for number in range(5)] == [401, 401, 401, 429, 429]
    assert log_in(PASSWORD, address="203.0.113.9").status_code == 429
    # Privacy extensions give the same person another address of the same network each day.
    own = address.replace("::1", "::abcd")
    assert log_in(PASSWORD, address=own).status_code == 200
    # But guesses from there are counted like all others.
    limit(settings, log_in__account=(3, 300), log_in__account_and_address=(2, 300))
    assert [log_in(address=own).status_code for _ in range(4)] == [401, 401, 429, 429]


def test_a_thief_of_a_session_is_not_spared(alice: Person, settings: Any) -> None:
    stolen = log_in(PASSWORD, address="203.0.113.66").json()["refresh"]
    with acting_as(alice.id):
        mine = Session.objects.filter(address="203.0.113.66")
        assert mine.update(revoked_at=timezone.now(), revoked_because=Session.End.REUSE) == 1
    assert call("POST", "/api/token/refresh/", {"refresh": stolen}).status_code == 401
    limit(settings, log_in__account=(1, 300))
    log_in()
    assert log_in(PASSWORD, address="203.0.113.66").status_code == 429
    assert log_in(PASSWORD, address="127.0.0.1").status_code == 200


def test_a_session_of_long_ago_spares_nobody(alice: Person, settings: Any) -> None:
    with acting_as(alice.id):
        Session.objects.update(last_used_at=timezone.now() - timedelta(days=31))
    limit(settings, log_in__account=(1, 300))
    log_in()
    assert log_in(PASSWORD, address="127.0.0.1").status_code == 429


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "UTC"])
def test_the_time_zone_of_the_project_moves_no_window(alice: Person, settings: Any, zone: str) -> None:
    settings.TIME_ZONE = zone
    limit(settings, log_in__account_and_address=(1, 300))
    assert log_in().status_code == 401
    refused = log_in()
    assert refused.status_code == 429
    assert 290 <= int(refused.headers["Retry-After"]) <= 301


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_counted_refusal_stays_counted_when_it_is_answered(settings: Any) -> None:
    person = sign_up("alice")
    limit(settings, password=(3, 300))
    statuses = [person.post("/api/me/factors/totp/", {"current_password": "wrong"}).status_code for _ in range(4)]
    assert statuses == [400, 400, 400, 429]
    assert person.post("/api/me/factors/totp/", {"current_password": PASSWORD}).status_code == 429


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_wrong_passwords_at_the_same_moment_cannot_slip_through_inside_an_account(settings: Any) -> None:
    person = sign_up("alice")
    limit(settings, password=(3, 300))

    def attempt(_: int) -> int:
        try:
            return int(person.post("/api/me/factors/totp/", {"current_password": "wrong"}).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(attempt, range(9))) == [400] * 3 + [429] * 6


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite locks no rows")
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_sweep_waits_for_nobody_who_is_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("held", "free"):
        throttles.hit("registration", name)
    held = throttles._key("registration", "held")
    Counter.objects.update(resets_at=timezone.now() - timedelta(seconds=1))
    monkeypatch.setattr(throttles, "SWEEP_EVERY", 1)
    locked, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Counter.objects.select_for_update().get(pk=held)
                locked.set()
                assert go_on.wait(30)
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert locked.wait(30)
        throttles.hit("registration", "another")
        assert set(Counter.objects.values_list("pk", flat=True)) == {held, throttles._key("registration", "another")}
    finally:
        go_on.set()
        thread.join()
    assert connection.vendor == "postgresql"
