"""One's own account at /api/me/: read, change, close, open again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from ringfence.accounts import account
from ringfence.accounts.models import User
from ringfence.ownership.scope import maintenance
from tests.people import PASSWORD, Person, call

pytestmark = pytest.mark.django_db(databases="__all__")
WITH_PASSWORD = {"current_password": PASSWORD}


def test_the_caller_is_described(alice: Person) -> None:
    me = alice.get("/api/me").json()
    created, updated = me.pop("created_at"), me.pop("updated_at")
    assert created <= updated
    assert me == {
        "id": alice.id,
        "username": "alice",
        "email": None,
        "first_name": "",
        "last_name": "",
        "role": "user",
    }


def test_without_a_token_there_is_nobody() -> None:
    answer = call("GET", "/api/me/")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="api"')


def test_names_change_without_the_password(alice: Person) -> None:
    changed = alice.patch("/api/me/", {"first_name": "Alice", "last_name": "Liddell"})
    assert changed.status_code == 200
    assert (changed.json()["first_name"], changed.json()["last_name"]) == ("Alice", "Liddell")
    assert alice.get("/api/me/").json()["first_name"] == "Alice"


def test_the_address_changes_with_the_password_only(alice: Person) -> None:
    refused = alice.patch("/api/me/", {"email": "a@example.com"})
    assert (refused.status_code, refused.json()) == (
        400,
        {"current_password": ["This field is required."], "code": "invalid"},
    )
    wrong = alice.patch("/api/me/", {"email": "a@example.com", "current_password": "wrong"})
    assert wrong.status_code == 400
    right = alice.patch("/api/me/", {"email": "a@example.com", **WITH_PASSWORD})
    assert (right.status_code, right.json()["email"]) == (200, "a@example.com")


@pytest.mark.parametrize("body", [{"role": "admin"}, {"username": "other"}, {"id": 1}, {"created_at": "2020-01-01"}])
def test_what_is_read_only_is_ignored(alice: Person, body: dict[str, Any]) -> None:
    before = alice.get("/api/me/").json()
    assert alice.patch("/api/me/", body).status_code == 200
    after = alice.get("/api/me/").json()
    assert before == after


@pytest.mark.parametrize("name", ["is_staff", "is_superuser", "is_active", "password", "username_key", "nonsense"])
def test_what_is_not_offered_is_refused_by_name(alice: Person, name: str) -> None:
    refused = alice.patch("/api/me/", {name: "x"})
    assert (refused.status_code, refused.json()) == (400, {name: ["Unknown field."], "code": "invalid"})


def test_a_deactivated_account_is_dead_at_once_and_opens_again(alice: Person) -> None:
    assert alice.post("/api/me/deactivate/", {"current_password": "wrong"}).status_code == 400
    assert alice.get("/api/me/").status_code == 200
    assert alice.post("/api/me/deactivate/", WITH_PASSWORD).status_code == 204
    _is_dead(alice)
    body = {"username": "alice", "password": PASSWORD}
    assert call("POST", "/api/token/", body).status_code == 401
    assert call("POST", "/api/me/reopen/", {**body, "password": "wrong"}).status_code == 401
    opened = call("POST", "/api/me/reopen/", body)
    assert (opened.status_code, set(opened.json())) == (200, {"access", "refresh"})
    assert call("GET", "/api/me/", token=opened.json()["access"]).status_code == 200
    _is_dead(alice)


def test_a_deleted_account_can_be_had_back_within_the_grace_and_not_after(alice: Person) -> None:
    alice.post("/api/notes/", {"title": "kept"})
    assert alice.delete("/api/me/", WITH_PASSWORD).status_code == 204
    _is_dead(alice)
    assert account.purge_closed_accounts() == 0
    body = {"username": "alice", "password": PASSWORD}
    token = call("POST", "/api/me/reopen/", body).json()["access"]
    assert [note["title"] for note in call("GET", "/api/notes/", token=token).json()["results"]] == ["kept"]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_after_the_grace_the_account_and_all_its_rows_are_gone() -> None:
    from tests.people import sign_up

    alice = sign_up("alice")
    alice.post("/api/notes/", {"title": "gone"})
    with override_settings(RINGFENCE={"DELETION_GRACE": timedelta(0), "THROTTLE_SCALE": 0}):
        assert alice.delete("/api/me/", WITH_PASSWORD).status_code == 204
        assert account.purge_closed_accounts() == 1
    with maintenance("a test"):
        assert not User.objects.filter(pk=alice.id).exists()
    assert call("POST", "/api/me/reopen/", {"username": "alice", "password": PASSWORD}).status_code == 401


def test_an_account_that_an_operator_closed_does_not_open_by_itself(alice: Person) -> None:
    from ringfence.ownership.scope import acting_as

    with acting_as(alice.id):
        User.objects.filter(pk=alice.id).update(is_active=False, updated_at=timezone.now())
    _is_dead(alice)
    assert call("POST", "/api/me/reopen/", {"username": "alice", "password": PASSWORD}).status_code == 401


def _is_dead(person: Person) -> None:
    """No token of the person's opens anything."""
    assert person.get("/api/me/").status_code == 401
    assert call("POST", "/api/token/refresh/", {"refresh": person.refresh}).status_code == 401
    for token in (person.access, person.refresh):
        assert call("POST", "/api/token/verify/", {"token": token}).status_code == 401
