"""Pages of other origins: the configured ones may call the API with a token in the header, and never with a cookie."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.people import PASSWORD, Person, call
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, answer, create, page

ORIGIN, STRANGER = "https://blog.example.org", "https://evil.example"
ALLOW, CREDENTIALS = "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"
COOKIE_ENDPOINTS = ["/api/web/login/", "/api/web/refresh/", "/api/web/logout/", "/api/web/login", "/api/web"]
HEADERS = (
    "accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, "
    "idempotency-key, if-match, if-none-match, x-request-id"
)
EXPOSED = "Content-Disposition, ETag, Idempotent-Replayed, Location, Retry-After, WWW-Authenticate, X-Request-ID"


@pytest.fixture
def configured() -> Iterator[None]:
    """One origin may."""
    with override_settings(CORS_ALLOWED_ORIGINS=[ORIGIN]):
        yield


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """Any origin may."""
    with override_settings(CORS_ALLOW_ALL_ORIGINS=True):
        yield


def preflight(path: str, origin: str, method: str = "PUT", headers: str = "authorization") -> Any:
    """What a browser asks before such a request."""
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    return call("OPTIONS", path, headers={"Origin": origin, **asked})


def cors(response: Any) -> dict[str, str]:
    """The headers that let another origin in."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return {name: value for name, value in headers.items() if name.startswith("access-control-")}


def test_by_default_no_other_origin_may(alice: Person) -> None:
    for path in ("/api/notes/", "/api/articles", "/api/users/login", "/api/web/login/", "/healthz"):
        assert cors(preflight(path, ORIGIN)) == {}
        assert cors(alice.get(path, headers={"Origin": ORIGIN})) == {}


@pytest.mark.parametrize("path", ["/api/notes/", "/api/notes/1/", "/api/user", "/auth/users/me/", "/api/articles"])
def test_a_preflight_of_a_configured_origin_is_answered(configured: None, path: str) -> None:
    response = preflight(path, ORIGIN)
    assert (response.status_code, response.content) == (200, b"")
    assert cors(response) == {
        "access-control-allow-origin": ORIGIN,
        "access-control-allow-headers": HEADERS,
        "access-control-allow-methods": "DELETE, GET, OPTIONS, PATCH, POST, PUT",
        "access-control-max-age": "86400",
        "access-control-expose-headers": EXPOSED,
    }
    assert "origin" in response.headers["Vary"]


def test_a_configured_origin_calls_with_the_header_and_may_read_what_it_needs(configured: None, alice: Person) -> None:
    made = create(alice)
    response = alice.get(f"/api/notes/{made['id']}/", headers={"Origin": ORIGIN})
    assert answer(response) == (200, made)
    assert cors(response) == {"access-control-allow-origin": ORIGIN, "access-control-expose-headers": EXPOSED}
    assert "ETag" in response.headers
    assert {"origin", "Authorization"} <= set(response.headers["Vary"].split(", "))


def test_refusals_can_be_read_as_well(configured: None, db: None) -> None:
    for token, body in ((None, NO_TOKEN), ("nonsense", DEAD_TOKEN)):
        response = call("GET", "/api/notes/", token=token, headers={"Origin": ORIGIN})
        assert answer(response) == (401, body)
        assert response.headers[ALLOW] == ORIGIN
    assert call("GET", "/api/nowhere", headers={"Origin": ORIGIN}).headers[ALLOW] == ORIGIN


@pytest.mark.parametrize(
    "origin",
    [
        STRANGER,
        "null",
        "http://blog.example.org",
        "https://blog.example.org:8443",
        "https://blog.example.org.evil.example",
        "https://a.blog.example.org",
        "https://evilblog.example.org",
        "HTTPS://BLOG.EXAMPLE.ORG.",
        "",
        "*",
    ],
)
def test_no_origin_that_only_looks_like_it_is_let_in(configured: None, alice: Person, origin: str) -> None:
    assert ALLOW not in preflight("/api/notes/", origin).headers
    assert ALLOW not in alice.get("/api/notes/", headers={"Origin": origin}).headers


@pytest.mark.parametrize("path", COOKIE_ENDPOINTS)
@pytest.mark.parametrize("everyone", [False, True])
def test_the_endpoints_with_a_cookie_are_never_opened_by_it(db: None, path: str, everyone: bool) -> None:
    with override_settings(CORS_ALLOWED_ORIGINS=[ORIGIN], CORS_ALLOW_ALL_ORIGINS=everyone):
        assert cors(preflight(path, ORIGIN, "POST")) == {}
        response = call("POST", path, {"username": "a", "password": "b"}, headers={"Origin": ORIGIN})
        assert response.status_code in (403, 404)
        assert cors(response) == {}


@pytest.mark.parametrize(
    "path", ["/", "/app/", "/start/", "/admin/", "/admin/login/", "/healthz", "/setup/x/", "/api", "/static/x.css"]
)
def test_nothing_but_the_api_is_opened(open_to_all: None, db: None, path: str) -> None:
    assert cors(call("GET", path, headers={"Origin": STRANGER})) == {}


def test_any_origin_may_when_all_may_but_never_with_credentials(open_to_all: None, alice: Person) -> None:
    response = alice.get("/api/articles", headers={"Origin": STRANGER, "Cookie": "sessionid=x"})
    assert response.headers[ALLOW] == "*"
    assert CREDENTIALS not in response.headers
    assert CREDENTIALS not in preflight("/api/user", STRANGER).headers


def test_a_cookie_alone_opens_nothing_for_any_origin(open_to_all: None, alice: Person) -> None:
    headers = {"Origin": STRANGER, "Cookie": f"__Host-ringfence-refresh={alice.refresh}"}
    assert answer(call("GET", "/api/notes/", headers=headers)) == (401, NO_TOKEN)
    assert answer(alice.get("/api/notes/")) == (200, page())


def test_what_is_read_without_cors_stays_at_home(configured: None, alice: Person) -> None:
    # An <img> or <script> of another page: the header below is for those, and says nothing to a request with CORS.
    response = alice.get("/api/notes/", headers={"Origin": ORIGIN})
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Request-ID"]


def test_a_whole_client_of_another_origin(configured: None, db: None) -> None:
    headers = {"Origin": ORIGIN}
    user = {"username": "jake", "email": "jake@example.org", "password": PASSWORD}
    assert preflight("/api/users", ORIGIN, "POST", "content-type").headers[ALLOW] == ORIGIN
    token = call("POST", "/api/users", {"user": user}, headers=headers).json()["user"]["token"]
    response = call("GET", "/api/user", headers={**headers, "Authorization": f"Token {token}"})
    assert (response.status_code, response.headers[ALLOW]) == (200, ORIGIN)


_SHOW = """
from ringfence_server import settings as s
print(s.CORS_ALLOW_ALL_ORIGINS, s.CORS_ALLOWED_ORIGINS, s.CORS_ALLOW_CREDENTIALS)
"""


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (None, "False [] False"),
        ("", "False [] False"),
        (f"{ORIGIN},http://localhost:4100", f"False ['{ORIGIN}', 'http://localhost:4100'] False"),
        ("*", "True [] False"),
    ],
)
def test_the_environment_says_which(said: str | None, shown: str) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "RINGFENCE_CORS_ORIGINS"}
    if said is not None:
        environ["RINGFENCE_CORS_ORIGINS"] = said
    done = subprocess.run([sys.executable, "-c", _SHOW], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == shown
