"""Every answer of the tests against the OpenAPI document: its status, its media type and its body.

``tests.people.call`` hands each answer to :func:`check`. The document is made once in a process, of the server's own
routes. Objects are closed here: a member that the document does not have is a mistake of one of the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT202012

URLCONF = "ringfence_server.urls"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# What any route may answer with, whatever its operation says: found before the operation is.
GENERAL = {400, 404, 405, 406, 413, 415, 429, 500, 503}
_BASE = "urn:document"

formats = FormatChecker(formats=())


@formats.checks("date-time", raises=ValueError)
def _is_moment(value: Any) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@formats.checks("date", raises=ValueError)
def _is_day(value: Any) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@formats.checks("uuid", raises=ValueError)
def _is_uuid(value: Any) -> bool:
    return not isinstance(value, str) or bool(UUID(value))


@formats.checks("uri", raises=ValueError)
def _is_address(value: Any) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


@formats.checks("email")
def _is_email(value: Any) -> bool:
    return not isinstance(value, str) or "@" in value


# A row of which only some members were asked for.
Part = extend(Draft202012Validator, {"required": lambda *_: None})


@dataclass(frozen=True)
class Operation:
    """One operation with its answers, and what its addresses look like."""

    method: str
    pattern: re.Pattern[str]
    responses: dict[str, Any]

    @property
    def name(self) -> str:
        """How a complaint names it."""
        return f"{self.method} {self.pattern.pattern}"


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document of the server, as ``/api/schema/`` serves it."""
    from drf_spectacular.generators import SchemaGenerator

    made: dict[str, Any] = SchemaGenerator(urlconf=URLCONF).get_schema(request=None, public=True)
    return made


def resolved(part: Any) -> Any:
    """``part`` of the document, or what it refers to."""
    while isinstance(part, dict) and "$ref" in part:
        found: Any = document()
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


@cache
def operations() -> dict[str, list[Operation]]:
    """The operations by method, those without parameters in their address first."""
    found: dict[str, list[Operation]] = {method: [] for method in METHODS}
    for path, item in sorted(document()["paths"].items(), key=lambda pair: pair[0].count("{")):
        pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path.rstrip("/"))) + "/?")
        for method in set(item) & {method.lower() for method in METHODS}:
            responses = {status: resolved(each) for status, each in item[method]["responses"].items()}
            found[method.upper()].append(Operation(method.upper(), pattern, responses))
    return found


@cache
def operation_of(method: str, path: str) -> Operation | None:
    """The operation that ``path`` asks for; None when the document has none."""
    return next((each for each in operations().get(method, ()) if each.pattern.fullmatch(path)), None)


@cache
def _registry() -> Any:
    closed = {"components": {"schemas": _closed(document()["components"]["schemas"])}}
    return Registry().with_resource(_BASE, DRAFT202012.create_resource(closed))


def _closed(schema: Any) -> Any:
    """``schema`` without room for members that it does not name, and with references into the registry."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _closed(each) for name, each in schema.items() if name not in ("examples", "example", "default")}
    if isinstance(made.get("$ref"), str):
        made["$ref"] = _BASE + made["$ref"]
    if isinstance(made.get("properties"), dict) and "type" in made:
        made.setdefault("additionalProperties", False)
    return made


@cache
def _validator(name: str, kind: Any = Draft202012Validator) -> Any:
    return kind({"$ref": f"{_BASE}#/components/schemas/{name}"}, registry=_registry(), format_checker=formats)


def validator(schema: dict[str, Any], kind: Any = Draft202012Validator) -> Any:
    """What says whether a value fits ``schema`` of the document."""
    reference = schema.get("$ref", "")
    if reference.startswith("#/components/schemas/") and len(schema) == 1:
        return _validator(reference.rpartition("/")[2], kind)
    return kind(_closed(schema), registry=_registry(), format_checker=formats)


def complaint(schema: dict[str, Any], value: Any, kind: Any = Draft202012Validator) -> str:
    """Why ``value`` does not fit ``schema``; empty when it does."""
    judge = validator(schema, kind)
    if judge.is_valid(value):
        return ""
    error = best_match(judge.iter_errors(value))
    return f"{error.json_path}: {error.message[:500]}"


def check(method: str, path: str, response: Any) -> None:
    """Fail unless the document says that ``method`` on ``path`` may be answered with ``response``."""
    if settings.ROOT_URLCONF != URLCONF or method not in METHODS:
        return
    address = urlsplit(path)
    operation = operation_of(method, address.path)
    if operation is None:
        return
    status = response.status_code
    said = operation.responses.get(str(status))
    if said is None:
        assert status in GENERAL, f"{operation.name} is not documented to answer {status}: {response.content[:300]!r}"
        return
    content = said.get("content")
    body = b"" if response.streaming else response.content
    if not content:
        assert not body, f"{operation.name} is documented to answer {status} without a body: {body[:300]!r}"
        return
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    assert media_type in content, f"{operation.name} is not documented to answer {status} as {media_type!r}."
    if not media_type.endswith("json") or not body:
        return
    part = status < 400 and "fields" in parse_qs(address.query)
    why = complaint(content[media_type]["schema"], response.json(), Part if part else Draft202012Validator)
    assert not why, f"{operation.name} is not documented to answer {status} with this body: {why}"
