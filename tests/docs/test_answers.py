"""The bodies and headers that the pages show: each is sent for real, and compared with what really comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection

from ringfence.accounts.models import User
from ringfence.ownership.scope import maintenance
from tests.accounts.authenticator import confirmed
from tests.dialects.doors import COOKIE, ORIGIN
from tests.docs.pages import blocks, read, section
from tests.docs.test_threats import WRONG, log_in, real_throttles
from tests.people import PASSWORD, Person, call
from tests.server.test_cli import lines as columns
from tests.server.test_cli import ringfence
from tests.server.test_logs import lines

__all__ = ["lines", "real_throttles", "ringfence"]

ANN = {"username": "ann", "password": "correct horse"}
everything = pytest.mark.django_db(transaction=True, databases="__all__")


def bodies(page: str, heading: str = "") -> list[Any]:
    """The JSON documents of a page, or of one section of it."""
    return [json.loads(block) for block in blocks(section(read(page), heading), "json")]


def headers(block: str) -> tuple[str, dict[str, str], str]:
    """The first line of a message, its headers and its body."""
    head, _, body = block.partition("\n\n")
    first, *named = head.splitlines()
    return first, dict(line.split(": ", 1) for line in named), body


def shape(value: Any) -> Any:
    """The members and their types, without the values."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value)


def numbers_left_out(text: str) -> str:
    return re.sub(r"\d+", "…", text)


@pytest.fixture
def ann(db: None) -> Person:
    """The person of the pages."""
    made = call("POST", "/api/register/", ANN)
    assert made.status_code == 201, made.content
    return Person(made.json()["id"], "ann", **call("POST", "/api/token/", ANN).json())


# Errors, pages, many rows


def test_the_three_forms_of_an_error_are_those_shown(alice: Person) -> None:
    not_found, plain, problem, conduit = bodies("reference/errors.md")
    assert alice.get("/api/notes/999/").json() == not_found
    assert alice.post("/api/notes/", {"title": "", "tagz": []}).json() == plain
    asked = {"Accept": "application/problem+json"}
    assert alice.post("/api/notes/", {"title": ""}, headers=asked).json() == problem
    article = {"article": {"title": "", "description": "x", "body": "x"}}
    assert alice.post("/api/articles", article).json() == conduit


def test_a_page_of_a_list_is_the_one_shown(alice: Person) -> None:
    (shown,) = bodies("reference/pagination.md")
    for number in range(5):
        alice.post("/api/notes/", {"title": f"{number}"})
    page = alice.get("/api/notes/?page=2&page_size=2", headers={"Host": "localhost:8000"}).json()
    assert {**page, "results": []} == shown
    assert len(page["results"]) == 2


def test_many_changes_in_one_request_are_taken_and_refused_as_shown(alice: Person) -> None:
    asked, refused = bodies("reference/endpoints.md", "Many rows at once")
    update, first, second = (alice.post("/api/notes/", {"title": "x"}).json()["id"] for _ in range(3))
    own = {**asked, "update": [{**asked["update"][0], "id": update}], "delete": [first, second]}
    answer = alice.post("/api/notes/bulk/", own)
    assert answer.status_code == 200, answer.content
    assert set(answer.json()) == {"created", "updated", "deleted"}
    titles = [{"title": "a"}, {"title": "b"}, {"title": "c"}, {"title": ""}]
    answer = alice.post("/api/notes/bulk/", {"create": titles, "delete": [first]})
    assert (answer.status_code, answer.json()) == (400, refused)


def test_who_tries_too_often_is_answered_as_shown(real_throttles: Any, alice: Person) -> None:
    page = read("reference/throttles.md")
    status, named, _ = headers(blocks(page, "http")[0])
    told = [log_in("alice", WRONG) for _ in range(21)][-1]
    assert status == f"HTTP/1.1 {told.status_code} {told.reason_phrase}"
    assert set(named) <= set(told.headers)
    (shown,) = blocks(page, "json")
    assert numbers_left_out(json.dumps(told.json())) == numbers_left_out(json.dumps(json.loads(shown)))


# Tokens


