"""A POST of a plain row is answered the short way as it is the long way, and what is unusual goes the long way."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_save

from ringfence.accounts.models import Session
from ringfence.lane import closed, plans
from ringfence.lane.creates import CreateLane
from ringfence.ownership.scope import acting_as, maintenance
from ringfence_server.notes.models import Note, Tag
from ringfence_server.notes.serializers import NoteSerializer
from ringfence_server.notes.views import NoteViewSet
from ringfence_server.transactions.models import Transaction
from tests.lane.ways import Answer, Ways, ask, slowly
from tests.people import Person, sign_up

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NOTES, TASKS, MONEY = "/api/notes/", "/api/tasks/", "/api/transactions/"
_MOMENT = re.compile(rb'"\d{4}-\d\d-\d\dT[\d:.]+Z"')


@pytest.fixture
def alice() -> Person:
    """A person whose rows are committed."""
    return sign_up("alice")


@pytest.fixture
def ways() -> Ways:
    """The server's application."""
    return Ways()


@contextmanager
def counting() -> Iterator[list[bool]]:
    """Whether each POST inside the block was answered the short way."""
    answer, counted = CreateLane.answer, []

    def note(lane: Any, *args: Any) -> Any:
        found = answer(lane, *args)
        counted.append(found is not None)
        return found

    with mock.patch.object(CreateLane, "answer", note):
        yield counted


def post(app: Any, person: Person | None, path: str, body: Any, **headers: str) -> Answer:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ask(app, path, method="POST", token=person.access if person else None, body=sent, **headers)


def told(answer: Answer) -> tuple[Any, ...]:
    """All of an answer but the row's id, its moments, and the digest and length that go by them."""
    body = _MOMENT.sub(b'"then"', re.sub(rb'"id":\d+', b'"id":0', answer.body))
    body = re.sub(rb'"name \d"', b'"name"', body)
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    if "etag" in headers:
        headers["etag"] = re.sub(r"-[0-9a-f]{16}", "-digest", headers["etag"])
    return answer.status, headers, body


PLAIN = [
    (NOTES, {"title": "x"}),
    (NOTES, {"title": 'Ä \u2028 \U0001f600 " \\ \t', "body": "  kept  ", "pinned": True, "owner": "somebody"}),
    (TASKS, {"title": "t", "due": "2026-01-31", "priority": "high", "completed": "true"}),
    (TASKS, {"title": "t", "due": None}),
    (MONEY, {"amount": "-12.50", "description": "d", "date": "2026-01-31"}),
    (MONEY, {"amount": 7, "description": "d"}),
    ("/api/notes/tags/", {"name": "name"}),
    ("/api/authors/", {"name": "name"}),
]


@pytest.mark.parametrize(("path", "body"), PLAIN, ids=lambda value: value if isinstance(value, str) else "")
def test_a_plain_row_is_made_and_shown_alike_each_way(alice: Person, ways: Ways, path: str, body: Any) -> None:
    # A name may be there once; of the same length each time.
    bodies = [{**body, "name": f"name {turn}"} if "name" in body else body for turn in range(3)]
    with slowly(compiled=False):
        long = post(ways.app, alice, path, bodies[0])
    assert long.status == 201, long.body
    with counting() as counted:
        short = [
            post(way, alice, path, each) for way, each in zip((ways.app.handler, ways.app), bodies[1:], strict=True)
        ]
    assert counted == [True, True]
    assert [told(answer) for answer in short] == [told(long)] * 2
    for answer in short:
        made = json.loads(answer.body)
        again = ask(ways.app, f"{path}{made['id']}/", token=alice.access)
        assert (again.status, again.body, again.headers["etag"]) == (200, answer.body, answer.headers["etag"])


UNUSUAL: list[tuple[Any, dict[str, str], int]] = [
    ({"title": ""}, {}, 400),
    ({"title": "x" * 201}, {}, 400),
    ({"title": 1}, {}, 400),
    ({}, {}, 400),
    ([], {}, 400),
    ({"title": "x", "unknown": 1}, {}, 400),
    (b'{"title": "a", "title": "b"}', {}, 400),
    (b'{"title": "a\\u0000"}', {}, 400),
    (b'{"title": ', {}, 400),
    (b"\xff", {}, 400),
    (b'{"title": ' + b"[" * 40 + b"]" * 40 + b"}", {}, 400),
    ({"title": "x", "tags": ["a", "b"]}, {}, 201),
    ({"title": "x"}, {"idempotency_key": "k1"}, 201),
    ({"title": "x"}, {"content_encoding": "gzip"}, 415),
    ({"title": "x"}, {"accept": "text/html"}, 406),
    ({"title": "x" * 70_000}, {}, 400),
]


@pytest.mark.parametrize(("body", "headers", "status"), UNUSUAL, ids=str)
def test_anything_else_goes_the_long_way(
    alice: Person, ways: Ways, body: Any, headers: dict[str, str], status: int
) -> None:
    with slowly(compiled=False):
        wanted = post(ways.app, alice, NOTES, body, **headers)
    with counting() as counted:
        second = {**headers, "idempotency_key": "k2"} if "idempotency_key" in headers else headers
        found = post(ways.app, alice, NOTES, body, **second)
    assert not any(counted)
    assert (wanted.status, told(found)) == (status, told(wanted))
    with acting_as(alice.id):
        assert Note.objects.count() == (2 if status == 201 else 0)


