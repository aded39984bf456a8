"""Every way into a session and out of it, behind one face: a test says what has to hold, and runs for each door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.people import PASSWORD, call

COOKIE = "__Host-ringfence-refresh"
ORIGIN = {"Origin": "http://testserver"}


@dataclass(frozen=True)
class Door:
    """A log-in path and its partners; a dialect that lacks one is completed by SimpleJWT's."""

    name: str
    log_in_path: str
    refresh_path: str
    verify_path: str
    log_out_path: str
    logged_out: tuple[int, Any]
    ignores_unknown: bool = False
    by_cookie: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.log_in_path, self.refresh_path, self.verify_path, self.log_out_path)

    def send(self, path: str, body: Any = None, *, refresh: str = "", **extra: Any) -> Any:
        headers = {**(ORIGIN if self.by_cookie else {}), **extra.pop("headers", {})}
        if self.by_cookie and refresh:
            headers["Cookie"] = f"{COOKIE}={refresh}"
        elif refresh:
            body = {**(body or {}), "refresh": refresh}
        return call("POST", path, body, headers=headers, **extra)

    def enter(self, slash: str = "/", **fields: Any) -> Any:
        return self.send(self.log_in_path + slash, {"password": PASSWORD, **fields})

    def pair(self, response: Any) -> tuple[str, str]:
        """Access and refresh token of an answer."""
        assert response.status_code == 200, response.content
        body = response.json()
        if self.by_cookie:
            assert set(body) == {"access"}
            return body["access"], response.cookies[COOKIE].value
        assert set(body) == {"access", "refresh"}
        return body["access"], body["refresh"]

    def log_in(self, username: str) -> tuple[str, str]:
        return self.pair(self.enter(username=username))

    def turn(self, refresh: str, slash: str = "/") -> Any:
        return self.send(self.refresh_path + slash, refresh=refresh)

    def verify(self, token: str, slash: str = "/") -> Any:
        return self.send(self.verify_path + slash, {"token": token})

    def log_out(self, refresh: str, slash: str = "/") -> Any:
        return self.send(self.log_out_path + slash, refresh=refresh)


DOORS = (
    Door("simplejwt", "/api/token", "/api/token/refresh", "/api/token/verify", "/api/token/blacklist", (200, {})),
    Door(
        "tasks",
        "/api/auth/token",
        "/api/auth/token/refresh",
        "/api/token/verify",
        "/api/logout",
        (200, {"message": "Logged out."}),
    ),
    Door(
        "djoser",
        "/auth/jwt/create",
        "/auth/jwt/refresh",
        "/auth/jwt/verify",
        "/api/token/blacklist",
        (200, {}),
        ignores_unknown=True,
    ),
    Door(
        "web",
        "/api/web/login",
        "/api/web/refresh",
        "/api/token/verify",
        "/api/web/logout",
        (204, None),
        by_cookie=True,
    ),
)
