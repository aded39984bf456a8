"""The WSGI application, with two gaps of Django's request closed before any middleware or view runs.

A ``Content-Type`` cannot choose how the query string is decoded (with some charsets Django's own request
cannot even be made, which is an empty 500 from the server), and a body of unannounced length is read rather
than taken for empty (RFC 9112, section 6.3; any request of HTTP/2 may come so).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

import django
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

UNREADABLE_TYPE = "application/octet-stream"
# Set in the environment of a request whose body came without its length: where it ends is where the sender stopped.
UNMEASURED = "ringfence.unmeasured"


class StrictRequest(WSGIRequest):
    """A request whose query string is UTF-8 (WHATWG URL) and whose body arrives however it is sent."""

    def __init__(self, environ: dict[str, Any]) -> None:
        unmeasured = not environ.get("CONTENT_LENGTH") and environ.get("wsgi.input_terminated")
        if unmeasured and environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            _measure_body(environ)
        super().__init__(environ)

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """As Django's, but the charset is a parameter for the parser to judge and decides nothing here."""
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            # A parameter by RFC 2231 in an unknown charset would raise again wherever the header is read.
            meta["CONTENT_TYPE"] = self.content_type = UNREADABLE_TYPE
            self.content_params = {}


class StrictHandler(WSGIHandler):
    """Django's handler over :class:`StrictRequest`."""

    request_class = StrictRequest


def get_wsgi_application() -> StrictHandler:
    """As ``django.core.wsgi.get_wsgi_application``."""
    django.setup(set_prefix=False)
    return StrictHandler()


class _CutOff(BytesIO):
    """The start of a body that is too large: who reads on is told so and cannot take it for the whole."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if not data:
            raise RequestDataTooBig("The body exceeds DATA_UPLOAD_MAX_MEMORY_SIZE.")
        return data


def _measure_body(environ: dict[str, Any]) -> None:
    limit = cast("int | None", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    body = environ["wsgi.input"].read(-1 if limit is None else limit + 1)
    if not body:
        return
    too_large = limit is not None and len(body) > limit
    environ["CONTENT_LENGTH"] = str(len(body) + too_large)
    environ[UNMEASURED] = True
    environ["wsgi.input"] = _CutOff(body) if too_large else BytesIO(body)
