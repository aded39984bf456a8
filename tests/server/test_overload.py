"""What a worker says while requests wait too long: 503 at once, in the form and with the headers of other errors."""

from __future__ import annotations

import json
import os
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from ringfence_server.overload import Guard
from ringfence_server.wsgi import application
from tests.people import Person, call
from tests.server.running import fresh_database, up

# The application looks at its connections as a server does, outside of a test's own transaction.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

SECRET = "of these tests"
DETAIL = "More requests come than can be answered. Try again shortly."


@pytest.fixture
def guard() -> Guard:
    """A guard before the server's own application, with two seconds of patience."""
    return Guard(application, SECRET, 2)


def ask(guard: Guard, path: str, method: str = "GET", **more: Any) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body of an answer."""
    said: list[Any] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **more,
    }
    body = b"".join(guard(environ, lambda *start: said.extend(start)))
    return int(said[0].split()[0]), {name.lower(): value for name, value in said[1]}, body


def question(guard: Guard, waited: float, secret: str = SECRET) -> int:
    """What a question gets that has waited so long."""
    asked = f"{secret}:{time.monotonic() - waited}:{os.getpid()}"
    return ask(guard, "/healthz", HTTP_X_RINGFENCE_QUEUE=asked)[0]


@pytest.fixture
def crowded(guard: Guard) -> Guard:
    """Whose last question has waited for three seconds."""
    assert question(guard, waited=3) == 204
    return guard


def test_a_question_that_waited_closes_the_door_and_one_that_did_not_opens_it(guard: Guard) -> None:
    for _ in range(2):
        assert ask(guard, "/api/notes/")[0] == 401
        question(guard, waited=2.5)
        assert ask(guard, "/api/notes/")[0] == 503
        question(guard, waited=0.5)
    assert ask(guard, "/api/notes/")[0] == 401


def test_the_refusal_is_an_error_like_every_other(crowded: Guard) -> None:
    status, headers, body = ask(crowded, "/api/notes/")
    assert (status, json.loads(body)) == (503, {"detail": DETAIL, "code": "overloaded"})
    assert headers["retry-after"] == "1"
    assert headers["connection"] == "close"
    assert headers["content-type"] == "application/json"
    others = {name.lower() for name in call("GET", "/api/nowhere/").headers}
    # The policy's frame-ancestors says the same as X-Frame-Options, whose middleware is not asked.
    assert others - {"content-length", "x-frame-options"} <= headers.keys()


def test_it_has_the_form_that_is_asked_for_and_that_of_its_view(crowded: Guard) -> None:
    _, headers, body = ask(crowded, "/api/notes/", HTTP_ACCEPT="application/problem+json")
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body) == {
        "type": "urn:ringfence:error:overloaded",
        "title": "Overloaded",
        "status": 503,
        "detail": DETAIL,
        "code": "overloaded",
        "errors": [],
    }
    assert json.loads(ask(crowded, "/api/articles")[2]) == {"errors": {"server": ["is unavailable"]}}


def test_each_refusal_has_an_id_of_its_own_or_the_callers(crowded: Guard) -> None:
    ids = [ask(crowded, "/api/notes/")[1]["x-request-id"] for _ in range(3)]
    assert len(set(ids)) == 3
    assert ask(crowded, "/api/notes/", HTTP_X_REQUEST_ID="a-callers-own")[1]["x-request-id"] == "a-callers-own"


def test_another_origin_can_read_the_refusal(crowded: Guard, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://blog.example.org"]
    _, headers, _ = ask(crowded, "/api/notes/", HTTP_ORIGIN="https://blog.example.org")
    assert headers["access-control-allow-origin"] == "https://blog.example.org"
    assert "access-control-allow-origin" not in ask(crowded, "/api/notes/")[1]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/health/", "/api/health", "/start/", "/nowhere"])
def test_probes_and_pages_are_answered_as_ever(crowded: Guard, path: str) -> None:
    assert ask(crowded, path)[0] in (200, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD"])
def test_a_write_is_refused_before_its_body_is_read(crowded: Guard, method: str) -> None:
    body = BytesIO(b'{"title": "x"}')
    more = {"CONTENT_LENGTH": "14", "CONTENT_TYPE": "application/json", "wsgi.input": body}
    assert ask(crowded, "/api/notes/", method, **more)[0] == 503
    assert body.tell() == 0


@pytest.mark.parametrize("said", ["", "nonsense", "wrong:0", f"{SECRET}x:0", "\xe9:0", f"{SECRET[:-1]}:0"])
def test_nobody_else_can_close_the_door(guard: Guard, said: str) -> None:
    assert ask(guard, "/healthz", HTTP_X_RINGFENCE_QUEUE=said)[0] == 200
    assert not guard.is_crowded


def test_a_colleagues_question_is_answered_and_says_nothing_of_ones_own_queue(guard: Guard) -> None:
    status, headers, _ = ask(guard, "/healthz", HTTP_X_RINGFENCE_QUEUE=f"{SECRET}:{time.monotonic() - 60}:1")
    assert (status, headers["x-ringfence-worker"]) == (204, str(os.getpid()))
    assert not guard.is_crowded


def test_no_header_says_what_the_server_says(alice: Person) -> None:
    for name in ("Ringfence.Overloaded", "Ringfence-Overloaded", "ringfence.overloaded"):
        assert alice.get("/api/notes/", headers={name: "1"}).status_code == 200


def test_an_endless_queue_of_different_requests_takes_no_more_memory(crowded: Guard) -> None:
    for number in range(1_200):
        ask(crowded, f"/api/notes/{number}/")
    assert len(crowded._kept.values()) == 1_000


def test_a_server_watches_its_own_queue(tmp_path: Path) -> None:
    """With no patience at all every question has waited too long: the watch is there, and comes through."""
    with fresh_database() as variables, up(tmp_path, RINGFENCE_QUEUE_SECONDS="0.000001", **variables) as server:
        server.wait_until_up()
        deadline = time.monotonic() + 60
        while server.get("/api/notes/").status != 503:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert server.get("/healthz").status == 200
        assert "new ones are refused until the queue is empty" in server.output
