"""What ``SIMPLE_JWT`` and ``RINGFENCE["CLAIMS"]`` change: the names keep SimpleJWT's meaning."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from ringfence.accounts.models import Session
from ringfence.ownership.scope import acting_as
from tests.accounts.forge import claims_of, ringfence, signing_with, simple_jwt
from tests.accounts.test_tokens import with_claims
from tests.people import PASSWORD, Person, call, log_in, sign_up
from tests.server.shapes import A_TOKEN, DEAD_TOKEN, NO_TOKEN, NOTES, answer

VERIFY = "/api/token/verify/"


def turn(refresh: str) -> Any:
    return call("POST", "/api/token/refresh/", {"refresh": refresh})


def opens(token: str) -> bool:
    return bool(call("GET", NOTES, token=token).status_code == 200)


def changed(person: Person, **values: Any) -> None:
    with acting_as(person.id):
        Session.objects.update(**values)


def last_used(person: Person) -> Any:
    with acting_as(person.id):
        return Session.objects.get().last_used_at


def test_the_hook_adds_claims_to_both_tokens_and_to_their_successors(db: None) -> None:
    with ringfence(CLAIMS="tests.accounts.hooks.team"):
        person = sign_up("carol")
        pair = turn(person.refresh).json()
    for token in (person.access, person.refresh, *pair.values()):
        claims = claims_of(token)
        assert (claims["team"], claims["device"]) == ("team of carol", "")
        assert claims["user_id"] == person.id


def test_the_hook_may_not_set_what_decides(alice: Person) -> None:
    with ringfence(CLAIMS="tests.accounts.hooks.taken"):
        assert turn(alice.refresh).status_code == 500
        assert call("POST", "/api/token/", {"username": "alice", "password": PASSWORD}).status_code == 500
    assert turn(alice.refresh).status_code == 200


def test_lifetimes_are_those_of_the_settings(db: None) -> None:
    with simple_jwt(ACCESS_TOKEN_LIFETIME=timedelta(seconds=90), REFRESH_TOKEN_LIFETIME=timedelta(hours=2)):
        person = sign_up("carol")
    access, refresh = claims_of(person.access), claims_of(person.refresh)
    assert access["exp"] - access["iat"] == 90
    assert refresh["exp"] - refresh["iat"] == 7200


def test_a_refresh_token_does_not_outlive_its_session(db: None) -> None:
    with ringfence(SESSION_LIFETIME=timedelta(hours=1)):
        person = sign_up("carol")
    claims = claims_of(person.refresh)
    assert claims["exp"] - claims["iat"] == 3600


def test_a_refresh_slides_the_refresh_tokens_life_on_but_not_the_sessions(alice: Person) -> None:
    hours = timedelta(hours=20)
    changed(alice, rotated_at=F("rotated_at") - hours, created_at=F("created_at") - hours)
    with acting_as(alice.id):
        ends = Session.objects.get().expires_at
    claims = claims_of(turn(alice.refresh).json()["refresh"])
    assert abs(claims["exp"] - time.time() - 24 * 3600) < 60
    with acting_as(alice.id):
        assert Session.objects.get().expires_at == ends


@pytest.mark.parametrize(("leeway", "good"), [(0, False), (20, True), (timedelta(seconds=20), True), (3, False)])
def test_leeway_forgives_clocks(db: None, leeway: Any, good: bool) -> None:
    with signing_with("HS256", LEEWAY=leeway):
        person = sign_up("carol")
        now = int(time.time())
        for change in ({"exp": now - 8}, {"iat": now + 8}, {"nbf": now + 8}):
            assert opens(with_claims(person, "HS256", "access", **change)) is good, change


@pytest.mark.parametrize("name", ["AUDIENCE", "ISSUER"])
def test_another_audience_or_issuer_is_another_server(alice: Person, name: str) -> None:
    claim = {"AUDIENCE": "aud", "ISSUER": "iss"}[name]
    with simple_jwt(**{name: "https://other.example"}):
        assert answer(call("GET", NOTES, token=alice.access)) == (401, DEAD_TOKEN)
        assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)
        other = log_in("alice", alice.id)
        assert claims_of(other.access)[claim] == "https://other.example"
        assert opens(other.access)
    assert not opens(other.access)
    assert opens(alice.access)


@pytest.mark.parametrize("name", ["AUDIENCE", "ISSUER"])
def test_where_neither_is_set_a_name_of_our_own_is_required_all_the_same(db: None, name: str) -> None:
    neither: dict[str, Any] = {name: None}
    with signing_with("HS256", **neither):
        person = sign_up("carol")
        claim = {"AUDIENCE": "aud", "ISSUER": "iss"}[name]
        assert claims_of(person.access)[claim] == "ringfence"
        assert not opens(with_claims(person, "HS256", "access", **{claim: ...}))


def test_several_audiences_may_be_served(db: None) -> None:
    with simple_jwt(AUDIENCE=["one", "two"]):
        person = sign_up("carol")
        assert claims_of(person.access)["aud"] == ["one", "two"]
        assert opens(person.access)


@pytest.mark.parametrize("types", [("JWT",), ["JWT"], "JWT"])
def test_the_word_of_the_header_is_a_setting(alice: Person, types: Any) -> None:
    def get(word: str) -> Any:
        return call("GET", NOTES, headers={"Authorization": f"{word} {alice.access}"})

    with simple_jwt(AUTH_HEADER_TYPES=types):
        assert [get(word).status_code for word in ("JWT", "jwt")] == [200, 200]
        refused = get("Bearer")
        assert (*answer(refused), refused.headers["WWW-Authenticate"]) == (401, NO_TOKEN, 'JWT realm="api"')
    assert get("JWT").status_code == 401


def test_without_rotation_a_refresh_gives_an_access_token_and_the_refresh_token_stays_good(alice: Person) -> None:
    with simple_jwt(ROTATE_REFRESH_TOKENS=False):
        for _ in range(3):
            response = turn(alice.refresh)
            assert answer(response) == (200, {"access": A_TOKEN})
            assert opens(response.json()["access"])
        assert answer(call("POST", VERIFY, {"token": alice.refresh})) == (200, {})
        assert call("POST", "/api/logout/", {"refresh": alice.refresh}).status_code == 200
        assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)


def test_without_rotation_the_web_keeps_its_cookie(alice: Person) -> None:
    headers = {"Origin": "http://testserver", "Cookie": f"__Host-ringfence-refresh={alice.refresh}"}
    with simple_jwt(ROTATE_REFRESH_TOKENS=False):
        response = call("POST", "/api/web/refresh/", headers=headers)
    assert answer(response) == (200, {"access": A_TOKEN})
    assert not response.cookies


def test_without_rotation_last_used_is_written_at_most_every_five_minutes(alice: Person) -> None:
    with simple_jwt(ROTATE_REFRESH_TOKENS=False):
        for minutes, written in ((4, False), (6, True)):
            then = timezone.now() - timedelta(minutes=minutes)
            changed(alice, last_used_at=then)
            assert turn(alice.refresh).status_code == 200
            assert (last_used(alice) > then) is written


def test_without_rotation_an_older_token_is_dead_but_nothing_is_ended(alice: Person) -> None:
    newer = turn(alice.refresh).json()["refresh"]
    changed(alice, rotated_at=F("rotated_at") - timedelta(seconds=11))
    with simple_jwt(ROTATE_REFRESH_TOKENS=False):
        assert answer(turn(alice.refresh)) == (401, DEAD_TOKEN)
        assert turn(newer).status_code == 200


def test_without_blacklisting_an_older_token_stays_good_until_it_expires(alice: Person) -> None:
    with simple_jwt(BLACKLIST_AFTER_ROTATION=False):
        second = turn(alice.refresh).json()["refresh"]
        third = turn(second).json()["refresh"]
        changed(alice, rotated_at=F("rotated_at") - timedelta(minutes=1))
        for token in (alice.refresh, second, third):
            assert answer(call("POST", VERIFY, {"token": token})) == (200, {})
            assert turn(token).status_code == 200
        assert opens(alice.access)
        assert call("POST", "/api/logout/", {"refresh": alice.refresh}).status_code == 200
        for token in (alice.refresh, second, third):
            assert answer(turn(token)) == (401, DEAD_TOKEN)


@pytest.mark.parametrize(("seconds", "good"), [(0, False), (3600, True)])
def test_the_grace_time_is_a_setting(alice: Person, seconds: int, good: bool) -> None:
    turn(alice.refresh)
    changed(alice, rotated_at=F("rotated_at") - timedelta(seconds=5))
    with ringfence(REFRESH_GRACE_SECONDS=seconds):
        assert (turn(alice.refresh).status_code == 200) is good


def test_settings_are_read_when_they_are_used(db: None) -> None:
    with simple_jwt(ACCESS_TOKEN_LIFETIME=timedelta(seconds=-1)):
        person = sign_up("carol")
        assert not opens(person.access)
    assert opens(turn(person.refresh).json()["access"])
