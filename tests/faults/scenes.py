"""What goes wrong, one scene each: what is done, what was seen, and which bound it broke.

The bounds are promises to people: seconds that somebody waits, not what a machine can do.
"""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from benchmarks.side_by_side.processes import cpu_seconds
from tests import postgres
from tests.crashes.house import House, children
from tests.faults.cores import apart
from tests.faults.load import REFUSED, RIGHT, Answers, Background, Clients, Request
from tests.people import PASSWORD

# Of the server in these scenes: how long a statement may take, and a request wait. The defaults are 15 and 2.
STATEMENT_SECONDS, QUEUE_SECONDS = 5, 2
# A statement, its grace, and one attempt to connect; then what the machine is slow by.
LONGEST_SECONDS = STATEMENT_SECONDS + 2 + 5 + 3
# The database is away, and everybody is told so: as soon as a thread has time, which is at most this long in coming.
REFUSAL_SECONDS = QUEUE_SECONDS + 3
WELL_SECONDS = 5
# Of the processor time under five times the load, what at least goes into right answers.
GOODPUT = 0.6
# How long the load goes on after all should be well.
_AFTERWARDS = WELL_SECONDS + 3
_JSON = "Content-Type: application/json\r\n"


@dataclass
class Scene:
    """What was seen: ``figures`` by name, and ``broken`` bounds."""

    name: str
    figures: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def bound(self, what: str, figure: float, most: float, unit: str = "s") -> None:
        """Note a figure that must not be above ``most``."""
        self.figures[what] = f"{figure:.2f} {unit} (at most {most:g})"
        if figure > most:
            self.broken.append(f"{what}: {figure:.2f} {unit}, at most {most:g}")

    def counted(self, answers: Answers) -> None:
        """Note how many answers there were of each kind; a wrong or a missing one breaks the scene."""
        counts = answers.counts()
        self.figures["answers"] = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
        self.broken += answers.faults()


@dataclass(frozen=True)
class Cast:
    """A person with rows, and the requests that are sent for them."""

    reads: list[Request]
    mixed: list[Request]
    notes: list[Request]
    tasks: list[Request]


def cast(house: House) -> Cast:
    """Make a person with fifty notes, and requests by which every way through the server is taken."""
    token = _token(house)
    made = [_post(house, token, "/api/notes/", {"title": f"mine {n}", "tags": ["t"]}) for n in range(50)]
    task = _post(house, token, "/api/tasks/", {"title": "mine"})["id"]
    note = made[0]["id"]
    lists = _request("list of notes (lane)", token, "GET", "/api/notes/", holds=b"mine")
    one = _request("a note (lane)", token, "GET", f"/api/notes/{note}/", holds=b"mine")
    # What has a condition goes the long way.
    slow = _request("a note (long way)", f'{token}\r\nIf-None-Match: "x"', "GET", f"/api/notes/{note}/", holds=b"mine")
    search = _request("search", token, "GET", "/api/notes/?search=mine&pinned=false", holds=b"mine")
    create = _request("create (lane)", token, "POST", "/api/notes/", {"title": "mine too"}, 201, b"mine too")
    change = _request("change", token, "PATCH", f"/api/notes/{note}/", {"body": "mine still"}, 200, b"mine still")
    tasks = _request("a task (lane)", token, "GET", f"/api/tasks/{task}/", holds=b"mine")
    return Cast([lists, one, slow, search], [lists, one, slow, search, create, change], [lists, change], [tasks])


def restart(house: House, cast: Cast) -> Scene:
    """The database is killed under load, is away for three seconds, and comes back."""
    scene = Scene("database restarted under load")
    assert house.database is not None
    with _same_processes(house, scene):
        load = Background(house.port, cast.mixed, rate=40)
        time.sleep(3)
        house.database.kill()
        time.sleep(3)
        house.database.restart()
        house.await_database()
        back = time.monotonic()
        answers = load.answers(back + _AFTERWARDS)
    scene.counted(answers)
    _well_again(scene, answers, back)
    scene.bound("slowest refusal", answers.slowest(REFUSED), REFUSAL_SECONDS)
    return scene


