"""One suite for every log-in path and its partners: what a client of any dialect may count on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.db.models import F
from django.utils import timezone

from ringfence.accounts.models import Session, User
from ringfence.ownership.scope import acting_as, maintenance
from tests.dialects.doors import COOKIE, DOORS, Door
from tests.people import PASSWORD, Person, call
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, NOTES, WRONG_PAIR, answer, page

CHALLENGE = 'Bearer realm="api"'
CLAIMS = {"token_type", "exp", "iat", "jti", "sid", "user_id", "username", "role", "aud", "iss"}
REQUIRED = ["This field is required."]

every_door = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
slashes = pytest.mark.parametrize("slash", ["", "/"], ids=["bare", "slash"])


def opens(access: str) -> bool:
    response = call("GET", NOTES, token=access)
    assert response.status_code in (200, 401)
    return bool(response.status_code == 200)


def refused(response: Any) -> bool:
    """Whether it is the one answer to every dead token."""
    said = (*answer(response), response.headers["WWW-Authenticate"])
    assert said == (401, DEAD_TOKEN, CHALLENGE)
    return True


def rotated_earlier(user_id: int, seconds: float) -> None:
    with acting_as(user_id):
        Session.objects.update(rotated_at=F("rotated_at") - timedelta(seconds=seconds))


@every_door
@slashes
def test_a_log_in_gives_tokens_that_open_the_api(alice: Person, door: Door, slash: str) -> None:
    access, refresh = door.pair(door.enter(slash, username="alice"))
    assert answer(call("GET", NOTES, token=access)) == (200, page())
    again, _ = door.pair(door.turn(refresh, slash))
    assert opens(again)
    for token in (access, again):
        assert answer(door.verify(token, slash)) == (200, {})
    assert answer(door.log_out(refresh, slash)) == door.logged_out
    assert not opens(access)


@every_door
@pytest.mark.parametrize(
    "fields",
    [
        {"username": "ALICE"},
        {"username": "ａｌｉｃｅ"},
        {"username": "Alice@Example.org"},
        {"email": "ALICE@EXAMPLE.ORG"},
        {"email": "alice"},
        {"username": "  alice  "},
        {"username": "alice", "email": "somebody@else.org"},
    ],
)
def test_a_person_is_known_by_name_or_address_in_any_case(alice: Person, door: Door, fields: Any) -> None:
    with acting_as(alice.id):
        user = User.objects.get(pk=alice.id)
        user.email = "alice@example.org"
        user.save(update_fields=["email"])
    access, _ = door.pair(door.enter(**fields))
    assert jwt.decode(access, options={"verify_signature": False})["user_id"] == alice.id


@every_door
def test_the_claims_are_those_that_clients_read(alice: Person, door: Door) -> None:
    access, refresh = (jwt.decode(token, options={"verify_signature": False}) for token in door.log_in("alice"))
    assert set(access) == set(refresh) == CLAIMS
    assert (access["token_type"], refresh["token_type"]) == ("access", "refresh")
    for claims in (access, refresh):
        assert type(claims["user_id"]) is int
        assert (claims["user_id"], claims["username"], claims["role"]) == (alice.id, "alice", "user")
        assert (claims["iss"], claims["aud"]) == ("ringfence", "ringfence")
    assert access["sid"] == refresh["sid"]
    assert access["jti"] != refresh["jti"]
    assert access["exp"] - access["iat"] == 15 * 60
    assert refresh["exp"] - refresh["iat"] == 24 * 60 * 60


@every_door
@pytest.mark.parametrize(
    "fields",
    [
        {"username": "alice", "password": "wrong"},
        {"username": "alice", "password": f" {PASSWORD}"},
        {"username": "alice", "password": f"{PASSWORD} "},
        {"username": "nobody"},
        {"email": "nobody@example.org"},
        {"username": "alice", "password": "x" * 1024},
        {"challenge": "nonsense", "otp": "123456"},
        {"challenge": "é:\U0001f511:x", "otp": "123456"},
        {"challenge": ".eJw:1abc:sig", "otp": "123456"},
    ],
)
def test_a_wrong_pair_is_401_and_sets_nothing(alice: Person, door: Door, fields: Any) -> None:
    response = door.enter(**fields)
    assert (*answer(response), response.headers["WWW-Authenticate"]) == (401, WRONG_PAIR, CHALLENGE)
    assert not response.cookies


@every_door
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, {"password": REQUIRED, "username": REQUIRED}),
        ({"username": "alice"}, {"password": REQUIRED}),
        ({"password": PASSWORD}, {"username": REQUIRED}),
        ({"challenge": "x"}, {"otp": REQUIRED}),
        ({"username": None, "password": PASSWORD}, {"username": ["This field may not be null."]}),
        ({"username": True, "password": PASSWORD}, {"username": ["Not a valid string."]}),
        ({"email": ["alice"], "password": PASSWORD}, {"email": ["Not a valid string."]}),
        ({"username": "alice", "password": ""}, {"password": ["This field may not be blank."]}),
    ],
)
def test_half_a_pair_is_400_by_field(db: None, door: Door, body: Any, said: Any) -> None:
    assert answer(door.send(door.log_in_path, body)) == (400, {**said, "code": "invalid"})


@every_door
def test_unknown_fields_are_named_but_on_djosers_paths_ignored(alice: Person, door: Door) -> None:
    response = door.enter(username="alice", remember=True)
    if door.ignores_unknown:
        _, refresh = door.pair(response)
        refreshed = door.send(door.refresh_path, {"access": "x"}, refresh=refresh)
        verified = door.send(door.verify_path, {"token": refresh, "access": "x"})
        assert (refreshed.status_code, verified.status_code) == (200, 200)
    else:
        assert answer(response) == (400, {"remember": ["Unknown field."], "code": "invalid"})


@every_door
def test_a_refresh_retires_the_token_and_answers_it_the_same_for_ten_seconds(alice: Person, door: Door) -> None:
    _, first = door.log_in("alice")
    _, second = door.pair(door.turn(first))
    assert second != first
    access, again = door.pair(door.turn(first))
    assert (again, opens(access)) == (second, True)
    rotated_earlier(alice.id, 8)
    door.pair(door.turn(first))
    rotated_earlier(alice.id, 3)
    assert refused(door.turn(first))
    assert refused(door.turn(second))
    assert not opens(access)


@every_door
def test_a_log_out_kills_every_token_of_the_session_at_once(alice: Person, door: Door) -> None:
    access, first = door.log_in("alice")
    newer, second = door.pair(door.turn(first))
    assert answer(door.log_out(second)) == door.logged_out
    for token in (access, newer, first, second):
        assert refused(door.verify(token))
    for token in (first, second):
        assert refused(door.turn(token))
    assert not opens(access)
    assert not opens(newer)
    # Alice's other session, from the fixture, lives on.
    assert opens(alice.access)


@every_door
def test_a_second_log_out_is_401_where_the_token_is_asked_for(alice: Person, door: Door) -> None:
    _, refresh = door.log_in("alice")
    assert answer(door.log_out(refresh)) == door.logged_out
    if door.by_cookie:
        assert answer(door.log_out(refresh)) == door.logged_out
    else:
        assert refused(door.log_out(refresh))


@every_door
def test_tokens_are_not_interchangeable(alice: Person, door: Door) -> None:
    access, refresh = door.log_in("alice")
    assert refused(door.turn(access))
    assert not opens(refresh)
    if not door.by_cookie:
        assert refused(door.log_out(access))
    assert opens(access)
    door.pair(door.turn(refresh))


@every_door
@pytest.mark.parametrize("other", DOORS, ids=lambda door: door.name)
def test_a_session_does_not_care_by_which_door_it_is_used(alice: Person, door: Door, other: Door) -> None:
    _, refresh = door.log_in("alice")
    access, refresh = other.pair(other.turn(refresh))
    assert answer(other.verify(refresh)) == (200, {})
    assert answer(other.log_out(refresh)) == other.logged_out
    assert refused(door.verify(access))


@every_door
def test_no_answer_may_be_kept_by_a_cache(alice: Person, door: Door) -> None:
    response = door.enter(username="alice")
    _, refresh = door.pair(response)
    for kept in (response, door.turn(refresh), door.verify(refresh), door.log_out(refresh)):
        assert kept.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db(transaction=True, databases="__all__")
@every_door
@pytest.mark.parametrize("how", ["deactivated", "deleted", "ended", "expired"])
def test_who_may_no_more_is_out_at_once(alice: Person, door: Door, how: str) -> None:
    access, refresh = door.log_in("alice")
    with maintenance("test"):
        match how:
            case "deactivated":
                User.objects.filter(pk=alice.id).update(is_active=False)
            case "deleted":
                User.objects.get(pk=alice.id).delete()
            case "ended":
                Session.objects.update(revoked_at=timezone.now())
            case "expired":
                Session.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not opens(access)
    for token in (access, refresh):
        assert refused(door.verify(token))
    response = door.turn(refresh)
    assert refused(response)
    if door.by_cookie:
        assert response.cookies[COOKIE].value == ""
    if how in ("deactivated", "deleted"):
        assert answer(door.enter(username="alice")) == (401, WRONG_PAIR)


@every_door
def test_a_header_of_the_caller_is_not_looked_at(alice: Person, door: Door) -> None:
    for header in ("Bearer nonsense", "Bearer", "Basic YTpi", f"Bearer {alice.refresh}"):
        fields = {"username": "alice", "password": PASSWORD}
        door.pair(door.send(door.log_in_path, fields, headers={"Authorization": header}))


def test_there_is_no_list_of_sessions_without_a_token(db: None) -> None:
    assert answer(call("GET", "/api/sessions/")) == (401, NO_TOKEN)
