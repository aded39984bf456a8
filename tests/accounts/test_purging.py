"""``ringfence purge``: what ended long ago goes, of everybody; what is live or may still be asked about stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as AdminLogIn
from django.db.models import Model
from django.test import override_settings
from django.utils import timezone
from typer.testing import CliRunner

from ringfence.accounts.models import Activity, Counter, PersonalToken, Session
from ringfence.ownership.scope import maintenance
from ringfence_server.cli import app
from tests.people import PASSWORD, Person, sign_up

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def purge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], dict[str, int]]:
    monkeypatch.setenv("RINGFENCE_DATA", str(tmp_path))

    def run() -> dict[str, int]:
        done = CliRunner().invoke(app, ["purge", "--json"], catch_exceptions=False)
        assert (done.exit_code, done.stderr) == (0, "")
        found: dict[str, int] = json.loads(done.stdout)
        return found

    return run


def ago(**span: int) -> Any:
    return timezone.now() - timedelta(**span)


def change(model: type[Model], owner: Person, **values: Any) -> None:
    with maintenance("a test"):
        assert model._default_manager.filter(owner_id=owner.id).update(**values)


def count(model: type[Model], owner: Person) -> int:
    with maintenance("a test"):
        return model._default_manager.filter(owner_id=owner.id).count()


def make_token(person: Person) -> None:
    body = {"name": "script", "scopes": ["notes:read"], "current_password": PASSWORD}
    assert person.post("/api/me/tokens/", body).status_code == 201


@pytest.mark.parametrize(
    ("values", "left"),
    [
        ({"revoked_at": timedelta(days=31)}, 0),
        ({"revoked_at": timedelta(days=29)}, 1),
        ({"expires_at": timedelta(days=31)}, 0),
        ({"expires_at": timedelta(days=29)}, 1),
    ],
)
def test_sessions_and_personal_tokens_go_a_month_after_their_end(
    purge: Callable[[], dict[str, int]], values: dict[str, timedelta], left: int
) -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    for person in (alice, bob):
        make_token(person)
    for model in (Session, PersonalToken):
        change(model, alice, **{name: timezone.now() - span for name, span in values.items()})
    deleted = purge()
    assert (deleted["ended_sessions"], deleted["ended_personal_tokens"]) == (1 - left, 1 - left)
    assert [count(model, alice) for model in (Session, PersonalToken)] == [left, left]
    assert [count(model, bob) for model in (Session, PersonalToken)] == [1, 1]
    assert bob.get("/api/me/").status_code == 200


def test_the_trail_goes_after_a_year_or_what_is_set(purge: Callable[[], dict[str, int]]) -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    had = count(Activity, bob)
    change(Activity, alice, created_at=ago(days=364))
    assert purge()["lines_of_activity"] == 0
    with override_settings(RINGFENCE={"ACTIVITY_KEPT": timedelta(days=363)}):
        assert purge()["lines_of_activity"] >= 1
    assert (count(Activity, alice), count(Activity, bob)) == (0, had)


def test_counters_and_log_ins_of_the_admin_site_go_when_they_have_run_out(purge: Callable[[], dict[str, int]]) -> None:
    Counter.objects.all().delete()
    Counter.objects.create(key="old", count=3, resets_at=ago(seconds=1))
    Counter.objects.create(key="new", count=3, resets_at=ago(hours=-1))
    with maintenance("a test"):
        for span in (timedelta(seconds=-1), timedelta(hours=1)):
            store = SessionStore()
            store.set_expiry(timezone.now() + span)
            store.save()
    deleted = purge()
    assert (deleted["counters"], deleted["log_ins_of_the_admin_site"]) == (1, 1)
    with maintenance("a test"):
        assert AdminLogIn.objects.count() == 1
    assert list(Counter.objects.values_list("key", flat=True)) == ["new"]
    assert set(purge().values()) == {0}
