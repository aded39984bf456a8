"""Errors as JSON, whoever raises them: REST framework's views, Django itself, or a database constraint.

Every status has a stable ``code``; :mod:`ringfence.api.problems` says what the bodies look like. Use
``exception_handler`` as ``REST_FRAMEWORK["EXCEPTION_HANDLER"]`` and ``bad_request``, ``permission_denied``,
``not_found``, ``server_error`` as ``handler400`` to ``handler500``.
"""

from __future__ import annotations

import math
import sqlite3
import sys
from collections.abc import Mapping
from typing import Any

import psycopg
from django.core import exceptions as django_exceptions
from django.db import InterfaceError, OperationalError, connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.views import defaults
from rest_framework.exceptions import APIException, NotFound, PermissionDenied, ValidationError
from rest_framework.fields import get_error_detail
from rest_framework.renderers import BrowsableAPIRenderer, JSONRenderer
from rest_framework.response import Response
from rest_framework.settings import api_settings

from ringfence.api.integrity import constraint_error
from ringfence.api.problems import PROBLEM_JSON, describe, wants_problem

__all__ = [
    "FORM",
    "BadRequest",
    "Conflict",
    "Overloaded",
    "PreconditionFailed",
    "TooLarge",
    "Unavailable",
    "bad_request",
    "constraint_error",
    "error_response",
    "exception_handler",
    "is_outage",
    "not_found",
    "permission_denied",
    "server_error",
]

# Seconds: a restarted database or a full pool is usually back by then.
RETRY_AFTER = 1

# A dialect whose errors have a body of their own sets this on the request: a function of the exception. Whoever
# answers then, view, middleware or handler, answers with that body.
FORM = "ringfence_error_form"

# psycopg's own as well: a pipeline runs past Django's wrapping of exceptions.
_OPERATIONAL = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
# Not SQLITE_ERROR: that is a statement that does not fit the tables, and waiting does not mend it.
_SQLITE_OUTAGES = ("BUSY", "LOCKED", "IOERR", "FULL", "CANTOPEN", "NOMEM", "PROTOCOL")
# Class 54 of PostgreSQL's codes: a value that is too big for an index or a statement too complex.
_PROGRAM_LIMIT = "54"


class BadRequest(APIException):
    """400 for a request that could not be read at all."""

    status_code = 400
    default_detail = "The request could not be read."
    default_code = "bad_request"


class Conflict(APIException):
    """409: the write contradicts other rows, and no single field is at fault."""

    status_code = 409
    default_detail = "The write conflicts with existing data."
    default_code = "conflict"


class PreconditionFailed(APIException):
    """412 (RFC 9110, section 13): the row is not the one that ``If-Match`` names."""

    status_code = 412
    default_detail = "The row has changed since it was read."
    default_code = "precondition_failed"


class TooLarge(APIException):
    """413: the body exceeds ``DATA_UPLOAD_MAX_MEMORY_SIZE``."""

    status_code = 413
    default_detail = "The request body is too large."
    default_code = "too_large"


class Unavailable(APIException):
    """503 with ``Retry-After``."""

    status_code = 503
    default_detail = "The service is temporarily unavailable. Try again shortly."
    default_code = "unavailable"


