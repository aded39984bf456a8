"""Tasks over HTTP: section 4 of the requirements as a client sees it, whole bodies compared."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from ringfence.ownership.scope import acting_as
from ringfence_server.tasks.models import Tag, Task, TaskTag
from tests.people import PASSWORD, Person, call, sign_up
from tests.server.shapes import A_PAIR, A_TIME, AN_ID, NO_TOKEN, NOT_FOUND, answer, invalid, page
from tests.server.wire import kinds, statements

TASKS, TAGS = "/api/tasks/", "/api/tasks/tags/"


def task(person: Person, **fields: Any) -> dict[str, Any]:
    """A task as it is answered, with what a new one has by default."""
    return {
        "id": AN_ID,
        "title": "a title",
        "description": "",
        "completed": False,
        "owner": person.id,
        "due": None,
        "priority": "normal",
        "tags": [],
        "created_at": A_TIME,
        "updated_at": A_TIME,
        **fields,
    }


def create(person: Person, **fields: Any) -> dict[str, Any]:
    """Make a task over HTTP and return it as answered."""
    response = person.post(TASKS, {"title": "a title", **fields})
    assert response.status_code == 201, response.content
    made: dict[str, Any] = response.json()
    return made


def titles(person: Person, query: str = "") -> list[str]:
    """The titles of the first page, in order."""
    response = person.get(f"{TASKS}{query}")
    assert response.status_code == 200, response.content
    return [row["title"] for row in response.json()["results"]]


def test_a_new_task_answers_with_every_field_and_its_defaults(alice: Person) -> None:
    assert answer(alice.post(TASKS, {"title": "a title"})) == (201, task(alice))


def test_a_task_is_kept_as_it_was_given(alice: Person) -> None:
    given = {
        "title": "Milk",
        "description": "  two\n litres ",
        "completed": True,
        "due": "2026-01-31",
        "priority": "high",
        "tags": ["shop", "home"],
    }
    made = create(alice, **given)
    assert made == task(alice, **{**given, "tags": ["home", "shop"]})
    assert answer(alice.get(f"{TASKS}{made['id']}/")) == (200, made)
    assert answer(alice.get(TASKS)) == (200, page(made))


def test_the_newest_task_comes_first_and_a_change_does_not_move_it(alice: Person) -> None:
    first = create(alice, title="first")
    create(alice, title="second")
    alice.patch(f"{TASKS}{first['id']}/", {"completed": True})
    assert titles(alice) == ["second", "first"]


def test_patch_changes_what_is_given_and_nothing_else(alice: Person) -> None:
    made = create(alice, description="two", tags=["shop"], due="2026-01-31", priority="low")
    path = f"{TASKS}{made['id']}/"
    changes: list[dict[str, Any]] = [{"completed": True}, {"due": None}, {"priority": "high"}, {"tags": []}]
    for change in changes:
        status, changed = answer(alice.patch(path, change))
        assert (status, changed) == (200, {**made, **change, "updated_at": changed["updated_at"]})
        assert changed["updated_at"] > made["updated_at"]
        assert answer(alice.get(path)) == (200, changed)
        made = changed


def test_put_needs_the_title_and_keeps_optional_fields_that_are_absent(alice: Person) -> None:
    made = create(alice, description="two", completed=True, due="2026-01-31", priority="high", tags=["shop"])
    path = f"{TASKS}{made['id']}/"
    assert answer(alice.put(path, {"completed": False})) == (400, invalid(title="This field is required."))
    status, changed = answer(alice.put(path, {"title": "Bread"}))
    assert (status, changed) == (200, {**made, "title": "Bread", "updated_at": changed["updated_at"]})


def test_what_was_read_can_be_put_back(alice: Person) -> None:
    made = create(alice, description=" two\n", due="2026-01-31", priority="high", tags=["shop"])
    status, same = answer(alice.put(f"{TASKS}{made['id']}/", made))
    assert (status, same) == (200, {**made, "updated_at": same["updated_at"]})


def test_a_deleted_task_is_gone_and_leaves_its_tags(alice: Person) -> None:
    path = f"{TASKS}{create(alice, tags=['home'])['id']}/"
    assert answer(alice.delete(path)) == (204, None)
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        assert answer(alice.call(method, path, {"title": "again"})) == (404, NOT_FOUND)
    assert answer(alice.get(TASKS)) == (200, page())
    assert answer(alice.get(TAGS)) == (200, page({"id": AN_ID, "name": "home"}))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_read_only_fields_in_a_body_are_ignored_the_owner_too(alice: Person, bob: Person, method: str) -> None:
    made = create(alice)
    path = TASKS if method == "POST" else f"{TASKS}{made['id']}/"
    read_only = {"id": 999_999, "owner": bob.id, "created_at": "2001-01-01T00:00:00Z", "updated_at": 5}
    status, body = answer(alice.call(method, path, {"title": "mine", **read_only}))
    assert (status, body) == (201 if method == "POST" else 200, task(alice, title="mine"))
    assert body["id"] != 999_999
    assert answer(bob.get(TASKS)) == (200, page())


def test_tags_are_made_when_new_renamed_everywhere_and_leave_the_tasks_when_deleted(alice: Person) -> None:
    for title in ("one", "two"):
        create(alice, title=title, tags=["home", "x"])
    home = alice.get(f"{TAGS}?search=home").json()["results"][0]
    assert answer(alice.patch(f"{TAGS}{home['id']}/", {"name": "zoo"})) == (200, {**home, "name": "zoo"})
    assert [row["tags"] for row in alice.get(TASKS).json()["results"]] == [["x", "zoo"]] * 2
    assert answer(alice.post(TAGS, {"name": "zoo"})) == (400, invalid(name="You already have a tag with this name."))
    assert answer(alice.delete(f"{TAGS}{home['id']}/")) == (204, None)
    assert [row["tags"] for row in alice.get(TASKS).json()["results"]] == [["x"]] * 2


def test_the_tags_of_tasks_are_not_those_of_notes(alice: Person) -> None:
    create(alice, tags=["home"])
    assert alice.post("/api/notes/", {"title": "x", "tags": ["note"]}).status_code == 201
    names = {
        address: [row["name"] for row in alice.get(address).json()["results"]] for address in (TAGS, "/api/notes/tags/")
    }
    assert names == {TAGS: ["home"], "/api/notes/tags/": ["note"]}


EVERYTHING = ["later", "soon", "done", "plain"]
FILTERS = {
    "": EVERYTHING,
    "completed=true": ["done"],
    "completed=false": ["later", "soon", "plain"],
    "due=2026-01-31": ["soon"],
    "due=none": ["done", "plain"],
    "due_before=2026-01-31": ["soon"],
    "due_before=2026-01-30": [],
    "due_after=2026-01-31": ["later", "soon"],
    "due_after=2026-02-01": ["later"],
    "due_after=2026-01-01&due_before=2026-12-31": ["soon"],
    "due_after=0001-01-01&due_before=9999-12-31": ["later", "soon"],
    "due_after=2026-12-31&due_before=2026-01-01": [],
    "priority=high": ["soon"],
    "priority=low": ["later"],
    "priority=normal": ["done", "plain"],
    "tag=home": ["later", "soon"],
    "tag=Home": [],
    "tag=%25": [],
    "tag=home&priority=high": ["soon"],
    "search=SOON": ["soon"],
    "search=written": ["plain"],
    "search=plain written": ["plain"],
    "search=nothing": [],
    "tag=&due=&priority=&completed=&search=": EVERYTHING,
}


def test_filters_and_search_narrow_the_list(alice: Person) -> None:
    create(alice, title="plain", description="what is Written")
    create(alice, title="done", completed=True)
    create(alice, title="soon", due="2026-01-31", priority="high", tags=["home", "garden"])
    create(alice, title="later", due="2027-01-31", priority="low", tags=["home"])
    assert {query: titles(alice, f"?{query}") for query in FILTERS} == FILTERS


# A task without a date counts as due after every date, on both databases.
ORDERS = {
    "due": ["c", "a", "d", "b"],
    "-due": ["b", "d", "a", "c"],
    "priority": ["a", "b", "d", "c"],
    "-priority": ["c", "d", "b", "a"],
    "title": ["a", "b", "c", "d"],
    "-title": ["d", "c", "b", "a"],
    "created_at": ["b", "a", "c", "d"],
    "-created_at": ["d", "c", "a", "b"],
    "updated_at": ["a", "c", "d", "b"],
    "-updated_at": ["b", "d", "c", "a"],
    "completed": ["b", "a", "d", "c"],
    "-completed": ["c", "d", "a", "b"],
    "completed,-title": ["d", "b", "a", "c"],
    "-priority,due": ["c", "d", "b", "a"],
}


def test_a_list_is_ordered_as_asked_by_pages_and_by_cursor(alice: Person) -> None:
    b = create(alice, title="b")
    create(alice, title="a", due="2026-02-01", priority="low")
    create(alice, title="c", due="2026-01-01", priority="high", completed=True)
    create(alice, title="d", due="2026-03-01")
    alice.patch(f"{TASKS}{b['id']}/", {})
    assert {order: titles(alice, f"?ordering={order}") for order in ORDERS} == ORDERS
    assert {order: walk(alice, f"?ordering={order}&cursor=&page_size=1") for order in ORDERS} == ORDERS


def walk(person: Person, query: str) -> list[str]:
    """The titles from the first page on, by the links."""
    found, link = [], f"{TASKS}{query}"
    while link:
        body = person.get(link).json()
        found += [row["title"] for row in body["results"]]
        link = body["next"]
    return found


def test_an_unknown_parameter_is_named_with_those_that_exist(alice: Person) -> None:
    status, body = answer(alice.get(f"{TASKS}?dou=1"))
    names = body["dou"][0].removeprefix("Unknown parameter. Known here: ").removesuffix(".").split(", ")
    filters = {"completed", "due", "due_after", "due_before", "ordering", "priority", "search", "tag"}
    assert (status, body["code"]) == (400, "invalid")
    assert filters <= set(names)


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_other_rows_of_the_section_hold(db: None, slash: str) -> None:
    carol = sign_up("carol")
    pair = {"username": "carol", "password": PASSWORD}
    status, tokens = answer(call("POST", f"/api/auth/token{slash}", pair))
    assert (status, tokens) == (200, A_PAIR)
    assert answer(call("POST", f"/api/auth/token/refresh{slash}", {"refresh": tokens["refresh"]})) == (200, A_PAIR)
    status, me = answer(call("GET", f"/api/me{slash}", token=tokens["access"]))
    assert (status, me["id"], me["username"]) == (200, carol.id, "carol")
    assert answer(call("GET", f"/api/health{slash}")) == (200, {"status": "ok"})
    assert answer(call("GET", f"/api/tasks{slash}", token=tokens["access"])) == (200, page())
    assert answer(call("GET", f"/api/tasks{slash}")) == (401, NO_TOKEN)
    # Registering is all that there is: users cannot be listed.
    for address in (f"/api/users{slash}", f"/auth/users{slash}"):
        assert call("GET", address, token=tokens["access"]).status_code in (404, 405)


def fill(person: Person, number: int) -> None:
    """``number`` more tasks, each with three tags and a date."""
    with acting_as(person.id):
        Tag.objects.bulk_create([Tag(name=f"tag {n}") for n in range(3)], ignore_conflicts=True)
        tags = list(Tag.objects.all())
        today = date(2026, 1, 1)
        Task.objects.bulk_create(
            [Task(title=f"task {n}", due=today + timedelta(days=n % 30), priority=n % 3 + 1) for n in range(number)]
        )
        pairs = [TaskTag(task=each, tag=tag) for each in Task.objects.filter(tags=None) for tag in tags]
        TaskTag.objects.bulk_create(pairs)


QUERIES = [
    "",
    "page=1",
    "completed=false",
    "due_after=2026-01-02&due_before=2026-01-20",
    "due=2026-01-02",
    "priority=low",
    "tag=tag 1",
    "search=task",
    "ordering=due",
    "ordering=-priority,title",
]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_list_costs_the_same_statements_whatever_its_size_and_its_parameters() -> None:
    alice = sign_up("alice")

    def costs() -> set[tuple[str, ...]]:
        found = set()
        for query in QUERIES:
            with statements() as sent:
                assert alice.get(f"{TASKS}?page_size=100&{quote(query, safe='=&')}").json()["count"] > 0
            found.add(tuple(kinds(sent)))
        return found

    fill(alice, 5)
    few = costs()
    fill(alice, 95)
    assert costs() == few
    assert len(few) == 1
    # The session, the count, the rows, their tags; on PostgreSQL the look at the connection, BEGIN and COMMIT.
    assert len(few.pop()) <= 7
