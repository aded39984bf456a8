"""The threat model: what it names is there, and its claims about a whole attack hold."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django_otp.oath import totp

from ringfence.accounts.functions import SIGNATURES
from ringfence.ownership.scope import maintenance
from ringfence.ownership.search import SearchIndex
from tests.dialects.doors import COOKIE
from tests.docs.pages import ROOT, codes, named, rows
from tests.people import PASSWORD, Person, call, sign_up

WRONG = {"password": "not the password"}
HERE, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}


@pytest.fixture
def real_throttles(settings: Any) -> Any:
    """The numbers of the server, and the settings to change them."""
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 1}
    return settings


def log_in(username: str, given: dict[str, str], **where: Any) -> Any:
    return call("POST", "/api/token/", {"username": username, **given}, **where)


def enrol(person: Person) -> tuple[bytes, list[str]]:
    """Turn the second factor on; its key and the recovery codes."""
    made = person.post("/api/me/factors/totp/", {"current_password": PASSWORD}).json()
    key = base64.b32decode(made["secret"])
    # Of the step before, so that the present one is still to be used.
    confirmed = person.post("/api/me/factors/totp/confirm/", {"otp": f"{totp(key, t0=30):06}"})
    assert confirmed.status_code == 200, confirmed.content
    return key, confirmed.json()["recovery_codes"]


def test_the_twenty_first_wrong_password_is_429_and_the_right_one_too(real_throttles: Any, alice: Person) -> None:
    told = [log_in("alice", WRONG, **HERE) for _ in range(21)]
    assert [answer.status_code for answer in told] == [401] * 20 + [429]
    assert told[-1].json()["code"] == "throttled"
    assert 0 < int(told[-1].headers["Retry-After"]) <= 300
    assert log_in("ALICE", {"password": PASSWORD}, **HERE).status_code == 429
    assert log_in("alice", {"password": PASSWORD}, **ELSEWHERE).status_code == 200


def test_an_unknown_name_is_throttled_as_a_known_one(real_throttles: Any, alice: Person) -> None:
    for name in ("alice", "nobody"):
        told = [log_in(name, WRONG, **HERE) for _ in range(21)]
        assert [answer.status_code for answer in told] == [401] * 20 + [429]


def test_a_right_password_costs_no_try(real_throttles: Any, alice: Person) -> None:
    for _ in range(25):
        assert log_in("alice", {"password": PASSWORD}, **HERE).status_code == 200


def test_a_stranger_who_fails_on_purpose_does_not_lock_out_a_known_address(real_throttles: Any, alice: Person) -> None:
    real_throttles.RINGFENCE = {**real_throttles.RINGFENCE, "THROTTLES": {"log_in.account": (3, 300)}}
    assert log_in("alice", {"password": PASSWORD}, **HERE).status_code == 200
    for _ in range(3):
        assert log_in("alice", WRONG, **ELSEWHERE).status_code == 401
    assert log_in("alice", {"password": PASSWORD}, **ELSEWHERE).status_code == 429
    assert log_in("alice", {"password": PASSWORD}, **HERE).status_code == 200


def test_a_stolen_password_does_not_pass_the_second_factor(real_throttles: Any, alice: Person) -> None:
    key, (first, *_) = enrol(alice)
    asked = log_in("alice", {"password": PASSWORD})
    assert asked.status_code == 401
    assert set(asked.json()) == {"detail", "code", "challenge", "factors"}
    challenge = asked.json()["challenge"]
    # A challenge is no token, and a code is no password.
    assert call("GET", "/api/me/", token=challenge).status_code == 401
    code = f"{totp(key):06}"
    assert log_in("alice", {"password": "", "otp": code}).status_code != 200
    assert log_in("alice", {"challenge": challenge, "otp": code}).status_code == 200
    assert log_in("alice", {"challenge": challenge, "otp": code}).status_code == 401
    assert log_in("alice", {"challenge": challenge, "otp": first}).status_code == 200
    assert log_in("alice", {"challenge": challenge, "otp": first}).status_code == 401


def test_the_eleventh_wrong_code_is_429_and_the_right_one_too(real_throttles: Any, alice: Person) -> None:
    key, _ = enrol(alice)
    tries = [log_in("alice", {"password": PASSWORD, "otp": "no code"}) for _ in range(11)]
    assert [answer.status_code for answer in tries] == [401] * 10 + [429]
    assert log_in("alice", {"password": PASSWORD, "otp": f"{totp(key):06}"}).status_code == 429


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_database_alone_holds_nothing_that_opens_the_api() -> None:
    alice = sign_up("alice")
    key, recovery_codes = enrol(alice)
    made = alice.post(
        "/api/me/tokens/", {"name": "backup", "scopes": ["notes:read"], "current_password": PASSWORD}
    ).json()["token"]
    with maintenance("a copy of the database"):
        copy = repr(
            [
                list(model._base_manager.values_list())
                for model in apps.get_app_config("ringfence_accounts").get_models()
            ]
        )
    assert "alice" in copy
    secrets = [PASSWORD, alice.access, alice.refresh, made, *recovery_codes]
    secrets += [key.hex(), base64.b32encode(key).decode(), base64.b64encode(key).decode()]
    assert [secret for secret in secrets if secret in copy] == []


@pytest.mark.parametrize(
    "origin", [{}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Origin": "https://testserver"}]
)
@pytest.mark.parametrize("path", ["login", "refresh", "logout"])
def test_a_page_of_another_origin_gets_nothing_of_the_cookie(alice: Person, path: str, origin: dict[str, str]) -> None:
    body = {"username": "alice", "password": PASSWORD} if path == "login" else None
    headers = {"Cookie": f"{COOKIE}={alice.refresh}", **origin}
    answer = call("POST", f"/api/web/{path}/", body, headers=headers)
    assert answer.status_code == 403
    assert answer.json() == {"detail": "This origin may not use the cookie.", "code": "bad_origin"}
    assert not answer.cookies
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert alice.get("/api/me/").status_code == 200


# The threat model


def test_every_defence_names_tests_and_files_that_are_there() -> None:
    defended = rows("why/threat-model.md", "What is defended")
    assert defended
    for _, what, how, test in defended:
        assert codes(test), what
        for path in codes(test):
            assert path.startswith(("tests/", "web/")), path
            assert (ROOT / path).is_file(), path
        folder = ""
        for path in (code for code in codes(how) if code.endswith(".py")):
            # A file without a folder lies beside the one before it.
            folder = str(Path(path).parent) if path.startswith("src/") else folder
            assert (ROOT / path).is_file() or (ROOT / folder / path).is_file(), path


def functions_that_reach_further() -> dict[str, bool]:
    """The signatures of the SECURITY DEFINER functions, and whether each is the server's and not the tests'."""
    found = dict.fromkeys(SIGNATURES, True)
    for model in apps.get_models():
        for index in model._meta.indexes:
            if isinstance(index, SearchIndex):
                found[f"{index.name}(text[])"] = not model.__module__.startswith("tests.")
    return found


def test_every_function_that_gets_past_the_policies_is_documented() -> None:
    documented = set(named("why/threat-model.md", "PostgreSQL: functions that reach further"))
    assert documented == {name for name, shipped in functions_that_reach_further().items() if shipped}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such functions")
@pytest.mark.django_db
def test_the_database_has_no_other_function_that_gets_past_the_policies() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        assert {name for (name,) in cursor.fetchall()} == set(functions_that_reach_further())
