"""What the views of accounts share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import APIException, Throttled
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from ringfence.accounts.authentication import SessionAuthentication, SessionCredentials, challenge
from ringfence.accounts.models import User
from ringfence.api.errors import exception_handler
from ringfence.api.negotiation import ContentNegotiation
from ringfence.api.openapi import AutoSchema
from ringfence.api.parsers import StrictJSONParser
from ringfence.api.views import OwnedView


class PublicView(APIView):
    """Open to anyone; a token in the header is not looked at. Opens no transaction of its own."""

    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    permission_classes: Sequence[Any] = ()
    parser_classes = (StrictJSONParser,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = ContentNegotiation
    schema = AutoSchema()
    # What a write of this view may be refused with, besides what any may: for the OpenAPI document.
    refusals: Sequence[APIException] = (Throttled(30),)

    def get_exception_handler(self) -> Callable[..., Any]:
        """Errors with stable codes, whatever the project's own handler."""
        return exception_handler

    def get_authenticate_header(self, request: Request) -> str:
        """The challenge of a 401, which a log-in answers with although it reads no token."""
        return challenge()


class AccountView(OwnedView):
    """For a person who logged in: no personal token opens it.

    A refused request keeps what was written: wrong passwords and codes are counted and stay counted.
    """

    authentication_classes = (SessionAuthentication,)
    undoes_refusals = False
    refusals: Sequence[APIException] = (Throttled(30),)


class PersonView(PublicView):
    """For a person who logged in, and about that person alone, through services that act in its scope."""

    authentication_classes = (SessionAuthentication,)
    permission_classes = (IsAuthenticated,)

    @property
    def person(self) -> User:
        """Who logged in."""
        assert isinstance(self.request.user, User)
        return self.request.user

    @property
    def session_id(self) -> int:
        """The session of the request."""
        return self.credentials.session_id

    @property
    def credentials(self) -> SessionCredentials:
        """What the request was let in by."""
        assert isinstance(self.request.auth, SessionCredentials)
        return self.request.auth
