"""Notes under bad input: always a 4xx with a clear message, and nothing half written."""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import quote

import pytest
from django.db import IntegrityError
from rest_framework.exceptions import PermissionDenied, ValidationError

from ringfence.api.relations import NamesField
from ringfence.lane.lanes import long_way
from ringfence_server.notes.serializers import NoteSerializer
from tests.people import Person, sign_up
from tests.server.shapes import (
    NOT_FOUND,
    NOTES,
    TAGS,
    answer,
    create,
    invalid,
    note,
    page,
    tag_names,
)

IDS = [
    "0",
    "-1",
    "+1",
    "1_0",
    "01",
    "1.0",
    "1e0",
    "0x1",
    "١",
    "１",
    "²",
    "%00",
    "1%00",
    "1%0A",
    "%201",
    "1%20",
    "a",
    "null",
]
BIG_IDS = [str(2**31), str(2**63 - 1), str(2**63), str(2**64), "9" * 19, "9" * 40, "9" * 4000]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("base", [NOTES, TAGS])
def test_what_is_no_id_of_ones_own_is_404_whatever_it_is(alice: Person, base: str, method: str) -> None:
    create(alice, tags=["t"])
    body = {"title": "x"} if base == NOTES else {"name": "x"}
    for pk in IDS + BIG_IDS:
        assert answer(alice.call(method, f"{base}{pk}/", body)) == (404, NOT_FOUND), pk
    assert (alice.get(NOTES).json()["count"], tag_names(alice)) == (1, ["t"])


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        *((NOTES, method, "GET, POST, HEAD, OPTIONS") for method in ("PUT", "PATCH", "DELETE", "TRACE", "NONSENSE")),
        *((f"{NOTES}1/", method, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS") for method in ("POST", "TRACE", "LINK")),
        *((TAGS, method, "GET, POST, HEAD, OPTIONS") for method in ("PUT", "DELETE")),
    ],
)
def test_other_methods_are_405_in_json(alice: Person, path: str, method: str, allowed: str) -> None:
    said = {"detail": f'Method "{method}" not allowed.', "code": "method_not_allowed"}
    # Nothing reads the parameters, so that there is none to be refused.
    for query in ("", "?fields=id", "?nonsense=1", "?page=1&page=2"):
        response = alice.call(method, f"{path}{query}", {"title": "x"})
        assert (*answer(response), response.headers["Allow"]) == (405, said, allowed), query


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
        "application/jsonp",
        "application/json; charset=latin-1",
        "application/json; charset=utf-16",
        "json",
        "",
        "*/*",
        "application/*",
        "\x00",
    ],
)
def test_another_content_type_is_415_in_json(alice: Person, content_type: str) -> None:
    response = alice.call("POST", NOTES, raw=b'{"title": "x"}', content_type=content_type)
    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")
    assert set(response.json()) == {"detail", "code"}
    assert alice.get(NOTES).json()["count"] == 0


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate, gzip", "x"])
def test_a_packed_body_is_415_whatever_is_in_it(alice: Person, coding: str) -> None:
    for body in (b'{"title": "x"}', gzip.compress(b'{"title": "x"}')):
        assert answer(alice.post(NOTES, raw=body, headers={"Content-Encoding": coding})) == (
            415,
            {
                "detail": "A body is read as it is: send it without Content-Encoding.",
                "code": "unsupported_media_type",
            },
        )
    assert alice.get(NOTES).json()["count"] == 0
    assert alice.post(NOTES, raw=b'{"title": "x"}', headers={"Content-Encoding": "identity"}).status_code == 201


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=UTF-8", "application/json;charset=utf8"]
)
def test_json_in_utf_8_is_the_content_type_of_all(alice: Person, content_type: str) -> None:
    response = alice.call("POST", NOTES, raw='{"title": "Zoë"}'.encode(), content_type=content_type)
    assert answer(response) == (201, note(title="Zoë"))


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "text/csv", "text/*", "json"])
def test_nothing_but_json_can_be_asked_for(alice: Person, accept: str) -> None:
    said = {"detail": "Could not satisfy the request Accept header.", "code": "not_acceptable"}
    for method, body in (("GET", None), ("POST", {"title": "x"})):
        response = alice.call(method, NOTES, body, headers={"Accept": accept})
        assert answer(response) == (406, said)
        assert response.headers["Content-Type"] == "application/json"
    assert alice.get(NOTES).json()["count"] == 0


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, */*;q=0.1", "application/problem+json", ""])
def test_whoever_takes_json_too_gets_json(alice: Person, accept: str) -> None:
    response = alice.get(NOTES, headers={"Accept": accept})
    assert answer(response) == (200, page())
    assert response.headers["Content-Type"] == "application/json"


DEEP = b'{"title": "x", "body": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
BODIES: list[tuple[bytes, int, str]] = [
    (b"", 400, "title"),
    (b"{}", 400, "title"),
    (b"null", 400, "non_field_errors"),
    (b"[]", 400, "non_field_errors"),
    (b'[{"title": "x"}]', 400, "non_field_errors"),
    (b'"title"', 400, "non_field_errors"),
    (b"1", 400, "non_field_errors"),
    (b"true", 400, "non_field_errors"),
    (b" ", 400, "detail"),
    (b"title=x", 400, "detail"),
    (b'{"title": "x"', 400, "detail"),
    (b'{"title": "x"}}', 400, "detail"),
    (b'{"title": "x",}', 400, "detail"),
    (b"{'title': 'x'}", 400, "detail"),
    (b'{"title": "x" /* no */}', 400, "detail"),
    (b'{"title": NaN}', 400, "detail"),
    (b'{"title": "x", "pinned": Infinity}', 400, "detail"),
    (b'{"title": -Infinity}', 400, "detail"),
    (b'{"title": 1e999}', 400, "detail"),
    (b'{"title": ' + b"9" * 10_000 + b"}", 400, "detail"),
    (b'\xef\xbb\xbf{"title": "x"}', 400, "detail"),
    ('{"title": "x"}'.encode("utf-16"), 400, "detail"),
    (b'{"title": "\xff"}', 400, "detail"),
    (b'{"title": "\xed\xa0\x80"}', 400, "detail"),
    (b'{"title": "a\\u0000b"}', 400, "detail"),
    (b'{"title": "a\x00b"}', 400, "detail"),
    (b'{"title": "\\ud800"}', 400, "detail"),
    (b'{"title": "x", "body": "\\udc00"}', 400, "detail"),
    (b'{"title": "x", "tags": ["\\ud800\\ud800"]}', 400, "detail"),
    (b'{"title": "x", "ta\\u0000gs": []}', 400, "detail"),
    (b'{"title": "x", "title": "y"}', 400, "detail"),
    (b'{"title": "x", "\\u0074itle": "y"}', 400, "detail"),
    (DEEP, 400, "detail"),
    (b'{"title": "x", "body": ' + b"[" * 31 + b"]" * 31 + b"}", 400, "body"),
    (b"[" * 200_000, 400, "detail"),
    (b'{"title": "' + b"x" * 10 * 1024 * 1024 + b'"}', 413, "detail"),
]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_malformed_body_is_refused_and_changes_nothing(alice: Person, method: str) -> None:
    made = create(alice, title="as it was", tags=["t"])
    path = NOTES if method == "POST" else f"{NOTES}{made['id']}/"
    for body, status, key in BODIES:
        if method == "PATCH" and body in (b"", b"{}"):
            continue
        response = alice.call(method, path, raw=body)
        assert response.status_code == status, (body[:60], response.content[:200])
        assert set(response.json()) == {key, "code"}, (body[:60], response.content[:200])
        assert len(response.content) < 1000
    assert (answer(alice.get(NOTES)), tag_names(alice)) == ((200, page(made)), ["t"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"title": "x", "title": "y"}', 'The key "title" occurs twice in one object.'),
        (b'{"title": NaN}', "NaN is not JSON."),
        (b'\xef\xbb\xbf{"title": "x"}', "The body starts with a byte order mark; JSON is sent without one."),
        (DEEP, "The body is nested more than 32 levels deep."),
        (
            b'{"title": "a\\u0000b"}',
            "The body has a string with the NUL character (\\u0000), which cannot be stored.",
        ),
    ],
)
def test_the_refusal_says_what_is_wrong(alice: Person, body: bytes, said: str) -> None:
    assert answer(alice.call("POST", NOTES, raw=body)) == (400, {"detail": said, "code": "parse_error"})


