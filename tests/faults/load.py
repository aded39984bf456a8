"""Clients whose number of requests does not depend on how fast they are answered, and clients who wait.

Every answer is judged: right, a refusal as promised (503 or 429 with ``Retry-After``), or wrong.
"""

from __future__ import annotations

import asyncio
import resource
import threading
import time
from collections import Counter
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Any

from benchmarks.side_by_side.load import is_whole

# After the last request was sent: whoever has no answer then is counted as hanging.
PATIENCE_SECONDS = 30
_LONGEST_SECONDS = 300
# Of this machine: each has some 28,000 ports, and one that was hung up is not to be had again for a minute.
_ADDRESSES = 50
RIGHT, REFUSED, BROKEN, HANGING, WRONG = "right", "refused", "broken off", "hanging", "wrong"


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire, and what a right answer to it begins with and holds."""

    name: str
    content: bytes
    status: int = 200
    holds: bytes = b""


@dataclass(frozen=True)
class Answer:
    """When it was asked for (``time.monotonic``), how long it took, and what it is."""

    request: str
    asked: float
    seconds: float
    verdict: str
    said: bytes = b""


@dataclass
class Answers:
    """All of a run."""

    all: list[Answer] = field(default_factory=list)

    def of(self, verdict: str, *, since: float = 0, before: float = float("inf")) -> list[Answer]:
        """Those with this verdict that were asked for in a part of the run."""
        return [each for each in self.all if each.verdict == verdict and since <= each.asked < before]

    def counts(self) -> Counter[str]:
        """How many there are of each verdict."""
        return Counter(each.verdict for each in self.all)

    def slowest(self, verdict: str | None = None) -> float:
        """The longest that one took, in seconds."""
        return max((each.seconds for each in self.all if verdict in (None, each.verdict)), default=0.0)

    def quantile(self, part: float, verdict: str) -> float:
        """Seconds in which this part of those with the verdict were answered."""
        times = sorted(each.seconds for each in self.all if each.verdict == verdict)
        return times[min(len(times) - 1, int(part * len(times)))] if times else 0.0

    def faults(self) -> list[str]:
        """The first of what must never be: a wrong answer, or none."""
        return [
            f"{len(them)} {verdict}: {them[0].request} {them[0].said[:300]!r}"
            for verdict in (WRONG, HANGING)
            if (them := self.of(verdict))
        ]


def judged(request: Request, received: bytes) -> str:
    """What an answer is."""
    status = int(received[9:12])
    head, _, body = received.partition(b"\r\n\r\n")
    if status == request.status and request.holds in body:
        return RIGHT
    if status in (429, 503) and b"\r\nretry-after:" in head.lower() and b'"code":"' in body:
        return REFUSED
    return WRONG


class _Link(asyncio.Protocol):
    """A kept connection, with one request at a time."""

    def __init__(self) -> None:
        self.received = b""
        self.waiting: asyncio.Future[bytes] | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        if is_whole(self.received) and self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(self.received)

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(ConnectionResetError("the server hung up"))


class Clients:
    """They send ``requests`` in turn to one port of this machine."""

    def __init__(self, port: int, requests: Sequence[Request]) -> None:
        self.answers = Answers()
        # The most seconds by which a request was sent too late: by more the clients had no time themselves.
        self.latest = 0.0
        # A moment of time.monotonic.
        self.stop_at = float("inf")
        self._port = port
        self._requests: Iterator[Request] = cycle(requests)
        self._idle: list[_Link] = []
        self._links: list[_Link] = []
        self._numbers = count()

    def once(self) -> Answer:
        """One request, and its answer."""
        asyncio.run(self._closing(self._send(next(self._requests), time.monotonic())))
        return self.answers.all[-1]

    def waiting(self, connections: int, seconds: float) -> Answers:
        """Each of so many clients sends its next request when the last one is answered."""
        asyncio.run(self._closing(self._waiting(connections, seconds)))
        return self.answers

    def steady(self, rate: float, seconds: float) -> Answers:
        """So many requests a second come, however long the answers take, until ``seconds`` are over or ``stop_at``."""
        asyncio.run(self._closing(self._steady(rate, seconds)))
        return self.answers

    async def _closing(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it, and hang up."""
        # A connection is a file, and there are more of them than a shell allows by default.
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        try:
            await work
        finally:
            for link in self._links:
                if link.transport is not None:
                    link.transport.abort()
            self._links, self._idle = [], []
            # The loop closes what was aborted in its next turn.
            await asyncio.sleep(0)

    async def _waiting(self, connections: int, seconds: float) -> None:
        end = time.monotonic() + seconds

        async def one() -> None:
            while time.monotonic() < end:
                await self._send(next(self._requests), time.monotonic())

        await asyncio.gather(*(one() for _ in range(connections)))

    async def _steady(self, rate: float, seconds: float) -> None:
        began, sent = time.monotonic(), 0
        tasks: set[asyncio.Task[None]] = set()
        while (now := time.monotonic()) < min(began + seconds, self.stop_at):
            while sent < (now - began) * rate:
                task = asyncio.create_task(self._send(next(self._requests), now))
                self.latest = max(self.latest, now - began - sent / rate)
                tasks.add(task)
                task.add_done_callback(tasks.discard)
                sent += 1
            await asyncio.sleep(0.002)
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _send(self, request: Request, asked: float) -> None:
        said = b""
        try:
            said = await self._exchange(request)
            verdict = judged(request, said)
        except asyncio.CancelledError:
            verdict = HANGING
        except OSError as error:
            verdict, said = BROKEN, repr(error).encode()
        kept = said if verdict in (WRONG, BROKEN) else b""
        self.answers.all.append(Answer(request.name, asked, time.monotonic() - asked, verdict, kept))

    async def _exchange(self, request: Request) -> bytes:
        loop = asyncio.get_running_loop()
        while self._idle:
            link = self._idle.pop()
            if link.transport is not None:
                break
        else:
            address = f"127.0.0.{2 + next(self._numbers) % _ADDRESSES}"
            _, link = await loop.create_connection(_Link, "127.0.0.1", self._port, local_addr=(address, 0))
            self._links.append(link)
        link.received, link.waiting = b"", loop.create_future()
        assert link.transport is not None
        link.transport.write(request.content)
        said = await link.waiting
        if b"\r\nconnection: close" in said.partition(b"\r\n\r\n")[0].lower():
            link.transport.close()
        else:
            self._idle.append(link)
        return said


class Background:
    """A steady load beside what a test does: begin it, do something, say when it ends and ask for the answers."""

    def __init__(self, port: int, requests: Sequence[Request], rate: float) -> None:
        self.clients = Clients(port, requests)
        self._thread = threading.Thread(target=self.clients.steady, args=(rate, _LONGEST_SECONDS))
        self._thread.start()

    def answers(self, stop_at: float) -> Answers:
        """All of them, of a load that ends at a moment of ``time.monotonic``."""
        self.clients.stop_at = stop_at
        self._thread.join()
        return self.clients.answers
