"""The short way before Django's handler: no middleware, no URL resolver, no request object for what has a lane.

Only where every installed middleware is declared safe for it: one whose part of an answer is the same for every plain
GET to the same host. What each adds is not written down here. It is asked of the middleware itself, once for each
view and host, by a request that passes them all and ends at the view's lane.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import Http404
from django.urls import resolve
from django.utils.module_loading import import_string

from ringfence.api import log_context, middleware
from ringfence.api.wsgi import StrictHandler
from ringfence.lane import lanes, plans
from ringfence.lane.kept import MISSING, Kept

# Middleware whose part of an answer to a plain GET does not depend on the request but for its scheme and host.
SAFE = frozenset(
    {
        "ringfence.api.middleware.RequestIdMiddleware",
        "ringfence.api.middleware.SecurityHeadersMiddleware",
        "ringfence.api.middleware.UnavailableMiddleware",
        "ringfence.ownership.admin.AdminSiteMiddleware",
        "corsheaders.middleware.CorsMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    }
)
# A middleware class of a project says the same of itself by this static method.
DECLARED = "is_safe_for_lanes"

# Of paths, each with its view, and of what middleware adds: as many as are kept.
MOST_PATHS, MOST_FRAMES = 20_000, 500

_PATH = re.compile(r"/[A-Za-z0-9/_.-]*")
# What CORS and conditional requests go by, and what nobody has time for.
_UNUSUAL = frozenset(
    {
        "HTTP_ORIGIN",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_RANGE",
        "HTTP_TRANSFER_ENCODING",
        middleware.OVERLOADED,
    }
)
_STATUS = {200: "200 OK", 201: "201 Created"}
_OWN = frozenset({"content-length", "x-request-id"})

_logger = logging.getLogger(__name__)

StartResponse = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the middleware makes of an answer: its headers, and the address of the host before the path."""

    headers: list[tuple[str, str]]
    base: str


class ShortWay:
    """A WSGI application that answers what has a lane, and leaves the rest to Django's ``handler``."""

    def __init__(self, handler: StrictHandler) -> None:
        self.handler = handler
        self._paths = Kept(MOST_PATHS)
        self._frames = Kept(MOST_FRAMES)
        self._hosts = _host_headers()
        self.is_open = not why_closed()
        setting_changed.connect(self._forget)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """PEP 3333."""
        if self.is_open and environ["REQUEST_METHOD"] in ("GET", "POST"):
            try:
                answered = self._answered(environ)
            except plans.Unanswered:
                # The handler has the answer for an outage.
                environ[lanes.UNANSWERED] = True
                answered = None
            except Exception:
                # The handler has an answer for everything, an error page included; a fault here must not be one more.
                _logger.exception("The short way failed.")
                answered = None
            if answered is not None:
                status, headers, body = answered
                start_response(status, headers)
                return [body]
        return self.handler(environ, start_response)

    def _answered(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes] | None:
        path = environ["PATH_INFO"]
        if environ.get("SCRIPT_NAME") or not _UNUSUAL.isdisjoint(environ) or _has_cookies(environ):
            return None
        found = self._view(path)
        frame = self._frame(found[0], environ) if found is not None else None
        if found is None or frame is None:
            return None
        connections[DEFAULT_DB_ALIAS].close_if_unusable_or_obsolete()
        request_id = middleware.request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        with log_context.within({"request_id": request_id}):
            answer = _answer(*found, environ, frame.base + path) if lanes.usable() else None
        if answer is None:
            # The long way, lines of its log included, is of the same request.
            environ["HTTP_X_REQUEST_ID"] = request_id
            return None
        own = [("Content-Length", str(len(answer.body)))]
        own.append((middleware.REQUEST_ID_HEADER, request_id))
        if "ETag" in answer.headers:
            own.append(("ETag", answer.headers["ETag"]))
        return _STATUS[answer.status], frame.headers + own, answer.body

    def _view(self, path: str) -> tuple[lanes.Lanes, dict[str, Any]] | None:
        """The lanes of the view behind ``path`` and its arguments, by Django's own resolver."""
        known: tuple[lanes.Lanes, dict[str, Any]] | None = self._paths.get(path)
        if known is not MISSING:
            return known
        found = None
        if _PATH.fullmatch(path):
            try:
                match = resolve(path)
            except Http404:
                return None
            lane = lanes.lane_of(match.func)
            found = (lane, match.kwargs) if lane is not None and not match.args else None
        if found is not None or _PATH.fullmatch(path):
            self._paths.put(path, found)
        return found

    def _frame(self, lane: lanes.Lanes, environ: dict[str, Any]) -> Frame | None:
        """What middleware adds for this view and host; None where it answers something else by itself."""
        key = (
            lane,
            environ["REQUEST_METHOD"],
            environ.get("wsgi.url_scheme"),
            *map(environ.get, self._hosts),
        )
        frame: Frame | None = self._frames.get(key)
        return self._frames.put(key, self._made(environ)) if frame is MISSING else frame

    def _made(self, environ: dict[str, Any]) -> Frame | None:
        bare = {name: value for name, value in environ.items() if not name.startswith("HTTP_") or name in self._hosts}
        empty = {"QUERY_STRING": "", "CONTENT_LENGTH": "", "wsgi.input": BytesIO(), lanes.PROBE: lanes.PROBE_MARK}
        request = self.handler.request_class({**bare, **empty})
        response = self.handler.get_response(request)
        is_ours = response.status_code == 200 and getattr(response, lanes.PROBED, False) and not response.cookies
        if not is_ours:
            return None
        headers = [(name, value) for name, value in response.items() if name.lower() not in _OWN]
        return Frame(headers, request.build_absolute_uri("/").removesuffix("/"))

    def _forget(self, **_: Any) -> None:
        self._paths.clear()
        self._frames.clear()
        self._hosts = _host_headers()
        self.is_open = not why_closed()


