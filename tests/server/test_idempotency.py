"""``Idempotency-Key``: what is sent again is not done again, and its first answer is given again."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from ringfence.api import idempotency
from ringfence.api.models import IdempotencyKey
from ringfence.ownership.scope import acting_as
from tests.people import PASSWORD, Person, call
from tests.server.collections_of_rows import Collection, collections
from tests.server.shapes import DEAD_TOKEN, NOT_FOUND, NOTES, TAGS, answer, create, invalid, note, page, titles

REUSED = (422, {"detail": "This Idempotency-Key was used for another request.", "code": "idempotency_key_reused"})
MALFORMED = (
    400,
    {"detail": "Idempotency-Key: between 1 and 255 visible ASCII characters.", "code": "idempotency_key_invalid"},
)
PER_REQUEST = {"date", "x-request-id", "idempotent-replayed"}
COLLECTIONS = collections()


@pytest.fixture(autouse=True)
def no_sweep_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """One key in a hundred also deletes old ones: where a test counts them, that is not left to chance."""
    monkeypatch.setattr(idempotency, "SWEEP_EVERY", 10**9)


def with_key(key: str = "k", **headers: str) -> dict[str, Any]:
    return {"headers": {"Idempotency-Key": key, **headers}}


def told(response: Any) -> tuple[Any, ...]:
    """All that an answer tells, but that it was given before."""
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() not in PER_REQUEST}
    return response.status_code, headers, response.content


def is_replay(response: Any) -> bool:
    return bool(response.headers.get("Idempotent-Replayed") == "true")


def kept(*people: Person) -> list[str]:
    """The keys that are stored for these people."""
    found: list[str] = []
    for person in people:
        with acting_as(person.id):
            found += IdempotencyKey.objects.order_by("id").values_list("key", flat=True)
    return found


def grow_old(person: Person, age: timedelta) -> None:
    with acting_as(person.id):
        IdempotencyKey.objects.update(created_at=timezone.now() - age)


# The same again


@pytest.mark.parametrize("collection", COLLECTIONS, ids=str)
def test_every_viewset_makes_a_row_once(alice: Person, collection: Collection) -> None:
    body = collection.new_body(alice)
    first = alice.post(collection.path(), body, **with_key())
    assert (first.status_code, is_replay(first)) == (201, False)
    again = [alice.post(collection.path(), body, **with_key()) for _ in range(2)]
    assert [told(response) for response in again] == [told(first)] * 2
    assert all(is_replay(response) for response in again)
    assert again[0].headers["ETag"] == first.headers["ETag"]
    with acting_as(alice.id):
        assert collection.model.objects.filter(pk__gte=first.json()["id"]).count() == 1


def test_without_a_key_each_is_done(alice: Person) -> None:
    for _ in range(2):
        response = alice.post(NOTES, {"title": "x"})
        assert (response.status_code, "Idempotent-Replayed" in response.headers) == (201, False)
    assert (titles(alice), kept(alice)) == (["x", "x"], [])


def test_the_first_answer_is_given_again_whatever_became_of_the_row(alice: Person) -> None:
    first = alice.post(NOTES, {"title": "x", "tags": ["t"]}, **with_key())
    path = f"{NOTES}{first.json()['id']}/"
    alice.patch(path, {"title": "changed"})
    assert told(alice.post(NOTES, {"title": "x", "tags": ["t"]}, **with_key())) == told(first)
    alice.delete(path)
    assert told(alice.post(NOTES, {"title": "x", "tags": ["t"]}, **with_key())) == told(first)
    assert answer(alice.get(path)) == (404, NOT_FOUND)


def test_the_same_bytes_are_the_same_however_their_type_is_spelled(alice: Person) -> None:
    raw = '{"title": "Zoë",  "body": "x"}'.encode()
    types = ["application/json", "application/json; charset=utf-8", "Application/JSON ;charset=UTF-8"]
    answers = [alice.call("POST", NOTES, raw=raw, content_type=each, **with_key()) for each in types]
    assert [response.status_code for response in answers] == [201] * 3
    assert [is_replay(response) for response in answers] == [False, True, True]


def test_another_log_in_of_the_same_person_is_answered_too(alice: Person) -> None:
    first = alice.post(NOTES, {"title": "x"}, **with_key())
    made = alice.post("/api/me/tokens/", {"name": "t", "scopes": ["notes:write"], "current_password": PASSWORD})
    again = call("POST", NOTES, {"title": "x"}, token=made.json()["token"], **with_key())
    assert (told(again), is_replay(again)) == (told(first), True)


def test_a_personal_token_has_the_keys_of_its_person_and_opens_no_more(alice: Person) -> None:
    def token(*scopes: str) -> str:
        body = {"name": "t", "scopes": scopes, "current_password": PASSWORD}
        made: str = alice.post("/api/me/tokens/", body).json()["token"]
        return made

    first = call("POST", NOTES, {"title": "x"}, token=token("notes:write"), **with_key())
    again = alice.post(NOTES, {"title": "x"}, **with_key())
    assert (first.status_code, told(again), is_replay(again)) == (201, told(first), True)
    refused = call("POST", NOTES, {"title": "x"}, token=token("notes:read"), **with_key())
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


def test_a_dead_token_gets_no_answer_again(alice: Person) -> None:
    alice.post(NOTES, {"title": "x"}, **with_key())
    alice.post("/api/logout/", {"refresh": alice.refresh})
    response = alice.post(NOTES, {"title": "x"}, **with_key())
    assert (answer(response), is_replay(response)) == ((401, DEAD_TOKEN), False)


@pytest.mark.parametrize("size", [100_000, 8_000_000])
def test_a_large_answer_is_given_again_whole(alice: Person, size: int) -> None:
    body = {"title": "é", "body": "x" * size}
    first, again = (alice.post(NOTES, body, **with_key()) for _ in range(2))
    assert len(first.content) > size
    assert (first.status_code, told(again), is_replay(again)) == (201, told(first), True)


# Something else under the same key


def test_another_body_is_422_and_changes_nothing(alice: Person) -> None:
    alice.post(NOTES, {"title": "x"}, **with_key())
    others: list[Any] = [{"title": "y"}, {"title": "x", "body": ""}, {}, [], None]
    for body in others:
        assert answer(alice.post(NOTES, body, **with_key())) == REUSED
    assert answer(alice.call("POST", NOTES, raw=b'{"title":"x"}', **with_key())) == REUSED
    assert titles(alice) == ["x"]


@pytest.mark.parametrize("address", [TAGS, f"{NOTES}?fields=id", f"{NOTES}?fields=id,title"])
def test_another_address_is_422_and_changes_nothing(alice: Person, address: str) -> None:
    body = {"title": "x"} if address.startswith(f"{NOTES}?") else {"name": "x"}
    alice.post(NOTES, {"title": "x"}, **with_key())
    assert answer(alice.post(address, body, **with_key())) == REUSED
    assert (titles(alice), alice.get(TAGS).json()["count"]) == (["x"], 0)


def test_the_refusal_as_a_problem(alice: Person) -> None:
    alice.post(NOTES, {"title": "x"}, **with_key())
    response = alice.post(NOTES, {"title": "y"}, **with_key(Accept="application/problem+json"))
    assert answer(response) == (
        422,
        {
            "type": "urn:ringfence:error:idempotency_key_reused",
            "title": "Idempotency key reused",
            "status": 422,
            "detail": "This Idempotency-Key was used for another request.",
            "code": "idempotency_key_reused",
            "errors": [],
        },
    )


def test_keys_of_another_owner_are_no_keys_of_ones_own(alice: Person, bob: Person) -> None:
    free = told(bob.post(NOTES, {"title": "before"}, **with_key("free")))
    alice.post(NOTES, {"title": "of alice"}, **with_key("taken"))
    for body in ({"title": "of alice"}, {"title": "of bob"}):
        taken = bob.post(NOTES, body, **with_key("taken"))
        if body["title"] == "of alice":
            assert (taken.status_code, taken.json()["owner"], is_replay(taken)) == (201, "bob", False)
            assert set(taken.headers) == set(alice.post(NOTES, {"title": "z"}, **with_key("new")).headers)
            assert taken.headers["Content-Type"] == free[1]["content-type"]
        else:
            assert answer(taken) == REUSED
    assert (titles(alice), titles(bob)) == (["z", "of alice"], ["of alice", "before"])


# Refused, broken, too old


def test_a_refused_request_leaves_no_key(alice: Person) -> None:
    assert answer(alice.post(NOTES, {}, **with_key())) == (400, invalid(title="This field is required."))
    assert alice.call("POST", NOTES, raw=b"{", **with_key()).status_code == 400
    assert alice.call("POST", NOTES, raw=b"x", content_type="text/plain", **with_key()).status_code == 415
    assert alice.post(f"{NOTES}?x=1", {"title": "x"}, **with_key()).status_code == 400
    alice.post(TAGS, {"name": "t"})
    assert alice.post(TAGS, {"name": "t"}, **with_key()).status_code == 400
    assert kept(alice) == []
    assert answer(alice.post(NOTES, {"title": "x"}, **with_key())) == (201, note(title="x"))
    assert kept(alice) == ["k"]


def test_too_large_a_body_leaves_no_key(alice: Person) -> None:
    raw = json.dumps({"title": "x", "body": "x" * 11_000_000}).encode()
    assert alice.call("POST", NOTES, raw=raw, **with_key()).status_code == 413
    assert kept(alice) == []


@pytest.mark.parametrize("broken", ["keep", "_fingerprint"])
def test_what_breaks_half_way_leaves_neither_row_nor_key(
    alice: Person, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*args: Any) -> None:
        raise OperationalError("the database went away")

    with monkeypatch.context() as patch:
        patch.setattr(idempotency, broken, fail)
        assert alice.post(NOTES, {"title": "x", "tags": ["t"]}, **with_key()).status_code in (500, 503)
    assert (kept(alice), answer(alice.get(NOTES)), alice.get(TAGS).json()["count"]) == ([], (200, page()), 0)
    response = alice.post(NOTES, {"title": "x", "tags": ["t"]}, **with_key())
    assert (answer(response), is_replay(response)) == ((201, note(title="x", tags=["t"])), False)


def test_after_a_day_the_key_is_free(alice: Person) -> None:
    first = alice.post(NOTES, {"title": "x"}, **with_key()).json()
    grow_old(alice, timedelta(hours=23, minutes=59))
    assert alice.post(NOTES, {"title": "x"}, **with_key()).json() == first
    assert answer(alice.post(NOTES, {"title": "y"}, **with_key())) == REUSED
    grow_old(alice, timedelta(hours=24, seconds=1))
    later = alice.post(NOTES, {"title": "y"}, **with_key())
    assert (answer(later), is_replay(later)) == ((201, note(title="y")), False)
    assert told(alice.post(NOTES, {"title": "y"}, **with_key())) == told(later)
    assert (titles(alice), kept(alice)) == (["y", "x"], ["k"])


def test_old_keys_go_when_new_ones_come_and_by_command(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("old", "older"):
        alice.post(NOTES, {"title": key}, **with_key(key))
        bob.post(NOTES, {"title": key}, **with_key(key))
    grow_old(alice, timedelta(hours=25))
    grow_old(bob, timedelta(hours=25))
    monkeypatch.setattr(idempotency, "SWEEP_EVERY", 1)
    assert alice.post(NOTES, {"title": "new"}, **with_key("new")).status_code == 201
    assert (kept(alice), kept(bob)) == (["new"], ["old", "older"])


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_purge_deletes_everybodys_old_keys_and_no_other() -> None:
    from tests.people import sign_up

    people = sign_up("alice"), sign_up("bob")
    for person in people:
        person.post(NOTES, {"title": "x"}, **with_key("old"))
        grow_old(person, timedelta(hours=25))
        person.post(NOTES, {"title": "x"}, **with_key("new"))
    assert idempotency.purge() == 2
    assert kept(*people) == ["new", "new"]
    assert idempotency.purge() == 0


# Which keys, which requests


@pytest.mark.parametrize(
    "key", ["x", "x" * 255, '"8e03978e-40d5-43e8-bc93-6894a57f9324"', "!~", "'; DROP TABLE x; --".replace(" ", "_")]
)
def test_a_key_is_up_to_255_visible_characters(alice: Person, key: str) -> None:
    first, again = (alice.post(NOTES, {"title": "x"}, **with_key(key)) for _ in range(2))
    assert (first.status_code, is_replay(first), told(again), is_replay(again)) == (201, False, told(first), True)


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "x" * 8000, "é", "a\tb", "a\x00b", "\x7f", "a,\u00a0b"])
def test_anything_else_is_no_key(alice: Person, key: str) -> None:
    assert answer(alice.post(NOTES, {"title": "x"}, **with_key(key))) == MALFORMED
    assert (titles(alice), kept(alice)) == ([], [])


@pytest.mark.parametrize("key", ["k", "not a key"])
def test_requests_that_make_nothing_take_no_notice_of_keys(alice: Person, key: str) -> None:
    path = f"{NOTES}{create(alice)['id']}/"
    for method, body in (("PUT", {"title": "x"}), ("PATCH", {"title": "y"}), ("GET", None), ("OPTIONS", None)):
        answers = [alice.call(method, path, body, **with_key(key)) for _ in range(2)]
        assert [(each.status_code, is_replay(each)) for each in answers] == [(200, False)] * 2
    assert alice.get(NOTES, **with_key(key)).status_code == 200
    assert alice.delete(path, **with_key(key)).status_code == 204
    assert answer(alice.delete(path, **with_key(key))) == (404, NOT_FOUND)
    assert kept(alice) == []


def test_an_answer_with_a_secret_is_never_kept(alice: Person) -> None:
    secrets = {
        "/api/token/": {"username": "alice", "password": PASSWORD},
        "/api/me/tokens/": {"name": "t", "scopes": ["notes:read"], "current_password": PASSWORD},
        "/api/me/factors/totp/": {"current_password": PASSWORD},
    }
    for path, body in secrets.items():
        first, again = (alice.post(path, body, **with_key()) for _ in range(2))
        assert first.status_code in (200, 201)
        assert first.content != again.content
        assert (is_replay(first), is_replay(again)) == (False, False)
    carol = {"username": "carol", "password": PASSWORD}
    assert [call("POST", "/api/register/", carol, **with_key()).status_code for _ in range(2)] == [201, 400]
    assert alice.post("/api/sessions/end-others/", {}, **with_key()).status_code == 200
    assert kept(alice) == []


def test_without_a_token_no_key_is_told_from_another(alice: Person) -> None:
    alice.post(NOTES, {"title": "x"}, **with_key("taken"))
    answers = [told(call("POST", NOTES, {"title": "x"}, **with_key(key))) for key in ("taken", "free", "no key")]
    assert answers == [answers[0]] * 3
    assert answers[0][0] == 401


def test_the_keys_go_with_their_owner(alice: Person) -> None:
    alice.post(NOTES, {"title": "x"}, **with_key())
    with acting_as(alice.id):
        row = IdempotencyKey.objects.get()
        assert (row.owner_id, row.status, set(row.headers)) == (alice.id, 201, {"Content-Type", "ETag"})
        assert str(row) == "k"


def test_many_at_once_are_made_once(alice: Person) -> None:
    body = {"create": [{"title": "x"}, {"title": "y"}]}
    first, again = (alice.post(f"{NOTES}bulk/", body, **with_key()) for _ in range(2))
    assert (first.status_code, is_replay(first), told(again), is_replay(again)) == (200, False, told(first), True)
    assert sorted(titles(alice)) == ["x", "y"]
    half = {"create": [{"title": "z"}, {"title": ""}]}
    assert alice.post(f"{NOTES}bulk/", half, **with_key("half")).status_code == 400
    assert (sorted(titles(alice)), kept(alice)) == (["x", "y"], ["k"])


def test_a_row_is_restored_once(alice: Person) -> None:
    made = create(alice)
    alice.delete(f"{NOTES}{made['id']}/")
    path = f"/api/trash/{alice.get('/api/trash/').json()['results'][0]['id']}/restore/"
    first, again = (alice.post(path, **with_key()) for _ in range(2))
    assert (first.status_code < 300, told(again), is_replay(again)) == (True, told(first), True)
    assert answer(alice.get(f"{NOTES}{made['id']}/"))[0] == 200
    assert answer(alice.post(path)) == (404, NOT_FOUND)
