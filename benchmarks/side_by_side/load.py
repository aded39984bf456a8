"""The load: some keep-alive connections, each sending its next request when the last one is answered.

A process of its own, since it must not share an interpreter with anything: ``python -m benchmarks.side_by_side.load``
reads a :class:`Job` as JSON and prints a :class:`Result` as JSON. It looks at little more than the length of an answer
and its status; what is in the answers was checked before.
"""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import cycle

from benchmarks.side_by_side.processes import cpu_seconds

_HEAD_END = b"\r\n\r\n"
_SILENCE_SECONDS = 30


@dataclass(frozen=True)
class Job:
    """What to send: ``requests`` in turn, as they go over the wire.

    With ``chains``, one for each connection, the connection replaces ``{}`` in a request's body by what the last
    answer had under "refresh", beginning with its chain. ``processes`` are named trees whose CPU time is taken.
    """

    port: int
    requests: list[str]
    status: int
    connections: int
    seconds: float
    warm_up: float
    processes: dict[str, int]
    chains: list[str]


@dataclass(frozen=True)
class Result:
    """What came of it in the measured seconds; latencies and CPU times per request are milliseconds.

    ``failure`` is the first answer with another status, "" if there was none, and then all else means nothing.
    """

    count: int
    rate: float
    p50: float
    p99: float
    cpu: dict[str, float]
    client_cpu: float
    failure: str


class Connection:
    """One socket: what was sent when, and what has come so far of the answer."""

    def __init__(self, port: int, requests: Iterator[bytes], chain: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=_SILENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = requests
        self.chain = chain
        self.sent_at = 0.0
        self.received = b""

    def send(self) -> None:
        """Send the next request."""
        request = next(self.requests)
        if self.chain:
            head, _, body = request.partition(_HEAD_END)
            body = body.replace(b"{}", self.chain.encode())
            request = head + b"\r\nContent-Length: %d" % len(body) + _HEAD_END + body
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes:
        """The whole answer, or b"" while some of it is missing. Raises ``ConnectionError`` when there is no more."""
        received = self.socket.recv(262_144)
        if not received:
            raise ConnectionError(f"the server closed the connection after {self.received[:200]!r}")
        self.received += received
        if not is_whole(self.received):
            return b""
        answer, self.received = self.received, b""
        if self.chain:
            self.chain = answer.rpartition(b'"refresh":')[2].split(b'"')[1].decode()
        return answer


def is_whole(received: bytes) -> bool:
    """Whether these bytes are an answer to its end (RFC 9112, by length or in chunks)."""
    end = received.find(_HEAD_END)
    if end < 0:
        return False
    head = received[:end].lower()
    at = head.find(b"\r\ncontent-length:")
    if at < 0:
        return received.endswith(b"\r\n0\r\n\r\n") if b"chunked" in head else b" 204 " in head[:16]
    stop = head.find(b"\r\n", at + 2)
    length = int(head[at + 17 : stop if stop > 0 else end])
    return len(received) >= end + 4 + length


def drive(job: Job) -> Result:
    """Warm up, measure, and say what came of it."""
    requests = cycle([request.encode() for request in job.requests])
    chains = job.chains or [""] * job.connections
    connections = [Connection(job.port, requests, chain) for chain in chains]
    by_number = {each.socket.fileno(): each for each in connections}
    poll = select.epoll()
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    try:
        for each in connections:
            each.send()
        _, failure = _run(poll, by_number, job, job.warm_up)
        cpu_before = {name: cpu_seconds(root) for name, root in job.processes.items()}
        began, client_before = time.perf_counter(), time.process_time()
        latencies, failure = ([], failure) if failure else _run(poll, by_number, job, job.seconds)
        elapsed, client = time.perf_counter() - began, time.process_time() - client_before
        cpu = {name: cpu_seconds(root) - cpu_before[name] for name, root in job.processes.items()}
    finally:
        poll.close()
        for each in connections:
            each.socket.close()
    return _result(sorted(latencies), elapsed, cpu, client, failure)


def _run(poll: select.epoll, by_number: dict[int, Connection], job: Job, seconds: float) -> tuple[list[float], str]:
    """The latencies of the answers within ``seconds``, and the first wrong one."""
    expected = b"HTTP/1.1 %d " % job.status
    latencies: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        ready = poll.poll(_SILENCE_SECONDS)
        if not ready:
            return latencies, f"no answer within {_SILENCE_SECONDS} seconds"
        for number, _ in ready:
            connection = by_number[number]
            try:
                answer = connection.receive()
                if not answer:
                    continue
                latencies.append(time.perf_counter() - connection.sent_at)
                if not answer.startswith(expected):
                    return latencies, repr(answer[:400])
                connection.send()
            except (OSError, IndexError) as error:
                return latencies, f"{type(error).__name__}: {error}"
    return latencies, ""


def _result(latencies: list[float], elapsed: float, cpu: dict[str, float], client: float, failure: str) -> Result:
    count = len(latencies)
    if not count:
        return Result(0, 0, 0, 0, dict.fromkeys(cpu, 0.0), 0, failure or "no answer in the measured time")
    return Result(
        count=count,
        rate=count / elapsed,
        p50=latencies[count // 2] * 1000,
        p99=latencies[min(count - 1, count * 99 // 100)] * 1000,
        cpu={name: seconds / count * 1000 for name, seconds in cpu.items()},
        client_cpu=client / count * 1000,
        failure=failure,
    )


def in_its_own_process(job: Job) -> Result:
    """As :func:`drive`, by another interpreter."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.side_by_side.load"],
        input=json.dumps(asdict(job)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Result(**json.loads(done.stdout))


if __name__ == "__main__":
    json.dump(asdict(drive(Job(**json.load(sys.stdin)))), sys.stdout)