def terminated(house: House, cast: Cast) -> Scene:
    """Every connection of the server is ended by the database, five times."""
    scene = Scene("all connections terminated, five times")
    with _same_processes(house, scene), _superuser(house) as superuser:
        load = Background(house.port, cast.mixed, rate=40)
        for _ in range(5):
            time.sleep(1)
            _terminate(superuser)
        back = time.monotonic()
        answers = load.answers(back + _AFTERWARDS)
    scene.counted(answers)
    _well_again(scene, answers, back)
    scene.bound("slowest answer", answers.slowest(), REFUSAL_SECONDS)
    return scene


def hanging(house: House, cast: Cast) -> Scene:
    """Every process of the database stands still for twenty seconds (SIGSTOP): it neither answers nor refuses."""
    scene = Scene("database hangs for 20 s")
    assert house.database is not None
    with _same_processes(house, scene):
        load = Background(house.port, cast.mixed, rate=10)
        time.sleep(2)
        house.database.signal(signal.SIGSTOP)
        time.sleep(20)
        house.database.signal(signal.SIGCONT)
        back = time.monotonic()
        answers = load.answers(back + _AFTERWARDS)
    scene.counted(answers)
    _well_again(scene, answers, back)
    scene.bound("slowest answer", answers.slowest(), LONGEST_SECONDS)
    return scene


def exhausted(house: House, cast: Cast) -> Scene:
    """The database lets the server's role have no connection for five seconds."""
    scene = Scene("no connection to be had")
    with _same_processes(house, scene), _superuser(house) as superuser:
        load = Background(house.port, cast.mixed, rate=40)
        time.sleep(2)
        superuser.execute(f"ALTER ROLE {postgres.SERVER} CONNECTION LIMIT 0".encode())
        _terminate(superuser)
        time.sleep(5)
        superuser.execute(f"ALTER ROLE {postgres.SERVER} CONNECTION LIMIT -1".encode())
        back = time.monotonic()
        answers = load.answers(back + _AFTERWARDS)
    scene.counted(answers)
    if not answers.of(REFUSED):
        scene.broken.append("nothing was refused: the scene did not happen")
    _well_again(scene, answers, back)
    scene.bound("slowest refusal", answers.slowest(REFUSED), REFUSAL_SECONDS)
    return scene


def locked(house: House, cast: Cast) -> Scene:
    """Somebody holds a lock on the table of notes for fifteen seconds; others ask for tasks."""
    scene = Scene("table locked for 15 s")
    with _same_processes(house, scene), _superuser(house, postgres.DATABASE) as superuser:
        load = Background(house.port, cast.notes, rate=2)
        others = Background(house.port, cast.tasks, rate=20)
        time.sleep(2)
        with superuser.transaction():
            superuser.execute("LOCK TABLE notes_note IN ACCESS EXCLUSIVE MODE")
            time.sleep(15)
        back = time.monotonic()
        answers, rest = load.answers(back + _AFTERWARDS), others.answers(back + _AFTERWARDS)
    scene.counted(Answers(answers.all + rest.all))
    _well_again(scene, Answers(answers.all + rest.all), back)
    scene.bound("slowest answer about notes", answers.slowest(), LONGEST_SECONDS)
    scene.bound("slowest answer about tasks", rest.slowest(), LONGEST_SECONDS)
    scene.figures["tasks answered"] = f"{len(rest.of(RIGHT))} of {len(rest.all)}"
    return scene


def overload(house: House, requests: list[Request], name: str) -> Scene:
    """Five times as many requests as the server answers when it is asked as fast as it can answer.

    Server and database have one processor and the clients another, as if they were on another machine.
    """
    server = house.running.process.pid
    database = house.database.processes() if house.database else []
    with apart([server, *children(server), *database]) as is_apart:
        scene = _overloaded(house, requests, name)
    scene.figures["processors"] = "one for the server, the others for the clients" if is_apart else "one for all"
    return scene


