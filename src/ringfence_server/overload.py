"""What happens when more requests come than can be answered: new ones are refused at once, until the queue is empty.

Granian queues a request before its thread has time for it, and tells nobody how long the queue is. So each worker asks
itself something ten times a second, over a connection like any other, and says when it asked: so it knows how long
requests wait. Past ``RINGFENCE_QUEUE_SECONDS`` it answers 503 with ``Retry-After`` to whatever it takes next, which
costs next to nothing, and serves again once a question has not waited. So those who are served have not waited long,
and nobody waits for ever.
"""

from __future__ import annotations

import hmac
import http.client
import logging
import os
import select
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from io import BytesIO
from typing import Any

from ringfence.api import middleware
from ringfence.lane.kept import MISSING, Kept
from ringfence_server.cli.address import Address
from ringfence_server.logs import RequestLogMiddleware

QUESTION = "X-Ringfence-Queue"
_HEADER = "HTTP_X_RINGFENCE_QUEUE"
# On the answer: whose it is.
_WORKER = "X-Ringfence-Worker"
# Seconds between two questions, while all is well and while it is not.
_EVERY, _SOON = 0.1, 0.01
_LONGEST_SECONDS = 60
_LOG_SECONDS = 10
# A worker holds so many connections and no more: for so long after a crowd each makes room for the next.
_CLOSING_SECONDS = 10
_CLOSE = ("Connection", "close")
# What is worth refusing: the rest costs no database, and probes have to know that the process lives.
_PREFIXES = ("/api/", "/auth/", "/admin/")
_SPARED = frozenset({"/api/health", "/api/health/"})
MOST_ANSWERS = 1_000
# What the bytes of a refusal depend on, besides the request's id.
_GOES_BY = (
    "REQUEST_METHOD",
    "PATH_INFO",
    "HTTP_ACCEPT",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "wsgi.url_scheme",
)
_ID = middleware.REQUEST_ID_HEADER.lower()

_logger = logging.getLogger(__name__)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Guard:
    """A WSGI application before another, which refuses what comes while requests wait longer than ``seconds``.

    ``secret`` is shared by the workers of one server, so that nobody else's question counts. Nor does a colleague's.
    """

    def __init__(self, application: Application, secret: str, seconds: float) -> None:
        self.application = application
        self.is_crowded = False
        self._secret = secret
        self._seconds = seconds
        self._kept = Kept(MOST_ANSWERS)
        self._told = self._closing_until = float("-inf")

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """PEP 3333."""
        if _HEADER in environ and self._measured(environ[_HEADER]):
            start_response("204 No Content", [(_WORKER, str(os.getpid()))])
            return [b""]
        if self.is_crowded and _may_be_refused(environ):
            return self._refused(environ, start_response)
        if time.monotonic() < self._closing_until:
            return self.application(environ, _closing(start_response))
        return self.application(environ, start_response)

    def watch(self, address: Address) -> None:
        """Ask for ever how long requests wait at ``address``, where this worker serves. For a thread of its own."""
        ip = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address.ip, address.ip)  # noqa: S104 (not to listen on)
        while True:
            link = http.client.HTTPConnection(ip, address.port, timeout=_LONGEST_SECONDS)
            # Nobody listens before the server is up, nor after its end.
            with suppress(OSError, http.client.HTTPException), closing(link):
                # The workers share a port: one connection after the other, until it is a worker's own. That is kept,
                # since in a crowd a new one would wait to be accepted.
                while self._is_own(link):
                    time.sleep(_SOON if self.is_crowded else _EVERY)
                continue
            self.is_crowded = False
            time.sleep(_EVERY)

    def _is_own(self, link: http.client.HTTPConnection) -> bool:
        """Ask, and say whether it was this worker that answered."""
        link.request("GET", "/healthz", headers={QUESTION: f"{self._secret}:{time.monotonic()}:{os.getpid()}"})
        if not select.select([link.sock], [], [], self._seconds)[0]:
            # It waits longer than it may, however long it will be.
            self._crowd(self._seconds)
        answer = link.getresponse()
        answer.read()
        return answer.headers[_WORKER] == str(os.getpid())

    def _measured(self, question: str) -> bool:
        """Whether it is a question of ours; what it says is then known."""
        secret, _, asked = question.partition(":")
        if not hmac.compare_digest(secret.encode(), self._secret.encode()):
            return False
        when, _, asker = asked.partition(":")
        if asker != str(os.getpid()):
            return True
        waited = time.monotonic() - float(when)
        if waited > self._seconds:
            self._crowd(waited)
        else:
            self.is_crowded = False
        return True

    def _crowd(self, waited: float) -> None:
        self.is_crowded = True
        now = time.monotonic()
        self._closing_until = now + _CLOSING_SECONDS
        if now - self._told > _LOG_SECONDS:
            self._told = now
            _logger.warning("Requests wait for %.1f seconds: new ones are refused until the queue is empty.", waited)

    def _refused(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = tuple([environ.get(name) for name in _GOES_BY])
        # Another origin's headers depend on it, and a line of the log is each request's own.
        is_plain = "HTTP_ORIGIN" not in environ and RequestLogMiddleware.is_safe_for_lanes()
        answer = self._kept.get(key) if is_plain else MISSING
        if answer is MISSING:
            answer = self._made(environ)
            if is_plain:
                self._kept.put(key, answer)
        status, headers, body = answer
        identified = (middleware.REQUEST_ID_HEADER, middleware.request_id(environ.get("HTTP_X_REQUEST_ID", "")))
        start_response(status, [*headers, identified, _CLOSE])
        return [body]

    def _made(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
        """The refusal as the middleware makes it, without the request's id."""
        said: list[Any] = []
        # Its body is not read: that would be to wait for it.
        marked = {**environ, middleware.OVERLOADED: True, "CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
        body = b"".join(self.application(marked, lambda *start: said.extend(start)))
        return said[0], [(name, value) for name, value in said[1] if name.lower() != _ID], body


def guarded(application: Application, address: Address, secret: str, seconds: float) -> Application:
    """``application`` behind a :class:`Guard` with its watch; by itself where ``seconds`` is 0."""
    if not seconds:
        return application
    guard = Guard(application, secret, seconds)
    threading.Thread(target=guard.watch, args=(address,), daemon=True).start()
    return guard


def _closing(start_response: Callable[..., Any]) -> Callable[..., Any]:
    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [*headers, _CLOSE], *more)

    return start


def _may_be_refused(environ: dict[str, Any]) -> bool:
    path = environ["PATH_INFO"]
    return path.startswith(_PREFIXES) and path not in _SPARED and environ["REQUEST_METHOD"] != "OPTIONS"