def test_a_body_over_10_mebibytes_is_413_and_one_just_below_is_kept(alice: Person) -> None:
    frame = len(b'{"title": "x", "body": ""}')
    room = 10 * 1024 * 1024 - frame
    response = alice.call("POST", NOTES, raw=b'{"title": "x", "body": "' + b"x" * (room + 1) + b'"}')
    assert answer(response) == (413, {"detail": "The request body is too large.", "code": "too_large"})
    response = alice.call("POST", NOTES, raw=b'{"title": "x", "body": "' + b"x" * room + b'"}')
    assert (response.status_code, len(response.json()["body"])) == (201, room)


@pytest.mark.parametrize(
    "tags", [["new", "x" * 51], ["new", None], ["new", ""], ["new", {}], None, "new", {"0": "new"}]
)
def test_a_note_whose_tags_are_refused_leaves_neither_note_nor_tags(alice: Person, tags: Any) -> None:
    made = create(alice, tags=["old"])
    for method, path in (("POST", NOTES), ("PUT", f"{NOTES}{made['id']}/"), ("PATCH", f"{NOTES}{made['id']}/")):
        response = alice.call(method, path, {"title": "changed", "tags": tags})
        assert (response.status_code, set(response.json())) == (400, {"tags", "code"})
    assert (answer(alice.get(NOTES)), tag_names(alice)) == ((200, page(made)), ["old"])


