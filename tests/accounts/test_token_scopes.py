"""What a personal token opens, on every route that the server has: walked from the URLconf, so none is forgotten."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ringfence.accounts.authentication import PersonalTokenAuthentication, SessionAuthentication
from ringfence.accounts.personal_tokens import known_scopes
from ringfence.api.checks import Route, routes
from tests.people import PASSWORD, Person, call
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, answer, create

SAFE, UNSAFE = ("GET", "HEAD", "OPTIONS"), ("POST", "PUT", "PATCH", "DELETE")
NOT_ENOUGH = {"detail": "The token does not open this.", "code": "insufficient_scope"}
# The same in Conduit's words.
REFUSALS = [NOT_ENOUGH, {"errors": {"token": ["does not open this"]}}]
MISSING = [NO_TOKEN, {"errors": {"token": ["is missing"]}}]


def path_of(route: Route, pk: int) -> str:
    """An address that the route answers."""
    path = re.sub(r"\(\?P<\w+>[^)]*\)", str(pk), route.pattern)
    return "/" + path.replace("/?", "/").replace("\\Z", "").replace("$", "").replace("\\", "")


def is_account(route: Route) -> bool:
    return tuple(getattr(route.view, "authentication_classes", ())) == (SessionAuthentication,)


def apps_of(route: Route) -> list[str]:
    """The apps that a token has to open for the route."""
    view = route.view()
    return [view.app_label(), *view.further_apps]


def takes_personal_tokens(route: Route) -> bool:
    classes = getattr(route.view, "authentication_classes", ())
    return route.is_owned and any(issubclass(each, PersonalTokenAuthentication) for each in classes)


APPS = [route for route in routes() if takes_personal_tokens(route)]
ACCOUNTS = [route for route in routes() if is_account(route)]


def token(person: Person, *scopes: str) -> str:
    body = {"name": "script", "scopes": scopes, "current_password": PASSWORD}
    made = person.post("/api/me/tokens/", body)
    assert made.status_code == 201, made.content
    value: str = made.json()["token"]
    return value


def status(method: str, path: str, raw: str) -> int:
    return int(call(method, path, {"title": "x", "name": "x"}, token=raw).status_code)


def test_there_are_routes_of_both_kinds() -> None:
    assert {path_of(route, 1) for route in APPS} >= {"/api/notes/", "/api/notes/1/", "/api/notes/tags/"}
    paths = {path_of(route, 1) for route in ACCOUNTS}
    assert paths >= {"/api/me/", "/api/sessions/", "/api/sessions/1/", "/api/me/tokens/1/", "/api/me/factors/totp/"}
    assert {app for route in APPS for app in apps_of(route)} >= {"notes", "tasks", "transactions", "library", "conduit"}
    assert paths >= {"/api/me/activity/", "/api/me/deactivate/", "/auth/users/me/", "/auth/users/set_password/"}


def test_scopes_are_of_apps_with_rows_and_never_of_the_accounts(alice: Person) -> None:
    assert {"notes:read", "notes:write"} <= set(known_scopes())
    assert not [scope for scope in known_scopes() if scope.startswith("ringfence_accounts")]


@pytest.mark.parametrize("route", APPS, ids=lambda route: path_of(route, 1))
def test_a_reading_token_writes_nothing_by_any_method(alice: Person, route: Route) -> None:
    made = create(alice, title="mine", tags=["home"])
    path = path_of(route, made["id"])
    reading = token(alice, *({f"{app}:read" for app in apps_of(route)} & set(known_scopes()) or {"notes:read"}))
    for method in UNSAFE:
        status_code, said = answer(call(method, path, {"title": "x", "name": "x"}, token=reading))
        assert status_code == 403, method
        assert said in REFUSALS
    assert {status(method, path, reading) for method in SAFE} <= {200, 204, 403, 404, 405}
    assert alice.get(f"/api/notes/{made['id']}/").json() == made


@pytest.mark.parametrize("route", APPS, ids=lambda route: path_of(route, 1))
def test_a_token_of_other_apps_opens_nothing_here(alice: Person, route: Route) -> None:
    app = apps_of(route)[0]
    others = [scope for scope in known_scopes() if not scope.startswith(f"{app}:")]
    made = create(alice)
    path, other = path_of(route, made["id"]), token(alice, *others)
    for method in SAFE + UNSAFE:
        response = call(method, path, {}, token=other)
        assert response.status_code == 403, method
        assert method == "HEAD" or response.json() in REFUSALS
    for method in ("GET", "DELETE"):
        # Somebody else's row, or none: the scope is refused before anything is looked up.
        assert call(method, path_of(route, 10**9), token=other).status_code == 403


@pytest.mark.parametrize("route", ACCOUNTS, ids=lambda route: path_of(route, 1))
def test_no_token_opens_the_account_by_any_method(alice: Person, route: Route) -> None:
    every = token(alice, *known_scopes())
    for method in SAFE + UNSAFE:
        for path in {path_of(route, alice.id), path_of(route, alice.id).rstrip("/")}:
            response = call(method, path, {"current_password": PASSWORD}, token=every)
            assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, 'Bearer realm="api"')
            assert method == "HEAD" or response.json() in MISSING


@pytest.mark.parametrize("body", [{}, {"current_password": "wrong"}, {"current_password": ""}])
def test_a_token_is_made_by_password_only(alice: Person, body: Any) -> None:
    fields = {"name": "script", "scopes": ["notes:read"], **body}
    status_code, said = answer(alice.post("/api/me/tokens/", fields))
    assert (status_code, set(said)) == (400, {"current_password", "code"})
    assert alice.get("/api/me/tokens/").json()["count"] == 0


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-02-30T00:00:00Z", "-1", 0, None, "1e400", []],
)
def test_an_impossible_expiry_is_400(alice: Person, moment: Any) -> None:
    body = {"name": "x", "scopes": ["notes:read"], "expires_at": moment, "current_password": PASSWORD}
    status_code, said = answer(alice.post("/api/me/tokens/", body))
    assert (status_code, set(said)) == (400, {"expires_at", "code"})


def test_a_token_in_any_other_place_or_spelling_opens_nothing(alice: Person) -> None:
    raw = token(alice, "notes:read")
    assert status("GET", "/api/notes/", raw) == 200
    for other in (raw.upper(), raw.lower(), raw[:-1], raw + "0", f"rf_{raw}", raw.replace("rf_", "RF_"), f"{raw} x"):
        response = call("GET", "/api/notes/", token=other)
        assert answer(response) == (401, DEAD_TOKEN), other
    assert call("GET", f"/api/notes/?token={raw}").status_code == 401
    assert call("GET", "/api/notes/", headers={"Authorization": f"Basic {raw}"}).status_code == 401
    assert call("GET", "/api/notes/", headers={"Authorization": f"Token {raw}"}).status_code == 200
