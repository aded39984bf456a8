"""A view with one strict field of each kind, and what each says of a value that it does not take."""

from __future__ import annotations

import json
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from ringfence.api import fields
from ringfence.api.date_fields import StrictDateField, StrictDateTimeField, StrictTimeField
from ringfence.api.errors import exception_handler
from ringfence.api.fields import NamedChoiceField
from ringfence.api.parsers import StrictJSONParser
from ringfence.api.serializers import KnownFields

NUMBER = "A valid number is required: digits and a decimal point, without an exponent."
INTEGER = "A valid integer is required: digits, with a minus sign at most."
DATE = "A date that exists is required: YYYY-MM-DD."
TIME = "A time is required: hh:mm[:ss[.uuuuuu]]."
DATETIME = "A moment that exists is required: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][Z|+hh:mm|-hh:mm]."
NULL = "This field may not be null."
LONG = "String value too large."
DIGITS = "Ensure that there are no more than 10 digits in total."
PLACES = "Ensure that there are no more than 2 decimal places."
WHOLE = "Ensure that there are no more than 8 digits before the decimal point."


class Everything(KnownFields):
    """One field of each kind."""

    amount = fields.StrictDecimalField(max_digits=10, decimal_places=2, required=False)
    maybe = fields.StrictDecimalField(max_digits=10, decimal_places=2, required=False, allow_null=True)
    number = fields.StrictIntegerField(required=False)
    number32 = fields.StrictInteger32Field(required=False)
    number16 = fields.StrictInteger16Field(required=False)
    big = fields.StrictBigIntegerField(required=False)
    ratio = fields.StrictFloatField(required=False)
    flag = fields.StrictBooleanField(required=False)
    text = fields.StrictCharField(required=False, max_length=5)
    slug = fields.StrictSlugField(required=False)
    day = StrictDateField(required=False)
    moment = StrictDateTimeField(required=False)
    clock = StrictTimeField(required=False)
    key = fields.StrictUUIDField(required=False)
    colour = fields.StrictChoiceField(["red", "green"], required=False)
    size = fields.StrictChoiceField([(1, "small"), (2, "large")], required=False)
    priority = NamedChoiceField({"low": 1, "high": 3}, required=False)


class Validated(APIView):
    """Answers with what a body means, shown by the same fields."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = (StrictJSONParser,)

    def get_exception_handler(self) -> Any:
        """Ringfence's own."""
        return exception_handler

    def post(self, request: Request) -> Response:
        """Read it and say it back."""
        serializer = Everything(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(Everything(serializer.validated_data).data)


def post(body: str) -> tuple[int, Any]:
    factory: Any = APIRequestFactory()
    request = factory.generic("POST", "/", body.encode(), content_type="application/json")
    answer = Validated.as_view()(request).render()
    return answer.status_code, json.loads(answer.content)


def send(name: str, literal: str) -> tuple[int, Any]:
    """Send ``literal``, JSON as it is written, as the field ``name``: the value answered, or what was said."""
    status, body = post(f'{{"{name}": {literal}}}')
    return status, body.get(name, body)
