"""People of the tests: an account made over HTTP, and a client that carries its token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests import schema

PASSWORD = "correct horse battery staple"


@dataclass
class Person:
    """Somebody with an account and a session."""

    id: int
    username: str
    access: str
    refresh: str

    def call(self, method: str, path: str, body: Any = None, **extra: Any) -> Any:
        """One request with the person's token; ``body`` is sent as JSON."""
        return call(method, path, body, token=self.access, **extra)

    def get(self, path: str, **extra: Any) -> Any:
        """GET."""
        return self.call("GET", path, **extra)

    def post(self, path: str, body: Any = None, **extra: Any) -> Any:
        """POST."""
        return self.call("POST", path, body, **extra)

    def put(self, path: str, body: Any = None, **extra: Any) -> Any:
        """PUT."""
        return self.call("PUT", path, body, **extra)

    def patch(self, path: str, body: Any = None, **extra: Any) -> Any:
        """PATCH."""
        return self.call("PATCH", path, body, **extra)

    def delete(self, path: str, body: Any = None, **extra: Any) -> Any:
        """DELETE."""
        return self.call("DELETE", path, body, **extra)


def call(
    method: str, path: str, body: Any = None, *, token: str | None = None, raw: bytes | None = None, **extra: Any
) -> Any:
    """One request; an exception of the server is an answer of 500, as a client sees it.

    The answer is what the OpenAPI document says of it, or the test fails.
    """
    headers = {**({"Authorization": f"Bearer {token}"} if token else {}), **extra.pop("headers", {})}
    client = Client(raise_request_exception=False)
    content: dict[str, Any] = {}
    if raw is not None:
        content = {"data": raw, "content_type": extra.pop("content_type", "application/json")}
    elif body is not None:
        import json

        content = {"data": json.dumps(body), "content_type": "application/json"}
    answer = client.generic(method, path, headers=headers, **content, **extra)
    schema.check(method, path, answer)
    return answer


def sign_up(username: str) -> Person:
    """Register and log in."""
    registered = call("POST", "/api/register/", {"username": username, "password": PASSWORD})
    assert registered.status_code == 201, registered.content
    return log_in(username, registered.json()["id"])


def log_in(username: str, user_id: int) -> Person:
    """Begin one more session."""
    answer = call("POST", "/api/token/", {"username": username, "password": PASSWORD})
    assert answer.status_code == 200, answer.content
    return Person(user_id, username, **answer.json())
