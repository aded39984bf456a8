"""Conduit's bodies: everything in an envelope, ``{"article": {…}}``, and every refusal ``{"errors": {field: [said]}}``.

For the views that derive from :class:`ConduitView` and for no other, whoever answers: the view, a middleware, Django's
own handlers. Unknown fields of a body are ignored, since clients send back what they were given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponseBase
from drf_spectacular.utils import OpenApiResponse, inline_serializer
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException, AuthenticationFailed, NotAuthenticated, ValidationError
from rest_framework.fields import get_error_detail
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ringfence.accounts.authentication import PersonalTokenAuthentication, SessionAuthentication
from ringfence.accounts.views.base import PublicView
from ringfence.api.errors import FORM
from ringfence.api.integrity import constraint_error
from ringfence.api.views import OwnedView
from ringfence.compiler import sql
from ringfence.compiler.fields import Column, represents

SCOPE = "conduit"
BLANK, TAKEN, INVALID = "can't be blank", "has already been taken", "is invalid"

_SAID = {
    **dict.fromkeys(("required", "blank", "null", "empty"), BLANK),
    **dict.fromkeys(("unique", "taken"), TAKEN),
    **dict.fromkeys(("invalid", "not_a_list", "min_value", "max_value", "surrogate_characters_not_allowed"), INVALID),
    **dict.fromkeys(("max_length", "password_too_long"), "is too long (maximum is {})"),
    **dict.fromkeys(("min_length", "password_too_short"), "is too short (minimum is {})"),
}
# What a status says by itself, of which part of the request.
_BY_STATUS = {
    400: ("request", INVALID),
    403: ("request", "forbidden"),
    404: ("resource", "not found"),
    405: ("method", "not allowed"),
    406: ("accept", "not acceptable"),
    409: ("request", "conflicts with what has changed meanwhile"),
    413: ("body", "is too large"),
    415: ("body", "must be application/json in UTF-8"),
    429: ("request", "comes too often"),
    500: ("server", "failed"),
    503: ("server", "is unavailable"),
}


class Refused(APIException):
    """A refusal with Conduit's own words: ``Refused(404, article="not found")``."""

    def __init__(self, status: int, **errors: str | list[str]) -> None:
        self.status_code = status
        self.errors = {name: [said] if isinstance(said, str) else said for name, said in errors.items()}
        super().__init__("; ".join(f"{name} {' '.join(said)}" for name, said in self.errors.items()))


def not_found(name: str) -> Refused:
    """404: there is none."""
    return Refused(404, **{name: "not found"})


def forbidden(name: str) -> Refused:
    """403: everyone may see it, and it is not yours."""
    return Refused(403, **{name: "forbidden"})


def body_of(exc: APIException) -> dict[str, Any]:
    """The body of the answer to ``exc``."""
    if isinstance(exc, Refused):
        return {"errors": exc.errors}
    if isinstance(exc, NotAuthenticated | AuthenticationFailed):
        return {"errors": {"token": ["is missing" if isinstance(exc, NotAuthenticated) else INVALID]}}
    code = getattr(exc.detail, "code", None)
    if code == "insufficient_scope":
        return {"errors": {"token": ["does not open this"]}}
    if code == "parse_error":
        return {"errors": {"body": [str(exc.detail)]}}
    name, said = _BY_STATUS.get(exc.status_code, ("request", INVALID))
    return {"errors": {name: [said]}}


def refused(detail: Any) -> Refused:
    """The refusal of input, from a validation error's detail: 409 where all is that something is taken, else 422."""
    by_field = detail if isinstance(detail, Mapping) else {"body": detail}
    errors = {str(name): list(dict.fromkeys(_said(item) for item in _leaves(what))) for name, what in by_field.items()}
    clash = all(said == [TAKEN] for said in errors.values())
    return Refused(409 if clash else 422, **errors)


