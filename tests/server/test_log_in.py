"""Log-in, refresh and log-out over HTTP: what opens, what is told, and what is dead at once."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.db.models import F

from ringfence.accounts.models import Session, User
from ringfence.ownership.scope import acting_as
from tests.people import PASSWORD, Person, call, log_in
from tests.server.entrance import (
    CHALLENGE,
    LOGOUT,
    REFRESH,
    REGISTER,
    REQUIRED,
    TOKEN,
    enter,
    forged,
    opens,
    register,
    turn,
    unsigned,
)
from tests.server.shapes import A_PAIR, DEAD_TOKEN, NOTES, WRONG_PAIR, answer, invalid


def rotated_earlier(person: Person, seconds: float) -> None:
    """As if the last refresh had been so long ago."""
    with acting_as(person.id):
        Session.objects.update(rotated_at=F("rotated_at") - timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "Carol"},
        {"username": "CAROL"},
        {"username": "ｃａｒｏｌ"},
        {"username": "carol@example.org"},
        {"email": "Carol@Example.Org"},
        {"email": "CAROL@EXAMPLE.ORG"},
        {"email": "carol"},
    ],
)
def test_one_logs_in_by_name_or_address_in_any_case(db: None, fields: dict[str, Any]) -> None:
    register(username="Carol", email="Carol@Example.org")
    assert answer(enter(**fields)) == (200, A_PAIR)


@pytest.mark.parametrize("slash", ["", "/"])
def test_every_path_has_an_optional_slash(db: None, slash: str) -> None:
    assert call("POST", f"/api/register{slash}", {"username": "carol", "password": PASSWORD}).status_code == 201
    pair = call("POST", f"/api/token{slash}", {"username": "carol", "password": PASSWORD}).json()
    pair = call("POST", f"/api/token/refresh{slash}", {"refresh": pair["refresh"]}).json()
    assert pair == A_PAIR
    assert call("POST", f"/api/logout{slash}", {"refresh": pair["refresh"]}).status_code == 200


def test_the_claims_say_who_and_which_session(alice: Person) -> None:
    for token, kind, seconds in ((alice.access, "access", 15 * 60), (alice.refresh, "refresh", 24 * 3600)):
        claims = jwt.decode(token, options={"verify_signature": False})
        assert {name: claims[name] for name in ("user_id", "username", "role", "token_type", "iss", "aud")} == {
            "user_id": alice.id,
            "username": "alice",
            "role": "user",
            "token_type": kind,
            "iss": "ringfence",
            "aud": "ringfence",
        }
        assert set(claims) >= {"sid", "jti", "iat", "exp"}
        assert claims["exp"] - claims["iat"] == seconds
        assert not {"password", "email"} & set(claims)


@pytest.mark.parametrize(
    "password", ["  spaces around  ", "\ttabs\n\n\n\n", "        ", "ñandú de luz", "x" * 128, "🦊🦊🦊🦊🦊🦊🦊🦊"]
)
def test_nothing_is_trimmed_from_a_password(db: None, password: str) -> None:
    assert register(username="carol", password=password).status_code == 201
    assert answer(enter(username="carol", password=password)) == (200, A_PAIR)
    assert answer(enter(username="carol", password=unicodedata.normalize("NFD", password))) == (200, A_PAIR)
    for other in {password.strip(), password + " ", password[:-1]} - {password, ""}:
        assert answer(enter(username="carol", password=other)) == (401, WRONG_PAIR)


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "alice", "password": "wrong"},
        {"username": "alice", "password": PASSWORD.upper()},
        {"username": "alice", "password": f"{PASSWORD}\u200b"},
        {"username": "nobody", "password": PASSWORD},
        {"email": "nobody@example.org", "password": PASSWORD},
        {"username": "alice%", "password": PASSWORD},
        {"username": "' OR 1=1 --", "password": PASSWORD},
        {"username": "x" * 1000, "password": PASSWORD},
        {"username": "\u202e", "password": PASSWORD},
    ],
)
def test_a_wrong_pair_is_401_and_says_no_more(alice: Person, fields: dict[str, Any]) -> None:
    response = enter(**fields)
    assert (*answer(response), response.headers["WWW-Authenticate"]) == (401, WRONG_PAIR, CHALLENGE)


def test_an_account_that_is_not_active_cannot_log_in(alice: Person) -> None:
    with acting_as(alice.id):
        User.objects.filter(pk=alice.id).update(is_active=False)
    assert answer(enter(username="alice")) == (401, WRONG_PAIR)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"username": "alice"}, {"password": [REQUIRED]}),
        ({"password": PASSWORD}, {"username": [REQUIRED]}),
        ({"username": ["alice"], "password": PASSWORD}, {"username": ["Not a valid string."]}),
        ({"username": "alice", "password": {"$ne": ""}}, {"password": ["Not a valid string."]}),
        ({"username": "", "password": PASSWORD}, {"username": ["This field may not be blank."]}),
        (
            {"username": "alice", "password": "x" * 1025},
            {"password": ["Ensure this field has no more than 1024 characters."]},
        ),
    ],
)
def test_half_a_pair_is_400_by_field(alice: Person, body: dict[str, Any], said: Any) -> None:
    assert answer(call("POST", TOKEN, body)) == (400, {**said, "code": "invalid"})


@pytest.mark.parametrize(
    "extra",
    [
        {"headers": {"User-Agent": "a\x00b\x1b[31m"}},
        {"headers": {"User-Agent": "x" * 5000}},
        {"headers": {"User-Agent": ""}},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "unix:"},
        {"REMOTE_ADDR": "fe80::1%eth0"},
        {"REMOTE_ADDR": "::ffff:192.0.2.1"},
        {"headers": {"X-Forwarded-For": "'; --, 1.2.3.4, \x00"}},
    ],
)
def test_a_client_can_call_itself_what_it_likes(alice: Person, extra: dict[str, Any]) -> None:
    assert answer(call("POST", TOKEN, {"username": "alice", "password": PASSWORD}, **extra)) == (200, A_PAIR)


@pytest.mark.parametrize("path", [REGISTER, TOKEN, REFRESH, LOGOUT])
def test_only_post_in_json_is_taken(alice: Person, path: str) -> None:
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        said = {"detail": f'Method "{method}" not allowed.', "code": "method_not_allowed"}
        response = call(method, path, {})
        assert (*answer(response), response.headers["Allow"]) == (405, said, "POST, OPTIONS")
    for content_type in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
        assert call("POST", path, raw=b"username=alice", content_type=content_type).status_code == 415
    assert call("POST", path, {}, headers={"Accept": "text/html"}).status_code == 406


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer", "Basic YTpi", "nonsense", "Bearer \xff"])
def test_a_header_on_an_open_path_is_not_looked_at(alice: Person, header: str) -> None:
    headers = {"Authorization": header}
    body = {"username": "alice", "password": PASSWORD}
    assert answer(call("POST", TOKEN, body, headers=headers)) == (200, A_PAIR)


def test_a_refresh_gives_a_new_pair(alice: Person) -> None:
    response = turn(alice.refresh)
    assert answer(response) == (200, A_PAIR)
    pair = response.json()
    assert pair["refresh"] != alice.refresh
    assert opens(pair["access"])
    assert opens(alice.access)
    assert answer(turn(pair["refresh"])) == (200, A_PAIR)


def test_the_token_just_replaced_is_answered_with_the_same_successor(alice: Person) -> None:
    first = turn(alice.refresh).json()
    rotated_earlier(alice, 8)
    again = [turn(alice.refresh) for _ in range(3)]
    assert [response.status_code for response in again] == [200] * 3
    assert all(opens(response.json()["access"]) for response in again)
    successors = {response.json()["refresh"] for response in again}
    assert len(successors) == 1
    assert answer(turn(successors.pop())) == (200, A_PAIR)
    assert first["refresh"] != alice.refresh


def test_the_successor_is_the_same_to_the_byte(alice: Person) -> None:
    assert turn(alice.refresh).json()["refresh"] == turn(alice.refresh).json()["refresh"]


def test_after_ten_seconds_the_token_replaced_ends_the_session(alice: Person) -> None:
    newest = turn(alice.refresh).json()
    rotated_earlier(alice, 10.5)
    response = turn(alice.refresh)
    assert (*answer(response), response.headers["WWW-Authenticate"]) == (401, DEAD_TOKEN, CHALLENGE)
    assert not opens(newest["access"])
    assert not opens(alice.access)
    assert answer(turn(newest["refresh"])) == (401, DEAD_TOKEN)


def test_an_older_token_ends_the_session_at_once_even_within_the_ten_seconds(alice: Person) -> None:
    second = turn(alice.refresh).json()
    third = turn(second["refresh"]).json()
    assert opens(third["access"])
    assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)
    assert not opens(third["access"])
    assert answer(turn(third["refresh"])) == (401, DEAD_TOKEN)


def test_a_reuse_ends_its_own_session_only(alice: Person) -> None:
    other = log_in("alice", alice.id)
    turn(turn(alice.refresh).json()["refresh"])
    assert turn(alice.refresh).status_code == 401
    assert opens(other.access)
    assert answer(turn(other.refresh)) == (200, A_PAIR)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda alice: "nonsense", id="garbage"),
        pytest.param(lambda alice: alice.access, id="the access token"),
        pytest.param(lambda alice: alice.refresh[:-2], id="cut"),
        pytest.param(lambda alice: forged(alice.refresh, key="x" * 64), id="another key"),
        pytest.param(lambda alice: unsigned(alice.refresh, "none"), id="alg none"),
        pytest.param(lambda alice: forged(alice.refresh, jti=5), id="jti is a number"),
        pytest.param(lambda alice: forged(alice.refresh, exp=1), id="expired"),
        pytest.param(lambda alice: forged(alice.refresh, user_id=alice.id + 1), id="another user"),
    ],
)
@pytest.mark.parametrize("path", [REFRESH, LOGOUT])
def test_any_other_refresh_token_is_401_and_ends_nothing(alice: Person, path: str, make: Any) -> None:
    response = call("POST", path, {"refresh": make(alice)})
    assert (*answer(response), response.headers["WWW-Authenticate"]) == (401, DEAD_TOKEN, CHALLENGE)
    assert answer(turn(alice.refresh)) == (200, A_PAIR)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, REQUIRED),
        ({"refresh": None}, "This field may not be null."),
        ({"refresh": ""}, "This field may not be blank."),
        ({"refresh": []}, "Not a valid string."),
    ],
)
@pytest.mark.parametrize("path", [REFRESH, LOGOUT])
def test_no_refresh_token_at_all_is_400_by_field(db: None, path: str, body: dict[str, Any], said: str) -> None:
    assert answer(call("POST", path, body)) == (400, invalid(refresh=said))


# Log-out


def test_a_log_out_kills_every_token_of_the_session_and_no_other(alice: Person) -> None:
    other = log_in("alice", alice.id)
    newer = turn(alice.refresh).json()
    assert answer(call("POST", LOGOUT, {"refresh": newer["refresh"]})) == (200, {"message": "Logged out."})
    for access in (alice.access, newer["access"]):
        assert answer(call("GET", NOTES, token=access)) == (401, DEAD_TOKEN)
    for refresh in (alice.refresh, newer["refresh"]):
        assert answer(turn(refresh)) == (401, DEAD_TOKEN)
        assert answer(call("POST", LOGOUT, {"refresh": refresh})) == (401, DEAD_TOKEN)
    assert opens(other.access)
    assert answer(turn(other.refresh)) == (200, A_PAIR)


def test_a_log_out_with_the_token_just_replaced_ends_the_session_too(alice: Person) -> None:
    newer = turn(alice.refresh).json()
    assert call("POST", LOGOUT, {"refresh": alice.refresh}).status_code == 200
    assert not opens(newer["access"])
    assert answer(turn(newer["refresh"])) == (401, DEAD_TOKEN)
