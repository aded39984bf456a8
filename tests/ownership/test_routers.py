"""Which role runs a query: the server's, unless somebody maintains or migrates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from ringfence.ownership import routers
from ringfence.ownership.routers import RoleRouter
from ringfence.ownership.scope import Scope, _entered
from tests.shelf.models import Label

ROUTER = RoleRouter()
SCOPES = {
    "nobody": (None, None),
    "an owner": (Scope("owner", owner_id=1), None),
    "a visitor": (Scope("anyone"), None),
    "maintenance": (Scope("maintenance", reason="a test"), "admin"),
}


@pytest.fixture(params=SCOPES)
def chosen(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Each scope in turn, and the alias that it asks for."""
    scope, alias = SCOPES[request.param]
    if scope is None:
        yield alias
        return
    with _entered(scope):
        yield alias


def with_aliases(monkeypatch: pytest.MonkeyPatch, *aliases: str) -> None:
    databases = {alias: {"ENGINE": "django.db.backends.postgresql"} for alias in aliases}
    monkeypatch.setattr(routers, "connections", type(connections)(databases))


def test_only_maintenance_leaves_the_servers_role(monkeypatch: pytest.MonkeyPatch, chosen: str | None) -> None:
    with_aliases(monkeypatch, "default", "owner", "admin")
    assert ROUTER.db_for_read(Label) == chosen
    assert ROUTER.db_for_write(Label, instance=Label()) == chosen


def test_with_one_database_there_is_nothing_to_choose(monkeypatch: pytest.MonkeyPatch, chosen: str | None) -> None:
    with_aliases(monkeypatch, "default")
    assert (ROUTER.db_for_read(Label), ROUTER.db_for_write(Label)) == (None, None)


def test_only_the_tables_owner_migrates(monkeypatch: pytest.MonkeyPatch) -> None:
    with_aliases(monkeypatch, "default", "owner", "admin")
    allowed: dict[str, Any] = {alias: ROUTER.allow_migrate(alias, "shelf") for alias in ("default", "owner", "admin")}
    assert allowed == {"default": False, "owner": True, "admin": False}
    with_aliases(monkeypatch, "default")
    assert ROUTER.allow_migrate("default", "shelf") is None


def test_rows_that_two_roles_gave_may_be_related() -> None:
    assert ROUTER.allow_relation(Label(), Label()) is True


def test_a_project_with_three_roles_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import router

    assert [type(each) for each in router.routers] == [RoleRouter]
    expected = "owner" in connections.settings
    assert router.allow_migrate("default", "shelf") is not expected