def _answer(lane: lanes.Lanes, arguments: dict[str, Any], environ: dict[str, Any], address: str) -> lanes.Answer | None:
    if environ["REQUEST_METHOD"] == "POST":
        return lane.created(environ, lambda: _body(environ))
    if lane.reader is None or environ.get("CONTENT_LENGTH", "0") not in ("", "0"):
        return None
    query = environ.get("QUERY_STRING", "")
    return lane.reader.answer(environ, arguments, lambda: f"{address}?{query}" if query else address)


def _body(environ: dict[str, Any]) -> bytes:
    """The body, which is there for the handler as well."""
    body: bytes = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    environ["wsgi.input"] = BytesIO(body)
    return body


def why_closed() -> str:
    """Why no request takes the short way before Django's handler; empty where it may."""
    for name in settings.MIDDLEWARE:
        if name not in SAFE and not getattr(import_string(name), DECLARED, bool)():
            return f"{name} does not say that it is safe for lanes ({DECLARED})"
    if settings.DISALLOWED_USER_AGENTS:
        return "DISALLOWED_USER_AGENTS asks every request"
    if settings.DATABASES[DEFAULT_DB_ALIAS].get("CONN_MAX_AGE", 0) == 0:
        return "CONN_MAX_AGE is 0: no connection is kept"
    return ""


def _host_headers() -> list[str]:
    """What a request's scheme and host are told by."""
    names = ["HTTP_HOST", "SERVER_NAME", "SERVER_PORT"]
    if settings.USE_X_FORWARDED_HOST:
        names.append("HTTP_X_FORWARDED_HOST")
    if settings.USE_X_FORWARDED_PORT:
        names.append("HTTP_X_FORWARDED_PORT")
    if settings.SECURE_PROXY_SSL_HEADER:
        names.append(settings.SECURE_PROXY_SSL_HEADER[0])
    return names


def _has_cookies(environ: dict[str, Any]) -> bool:
    """Whether there is a cookie that middleware looks at."""
    cookies = environ.get("HTTP_COOKIE")
    if not cookies:
        return False
    return any(name in cookies for name in (settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME, "messages"))
