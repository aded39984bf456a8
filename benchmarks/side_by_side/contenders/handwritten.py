"""BlackSheep and asyncpg by somebody who counts microseconds.

The database makes the JSON. The pool sends no reset between requests, which nothing here needs. A token is verified
once and remembered until it expires; nobody asks whether its person is still there. No row-level security.
"""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import Any

import asyncpg
import jwt
import orjson
from blacksheep import Application, Content, Request, Response

from benchmarks.side_by_side.contenders import statements

_KEY = os.environ["BENCH_SIGNING_KEY"]
_MOST_TOKENS = 10_000

app = Application(show_error_details=False)
pool: asyncpg.Pool
_tokens: dict[bytes, tuple[int, str, float]] = {}


class Connection(asyncpg.Connection):
    """A connection that keeps its state from one request to the next, as no request changes it."""

    async def reset(self, *, timeout: float | None = None) -> None:
        """Send nothing."""


@app.on_start
async def connect(_: Application) -> None:
    """Open this worker's connections; a search is planned for its own words."""
    global pool
    pool = await asyncpg.create_pool(
        os.environ["BENCH_DATABASE"],
        min_size=4,
        max_size=4,
        max_queries=10**9,
        max_inactive_connection_lifetime=0,
        connection_class=Connection,
        server_settings={"jit": "off"},
    )


def _caller(request: Request) -> tuple[int, str] | None:
    header = request.get_first_header(b"authorization")
    if header is None:
        return None
    known = _tokens.get(header)
    if known is None:
        try:
            claims = jwt.decode(header.partition(b" ")[2], _KEY, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return None
        if len(_tokens) >= _MOST_TOKENS:
            _tokens.clear()
        known = _tokens[header] = (int(claims["user_id"]), claims["username"], claims["exp"])
    if known[2] <= time.time():
        return None
    return known[:2]


async def _answer(request: Request, statement: str, *values: Any, status: int = 200, named: bool = True) -> Response:
    caller = _caller(request)
    if caller is None:
        return Response(401)
    # A statement takes the parameters that it has, and no others.
    text = await pool.fetchval(statement, *(caller if named else caller[:1]), *values)
    if text is None:
        return Response(404)
    return Response(status, None, Content(b"application/json", text.encode()))


def _parameter(request: Request, name: str) -> str:
    values = request.query.get(name)
    return values[0] if values else ""


@app.router.get("/notes")
async def list_notes(request: Request) -> Response:
    """The caller's notes: the newest, those before one, those with a word."""
    if before := _parameter(request, "before"):
        moment, _, key = before.partition(",")
        return await _answer(request, statements.DEEP, datetime.fromisoformat(moment), int(key))
    if search := _parameter(request, "search"):
        return await _answer(request, statements.SEARCH, f"%{search}%")
    return await _answer(request, statements.LIST)


@app.router.get("/short-notes")
async def list_short_notes(request: Request) -> Response:
    """The caller's notes with five members."""
    return await _answer(request, statements.SHORT)


@app.router.get("/counted-notes")
async def list_counted_notes(request: Request) -> Response:
    """The caller's notes by page, and how many there are."""
    return await _answer(request, statements.COUNTED, (int(_parameter(request, "page") or 1) - 1) * 20)


@app.router.get("/notes/{note_id}")
async def get_note(request: Request) -> Response:
    """One of the caller's notes."""
    return await _answer(request, statements.ONE, int(request.route_values["note_id"]))


@app.router.post("/notes")
async def create_note(request: Request) -> Response:
    """A new note of the caller's."""
    content = orjson.loads(await request.read() or b"null")
    title, body = content["title"], content.get("body", "")
    if not isinstance(title, str) or not 0 < len(title) <= 200 or not isinstance(body, str):
        return Response(400)
    return await _answer(request, statements.CREATE, title, body, status=201)


@app.router.get("/books")
async def list_books(request: Request) -> Response:
    """The caller's books."""
    return await _answer(request, statements.NESTED, named=False)
