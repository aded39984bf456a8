"""Passwords: how they are hashed, how many at once, and what the answer of a log-in never tells."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from ringfence.accounts import hashers
from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as
from ringfence_server import settings as server_settings
from tests.people import PASSWORD, Person, call

pytestmark = pytest.mark.django_db(databases="__all__")


def register(username: str, password: str) -> Any:
    return call("POST", "/api/register/", {"username": username, "password": password})


def enter(username: str, password: str) -> Any:
    return call("POST", "/api/token/", {"username": username, "password": password})


def test_the_hash_is_argon2id_with_owasps_minimum() -> None:
    assert server_settings.PASSWORD_HASHERS == ["ringfence.accounts.hashers.Argon2idHasher"]
    assert hashers.Argon2idHasher().encode("x", "saltsalt").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_hash_of_these_tests_is_the_same_but_for_its_cost() -> None:
    assert make_password("x").startswith("argon2$argon2id$v=19$m=8,t=1,p=1$")


@pytest.mark.parametrize(
    ("password", "fits"),
    [("x" * 7, False), ("xkcd-936", True), ("x" * 128, True), ("x" * 129, False), ("", False), ("é" * 8, True)],
)
def test_a_password_has_8_to_128_characters(password: str, fits: bool) -> None:
    answer = register("somebody", password)
    assert answer.status_code == (201 if fits else 400)
    if not fits:
        assert set(answer.json()) == {"password", "code"}


def test_a_password_like_the_username_is_refused() -> None:
    refused = register("rumpelstiltskin", "rumpelstiltskin1")
    assert (refused.status_code, refused.json()) == (
        400,
        {"password": ["The password is too similar to the username."], "code": "invalid"},
    )


def test_very_common_passwords_are_accepted_in_the_embedded_default() -> None:
    # The public conformance suites register with them; a production profile may add Django's list.
    assert register("somebody", "password123").status_code == 201


def test_the_policy_is_a_setting(settings: Any) -> None:
    settings.AUTH_PASSWORD_VALIDATORS = [
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    ]
    assert register("somebody", "password123").json()["password"] == ["This password is too common."]


def test_nothing_is_trimmed() -> None:
    assert register("somebody", "  two spaces  ").status_code == 201
    assert enter("somebody", "  two spaces  ").status_code == 200
    for other in ("two spaces", "  two spaces", "two spaces  "):
        assert enter("somebody", other).status_code == 401


def test_two_keyboards_type_one_password() -> None:
    composed, decomposed = "caf\u00e9 au lait", "cafe\u0301 au lait"
    assert register("somebody", decomposed).status_code == 201
    assert enter("somebody", composed).status_code == 200
    assert enter("somebody", decomposed).status_code == 200


def test_the_hash_never_comes_back(alice: Person) -> None:
    for path in ("/api/me/", "/auth/users/me/", "/api/sessions/", "/api/me/activity/"):
        assert "argon2" not in alice.get(path).content.decode()


@pytest.fixture
def mallory(db: None) -> None:
    """Somebody whose account an operator has closed."""
    user_id = register("mallory", PASSWORD).json()["id"]
    with acting_as(user_id):
        User.objects.filter(pk=user_id).update(is_active=False)


def test_wrong_unknown_and_closed_get_one_answer_by_the_same_work(
    alice: Person, mallory: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    verify = hashers.Argon2idHasher.verify

    def counted(self: Any, password: str, encoded: str) -> bool:
        hashed.append(encoded[:40])
        return verify(self, password, encoded)

    monkeypatch.setattr(hashers.Argon2idHasher, "verify", counted)
    bodies = set()
    for username, password in (("alice", "wrong"), ("nobody", "wrong"), ("mallory", "wrong"), ("mallory", PASSWORD)):
        answer = enter(username, password)
        bodies.add((answer.status_code, answer.content))
    assert bodies == {
        (401, b'{"detail":"No active account found with the given credentials.","code":"no_active_account"}')
    }
    assert len(hashed) == 4


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_past_the_bound_a_log_in_waits_and_then_is_503(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    register("alice", PASSWORD)
    settings.RINGFENCE = {**settings.RINGFENCE, "HASHES_AT_ONCE": 1, "HASH_WAIT_SECONDS": 0.05}
    inside, go_on = threading.Event(), threading.Event()
    slow = Argon2PasswordHasher.verify

    def held(self: Any, password: str, encoded: str) -> bool:
        inside.set()
        assert go_on.wait(30)
        return bool(slow(self, password, encoded))

    monkeypatch.setattr(Argon2PasswordHasher, "verify", held)
    statuses: list[int] = []

    def first() -> None:
        try:
            statuses.append(enter("alice", PASSWORD).status_code)
        finally:
            connections.close_all()

    thread = threading.Thread(target=first)
    thread.start()
    try:
        assert inside.wait(30)
        refused = enter("alice", PASSWORD)
        assert (refused.status_code, refused.json()) == (
            503,
            {"detail": "Too many log-ins at this moment. Try again shortly.", "code": "busy"},
        )
        assert refused.headers["Retry-After"] == "1"
    finally:
        go_on.set()
        thread.join()
    # The place is given back.
    assert statuses == [200]
    assert enter("alice", PASSWORD).status_code == 200


def test_a_log_in_reads_nobody_but_whom_it_asks_for(alice: Person) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert enter("nobody", "wrong").status_code == 401
    assert "alice" not in str([query["sql"] for query in queries])


@pytest.mark.parametrize(
    "twin",
    [
        "ALICE",
        "Alice",
        "ａｌｉｃｅ",  # full width
        "𝐚𝐥𝐢𝐜𝐞",  # mathematical bold
        "aliCe",
        "ⓐⓛⓘⓒⓔ",
    ],
)
def test_a_twin_of_a_name_is_taken(alice: Person, twin: str) -> None:
    refused = register(twin, PASSWORD)
    assert refused.status_code == 400
    assert "username" in refused.json()


@pytest.mark.parametrize(
    ("first", "second"), [("straße", "STRASSE"), ("ﬁnn", "FINN"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("Å", "Å")]
)
def test_names_that_fold_onto_each_other_are_one(first: str, second: str) -> None:
    assert register(first, PASSWORD).status_code == 201
    assert register(second, PASSWORD).status_code == 400
    assert enter(second, PASSWORD).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "a b",
        "a\u200bb",  # zero width space
        "a\u202eb",  # right-to-left override
        "a\u2066b",
        "\ufeffab",
        "a\u00adb",  # soft hyphen
        "a\nb",
        "a\tb",
        "a\x7fb",
        "a\u0085b",
        "a\u2028b",
        "a@b",
        "a@example.com",
        "a/b",
        "a\\b",
        "<script>",
        "a'b",
        'a"b',
        "a;b",
        "x" * 151,
        "\u0301",
        "💩",
    ],
)
def test_a_name_that_is_none_is_a_400(db: None, name: str) -> None:
    refused = register(name, PASSWORD)
    assert refused.status_code == 400, refused.content
    assert set(refused.json()) == {"username", "code"}


@pytest.mark.parametrize("escape", [r"\u0000", r"\ud800", r"\udfff", r"a\u0000b"])
@pytest.mark.parametrize("field", ["username", "password", "email"])
def test_a_null_or_half_a_character_is_a_400(db: None, field: str, escape: str) -> None:
    fields = {"username": "somebody", "password": PASSWORD, "email": "a@example.com", field: "@@"}
    raw = json.dumps(fields).replace('"@@"', f'"{escape}"').encode()
    refused = call("POST", "/api/register/", raw=raw)
    assert (refused.status_code, refused.json()["code"]) == (400, "parse_error")


@pytest.mark.parametrize(("first", "second"), [("a@example.com", "A@EXAMPLE.COM"), ("a@example.com", "ａ@example.com")])
def test_addresses_are_compared_without_case(db: None, first: str, second: str) -> None:
    body = {"username": "one", "password": PASSWORD, "email": first}
    assert call("POST", "/api/register/", body).status_code == 201
    refused = call("POST", "/api/register/", {"username": "two", "password": PASSWORD, "email": second})
    assert (refused.status_code, set(refused.json())) == (400, {"email", "code"})


def test_scripts_may_be_mixed(db: None) -> None:
    assert register("аlice", PASSWORD).status_code == 201  # Cyrillic а
