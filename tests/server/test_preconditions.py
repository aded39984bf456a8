"""Conditional requests: every single row names its state; no write goes over a change that its writer has not seen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ringfence.ownership.scope import acting_as
from ringfence_server.notes.models import Note, NoteTag, Tag
from tests.people import Person, call
from tests.server.collections_of_rows import Collection, collections
from tests.server.shapes import NOT_FOUND, NOTES, TAGS, answer, create

CHANGED = (412, {"detail": "The row has changed since it was read.", "code": "precondition_failed"})
COLLECTIONS = collections()
PER_REQUEST = {"date", "x-request-id"}

every_collection = pytest.mark.parametrize("collection", COLLECTIONS, ids=str)


def tag_of(response: Any) -> str:
    """The ETag of an answer that has to have one: strong, with the row's revision."""
    tag: str = response.headers["ETag"]
    assert re.fullmatch(r'"[1-9]\d*-[0-9a-f]{16}"', tag)
    return tag


def told(response: Any) -> tuple[Any, ...]:
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() not in PER_REQUEST}
    return response.status_code, headers, response.content


def if_match(tag: str) -> dict[str, Any]:
    return {"headers": {"If-Match": tag}}


def unless(tag: str) -> dict[str, Any]:
    return {"headers": {"If-None-Match": tag}}


@pytest.fixture
def path(alice: Person) -> str:
    """The address of a note with a tag."""
    return f"{NOTES}{create(alice, title='first', tags=['home'])['id']}/"


# Every viewset


def test_the_viewsets_are_found() -> None:
    assert {NOTES, TAGS} <= {str(collection) for collection in COLLECTIONS}


@every_collection
def test_every_answer_with_a_single_row_has_a_tag_that_the_next_write_may_name(
    alice: Person, collection: Collection
) -> None:
    made = alice.post(collection.path(), collection.new_body(alice))
    assert made.status_code == 201, made.content
    with acting_as(alice.id):
        row = collection.model.objects.get(pk=made.json()["id"])
    path, tag = collection.path(row), tag_of(made)
    whole = collection.body(alice, row)
    for method, body in (("PATCH", {}), ("PUT", whole), ("PATCH", {}), ("PUT", whole)):
        changed = alice.call(method, path, body, **if_match(tag))
        assert changed.status_code == 200, changed.content
        assert alice.call(method, path, body, **if_match(tag)).status_code == 412
        tag = tag_of(changed)
    read = alice.get(path)
    assert tag_of(read) == tag_of(alice.call("HEAD", path)) == tag_of(alice.get(path))
    assert "ETag" not in alice.get(collection.path()).headers
    deleted = alice.delete(path, **if_match(tag_of(read)))
    assert (deleted.status_code, deleted.content, "ETag" in deleted.headers) == (204, b"", False)


@every_collection
def test_what_the_client_has_is_not_sent_again(alice: Person, collection: Collection) -> None:
    path = collection.path(collection.make(alice))
    read = alice.get(path)
    for method in ("GET", "HEAD"):
        same = alice.call(method, path, **unless(tag_of(read)))
        assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", read.headers["ETag"])
        assert not {"content-type", "content-encoding"} & {name.lower() for name in same.headers}
        # RFC 9110, 8.6: what the 200 would have had, or nothing.
        assert same.headers.get("Content-Length") in (None, read.headers["Content-Length"])
        kept = ("Vary", "Allow", "Cache-Control")
        assert [same.headers[name] for name in kept] == [read.headers[name] for name in kept]


@every_collection
def test_a_stale_tag_changes_nothing(alice: Person, collection: Collection) -> None:
    row = collection.make(alice)
    path, whole = collection.path(row), collection.body(alice, row)
    stale = tag_of(alice.get(path))
    assert alice.patch(path, {}).status_code == 200
    before = told(alice.get(path))
    for method, body in (("PUT", whole), ("PATCH", whole), ("DELETE", None)):
        assert answer(alice.call(method, path, body, **if_match(stale))) == CHANGED
        assert told(alice.get(path)) == before


@every_collection
@pytest.mark.parametrize("headers", [{"If-Match": "{}"}, {"If-Match": "*"}, {"If-None-Match": "{}"}])
def test_anothers_row_answers_conditions_as_one_that_does_not_exist(
    alice: Person, bob: Person, collection: Collection, headers: dict[str, str]
) -> None:
    row = collection.make(alice)
    anothers, nobodys = collection.path(row), collection.path(row).replace(str(row.pk), "987654321")
    tag = tag_of(alice.get(anothers))
    sent = {name: value.format(tag) for name, value in headers.items()}
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE"):
        body: Any = {} if method in ("PUT", "PATCH") else None
        there, nowhere = (told(bob.call(method, path, body, headers=sent)) for path in (anothers, nobodys))
        assert there == nowhere
        assert (there[0], "etag" in there[1]) == (404, False)
    assert tag_of(alice.get(anothers)) == tag


