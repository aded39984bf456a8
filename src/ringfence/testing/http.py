"""The requests of the isolation test and their answers, as far as these have to be equal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal
from unittest import mock

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction
from rest_framework.test import APIClient
from rest_framework.views import APIView

from ringfence.ownership.scope import MAINTENANCE_ALIAS, MIGRATION_ALIAS

SAFE = ("GET", "HEAD", "OPTIONS")
WRITES = ("PUT", "PATCH", "DELETE", "POST")

# They differ from one answer to the next by their meaning.
_OF_THE_MOMENT = {"date", "x-request-id"}

_WRITE = re.compile(r"\W*(INSERT|UPDATE|DELETE|WITH|MERGE|COPY|TRUNCATE)\b", re.IGNORECASE)

Who = Literal["owner", "stranger", "visitor"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: by whom, what, and ``about`` for the message of a failure, e.g. "with a valid body".

    ``is_theirs`` says that the address is that of another owner's row, ``is_control`` that the body is meant to be
    accepted.
    """

    who: Who
    method: str
    path: str
    body: bytes | None = None
    about: str = ""
    is_theirs: bool = False
    is_control: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path}" + (f" {self.about}" if self.about else "")

    @property
    def is_safe(self) -> bool:
        """Whether the method only reads (RFC 9110, section 9.2.1)."""
        return self.method in SAFE


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client sees of an answer, and what happened behind it.

    ``error`` is the exception of a 500. ``wrote`` says that a statement changed rows, ``maintained`` that one ran as a
    role that no policy binds.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    error: BaseException | None = field(default=None, compare=False)
    wrote: bool = field(default=False, compare=False)
    maintained: bool = field(default=False, compare=False)

    @property
    def is_success(self) -> bool:
        """Whether the status is a 2xx."""
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def document(self) -> Any:
        """The body as JSON; None when it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class Speaker:
    """Speaks HTTP with the project, as the owner, the stranger and a visitor; counts its requests."""

    def __init__(self, clients: Mapping[Who, Callable[[], APIClient]]) -> None:
        visitor = APIClient()
        self.count = 0
        self._clients: dict[Who, Callable[[], APIClient]] = {**clients, "visitor": lambda: visitor}
        self._cookies = {who: deepcopy(client().cookies) for who, client in self._clients.items()}

    def ask(self, ask: Ask) -> Answer:
        """Send one request. What it wrote stays: wrap it in :func:`undone`."""
        self.count += 1
        client = self._clients[ask.who]()
        client.raise_request_exception = False
        client.cookies = deepcopy(self._cookies[ask.who])
        content: dict[str, Any] = {}
        if ask.body is not None:
            content = {"data": ask.body, "content_type": "application/json"}
        with _watched() as statements:
            # Over HTTPS, since a project may redirect everything else.
            response: Any = client.generic(ask.method, ask.path, secure=True, **content)
            body = response.getvalue()
        error = response.exc_info[1] if response.status_code >= 500 and response.exc_info else None
        headers = sorted((k, v) for k, v in response.headers.items() if k.lower() not in _OF_THE_MOMENT)
        wrote = any(_WRITE.match(sql) for _, sql in statements)
        maintained = any(alias != DEFAULT_DB_ALIAS for alias, _ in statements)
        answer = Answer(response.status_code, tuple(headers), body, error, wrote, maintained)
        return _committed(answer) if answer.is_success and not ask.is_safe else answer


@contextmanager
def undone() -> Iterator[None]:
    """Roll back whatever the block wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def unthrottled() -> Iterator[None]:
    """Let nobody be throttled: hundreds of requests in a second are the test's, and a 429 tells nothing."""
    with mock.patch.object(APIView, "check_throttles", return_value=None):
        yield


def _committed(answer: Answer) -> Answer:
    """The answer as it would be had the write been committed: SQLite asks deferred foreign keys only then."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        try:
            connection.check_constraints()
        except IntegrityError:
            return Answer(409, (), b"refused when the transaction is committed")
    return answer


@contextmanager
def _watched() -> Iterator[list[tuple[str, str]]]:
    """The statements that run meanwhile, with the database alias of each."""
    seen: list[tuple[str, str]] = []

    def watch(alias: str) -> Any:
        def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            seen.append((alias, str(sql)))
            return execute(sql, params, many, context)

        return connections[alias].execute_wrapper(note)

    with ExitStack() as stack:
        for alias in (DEFAULT_DB_ALIAS, MAINTENANCE_ALIAS, MIGRATION_ALIAS):
            if alias in connections.settings:
                stack.enter_context(watch(alias))
        yield seen