def test_the_row_is_the_tokens_owners_whatever_the_body_says(alice: Person, ways: Ways) -> None:
    bob = sign_up("bob")
    for person in (alice, bob, alice):
        for _ in range(2):
            answer = post(ways.app, person, NOTES, {"title": person.username, "owner": "alice"})
            assert (answer.status, json.loads(answer.body)["owner"]) == (201, person.username)
    for person, number in ((alice, 4), (bob, 2)):
        with acting_as(person.id):
            assert Note.objects.filter(title=person.username).count() == Note.objects.count() == number


@pytest.mark.parametrize("how", ["no token", "revoked", "forged"])
def test_nobody_else_makes_a_row(alice: Person, ways: Ways, how: str) -> None:
    assert post(ways.app, alice, NOTES, {"title": "x"}).status == 201
    if how == "revoked":
        with maintenance("a test"):
            Session.objects.update(revoked_at="2026-01-01T00:00:00Z")
    token = {"no token": None, "revoked": alice.access, "forged": alice.access[:-4] + "AAAA"}[how]
    for app in (ways.app, ways.app.handler):
        answer = ask(app, NOTES, method="POST", token=token, body=b'{"title": "y"}')
        assert answer.status == 401
    with acting_as(alice.id):
        assert Note.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has one statement for both")
def test_a_session_that_ends_while_it_waits_to_write_makes_nothing(alice: Person, ways: Ways) -> None:
    assert post(ways.app, alice, NOTES, {"title": "before"}).status == 201
    table = Session._meta.db_table

    def write() -> Answer:
        try:
            return post(ways.app, alice, NOTES, {"title": "after"})
        finally:
            connection.close()

    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    with closing(other), ThreadPoolExecutor(1) as pool:
        other.execute("BEGIN IMMEDIATE")
        other.execute(f"UPDATE {table} SET revoked_at = '2026-01-01 00:00:00'")
        waiting = pool.submit(write)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.5)
        other.execute("COMMIT")
        assert waiting.result(timeout=30).status == 401
    with acting_as(alice.id):
        assert [note.title for note in Note.objects.all()] == ["before"]


def test_a_name_that_is_taken_is_refused_by_field(alice: Person, ways: Ways) -> None:
    assert post(ways.app, alice, "/api/notes/tags/", {"name": "a"}).status == 201
    refused = post(ways.app, alice, "/api/notes/tags/", {"name": "a"})
    assert (refused.status, b"You already have a tag with this name." in refused.body) == (400, True)
    # The connection is whole afterwards.
    assert post(ways.app, alice, "/api/notes/tags/", {"name": "b"}).status == 201


def test_a_name_that_is_taken_while_it_waits_is_refused_by_field(alice: Person, ways: Ways) -> None:
    assert post(ways.app, alice, "/api/notes/tags/", {"name": "before"}).status == 201

    def write() -> Answer:
        try:
            return post(ways.app, alice, "/api/notes/tags/", {"name": "a"})
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with acting_as(alice.id), transaction.atomic():
            Tag.objects.create(name="a")
            waiting = pool.submit(write)
            # As long as makes an outage of it, had the database not answered in the end.
            with pytest.raises(TimeoutError):
                waiting.result(timeout=plans._WAITED_SECONDS + 0.5)
        refused = waiting.result(timeout=30)
    assert (refused.status, b"You already have a tag with this name." in refused.body) == (400, True)


def test_a_relation_goes_the_long_way_and_stays_the_owners(alice: Person, ways: Ways) -> None:
    bob = sign_up("bob")
    theirs = json.loads(post(ways.app, bob, "/api/transactions/categories/", {"name": "food"}).body)["id"]
    money = {"amount": "1.00", "description": "d", "category": theirs}
    nobodys = post(ways.app, alice, MONEY, {**money, "category": 10**9})
    refused = post(ways.app, alice, MONEY, money)
    assert refused.status == nobodys.status == 400
    assert refused.body.replace(str(theirs).encode(), b"N") == nobodys.body.replace(b"1000000000", b"N")
    assert post(ways.app, bob, MONEY, money).status == 201
    with acting_as(alice.id):
        assert not Transaction.objects.exists()


def test_whoever_listens_to_signals_hears_of_every_row(alice: Person, ways: Ways) -> None:
    assert post(ways.app, alice, NOTES, {"title": "before"}).status == 201
    heard: list[str] = []

    def listen(instance: Note, **_: Any) -> None:
        heard.append(instance.title)

    post_save.connect(listen, sender=Note)
    try:
        for app in (ways.app, ways.app.handler):
            assert post(app, alice, NOTES, {"title": "x"}).status == 201
    finally:
        post_save.disconnect(listen, sender=Note)
    assert heard == ["x", "x"]


class OwnPerform(NoteViewSet):
    """Stores in a way of its own."""

    def perform_create(self, serializer: Any) -> None:
        """As usual."""
        super().perform_create(serializer)


class OwnValidation(NoteSerializer):
    """Validates in a way of its own."""

    def validate_title(self, value: str) -> str:
        """As it is."""
        return value


class OwnSerializer(NoteViewSet):
    """Reads bodies by another serializer."""

    serializer_class = OwnValidation


def test_a_view_that_stores_or_validates_in_its_own_way_has_no_lane() -> None:
    assert closed.why(NoteViewSet, "create") == ""
    assert closed.why(OwnPerform, "create") == "perform_create is its own"
    assert closed.why(OwnSerializer, "create") == "the serializer's validate_title is its own"