# If-None-Match


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"a", {tag}', 304),
        ('"a",W/"b",  W/{tag} ', 304),
        ("*", 304),
        (" * ", 304),
        ('"a"', 200),
        ("{bare}", 200),
        ("'{bare}'", 200),
        ('"{bare}', 200),
        ('w/"{bare}"', 200),
        ("", 200),
        ('""', 200),
        ("*, {tag}", 304),
        (",,,{tag},", 304),
    ],
)
def test_a_read_is_304_for_a_tag_that_fits_weakly(alice: Person, path: str, known: str, status: int) -> None:
    read = alice.get(path)
    tag = tag_of(read)
    again = alice.get(path, **unless(known.format(tag=tag, bare=tag.strip('"'))))
    assert (again.status_code, again.content) == (status, b"" if status == 304 else read.content)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("form", ["*", "{}", "W/{}", '"x", {}'])
def test_a_write_that_wants_no_such_row_is_refused(alice: Person, path: str, method: str, form: str) -> None:
    before = alice.get(path)
    refused = alice.call(method, path, {"title": "second"}, **unless(form.format(tag_of(before))))
    assert answer(refused) == CHANGED
    assert told(alice.get(path)) == told(before)


def test_a_write_may_want_that_the_row_is_not_in_a_state(alice: Person, path: str) -> None:
    old = tag_of(alice.get(path))
    alice.patch(path, {"title": "second"})
    assert alice.patch(path, {"title": "third"}, **unless(old)).status_code == 200


def test_without_a_token_a_condition_tells_nothing(alice: Person, path: str) -> None:
    tag = tag_of(alice.get(path))
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        response = call(method, path, **unless(tag))
        assert (response.status_code, "ETag" in response.headers) == (401, False)


# If-Match


@pytest.mark.parametrize("form", ["{}", "*", " * ", '"a", {}', '{},"1-0000000000000000"', 'W/"x", {} '])
def test_a_write_goes_through_for_the_row_as_it_is(alice: Person, path: str, form: str) -> None:
    changed = alice.patch(path, {"title": "second"}, **if_match(form.format(tag_of(alice.get(path)))))
    assert (changed.status_code, changed.json()["title"]) == (200, "second")


@pytest.mark.parametrize(
    "form",
    [
        "W/{tag}",
        '"a"',
        "{bare}",
        '"{bare}',
        "'{bare}'",
        '"{revision}"',
        '"0{bare}"',
        '"+{bare}"',
        '"{bare}0"',
        '" {bare}"',
        '"999-0123456789abcdef"',
        '"-1-0123456789abcdef"',
        f'"{"9" * 40}-0123456789abcdef"',
        '"١-0123456789abcdef"',
        "",
        '""',
        "**",
        "*, *",
        '"' * 9000,
        "a" * 9000,
    ],
)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_write_is_refused_for_anything_else(alice: Person, path: str, method: str, form: str) -> None:
    before = alice.get(path)
    bare = tag_of(before).strip('"')
    sent = form.format(tag=tag_of(before), bare=bare, revision=bare.partition("-")[0])
    refused = alice.call(method, path, {"title": "second"}, **if_match(sent))
    assert answer(refused) == CHANGED
    assert told(alice.get(path)) == told(before)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("tag", ["*", '"1-0123456789abcdef"', "nonsense"])
def test_a_row_that_is_not_there_is_404_whatever_is_asked_of_it(alice: Person, method: str, tag: str) -> None:
    assert answer(alice.call(method, f"{NOTES}987654321/", {"title": "x"}, **if_match(tag))) == (404, NOT_FOUND)


def test_a_stale_tag_is_said_before_the_body_is_looked_at(alice: Person, path: str) -> None:
    assert answer(alice.put(path, {"title": "", "x": 1}, **if_match('"9-0123456789abcdef"'))) == CHANGED


def test_a_refused_change_leaves_the_tag_as_it_was(alice: Person, path: str) -> None:
    tag = tag_of(alice.get(path))
    assert alice.patch(path, {"title": ""}, **if_match(tag)).status_code == 400
    assert tag_of(alice.get(path)) == tag


def test_the_refusal_as_a_problem(alice: Person, path: str) -> None:
    headers = {"If-Match": '"9-0123456789abcdef"', "Accept": "application/problem+json"}
    assert answer(alice.patch(path, {}, headers=headers)) == (
        412,
        {
            "type": "about:blank",
            "title": "Precondition Failed",
            "status": 412,
            "detail": "The row has changed since it was read.",
            "code": "precondition_failed",
            "errors": [],
        },
    )


