"""What is asked: for each scenario the requests of a contender, and a check of its answers before any is timed."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import jwt

from benchmarks.side_by_side import truth
from benchmarks.side_by_side.contender import Contender
from benchmarks.side_by_side.layout import NAMES, PAGE, PASSWORD, READER, WORD, WRITER, Layout
from benchmarks.side_by_side.servers import CannotServe, Server

SCENARIOS = {
    "list": "the newest 20 notes with owner and tags",
    "short": "the newest 20 notes, five members (id, owner, title, body, created_at)",
    "counted": "the newest 20 notes by page, and how many there are",
    "one": "one note by a random id",
    "nested": "20 books with authors (and the ids of their books) and details",
    "search": "the newest 20 of the notes with a word, which one in a hundred has",
    "deep": "a random page of the oldest fifth of the notes",
    "create": "a new note of a title and a body",
    "refresh": "a new pair of tokens for a refresh token, which is then used up",
}
# The ids, places and bodies that a scenario goes through in turn.
_VARIANTS = 400
_SENTENCE = "A text of some length, as people write it down between two other things."
_BODY = {"title": "Measured", "body": " ".join([_SENTENCE] * 3)}
_TOKEN_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Visit:
    """A running contender with tokens; ``places`` lead to its deep pages, by the position of their first row."""

    contender: Contender
    server: Server
    layout: Layout
    reader: str
    writer: str
    chains: list[str]
    places: dict[int, str]


def sign(user: int, key: str, kind: str = "access") -> str:
    """A token as SimpleJWT makes it, with the username beside."""
    now = int(time.time())
    claims = {"token_type": kind, "exp": now + _TOKEN_SECONDS, "iat": now, "jti": uuid.uuid4().hex}
    return jwt.encode({**claims, "user_id": str(user), "username": NAMES[user]}, key, algorithm="HS256")


def visit(contender: Contender, server: Server, layout: Layout, key: str, connections: int) -> Visit:
    """Log in, or sign tokens, and find the deep places. Raises :class:`CannotServe`."""
    if contender.own_tokens:
        reader, writer = (_log_in(server, user)["access"] for user in (READER, WRITER))
        chains = [_log_in(server, READER)["refresh"] for _ in range(connections)]
    else:
        reader, writer = (sign(user, key) for user in (READER, WRITER))
        chains = [sign(READER, key, "refresh") for _ in range(connections)]
    found = _places(contender, server, layout, reader)
    return Visit(contender, server, layout, reader, writer, chains, found)


def check(visited: Visit, scenario: str) -> None:
    """Raise :class:`CannotServe` unless an answer is what it must be, and nobody gets one without a token."""
    _CHECKS[scenario](visited)
    if scenario not in ("create", "refresh"):
        status, _ = visited.server.ask("GET", _paths(visited, scenario)[0])
        _must(visited, scenario, "status without a token", status, 401)


def requests(visited: Visit, scenario: str) -> tuple[list[str], int]:
    """The requests as they go over the wire, and the status that each is to be answered with."""
    token = visited.writer if scenario == "create" else visited.reader
    head = f"Host: 127.0.0.1:{visited.server.port}\r\nAccept: application/json"
    if scenario == "refresh":
        body = '{"refresh":"{}"}'
        path = visited.contender.paths[scenario]
        return [f"POST {path} HTTP/1.1\r\n{head}\r\nContent-Type: application/json\r\n\r\n{body}"], 200
    head += f"\r\nAuthorization: Bearer {token}"
    if scenario == "create":
        body = json.dumps(_BODY)
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}"
        return [f"POST {visited.contender.paths[scenario]} HTTP/1.1\r\n{head}\r\n{kind}\r\n\r\n{body}"], 201
    return [f"GET {path} HTTP/1.1\r\n{head}\r\n\r\n" for path in _paths(visited, scenario)], 200


def _paths(visited: Visit, scenario: str) -> list[str]:
    template = visited.contender.paths[scenario]
    random = Random(20)
    if "{id}" in template:
        ids = (visited.layout.note_id(random.randrange(visited.layout.own)) for _ in range(_VARIANTS))
        return [template.format(id=key) for key in ids]
    if "{place}" in template:
        return [template.format(place=place) for place in visited.places.values()]
    return [template.format(word=WORD)]


def _log_in(server: Server, user: int) -> dict[str, str]:
    status, answer = server.ask("POST", "/api/token/", body={"username": NAMES[user], "password": PASSWORD})
    if status != 200:
        raise CannotServe(f"log-in was answered {status}: {answer}")
    tokens: dict[str, str] = answer
    return tokens


def _places(contender: Contender, server: Server, layout: Layout, token: str) -> dict[int, str]:
    first, last = layout.own * 4 // 5, layout.own - PAGE
    if contender.deep == "next":
        return _cursors(contender, server, layout, token)
    random = Random(20)
    pages = [random.randrange(first // PAGE, last // PAGE + 1) for _ in range(_VARIANTS)]
    if contender.deep == "page":
        return {page * PAGE: str(page + 1) for page in pages}
    before = ((page * PAGE, layout.note_id(page * PAGE - 1)) for page in pages)
    return {position: f"{quote(truth.moment(key).isoformat())},{key}" for position, key in before}


def _cursors(contender: Contender, server: Server, layout: Layout, token: str) -> dict[int, str]:
    """The cursors of the last fifth, as somebody finds them who follows the links."""
    size, position, found = 100, 0, {}
    path = contender.paths["list"]
    path += ("&" if "?" in path else "?") + f"page_size={size}"
    while position + size < layout.own:
        status, answer = server.ask("GET", path, token)
        if status != 200 or not answer["next"]:
            raise CannotServe(f"{contender.title}: no next page after row {position}, but {status}: {answer}")
        position += size
        split = urlsplit(answer["next"])
        path = f"{split.path}?{split.query}"
        if position >= layout.own * 4 // 5:
            found[position] = quote(parse_qs(split.query)["cursor"][0])
    return found


def _must(visited: Visit, scenario: str, what: str, got: Any, expected: Any) -> None:
    if got != expected:
        name = visited.contender.title
        raise CannotServe(f"{name}, {scenario}: {what} should be\n{expected!r}\nand is\n{got!r}")


def _get(visited: Visit, scenario: str, path: str) -> Any:
    status, answer = visited.server.ask("GET", path, visited.reader)
    _must(visited, scenario, f"status of {path}", status, 200)
    return answer


def _check_rows(visited: Visit, scenario: str, path: str, expected: list[dict[str, Any]]) -> Any:
    answer = _get(visited, scenario, path)
    # Django Ninja's pages by number have another name for them.
    rows = answer.get("results", answer.get("items"))
    _must(visited, scenario, "kind of rows", type(rows), list)
    _must(visited, scenario, "number of rows", len(rows), len(expected))
    for row, right in zip(rows, expected, strict=True):
        _must(visited, scenario, "row", truth.normal(row), right)
    return answer


def _check_list(visited: Visit) -> None:
    _check_rows(visited, "list", _paths(visited, "list")[0], truth.notes(visited.layout))


def _check_short(visited: Visit) -> None:
    expected = [{name: note[name] for name in truth.SHORT} for note in truth.notes(visited.layout)]
    _check_rows(visited, "short", _paths(visited, "short")[0], expected)


def _check_counted(visited: Visit) -> None:
    answer = _check_rows(visited, "counted", _paths(visited, "counted")[0], truth.notes(visited.layout))
    _must(visited, "counted", "count", answer["count"], visited.layout.own)


def _check_one(visited: Visit) -> None:
    for number in (0, visited.layout.own - 1):
        key = visited.layout.note_id(number)
        answer = _get(visited, "one", visited.contender.paths["one"].format(id=key))
        _must(visited, "one", "note", truth.normal(answer), truth.note(visited.layout, key))
    # Not the reader's, though it is there.
    other = visited.layout.step * visited.layout.own - 1
    status, _ = visited.server.ask("GET", visited.contender.paths["one"].format(id=other), visited.reader)
    _must(visited, "one", "status of another owner's note", status, 404)


def _check_nested(visited: Visit) -> None:
    _check_rows(visited, "nested", _paths(visited, "nested")[0], truth.books(visited.layout))


def _check_search(visited: Visit) -> None:
    _check_rows(visited, "search", _paths(visited, "search")[0], truth.found(visited.layout))


def _check_deep(visited: Visit) -> None:
    template = visited.contender.paths["deep"]
    for position in (min(visited.places), max(visited.places)):
        path = template.format(place=visited.places[position])
        _check_rows(visited, "deep", path, truth.notes(visited.layout, position))


def _check_create(visited: Visit) -> None:
    status, answer = visited.server.ask("POST", visited.contender.paths["create"], visited.writer, _BODY)
    _must(visited, "create", "status", status, 201)
    made = {name: answer[name] for name in ("owner", "title", "body", "tags")}
    _must(visited, "create", "note", made, {"owner": NAMES[WRITER], **_BODY, "tags": []})
    path = visited.contender.paths["one"].format(id=answer["id"])
    status, again = visited.server.ask("GET", path, visited.writer)
    _must(visited, "create", "the note when it is read", (status, again), (200, answer))


def _check_refresh(visited: Visit) -> None:
    """The check uses up the first chain's token and leaves the next one there."""
    path = visited.contender.paths["refresh"]
    status, answer = visited.server.ask("POST", path, body={"refresh": visited.chains[0]})
    _must(visited, "refresh", "status", status, 200)
    visited.chains[0] = answer["refresh"]
    status, _ = visited.server.ask("GET", _paths(visited, "list")[0], answer["access"])
    _must(visited, "refresh", "status with the new access token", status, 200)


_CHECKS: dict[str, Callable[[Visit], None]] = {
    "list": _check_list,
    "short": _check_short,
    "counted": _check_counted,
    "one": _check_one,
    "nested": _check_nested,
    "search": _check_search,
    "deep": _check_deep,
    "create": _check_create,
    "refresh": _check_refresh,
}
