"""Notes over HTTP: section 1 of the requirements as a client sees it, whole bodies compared."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.people import Person, call
from tests.server.shapes import NO_TOKEN, NOT_FOUND, NOTES, TAGS, answer, create, invalid, note, page, titles


@pytest.fixture
def three(alice: Person) -> list[dict[str, Any]]:
    """Three notes in the order of their making."""
    return [create(alice, title=title) for title in ("first", "second", "third")]


def test_a_new_note_answers_with_every_field_and_its_defaults(alice: Person) -> None:
    assert answer(alice.post(NOTES, {"title": "Milk"})) == (201, note(title="Milk"))


def test_a_note_is_kept_as_it_was_given(alice: Person) -> None:
    given = {"title": "Milk", "body": "two litres", "tags": ["shop", "home"], "pinned": True, "archived": True}
    made = create(alice, **given)
    assert made == note(**{**given, "tags": ["home", "shop"]})
    assert answer(alice.get(f"{NOTES}{made['id']}/")) == (200, made)
    assert answer(alice.get(NOTES)) == (200, page(made))


def test_an_empty_list_is_a_page_object(alice: Person) -> None:
    assert answer(alice.get(NOTES)) == (200, {"count": 0, "next": None, "previous": None, "results": []})


def test_the_newest_note_comes_first(alice: Person, three: list[dict[str, Any]]) -> None:
    assert answer(alice.get(NOTES)) == (200, page(*reversed(three)))


def test_a_change_does_not_move_a_note(alice: Person, three: list[dict[str, Any]]) -> None:
    alice.patch(f"{NOTES}{three[0]['id']}/", {"title": "changed"})
    assert titles(alice) == ["third", "second", "changed"]


def test_patch_changes_what_is_given_and_nothing_else(alice: Person) -> None:
    made = create(alice, title="Milk", body="two", tags=["shop"], pinned=True)
    status, changed = answer(alice.patch(f"{NOTES}{made['id']}/", {"body": "three"}))
    assert (status, changed) == (200, {**made, "body": "three", "updated_at": changed["updated_at"]})
    assert changed["updated_at"] > made["updated_at"]
    assert answer(alice.get(f"{NOTES}{made['id']}/")) == (200, changed)


def test_an_empty_patch_changes_no_field(alice: Person) -> None:
    made = create(alice, tags=["shop"])
    status, same = answer(alice.patch(f"{NOTES}{made['id']}/", {}))
    assert (status, same) == (200, {**made, "updated_at": same["updated_at"]})


def test_put_needs_the_title_and_keeps_optional_fields_that_are_absent(alice: Person) -> None:
    made = create(alice, title="Milk", body="two", tags=["shop"], pinned=True)
    path = f"{NOTES}{made['id']}/"
    assert answer(alice.put(path, {"body": "three"})) == (400, invalid(title="This field is required."))
    status, changed = answer(alice.put(path, {"title": "Bread"}))
    assert (status, changed) == (200, {**made, "title": "Bread", "updated_at": changed["updated_at"]})


def test_what_was_read_can_be_put_back(alice: Person) -> None:
    made = create(alice, title="Milk", body="  two\n", tags=["shop"])
    status, same = answer(alice.put(f"{NOTES}{made['id']}/", made))
    assert (status, same) == (200, {**made, "updated_at": same["updated_at"]})


def test_a_deleted_note_is_gone(alice: Person) -> None:
    path = f"{NOTES}{create(alice)['id']}/"
    assert answer(alice.delete(path)) == (204, None)
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        assert answer(alice.call(method, path, {"title": "again"})) == (404, NOT_FOUND)
    assert answer(alice.get(NOTES)) == (200, page())


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
@pytest.mark.parametrize("owner", ["bob", 2, None, {"id": 2}, ["bob"], ""])
def test_an_owner_in_the_body_is_ignored(alice: Person, bob: Person, method: str, owner: Any) -> None:
    made = create(alice)
    path = NOTES if method == "POST" else f"{NOTES}{made['id']}/"
    response = alice.call(method, path, {"title": "mine", "owner": owner})
    assert response.status_code in (200, 201)
    assert response.json()["owner"] == "alice"
    assert answer(bob.get(NOTES)) == (200, page())


def test_read_only_fields_in_a_body_are_ignored(alice: Person) -> None:
    made = create(alice)
    other = {"id": 999_999, "created_at": "2001-01-01T00:00:00Z", "updated_at": 5, "owner": []}
    status, changed = answer(alice.patch(f"{NOTES}{made['id']}/", {**other, "title": "changed"}))
    assert (status, changed) == (200, {**made, "title": "changed", "updated_at": changed["updated_at"]})
    assert changed["updated_at"] > made["updated_at"]
    assert answer(alice.post(NOTES, {**other, "title": "new"})) == (201, note(title="new"))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_unknown_fields_are_named_beside_the_other_errors(alice: Person, method: str) -> None:
    made = create(alice)
    path = NOTES if method == "POST" else f"{NOTES}{made['id']}/"
    fields = {"title": "", "revision": 5, "owner_id": 2, "Title": "x"}
    unknown = dict.fromkeys(["revision", "owner_id", "Title"], "Unknown field.")
    assert answer(alice.call(method, path, fields)) == (400, invalid(title="This field may not be blank.", **unknown))
    assert answer(alice.get(NOTES)) == (200, page(made))


TITLES = [
    "x" * 200,
    "😀" * 200,
    "ﷺ" * 200,
    "\u202eright to left",
    "'; DROP TABLE notes_note; --",
    "0",
    "{}",
    "%s%(a)s",
    "\x1b[31m\x7f",
]


def test_any_title_up_to_200_characters_is_kept(alice: Person) -> None:
    for title in TITLES:
        made = create(alice, title=title)
        assert (made["title"], alice.get(f"{NOTES}{made['id']}/").json()) == (title, made)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("x" * 201, "Ensure this field has no more than 200 characters."),
        ("", "This field may not be blank."),
        (" \t\n", "This field may not be blank."),
        (None, "This field may not be null."),
        (True, "Not a valid string."),
        (["x"], "Not a valid string."),
        ({"x": 1}, "Not a valid string."),
    ],
)
def test_a_title_that_does_not_do_is_refused(alice: Person, title: Any, said: str) -> None:
    assert answer(alice.post(NOTES, {"title": title})) == (400, invalid(title=said))


@pytest.mark.parametrize(
    "body", ["", " \n\tindented\n", "\u2028\u0001\u001f\u007f\ufffe", "é e\u0301 𝒳", "x" * 1_000_000]
)
def test_a_body_of_any_length_is_kept_to_the_letter(alice: Person, body: str) -> None:
    made = create(alice, body=body)
    assert (made["body"], alice.get(f"{NOTES}{made['id']}/").json()) == (body, made)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("body", None, "This field may not be null."),
        ("body", [], "Not a valid string."),
        ("pinned", None, "This field may not be null."),
        ("pinned", "perhaps", "Must be a valid boolean."),
        ("pinned", 2, "Must be a valid boolean."),
        ("pinned", {}, "Must be a valid boolean."),
        ("archived", [], "Must be a valid boolean."),
        ("archived", "", "Must be a valid boolean."),
    ],
)
def test_other_fields_are_checked_too(alice: Person, field: str, value: Any, said: str) -> None:
    assert answer(alice.post(NOTES, {"title": "x", field: value})) == (400, invalid(**{field: said}))


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_slash_at_the_end_is_optional_everywhere(alice: Person, slash: str) -> None:
    status, made = answer(alice.post(f"/api/notes{slash}", {"title": "x", "tags": ["t"]}))
    assert (status, made) == (201, note(title="x", tags=["t"]))
    assert answer(alice.get(f"/api/notes{slash}")) == (200, page(made))
    assert answer(alice.get(f"/api/notes{slash}?page=1")) == (200, page(made))
    path = f"/api/notes/{made['id']}{slash}"
    assert alice.get(path).json() == made
    assert alice.put(path, {"title": "y"}).json()["title"] == "y"
    assert alice.patch(path, {"title": "z"}).json()["title"] == "z"
    status, tag = answer(alice.post(f"/api/notes/tags{slash}", {"name": "u"}))
    assert (status, alice.get(f"/api/notes/tags{slash}").json()["count"]) == (201, 2)
    assert alice.patch(f"/api/notes/tags/{tag['id']}{slash}", {"name": "v"}).json() == {**tag, "name": "v"}
    assert alice.delete(f"/api/notes/tags/{tag['id']}{slash}").status_code == 204
    assert alice.delete(path).status_code == 204


@pytest.mark.parametrize(
    "path", ["/api/notes//", "/api//notes/", "/api/notes/1//", "//api/notes/", "/API/notes/", "/api/notes.json"]
)
def test_only_one_slash_and_one_spelling_are_meant(alice: Person, path: str) -> None:
    assert answer(alice.get(path)) == (404, NOT_FOUND)


@pytest.mark.parametrize("word", ["Bearer", "Token", "bearer", "TOKEN", "Bearer "])
def test_both_words_of_the_header_are_accepted(alice: Person, word: str) -> None:
    assert answer(call("GET", NOTES, headers={"Authorization": f"{word} {alice.access}"})) == (200, page())


def test_a_head_is_a_get_without_its_body(alice: Person) -> None:
    made = create(alice)
    for path in (NOTES, f"{NOTES}{made['id']}/"):
        got, head = alice.get(path), alice.call("HEAD", path)
        own = {"X-Request-ID", "Date"}
        assert (head.status_code, head.content) == (200, b"")
        assert {k: v for k, v in head.headers.items() if k not in own} == {
            k: v for k, v in got.headers.items() if k not in own
        }


def test_answers_are_compact_utf_8_and_never_stored(alice: Person) -> None:
    create(alice, title="Zoë")
    got = alice.get(NOTES)
    assert got.headers["Content-Type"] == "application/json"
    assert got.headers["Cache-Control"] == "no-store"
    assert json.dumps(got.json(), ensure_ascii=False, separators=(",", ":")).encode() == got.content


@pytest.mark.parametrize("path", [NOTES, f"{NOTES}1/", TAGS, f"{TAGS}1/"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_without_a_token_nothing_is_told(db: None, method: str, path: str) -> None:
    response = call(method, path, {"title": "x"})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert method == "HEAD" or response.json() == NO_TOKEN
