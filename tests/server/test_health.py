"""The three addresses for probes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from ringfence_server import health
from tests.people import call

ALL = ["/api/health/", "/api/health", "/healthz", "/healthz/", "/readyz", "/readyz/"]


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that refuses, and says more than a stranger should read."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError('connection to server at "10.1.2.3", user "ringfence_server" failed')

    monkeypatch.setattr(connection, "cursor", refuse)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ALL)
def test_a_probe_gets_ok_without_a_token_and_the_answer_is_not_kept(path: str) -> None:
    answer = call("GET", path)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert call("HEAD", path).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_allowed(method: str, path: str) -> None:
    answer = call(method, path)
    assert answer.status_code == 405
    assert answer.json() == {"detail": f'Method "{method}" not allowed.', "code": "method_not_allowed"}
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/api/health/", "/healthz"])
def test_alive_does_not_ask_the_database(path: str) -> None:
    assert call("GET", path).status_code == 200


@pytest.mark.django_db
def test_ready_costs_one_statement() -> None:
    call("GET", "/readyz")
    with CaptureQueriesContext(connection) as statements:
        call("GET", "/readyz")
    assert len(statements) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("away")
def test_a_database_that_is_away_is_503_and_nothing_of_it_is_told() -> None:
    answer = call("GET", "/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "detail": "The database is not reachable or not set up.",
    }
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_503(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = {**health.shipped(), ("notes", "9999_later"): frozenset()}
    monkeypatch.setattr(health, "shipped", lambda: newer)
    answer = call("GET", "/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "detail": "Migrations are waiting to be applied."}
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.django_db
def test_a_squashed_migration_counts_as_applied_with_all_that_it_replaces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    applied = frozenset(MigrationRecorder(connection).applied_migrations())
    squashed = ("notes", "0001_squashed")
    monkeypatch.setattr(health, "shipped", lambda: {squashed: applied})
    assert health.unapplied("default") == 0
    monkeypatch.setattr(health, "shipped", lambda: {squashed: applied | {("notes", "0002_never_applied")}})
    assert health.unapplied("default") == 1