# What a tag stands for


def test_a_change_by_any_way_makes_the_tag_stale(alice: Person, path: str) -> None:
    pk = int(path.split("/")[-2])

    def by_update() -> None:
        Note.objects.filter(pk=pk).update(body="changed")

    def by_bulk_update() -> None:
        note = Note.objects.get(pk=pk)
        note.pinned = True
        Note.objects.bulk_update([note], ["pinned"])

    def by_save_of_a_field() -> None:
        note = Note.objects.get(pk=pk)
        note.archived = True
        note.save(update_fields=["archived"])

    for change in (by_update, by_bulk_update, by_save_of_a_field):
        tag = tag_of(alice.get(path))
        with acting_as(alice.id):
            change()
        assert answer(alice.patch(path, {"title": "lost"}, **if_match(tag))) == CHANGED
        assert alice.get(path, **unless(tag)).status_code == 200
    assert alice.get(path).json()["title"] == "first"


def test_a_change_of_tags_alone_makes_the_tag_stale_and_answers_with_the_next(alice: Person, path: str) -> None:
    tag = tag_of(alice.get(path))
    for tags in (["home", "garden"], ["garden"], [], ["new"]):
        changed = alice.patch(path, {"tags": tags}, **if_match(tag))
        assert (changed.status_code, changed.json()["tags"]) == (200, sorted(tags))
        assert alice.patch(path, {"tags": []}, **if_match(tag)).status_code == 412
        tag = tag_of(changed)
        assert tag_of(alice.get(path)) == tag


def test_a_renamed_or_deleted_tag_is_another_answer_of_the_same_row(alice: Person, path: str) -> None:
    first = tag_of(alice.get(path))
    of_the_tag = f"{TAGS}{alice.get(TAGS).json()['results'][0]['id']}/"
    assert alice.patch(of_the_tag, {"name": "house"}).status_code == 200
    renamed = alice.get(path, **unless(first))
    assert (renamed.status_code, renamed.json()["tags"]) == (200, ["house"])
    assert alice.delete(of_the_tag).status_code == 204
    bare = alice.get(path, **unless(tag_of(renamed)))
    assert (bare.status_code, bare.json()["tags"]) == (200, [])
    assert len({first, tag_of(renamed), tag_of(bare)}) == 3
    assert alice.patch(path, {"title": "second"}, **if_match(first)).status_code == 200


def test_every_choice_of_fields_has_a_tag_of_its_own_and_each_allows_a_write(alice: Person, path: str) -> None:
    whole, part = tag_of(alice.get(path)), tag_of(alice.get(f"{path}?fields=id,title"))
    assert whole != part
    assert alice.get(f"{path}?fields=id,title", **unless(whole)).status_code == 200
    assert alice.get(f"{path}?fields=id,title", **unless(part)).status_code == 304
    changed = alice.patch(f"{path}?fields=title", {"body": "x"}, **if_match(part))
    assert answer(changed) == (200, {"title": "first"})
    assert tag_of(changed) == tag_of(alice.get(f"{path}?fields=title"))
    assert alice.put(path, {"title": "y"}, **if_match(tag_of(changed))).status_code == 200


def test_two_rows_alike_have_tags_that_do_not_pass_for_each_other_by_chance(alice: Person, path: str) -> None:
    other = f"{NOTES}{create(alice, title='first', tags=['home'])['id']}/"
    assert alice.get(other, **unless(tag_of(alice.get(path)))).status_code == 200


def test_a_list_of_tags_written_past_the_note_is_seen_by_a_read(alice: Person, path: str) -> None:
    tag = tag_of(alice.get(path))
    with acting_as(alice.id):
        NoteTag.objects.create(note_id=int(path.split("/")[-2]), tag=Tag.objects.create(name="garden"))
    assert alice.get(path, **unless(tag)).json()["tags"] == ["garden", "home"]


def test_a_session_has_a_tag_too(alice: Person) -> None:
    path = f"/api/sessions/{alice.get('/api/sessions/').json()['results'][0]['id']}/"
    tag = tag_of(alice.get(path))
    assert alice.get(path, **unless(tag)).status_code == 304
    assert alice.patch(path, {"device": "phone"}, **if_match(tag)).status_code == 200
    assert answer(alice.patch(path, {"device": "lost"}, **if_match(tag))) == CHANGED


def test_an_error_and_a_description_have_no_tag(alice: Person, path: str) -> None:
    for response in (alice.patch(path, {"title": ""}), alice.get(f"{path}?x=1"), alice.call("OPTIONS", path)):
        assert "ETag" not in response.headers