SERVER_ERROR = (500, {"detail": "A server error occurred.", "code": "server_error"})
CONFLICT = (409, {"detail": "The write conflicts with existing data.", "code": "conflict"})


@pytest.mark.parametrize(
    ("target", "name"),
    [(NamesField, "store"), (NoteSerializer, "to_representation")],
    ids=["after the row", "while rendering"],
)
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("in the middle"), SERVER_ERROR),
        (ValidationError({"tags": ["No."]}), (400, invalid(tags="No."))),
        (IntegrityError("in the middle"), CONFLICT),
        (PermissionDenied("No."), (403, {"detail": "No.", "code": "permission_denied"})),
    ],
    ids=["500", "400", "409", "403"],
)
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_an_error_in_the_middle_of_a_write_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, target: Any, name: str, error: Exception, said: tuple[int, Any]
) -> None:
    alice = sign_up("alice")
    made = create(alice, tags=["old"])

    def fail(*args: Any, **kwargs: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(target, name, fail)
        for method, path in (("POST", NOTES), ("PUT", f"{NOTES}{made['id']}/"), ("PATCH", f"{NOTES}{made['id']}/")):
            assert answer(alice.call(method, path, {"title": "changed", "tags": ["new"]})) == said
    assert (answer(alice.get(NOTES)), tag_names(alice)) == ((200, page(made)), ["old"])


def test_a_500_does_not_repeat_the_cause_or_the_request(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(NoteSerializer, "to_representation", fail)
    # The short way would not ask a class that is the same for good.
    with long_way():
        response = alice.post(NOTES, {"title": "the secret title"}, headers={"X-Request-ID": "my-own-request-id"})
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] == "my-own-request-id"
    assert not any(word in response.content for word in (b"secret", b"RuntimeError", b"my-own"))


@pytest.mark.parametrize(
    "text", ["' OR '1'='1", "\\'; --", "%' OR 1=1 --", "*) UNION SELECT", '"', "$ringfence$", "%s", "\x1f"]
)
def test_no_text_of_a_client_becomes_sql(alice: Person, bob: Person, text: str) -> None:
    create(alice, title="secret of alice", tags=["hidden"])
    made = bob.post(NOTES, {"title": f"x{text}", "body": text, "tags": [f"x{text}"]}).json()
    assert json.dumps(bob.get(f"{NOTES}?search={quote(text)}").json()).count("secret") == 0
    assert bob.get(f"{NOTES}?tag={quote('x' + text)}").json()["results"] == [made]
    assert bob.get(f"{NOTES}?ordering={quote(text)}").status_code == 400
    assert bob.get(f"{NOTES}?cursor={quote(text)}").status_code == 400
