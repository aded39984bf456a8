"""Which renderer answers and which parser reads: REST framework's rules, blind to how errors are wanted.

``application/problem+json`` (RFC 9457) says what an error should look like; no success has that form.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from ringfence.api.problems import PROBLEM_JSON


class ContentNegotiation(DefaultContentNegotiation):
    """As REST framework's, with four differences.

    ``application/problem+json`` selects no renderer and is no reason for 406: alone, it reads as ``*/*``, as an
    empty header does. A ``Content-Type`` is no range: ``*/*`` says nothing of a body and is a 415.
    A body that is packed (``Content-Encoding``, RFC 9110) is not unpacked: 415, and not taken for what it is not.
    There is no ``?format=``: an address has one meaning, and an unknown parameter is a 400.
    """

    settings: Any = SimpleNamespace(URL_FORMAT_OVERRIDE=None)

    def get_accept_list(self, request: Request) -> list[str]:
        """The media ranges of the ``Accept`` header that can select a success."""
        accepted = super().get_accept_list(request)
        ranges = [item for item in accepted if item.partition(";")[0].strip().lower() not in ("", PROBLEM_JSON)]
        return ranges or ["*/*"]

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        """The parser for the request's ``Content-Type``; None where it names no one type."""
        if request.META.get("HTTP_CONTENT_ENCODING", "").strip().lower() not in ("", "identity"):
            raise UnsupportedMediaType(
                request.content_type, detail="A body is read as it is: send it without Content-Encoding."
            )
        media_type = (request.content_type or "").partition(";")[0]
        return None if "*" in media_type else super().select_parser(request, parsers)
