"""Errors in the OpenAPI document: one component for each status that any view may answer with, examples included.

The examples are made by the code that makes the answers, so that they cannot say anything else. A view's own
refusals (``refusals = (Conflict("…", "already_enrolled"), …)``) are described beside the general ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http.client import responses
from typing import Any

from rest_framework import exceptions
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.permissions import SAFE_METHODS

from ringfence.api.errors import Conflict, PreconditionFailed, TooLarge, Unavailable
from ringfence.api.idempotency import KeyReused
from ringfence.api.params import InvalidParameters
from ringfence.api.problems import PROBLEM_JSON, Failure, describe

JSON = "application/json"
ERROR, INVALID, PROBLEM, MESSAGES = "Error", "InvalidInput", "Problem", "Messages"

_SENTENCE = {"type": "string", "description": "A sentence for a person. It may change."}
_CODE = {"type": "string", "description": "A stable word for a program."}

SCHEMAS: dict[str, dict[str, Any]] = {
    ERROR: {
        "type": "object",
        "description": "An error that is about no field in particular. Some codes bring further members.",
        "required": ["detail", "code"],
        "properties": {"detail": _SENTENCE, "code": _CODE},
        "additionalProperties": True,
    },
    MESSAGES: {
        "description": "Sentences about one field; for what is nested, by field or by index.",
        "anyOf": [
            {
                "type": "array",
                "items": {"anyOf": [{"type": "string"}, {"$ref": f"#/components/schemas/{MESSAGES}"}]},
            },
            {"type": "object", "additionalProperties": {"$ref": f"#/components/schemas/{MESSAGES}"}},
        ],
    },
    INVALID: {
        "type": "object",
        "description": "Errors by field or query parameter. What is about none is under `non_field_errors`.",
        "required": ["code"],
        "properties": {"code": {"anyOf": [_CODE, {"$ref": f"#/components/schemas/{MESSAGES}"}]}},
        "additionalProperties": {"$ref": f"#/components/schemas/{MESSAGES}"},
    },
    PROBLEM: {
        "type": "object",
        "description": f"The same as RFC 9457 has it, for callers whose `Accept` names `{PROBLEM_JSON}`.",
        "required": ["type", "title", "status", "detail", "code", "errors"],
        "properties": {
            "type": {"type": "string", "format": "uri", "description": "`about:blank`, or a URN with the code."},
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": _SENTENCE,
            "code": _CODE,
            "errors": {
                "type": "array",
                "description": "One for each thing that is wrong.",
                "items": {
                    "type": "object",
                    "required": ["code", "detail"],
                    "properties": {
                        "pointer": {"type": "string", "description": "Where in the body (RFC 6901)."},
                        "parameter": {"type": "string", "description": "Which query parameter."},
                        "code": _CODE,
                        "detail": _SENTENCE,
                    },
                },
            },
        },
        "additionalProperties": True,
    },
}

HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-ID": {
        "description": "The request's id: yours, if you sent one of 8 to 64 letters, digits and `. _ -`.",
        "schema": {"type": "string", "minLength": 8, "maxLength": 64},
    },
    "ETag": {
        "description": "The row's state, for `If-Match` and `If-None-Match`.",
        "schema": {"type": "string", "pattern": '^(W/)?".*"$'},
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}},
    "WWW-Authenticate": {
        "description": "How to authenticate (RFC 6750).",
        "schema": {"type": "string"},
    },
    "Idempotent-Replayed": {
        "description": "`true` when the answer is the one that was given before.",
        "schema": {"type": "string", "const": "true"},
    },
}

_MORE_HEADERS = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 503: ("Retry-After",)}

_GENERAL: dict[int, tuple[str, tuple[APIException, ...]]] = {
    400: (
        "The body or the query string is not right: the error is about a field, or about all of it.",
        (
            ValidationError({"title": [ErrorDetail("This field is required.", "required")]}),
            InvalidParameters("serch", "Unknown parameter. Known here: page, page_size.", "unknown"),
            exceptions.ParseError("The body is not valid JSON: Expecting value (line 1, column 1)."),
        ),
    ),
    401: (
        "There is no token, or it is not good, or its session has ended.",
        (
            exceptions.NotAuthenticated(),
            exceptions.NotAuthenticated("The token is invalid or expired.", "token_not_valid"),
        ),
    ),
    403: (
        "The token does not open this, or the row is for everyone to see and for its owner to change.",
        (
            exceptions.PermissionDenied(),
            exceptions.PermissionDenied("The token does not open this.", "insufficient_scope"),
        ),
    ),
    404: (
        "There is no such row, or it is somebody else's: the answer is the same.",
        (exceptions.NotFound(), exceptions.NotFound("There is no such page.", "invalid_page")),
    ),
    406: ("`Accept` allows nothing that is made here.", (exceptions.NotAcceptable(),)),
    409: ("The write contradicts other rows, and no single field is at fault.", (Conflict(),)),
    412: ("The row has changed since it was read: it is not the one of `If-Match`.", (PreconditionFailed(),)),
    413: ("The body is too large.", (TooLarge(),)),
    415: (
        "The body's `Content-Type` is not one that is read here.",
        (exceptions.UnsupportedMediaType("text/plain"),),
    ),
    422: ("The `Idempotency-Key` was used for another request.", (KeyReused(),)),
    429: ("Too many tries. `Retry-After` says when to come back.", (exceptions.Throttled(30),)),
    500: ("Our fault. The log has the cause under the request's id.", (APIException(code="server_error"),)),
    503: ("The database is away or busy. `Retry-After` says when to come back.", (Unavailable(),)),
}


def name_of(status: int) -> str:
    """What the component of a status is called: ``NotFound``."""
    words = {413: "Content Too Large", 422: "Unprocessable Content"}.get(status, responses[status])
    return words.title().replace(" ", "").replace("-", "")


def components() -> dict[str, dict[str, Any]]:
    """The components of errors: ``schemas``, ``headers`` and ``responses``."""
    general = {name_of(status): answer(status, words, excs) for status, (words, excs) in _GENERAL.items()}
    return {"schemas": dict(SCHEMAS), "headers": dict(HEADERS), "responses": general}


def header(name: str) -> dict[str, str]:
    """A reference to the header ``name``."""
    return {"$ref": f"#/components/headers/{name}"}


def statuses(view: Any, operation: dict[str, Any], method: str) -> Iterator[int]:
    """The statuses of 400 and more that an operation of ``view`` may answer with by itself."""
    names = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "header"}
    has_body, is_write = "requestBody" in operation, method not in SAFE_METHODS
    in_path = any(parameter["in"] == "path" for parameter in operation.get("parameters", ()))
    is_owned = hasattr(view, "check_object_permissions") and hasattr(view, "undoes_refusals")
    conditions = {
        400: has_body or is_owned,
        401: bool(operation.get("security")),
        403: is_owned and (is_write or len(view.get_authenticators()) > 1),
        404: in_path or getattr(view, "action", None) == "list",
        406: True,
        409: is_owned and is_write,
        412: "If-Match" in names,
        413: has_body,
        415: has_body,
        422: "Idempotency-Key" in names,
        500: True,
        503: True,
    }
    yield from (status for status, holds in conditions.items() if holds)


def described(view: Any, operation: dict[str, Any], method: str) -> dict[str, dict[str, Any]]:
    """The answers of 400 and more of an operation, by status, in the document's form."""
    own: dict[int, list[APIException]] = {}
    for exc in getattr(view, "refusals", ()) if method not in SAFE_METHODS else ():
        own.setdefault(exc.status_code, []).append(exc)
    found = {}
    for status in sorted({*statuses(view, operation, method), *own}):
        words, general = _GENERAL.get(status, (responses[status], ()))
        stated = operation["responses"].get(str(status))
        if hasattr(view, "error_body"):
            found[str(status)] = stated or _in_another_form(status, words, view, [*own.get(status, ()), *general])
        elif status in own:
            found[str(status)] = answer(status, words, [*own[status], *general])
        elif stated:
            found[str(status)] = _beside(stated, answer(status, words, general))
        else:
            found[str(status)] = {"$ref": f"#/components/responses/{name_of(status)}"}
    return found


