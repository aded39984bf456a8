"""The client that writes: a process of its own, which nobody kills, with some people who each write by themselves.

``python -m tests.crashes.writer ORIGIN FOLDER PEOPLE`` writes until SIGTERM, and settles what it can before it ends.
Each person has an account (made before) and a ledger in the folder.
"""

from __future__ import annotations

import http.client
import json
import random
import signal
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.crashes.ledger import Act, Ledger, Row
from tests.people import PASSWORD

PATHS = {"note": "/api/notes/", "task": "/api/tasks/", "transaction": "/api/transactions/"}
# With more than this the oldest are deleted, so that each row has a life with an end.
MOST_ROWS = 60
# What an answer of this status means is not known: it may have been committed.
DOUBTFUL = (500, 502, 503, 504)
_PATIENCE = 120
# A database may still be committing what its killed client had asked for.
_STILL_COMMITTING_SECONDS = 0.5
_ANSWER_SECONDS = 30


class NoAnswer(Exception):
    """The connection broke, or the answer says that nobody knows."""


class Link:
    """A connection that logs in when it has to."""

    def __init__(self, origin: str, username: str) -> None:
        self._address = urlsplit(origin)
        self._username = username
        self._connection: http.client.HTTPConnection | None = None
        self._token = ""

    def ask(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """The status and the JSON of an answer. Raises :class:`NoAnswer`."""
        if not self._token:
            self._log_in()
        status, said = self._send(method, path, body, {"Authorization": f"Bearer {self._token}", **(headers or {})})
        if status == 401:
            # A token lives for a quarter of an hour. One that a crash has made invalid would be refused again.
            self._log_in()
            return self._send(method, path, body, {"Authorization": f"Bearer {self._token}", **(headers or {})})
        return status, said

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _log_in(self) -> None:
        status, said = self._send("POST", "/api/token/", {"username": self._username, "password": PASSWORD}, {})
        if status != 200:
            raise AssertionError(f"{self._username} cannot log in: {status} {said}")
        self._token = said["access"]

    def _send(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> tuple[int, Any]:
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(
                    str(self._address.hostname), self._address.port, timeout=_ANSWER_SECONDS
                )
            content = None if body is None else json.dumps(body)
            self._connection.request(method, path, content, {"Content-Type": "application/json", **headers})
            response = self._connection.getresponse()
            said = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer(repr(error)) from error
        if response.status in DOUBTFUL:
            raise NoAnswer(f"{response.status} {said.decode()}")
        return response.status, json.loads(said) if said else None


class Writer:
    """One person: acts, one after the other, each in the ledger before and after."""

    def __init__(self, origin: str, folder: Path, number: int) -> None:
        self.username = f"writer{number}"
        self.link = Link(origin, self.username)
        self.ledger = Ledger(folder / f"{self.username}.jsonl")
        self.random = random.Random(number)
        self.number = 0
        self.stopping = threading.Event()

    def run(self) -> None:
        """Write until told to stop."""
        while not self.stopping.is_set():
            self.number += 1
            self.do(self.next_act())
        self.ledger.write("stopped")

    def next_act(self) -> Act:
        """What to do next: mostly one row, sometimes many at once."""
        kind = self.random.choice(list(PATHS))
        own = [id_ for of, id_ in self.ledger.book.rows if of == kind]
        does = self.random.choice(["create", "keyed", "keyed", "update", "update", "delete", "bulk"])
        if len(own) < 4:
            does = self.random.choice(["create", "keyed"])
        elif len(own) > MOST_ROWS:
            does = "delete"
        chosen = self.random.sample(own, min(3, len(own)))
        match does:
            case "create" | "keyed":
                key = f"{self.username}-{self.number}" if does == "keyed" else ""
                return Act(self.number, does, kind, made=[self.body(kind, "a")], key=key)
            case "update":
                return Act(self.number, does, kind, changed={chosen[0]: self.body(kind, "a")})
            case "delete":
                return Act(self.number, does, kind, gone=[own[0]])
        made = [self.body(kind, letter) for letter in "ab"]
        changed = {id_: self.body(kind, letter) for id_, letter in zip(chosen, "cd", strict=False)}
        return Act(self.number, does, kind, made=made, changed=changed, gone=chosen[2:])

    def body(self, kind: str, letter: str) -> Row:
        """What a row is to say: new in every field, with a mark that stands in no other body."""
        mark = f"{self.username}x{self.number}x{letter}"
        some = self.random.randrange(10_000)
        text = f"{mark} " * self.random.choice([1, 20, 2000])
        match kind:
            case "note":
                return {"title": mark, "body": text, "tags": [f"tag{some % 7}", f"tag{7 + some % 5}"]}
            case "task":
                priority = self.random.choice(["low", "normal", "high"])
                return {"title": mark, "description": text, "priority": priority, "completed": some % 2 == 0}
        return {"amount": f"{some}.{some % 100:02}", "description": mark, "date": f"2026-{1 + some % 12:02}-01"}

    def do(self, act: Act) -> None:
        """One act, to its answer or to the end of the doubt."""
        self.ledger.write("sent", act=asdict(act))
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                status, said = self.send(act)
            except NoAnswer:
                if act.key:
                    # The whole promise of a key: the same request again, as often as it takes.
                    time.sleep(0.05)
                    continue
                self.settle(act, until)
                return
            self.answered(act, status, said)
            return
        raise AssertionError(f"{self.username} has had no answer to {act} for {_PATIENCE} seconds")

    def send(self, act: Act) -> tuple[int, Any]:
        """The answer to an act."""
        path = PATHS[act.kind]
        match act.does:
            case "update":
                ((id_, body),) = act.changed.items()
                return self.link.ask("PATCH", f"{path}{id_}/", body)
            case "delete":
                return self.link.ask("DELETE", f"{path}{act.gone[0]}/")
            case "bulk":
                changed = [{"id": id_, **body} for id_, body in act.changed.items()]
                return self.link.ask(
                    "POST", f"{path}bulk/", {"create": act.made, "update": changed, "delete": act.gone}
                )
        headers = {"Idempotency-Key": act.key} if act.key else None
        return self.link.ask("POST", path, act.made[0], headers)

    def answered(self, act: Act, status: int, said: Any) -> None:
        """Write down what an answer acknowledges."""
        expected = {"create": 201, "keyed": 201, "update": 200, "delete": 204, "bulk": 200}[act.does]
        if status != expected:
            self.ledger.write("wrong", what=f"{act.does} of {act.kind}: {status} {json.dumps(said)[:300]}")
            self.ledger.write("left in doubt")
            return
        rows = [*said["created"], *said["updated"]] if act.does == "bulk" else [said] if said else []
        self.ledger.write("answered", rows=rows)

    def settle(self, act: Act, until: float) -> None:
        """Read what became of an act whose answer never came."""
        if act.does == "create":
            self.ledger.write("left in doubt")
            return
        while time.monotonic() < until:
            time.sleep(_STILL_COMMITTING_SECONDS)
            try:
                rows, gone = self.look(act)
            except NoAnswer:
                continue
            self.judge(act, rows, gone)
            return
        raise AssertionError(f"{self.username} could not read for {_PATIENCE} seconds")

    def look(self, act: Act) -> tuple[list[Row], list[int]]:
        """The rows that an act would change or has made, as they are now, and the ids that are not there."""
        path = PATHS[act.kind]
        rows, gone = [], []
        for id_ in [*act.changed, *act.gone]:
            status, said = self.link.ask("GET", f"{path}{id_}/")
            if status == 200:
                rows.append(said)
            elif status == 404:
                gone.append(id_)
            else:
                self.ledger.write("wrong", what=f"reading {path}{id_}/: {status} {json.dumps(said)[:300]}")
        for body in act.made:
            status, said = self.link.ask("GET", f"{path}?search={mark_of(body)}")
            if status == 200:
                rows += said["results"]
            else:
                self.ledger.write("wrong", what=f"searching: {status} {json.dumps(said)[:300]}")
        return rows, gone

    def judge(self, act: Act, rows: list[Row], gone: list[int]) -> None:
        """All of it or nothing; anything between is torn."""
        wanted = [*act.made, *act.changed.values()]
        done = len(rows) == len(wanted) and all(any(says(row, body) for row in rows) for body in wanted)
        before = [self.ledger.book.rows[act.kind, id_] for id_ in [*act.changed, *act.gone]]
        if done and sorted(gone) == sorted(act.gone):
            self.ledger.write("found done", rows=rows)
        elif not gone and sorted(rows, key=by_id) == sorted(before, key=by_id):
            self.ledger.write("found not done")
        else:
            self.ledger.write(
                "wrong", what=f"torn: {act.does} of {act.kind} {act.number}: {json.dumps(rows)[:600]} {gone}"
            )
            self.ledger.write("found not done")


def says(row: Row, body: Row) -> bool:
    """Whether a row has what a body says; lists have no order."""
    return all(
        row[name] == value or (isinstance(value, list) and sorted(row[name]) == sorted(value))
        for name, value in body.items()
    )


def mark_of(body: Row) -> str:
    """The mark of a body."""
    mark: str = body.get("title") or body["description"]
    return mark


def by_id(row: Row) -> int:
    """For sorting."""
    id_: int = row["id"]
    return id_


def main(origin: str, folder: Path, people: int) -> int:
    """Let them write until SIGTERM; the exit status is 1 when one of them broke off."""
    writers = [Writer(origin, folder, number) for number in range(people)]
    threads = [threading.Thread(target=writer.run, daemon=True) for writer in writers]
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    for thread in threads:
        thread.start()
    while not ended.wait(0.2) and all(thread.is_alive() for thread in threads):
        pass
    for writer in writers:
        writer.stopping.set()
    for thread in threads:
        thread.join(_PATIENCE)
    return 0 if ended.is_set() and not any(thread.is_alive() for thread in threads) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
