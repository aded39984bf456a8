"""The lanes of a viewset: which requests take the short way, by which statement, and what the answer is made of.

A plan is made by the view itself, from a request with probe values in the place of the caller, the cursor and the
words searched for; every other parameter is a part of the plan. Plans are kept by the shape of a query string.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

import psycopg
from django.core.exceptions import EmptyResultSet, FieldError, FullResultSet
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import APIException

from ringfence.api.reads import expanded
from ringfence.api.shapes import EXPAND, MAX_EXPANDED
from ringfence.compiler.plan import CannotCompile
from ringfence.lane import bearers, closed, plans, postgresql, queries, sqlite
from ringfence.lane.statements import Untraceable
from ringfence.ownership.scope import scope_or_none

# Of each view and action: plans that are kept, and shapes of query strings that were seen once.
MOST_PLANS, MOST_SEEN = 200, 1000
# What a view is given by a router, which changes nothing in its answers.
_NAMES = {"basename", "detail", "suffix", "name", "description"}

_logger = logging.getLogger(__name__)
_all: WeakSet[ReadLane] = WeakSet()

# What no plan can be made of; the long way says what is wrong, if anything is.
_NO_PLAN = (
    *(APIException, CannotCompile, Untraceable, EmptyResultSet, FullResultSet, FieldError, ValueError, AssertionError),
    DatabaseError,
)
_BROKEN = (postgresql.Refused, psycopg.Error, DatabaseError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the short way answers with, beside what the middleware adds."""

    body: bytes
    headers: Mapping[str, str]


class ReadLane:
    """The short way to one action, "list" or "retrieve", of a view function."""

    def __init__(self, view: Any, action: str) -> None:
        self.maker = plans.Maker(view.cls, view.actions, view.initkwargs, action)
        self.action = action
        self._plans: OrderedDict[Any, plans.Plan | None] = OrderedDict()
        self._seen: OrderedDict[Any, None] = OrderedDict()
        _all.add(self)

    def forget(self) -> None:
        """Make every plan anew."""
        self.maker.forget()
        self._plans.clear()

    def answer(
        self, meta: Mapping[str, Any], arguments: Mapping[str, Any], address: Callable[[], str]
    ) -> Answer | None:
        """The answer to a GET with these headers (as WSGI names them); None where the long way has to answer.

        ``arguments`` are the URL's; ``address`` gives the request's absolute one.
        """
        if not self.maker.accepts(meta.get("HTTP_ACCEPT", "")) or "HTTP_IF_NONE_MATCH" in meta:
            return None
        claims = bearers.claims_of(meta.get("HTTP_AUTHORIZATION", ""))
        query = queries.parse(meta.get("QUERY_STRING", ""))
        if claims is None or query is None:
            return None
        asked = self.maker.asked(query, arguments)
        plan = self._plan(asked) if asked is not None else None
        if plan is None or asked is None:
            return None
        rows = plan_rows(plan, claims, {plans.OWNER: claims.user_id, **asked.values})
        return self._shown(plan, query, rows, address) if rows else None

    def _plan(self, asked: plans.Asked) -> plans.Plan | None:
        """The plan of what is asked; None where there is none, or none yet.

        One with parameters of its own is made when it is asked for again, so that nobody pays for what is asked once.
        """
        shape = asked.shape
        if shape in self._plans:
            return self._plans[shape]
        if asked.constants and shape not in self._seen:
            _put(self._seen, shape, None, MOST_SEEN)
            return None
        plan = None
        try:
            plan = self.maker.make(asked)
        except _NO_PLAN as exc:
            _logger.info("%s %s has no lane: %s", self.maker.view_class.__name__, asked.constants, exc)
        _put(self._plans, shape, plan, MOST_PLANS)
        return plan

    def _shown(
        self, plan: plans.Plan, query: queries.Parameters, rows: list[Any], address: Callable[[], str]
    ) -> Answer | None:
        headers = plan.headers
        if self.action == "retrieve":
            body, tag = plan.one(rows[0])
            headers = {**headers, "ETag": tag}
        else:
            page = plan.page(rows)
            url = address() if page.following or page.back else ""
            body = plan.body(page.around(url), [row.json for row in page.rows])
        if EXPAND in query and expanded(body) > MAX_EXPANDED:
            return None
        return Answer(body, headers)


def plan_rows(plan: plans.Plan, claims: Any, values: Mapping[str, Any]) -> list[Any] | None:
    """The rows of a plan's statement; None where there are none, or where the long way has to look why."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.execute_wrappers or connection.queries_logged:
        # Somebody watches the statements of the ORM.
        return None
    try:
        if plan.prepared is not None:
            parameters = plan.prepared.bind(values)
            return postgresql.run(connection, claims.sid, claims.user_id, plan.prepared, parameters)
        return sqlite.run(connection, claims.sid, claims.user_id, plan.marked, plan.statement.bind(values))
    except _BROKEN as exc:
        _logger.info("The short way broke off: %s", exc)
        return None


class Lanes:
    """The shortcut of a view function."""

    def __init__(self, view: Any, readers: Mapping[str, ReadLane]) -> None:
        self.readers = readers
        self.view = view

    def __call__(self, request: HttpRequest, arguments: Mapping[str, Any]) -> HttpResponse | None:
        """The answer to ``request``, or None."""
        lane = self.readers.get(request.method or "")
        if lane is None or not usable():
            return None
        answer = lane.answer(request.META, arguments, request.build_absolute_uri)
        if answer is None:
            return None
        return HttpResponse(answer.body, content_type="application/json", headers=dict(answer.headers))


def lane_of(view: Any) -> Lanes | None:
    """The lanes of a view function, None where there are none."""
    actions = getattr(view, "actions", None) or {}
    if set(getattr(view, "initkwargs", {})) - _NAMES:
        return None
    action = actions.get("get")
    if action not in ("list", "retrieve") or closed.why(view.cls, action):
        return None
    lane = ReadLane(view, action)
    view.lane = Lanes(view, {"GET": lane})
    return view.lane


def forget() -> None:
    """Make every plan anew: settings have changed."""
    for lane in list(_all):
        lane.forget()


def _put(kept: OrderedDict[Any, Any], key: Any, value: Any, most: int) -> None:
    while len(kept) >= most:
        kept.popitem(last=False)
    kept[key] = value


def usable() -> bool:
    """Whether the short way can be taken now: nobody acts yet, and the database is one of the two."""
    return scope_or_none() is None and connections[DEFAULT_DB_ALIAS].vendor in ("postgresql", "sqlite")
