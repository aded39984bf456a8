"""What no answer may be or hold, whoever asked for whatever."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests import schema
from tests.isolation.operations import RELATIONS, TRASH, USERS
from tests.isolation.people import WORD, Somebody
from tests.lane.ways import Answer

if TYPE_CHECKING:
    from tests.isolation.world import Call, World

# The rows that a line of the trash may be of, by the name of their kind.
THROWN_AWAY = {
    "notes.note": "/api/notes/",
    "notes.tag": "/api/notes/tags/",
    "tasks.task": "/api/tasks/",
    "tasks.tag": "/api/tasks/tags/",
    "transactions.transaction": "/api/transactions/",
    "transactions.category": "/api/transactions/categories/",
    "library.author": "/api/authors/",
    "library.book": "/api/books/",
    "library.quote": "/api/quotes/",
}
_SAME_KIND = ("results", "created", "updated")
_HALF = 10
_CHALLENGE = 'Bearer realm="api"'


def words(text: str) -> set[str]:
    """The marked words, and the beginnings of such, in ``text``."""
    return {match[0] for match in WORD.finditer(text)}


def document(answer: Answer) -> Any:
    """The body as JSON; None when it is none."""
    if not answer.headers.get("content-type", "").partition(";")[0].endswith("json"):
        return None
    return json.loads(answer.body) if answer.body else None


def check(world: World, who: Somebody, call: Call, token: str | None, answer: Answer) -> None:
    """Raise ``AssertionError`` unless ``answer`` may be given to ``who``; else learn the ids in it."""
    operation = call.operation
    assert answer.status < 500 or _is_unbuilt(call, answer), f"fails with {answer.status}"
    assert answer.status != 429, "is throttled, so that nothing is tested"
    _holds_no_secret(world, who, call, answer)
    if operation is None:
        return
    schema.check(call.method, call.path, _Response(answer))
    if operation.needs_token and (token is None or who.is_visitor):
        assert answer.status == 401, f"a visitor is answered {answer.status}, not 401"
        assert operation.is_conduit or answer.headers.get("www-authenticate") == _CHALLENGE
    elif operation.needs_token and token == who.access:
        assert answer.status != 401, "a live token is refused"
    if answer.status < 300 and not who.is_visitor and not operation.is_conduit:
        _Reader(world, who).learn(document(answer), operation.kind)


def _is_unbuilt(call: Call, answer: Answer) -> bool:
    """Whether it is one of the web pages, where nobody has built them."""
    return call.operation is None and answer.status == 503 and "retry-after" in answer.headers


def _holds_no_secret(world: World, who: Somebody, call: Call, answer: Answer) -> None:
    held = answer.body.decode("utf-8", "replace") + str(answer.headers)
    asked = call.text
    for word in words(held):
        writer = world.marks.get(word[2:_HALF])
        if writer not in (who, None) and not _is_public(world, word) and word not in asked:
            raise AssertionError(f"{who} is answered with {writer}'s {word}")
    for other in world.people:
        for secret in other.never if other is who else other.never | other.secret:
            assert secret not in held or (other is not who and secret in asked), f"{who} is told {other}'s {secret}"


def _is_public(world: World, word: str) -> bool:
    # Where a public text was cut, half a word of it is public.
    return word in world.public or (len(word) == _HALF and any(each.startswith(word) for each in world.public))


class _Reader:
    """Learns the ids in an answer to somebody, and finds those that are another's."""

    def __init__(self, world: World, who: Somebody) -> None:
        self._world = world
        self._who = who

    def learn(self, value: Any, kind: str) -> None:
        """Raise ``AssertionError`` for an id of ``kind``, or of rows in it, that somebody else has."""
        if isinstance(value, list):
            for each in value:
                self.learn(each, kind)
        elif isinstance(value, dict):
            if "id" in value:
                self._claim(kind, value["id"])
            for name, each in value.items():
                self._member(name, each, value, kind)

    def _member(self, name: str, value: Any, row: dict[str, Any], kind: str) -> None:
        if name in ("owner", "user"):
            # By the id, or by a name that the person has or had.
            is_own = value == self._who.id or (isinstance(value, str) and self._who.mark in value)
            assert is_own, f"{self._who} is shown a row of {value}"
        elif name in RELATIONS:
            self._related(value, RELATIONS[name])
        elif name == "deleted":
            self._related(value, kind)
        elif name in _SAME_KIND:
            self.learn(value, kind)
        elif kind == TRASH and name in ("row", "content"):
            number = value["id"] if isinstance(value, dict) else value
            # Without its kind, which ``?fields=`` can leave out, a number could be any row's.
            if number is not None and "kind" in row:
                self._claim(THROWN_AWAY[row["kind"]], number, is_there=False)
        elif name == "next" and isinstance(value, str):
            self._who.links.append(value)

    def _related(self, value: Any, kind: str) -> None:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                self.learn(each, kind)
            elif each is not None:
                self._claim(kind, each)

    def _claim(self, kind: str, value: Any, *, is_there: bool = True) -> None:
        owner = self._world.owners.setdefault((kind, value), self._who)
        assert owner is self._who, f"{self._who} is shown {owner}'s {kind}{value}"
        if is_there and kind != USERS:
            self._who.known[kind][value] = None


class _Response:
    """An answer as the schema's check reads it."""

    streaming = False

    def __init__(self, answer: Answer) -> None:
        self.status_code = answer.status
        self.content = answer.body
        self.headers = {name.title(): value for name, value in answer.headers.items()}

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.content)
