"""What every answer carries: a request id, headers that keep it private, and 503 when the database is away.

In ``MIDDLEWARE``: ``RequestIdMiddleware`` first of all, so that nothing answers or logs without an id;
``SecurityHeadersMiddleware`` right after it, so that it sees every answer; ``UnavailableMiddleware`` last.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.cache import patch_vary_headers

from ringfence.api import log_context
from ringfence.api.errors import FORM, Overloaded, Unavailable, error_response, is_outage

GetResponse = Callable[[HttpRequest], HttpResponseBase]

REQUEST_ID_HEADER = "X-Request-ID"
# In a request's META, where no header can put it: whoever serves has no time for this request.
OVERLOADED = "ringfence.overloaded"
NO_REQUEST = "-"

# Pages run their own files and nothing inline; component libraries place style elements, hence the exception.
HTML_CSP = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DATA_CSP = "default-src 'none'; frame-ancestors 'none'"
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
)

# A worker's script brings its own policy along, so scripts have that of the pages.
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/javascript", "application/javascript")
_JSON_TYPE = re.compile(r"application/(?:[\w.-]+\+)?json")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

_logger = logging.getLogger(__name__)


def request_id(given: str) -> str:
    """The id of a request: the caller's own if it is one, else a new one."""
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)


class RequestIdMiddleware:
    """``X-Request-ID`` on every answer: the caller's, if 8 to 64 of ``A-Z a-z 0-9 . _ -``, else a new one.

    ``request.request_id`` holds it, and :class:`RequestIdFilter` gives it to log lines.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with the id."""
        made = request_id(request.headers.get(REQUEST_ID_HEADER, ""))
        request.request_id = made  # type: ignore[attr-defined]
        facts = {"request_id": made}
        with log_context.within(facts, request):
            response = self.get_response(request)
        if response.streaming and not response.is_async and not isinstance(response, FileResponse):  # type: ignore[attr-defined]
            response.streaming_content = log_context.streamed(facts, response.streaming_content)  # type: ignore[attr-defined]
        response.headers[REQUEST_ID_HEADER] = made
        return response


class RequestIdFilter(logging.Filter):
    """Sets ``record.request_id`` for a formatter; "-" outside of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        record.request_id = log_context.of_record(record).get("request_id", NO_REQUEST)
        return True


class SecurityHeadersMiddleware:
    """Headers for private JSON and for pages; one that a view has set is never touched.

    ``Cache-Control: no-store`` wherever a view says nothing of caching. JSON varies by ``Accept`` (the form
    of errors) and ``Authorization``, which keeps apart the callers of a view that does allow caching. The
    policy for pages is ``RINGFENCE_HTML_CSP`` where that is set.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with its headers."""
        response = self.get_response(request)
        headers = response.headers
        media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if not media_type or _JSON_TYPE.fullmatch(media_type):
            patch_vary_headers(response, ("Accept", "Authorization"))
        is_page = media_type in _PAGE_TYPES
        policy = getattr(settings, "RINGFENCE_HTML_CSP", HTML_CSP) if is_page else DATA_CSP
        headers.setdefault("Content-Security-Policy", policy)
        headers.setdefault("Cache-Control", "no-store")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if opener := settings.SECURE_CROSS_ORIGIN_OPENER_POLICY:
            headers.setdefault("Cross-Origin-Opener-Policy", opener)
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


class UnavailableMiddleware:
    """503 with ``Retry-After`` when the database is away or busy; every other exception goes its way.

    Connections are marked as suspect, so that Django tries them at the end of the request and closes those
    that broke: an exception that came past its own wrapping would leave no mark.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer as it is; 503 for a request that the server marks with ``OVERLOADED``, in its view's own form."""
        if OVERLOADED not in request.META:
            return self.get_response(request)
        if form := _form(request):
            setattr(request, FORM, form)
        return error_response(request, Overloaded())

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The 503, or None for an exception that says something else."""
        if not is_outage(exception):
            return None
        _logger.error("The database is unavailable.", exc_info=exception, extra={"request": request})
        for connection in connections.all(initialized_only=True):
            connection.errors_occurred = True
        return error_response(request, Unavailable())


def _form(request: HttpRequest) -> Any:
    """What makes an error's body of a view that has a form of its own; None for all others."""
    try:
        view = resolve(request.path_info).func
    except Http404:
        return None
    return getattr(getattr(view, "cls", None), "error_body", None)
