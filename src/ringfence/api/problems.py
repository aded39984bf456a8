"""The bodies of errors, in two forms made from one description so that both say the same.

The plain form is REST framework's with a stable ``code``: ``{"detail", "code"}``, or the errors by field and
``code``. The other is RFC 9457's, for callers whose ``Accept`` names ``application/problem+json``. Neither
repeats the request's address or id: "not yours" and "not there" must be equal to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import responses
from typing import Any
from urllib.parse import quote

from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.settings import api_settings

from ringfence.api.params import InvalidParameters

PROBLEM_JSON = "application/problem+json"
ERROR_URN = "urn:ringfence:error:"

# What the status alone says; any other code of an exception is more precise and wins.
CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    410: "gone",
    411: "length_required",
    412: "precondition_failed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "unprocessable",
    428: "precondition_required",
    429: "throttled",
    500: "server_error",
    503: "unavailable",
}

# RFC 9110 renamed two; Python's table says the new names from 3.13 on.
_TITLES = {**responses, 413: "Content Too Large", 422: "Unprocessable Content"}
_MAX_ACCEPT = 8192
_ZERO_QUALITY = re.compile(r"q=0(?:\.0{0,3})?")
# What RFC 3986 lets stand in a fragment besides letters and digits.
_FRAGMENT = "!$&'()*+,;=:@~-._"


@dataclass(frozen=True)
class Failure:
    """One error: ``detail`` is a sentence, ``fields`` the errors by field when the input was at fault.

    ``extra`` are further members that an exception's own detail carries. ``about_query`` says that the fields
    are query parameters and not members of the body.
    """

    status: int
    code: str
    detail: str
    fields: dict[str, Any] | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    about_query: bool = False

    def body(self) -> dict[str, Any]:
        """The plain form; a field that is itself called ``code`` keeps its place."""
        if self.fields is not None:
            return {**self.fields} if "code" in self.fields else {**self.fields, "code": self.code}
        return {"detail": self.detail, "code": self.code, **self.extra}

    def problem(self) -> dict[str, Any]:
        """The form of RFC 9457; ``errors`` points into the body by JSON pointer (RFC 6901)."""
        general = self.code == CODES.get(self.status)
        return {
            "type": "about:blank" if general else ERROR_URN + quote(self.code, safe="", errors="replace"),
            "title": _TITLES.get(self.status, "Error") if general else _words(self.code),
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "errors": [self._entry(path, error) for path, error in _leaves(self.fields or {}, ())],
            **self.extra,
        }

    def _entry(self, path: tuple[str, ...], error: Any) -> dict[str, str]:
        place = {"parameter": ".".join(path)} if self.about_query and path else {"pointer": _pointer(path)}
        return {**place, "code": str(getattr(error, "code", None) or "invalid"), "detail": str(error)}


def describe(exc: APIException) -> Failure:
    """What a REST framework exception says."""
    detail: Any = exc.detail
    if isinstance(exc, ValidationError):
        fields = _by_field(detail)
        about_query = isinstance(exc, InvalidParameters)
        return Failure(exc.status_code, "invalid", "The input is not valid.", fields, about_query=about_query)
    extra: dict[str, Any] = {}
    if isinstance(detail, Mapping):
        extra = {str(key): value for key, value in detail.items() if key not in ("detail", "code")}
        sentence, code = detail.get("detail", exc.default_detail), detail.get("code")
    elif isinstance(detail, list):
        sentence, code = " ".join(str(item) for item in detail), None
    else:
        sentence, code = detail, detail.code
    # "error" is APIException's own code, which says nothing.
    if not code or code == APIException.default_code:
        code = CODES.get(exc.status_code, "error")
    return Failure(exc.status_code, str(code), str(sentence), extra=extra)


def wants_problem(accept: str) -> bool:
    """Whether an ``Accept`` header lists ``application/problem+json`` (and not with a quality of zero)."""
    accept = accept[:_MAX_ACCEPT].lower()
    if PROBLEM_JSON not in accept:
        return False
    for item in accept.split(","):
        media_type, *parameters = (part.strip() for part in item.split(";"))
        if media_type == PROBLEM_JSON:
            return not any(_ZERO_QUALITY.fullmatch(parameter) for parameter in parameters)
    return False


def _by_field(detail: Any) -> dict[str, Any]:
    """A validation error's detail as an object: messages in lists, an array's errors by index."""
    if isinstance(detail, Mapping):
        return {str(key): _messages(value) for key, value in detail.items()}
    general = [item for item in detail if isinstance(item, str)]
    fields: dict[str, Any] = {api_settings.NON_FIELD_ERRORS_KEY: general} if general else {}
    for index, item in enumerate(detail):
        if item and not isinstance(item, str):
            fields[str(index)] = _messages(item)
    return fields


def _messages(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _by_field(value)
    return value if isinstance(value, list) else [value]


def _leaves(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ErrorDetail | str]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _leaves(value, path if key == api_settings.NON_FIELD_ERRORS_KEY else (*path, str(key)))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _leaves(item, path if isinstance(item, str) else (*path, str(index)))
    else:
        yield path, node


def _pointer(path: tuple[str, ...]) -> str:
    parts = (part.replace("~", "~0").replace("/", "~1") for part in path)
    return "#" + "".join("/" + quote(part, safe=_FRAGMENT, errors="replace") for part in parts)


def _words(code: str) -> str:
    return code.replace("_", " ").capitalize()
