"""The trash over HTTP: what is deleted can be looked at, restored and purged by its owner, and by nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from ringfence.accounts import account
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import User
from ringfence.api.models import IdempotencyKey, TrashedRow
from ringfence.ownership.scope import acting_as, maintenance
from ringfence_server.first_superuser import create_superuser
from tests.people import PASSWORD, Person, call, sign_up
from tests.server.shapes import A_TIME, AN_ID, NOT_FOUND, NOTES, TAGS, answer, create, invalid, page, tag_names, titles
from tests.server.test_isolation import told

TRASH = "/api/trash/"


def thrown(person: Person, **fields: Any) -> dict[str, Any]:
    """Delete a new note and return what the trash lists."""
    made = create(person, **fields)
    assert person.delete(f"{NOTES}{made['id']}/").status_code == 204
    first: dict[str, Any] = person.get(TRASH).json()["results"][0]
    assert (first["kind"], first["row"]) == ("notes.note", made["id"])
    return first


def make_old(trashed: dict[str, Any], age: timedelta = timedelta(days=30)) -> None:
    with maintenance("a test"):
        TrashedRow.objects.filter(pk=trashed["id"]).update(deleted_at=timezone.now() - age)


def listed(person: Person, query: str = "") -> list[str]:
    response = person.get(f"{TRASH}{query}")
    assert response.status_code == 200, response.content
    return [row["title"] for row in response.json()["results"]]


def test_what_is_deleted_is_gone_and_listed_in_the_trash(alice: Person) -> None:
    note = create(alice, title="milk", tags=["home"])
    path = f"{NOTES}{note['id']}/"
    assert answer(alice.delete(path)) == (204, None)
    assert answer(alice.get(path)) == (404, NOT_FOUND)
    assert (titles(alice), titles(alice, "?search=milk"), titles(alice, "?tag=home")) == ([], [], [])
    entry = {"id": AN_ID, "kind": "notes.note", "row": note["id"], "title": "milk"}
    entry |= {"deleted_at": A_TIME, "expires_at": A_TIME}
    status, body = answer(alice.get(TRASH))
    assert (status, body) == (200, page(entry))
    (row,) = body["results"]
    kept = datetime.fromisoformat(row["expires_at"]) - datetime.fromisoformat(row["deleted_at"])
    assert kept == timedelta(days=30)
    assert answer(alice.get(f"{TRASH}{row['id']}/")) == (200, {**row, "content": note})


def test_what_is_restored_is_the_same_row_with_a_new_state(alice: Person) -> None:
    note = create(alice, title="milk", body="x", tags=["home", "garden"], pinned=True)
    path = f"{NOTES}{note['id']}/"
    before = alice.get(path).headers["ETag"]
    alice.delete(path)
    (trashed,) = alice.get(TRASH).json()["results"]
    restored = alice.post(f"{TRASH}{trashed['id']}/restore/")
    assert answer(restored) == (200, {"kind": "notes.note", "row": note["id"]})
    back = alice.get(path)
    assert answer(back) == (200, note)
    assert back.headers["ETag"] != before
    assert alice.patch(path, {"title": "y"}, headers={"If-Match": before}).status_code == 412
    assert (titles(alice, "?search=milk"), titles(alice, "?tag=garden")) == (["milk"], ["milk"])
    assert answer(alice.get(TRASH)) == (200, page())


def test_a_tag_comes_back_on_every_note_that_still_is_there(alice: Person) -> None:
    for title in "ab":
        create(alice, title=title, tags=["home"])
    tag = alice.get(TAGS).json()["results"][0]
    alice.delete(f"{TAGS}{tag['id']}/")
    alice.delete(f"{NOTES}{alice.get(f'{NOTES}?search=a').json()['results'][0]['id']}/")
    trashed = alice.get(f"{TRASH}?kind=notes.tag").json()["results"][0]
    assert alice.post(f"{TRASH}{trashed['id']}/restore/").status_code == 200
    assert (titles(alice, "?tag=home"), alice.get(f"{TAGS}{tag['id']}/").json()) == (["b"], tag)


def test_a_name_taken_meanwhile_refuses_the_restoration_and_keeps_the_row(alice: Person) -> None:
    alice.post(TAGS, {"name": "home"})
    tag = alice.get(TAGS).json()["results"][0]
    alice.delete(f"{TAGS}{tag['id']}/")
    alice.post(TAGS, {"name": "home"})
    trashed = alice.get(TRASH).json()["results"][0]
    path = f"{TRASH}{trashed['id']}/"
    refused = alice.post(f"{path}restore/")
    assert answer(refused) == (400, invalid(name="You already have a tag with this name."))
    assert (tag_names(alice), alice.get(path).status_code) == (["home"], 200)
    alice.delete(f"{TAGS}{alice.get(TAGS).json()['results'][0]['id']}/")
    assert alice.post(f"{path}restore/").status_code == 200
    assert alice.get(f"{TAGS}{tag['id']}/").status_code == 200


def test_a_row_is_restored_or_purged_once(alice: Person) -> None:
    for first in ("restore", "purge"):
        path = f"{TRASH}{thrown(alice)['id']}/"
        done = alice.post(f"{path}restore/") if first == "restore" else alice.delete(path)
        assert done.status_code in (200, 204)
        for again in (alice.post(f"{path}restore/"), alice.delete(path), alice.get(path)):
            assert answer(again) == (404, NOT_FOUND)


def test_a_restoration_sent_again_with_its_key_is_answered_again(alice: Person) -> None:
    path = f"{TRASH}{thrown(alice)['id']}/restore/"
    answers = [alice.post(path, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answer(answers[0]) == answer(answers[1])
    assert (answers[1].status_code, answers[1].headers["Idempotent-Replayed"]) == (200, "true")


def test_purging_is_for_good(alice: Person) -> None:
    for title in "abc":
        thrown(alice, title=title)
    first = alice.get(TRASH).json()["results"][0]
    assert answer(alice.delete(f"{TRASH}{first['id']}/")) == (204, None)
    assert listed(alice) == ["b", "a"]
    assert answer(alice.post(f"{TRASH}empty/")) == (204, None)
    assert (listed(alice), titles(alice)) == ([], [])
    assert answer(alice.post(f"{TRASH}empty")) == (204, None)


def test_the_list_is_filtered_searched_and_ordered(alice: Person) -> None:
    for title in ("Milk", "bread", "milk and honey"):
        thrown(alice, title=title, tags=["home"])
    alice.delete(f"{TAGS}{alice.get(TAGS).json()['results'][0]['id']}/")
    assert listed(alice) == ["home", "milk and honey", "bread", "Milk"]
    assert listed(alice, "?ordering=deleted_at") == ["Milk", "bread", "milk and honey", "home"]
    assert listed(alice, "?kind=notes.tag") == ["home"]
    assert listed(alice, "?kind=notes") == []
    assert listed(alice, "?search=MILK&kind=notes.note&page_size=1") == ["milk and honey"]
    assert listed(alice, "?cursor=&page_size=1") == ["home"]
    assert list(alice.get(f"{TRASH}?fields=row,kind").json()["results"][0]) == ["kind", "row"]


@pytest.mark.parametrize("query", ["?owner=1", "?rows=1", "?expand=rows", "?fields=rows", "?fields=content"])
def test_what_it_is_restored_from_cannot_be_asked_for(alice: Person, query: str) -> None:
    thrown(alice)
    assert alice.get(f"{TRASH}{query}").status_code == 400


@pytest.mark.parametrize("query", ["?ordering=rows", "?kind=%00", "?kind=a&kind=b", "?page=0", "?search=" + "x" * 201])
def test_a_malformed_parameter_is_refused(alice: Person, query: str) -> None:
    assert alice.get(f"{TRASH}{query}").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "POST"])
def test_nothing_in_the_trash_can_be_written(alice: Person, method: str) -> None:
    trashed = thrown(alice)
    assert alice.call(method, f"{TRASH}{trashed['id']}/", {"title": "x"}).status_code == 405
    assert method != "POST" or alice.post(TRASH, {"kind": "notes.note", "row": 1}).status_code == 405
    assert alice.get(f"{TRASH}bulk/").status_code == 404


REQUESTS = [("GET", ""), ("DELETE", ""), ("POST", "restore/"), ("HEAD", ""), ("PATCH", ""), ("GET", "restore/")]


@pytest.mark.parametrize(("method", "end"), REQUESTS)
def test_anothers_trash_answers_as_one_that_is_not_there(alice: Person, bob: Person, method: str, end: str) -> None:
    there = thrown(alice, title="secret", tags=["hidden"])["id"]
    for body in (None, {}, {"id": there}):
        anothers, nobodys = (told(bob.call(method, f"{TRASH}{pk}/{end}", body)) for pk in (there, 987_654_321))
        assert anothers == nobodys
        assert anothers[0] in (404, 405)
    assert (listed(bob), listed(alice)) == ([], ["secret"])


def test_emptying_one_trash_leaves_anothers(alice: Person, bob: Person) -> None:
    thrown(alice, title="of alice")
    thrown(bob, title="of bob")
    bob.post(f"{TRASH}empty/")
    assert (listed(bob), listed(alice)) == ([], ["of alice"])


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("GET", "1/"), ("POST", "1/restore/"), ("POST", "empty/")])
def test_without_a_token_nothing_opens(alice: Person, method: str, path: str) -> None:
    thrown(alice)
    assert call(method, f"{TRASH}{path}").status_code == 401
    assert listed(alice) == ["a title"]


def token(person: Person, *scopes: str) -> str:
    body = {"name": "script", "scopes": scopes, "current_password": PASSWORD}
    made: str = person.post("/api/me/tokens/", body).json()["token"]
    return made


def test_a_personal_token_needs_the_scope_of_the_trash(alice: Person) -> None:
    path = f"{TRASH}{thrown(alice)['id']}/"
    notes, reading, writing = (token(alice, scope) for scope in ("notes:write", "trash:read", "trash:write"))
    not_enough = {"detail": "The token does not open this.", "code": "insufficient_scope"}
    for method, address in (("GET", TRASH), ("GET", path), ("DELETE", path), ("POST", f"{path}restore/")):
        assert answer(call(method, address, token=notes)) == (403, not_enough)
    assert call("GET", path, token=reading).status_code == 200
    for method, address in (("DELETE", path), ("POST", f"{path}restore/"), ("POST", f"{TRASH}empty/")):
        assert answer(call(method, address, token=reading)) == (403, not_enough)
    assert call("GET", NOTES, token=writing).status_code == 403
    assert call("POST", f"{path}restore/", token=writing).status_code == 200
    refused = alice.post(
        "/api/me/tokens/", {"name": "x", "scopes": ["ringfence_api:read"], "current_password": PASSWORD}
    )
    assert refused.status_code == 400


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_what_is_expired_is_neither_listed_nor_restored_and_the_command_purges_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from typer.testing import CliRunner

    from ringfence_server.cli import app as command

    alice = sign_up("alice")
    old, new = thrown(alice, title="old"), thrown(alice, title="new")
    alice.post(NOTES, {"title": "x"}, headers={"Idempotency-Key": "k"})
    make_old(old)
    with maintenance("a test"):
        IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert listed(alice) == ["new"]
    path = f"{TRASH}{old['id']}/"
    for response in (alice.get(path), alice.post(f"{path}restore/"), alice.delete(path)):
        assert answer(response) == (404, NOT_FOUND)
    with override_settings(RINGFENCE={"TRASH_KEPT": timedelta(days=31)}):
        assert listed(alice) == ["new", "old"]
    monkeypatch.setattr("ringfence_server.cli.purge.setup", lambda data: None)
    for said in (
        "0 accounts deleted.\n1 row of the trash deleted.\n1 idempotency key deleted.\n",
        "0 accounts deleted.\n0 rows of the trash deleted.\n0 idempotency keys deleted.\n",
    ):
        result = CliRunner().invoke(command, ["purge"])
        assert result.exit_code == 0
        assert result.output.startswith(said)
    assert alice.get(f"{TRASH}{new['id']}/").status_code == 200


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_an_account_that_is_deleted_takes_its_trash_along() -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    thrown(alice)
    thrown(bob)
    account.close_account(alice.id, PASSWORD, Device("127.0.0.1", ""), delete=True)
    with maintenance("a test"):
        User.objects.filter(pk=alice.id).update(delete_after=timezone.now())
    assert account.purge_closed_accounts() == 1
    with maintenance("a test"):
        assert [row.owner_id for row in TrashedRow.objects.all()] == [bob.id]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_restoration_holds_to_every_constraint_at_the_end_of_its_transaction() -> None:
    alice = sign_up("alice")
    trashed = thrown(alice, title="a", tags=["x", "y"])
    tag = alice.get(f"{TAGS}?search=y").json()["results"][0]
    alice.delete(f"{TAGS}{tag['id']}/")
    assert alice.post(f"{TRASH}{trashed['id']}/restore/").status_code == 200
    assert [row["tags"] for row in alice.get(NOTES).json()["results"]] == [["x"]]


ADMIN = "/admin/ringfence_api/trashedrow/"


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_admin_site_lists_the_trash_without_content_and_restores_from_it() -> None:
    alice = sign_up("alice")
    taken, free = (thrown(alice, title=title, body="the secret body", tags=["t"]) for title in ("taken", "free"))
    create_superuser("root", "root@example.org", PASSWORD)
    browser = Client(raise_request_exception=False)
    browser.post("/admin/login/?next=/admin/", {"username": "root", "password": PASSWORD})
    shown = [browser.get(ADMIN), browser.get(f"{ADMIN}?q=alice"), browser.get(f"{ADMIN}{free['id']}/change/")]
    assert [response.status_code for response in shown] == [200, 200, 200]
    assert not [response for response in shown if b"the secret body" in response.content]
    assert browser.get(f"{ADMIN}add/").status_code == 403
    with acting_as(alice.id):
        TrashedRow.objects.filter(pk=taken["id"]).update(kind="notes.gone")
    body = {"action": "restore", "_selected_action": [free["id"], taken["id"]]}
    said = browser.post(ADMIN, body, follow=True)
    assert said.status_code == 200
    assert b"1 row restored." in said.content
    assert b"The tables have changed too much since it was deleted." in said.content
    assert titles(alice) == ["free"]
