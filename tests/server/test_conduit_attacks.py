"""What nobody should send to Conduit: each is a clear refusal in its envelope; nothing is lost, leaked or broken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from ringfence_server.conduit import publishing, queries
from tests.people import Person, call
from tests.server.conduit import (
    ARTICLES,
    BLANK,
    FEED,
    NO_ARTICLE,
    NO_COMMENT,
    NO_PROFILE,
    TAGS,
    article,
    at,
    listed,
    publish,
    refused,
    say,
)
from tests.server.shapes import answer

ENDLESS = 10**40
NUL = "%00"
EVERY = [
    ("GET", ARTICLES),
    ("POST", ARTICLES),
    ("GET", FEED),
    ("GET", at("a-title")),
    ("PUT", at("a-title")),
    ("DELETE", at("a-title")),
    ("POST", at("a-title", "/favorite")),
    ("DELETE", at("a-title", "/favorite")),
    ("GET", at("a-title", "/comments")),
    ("POST", at("a-title", "/comments")),
    ("DELETE", at("a-title", "/comments/1")),
    ("GET", "/api/profiles/alice"),
    ("POST", "/api/profiles/alice/follow"),
    ("DELETE", "/api/profiles/alice/follow"),
    ("GET", TAGS),
]
BODIES = [
    (method, path) for method, path in EVERY if method in ("POST", "PUT") and path[-6:] not in ("vorite", "follow")
]


@pytest.mark.parametrize(
    "slug", [NUL, f"a{NUL}b", "x" * 5000, "..%5c", "%0a", "%ff", "%f0%9f%8e%89", "'--", "%25", "a-title%00", "A-TITLE"]
)
def test_no_odd_slug_finds_or_breaks_anything(alice: Person, slug: str) -> None:
    publish(alice)
    for method, end in (
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/favorite"),
        ("DELETE", "/favorite"),
        ("GET", "/comments"),
    ):
        assert answer(alice.call(method, f"{ARTICLES}/{slug}{end}")) == NO_ARTICLE
    assert answer(alice.put(f"{ARTICLES}/{slug}", {"article": {"body": "x"}})) == NO_ARTICLE
    assert answer(alice.get(at("a-title"))) == (200, article())


@pytest.mark.parametrize("name", [NUL, "x" * 5000, "%0a", "%ff", "alice%00", "alice%20", "'--", "*"])
def test_no_odd_name_finds_or_breaks_anything(alice: Person, name: str) -> None:
    publish(alice)
    for method, end in (("GET", ""), ("POST", "/follow"), ("DELETE", "/follow")):
        assert answer(alice.call(method, f"/api/profiles/{name}{end}")) == NO_PROFILE


@pytest.mark.parametrize("pk", ["0", "-1", "01", "1_0", "1.0", "x", NUL, str(ENDLESS), str(2**63), "٣", "9" * 5000])
def test_no_odd_id_finds_or_breaks_a_comment(alice: Person, pk: str) -> None:
    publish(alice)
    say(alice, "a-title")
    assert answer(alice.delete(at("a-title", f"/comments/{pk}"))) == NO_COMMENT
    assert len(alice.get(at("a-title", "/comments")).json()["comments"]) == 1


@pytest.mark.parametrize("path", [ARTICLES, FEED])
@pytest.mark.parametrize("name", ["limit", "offset"])
@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "1e3", "%2B1", "1_0", "٣", NUL, str(ENDLESS), "01", " 1"])
def test_a_malformed_number_is_refused_by_name(alice: Person, path: str, name: str, value: str) -> None:
    assert answer(alice.get(f"{path}?{name}={value}")) == refused(422, **{name: "is invalid"})


def test_numbers_as_large_as_there_are_give_an_empty_part(alice: Person) -> None:
    publish(alice)
    for query in (f"offset={2**63 - 1}", f"limit={2**63 - 1}&offset={2**63 - 1}"):
        assert answer(alice.get(f"{ARTICLES}?{query}")) == (200, listed(count=1))


@pytest.mark.parametrize("name", ["tag", "author", "favorited"])
def test_odd_filters_find_nothing_or_are_refused(alice: Person, name: str) -> None:
    publish(alice, tagList=["a"])
    for value in ("", "%25", "_", "'", "x" * 5000, "%ff", "a'--"):
        assert answer(alice.get(f"{ARTICLES}?{name}={value}")) == (200, listed())
    for query in (f"{name}=a{NUL}", f"{name}=a&{name}=b", "limit=1&limit=2"):
        wrong = "limit" if query.startswith("limit") else name
        status, body = answer(alice.get(f"{ARTICLES}?{query}"))
        assert (status, list(body["errors"])) == (422, [wrong])


def test_unknown_parameters_are_ignored(alice: Person) -> None:
    publish(alice)
    assert alice.get(f"{ARTICLES}?page=7&owner=bob&owner__password=x&ordering=title").json()["articlesCount"] == 1


MALFORMED: dict[str, bytes] = {
    "no JSON": b"{",
    "nothing": b"",
    "two bodies": b"{}{}",
    "a name twice": b'{"article": {}, "article": {}}',
    "NaN": b'{"article": {"title": NaN}}',
    "a NUL": b'{"article": {"title": "\\u0000"}}',
    "half a character": b'{"article": {"title": "\\ud800"}}',
    "another charset": '{"article": {"title": "é"}}'.encode("latin-1"),
    "depth": b'{"article": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


@pytest.mark.parametrize(("method", "path"), BODIES)
@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_body_is_refused_in_the_envelope(alice: Person, method: str, path: str, what: str) -> None:
    publish(alice)
    response = alice.call(method, path, raw=MALFORMED[what])
    status, body = answer(response)
    assert status in (400, 422)
    assert list(body) == ["errors"]
    assert all(isinstance(said, str) for messages in body["errors"].values() for said in messages)
    assert answer(alice.get(at("a-title"))) == (200, article())


@pytest.mark.parametrize(("method", "path"), BODIES)
@pytest.mark.parametrize(
    ("body", "name", "said"),
    [
        ([], "body", "is invalid"),
        ("x", "body", "is invalid"),
        (1, "body", "is invalid"),
        ({}, None, BLANK),
        ({"other": {}}, None, BLANK),
        ("null", None, BLANK),
        ("[]", None, "is invalid"),
        ("1", None, "is invalid"),
        ('"x"', None, "is invalid"),
    ],
)
def test_a_body_without_its_envelope_is_refused(
    alice: Person, method: str, path: str, body: Any, name: str | None, said: str
) -> None:
    publish(alice)
    envelope = "comment" if path.endswith("comments") else "article"
    if isinstance(body, str) and name is None:
        body = {envelope: json.loads(body)}
    assert answer(alice.call(method, path, body)) == refused(422, **{name or envelope: said})


def test_a_huge_body_is_413_and_others_types_are_415(alice: Person) -> None:
    huge = b'{"article": {"title": "' + b"x" * (11 * 1024 * 1024) + b'"}}'
    assert answer(alice.post(ARTICLES, raw=huge)) == refused(413, body="is too large")
    other = alice.post(ARTICLES, raw=b"title=x", content_type="application/x-www-form-urlencoded")
    assert answer(other) == refused(415, body="must be application/json in UTF-8")


def test_a_number_without_end_in_a_text_is_no_text(alice: Person) -> None:
    raw = b'{"article": {"title": ' + b"9" * 5000 + b', "description": "d", "body": "b"}}'
    status, body = answer(alice.post(ARTICLES, raw=raw))
    assert status in (400, 422)
    assert list(body) == ["errors"]


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_what_cannot_be_answered_is_refused_in_the_envelope(alice: Person, method: str, path: str) -> None:
    publish(alice)
    assert answer(alice.call("PATCH", path)) == refused(405, method="not allowed")
    unacceptable = alice.call(method, path, headers={"Accept": "text/html"})
    assert answer(unacceptable) == refused(406, accept="not acceptable")
    options = alice.call("OPTIONS", path)
    assert (options.status_code, options.content, method in options.headers["Allow"]) == (204, b"", True)


@pytest.mark.parametrize("accept", ["application/problem+json", "application/problem+json, application/json", "*/*"])
def test_no_accept_header_gives_errors_another_form(alice: Person, accept: str) -> None:
    response = alice.get(at("none"), headers={"Accept": accept})
    assert (answer(response), response.headers["Content-Type"]) == (NO_ARTICLE, "application/json")


def test_a_mistake_of_ours_is_500_in_the_envelope_and_keeps_nothing(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*args: Any) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(publishing, "_tag", explode)
    body = {"article": {"title": "Lost", "description": "d", "body": "b", "tagList": ["a"]}}
    assert answer(alice.post(ARTICLES, body)) == refused(500, server="failed")
    monkeypatch.undo()
    assert answer(alice.get(ARTICLES)) == (200, listed())
    assert answer(alice.get("/api/profiles/alice")) == NO_PROFILE


def test_a_database_that_is_away_is_503_in_the_envelope(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(queries, "tags", away)
    response = call("GET", TAGS)
    assert answer(response) == refused(503, server="is unavailable")
    assert response.headers["Retry-After"] == "1"


def test_no_other_view_answers_in_the_envelope(alice: Person) -> None:
    for path in ("/api/notes/999/", "/api/articles/a/b/c", "/api/articlesx", "/api/profiles"):
        assert answer(alice.get(path)) == (404, {"detail": "Not found.", "code": "not_found"})
    problem = alice.get("/api/notes/999/", headers={"Accept": "application/problem+json"})
    assert problem.headers["Content-Type"] == "application/problem+json"


@override_settings(ALLOWED_HOSTS=["elsewhere"])
def test_a_name_that_is_not_ours_is_refused_before_any_view_and_so_in_the_general_form(db: None) -> None:
    # Not by ``call``, which holds the answer of a view against what the document says of that view.
    response = Client(raise_request_exception=False).get(TAGS)
    assert answer(response) == (400, {"detail": "The request could not be read.", "code": "bad_request"})
