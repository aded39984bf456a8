"""One trial: people write, something is killed, again and again; then the verdict."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.crashes.house import House, house, people, until
from tests.crashes.verdict import Verdict, verdict
from tests.server.running import environment

PEOPLE = 4
# Of ten kills so many are of each: a whole server takes seconds to be back, a worker a moment.
_VICTIMS = {
    False: ["a worker"] * 7 + ["the server"] * 3,
    True: ["a worker"] * 4 + ["the server"] * 2 + ["a backend"] * 2 + ["the database"] * 2,
}
_PROGRESS_SECONDS = 60


@dataclass(frozen=True)
class Outcome:
    """What was killed how often, what came of it, and how long it took."""

    kills: Counter[str]
    verdict: Verdict
    seconds: float


def trial(
    folder: Path, *, postgresql: bool, kills: int, seed: int, tell: Callable[[int, int], None] = lambda *_: None
) -> Outcome:
    """Kill ``kills`` times, each victim at least once where there are enough kills; ``tell`` hears of each."""
    began = time.monotonic()
    chance = random.Random(seed)
    victims = sorted(set(_VICTIMS[postgresql])) + [chance.choice(_VICTIMS[postgresql]) for _ in range(kills)]
    done: Counter[str] = Counter()
    ledgers = folder / "ledgers"
    ledgers.mkdir()
    with house(folder, postgresql=postgresql) as served:
        people(served.running, PEOPLE)
        command = [sys.executable, "-m", "tests.crashes.writer", served.origin, str(ledgers), str(PEOPLE)]
        writer = subprocess.Popen(command, env=environment(), start_new_session=True)
        try:
            for number, victim in enumerate(victims[:kills], 1):
                _await_writes(served, ledgers, writer)
                time.sleep(chance.uniform(0, 0.4))
                _kill(served, victim)
                done[victim] += 1
                tell(number, kills)
            _await_writes(served, ledgers, writer)
            writer.send_signal(signal.SIGTERM)
            code = writer.wait(180)
        finally:
            writer.kill()
            writer.wait()
        served.await_database()
        found = verdict(served, sorted(ledgers.glob("*.jsonl")))
        if code:
            found.faults.append("a writer broke off: its error is above")
    return Outcome(done, found, time.monotonic() - began)


def _kill(served: House, victim: str) -> None:
    match victim:
        case "a worker":
            served.kill_worker()
        case "the server":
            served.kill_server()
        case "a backend":
            served.kill_backend()
        case "the database":
            served.kill_database()
    _serve(served)


def _serve(served: House) -> None:
    """Start the server where it does not run: killed, or because it gave up on workers that die all the time."""
    if served.running.process.poll() is not None:
        # It looks at its database before it serves: that has to be there.
        served.await_database()
        served.serve()


def _await_writes(served: House, ledgers: Path, writer: subprocess.Popen[bytes]) -> None:
    """Return when each person has had an answer since this was called, so that every kill falls into writing."""
    paths = sorted(ledgers.glob("*.jsonl"))
    sizes = {path: path.stat().st_size for path in paths}

    def answered(path: Path) -> bool:
        with path.open("rb") as file:
            file.seek(sizes[path])
            return b'{"is": "answered"' in file.read()

    def all_have() -> bool:
        if writer.poll() is not None:
            raise AssertionError("a writer broke off: its error is above")
        _serve(served)
        return bool(paths) and all(map(answered, paths))

    if not paths:
        until("no ledger", lambda: len(list(ledgers.glob("*.jsonl"))) == PEOPLE, _PROGRESS_SECONDS)
        return
    until("nobody was answered any more", all_have, _PROGRESS_SECONDS)
