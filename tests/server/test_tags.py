"""Tags over HTTP: names in and out of notes, made when they are new, each owner's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.people import Person
from tests.server.shapes import AN_ID, NOT_FOUND, NOTES, TAGS, answer, create, invalid, note, page, tag_names, titles

TAKEN = invalid(name="You already have a tag with this name.")


def tag(**fields: Any) -> dict[str, Any]:
    return {"id": AN_ID, "name": "", **fields}


def test_names_that_are_new_are_made_and_read_in_alphabetical_order(alice: Person) -> None:
    assert create(alice, tags=["shop", "home"]) == note(title="a title", tags=["home", "shop"])
    assert create(alice, tags=["home", "garden"]) == note(title="a title", tags=["garden", "home"])
    assert answer(alice.get(TAGS)) == (200, page(tag(name="garden"), tag(name="home"), tag(name="shop")))


def test_a_name_given_twice_counts_once(alice: Person) -> None:
    assert create(alice, tags=["b", "a", "b", " a ", "b\n"])["tags"] == ["a", "b"]
    assert tag_names(alice) == ["a", "b"]


def test_names_that_differ_in_case_or_accent_are_different_tags(alice: Person) -> None:
    names = ["Home", "home", "hôme", "ho\u0302me"]
    assert sorted(create(alice, tags=names)["tags"]) == sorted(names)
    assert sorted(tag_names(alice)) == sorted(names)


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_an_update_sets_the_list(alice: Person, method: str) -> None:
    made = create(alice, tags=["a", "b", "c"])
    path = f"{NOTES}{made['id']}/"
    changed = alice.call(method, path, {"title": "a title", "tags": ["d", "b"]}).json()
    assert changed == {**made, "tags": ["b", "d"], "updated_at": changed["updated_at"]}
    assert alice.get(path).json() == changed
    assert tag_names(alice) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_an_empty_list_clears_and_an_absent_one_keeps(alice: Person, method: str) -> None:
    path = f"{NOTES}{create(alice, tags=['a', 'b'])['id']}/"
    assert alice.call(method, path, {"title": "changed"}).json()["tags"] == ["a", "b"]
    assert alice.call(method, path, {"title": "changed", "tags": []}).json()["tags"] == []
    assert alice.get(path).json()["tags"] == []


def test_a_change_of_tags_alone_is_a_change_of_the_note(alice: Person) -> None:
    made = create(alice, tags=["a"])
    changed = alice.patch(f"{NOTES}{made['id']}/", {"tags": ["b"]}).json()
    assert changed["updated_at"] > made["updated_at"]


LONG = "Ensure this field has no more than 50 characters."
BLANK = "This field may not be blank."
NULL = "This field may not be null."
NO_TEXT = "Not a valid string."


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
@pytest.mark.parametrize(
    ("tags", "said"),
    [
        (None, [NULL]),
        ("home", ['Expected a list of items but got type "str".']),
        ({"0": "home"}, ['Expected a list of items but got type "dict".']),
        (5, ['Expected a list of items but got type "int".']),
        ([str(number) for number in range(51)], ["Ensure this field has no more than 50 elements."]),
        (["same"] * 51, ["Ensure this field has no more than 50 elements."]),
        (["ok", "x" * 51], {"1": [LONG]}),
        (["", "ok", " \t"], {"0": [BLANK], "2": [BLANK]}),
        ([None, ["home"], {"name": "home"}, True], {"0": [NULL], "1": [NO_TEXT], "2": [NO_TEXT], "3": [NO_TEXT]}),
    ],
)
def test_a_list_that_does_not_do_is_refused_by_its_items(alice: Person, method: str, tags: Any, said: Any) -> None:
    made = create(alice)
    path = NOTES if method == "POST" else f"{NOTES}{made['id']}/"
    assert answer(alice.call(method, path, {"title": "x", "tags": tags})) == (400, {"tags": said, "code": "invalid"})
    assert (tag_names(alice), alice.get(NOTES).json()) == ([], page(made))


def test_fifty_names_of_fifty_characters_fit(alice: Person) -> None:
    names = [f"{number:02}".ljust(50, "😀") for number in range(50)]
    made = create(alice, tags=names)
    assert (made["tags"], alice.get(f"{NOTES}{made['id']}/").json()["tags"]) == (names, names)


NAMES = [
    "a,b",
    '"quoted"',
    "50%",
    "_",
    "back\\slash",
    "'; --",
    "*",
    "日本",
    "🏠",
    "\u202e",
    "null",
    "0",
    "a b",
    "\x1f.",
]


def test_any_name_is_kept_and_found_by_the_filter(alice: Person) -> None:
    for name in NAMES:
        create(alice, title=name, tags=[name])
    assert {name: titles(alice, f"?tag={quote(name)}") for name in NAMES} == {name: [name.strip()] for name in NAMES}


def test_another_owners_name_is_a_tag_of_ones_own(alice: Person, bob: Person) -> None:
    create(alice, title="of alice", tags=["home"])
    create(bob, title="of bob", tags=["home"])
    alices, bobs = (person.get(TAGS).json()["results"] for person in (alice, bob))
    assert ([row["name"] for row in alices], [row["name"] for row in bobs]) == (["home"], ["home"])
    assert alices[0]["id"] != bobs[0]["id"]
    assert alice.patch(f"{TAGS}{alices[0]['id']}/", {"name": "house"}).status_code == 200
    assert bob.get(NOTES).json()["results"][0]["tags"] == ["home"]
    assert (titles(bob, "?tag=home"), titles(alice, "?tag=home")) == (["of bob"], [])


def test_a_tag_can_be_made_before_it_is_used(alice: Person) -> None:
    status, made = answer(alice.post(TAGS, {"name": " home "}))
    assert (status, made) == (201, tag(name="home"))
    assert answer(alice.get(f"{TAGS}{made['id']}/")) == (200, made)
    create(alice, tags=["home"])
    assert answer(alice.get(TAGS)) == (200, page(made))


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_renamed_tag_is_renamed_on_every_note(alice: Person, method: str) -> None:
    for title in ("one", "two"):
        create(alice, title=title, tags=["home", "x"])
    renamed = {row["name"]: row for row in alice.get(TAGS).json()["results"]}["home"]
    path = f"{TAGS}{renamed['id']}/"
    assert answer(alice.call(method, path, {"name": "zoo"})) == (200, {**renamed, "name": "zoo"})
    assert [row["tags"] for row in alice.get(NOTES).json()["results"]] == [["x", "zoo"], ["x", "zoo"]]
    assert (titles(alice, "?tag=zoo"), titles(alice, "?tag=home")) == (["two", "one"], [])


def test_a_deleted_tag_leaves_the_notes(alice: Person) -> None:
    made = create(alice, tags=["home", "x"])
    gone = {row["name"]: row["id"] for row in alice.get(TAGS).json()["results"]}["home"]
    assert answer(alice.delete(f"{TAGS}{gone}/")) == (204, None)
    assert answer(alice.get(f"{TAGS}{gone}/")) == (404, NOT_FOUND)
    assert answer(alice.get(f"{NOTES}{made['id']}/")) == (200, {**made, "tags": ["x"]})
    assert tag_names(alice) == ["x"]


def test_a_deleted_note_leaves_its_tags(alice: Person) -> None:
    alice.delete(f"{NOTES}{create(alice, tags=['home'])['id']}/")
    assert tag_names(alice) == ["home"]


def test_a_name_that_one_has_already_is_refused_by_field(alice: Person, bob: Person) -> None:
    made = alice.post(TAGS, {"name": "home"}).json()
    other = alice.post(TAGS, {"name": "garden"}).json()
    path = f"{TAGS}{other['id']}/"
    refused = [
        alice.post(TAGS, {"name": "home"}),
        alice.patch(path, {"name": "home"}),
        alice.put(path, {"name": "home "}),
    ]
    assert [answer(response) for response in refused] == [(400, TAKEN)] * 3
    assert answer(alice.get(TAGS)) == (200, page(other, made))
    assert answer(alice.patch(f"{TAGS}{made['id']}/", {"name": "home"})) == (200, made)
    assert bob.post(TAGS, {"name": "home"}).status_code == 201


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, {"name": ["This field is required."]}),
        ({"name": None}, {"name": [NULL]}),
        ({"name": " "}, {"name": [BLANK]}),
        ({"name": "x" * 51}, {"name": [LONG]}),
        ({"name": ["x"]}, {"name": [NO_TEXT]}),
        ({"name": "x", "notes": [1]}, {"notes": ["Unknown field."]}),
        ({"name": "x", "owner": 1}, {"owner": ["Unknown field."]}),
    ],
)
def test_a_tag_that_does_not_do_is_refused(alice: Person, body: Any, said: Any) -> None:
    assert answer(alice.post(TAGS, body)) == (400, {**said, "code": "invalid"})
    assert tag_names(alice) == []


def test_the_id_of_a_tag_in_a_body_is_ignored(alice: Person) -> None:
    made = alice.post(TAGS, {"name": "home", "id": 999_999}).json()
    assert alice.put(f"{TAGS}{made['id']}/", {"name": "house", "id": 5}).json() == {**made, "name": "house"}


LISTS = {
    "": ["a", "b", "ba"],
    "?ordering=-name": ["ba", "b", "a"],
    "?search=A": ["a", "ba"],
    "?search=b a": ["ba"],
    "?page_size=2": ["a", "b"],
    "?page=2&page_size=2": ["ba"],
    "?limit=1&offset=1": ["b"],
    "?cursor=": ["a", "b", "ba"],
}


def test_the_list_of_tags_is_by_name_and_can_be_asked_as_others_can(alice: Person) -> None:
    create(alice, tags=["ba", "b", "a"])
    assert {query: [row["name"] for row in alice.get(f"{TAGS}{query}").json()["results"]] for query in LISTS} == LISTS


def test_an_unknown_parameter_of_the_tags_is_named(alice: Person) -> None:
    said = "Unknown parameter. Known here: cursor, fields, limit, offset, ordering, page, page_size, search."
    assert answer(alice.get(f"{TAGS}?tag=home")) == (400, invalid(tag=said))


def test_a_note_can_not_be_reached_as_a_tag(alice: Person) -> None:
    made = create(alice)
    assert answer(alice.get(f"{TAGS}{made['id']}/")) == (404, NOT_FOUND)
    assert answer(alice.get(f"{NOTES}tags/x/")) == (404, NOT_FOUND)
