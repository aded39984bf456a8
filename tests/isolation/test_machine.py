"""Two people and a visitor on every operation of the server: nothing of one reaches another, whatever they do."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from ringfence.lane import lanes
from ringfence.ownership.expressions import WithinReach
from tests.isolation.choices import mentions
from tests.isolation.machine import Isolation
from tests.isolation.operations import operations, private_rows
from tests.isolation.world import World

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

IS_LONG = os.environ.get("RINGFENCE_TEST_LONG") == "1"
STEPS = 20_000 if IS_LONG else 2_000
SEED = 20261128
# How long two people and a visitor stay.
STAY = 100


@pytest.fixture
def no_predicate(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the ORM's predicate away, in queries, in joins and in the plans that were made with it."""
    lanes.forget()
    monkeypatch.setattr(WithinReach, "as_sql", lambda self, compiler, connection: ("1 = 1", []))
    yield
    monkeypatch.undo()
    lanes.forget()


def walk() -> World:
    """What a walk of so many steps, and then one of each operation that it did not succeed in, leaves behind."""
    world = World()
    machine = type("Machine", (Isolation,), {"world": world})
    if not IS_LONG:
        # The same walk each time.
        machine = seed(SEED)(machine)
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(
                # Now and then one is cut short.
                max_examples=STEPS // STAY * 5 // 4,
                stateful_step_count=STAY,
                deadline=None,
                database=None,
                # A failing walk is not made shorter: it cannot be repeated among the same rows, and the failure
                # tells the requests that led to it.
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
                report_multiple_bugs=False,
            ),
        )
    except Exception as failed:
        # The same steps again may well end otherwise: what was found the first time is what counts.
        if world.finding is None:
            raise
        raise world.finding from failed
    missed = [each for each in operations() if not world.successes[each.name]]
    first = machine()
    first.join(seed=0)
    for operation in missed:
        first.try_until_done(operation)
    figures = f"{world.steps} steps, {world.requests} requests, {world.pairs} pairs of answers compared"
    print(f"{figures}; {len(operations())} operations, {len(missed)} of them only after the walk: {missed}")
    return world


def check(world: World) -> None:
    assert world.steps >= STEPS
    assert [str(each) for each in operations() if not world.successes[each.name]] == []


def test_nothing_of_one_reaches_another() -> None:
    check(walk())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's")
@pytest.mark.usefixtures("no_predicate")
def test_the_database_alone_keeps_them_apart() -> None:
    check(walk())


def test_the_machine_knows_which_operations_name_rows() -> None:
    assert len(private_rows()) > 40
    assert {str(each) for each in mentions()} >= {
        "GET /api/books/",
        "GET /api/transactions/export/",
        "PATCH /api/transactions/{id}/",
        "POST /api/books/",
        "POST /api/quotes/",
    }
