"""What outlives a request's transaction: uploads read as they arrive, answers made as they are sent.

Each opens transactions and scopes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from contextvars import copy_context
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, IntegrityError, connections
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from rest_framework.exceptions import APIException, AuthenticationFailed
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ringfence.api.errors import Conflict, Unavailable, is_outage
from ringfence.api.filters import check_parameters
from ringfence.api.problems import describe
from ringfence.api.views import OwnedView
from ringfence.ownership.scope import acting_as, entered, owner_scope, owner_transaction


class OwnedStreamView(OwnedView):
    """A view without a transaction around it: the body is not read beforehand, nothing is rolled back.

    Who calls is known when a method runs, but nobody acts: it enters ``acting_as(request.user)`` for each piece of
    work, and each piece is a transaction.
    """

    extra_parameters: dict[str, tuple[str, ...]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As ``APIView.dispatch``."""
        return APIView.dispatch(self, request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As ``OwnedView.initial``, in a transaction of its own; then refuse unknown query parameters."""
        # Not on SQLite, where the scope needs none and a transaction would wait for every writer.
        on_postgresql = connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
        with owner_transaction() if on_postgresql else nullcontext(), ExitStack() as self._scope:
            super().initial(request, *args, **kwargs)
        check_parameters(self, request)

    def handle_exception(self, exc: Exception) -> Response:
        """As ``APIView.handle_exception``; a write that a constraint refused is a 409."""
        return super().handle_exception(Conflict() if isinstance(exc, IntegrityError) else exc)


@contextmanager
def working_as_caller(request: Request) -> Iterator[None]:
    """One piece of the work of a request that lasts: a transaction as its caller, who must still be logged in.

    Raises ``AuthenticationFailed`` (401) when the session or the token that the request came with has ended since.
    That the access token itself has become too old meanwhile does not matter: it was good when the request came.
    """
    with owner_transaction(), entered(owner_scope(request.user)):
        is_live = getattr(request.auth, "is_live", None)
        if is_live is not None and not is_live():
            raise AuthenticationFailed("The token is invalid or expired.", "token_not_valid")
        yield


def pieces(user: Any, make: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    """What ``make`` gives, for a ``StreamingHttpResponse``: made as ``user``, in one transaction that ends with it."""

    def scoped() -> Iterator[bytes]:
        with acting_as(user):
            yield from make()

    # In a context of its own: between two pieces the server's thread acts for nobody, whoever closes it.
    context, made = copy_context(), scoped()
    try:
        while (piece := context.run(next, made, None)) is not None:
            yield piece
    finally:
        context.run(made.close)  # type: ignore[attr-defined]


class CsvRenderer(BaseRenderer):
    """``text/csv``, for ``Accept`` alone: what is sent is a stream that the view has made."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        """Nothing: an error is rendered as JSON."""
        return b""


class NdjsonRenderer(CsvRenderer):
    """``application/x-ndjson``: one JSON object a line, each sent when it is known."""

    media_type = "application/x-ndjson"
    format = "ndjson"


def in_lines(steps: Generator[Mapping[str, Any], None, None]) -> StreamingHttpResponse:
    """Each of ``steps`` as a line of JSON, sent at once.

    The status is out by the first of them. What fails afterwards is told by a last line: ``{"phase": "failed",
    "status": ...}`` and the body that an answer of that status has.
    """
    return StreamingHttpResponse(_lines(steps), content_type=NdjsonRenderer.media_type)


def _lines(steps: Generator[Mapping[str, Any], None, None]) -> Iterator[bytes]:
    renderer = JSONRenderer()
    try:
        for step in steps:
            yield renderer.render(step) + b"\n"
    except (APIException, Error) as exc:
        failure = describe(_as_answer(exc))
        yield renderer.render({"phase": "failed", "status": failure.status, **failure.body()}) + b"\n"
    finally:
        steps.close()


def _as_answer(exc: APIException | Error) -> APIException:
    if isinstance(exc, APIException):
        return exc
    if isinstance(exc, IntegrityError):
        return Conflict()
    if is_outage(exc):
        return Unavailable()
    raise exc
