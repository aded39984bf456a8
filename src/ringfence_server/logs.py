"""Log lines: JSON for machines in production, text for people elsewhere; with their request's ids, without secrets.

Nothing here logs. Everything that logs uses Python's ``logging``, and :func:`configuration` says how it comes out.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ringfence.api import log_context

FORMATS = ("json", "text")
HIDDEN = "…"

Event = MutableMapping[str, Any]

# Ours, of fixed form, or made by the server: nothing in them to hide.
_PLAIN = frozenset({"request_id", "timestamp", "level", "logger", "exc_info"})

# Rows are private: PostgreSQL's second line quotes the one that it refused.
_DETAIL = re.compile(r"^(\s*(?:DETAIL|CONTEXT):).*$", re.MULTILINE)
_SECRETS = (
    # The address of a one-time link, and of those that mails have.
    re.compile(r"(/setup/)[^/\s?]+()"),
    re.compile(r"(/(?:activate|reset-password|reset-username|confirm-address|activation)/)[^\s?]+()"),
    # A header, an address with a password in it, and what names itself.
    re.compile(r"(\b(?:Bearer|Token|Basic) )[^\s'\",]+()"),
    re.compile(r"(\w+://[^\s:/@]*:)[^\s@]+(@)"),
    re.compile(
        r"((?:password|token|secret|key|code|otp|challenge|refresh|access)['\"]?\s*[=:]\s*['\"]?)[^\s'\"&,;})]+()",
        re.IGNORECASE,
    ),
    # Tokens of ours wherever they stand.
    re.compile(r"()\brf_[A-Za-z0-9_-]+()"),
    re.compile(r"()\beyJ[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)*()"),
    # Whatever else is long and looks like chance.
    re.compile(r"()\b(?=[A-Za-z_-]*[0-9])(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{24,}()"),
)

_requests = logging.getLogger("ringfence.requests")


class RequestLogMiddleware:
    """One line of level INFO for each answer: method, route, status, milliseconds. Never the path: it may be a secret.

    In ``MIDDLEWARE`` right after ``RequestIdMiddleware``. Costs nothing while the level is above INFO.
    """

    @staticmethod
    def is_safe_for_lanes() -> bool:
        """Whether an answer may pass it by: while it has no line to write."""
        return not _requests.isEnabledFor(logging.INFO)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer as it is."""
        if not _requests.isEnabledFor(logging.INFO):
            return self.get_response(request)
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        facts: dict[str, Any] = {
            "method": request.method if request.method in _METHODS else "other",
            "route": match.route if match else None,
            "status": response.status_code,
            "milliseconds": round(1000 * (time.perf_counter() - began), 2),
        }
        # The admin site's; the API's is known by its token.
        if (user := getattr(request, "_cached_user", None)) is not None and user.is_authenticated:
            facts["user"] = user.pk
        _requests.info("request", extra={"facts": facts})
        return response


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def configuration(level: str, form: str) -> dict[str, Any]:
    """The setting ``LOGGING``: everything of ``level`` or worse on standard error, one line each if ``form`` is json.

    Raises ``ValueError`` for another form than "json" and "text", and for a level that does not exist.
    """
    if level not in logging.getLevelNamesMapping():
        raise ValueError(f"RINGFENCE_LOG_LEVEL is DEBUG, INFO, WARNING, ERROR or CRITICAL, not {level}.")
    if form not in FORMATS:
        raise ValueError(f"RINGFENCE_LOG_FORMAT is {' or '.join(FORMATS)}, not {form}.")
    before = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_facts,
        structlog.processors.format_exc_info,
        _hide,
    ]
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
        if form == "json"
        # Without rich's tracebacks, which show the values of local variables.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    formatter = {
        "()": "structlog.stdlib.ProcessorFormatter",
        "foreign_pre_chain": before,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
    }


def hide(text: str) -> str:
    """``text`` without what is, or looks like, a secret or somebody's row."""
    text = _DETAIL.sub(rf"\1 {HIDDEN}", text)
    for pattern in _SECRETS:
        text = pattern.sub(rf"\1{HIDDEN}\2", text)
    return text


def _add_facts(_logger: Any, _method: str, event: Event) -> Event:
    record = event.get("_record")
    event.update(log_context.of_record(record))
    event.update(getattr(record, "facts", {}))
    return event


def _hide(_logger: Any, _method: str, event: Event) -> Event:
    for name, value in event.items():
        if isinstance(value, str) and name not in _PLAIN and not name.startswith("_"):
            event[name] = hide(value)
    return event
