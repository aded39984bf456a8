"""A long token with a scope: bound to a session like any other, and dead everywhere but where its scope is named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ringfence.accounts.models import User
from ringfence.api.checks import Route, routes
from ringfence.ownership.scope import maintenance
from tests.accounts.forge import claims_of, compact, header_of, ringfence, signer, signing_with, simple_jwt
from tests.accounts.test_token_scopes import path_of
from tests.people import PASSWORD, Person, call, log_in, sign_up
from tests.server.shapes import A_TIME, AN_ID, DEAD_TOKEN, answer, page

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
BAD_TOKEN = {"errors": {"token": ["is invalid"]}}


def long_token(username: str = "alice", **where: Any) -> str:
    """One more session of somebody who is there, by Conduit's log-in."""
    body = {"user": {"email": username, "password": PASSWORD}}
    response = call("POST", "/api/users/login", body, **where)
    assert response.status_code == 200, response.content
    token: str = response.json()["user"]["token"]
    return token


def opens(token: str) -> bool:
    """Whether a token opens Conduit; anything between yes and a dead token is an error."""
    response = call("GET", "/api/user", token=token)
    assert response.status_code == 200 or answer(response) == (401, BAD_TOKEN)
    return bool(response.status_code == 200)


def takes_long_tokens(route: Route) -> bool:
    return "conduit" in getattr(route.view, "token_scopes", ())


def authenticates(route: Route) -> bool:
    return bool(getattr(route.view, "authentication_classes", ()))


EVERY = [route for route in routes() if not route.is_admin]
OTHERS = [route for route in EVERY if authenticates(route) and not takes_long_tokens(route)]


def test_the_routes_of_every_other_app_are_among_those_that_are_tried() -> None:
    tried = {path_of(route, 1) for route in OTHERS}
    assert tried >= {"/api/notes/", "/api/notes/1/", "/api/me/", "/api/sessions/1/", "/auth/users/me/"}
    assert tried >= {"/api/me/tokens/", "/api/me/factors/totp/", "/api/notes/1/publish/", "/api/tasks/"}
    taken = {path_of(route, 1) for route in EVERY if takes_long_tokens(route) and authenticates(route)}
    assert taken >= {"/api/user/", "/api/articles/", "/api/articles/feed/"}
    assert all(path.startswith(("/api/user", "/api/articles/", "/api/profiles/", "/api/tags/")) for path in taken)


@pytest.mark.parametrize("route", OTHERS, ids=lambda route: path_of(route, 1))
def test_it_is_a_dead_token_on_every_other_route_by_every_method(alice: Person, route: Route) -> None:
    token, before = long_token(), alice.get("/api/me/").json()
    for method in METHODS:
        for word in ("Bearer", "Token"):
            headers = {"Authorization": f"{word} {token}"}
            response = call(method, path_of(route, alice.id), {"current_password": PASSWORD}, headers=headers)
            assert response.status_code == 401, method
            assert method == "HEAD" or response.json() == DEAD_TOKEN
    assert alice.get("/api/me/").json() == before


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/token/refresh/", "refresh"),
        ("/api/auth/token/refresh/", "refresh"),
        ("/auth/jwt/refresh/", "refresh"),
        ("/api/token/verify/", "token"),
        ("/auth/jwt/verify/", "token"),
        ("/api/token/blacklist/", "refresh"),
        ("/api/logout/", "refresh"),
    ],
)
def test_it_is_no_token_in_a_body_either(alice: Person, path: str, field: str) -> None:
    token = long_token()
    assert answer(call("POST", path, {field: token})) == (401, DEAD_TOKEN)
    assert opens(token)


def test_it_is_no_cookie_of_a_page(alice: Person) -> None:
    token = long_token()
    headers = {"Origin": "http://testserver", "Cookie": f"__Host-ringfence-refresh={token}"}
    assert answer(call("POST", "/api/web/refresh/", headers=headers)) == (401, DEAD_TOKEN)
    assert call("POST", "/api/web/logout/", headers=headers).status_code == 204
    assert opens(token)


@pytest.mark.parametrize("word", ["Token", "Bearer", "token", "BEARER"])
def test_both_words_of_the_header_open_conduit(alice: Person, word: str) -> None:
    token = long_token()
    assert call("GET", "/api/user", headers={"Authorization": f"{word} {token}"}).status_code == 200
    assert call("GET", "/api/user/", headers={"Authorization": f"{word} {alice.access}"}).status_code == 200


def test_a_refresh_token_opens_nothing_of_conduit(alice: Person) -> None:
    assert not opens(alice.refresh)


