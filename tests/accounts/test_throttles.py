"""Throttles: what counts, how much is allowed, what a client sees, and that nobody can lock another out."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from ringfence.accounts import config, throttles
from ringfence.accounts.models import Counter
from tests.people import PASSWORD, Person, call, sign_up

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def scale(settings: Any) -> None:
    """The numbers as they are."""
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 1, "THROTTLES": {}}


def limit(settings: Any, **limits: tuple[int, int]) -> None:
    """Set throttles by name, with a double underscore for the dot."""
    named = {name.replace("__", "."): numbers for name, numbers in limits.items()}
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLES": named}


def log_in(password: str, *, username: str = "alice", address: str = "192.0.2.1") -> Any:
    return call("POST", "/api/token/", {"username": username, "password": password}, REMOTE_ADDR=address)


def test_the_numbers_are_those_of_the_design() -> None:
    assert config.throttle("log_in.account_and_address") == (20, 300)
    assert config.throttle("log_in.address") == (100, 300)
    assert config.throttle("registration") == (10, 3600)


def test_only_failures_count(alice: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(3, 300))
    assert {log_in(PASSWORD).status_code for _ in range(6)} == {200}
    assert [log_in("wrong").status_code for _ in range(4)] == [401, 401, 401, 429]


def test_one_too_many_is_429_with_the_time_to_wait_also_for_the_right_password(alice: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(1, 300))
    log_in("wrong")
    for password in ("wrong", PASSWORD):
        refused = log_in(password)
        assert (refused.status_code, refused.json()["code"]) == (429, "throttled")
        assert 0 < int(refused.headers["Retry-After"]) <= 301
    assert log_in(PASSWORD, address="192.0.2.2").status_code == 200


def test_known_and_unknown_names_are_throttled_alike(alice: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(2, 300))
    answers = [
        [(log_in("wrong", username=name).status_code) for _ in range(4)] for name in ("alice", "nobody", "ALICE")
    ]
    # The third is the first in other letters: one account, one count.
    assert answers == [[401, 401, 429, 429], [401, 401, 429, 429], [429] * 4]


def test_an_address_is_throttled_over_all_accounts(alice: Person, settings: Any) -> None:
    limit(settings, log_in__address=(3, 300))
    statuses = [log_in("wrong", username=f"somebody{n}").status_code for n in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert log_in(PASSWORD, address="192.0.2.2").status_code == 200


def test_a_stranger_cannot_lock_out_who_logged_in_lately(alice: Person, settings: Any) -> None:
    assert log_in(PASSWORD, address="198.51.100.7").status_code == 200
    limit(settings, log_in__account=(3, 300))
    for number in range(8):
        log_in("wrong", address=f"192.0.2.{number}")
    assert log_in(PASSWORD, address="203.0.113.9").status_code == 429
    assert log_in(PASSWORD, address="198.51.100.7").status_code == 200


def test_the_count_begins_anew_after_its_time(alice: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(1, 300))
    log_in("wrong")
    assert log_in(PASSWORD).status_code == 429
    Counter.objects.update(resets_at=timezone.now() - timedelta(seconds=1))
    assert log_in(PASSWORD).status_code == 200


def test_registration_is_throttled_by_address(db: None, settings: Any) -> None:
    limit(settings, registration=(2, 3600))

    def register(number: int, address: str) -> int:
        body = {"username": f"person{number}", "password": PASSWORD}
        return int(call("POST", "/api/register/", body, REMOTE_ADDR=address).status_code)

    assert [register(number, "192.0.2.1") for number in range(4)] == [201, 201, 429, 429]
    assert register(9, "192.0.2.2") == 201


def test_wrong_current_passwords_count_although_they_are_refused(alice: Person, settings: Any) -> None:
    limit(settings, password=(2, 300))
    body = {"current_password": "wrong"}
    statuses = [alice.post("/api/me/factors/totp/", body).status_code for _ in range(3)]
    assert statuses == [400, 400, 429]


def test_a_scale_of_zero_turns_them_off(alice: Person, settings: Any) -> None:
    settings.RINGFENCE = {
        **settings.RINGFENCE,
        "THROTTLE_SCALE": 0,
        "THROTTLES": {"log_in.account_and_address": (1, 300)},
    }
    Counter.objects.all().delete()
    assert {log_in("wrong").status_code for _ in range(4)} == {401}
    assert not Counter.objects.exists()


def test_a_scale_multiplies_every_number(settings: Any) -> None:
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 2.5}
    assert config.throttle("log_in.account_and_address") == (50, 300)


def test_the_table_names_neither_accounts_nor_addresses(alice: Person) -> None:
    log_in("wrong", username="alice", address="192.0.2.1")
    kept = str(list(Counter.objects.values_list("key", flat=True)))
    assert Counter.objects.exists()
    assert "alice" not in kept
    assert "192.0.2" not in kept


def test_what_has_run_out_is_swept_away(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    throttles.hit("registration", "192.0.2.1")
    Counter.objects.update(resets_at=timezone.now() - timedelta(seconds=1))
    monkeypatch.setattr(throttles, "SWEEP_EVERY", 1)
    throttles.hit("registration", "192.0.2.2")
    assert Counter.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_tries_at_the_same_moment_cannot_slip_through(settings: Any) -> None:
    sign_up("alice")
    limit(settings, log_in__account_and_address=(5, 300))

    def attempt(_: int) -> int:
        try:
            return int(log_in("wrong").status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(attempt, range(16)))
    assert statuses == [401] * 5 + [429] * 11


_COUNT = """
import sys, django
from tests import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.RINGFENCE.update(THROTTLE_SCALE=1, THROTTLES={"registration": (2, 3600)})
django.setup()
from ringfence.accounts import throttles
print(throttles.hit("registration", "shared").wait > 0)
"""


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_every_process_counts_together(settings: Any) -> None:
    limit(settings, registration=(2, 3600))
    assert throttles.hit("registration", "shared").wait == 0
    command = [sys.executable, "-c", _COUNT, str(connection.settings_dict["NAME"])]
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    refused = [subprocess.run(command, env=environ, capture_output=True, text=True, check=True) for _ in range(2)]
    assert [process.stdout.strip() for process in refused] == ["False", "True"]
    assert throttles.hit("registration", "shared").wait > 0