def test_the_log_in_is_the_one_shown(ann: Person) -> None:
    part = section(read("reference/tokens.md"), "Log in")
    (request,), (authorization,) = blocks(part, "http"), blocks(part, "")
    line, named, body = headers(request)
    method, address, _ = line.split()
    answer = call(method, address, raw=body.encode(), content_type=named["Content-Type"])
    pair, refused = (json.loads(block) for block in blocks(part, "json"))
    assert (answer.status_code, shape(answer.json())) == (200, shape(pair))
    wrong = call(method, address, {**json.loads(body), "password": "wrong"})
    assert (wrong.status_code, wrong.json()) == (401, refused)
    for line in authorization.splitlines():
        name, value = line.split(": ")
        word, _ = value.split()
        told = call("GET", "/api/me/", headers={name: f"{word} {answer.json()['access']}"})
        assert told.status_code == 200, line


def test_the_log_in_with_a_second_factor_is_the_one_shown(alice: Person) -> None:
    asked, answered, pair = bodies("reference/tokens.md", "Log in with a second factor")
    app = confirmed(alice)
    told = call("POST", "/api/token/", {"username": "alice", "password": PASSWORD})
    assert told.status_code == 401
    assert {**told.json(), "challenge": asked["challenge"]} == asked
    own = {"challenge": told.json()["challenge"], "otp": app.code()}
    assert shape(own) == shape(answered)
    done = call("POST", "/api/token/", own)
    assert (done.status_code, shape(done.json())) == (200, shape(pair))


def test_the_refresh_is_the_one_shown(ann: Person) -> None:
    (asked,) = bodies("reference/tokens.md", "Refresh")
    answer = call("POST", "/api/token/refresh/", {**asked, "refresh": ann.refresh})
    assert (answer.status_code, set(answer.json())) == (200, {"access", "refresh"})


def test_the_cookie_is_the_one_shown(ann: Person) -> None:
    (block,) = blocks(section(read("reference/tokens.md"), "Cookie endpoints"), "")
    _, shown = block.strip().split(": ", 1)
    answer = call("POST", "/api/web/login/", ANN, headers=ORIGIN)
    assert answer.status_code == 200, answer.content
    made, expected = answer.cookies[COOKIE], SimpleCookie(shown.replace("…", ""))[COOKIE]
    for attribute in ("httponly", "max-age", "path", "samesite", "secure"):
        assert str(made[attribute]) == str(expected[attribute]), attribute


def test_a_personal_token_is_made_and_shown_as_shown(ann: Person) -> None:
    asked, shown = bodies("reference/tokens.md", "Personal access tokens")
    answer = ann.post("/api/me/tokens/", asked)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert list(made) == list(shown)
    assert {name: made[name] for name in ("name", "scopes", "last_used_at")} == {
        name: shown[name] for name in ("name", "scopes", "last_used_at")
    }
    assert re.fullmatch(r"rf_\w{40}", shown["token"])
    assert [len(made[name]) for name in ("token", "hint")] == [len(shown[name]) for name in ("token", "hint")]
    assert shown["token"].startswith(shown["hint"])


# Operation


@everything
def test_the_line_of_the_log_is_one_that_is_made(alice: Person, lines: Callable[[], list[dict[str, Any]]]) -> None:
    (shown,) = bodies("how-to/production.md")
    # A second time, so that the lane answers, which is what the page's figure is of.
    for _ in range(2):
        alice.get("/api/notes/", headers={"X-Request-ID": shown["request_id"]})
    found = [line for line in lines() if line.get("request_id") == shown["request_id"]]
    told = {"user", "session", "timestamp", "milliseconds"}
    for line in found:
        assert list(line) == list(shown)
        assert {name: line[name] for name in set(line) - told} == {name: shown[name] for name in set(shown) - told}
        assert shape(line) == shape(shown)


@everything
def test_what_explain_access_prints_is_what_the_page_shows(ringfence: Callable[..., Any], alice: Person) -> None:
    note = alice.post("/api/notes/", {"title": "x"}).json()["id"]
    with maintenance("a test"):
        User.objects.create(username="bob")
    (shown,) = blocks(read("reference/commands.md"), "")
    command, _, table = shown.partition("\n")
    program, *arguments = command.removeprefix("$ ").split()
    assert program == "ringfence"
    done = ringfence(*arguments[:-1], str(note))
    expected, real = columns(table.replace("user 1's", f"user {alice.id}'s")), columns(done.stdout)
    if connection.vendor != "postgresql":
        # SQLite lets the database's lock open, which the page's database is not.
        expected, real = ([row for row in rows if row[0] != "database"] for rows in (expected, real))
    assert real == expected