class Enveloped(APIView):
    """Errors in Conduit's form, and bodies out of their envelopes, for any REST framework view."""

    # For the OpenAPI document: what a refusal's body is, and how one is made.
    error_schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["errors"],
        "properties": {
            "errors": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
                "description": "What is wrong, by field or by part of the request.",
            }
        },
    }
    error_body = staticmethod(body_of)
    # What the address names; it is what is not there when a write finds it gone.
    resource = "request"
    # The one long token of Conduit's clients opens these views and no other.
    token_scopes: Sequence[str] = (SCOPE,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As ``APIView.dispatch``."""
        setattr(request, FORM, body_of)
        return super().dispatch(request, *args, **kwargs)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        """The methods, in ``Allow``."""
        return Response(status=204)

    def handle_exception(self, exc: Exception) -> Response:
        """As ``APIView.handle_exception``, in Conduit's words and with its statuses."""
        match exc:
            case ValidationError():
                exc = refused(exc.detail)
            case DjangoValidationError():
                exc = refused(get_error_detail(exc))
            case Http404():
                exc = not_found(self.resource)
        if isinstance(exc, Refused) and exc.status_code == 401:
            exc.auth_header = self.get_authenticate_header(self.request)  # type: ignore[attr-defined]
        return super().handle_exception(exc)

    def given(self, name: str, serializer_class: type[Any], instance: Any = None, **options: Any) -> Any:
        """The serializer of what is in the envelope ``name``, found valid. Raises ``Refused`` (422)."""
        data = self.request.data
        if not isinstance(data, Mapping):
            raise Refused(422, body=INVALID)
        if data.get(name) is None:
            raise Refused(422, **{name: BLANK})
        if not isinstance(data[name], Mapping):
            raise Refused(422, **{name: INVALID})
        context = {"request": self.request, "view": self}
        serializer = serializer_class(instance, context=context, **options)
        serializer.initial_data = {key: value for key, value in data[name].items() if key in serializer.fields}
        serializer.is_valid(raise_exception=True)
        return serializer


class ConduitView(Enveloped, OwnedView):
    """A view of Conduit that acts as its caller. A bad token is 401 even where none is needed."""

    authentication_classes: Sequence[type[BaseAuthentication]] = (SessionAuthentication, PersonalTokenAuthentication)

    def _refusal(self, exc: IntegrityError) -> HttpResponseBase:
        """What a constraint refused: taken (409) by field, else what the write points at has gone meanwhile (404)."""
        errors = constraint_error(exc, self._models())
        answer = Refused(409, **dict.fromkeys(errors, TAKEN)) if errors else not_found(self.resource)
        response = self.handle_exception(answer)
        self.finalize_response(self.request, response)
        return response.render()


class ConduitPublicView(Enveloped, PublicView):
    """A view of Conduit that is open to anyone and opens no transaction of its own: registration and log-in."""


class MillisecondsField(serializers.DateTimeField):
    """A time in UTC with milliseconds, ``2026-01-31T12:00:00.000Z``."""

    def to_representation(self, value: datetime) -> str:
        """The text."""
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03}Z"


@represents(MillisecondsField.to_representation)
def _milliseconds(_: Any, column: Column) -> Any:
    return sql.Milliseconds(column.expression) if column.kind == "DateTimeField" else None


def enveloped(name: str, **fields: Any) -> Any:
    """The schema of an envelope called ``name`` with these ``fields``."""
    return inline_serializer(name, fields)


_MESSAGES = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
ERRORS = inline_serializer("ConduitErrors", {"errors": _MESSAGES})


def refusals(*statuses: int) -> dict[int, OpenApiResponse]:
    """The schema of refusals with these statuses."""
    return {status: OpenApiResponse(ERRORS, "Refused.") for status in statuses}


def _leaves(detail: Any) -> Iterator[Any]:
    if isinstance(detail, Mapping):
        for each in detail.values():
            yield from _leaves(each)
    elif isinstance(detail, list):
        for each in detail:
            yield from _leaves(each)
    else:
        yield detail


def _said(error: Any) -> str:
    """An error in Conduit's words, which follow the field's name; a sentence where there are none."""
    said = _SAID.get(getattr(error, "code", ""), str(error))
    if "{}" not in said:
        return said
    number = re.search(r"\d+", str(error))
    return said.format(number[0]) if number else INVALID
