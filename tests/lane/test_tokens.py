"""Whoever may not read is told so by every way alike, and what a token opens ends at once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from ringfence.accounts.models import Session, User
from ringfence.ownership.scope import acting_as, maintenance
from ringfence_server.notes.models import Note
from tests.lane.ways import Ways, ask, slowly
from tests.people import PASSWORD, Person, call, log_in, sign_up
from tests.server.entrance import forged, unsigned

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NOTES = "/api/notes/"


@pytest.fixture
def alice() -> Person:
    """A person with a note, whose plans are made and whose token is known."""
    person = sign_up("alice")
    with acting_as(person.id):
        Note.objects.create(title="mine")
    return person


@pytest.fixture
def ways(alice: Person) -> Ways:
    """With a plan that is in use."""
    found = Ways()
    assert found.short_for(NOTES, token=alice.access) == 6
    return found


def refused(ways: Ways, token: str) -> None:
    """Whoever comes with ``token`` is refused, alike and with no row."""
    answer = ways.same(NOTES, token=token)
    assert answer.status == 401
    assert set(json.loads(answer.body)) == {"detail", "code"}


def _log_out(person: Person) -> None:
    assert call("POST", "/api/logout/", {"refresh": person.refresh}, token=person.access).status_code < 300


def _revoke_elsewhere(person: Person) -> None:
    other = log_in(person.username, person.id)
    with maintenance("a test"):
        Session.objects.exclude(pk=Session.objects.order_by("-pk").first().pk).update(revoked_at=timezone.now())
    assert other.get(NOTES).status_code == 200


def _expire(person: Person) -> None:
    with maintenance("a test"):
        Session.objects.update(expires_at=timezone.now())


def _deactivate(person: Person) -> None:
    with maintenance("a test"):
        User.objects.filter(pk=person.id).update(is_active=False)


def _change_password(person: Person) -> None:
    other = log_in(person.username, person.id)
    new = {"current_password": PASSWORD, "new_password": "another good long password"}
    answer = call("POST", "/auth/users/set_password/", new, token=other.access)
    assert answer.status_code == 204, answer.content


def _delete(person: Person) -> None:
    answer = call("DELETE", "/auth/users/me/", {"current_password": PASSWORD}, token=person.access)
    assert answer.status_code == 204, answer.content


@pytest.mark.parametrize("end", [_log_out, _revoke_elsewhere, _expire, _deactivate, _change_password, _delete])
def test_a_token_ends_at_once(alice: Person, ways: Ways, end: Callable[[Person], None]) -> None:
    end(alice)
    refused(ways, alice.access)


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: forged(token, key="another key of the same length 0123456789abcdefg"),
        lambda token: forged(token, aud="elsewhere"),
        lambda token: forged(token, iss="elsewhere"),
        lambda token: forged(token, exp=int(time.time()) - 1),
        lambda token: forged(token, exp=None),
        lambda token: forged(token, token_type="refresh"),
        lambda token: forged(token, sid="00000000000000000000000000000001"),
        lambda token: forged(token, sid="x"),
        lambda token: forged(token, user_id="1"),
        lambda token: forged(token, scope="conduit"),
        lambda token: unsigned(token, "none"),
        lambda token: token[:-4] + "AAAA",
        lambda token: token + " ",
        lambda token: token + ".",
        lambda token: "",
        lambda token: "x" * 5000,
        lambda token: "\xff\xfe",
    ],
)
def test_a_forged_token_opens_nothing(alice: Person, ways: Ways, forge: Callable[[str], str]) -> None:
    token = forge(alice.access)
    answer = ways.same(NOTES, token=token)
    assert answer.status == (200 if token.strip() == alice.access else 401)


def test_a_token_says_nobody_elses_name(alice: Person, ways: Ways) -> None:
    bob = sign_up("bob")
    with acting_as(bob.id):
        # A lane that finds no row leaves the answer to the long way anyhow.
        Note.objects.create(title="bob's")
    refused(ways, forged(alice.access, user_id=bob.id))
    refused(ways, alice.refresh)


def test_a_token_that_expires_while_it_is_known_is_dead(alice: Person, ways: Ways) -> None:
    token = forged(alice.access, exp=int(time.time()) + 1000)
    assert ways.short_for(NOTES, token=token) == 6
    short = forged(alice.access, exp=int(time.time()) + 1)
    assert ask(ways.app, NOTES, token=short).status == 200
    time.sleep(1.1)
    refused(ways, short)


def test_headers_of_other_words(alice: Person, ways: Ways) -> None:
    for header in (
        f"bearer {alice.access}",
        f"BEARER  {alice.access}",
        f"Token {alice.access}",
        f"token {alice.access}",
        f"Basic {alice.access}",
        f"{alice.access}",
        f" Bearer {alice.access}",
        f"Bearer\t{alice.access}",
        f"Bearer {alice.access} {alice.access}",
        f"Bearer {alice.access},Bearer {alice.access}",
        "Bearer",
        "",
    ):
        ways.same(NOTES, authorization=header, times=2)
    assert ways.same(NOTES).status == 401


def test_a_personal_token_goes_the_long_way(alice: Person, ways: Ways) -> None:
    body = {"name": "script", "scopes": ["notes:read"], "current_password": PASSWORD}
    made = call("POST", "/api/me/tokens/", body, token=alice.access)
    assert made.status_code == 201, made.content
    token = made.json()["token"]
    assert ways.short_for(NOTES, token=token) == 0
    assert ways.same(NOTES, token=token).status == 200
    assert ways.same("/api/tasks/", token=token).status == 403


def test_a_token_of_conduit_opens_no_notes(ways: Ways) -> None:
    user = {"username": "writer", "email": "w@example.com", "password": PASSWORD}
    made = call("POST", "/api/users", {"user": user})
    assert made.status_code in (200, 201), made.content
    refused(ways, made.json()["user"]["token"])


def test_two_owners_in_turns_get_their_own_rows_by_one_plan(alice: Person, ways: Ways) -> None:
    bob = sign_up("bob")
    with acting_as(bob.id):
        Note.objects.create(title="bob's")
    for _ in range(5):
        for person, title in ((alice, "mine"), (bob, "bob's")):
            before = ways.short
            with ways.counting():
                found = json.loads(ask(ways.app, NOTES, token=person.access).body)
            assert [row["title"] for row in found["results"]] == [title]
            assert (found["results"][0]["owner"], ways.short) == (person.username, before + 1)


def test_a_change_is_seen_by_the_next_request(alice: Person, ways: Ways) -> None:
    (row,) = json.loads(ways.as_person(alice, NOTES).body)["results"]
    path = f"{NOTES}{row['id']}/"
    tags: list[Any] = []
    for number in range(3):
        assert alice.patch(path, {"title": f"title {number}", "tags": [f"tag {number}"]}).status_code == 200
        shown = json.loads(ways.as_person(alice, path).body)
        tags.append((shown["title"], shown["tags"]))
        assert json.loads(ways.as_person(alice, NOTES).body)["results"] == [shown]
    assert tags == [(f"title {number}", [f"tag {number}"]) for number in range(3)]
    assert alice.delete(path).status_code == 204
    assert json.loads(ways.as_person(alice, NOTES).body)["results"] == []
    assert ways.as_person(alice, path).status == 404


def test_a_name_that_changes_is_seen_by_the_next_request(alice: Person, ways: Ways) -> None:
    with maintenance("a test"):
        User.objects.filter(pk=alice.id).update(username="alicia", username_key="alicia")
    assert json.loads(ways.as_person(alice, NOTES).body)["results"][0]["owner"] == "alicia"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"accept": "application/json"}, 200),
        ({"accept": "*/*"}, 200),
        ({"accept": "application/*;q=0.5, text/html"}, 200),
        ({"accept": "application/json;q=0"}, None),
        ({"accept": "application/json; indent=2"}, 200),
        ({"accept": "application/problem+json"}, None),
        ({"accept": "application/problem+json, application/json;q=0.9"}, None),
        ({"accept": "text/html"}, 406),
        ({"accept": "text/html, */*;q=0.1"}, 200),
        ({"accept": ""}, 200),
        ({"accept": "x" * 300}, None),
        ({"accept": "application/json\t;q=1"}, None),
        ({"if_none_match": "*"}, None),
        ({"if_none_match": '"x"'}, 200),
        ({"if_modified_since": "Sat, 29 Oct 1994 19:43:31 GMT"}, 200),
        ({"range": "bytes=0-1"}, 200),
        ({"origin": "https://elsewhere.example"}, 200),
        ({"origin": "null"}, 200),
        ({"cookie": "sessionid=x; csrftoken=y"}, 200),
        ({"cookie": "theme=dark"}, 200),
        ({"accept_language": "de"}, 200),
        ({"host": "elsewhere.example"}, 400),
        ({"host": "localhost:8000"}, 200),
        ({"user_agent": ""}, 200),
        ({"x_forwarded_for": "1.2.3.4"}, 200),
        ({"idempotency_key": "a"}, 200),
        ({"if_match": '"x"'}, 200),
    ],
)
def test_a_header_means_the_same_by_every_way(
    alice: Person, ways: Ways, headers: dict[str, str], status: int | None
) -> None:
    for path in (NOTES, f"{NOTES}{json.loads(ways.as_person(alice, NOTES).body)['results'][0]['id']}/"):
        answer = ways.as_person(alice, path, times=2, **headers)
        assert status in (None, answer.status)
        assert ways.same(path, 1, **headers).status in (400, 401, 406)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_go_the_long_way(alice: Person, ways: Ways, method: str) -> None:
    assert ways.short_for(NOTES, token=alice.access, method=method) == 0


def test_who_has_the_row_already_is_told_so(alice: Person, ways: Ways) -> None:
    (row,) = json.loads(ways.as_person(alice, NOTES).body)["results"]
    path = f"{NOTES}{row['id']}/"
    tag = ways.as_person(alice, path).headers["etag"]
    assert ways.as_person(alice, path, if_none_match=tag).status == 304
    assert alice.patch(path, {"title": "new"}).status_code == 200
    assert ways.as_person(alice, path, if_none_match=tag).status == 200


def test_the_long_way_is_not_the_lanes(alice: Person, ways: Ways) -> None:
    with slowly(compiled=True), ways.counting():
        before = ways.short
        assert ask(ways.app, NOTES, token=alice.access).status == 200
        assert ways.short == before
