"""On PostgreSQL a lane is one round trip under row-level security, and survives what happens to a connection."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import pq

from ringfence.accounts.models import Session
from ringfence.lane import lanes, plans, postgresql
from ringfence.ownership.scope import MIGRATION_ALIAS, acting_as, maintenance
from ringfence_server.notes.models import Note, Tag
from tests.lane.ways import Ways, ask
from tests.people import Person, sign_up

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL's pipeline"),
]

NOTES = "/api/notes/"
_MESSAGE = re.compile(r"^(F|B)\t\d+\t(\w+)", re.MULTILINE)


@pytest.fixture
def alice() -> Person:
    """A person with two notes."""
    person = sign_up("alice")
    with acting_as(person.id):
        Note.objects.bulk_create([Note(title="one"), Note(title="two")])
    return person


@pytest.fixture
def ways(alice: Person) -> Ways:
    """With a plan that is in use."""
    found = Ways()
    assert found.short_for(NOTES, token=alice.access) == 6
    return found


@contextmanager
def messages() -> Iterator[list[str]]:
    """The kinds of messages that the frontend (F) and the backend (B) send inside the block."""
    connection.ensure_connection()
    told: list[str] = []
    link = connection.connection.pgconn
    with tempfile.TemporaryFile("w+") as file:
        link.trace(file.fileno())
        link.set_trace_flags(pq.Trace.SUPPRESS_TIMESTAMPS)
        try:
            yield told
        finally:
            link.untrace()
            file.seek(0)
            told += [f"{side} {kind}" for side, kind in _MESSAGE.findall(file.read())]


def end_sessions() -> None:
    """End everybody's."""
    with maintenance("a test"):
        Session.objects.update(revoked_at="2020-01-01T00:00:00Z")


def short(ways: Ways, person: Person, path: str = NOTES) -> int:
    """How many lanes answer one request, which is answered with 200."""
    before = ways.short
    with ways.counting():
        answer = ask(ways.app, path, token=person.access)
    assert answer.status == 200, answer
    return ways.short - before


def test_a_request_is_one_round_trip(alice: Person, ways: Ways) -> None:
    short(ways, alice)
    with mock.patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete"), messages() as told:
        assert short(ways, alice) == 1
    sent = [kind.removeprefix("F ") for kind in told if kind.startswith("F ")]
    assert sent == ["Bind", "Describe", "Execute", "Bind", "Describe", "Execute", "Sync"]
    # Nothing is answered before everything is asked.
    assert told.index("B BindComplete") > told.index("F Sync")
    assert told.count("B ReadyForQuery") == 1
    # One says whose session it is; the two notes are the other.
    assert told.count("B DataRow") == 2


def test_a_new_statement_is_prepared_on_the_way(alice: Person, ways: Ways) -> None:
    connection.close()
    connection.ensure_connection()
    with mock.patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete"), messages() as told:
        assert short(ways, alice) == 1
    assert told.count("F Parse") == 2
    assert told.count("F Sync") == 1


def test_a_backend_that_died_costs_nobody_an_answer(alice: Person, ways: Ways) -> None:
    for _ in range(2):
        connection.ensure_connection()
        pid = connection.connection.info.backend_pid
        with connections[MIGRATION_ALIAS].cursor() as cursor:
            _terminate(cursor, pid)
        # With nobody looking at the connection first, as happens when it dies just then. The way before Django finds
        # it broken, and the lane inside Django has a new one.
        with mock.patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete"):
            assert short(ways, alice) == 1
        assert short(ways, alice) == 1
        assert ways.as_person(alice, NOTES).status == 200


def create(ways: Ways, person: Person, title: str) -> int:
    """The status of the answer to a POST."""
    body = json.dumps({"title": title}).encode()
    return ask(ways.app, NOTES, token=person.access, method="POST", body=body).status


def test_a_row_is_made_once_by_a_connection_that_had_broken_before(alice: Person, ways: Ways) -> None:
    assert create(ways, alice, "before") == 201
    with connections[MIGRATION_ALIAS].cursor() as cursor:
        _terminate(cursor, connection.connection.info.backend_pid)
    with mock.patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete"):
        assert create(ways, alice, "after") == 201
    with acting_as(alice.id):
        assert Note.objects.filter(title="after").count() == 1


def test_a_row_whose_answer_was_lost_is_not_made_again(alice: Person, ways: Ways) -> None:
    assert create(ways, alice, "before") == 201
    answers = postgresql._results

    def lost(link: Any, pgconn: Any) -> Any:
        answers(link, pgconn)
        pgconn.finish()
        raise psycopg.OperationalError("the connection broke")

    with mock.patch.object(postgresql, "_results", lost):
        assert create(ways, alice, "lost") == 503
    with acting_as(alice.id):
        assert Note.objects.filter(title="lost").count() == 1


def test_who_has_waited_for_the_database_does_not_wait_the_long_way_too(alice: Person, ways: Ways) -> None:
    def late(*_: Any) -> Any:
        raise postgresql.Refused("canceling statement due to statement timeout")

    with mock.patch.object(plans, "_WAITED_SECONDS", -1), mock.patch.object(postgresql, "_exchange", late):
        answer = ask(ways.app, NOTES, token=alice.access)
    assert answer.status == 503
    assert json.loads(answer.body)["code"] == "unavailable"
    assert short(ways, alice) == 1