class Overloaded(Unavailable):
    """503 with ``Retry-After`` for a request that nothing was done of: more come than can be answered."""

    default_detail = "More requests come than can be answered. Try again shortly."
    default_code = "overloaded"


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to an exception raised in a REST framework view; None (and so a 500) for the unknown.

    Keeps ``WWW-Authenticate`` and ``Retry-After``, and rolls back under ``ATOMIC_REQUESTS``.
    """
    known = _as_api_exception(exc)
    if known is None:
        return None
    for connection in connections.all(initialized_only=True):
        if connection.settings_dict["ATOMIC_REQUESTS"] and connection.in_atomic_block:
            connection.set_rollback(True)
    failure = describe(known)
    request = context.get("request")
    form = getattr(request, FORM, None)
    problem = request is not None and form is None and wants_problem(request.headers.get("accept", ""))
    if request is not None:
        _answer_in_json(request, problem=problem)
    body = failure.problem() if problem else failure.body()
    response = Response(
        body if form is None else form(known),
        status=failure.status,
        headers=_headers(known),
        content_type=PROBLEM_JSON if problem else None,
    )
    patch_vary_headers(response, ("Accept",))
    return response


def error_response(request: HttpRequest, exc: APIException) -> HttpResponse:
    """The same answer outside REST framework's views: in a middleware or a plain Django view."""
    failure = describe(exc)
    form = getattr(request, FORM, None)
    problem = form is None and wants_problem(request.headers.get("accept", ""))
    plain = failure.body() if form is None else form(exc)
    body = JSONRenderer().render(failure.problem() if problem else plain)
    content_type = PROBLEM_JSON if problem else JSONRenderer.media_type
    response = HttpResponse(body, content_type=content_type, status=failure.status, headers=_headers(exc))
    patch_vary_headers(response, ("Accept",))
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """``handler400``: JSON, 413 when the body was too large; Django's own page under the admin site."""
    if _in_admin(request):
        return defaults.bad_request(request, exception)
    return error_response(request, _as_api_exception(exception) or BadRequest())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """``handler403``: JSON; Django's own page under the admin site."""
    if _in_admin(request):
        return defaults.permission_denied(request, exception)
    return error_response(request, _as_api_exception(exception) or PermissionDenied())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """``handler404``: JSON; Django's own page under the admin site."""
    if _in_admin(request):
        return defaults.page_not_found(request, exception)
    return error_response(request, NotFound())


def server_error(request: HttpRequest) -> HttpResponseBase:
    """``handler500``: JSON without the cause; 503 when a middleware met a database that is away."""
    if _in_admin(request):
        return defaults.server_error(request)
    if is_outage(sys.exc_info()[1]):
        return error_response(request, Unavailable())
    return error_response(request, APIException(code="server_error"))


def is_outage(exc: BaseException | None) -> bool:
    """Whether ``exc`` says that the database cannot be reached or is busy, so that trying again may help.

    SQLite and PostgreSQL report some mistakes of a program as operational errors too: those are not meant.
    """
    if exc is None:
        return False
    cause = exc.__cause__ or exc
    # A replica, until it is promoted.
    if isinstance(cause, psycopg.errors.ReadOnlySqlTransaction):
        return True
    if not isinstance(exc, _OPERATIONAL):
        return False
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_").startswith(_SQLITE_OUTAGES)
    return not (getattr(cause, "sqlstate", None) or "").startswith(_PROGRAM_LIMIT)


def _as_api_exception(exc: Exception) -> APIException | None:
    """REST framework's counterpart of an exception of Django's; None for what is our own fault."""
    match exc:
        case APIException():
            return exc
        case Http404():
            # Whatever the message says of what was looked for, the answer is that of a row that is not there.
            return NotFound()
        case django_exceptions.PermissionDenied():
            message = exc.args[0] if exc.args else None
            return PermissionDenied(message if isinstance(message, str) and message else None)
        case django_exceptions.ValidationError():
            return ValidationError(_general_by_name(get_error_detail(exc)))
        case django_exceptions.RequestDataTooBig():
            return TooLarge()
        case (
            django_exceptions.TooManyFieldsSent()
            | django_exceptions.TooManyFilesSent()
            | django_exceptions.BadRequest()
            | MultiPartParserError()
            | UnreadablePostError()
        ):
            return BadRequest()
    return None


def _general_by_name(detail: Any) -> Any:
    if isinstance(detail, dict) and django_exceptions.NON_FIELD_ERRORS in detail:
        detail[api_settings.NON_FIELD_ERRORS_KEY] = detail.pop(django_exceptions.NON_FIELD_ERRORS)
    return detail


def _headers(exc: APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if exc.status_code in (429, 503):
        headers["Retry-After"] = str(max(RETRY_AFTER, math.ceil(getattr(exc, "wait", None) or 0)))
    return headers


def _answer_in_json(request: Any, *, problem: bool) -> None:
    """Let no other renderer (CSV, an export) meet an error; a browsable page may show a plain one."""
    renderer = getattr(request, "accepted_renderer", None)
    fitting: tuple[type, ...] = (JSONRenderer,) if problem else (JSONRenderer, BrowsableAPIRenderer)
    if not isinstance(renderer, fitting):
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = JSONRenderer.media_type


def _in_admin(request: HttpRequest) -> bool:
    try:
        return request.path.startswith(reverse("admin:index"))
    except NoReverseMatch:
        return False