def _overloaded(house: House, requests: list[Request], name: str) -> Scene:
    scene = Scene(f"five times the load: {name}")
    Clients(house.port, requests).waiting(8, 2)
    before = _cpu(house)
    alone = Clients(house.port, requests).waiting(16, 8).of(RIGHT)
    for_each = (_cpu(house) - before) / len(alone)
    capacity = len(alone) / 8
    with _same_processes(house, scene):
        before, began = _cpu(house), time.monotonic()
        clients = Clients(house.port, requests)
        answers = clients.steady(5 * capacity, 15)
        spent = _cpu(house) - before
        after = Clients(house.port, requests).waiting(1, 2)
    scene.counted(answers)
    # By when they were answered, without the seconds in which the queue begins.
    done = [each for each in answers.of(RIGHT) if began + 3 <= each.asked + each.seconds < began + 15]
    goodput = len(done) / 12
    scene.figures["capacity"] = f"{capacity:.0f} a second, {1000 * for_each:.1f} ms of processor each"
    scene.figures["sent"] = f"{len(answers.all) / 15:.0f} a second, {clients.latest:.2f} s late at most"
    scene.figures["goodput"] = f"{goodput:.0f} a second, {goodput / capacity:.0%} of capacity"
    # What it makes of the time that it has, whatever the clients leave it.
    useful = len(answers.of(RIGHT)) * for_each / spent
    scene.figures["processor time spent on right answers"] = f"{useful:.0%} (at least {GOODPUT:.0%})"
    if useful < GOODPUT:
        scene.broken.append(f"only {useful:.0%} of the processor time was spent on right answers")
    scene.figures["right, half of them within"] = f"{answers.quantile(0.5, RIGHT):.2f} s"
    scene.figures["refused, half of them within"] = f"{answers.quantile(0.5, REFUSED):.2f} s"
    scene.figures["refused, 99 % within"] = f"{answers.quantile(0.99, REFUSED):.2f} s"
    scene.bound("slowest answer", answers.slowest(), QUEUE_SECONDS + 8)
    scene.bound("slowest answer afterwards", after.slowest(), 2)
    return scene


ON_POSTGRESQL: tuple[Callable[[House, Cast], Scene], ...] = (restart, terminated, exhausted, locked, hanging)


def _well_again(scene: Scene, answers: Answers, back: float) -> None:
    """How long after ``back`` somebody was last refused, by when they asked."""
    late = [each.asked - back for each in answers.all if each.verdict != RIGHT and each.asked >= back]
    scene.bound("last refusal after its return", max(late, default=0.0), WELL_SECONDS)
    if not answers.of(RIGHT, since=back + WELL_SECONDS):
        scene.broken.append("nobody asked after it was well again: the scene was too short")


@contextmanager
def _same_processes(house: House, scene: Scene) -> Iterator[None]:
    """The server's processes are the same afterwards."""
    before = children(house.running.process.pid)
    yield
    after = children(house.running.process.pid)
    scene.figures["server processes"] = "the same" if before == after else f"{before}, then {after}"
    if before != after:
        scene.broken.append("a process of the server was replaced")


@contextmanager
def _superuser(house: House, database: str = "postgres") -> Iterator[psycopg.Connection]:
    assert house.database is not None
    with psycopg.connect(house.database.url(postgres.SUPERUSER, database), autocommit=True) as connection:
        yield connection


def _terminate(superuser: psycopg.Connection) -> None:
    superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [postgres.SERVER])


def _cpu(house: House) -> float:
    """Processor seconds that server and database have spent so far."""
    return cpu_seconds(house.running.process.pid) + cpu_seconds(house.database.pid() if house.database else 0)


def _request(
    name: str,
    token: str,
    method: str,
    path: str,
    body: object = None,
    status: int = 200,
    holds: bytes = b"",
) -> Request:
    content = b"" if body is None else json.dumps(body).encode()
    length = f"Content-Length: {len(content)}\r\n{_JSON}" if content else ""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n{length}\r\n"
    return Request(name, head.encode() + content, status, holds)


def _token(house: House) -> str:
    person = {"username": "somebody", "password": PASSWORD}
    headers = {"Content-Type": "application/json"}
    house.running.request("POST", "/api/register/", json.dumps(person), headers)
    token: str = json.loads(house.running.request("POST", "/api/token/", json.dumps(person), headers).text)["access"]
    return token


def _post(house: House, token: str, path: str, body: object) -> dict[str, int]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    answer = house.running.request("POST", path, json.dumps(body), headers)
    assert answer.status == 201, answer.text
    made: dict[str, int] = json.loads(answer.text)
    return made