def test_a_silent_database_is_given_up(alice: Person, ways: Ways) -> None:
    with mock.patch.object(postgresql._link, "silence", 50):
        slow = mock.patch.object(postgresql, "_BEGIN_TEXT", b"SELECT id FROM ringfence_begin($1), pg_sleep(0.3)")
        with slow, mock.patch.object(postgresql._link, "known", {}):
            assert ask(ways.app, NOTES, token=alice.access).status == 200
    assert short(ways, alice) == 1


def _terminate(_: Any, pid: int) -> None:
    import os

    with psycopg.connect(os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"], autocommit=True) as link:
        link.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_table_that_changes_is_met_by_the_long_way_and_then_by_a_new_statement(alice: Person, ways: Ways) -> None:
    short(ways, alice)
    with connections[MIGRATION_ALIAS].cursor() as cursor:
        cursor.execute("ALTER TABLE notes_note ALTER COLUMN title TYPE varchar(201)")
        cursor.execute("ALTER TABLE notes_note ALTER COLUMN title TYPE varchar(200)")
    assert ways.as_person(alice, NOTES).status == 200
    assert short(ways, alice) == 1


def test_statements_that_somebody_deallocates_are_prepared_anew(alice: Person, ways: Ways) -> None:
    short(ways, alice)
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    for _ in range(3):
        assert ask(ways.app, NOTES, token=alice.access).status == 200
    assert short(ways, alice) == 1


def test_a_statement_that_is_cancelled_is_answered_by_the_long_way(alice: Person, ways: Ways) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 40")
    slow = mock.patch.object(postgresql, "_BEGIN_TEXT", b"SELECT id FROM ringfence_begin($1), pg_sleep(1)")
    with slow, mock.patch.object(postgresql._link, "known", {}):
        assert ask(ways.app, NOTES, token=alice.access).status == 200
    connection.close()
    assert ways.as_person(alice, NOTES).status == 200
    assert short(ways, alice) == 1


def test_a_refusal_inside_of_a_transaction_undoes_nothing_of_it(alice: Person) -> None:
    def tag(name: str) -> int:
        return alice.post("/api/notes/tags/", {"name": name}).status_code

    with transaction.atomic():
        assert [tag("a"), tag("a"), tag("b")] == [201, 400, 201]
        end_sessions()
        assert tag("a") == 401
        with acting_as(alice.id):
            assert list(Tag.objects.order_by("name").values_list("name", flat=True)) == ["a", "b"]


def test_many_plans_are_forgotten_and_made_again(alice: Person, ways: Ways) -> None:
    with mock.patch.object(postgresql, "MOST_PREPARED", 3), mock.patch.object(lanes, "MOST_PLANS", 5):
        for size in [*range(1, 9), *range(1, 9)]:
            ways.as_person(alice, f"{NOTES}?page_size={size}", times=2)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'ringfence%'")
            assert cursor.fetchone()[0] <= 3 + 2


def test_a_plan_that_asks_for_anothers_rows_gets_none(alice: Person, ways: Ways) -> None:
    bob = sign_up("bob")
    with acting_as(bob.id):
        Note.objects.create(title="bob's")
    ran = plans.run

    def misled(plan: Any, claims: Any, values: Any) -> Any:
        return ran(plan, claims, {**values, plans.OWNER: bob.id})

    with mock.patch.object(plans, "run", misled):
        for path in (NOTES, f"{NOTES}?page_size=5"):
            for _ in range(3):
                found = ask(ways.app, path, token=alice.access)
                assert b"bob" not in found.body
    assert short(ways, alice) == 1


def test_a_plan_without_the_owner_gets_the_callers_rows_alone(alice: Person, ways: Ways) -> None:
    bob = sign_up("bob")
    with acting_as(bob.id):
        Note.objects.create(title="bob's")
    link = connection.connection
    assert link is not None
    prepared = mock.Mock(spec=postgresql.Prepared)
    prepared.name, prepared.types = b"everybodys", []
    prepared.text = b"SELECT title FROM notes_note ORDER BY id"
    from ringfence.lane import bearers

    for person, titles in ((alice, [b"one", b"two"]), (bob, [b"bob's"])):
        claims = bearers.claims_of(f"Bearer {person.access}")
        assert claims is not None
        rows = postgresql.run(connection, claims.sid, claims.user_id, prepared, [])
        assert [title for (title,) in rows] == titles
    # And nobody's once the pipeline is over.
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notes_note")
        assert cursor.fetchone() == (0,)


def test_an_error_beside_a_dead_session_is_a_dead_session(alice: Person, ways: Ways) -> None:
    assert json.loads(ask(ways.app, NOTES, token=alice.access).body)["count"] == 2
    end_sessions()
    with connections[MIGRATION_ALIAS].cursor() as cursor:
        cursor.execute("ALTER TABLE notes_note ALTER COLUMN title TYPE varchar(201)")
        cursor.execute("ALTER TABLE notes_note ALTER COLUMN title TYPE varchar(200)")
    assert ways.as_person(alice, NOTES).status == 401