def test_its_session_is_listed_with_the_others_and_lives_as_long_as_it(alice: Person) -> None:
    token = long_token(headers={"User-Agent": "Conduit/1.0"})
    newest, oldest = alice.get("/api/sessions/").json()["results"]
    assert newest == {
        "id": AN_ID,
        "device": "Conduit",
        "user_agent": "Conduit/1.0",
        "address": "127.0.0.1",
        "created_at": A_TIME,
        "last_used_at": A_TIME,
        "expires_at": A_TIME,
        "current": False,
    }
    ends, others_end = (parse_datetime(row["expires_at"]) for row in (newest, oldest))
    assert ends
    assert others_end
    assert claims_of(token)["exp"] == int(ends.timestamp())
    assert timedelta(days=59) < ends - timezone.now() <= timedelta(days=60)
    assert timedelta(days=29) < others_end - timezone.now() <= timedelta(days=30)


def test_how_long_it_lives_is_a_setting(alice: Person) -> None:
    with ringfence(LONG_TOKEN_LIFETIME=timedelta(hours=2)):
        claims = claims_of(long_token())
    assert claims["exp"] - claims["iat"] in (7199, 7200)


def test_it_dies_with_its_time(alice: Person) -> None:
    with ringfence(LONG_TOKEN_LIFETIME=timedelta(seconds=-1)):
        token = long_token()
    assert not opens(token)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_it_is_dead_at_the_next_request_when_its_session_ends() -> None:
    alice = sign_up("alice")
    sign_up("bob")

    def ended() -> None:
        newest = alice.get("/api/sessions/").json()["results"][0]
        assert alice.delete(f"/api/sessions/{newest['id']}/").status_code == 204

    def shut_out() -> None:
        with maintenance("test"):
            User.objects.filter(pk=alice.id).update(is_active=False)

    def let_in() -> None:
        with maintenance("test"):
            User.objects.filter(pk=alice.id).update(is_active=True)

    new = {"current_password": PASSWORD, "new_password": "another password"}
    back = {"current_password": "another password", "new_password": PASSWORD}
    bobs = long_token("bob")
    for act in (
        ended,
        lambda: alice.post("/api/sessions/end-others/"),
        lambda: (alice.post("/auth/users/set_password/", new), alice.post("/auth/users/set_password/", back)),
        shut_out,
    ):
        token = long_token()
        assert opens(token)
        act()
        assert not opens(token)
    let_in()
    token = long_token()
    assert alice.post("/api/me/deactivate/", {"current_password": PASSWORD}).status_code == 204
    assert not opens(token)
    assert opens(bobs)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_it_dies_with_its_account() -> None:
    alice = sign_up("alice")
    token = long_token()
    with maintenance("test"):
        User.objects.get(pk=alice.id).delete()
    assert not opens(token)


def test_its_claims_are_what_finds_the_session_and_no_more(alice: Person) -> None:
    with ringfence(CLAIMS="tests.accounts.hooks.team"):
        claims = claims_of(long_token())
    assert set(claims) == {"token_type", "exp", "iat", "jti", "sid", "user_id", "scope", "iss", "aud"}
    assert (claims["token_type"], claims["user_id"], claims["scope"]) == ("access", alice.id, "conduit")


@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA", "RS256"])
def test_it_stays_within_1024_bytes_under_the_longest_name(db: None, algorithm: str) -> None:
    with signing_with(algorithm):
        sign_up("\U00010400" * 150)
        assert len(long_token("\U00010400" * 150)) <= 1024


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": "Conduit"},
        {"scope": "conduit "},
        {"scope": "conduit notes"},
        {"scope": ""},
        {"scope": None},
        {"scope": True},
        {"scope": ["conduit"]},
        {"scope": {"conduit": True}},
        {"token_type": "refresh"},
        {"token_type": "conduit"},
        {"user_id": 10**9},
    ],
    ids=str,
)
def test_any_other_scope_opens_nothing_even_when_it_is_signed(db: None, changes: dict[str, Any]) -> None:
    with signing_with("HS256"):
        sign_up("alice")
        token = long_token()
        forged = compact(header_of(token), {**claims_of(token), **changes}, signer("HS256"))
        assert opens(token)
        assert not opens(forged)
        assert call("GET", "/api/notes/", token=forged).status_code == 401


def test_the_bound_of_leeway_and_the_header_are_those_of_every_token(alice: Person) -> None:
    token = long_token()
    with simple_jwt(AUDIENCE="others"):
        assert not opens(token)
    assert opens(token)


def test_logging_out_of_conduit_ends_that_session_alone(alice: Person) -> None:
    token, other = long_token(), long_token()
    assert answer(call("POST", "/api/users/logout", token=token)) == (204, None)
    assert [opens(token), opens(other), opens(alice.access)] == [False, True, True]
    assert alice.get("/api/me/activity/").json()["results"][0]["kind"] == "logged_out"
    assert answer(call("POST", "/api/users/logout", token=token)) == (401, BAD_TOKEN)


def test_an_ordinary_session_logs_out_there_as_well(alice: Person) -> None:
    other = log_in("alice", alice.id)
    assert call("POST", "/api/users/logout", token=other.access).status_code == 204
    assert answer(other.get("/api/notes/")) == (401, DEAD_TOKEN)
    assert answer(alice.get("/api/notes/")) == (200, page())
