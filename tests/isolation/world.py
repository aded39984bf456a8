"""The server as the three of them meet it: every request is judged, counted, and learnt from."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.signals import got_request_exception

from ringfence.lane.short_way import ShortWay
from tests.isolation import judge
from tests.isolation.operations import Operation
from tests.isolation.people import Somebody
from tests.lane.ways import Answer, application, ask

# Taken in place of a token: the person's own.
OWN = "own"


@dataclass(frozen=True)
class Call:
    """One request. ``body`` is sent as JSON, ``raw`` as it is."""

    operation: Operation | None
    method: str
    path: str
    body: Any = None
    raw: bytes | None = None
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The bytes of the body."""
        if self.raw is not None:
            return self.raw
        return b"" if self.body is None else json.dumps(self.body).encode()

    @property
    def text(self) -> str:
        """All that the request says, for what an answer may repeat."""
        return f"{self.path}\n{self.content.decode('utf-8', 'replace')}\n{dict(self.headers)}"


def call_of(operation: Operation, *, query: Mapping[str, Any] | None = None, **rest: Any) -> Call:
    """A request of ``operation``; ``ids`` fill the parts of its address."""
    path = operation.path(**rest.pop("ids", {}))
    return Call(operation, operation.method, f"{path}?{urlencode(query)}" if query else path, **rest)


class World:
    """One server with everybody who was ever there.

    ``successes`` counts by the operation's name; ``pairs`` are answers that had to be the same, and were;
    ``finding`` is the first thing that must not be.
    """

    def __init__(self) -> None:
        self.app: ShortWay = application()
        self.people: list[Somebody] = []
        self.marks: dict[str, Somebody] = {}
        self.public: set[str] = set()
        self.owners: dict[tuple[str, Any], Somebody] = {}
        self.successes: Counter[str] = Counter()
        self.requests = self.steps = self.pairs = 0
        self.finding: AssertionError | None = None
        self._faults: list[str] = []
        self._last: deque[str] = deque(maxlen=12)
        # Weakly held otherwise.
        self._noted = self._note
        got_request_exception.connect(self._noted)

    def newcomer(self, name: str, *, is_visitor: bool = False) -> Somebody:
        """Somebody new, who has no account yet."""
        made = Somebody(name, is_visitor)
        self.people.append(made)
        self.marks[made.mark] = made
        return made

    def leave(self, *people: Somebody) -> None:
        """Their tokens need not be looked for any more; their words still are."""
        self.people = [each for each in self.people if each not in people]

    def send(self, who: Somebody, call: Call, token: str | None = OWN) -> Answer:
        """Ask, judge the answer and learn from it. Raises ``AssertionError`` for what it must not be or hold."""
        self.requests += 1
        self._faults.clear()
        token = who.access if token == OWN else token
        headers = {name.replace("-", "_"): value for name, value in call.headers.items()}
        answer = ask(
            self.app,
            call.path,
            method=call.method,
            token=token,
            body=call.content,
            content_type=call.content_type,
            **headers,
        )
        self._last.append(f"{who}: {call.method} {call.path} {call.content[:300]!r} -> {answer.status}")
        try:
            judge.check(self, who, call, token, answer)
        except AssertionError as wrong:
            said = "\n  ".join(["", *self._last, f"{answer.headers} {answer.body[:600]!r}", *self._faults])
            raise AssertionError(f"{wrong}{said}") from wrong
        if call.operation is not None and 200 <= answer.status < 300:
            self.successes[call.operation.name] += 1
        return answer

    def ask(self, who: Somebody, operation: Operation, token: str | None = OWN, **rest: Any) -> Answer:
        """:meth:`send` a request of ``operation``."""
        return self.send(who, call_of(operation, **rest), token)

    def publish(self, *texts: str) -> None:
        """The words in ``texts`` may be read by everybody from now on."""
        self.public |= {word for text in texts for word in judge.words(text)}

    def _note(self, **kwargs: Any) -> None:
        import traceback

        self._faults.append(traceback.format_exc())
