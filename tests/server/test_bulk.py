"""Many rows in one request: all of it is done or nothing, and every item's errors are told at once."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.api.bulk import offered
from ringfence.ownership.scope import acting_as
from ringfence_server.notes.views import NoteViewSet, TagViewSet
from tests.people import PASSWORD, Person, call, sign_up
from tests.server.shapes import NO_TOKEN, NOTES, TAGS, answer, create, invalid, note, page, tag_names, titles
from tests.server.test_isolation import told
from tests.shelf.models import Label, Paper, Poster, Shelf
from tests.testing.routes import finding, held_by_postgresql, urls
from tests.testing.shelf_views import LabelViewSet, PaperViewSet, PosterViewSet, ShelfViewSet, everybodys

TRASH = "/api/trash/"
BULK, TAGS_BULK = f"{NOTES}bulk/", f"{TAGS}bulk/"
NOWHERE = 987_654_321
MISSING = {"id": ["Not found."]}


def tag(person: Person, name: str) -> int:
    made: int = person.post(TAGS, {"name": name}).json()["id"]
    return made


def test_many_are_created_changed_and_deleted_in_one_request(alice: Person) -> None:
    first, second, third = (create(alice, title=title, tags=["old"]) for title in "abc")
    body = {
        "create": [{"title": "new", "tags": ["x", "home"]}, {"title": "newer", "body": "text"}],
        "update": [{"id": second["id"], "title": "B", "tags": ["home"]}, {"id": str(first["id"]), "pinned": True}],
        "delete": [third["id"]],
    }
    expected = {
        "created": [note(title="new", tags=["home", "x"]), note(title="newer", body="text")],
        "updated": [
            {**second, "title": "B", "tags": ["home"], "updated_at": note()["updated_at"]},
            {**first, "pinned": True, "updated_at": note()["updated_at"]},
        ],
        "deleted": [third["id"]],
    }
    response = alice.post(BULK, body)
    assert answer(response) == (200, expected)
    assert "ETag" not in response.headers
    assert sorted(titles(alice)) == ["B", "a", "new", "newer"]
    for row in [*response.json()["created"], *response.json()["updated"]]:
        assert alice.get(f"{NOTES}{row['id']}/").json() == row


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"create": [{"name": "x"}]}, {"created": [{"id": 0, "name": "x"}], "updated": [], "deleted": []}),
        (
            {"create": [{"name": "x"}], "delete": []},
            {"created": [{"id": 0, "name": "x"}], "updated": [], "deleted": []},
        ),
    ],
)
def test_each_part_is_optional(alice: Person, body: Any, expected: Any) -> None:
    said = alice.post(TAGS_BULK.rstrip("/"), body)
    assert said.status_code == 200
    (made,) = said.json()["created"]
    expected["created"][0]["id"] = made["id"]
    assert said.json() == expected


def test_every_items_errors_are_told_and_nothing_is_done(alice: Person) -> None:
    made = create(alice, title="a")
    body = {
        "create": [{"title": "fine"}, {"title": ""}, {"title": "x", "titel": 1}, "text", None],
        "update": [
            {"id": made["id"], "title": "b"},
            {"id": NOWHERE, "title": "b"},
            {"title": "b"},
            {"id": made["id"]},
            {"id": None},
            {"id": 10**40},
            {"id": True},
            [],
        ],
        "delete": [made["id"], NOWHERE + 1, "x", 1.5, 0, -1, 10**40, None, {}],
    }

    def wrong(kind: str) -> str:
        return f"Incorrect type. Expected pk value, received {kind}."

    def no_object(kind: str) -> dict[str, list[str]]:
        return {"non_field_errors": [f"Invalid data. Expected a dictionary, but got {kind}."]}

    errors = {
        "create": {
            "1": {"title": ["This field may not be blank."]},
            "2": {"titel": ["Unknown field."]},
            "3": no_object("str"),
            "4": {"non_field_errors": ["No data provided"]},
        },
        "update": {
            "1": MISSING,
            "2": {"id": ["This field is required."]},
            "3": {"id": ["Given more than once."]},
            "4": {"id": [wrong("NoneType")]},
            "5": MISSING,
            "6": {"id": [wrong("bool")]},
            "7": no_object("list"),
        },
        "delete": {
            "0": ["Given more than once."],
            "1": ["Not found."],
            "2": [wrong("str")],
            "3": [wrong("float")],
            "4": ["Not found."],
            "5": ["Not found."],
            "6": ["Not found."],
            "7": [wrong("NoneType")],
            "8": [wrong("dict")],
        },
    }
    assert answer(alice.post(BULK, body)) == (400, {**errors, "code": "invalid"})
    assert answer(alice.get(NOTES)) == (200, page(made))
    assert answer(alice.get(TRASH)) == (200, page())


def test_constraints_are_told_by_item_and_undo_everything(alice: Person) -> None:
    taken, other = tag(alice, "taken"), tag(alice, "other")
    body = {"create": [{"name": "a"}, {"name": "taken"}, {"name": "a"}], "update": [{"id": other, "name": "taken"}]}
    said = {"name": ["You already have a tag with this name."]}
    expected = {"create": {"1": said, "2": said}, "update": {"0": said}, "code": "invalid"}
    assert answer(alice.post(TAGS_BULK, body)) == (400, expected)
    assert tag_names(alice) == ["other", "taken"]
    assert taken


def test_what_is_deleted_in_the_same_request_makes_room(alice: Person) -> None:
    old, other = tag(alice, "a"), tag(alice, "b")
    body = {"create": [{"name": "b"}], "update": [{"id": other, "name": "a"}], "delete": [old]}
    assert alice.post(TAGS_BULK, body).status_code == 200
    assert tag_names(alice) == ["a", "b"]


def test_problems_point_at_the_item(alice: Person) -> None:
    body = {"create": [{"title": "x"}, {"title": ""}], "delete": [NOWHERE]}
    response = alice.post(BULK, body, headers={"Accept": "application/problem+json"})
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    pointers = [(error["pointer"], error["code"]) for error in response.json()["errors"]]
    assert pointers == [("#/create/1/title", "blank"), ("#/delete/0", "not_found")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([], {"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]}),
        ("x", {"non_field_errors": ["Invalid data. Expected a dictionary, but got str."]}),
        ({}, {"non_field_errors": ["Give at least one item in: create, update, delete."]}),
        ({"create": [], "delete": []}, {"non_field_errors": ["Give at least one item in: create, update, delete."]}),
        ({"create": {"title": "x"}}, {"create": ['Expected a list of items but got type "dict".']}),
        ({"delete": None}, {"delete": ['Expected a list of items but got type "NoneType".']}),
        (
            {"creat": [], "update": 1},
            {"update": ['Expected a list of items but got type "int".'], "creat": ["Unknown field."]},
        ),
        ({"delete": list(range(1, 502))}, {"non_field_errors": ["At most 500 items together."]}),
        (
            {"create": [{"title": "x"}] * 499, "delete": [1, 2]},
            {"non_field_errors": ["At most 500 items together."]},
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_body_that_is_no_bulk_request_is_refused_as_a_whole(alice: Person, body: Any, said: dict[str, Any]) -> None:
    assert answer(alice.post(BULK, body)) == (400, invalid(**said))
    assert titles(alice) == []


def test_five_hundred_items_are_one_request(alice: Person) -> None:
    made = alice.post(BULK, {"create": [{"title": str(number), "tags": ["t"]} for number in range(250)]})
    ids = [row["id"] for row in made.json()["created"]]
    assert len(ids) == 250
    body = {
        "create": [{"title": "x"}] * 250,
        "update": [{"id": pk, "pinned": True} for pk in ids[:100]],
        "delete": ids[100:],
    }
    said = alice.post(BULK, body)
    assert said.status_code == 200
    assert said.json()["deleted"] == ids[100:]
    assert alice.get(f"{NOTES}?pinned=true").json()["count"] == 100
    assert (alice.get(NOTES).json()["count"], alice.get(TRASH).json()["count"]) == (350, 150)


@pytest.mark.parametrize("raw", [b"{", b'{"delete": [1, 1e999]}', b'{"create": [{"title": "\\u0000"}]}', b"[" * 99])
def test_a_body_that_is_no_json_is_refused(alice: Person, raw: bytes) -> None:
    response = call("POST", BULK, token=alice.access, raw=raw)
    assert (response.status_code, response.json()["code"]) == (400, "parse_error")


@pytest.mark.parametrize("query", ["?fields=id", "?expand=tags", "?search=a", "?page=1"])
def test_it_reads_no_query_parameter(alice: Person, query: str) -> None:
    assert alice.post(f"{BULK}{query}", {"create": [{"title": "x"}]}).status_code == 400
    assert titles(alice) == []


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_it_is_a_post(alice: Person, method: str) -> None:
    assert alice.call(method, BULK, {"create": [{"title": "x"}]}).status_code == 405


def test_anothers_id_is_answered_as_one_that_does_not_exist(alice: Person, bob: Person) -> None:
    theirs, mine = create(alice, title="of alice"), create(bob, title="of bob")
    for body in (
        lambda pk: {"update": [{"id": pk, "title": "taken over"}]},
        lambda pk: {"delete": [pk]},
        lambda pk: {"update": [{"id": mine["id"], "title": "x"}], "delete": [pk]},
        lambda pk: {"create": [{"title": "x"}], "update": [{"id": pk}, {"id": pk}]},
    ):
        anothers, nobodys = (told(bob.post(BULK, body(pk))) for pk in (theirs["id"], NOWHERE))
        assert anothers == nobodys
        assert anothers[0] == 400
    assert (answer(alice.get(NOTES)), answer(bob.get(NOTES))) == ((200, page(theirs)), (200, page(mine)))


def test_the_owner_cannot_be_named(alice: Person, bob: Person) -> None:
    made = bob.post(BULK, {"create": [{"title": "x", "owner": "alice", "id": 7}]}).json()["created"][0]
    assert made["owner"] == "bob"
    assert titles(alice) == []


def test_without_a_token_or_with_one_that_reads_nothing_is_done(alice: Person) -> None:
    body = {"create": [{"title": "x"}]}
    assert answer(call("POST", BULK, body)) == (401, NO_TOKEN)
    made = alice.post("/api/me/tokens/", {"name": "t", "scopes": ["notes:read"], "current_password": PASSWORD})
    response = call("POST", BULK, body, token=made.json()["token"])
    assert (response.status_code, response.json()["code"]) == (403, "insufficient_scope")
    assert titles(alice) == []


def test_sent_again_with_its_key_it_is_answered_again(alice: Person) -> None:
    made = create(alice)
    body = {"create": [{"title": "x"}], "delete": [made["id"]]}
    answers = [alice.post(BULK, body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert (answers[1].status_code, answers[1].headers["Idempotent-Replayed"]) == (200, "true")
    assert titles(alice) == ["x"]
    assert alice.post(BULK, {"create": [{"title": "y"}]}, headers={"Idempotency-Key": "k"}).status_code == 422


def test_what_is_deleted_can_be_restored(alice: Person) -> None:
    made = [create(alice, title=title, tags=["t"]) for title in "ab"]
    alice.post(BULK, {"delete": [row["id"] for row in made]})
    for trashed in alice.get(TRASH).json()["results"]:
        assert alice.get(f"{TRASH}{trashed['id']}/").json()["content"] in made
        alice.post(f"{TRASH}{trashed['id']}/restore/")
    assert answer(alice.get(f"{NOTES}?ordering=title")) == (200, page(*made))


def test_a_row_that_goes_along_with_another_counts_as_deleted_and_cannot_be_updated(alice: Person) -> None:
    with urls(shelves=ShelfViewSet), acting_as(alice.id):
        top = Shelf.objects.create(name="top")
        inner = Shelf.objects.create(name="inner", parent=top)
        said = alice.post("/shelves/bulk/", {"update": [{"id": inner.pk, "name": "x"}], "delete": [top.pk]})
        assert answer(said) == (400, {"update": {"0": MISSING}, "code": "invalid"})
        assert {shelf.name for shelf in Shelf.objects.all()} == {"top", "inner"}
        said = alice.post("/shelves/bulk/", {"delete": [top.pk, inner.pk]})
        assert answer(said) == (200, {"created": [], "updated": [], "deleted": [top.pk, inner.pk]})
        assert Shelf.objects.count() == 0


def test_an_update_does_not_bring_a_reference_back_that_the_deletion_took(alice: Person) -> None:
    with urls(papers=PaperViewSet, shelves=ShelfViewSet), acting_as(alice.id):
        shelf = Shelf.objects.create(name="top")
        paper = Paper.objects.create(title="a", shelf=shelf)
        assert alice.delete(f"/shelves/{shelf.pk}/").status_code == 204
        said = alice.post("/papers/bulk/", {"update": [{"id": paper.pk, "title": "b"}]})
        assert said.json()["updated"][0]["shelf"] is None


class NoDeletion(LabelViewSet):
    http_method_names = ["get", "post", "patch"]


class NoCreation(LabelViewSet):
    def create(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Has rules of its own."""
        raise NotImplementedError


