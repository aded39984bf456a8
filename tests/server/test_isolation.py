"""Two owners on one server: to each of them the other's rows are as if they had never been made."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.people import Person, call
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, NOTES, TAGS, answer, create, page, tag_names, titles

MARKER = "alices-marker-7f3a"
NOWHERE = 987_654_321
PER_REQUEST = {"date", "x-request-id"}

METHODS = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "POST", "TRACE", "NONSENSE"]
REQUESTS: dict[str, dict[str, Any]] = {
    "no body": {},
    "an empty object": {"body": {}},
    "a full note": {"body": {"title": "taken over", "body": "x", "tags": ["t"], "pinned": True, "archived": True}},
    "a name": {"body": {"name": "taken over"}},
    "an owner": {"body": {"title": "x", "name": "x", "owner": "bob"}},
    "wrong fields": {"body": {"title": None, "name": [], "colour": 1}},
    "no object": {"body": ["x"]},
    "no json": {"raw": b"{"},
    "another type": {"raw": b"title=x", "content_type": "application/x-www-form-urlencoded"},
    "problems wanted": {"body": {}, "headers": {"Accept": "application/problem+json"}},
    "html wanted": {"body": {}, "headers": {"Accept": "text/html"}},
    "a condition": {"body": {"title": "x", "name": "x"}, "headers": {"If-Match": '"1"'}},
}


def told(response: Any) -> tuple[Any, ...]:
    """All that an answer tells: status, headers that are not the request's own, bytes."""
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() not in PER_REQUEST}
    return response.status_code, headers, response.content


@pytest.fixture
def alices(alice: Person) -> dict[str, Any]:
    """A note of Alice's with a tag."""
    return create(alice, title=f"{MARKER} title", body=f"{MARKER} body", tags=[f"{MARKER}-tag"])


@pytest.mark.parametrize("base", [NOTES, TAGS])
@pytest.mark.parametrize("end", ["/", "?page=1"])
def test_anothers_row_answers_as_one_that_does_not_exist(
    alice: Person, bob: Person, alices: dict[str, Any], base: str, end: str
) -> None:
    there = alices["id"] if base == NOTES else alice.get(TAGS).json()["results"][0]["id"]
    before = alice.get(NOTES).json(), alice.get(TAGS).json()
    for method in METHODS:
        for name, request in REQUESTS.items():
            anothers, nobodys = (told(bob.call(method, f"{base}{pk}{end}", **request)) for pk in (there, NOWHERE))
            assert anothers == nobodys, (method, name)
            assert method == "OPTIONS" or anothers[0] in (400, 404, 405, 406, 415), (method, name)
    assert (alice.get(NOTES).json(), alice.get(TAGS).json()) == before
    assert (bob.get(NOTES).json(), bob.get(TAGS).json()) == (page(), page())


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_a_whole_valid_request_for_anothers_row_is_404(bob: Person, alices: dict[str, Any], method: str) -> None:
    response = bob.call(method, f"{NOTES}{alices['id']}/", {"title": "taken over"})
    assert answer(response) == (404, {"detail": "Not found.", "code": "not_found"})


@pytest.mark.parametrize("token", [None, "nonsense", "a.b.c"])
def test_without_a_good_token_no_row_is_told_from_another(alices: dict[str, Any], token: str | None) -> None:
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"):
        for name in ("no body", "a full note", "no json", "html wanted"):
            request = REQUESTS[name]
            there, nowhere = (
                told(call(method, f"{NOTES}{pk}/", token=token, **request)) for pk in (alices["id"], NOWHERE)
            )
            assert there == nowhere
            assert there[0] in (401, 406)
            if there[0] == 401:
                assert there[1]["www-authenticate"] == 'Bearer realm="api"'
    status, body = answer(call("GET", f"{NOTES}{alices['id']}/", token=token))
    assert (status, body) == (401, DEAD_TOKEN if token else NO_TOKEN)


LISTS = [
    "",
    "?page=1",
    "?page=2",
    "?page_size=1",
    "?page_size=1&page=2",
    "?page_size=100",
    "?limit=1",
    "?limit=100",
    "?limit=1&offset=1",
    "?offset=5",
    "?cursor=",
    "?cursor=&page_size=1",
    "?ordering=title",
    "?ordering=-title",
    "?ordering=-pinned,updated_at",
    "?ordering=created_at&cursor=",
    "?ordering=name",
    f"?search={MARKER}",
    "?search=a",
    "?search=al",
    "?search=title",
    "?search=%25",
    f"?tag={MARKER}-tag",
    "?tag=both",
    "?pinned=false",
    "?archived=false",
    f"?tag={MARKER}-tag&search={MARKER}",
    "?search=both&tag=both&pinned=true&archived=false&ordering=-title&page_size=100",
]


