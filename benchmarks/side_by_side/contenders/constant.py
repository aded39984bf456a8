"""The same bytes for everybody, as many as a list of twenty notes has: what the server itself can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

_BODY = b'{"results":["' + b"x" * 8800 + b'"]}'
_HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(_BODY)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A WSGI application (PEP 3333)."""
    start_response("200 OK", _HEADERS)
    return [_BODY]
