"""One request, four ways: before Django's handler, inside Django, compiled in the view, and REST framework alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from ringfence.api.reads import CompiledReads
from ringfence.lane import lanes
from ringfence.lane.short_way import ShortWay
from ringfence.lane.wsgi import get_wsgi_application
from tests.people import Person

# New in every answer.
_NEW = {"x-request-id", "date"}


@dataclass(frozen=True)
class Answer:
    """What a client sees of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def application() -> ShortWay:
    """The server's WSGI application, made anew: a test may have changed the settings."""
    return get_wsgi_application()


def ask(
    app: Any,
    path: str,
    *,
    method: str = "GET",
    token: str | None = None,
    body: bytes = b"",
    content_type: str = "application/json",
    **headers: str,
) -> Answer:
    """One request by PEP 3333; headers by their names in small letters with underscores."""
    address = urlsplit(path)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if body:
        environ |= {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body))}
    if token is not None:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    told: list[Any] = []
    response = app(environ, lambda status, fields, exc_info=None: told.append((status, fields)))
    try:
        content = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    ((status, fields),) = told
    kept = {name.lower(): value for name, value in fields if name.lower() not in _NEW}
    assert any(name.lower() == "x-request-id" for name, _ in fields)
    return Answer(int(status.partition(" ")[0]), kept, content)


@contextmanager
def slowly(*, compiled: bool) -> Iterator[None]:
    """Without lanes; and without compiled reads, unless they are wanted."""
    with ExitStack() as stack:
        stack.enter_context(lanes.long_way())
        if not compiled:
            stack.enter_context(mock.patch.object(CompiledReads, "compiled", False))
        yield


class Ways:
    """Asks all ways, several times, and counts how often a lane answered."""

    def __init__(self) -> None:
        self.app = application()
        self.short = 0

    def same(self, path: str, times: int = 3, **request: Any) -> Answer:
        """The answer, which is the same in status, headers and bytes whichever way and however often asked."""
        with slowly(compiled=False):
            wanted = ask(self.app, path, **request)
        # Faults are alike, and would prove nothing.
        assert wanted.status < 500, path
        with slowly(compiled=True):
            _compare(path, "compiled", ask(self.app, path, **request), wanted)
        with self.counting():
            for _ in range(times):
                _compare(path, "lane inside Django", ask(self.app.handler, path, **request), wanted)
                _compare(path, "lane before Django", ask(self.app, path, **request), wanted)
        return wanted

    def short_for(self, path: str, times: int = 3, **request: Any) -> int:
        """How many of the requests of :meth:`same` a lane answered."""
        before = self.short
        self.same(path, times, **request)
        return self.short - before

    def as_person(self, person: Person, path: str, **request: Any) -> Answer:
        """As :meth:`same`, with the person's token."""
        return self.same(path, token=person.access, **request)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count what lanes answer inside the block."""
        answer = lanes.ReadLane.answer

        def counted(lane: Any, *args: Any) -> Any:
            found = answer(lane, *args)
            self.short += found is not None
            return found

        with mock.patch.object(lanes.ReadLane, "answer", counted):
            yield


def _compare(path: str, way: str, found: Answer, wanted: Answer) -> None:
    assert (found.status, found.body) == (wanted.status, wanted.body), (path, way)
    assert found.headers == wanted.headers, (path, way)


def forget() -> None:
    """Make every plan anew."""
    lanes.forget()


def header(answer: Answer, name: str) -> str:
    """A header's value, empty where it is not there."""
    headers: Mapping[str, str] = answer.headers
    return headers.get(name, "")
