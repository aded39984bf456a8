"""Tasks under bad input and another owner's hands: a 4xx that says why, nothing half written, nothing told."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest
from django.db import IntegrityError, connections

from ringfence.ownership.scope import acting_as
from ringfence_server.tasks.models import Tag, Task, TaskTag
from tests.people import Person, call, sign_up
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, NOT_FOUND, answer, invalid, page
from tests.server.test_isolation import told
from tests.server.test_tasks import TAGS, TASKS, create, task, titles

DATE = "A date that exists is required: YYYY-MM-DD."
NAMES = "Choose from: low, normal, high."
TEXT = "Not a valid string."
BOOLEAN = "Must be a valid boolean."
NULL = "This field may not be null."

REFUSED: dict[str, list[tuple[str, str]]] = {
    "title": [
        ('""', "This field may not be blank."),
        ('" \\t"', "This field may not be blank."),
        ("null", NULL),
        (json.dumps("x" * 256), "Ensure this field has no more than 255 characters."),
        *((value, TEXT) for value in ("1", "1.5", "true", "[]", "{}", '["x"]')),
    ],
    "description": [("null", NULL), *((value, TEXT) for value in ("0", "1e2", "false", "[]", "{}"))],
    "completed": [("null", NULL), *((value, BOOLEAN) for value in ("1", "0", '"yes"', '"1"', '""', "[]", '"True"'))],
    "due": [
        (value, DATE)
        for value in (
            *('"2026-02-30"', '"0000-01-01"', '"10000-01-01"', '"20260131"', '"٢٠٢٦-٠١-٣١"', '""', '"none"', "true"),
            *('"2026-01-31T00:00:00Z"', '" 2026-01-31"', '"2026-01-31 "', "20260131", "1.5", "[]", "{}", '"2026-1-1"'),
        )
    ],
    "priority": [
        ("null", NULL),
        *((value, NAMES) for value in ("1", "2", '"2"', '"High"', '"urgent"', '""', "true", "[]", "{}", '"low "')),
    ],
}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_field_that_does_not_do_is_named_and_changes_nothing(alice: Person, method: str) -> None:
    made = create(alice, title="as it was", tags=["t"])
    path = TASKS if method == "POST" else f"{TASKS}{made['id']}/"
    for name, cases in REFUSED.items():
        for literal, said in cases:
            fields = f'"{name}": {literal}' if name == "title" else f'"title": "x", "{name}": {literal}'
            response = alice.call(method, path, raw=f"{{{fields}}}".encode())
            assert answer(response) == (400, invalid(**{name: said})), (name, literal)
    assert answer(alice.get(TASKS)) == (200, page(made))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_unknown_fields_are_named_beside_the_other_errors(alice: Person, method: str) -> None:
    made = create(alice)
    path = TASKS if method == "POST" else f"{TASKS}{made['id']}/"
    fields = {"title": "", "revision": 5, "owner_id": 2, "Title": "x", "due_date": None}
    unknown = dict.fromkeys(["revision", "owner_id", "Title", "due_date"], "Unknown field.")
    said = invalid(title="This field may not be blank.", **unknown)
    assert answer(alice.call(method, path, fields)) == (400, said)
    assert answer(alice.get(TASKS)) == (200, page(made))


BODIES = [
    b'{"title": "a\\u0000b"}',
    b'{"title": "\\ud800"}',
    b'{"title": "x", "description": NaN}',
    b'{"title": "x", "title": "y"}',
    b'{"title": "x", "description": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"title": ' + b"9" * 10_000 + b"}",
    b'{"title": 1e999}',
    b'{"title": "x"',
]


def test_a_malformed_body_is_a_400_and_changes_nothing(alice: Person) -> None:
    made = create(alice)
    for method, path in (("POST", TASKS), ("PUT", f"{TASKS}{made['id']}/"), ("PATCH", f"{TASKS}{made['id']}/")):
        for body in BODIES:
            response = alice.call(method, path, raw=body)
            assert (response.status_code, response.json()["code"]) == (400, "parse_error"), body[:60]
    assert answer(alice.get(TASKS)) == (200, page(made))


IDS = ["0", "-1", "1_0", "01", "1.0", "١", "%00", "a", str(2**63 - 1), str(2**63), "9" * 40, "9" * 4000]


@pytest.mark.parametrize("base", [TASKS, TAGS])
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_what_is_no_id_of_ones_own_is_404_whatever_it_is(alice: Person, base: str, method: str) -> None:
    create(alice, tags=["t"])
    for pk in IDS:
        body = {"title": "x"} if base == TASKS else {"name": "x"}
        assert answer(alice.call(method, f"{base}{pk}/", body)) == (404, NOT_FOUND), pk
    assert alice.get(base).json()["count"] == 1


PARAMETERS = {
    "completed": ("Must be true or false.", ["1", "True", "none", "null"]),
    "due": ("Must be a date that exists: YYYY-MM-DD, or none.", ["2026-02-30", "today", "None", "2026-01-31T00:00Z"]),
    "due_before": ("Must be a date that exists: YYYY-MM-DD.", ["none", "0000-01-01", "10000-01-01", "٢٠٢٦-٠١-٣١"]),
    "due_after": ("Must be a date that exists: YYYY-MM-DD.", ["-1", "1e5", "2026-1-1", "' OR 1=1 --"]),
    "priority": (NAMES, ["1", "High", "urgent", "low,high"]),
    "tag": ("Ensure this value has at most 50 characters (it has 51).", ["x" * 51]),
}


def test_a_parameter_that_does_not_do_is_a_400_under_its_name(alice: Person) -> None:
    create(alice, tags=["t"])
    for name, (said, values) in PARAMETERS.items():
        for value in values:
            response = alice.get(f"{TASKS}?{name}={quote(value)}")
            assert answer(response) == (400, invalid(**{name: said})), (name, value)
    for query in ("due=2026-01-01&due=2026-01-02", "tag=a&tag=b"):
        name = query.partition("=")[0]
        assert answer(alice.get(f"{TASKS}?{query}")) == (400, invalid(**{name: "Given more than once."}))
    assert alice.get(f"{TASKS}?tag=%00").status_code == 400


@pytest.mark.parametrize(
    "name", ["owner", "owner_id", "tags", "tags__id", "tags__owner", "owner__password", "id", "tasktag", "due__gte"]
)
def test_no_filter_and_no_order_goes_by_what_is_not_listed(alice: Person, name: str) -> None:
    status, body = answer(alice.get(f"{TASKS}?{name}=1"))
    assert (status, body["code"]) == (400, "invalid")
    assert body[name][0].startswith("Unknown parameter. Known here: ")
    said = "Choose from: completed, created_at, due, priority, title, updated_at; a minus sign reverses."
    assert answer(alice.get(f"{TASKS}?ordering={name}")) == (400, invalid(ordering=said))


@pytest.mark.parametrize("token", [None, "nonsense", "a.b.c"])
def test_without_a_good_token_nothing_is_told(alice: Person, token: str | None) -> None:
    made = create(alice)
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        for path in (TASKS, f"{TASKS}{made['id']}/", f"{TASKS}999999/", TAGS):
            said = (401, DEAD_TOKEN if token else NO_TOKEN)
            assert answer(call(method, path, {"title": "x"}, token=token)) == said


def test_a_token_is_dead_at_once_after_its_session_has_ended(alice: Person) -> None:
    create(alice)
    assert call("POST", "/api/logout/", {"refresh": alice.refresh}).status_code == 200
    assert answer(alice.get(TASKS)) == (401, DEAD_TOKEN)


@pytest.mark.parametrize("base", [TASKS, TAGS])
def test_anothers_row_answers_as_one_that_does_not_exist(alice: Person, bob: Person, base: str) -> None:
    made = create(alice, title="secret", tags=["secret"])
    there = made["id"] if base == TASKS else alice.get(TAGS).json()["results"][0]["id"]
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "POST"):
        for body in (None, {}, {"title": "x", "tags": ["secret"]}, {"name": "x"}, {"title": None}, ["x"]):
            for headers in ({}, {"If-Match": "*"}, {"If-None-Match": "*"}, {"Idempotency-Key": "k"}):
                anothers, nobodys = (
                    told(bob.call(method, f"{base}{pk}/", body, headers=headers)) for pk in (there, 987_654_321)
                )
                assert anothers == nobodys, (method, body, headers)
    assert answer(alice.get(f"{TASKS}{made['id']}/")) == (200, made)


def test_no_list_filter_or_search_changes_by_what_another_owner_does(alice: Person, bob: Person) -> None:
    create(bob, title="of bob", tags=["both"], due="2026-01-31")
    queries = [
        *("", "?page=2", "?cursor=", "?search=secret", "?tag=secret", "?tag=both", "?due=2026-01-31", "?due=none"),
        *("?due_before=2026-12-31", "?priority=high", "?completed=true", "?ordering=-due", "?ordering=priority"),
    ]

    def everything() -> list[Any]:
        return [told(bob.get(f"{base}{query}")) for base in (TASKS, TAGS) for query in queries]

    before = everything()
    for completed in (True, False):
        create(alice, title="secret", tags=["secret", "both"], due="2026-01-31", priority="high", completed=completed)
        create(alice, title="secret too")
    assert everything() == before


def test_a_name_of_anothers_tag_is_a_tag_of_ones_own(alice: Person, bob: Person) -> None:
    create(alice, title="of alice", tags=["home"])
    create(bob, title="of bob", tags=["home"])
    theirs, own = (person.get(TAGS).json()["results"][0] for person in (alice, bob))
    assert (theirs["name"], own["name"], theirs["id"] != own["id"]) == ("home", "home", True)
    assert bob.delete(f"{TAGS}{own['id']}/").status_code == 204
    assert (titles(alice, "?tag=home"), titles(bob, "?tag=home")) == (["of alice"], [])


@pytest.mark.parametrize("tags", ["IDS", [{"id": 1}], [None], "home", {"0": "home"}, ["x" * 51], [""], ["a"] * 51])
def test_tags_are_names_and_nothing_else_and_a_refusal_leaves_none(alice: Person, bob: Person, tags: Any) -> None:
    create(alice, tags=["secret"])
    theirs = alice.get(TAGS).json()["results"][0]["id"]
    response = bob.post(TASKS, {"title": "x", "tags": [{"id": theirs}] if tags == "IDS" else tags})
    assert (response.status_code, set(response.json())) == (400, {"tags", "code"})
    assert (bob.get(TASKS).json(), bob.get(TAGS).json()) == (page(), page())


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_database_refuses_what_the_api_would_never_send() -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    theirs = create(alice, tags=["secret"])
    own = create(bob, tags=["own"])
    with acting_as(alice.id):
        secret = Tag.objects.get().pk
    for wrong in ({"task_id": own["id"], "tag_id": secret}, {"task_id": theirs["id"], "tag_id": secret}):
        # On PostgreSQL it is the end of the transaction that is refused.
        with pytest.raises(IntegrityError), acting_as(bob.id):
            TaskTag.objects.create(**wrong)
    with pytest.raises(IntegrityError), acting_as(bob.id):
        Task.objects.filter(pk=own["id"]).update(priority=4)
    assert answer(bob.get(TASKS)) == (200, page(own))


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_requests_at_once_make_a_new_tag_once_and_lose_nothing() -> None:
    alice = sign_up("alice")

    def make(number: int) -> int:
        try:
            return int(alice.post(TASKS, {"title": str(number), "tags": ["new", "also new"]}).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(make, range(8))) == [201] * 8
    assert [row["name"] for row in alice.get(TAGS).json()["results"]] == ["also new", "new"]
    assert {tuple(row["tags"]) for row in alice.get(TASKS).json()["results"]} == {("also new", "new")}


def test_any_text_is_kept_to_the_letter(alice: Person) -> None:
    for text in ("'; DROP TABLE tasks_task; --", "%s%(a)s", "\u202e", "😀" * 255, "{}", "\x1b[31m\x7f", "x" * 255):
        assert create(alice, title=text, description=f" {text}\n") == task(alice, title=text, description=f" {text}\n")
