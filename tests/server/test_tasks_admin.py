"""Tasks in the admin site: everybody's are browsed, searched, filtered and mended, in a fixed number of statements."""

from __future__ import annotations

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client

from ringfence.ownership.scope import MAINTENANCE_ALIAS
from ringfence_server.first_superuser import create_superuser
from tests.people import PASSWORD, Person, sign_up
from tests.server.test_admin import complaints, enter, rows
from tests.server.test_tasks import TAGS, TASKS, create, fill
from tests.server.wire import kinds, statements

# The admin site has a role of its own on PostgreSQL, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ALL_TASKS, ALL_TAGS = "/admin/tasks/task/", "/admin/tasks/tag/"


@pytest.fixture
def alice() -> Person:
    """A person whose rows are committed."""
    return sign_up("alice")


@pytest.fixture
def root() -> Client:
    """A superuser's browser."""
    create_superuser("root", "root@example.org", PASSWORD)
    browser = Client(raise_request_exception=False)
    assert enter(browser, "root").headers["Location"] == "/admin/"
    return browser


def test_everybodys_tasks_are_browsed_searched_filtered_and_sorted(root: Client, alice: Person) -> None:
    create(alice, title="milk and bread", tags=["home", "shop"], priority="high", due="2026-01-31")
    create(sign_up("bob"), title="milk", tags=["home"], completed=True)
    expected = {
        ALL_TASKS: 2,
        f"{ALL_TASKS}?q=bread": 1,
        f"{ALL_TASKS}?q=bob": 1,
        f"{ALL_TASKS}?completed__exact=1": 1,
        f"{ALL_TASKS}?priority__exact=3": 1,
        f"{ALL_TASKS}?due__isnull=True": 1,
        f"{ALL_TASKS}?o=-5.6": 2,
        ALL_TAGS: 3,
        f"{ALL_TAGS}?q=shop": 1,
    }
    assert {path: rows(root.get(path)) for path in expected} == expected


def test_a_task_is_mended_and_stays_its_owners(root: Client, alice: Person) -> None:
    made = create(alice, title="mlik", description="two", tags=["shop"])
    path = f"{ALL_TASKS}{made['id']}/change/"
    form = {
        "title": "milk",
        "description": "three",
        "completed": "on",
        "priority": "3",
        "due": "2026-01-31",
        "owner": "1",
    }
    assert root.get(path).status_code == 200
    assert root.post(path, form).status_code == 302
    changed = alice.get(f"{TASKS}{made['id']}/").json()
    mended = {"title": "milk", "description": "three", "completed": True, "priority": "high", "due": "2026-01-31"}
    assert changed == {**made, **mended, "updated_at": changed["updated_at"]}
    assert complaints(root.post(path, {**form, "priority": "4"})) == [
        "Select a valid choice. 4 is not one of the available choices."
    ]
    assert root.post(f"{ALL_TASKS}{made['id']}/delete/", {"post": "yes"}).status_code == 302
    assert (alice.get(TASKS).json()["count"], alice.get(TAGS).json()["count"]) == (0, 1)


def test_rows_are_made_by_their_owners_alone(root: Client) -> None:
    for base in (ALL_TASKS, ALL_TAGS):
        assert root.get(f"{base}add/").status_code == 403


def test_a_list_of_the_admin_site_costs_the_same_whatever_its_size(root: Client, alice: Person) -> None:
    alias = MAINTENANCE_ALIAS if connection.vendor == "postgresql" else DEFAULT_DB_ALIAS

    def costs() -> list[list[str]]:
        found = []
        for path in (ALL_TASKS, ALL_TAGS):
            with statements(alias) as sent:
                assert rows(root.get(path)) > 0
            found.append(kinds(sent))
        return found

    fill(alice, 2)
    few = costs()
    fill(alice, 60)
    assert costs() == few