class ReadOnly(LabelViewSet):
    http_method_names = ["get"]


class Few(LabelViewSet):
    bulk_limit = 2


def test_a_viewset_offers_in_bulk_what_it_does_to_one_row_in_the_usual_way(alice: Person) -> None:
    assert offered(NoteViewSet) == offered(TagViewSet()) == ["create", "update", "delete"]
    assert (offered(NoDeletion), offered(NoCreation), offered(ReadOnly)) == (
        ["create", "update"],
        ["update", "delete"],
        [],
    )
    with urls(a=NoDeletion, b=NoCreation, c=ReadOnly, d=Few):
        assert answer(alice.post("/a/bulk/", {"delete": [1]})) == (400, invalid(delete="Unknown field."))
        assert answer(alice.post("/b/bulk/", {"create": [{}]})) == (400, invalid(create="Unknown field."))
        assert alice.post("/c/bulk/", {"create": [{}]}).status_code == 405
        said = alice.post("/d/bulk/", {"create": [{"name": name} for name in "abc"]})
        assert answer(said) == (400, invalid(non_field_errors="At most 2 items together."))


class KeptPosters(PosterViewSet):
    trash = True


def test_published_rows_are_written_by_their_owner_and_deleted_for_good(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        theirs = Poster.objects.create(slug="a")
    with acting_as(bob.id):
        mine, kept = Poster.objects.create(slug="b"), Poster.objects.create(slug="c")
    with urls(posters=PosterViewSet, kept=KeptPosters):
        for body in ({"update": [{"id": theirs.pk, "text": "x"}]}, {"delete": [mine.pk, theirs.pk]}):
            said = bob.post("/posters/bulk/", body)
            assert (said.status_code, said.json()["code"]) == (403, "permission_denied")
        assert bob.post("/posters/bulk/", {"delete": [mine.pk]}).status_code == 200
        assert call("POST", "/posters/bulk/", {"delete": [theirs.pk]}).status_code in (401, 403)
        assert bob.delete(f"/kept/{kept.pk}/").status_code == 204
    assert [row["title"] for row in bob.get(TRASH).json()["results"]] == [f"Poster object ({kept.pk})"]
    with acting_as(alice.id):
        assert Poster.objects.get().slug == "a"


class Open(LabelViewSet):
    queryset = everybodys(Label).order_by("pk")


def test_the_isolation_test_finds_a_bulk_that_reaches_past_the_scope(db: None) -> None:
    found = finding(views={"labels": Open})
    assert ("/labels/bulk/" in found) == bool(held_by_postgresql("found"))


def test_the_description_names_each_viewsets_own_fields(db: None) -> None:
    described = call("GET", "/api/schema/", headers={"Accept": "application/json"}).json()
    operation = described["paths"]["/api/notes/bulk/"]["post"]
    asked = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    schemas = described["components"]["schemas"]
    assert set(schemas[asked]["properties"]) == {"create", "update", "delete"}
    change = schemas[asked]["properties"]["update"]["items"]["$ref"].rpartition("/")[2]
    assert set(schemas[change]["properties"]) == {"id", "title", "body", "tags", "pinned", "archived"}
    assert schemas[change]["required"] == ["id"]
    assert {"200", "400"} <= set(operation["responses"])


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_reference_to_a_row_deleted_in_the_same_request_is_a_conflict_and_undoes_everything() -> None:
    alice = sign_up("alice")
    with acting_as(alice.id):
        shelf = Shelf.objects.create(name="top")

    with urls(shelves=ShelfViewSet):
        body = {"create": [{"name": "inner", "parent": shelf.pk}], "delete": [shelf.pk]}
        assert alice.post("/shelves/bulk/", body).status_code == 409
    with acting_as(alice.id):
        assert [row.name for row in Shelf.objects.all()] == ["top"]
    assert answer(alice.get(TRASH)) == (200, page())
