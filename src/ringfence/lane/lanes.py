"""The lanes of a viewset: which requests take the short way, by which statement, and what the answer is made of.

A plan is made by the view itself, from a request with probe values in the place of the caller, the cursor and the
words searched for; every other parameter is a part of the plan. Plans are kept by the shape of a query string.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from ringfence.api import shapes, shortcuts
from ringfence.api.pagination import CURSOR
from ringfence.api.reads import expanded, in_own_zone
from ringfence.api.shapes import EXPAND
from ringfence.lane import bearers, closed, creates, making, plans, queries
from ringfence.lane.kept import MISSING, Kept
from ringfence.ownership.scope import scope_or_none

_CURSOR = re.compile(rf"(?<=[?&]){CURSOR}=[^&]*&?")
# Of each view and action: plans that are kept, and shapes of query strings that were seen once.
MOST_PLANS, MOST_SEEN = 200, 1000
# What a view is given by a router, which changes nothing in its answers.
_NAMES = {"basename", "detail", "suffix", "name", "description"}

# In a request's META, where no header can put it, and on the answer to such a request.
PROBE, PROBE_MARK, PROBED = "ringfence.lane.probe", object(), "is_probed"
# In a request's META: the way before Django got no answer from the database, and nobody is to ask again.
UNANSWERED = "ringfence.lane.unanswered"

_logger = logging.getLogger(__name__)
_open: ContextVar[bool] = ContextVar("ringfence_lanes_open", default=True)
_all: WeakSet[Lanes] = WeakSet()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the short way answers with, beside what the middleware adds."""

    body: bytes
    headers: Mapping[str, str]
    status: int = 200


class ReadLane:
    """The short way to one action, "list" or "retrieve", of a view function."""

    def __init__(self, view: Any, action: str) -> None:
        self.maker = making.Maker(view.cls, view.actions, view.initkwargs, action)
        self.action = action
        self._plans = Kept(MOST_PLANS)
        self._seen = Kept(MOST_SEEN)

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
        rows = plans.run(plan, claims, {plans.OWNER: claims.user_id, **asked.values})
        return None if rows is None else self._shown(plan, query, rows, address)

    def _plan(self, asked: making.Asked) -> plans.Plan | None:
        """The plan of what is asked; None where there is none, or none yet.

        One with parameters of its own is made when it is asked for again, so that nobody pays for what is asked once.
        """
        shape = asked.shape
        known: plans.Plan | None = self._plans.get(shape)
        if known is not MISSING:
            return known
        if asked.constants and self._seen.get(shape) is MISSING:
            self._seen.put(shape, None)
            return None
        plan = None
        try:
            plan = self.maker.make(asked)
        except DatabaseError:
            # It is away, which says nothing of the plan.
            return None
        except Exception as exc:  # noqa: BLE001
            # A view's own code may raise anything here. The long way runs it again, and has an answer for everything.
            _logger.info("%s %s has no lane: %s", self.maker.view_class.__name__, asked.constants, exc)
        self._plans.put(shape, plan)
        return plan

    def _shown(
        self, plan: plans.Plan, query: queries.Parameters, rows: list[Any], address: Callable[[], str]
    ) -> Answer | None:
        headers = plan.headers
        if self.action == "retrieve":
            if not rows:
                return None
            body, tag = plan.one(rows[0])
            headers = {**headers, "ETag": tag}
        else:
            settled = plan.page(rows)
            if settled is None:
                return None
            page, json = settled
            url = address() if page.following or page.back else ""
            if CURSOR in query:
                # The links have their own; without it the address is the same for every page.
                url = _CURSOR.sub("", url)
            body = plans.body(page.around(url), json)
        if EXPAND in query and expanded(body) > shapes.MAX_EXPANDED:
            return None
        return Answer(body, headers)


class Lanes:
    """The shortcut of a view function: a lane for GET, one for POST, or one of the two."""

    def __init__(self, reader: ReadLane | None, creator: creates.CreateLane | None) -> None:
        self.reader = reader
        self.creator = creator

    def __call__(self, request: HttpRequest, arguments: Mapping[str, Any]) -> HttpResponse | None:
        """The answer to ``request``, or None. Raises ``plans.Unanswered``."""
        if request.META.get(PROBE) is PROBE_MARK:
            return self._probed()
        if UNANSWERED in request.META:
            raise plans.Unanswered
        if not usable():
            return None
        answer = None
        if request.method == "GET" and self.reader is not None:
            answer = self.reader.answer(request.META, arguments, request.build_absolute_uri)
        elif request.method == "POST" and self.creator is not None:
            answer = self.created(request.META, lambda: request.body)
        if answer is None:
            return None
        headers = dict(answer.headers)
        return HttpResponse(answer.body, content_type="application/json", status=answer.status, headers=headers)

    def created(self, meta: Mapping[str, Any], read: Callable[[], bytes]) -> Answer | None:
        """The answer to a POST; None where there is no lane for it, or the long way has to answer."""
        made = self.creator.answer(meta, read) if self.creator is not None else None
        return None if made is None else Answer(*made, status=201)

    def _probed(self) -> HttpResponse:
        """An answer without a body, for who wants to know what the middleware makes of one."""
        lane: Any = self.reader or self.creator
        response = HttpResponse(content_type="application/json", headers=lane.maker.headers())
        setattr(response, PROBED, True)
        return response


def lane_of(view: Any) -> Lanes | None:
    """The lanes of a view function, None where there are none."""
    if not shortcuts.is_wrapped(view):
        # A decorator's: what it does comes before any lane.
        return None
    if hasattr(view, "lane"):
        return view.lane
    actions = getattr(view, "actions", None) or {}
    if not actions or set(getattr(view, "initkwargs", {})) - _NAMES:
        return None
    action = actions.get("get")
    reader = ReadLane(view, action) if action in ("list", "retrieve") and not closed.why(view.cls, action) else None
    creating = actions.get("post") == "create" and not closed.why(view.cls, "create")
    creator = creates.CreateLane(view) if creating else None
    view.lane = Lanes(reader, creator) if reader or creator else None
    if view.lane is not None:
        _all.add(view.lane)
    return view.lane


def why_none(view: Any) -> str:
    """Why what a view function reads has no lane; empty where it has one."""
    if set(getattr(view, "initkwargs", {})) - _NAMES:
        return "the route gives the view attributes of its own"
    return closed.why(getattr(view, "cls", None), getattr(view, "actions", {}).get("get", ""))


def forget() -> None:
    """Make every plan anew: settings have changed."""
    for lane in list(_all):
        for part in (lane.reader, lane.creator):
            if part is not None:
                part.forget()


@contextmanager
def long_way() -> Iterator[None]:
    """Have every request inside the block go the long way, so that the two can be compared."""
    token = _open.set(False)
    try:
        yield
    finally:
        _open.reset(token)


def usable() -> bool:
    """Whether the short way can be taken now: nobody acts yet, no other time zone is, the database is one of two."""
    known = connections[DEFAULT_DB_ALIAS].vendor in ("postgresql", "sqlite")
    return known and scope_or_none() is None and in_own_zone() and _open.get()
