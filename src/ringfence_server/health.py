"""Is the server alive, and is it ready? Three addresses for probes, none of which needs a token.

``/api/health/`` and ``/healthz`` answer while the process lives and never touch the database; ``/readyz``
answers 200 only while the database answers and every migration is applied. A probe learns no more than that.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db import Error as DriverError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import MethodNotAllowed

from ringfence.api.checks import unscoped
from ringfence.api.errors import error_response

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5
_METHODS = ("GET", "HEAD")
_NO_OWNED_ROWS = "health: reads no owned rows"

Key = tuple[str, str]


@csrf_exempt
@unscoped(_NO_OWNED_ROWS)
def health(request: HttpRequest) -> HttpResponse:
    """200 ``{"status": "ok"}`` while the process answers requests."""
    return _refused(request) or _answer(200, {"status": "ok"})


@csrf_exempt
@unscoped(_NO_OWNED_ROWS)
def alive(request: HttpRequest) -> HttpResponse:
    """Liveness: like :func:`health`, at the address that orchestrators ask."""
    return _refused(request) or _answer(200, {"status": "ok"})


@csrf_exempt
@unscoped(_NO_OWNED_ROWS)
def ready(request: HttpRequest) -> HttpResponse:
    """Readiness: 200 while requests can be served, else 503 with ``Retry-After`` (RFC 9110, 10.2.3)."""
    if refused := _refused(request):
        return refused
    try:
        pending = unapplied(DEFAULT_DB_ALIAS)
    except DriverError as error:
        logger.warning("Not ready: %s", error)
        return _unavailable("The database is not reachable or not set up.")
    if pending:
        return _unavailable("Migrations are waiting to be applied.")
    return _answer(200, {"status": "ok"})


def unapplied(alias: str) -> int:
    """How many shipped migrations the database ``alias`` lacks: one small query.

    Raises ``django.db.Error`` where the database cannot be asked, or has no record of migrations yet.
    """
    applied = set(MigrationRecorder(connections[alias]).migration_qs.values_list("app", "name"))
    return sum(
        key not in applied and not (replaced and applied.issuperset(replaced)) for key, replaced in shipped().items()
    )


@cache
def shipped() -> Mapping[Key, frozenset[Key]]:
    """Every migration that the installed apps ship, with those that it replaces. Read from disk once."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {key: frozenset(loader.disk_migrations[key].replaces) for key in loader.graph.nodes}


def _refused(request: HttpRequest) -> HttpResponse | None:
    if request.method in _METHODS:
        return None
    response = error_response(request, MethodNotAllowed(str(request.method)))
    response.headers["Allow"] = ", ".join(_METHODS)
    response.headers["Cache-Control"] = "no-store"
    return response


def _unavailable(detail: str) -> HttpResponse:
    response = _answer(503, {"status": "unavailable", "detail": detail})
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _answer(status: int, body: dict[str, str]) -> HttpResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