def test_no_list_changes_by_what_another_owner_does(alice: Person, bob: Person) -> None:
    for number in range(3):
        create(bob, title=f"both {number} title", body="of bob", tags=["both"], pinned=number == 1)

    def everything() -> dict[str, tuple[Any, ...]]:
        return {f"{base}{query}": told(bob.get(f"{base}{query}")) for base in (NOTES, TAGS) for query in LISTS}

    before = everything()
    assert {status for status, *_ in before.values()} == {200, 400, 404}
    for number in range(30):
        made = create(
            alice, title=f"both {MARKER} title {number}", body=MARKER, tags=["both", f"{MARKER}-tag"], pinned=True
        )
    alice.patch(f"{NOTES}{made['id']}/", {"title": f"both {MARKER} again", "tags": ["both", "more"]})
    alice.delete(f"{NOTES}{made['id'] - 1}/")
    after = everything()
    assert after == before
    assert not [query for query, (_, _, body) in after.items() if MARKER.encode() in body and "tag" not in query]


def test_no_walk_by_cursor_meets_anothers_row(alice: Person, bob: Person) -> None:
    for number in range(4):
        create(bob, title=f"bob {number}")
        create(alice, title=f"{MARKER} {number}")
    link, met = f"{NOTES}?cursor=&page_size=1", []
    while link:
        body = bob.get(link).json()
        met += [row["title"] for row in body["results"]]
        link = body["next"]
    assert met == ["bob 3", "bob 2", "bob 1", "bob 0"]


@pytest.mark.parametrize("order", ["", "ordering=title&", "ordering=-pinned,title&"])
def test_anothers_cursor_is_a_place_and_opens_nothing(alice: Person, bob: Person, order: str) -> None:
    create(bob, title="a before")
    for number in range(3):
        create(alice, title=f"m {MARKER} {number}")
    create(bob, title="z after")
    first = alice.get(f"{NOTES}?{order}cursor=&page_size=1").json()
    second = alice.get(first["next"]).json()
    for link in (first["next"], second["next"], second["previous"]):
        response = bob.get(link)
        assert response.status_code == 200
        assert {row["owner"] for row in response.json()["results"]} <= {"bob"}
        assert MARKER.encode() not in response.content


def test_the_same_names_and_ids_in_a_body_touch_nothing_of_anothers(
    alice: Person, bob: Person, alices: dict[str, Any]
) -> None:
    made = create(bob, title="mine", tags=[f"{MARKER}-tag"], id=alices["id"], owner="alice")
    assert made["id"] != alices["id"]
    bobs_tag = bob.get(TAGS).json()["results"][0]
    assert bobs_tag["id"] != alice.get(TAGS).json()["results"][0]["id"]
    assert bob.delete(f"{TAGS}{bobs_tag['id']}/").status_code == 204
    assert answer(alice.get(f"{NOTES}{alices['id']}/")) == (200, alices)
    assert (tag_names(alice), titles(alice, f"?tag={quote(MARKER)}-tag")) == ([f"{MARKER}-tag"], [alices["title"]])


def test_a_name_taken_by_another_is_no_conflict_and_tells_nothing(alice: Person, bob: Person) -> None:
    free = told(bob.post(TAGS, {"name": "garden"}))
    alice.post(TAGS, {"name": "secret"})
    taken = told(bob.post(TAGS, {"name": "secret"}))
    assert (free[0], free[1]["content-type"]) == (taken[0], taken[1]["content-type"]) == (201, "application/json")
    assert bob.post(TAGS, {"name": "secret"}).status_code == 400


def test_the_description_of_a_row_is_not_given_for_anothers(alice: Person, bob: Person, alices: dict[str, Any]) -> None:
    path = f"{NOTES}{alices['id']}/"
    assert "actions" in alice.call("OPTIONS", path).json()
    described = bob.call("OPTIONS", path)
    assert MARKER.encode() not in described.content
    assert "actions" not in described.json()


def test_each_sees_changes_of_ones_own_at_once_and_only_those(alice: Person, bob: Person) -> None:
    mine, theirs = create(alice, title="of alice"), create(bob, title="of bob")
    alice.patch(f"{NOTES}{mine['id']}/", {"title": "of alice, changed"})
    assert (titles(alice), titles(bob)) == (["of alice, changed"], ["of bob"])
    bob.delete(f"{NOTES}{theirs['id']}/")
    assert (titles(alice), titles(bob)) == (["of alice, changed"], [])
