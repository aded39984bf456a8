"""The cookie endpoints: the refresh token in a cookie that no script reads, for pages of this origin alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import PASSWORD, Person, call

pytestmark = pytest.mark.django_db(databases="__all__")
COOKIE = "__Host-ringfence-refresh"
OWN = {"Origin": "http://testserver"}


def log_in(username: str = "alice", **headers: str) -> Any:
    return call("POST", "/api/web/login/", {"username": username, "password": PASSWORD}, headers={**OWN, **headers})


def with_cookie(path: str, value: str, **headers: str) -> Any:
    return call("POST", path, headers={**OWN, "Cookie": f"{COOKIE}={value}", **headers})


def test_the_cookie_is_bound_to_the_host_and_out_of_scripts_reach(alice: Person) -> None:
    answer = log_in()
    assert (answer.status_code, set(answer.json())) == (200, {"access"})
    cookie = answer.cookies[COOKIE]
    attributes = {name: value for name, value in cookie.items() if value and name not in ("expires", "max-age")}
    assert attributes == {"path": "/", "secure": True, "httponly": True, "samesite": "Strict"}
    assert cookie["max-age"] == 24 * 60 * 60
    assert cookie.value not in answer.content.decode()
    assert call("GET", "/api/me/", token=answer.json()["access"]).status_code == 200


def test_the_cookie_turns_like_any_refresh_token(alice: Person) -> None:
    first = log_in().cookies[COOKIE].value
    turned = with_cookie("/api/web/refresh/", first)
    assert (turned.status_code, set(turned.json())) == (200, {"access"})
    second = turned.cookies[COOKIE].value
    assert second != first
    # A second tab, or a lost answer: the same successor.
    assert with_cookie("/api/web/refresh/", first).cookies[COOKIE].value == second


def test_a_dead_cookie_is_refused_and_taken_away(alice: Person) -> None:
    for value in ("", "x", alice.access, "null"):
        refused = with_cookie("/api/web/refresh/", value)
        assert (refused.status_code, refused.json()["code"]) == (401, "token_not_valid")
        taken = refused.cookies[COOKIE]
        assert (taken.value, taken["max-age"], taken["path"], taken["secure"]) == ("", 0, "/", True)


def test_who_has_no_cookie_loses_none_that_a_log_in_sets_meanwhile() -> None:
    refused = call("POST", "/api/web/refresh/", headers=OWN)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_not_valid")
    assert COOKIE not in refused.cookies


def test_logging_out_ends_the_session_and_takes_the_cookie_away(alice: Person) -> None:
    answer = log_in()
    access, refresh = answer.json()["access"], answer.cookies[COOKIE].value
    out = with_cookie("/api/web/logout/", refresh)
    assert (out.status_code, out.content, out.cookies[COOKIE].value) == (204, b"", "")
    assert call("GET", "/api/me/", token=access).status_code == 401
    assert with_cookie("/api/web/refresh/", refresh).status_code == 401
    assert alice.get("/api/me/").status_code == 200


def test_logging_out_without_a_session_is_no_error() -> None:
    assert call("POST", "/api/web/logout/", headers=OWN).status_code == 204


@pytest.mark.parametrize("path", ["login", "refresh", "logout"])
@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "https://testserver",
        "http://testserver:8000",
        "http://sub.testserver",
        "http://testserver.evil.example",
        "http://testserver/",
        "HTTP://TESTSERVER",
        "http://testserver, http://evil.example",
    ],
)
def test_another_origin_may_not_use_the_cookie(alice: Person, path: str, origin: str | None) -> None:
    refresh = log_in().cookies[COOKIE].value
    headers = {"Cookie": f"{COOKIE}={refresh}", **({} if origin is None else {"Origin": origin})}
    refused = call("POST", f"/api/web/{path}/", {"username": "alice", "password": PASSWORD}, headers=headers)
    assert (refused.status_code, refused.json()) == (
        403,
        {"detail": "This origin may not use the cookie.", "code": "bad_origin"},
    )
    assert COOKIE not in refused.cookies
    # Nothing happened to the session.
    assert with_cookie("/api/web/refresh/", refresh).status_code == 200


def test_a_configured_origin_may(alice: Person, settings: Any) -> None:
    settings.RINGFENCE = {**settings.RINGFENCE, "WEB_ORIGINS": ["https://app.example"]}
    assert log_in(Origin="https://app.example").status_code == 200


@pytest.mark.parametrize("path", ["login", "refresh", "logout"])
def test_only_post_is_answered(path: str) -> None:
    assert call("GET", f"/api/web/{path}/", headers=OWN).status_code == 405


def test_the_cookie_opens_nothing_by_itself(alice: Person) -> None:
    refresh = log_in().cookies[COOKIE].value
    for path in ("/api/me/", "/api/notes/", "/api/sessions/"):
        assert call("GET", path, headers={"Cookie": f"{COOKIE}={refresh}"}).status_code == 401


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "TRACE"])
@pytest.mark.parametrize("end", ["login", "refresh", "logout"])
@pytest.mark.parametrize("headers", [{}, OWN, {"Origin": "https://evil.example"}])
def test_other_methods_are_405_from_wherever(db: None, headers: dict[str, str], end: str, method: str) -> None:
    answer = call(method, f"/api/web/{end}/", headers=headers)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")
    assert not answer.cookies
