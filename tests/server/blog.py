"""People of Conduit's tests: signed up there, with the one long token that its clients keep."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from django.db import connections

from tests.people import PASSWORD, call


@dataclass
class Blogger:
    """Somebody who signed up with Conduit."""

    username: str
    token: str

    def call(self, method: str, path: str, body: Any = None, **extra: Any) -> Any:
        """One request, with Conduit's own word in the header."""
        headers = {"Authorization": f"Token {self.token}", **extra.pop("headers", {})}
        return call(method, path, body, headers=headers, **extra)

    def change(self, **fields: Any) -> Any:
        """PUT /api/user."""
        return self.call("PUT", "/api/user", {"user": fields})

    def shown(self, **fields: Any) -> dict[str, Any]:
        """The whole answer about this person, as it is at first."""
        user = {"email": f"{self.username}@example.org", "token": self.token, "username": self.username}
        return {"user": {**user, "bio": None, "image": None, **fields}}


def sign_up(username: str) -> Blogger:
    """Register with Conduit."""
    response = register(username=username)
    assert response.status_code == 201, response.content
    return Blogger(username, response.json()["user"]["token"])


def register(**fields: Any) -> Any:
    """POST /api/users; ``...`` takes a field away."""
    username = fields.get("username", "jake")
    user = {"username": username, "email": f"{username}@example.org", "password": PASSWORD, **fields}
    return call("POST", "/api/users", {"user": {name: value for name, value in user.items() if value is not ...}})


def log_in(email: str, password: str = PASSWORD, **fields: Any) -> Any:
    """POST /api/users/login."""
    return call("POST", "/api/users/login", {"user": {"email": email, "password": password, **fields}})


def errors(**said: str | list[str]) -> dict[str, Any]:
    """The body of a refusal."""
    return {"errors": {name: [each] if isinstance(each, str) else each for name, each in said.items()}}


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gives, done at the same time with a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            barrier.wait(10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
