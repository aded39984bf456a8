"""The whole audit: every route and model with its policy, Django's checks, and what the live database enforces."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.core import checks

from ringfence.api.checks import Route, routes
from ringfence.api.reads import why_in_parts, why_uncompiled
from ringfence.api.shortcuts import why_none
from ringfence.ownership.audit import DatabaseReport, audit_database
from ringfence.ownership.registry import is_owned, policy_of

NEEDED_APPS = ("ringfence.ownership", "ringfence.api")


@dataclass(frozen=True, slots=True)
class RouteReport:
    """One address: the view behind it, how it is scoped, and how rows are read (empty where none are)."""

    path: str
    view: str
    scope: str
    reads: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found; ``holes`` is empty when every lock is closed."""

    routes: list[RouteReport]
    database: DatabaseReport
    holes: list[str]

    def as_json(self) -> dict[str, Any]:
        """The report as plain data: {"holes", "routes", "database"}."""
        return {"holes": self.holes, "routes": [asdict(r) for r in self.routes], "database": asdict(self.database)}


def audit() -> Audit:
    """Look at the URLconf, the checks and the ``default`` database. Raises what the database raises."""
    found = [
        f"{app} is not in INSTALLED_APPS: without it nothing refuses at start-up what is a hole here."
        for app in NEEDED_APPS
        if not apps.is_installed(app)
    ]
    # Without databases: the roles are asked about below, in more words.
    found += [
        f"{message.id}: {message.msg}" + (f" {message.hint}" if message.hint else "")
        for message in checks.run_checks()
        if message.is_serious()
    ]
    database = audit_database()
    found += database.holes
    found += [f"{entry.model}: {hole}" for entry in database.models for hole in entry.holes]
    return Audit([_report(route) for route in routes()], database, list(dict.fromkeys(found)))


def _report(route: Route) -> RouteReport:
    return RouteReport(f"/{route.pattern}", route.name, _scope_of(route), _reads_of(route))


def _reads_of(route: Route) -> str:
    """Whether a list or a row is compiled and has a lane, and what keeps it from either."""
    action = route.actions.get("get", "")
    if action not in ("list", "retrieve") or not (isinstance(route.view, type) and route.is_owned):
        return ""
    reason = why_uncompiled(route.view, action)
    if reason:
        return f"REST framework: {reason}"
    reason = why_none(route.callback) or why_in_parts(route.view)
    return f"compiled, no lane: {reason}" if reason else "compiled, lane"


def _scope_of(route: Route) -> str:
    if route.is_admin:
        return "maintenance: the admin site"
    if not route.is_owned:
        return f"open: {route.unscoped_reason}" if route.unscoped_reason else "HOLE: not owner-scoped"
    model: Any = getattr(getattr(route.view, "queryset", None), "model", None)
    if model is None:
        return "owner"
    return f"{type(policy_of(model)).__name__} {model._meta.label}" if is_owned(model) else "HOLE: no owned model"