def answer(status: int, words: str, excs: Iterable[APIException]) -> dict[str, Any]:
    """One answer in both forms, with an example for each of ``excs``."""
    failures: dict[str, Failure] = {}
    for exc in excs:
        failure = describe(exc)
        failures.setdefault("parameter" if failure.about_query else failure.code, failure)
    schema: dict[str, Any] = {"anyOf": [_schema(INVALID), _schema(ERROR)]} if status == 400 else _schema(ERROR)
    plain = {name: {"summary": each.detail, "value": each.body()} for name, each in failures.items()}
    problems = {name: {"summary": each.detail, "value": each.problem()} for name, each in failures.items()}
    return {
        "description": words,
        "headers": {name: header(name) for name in ("X-Request-ID", *_MORE_HEADERS.get(status, ()))},
        "content": {
            JSON: {"schema": schema, "examples": plain},
            PROBLEM_JSON: {"schema": _schema(PROBLEM), "examples": problems},
        },
    }


def _beside(stated: dict[str, Any], general: dict[str, Any]) -> dict[str, Any]:
    """The general answer, whose body may also be what a view itself has stated."""
    own, any_of = stated.get("content", {}).get(JSON, {}), general["content"][JSON]["schema"]
    if "schema" in own:
        general["content"][JSON]["schema"] = {"anyOf": [own["schema"], *any_of.get("anyOf", [any_of])]}
        general["content"][JSON]["examples"] |= own.get("examples", {})
    return {**general, "description": stated.get("description") or general["description"]}


def _in_another_form(status: int, words: str, view: Any, excs: Iterable[APIException]) -> dict[str, Any]:
    """The answer of a view that has a form of its own for errors: ``error_body(exc)``, as ``error_schema`` says."""
    examples = {describe(exc).code: {"value": view.error_body(exc)} for exc in excs}
    headers = {name: header(name) for name in ("X-Request-ID", *_MORE_HEADERS.get(status, ()))}
    content = {"schema": view.error_schema, "examples": examples}
    return {"description": words, "headers": headers, "content": {JSON: content}}


def _schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
