"""BlackSheep and asyncpg by somebody who counts microseconds: the database makes the JSON of the whole answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import asyncpg
from blacksheep import Application, Content, Request, Response

from benchmarks.side_by_side.contenders import by_hand, statements
from benchmarks.side_by_side.contenders.by_hand import parameter

app = Application(show_error_details=False)
pool: asyncpg.Pool


@app.on_start
async def connect(_: Application) -> None:
    """Open this worker's connections."""
    global pool
    pool = await by_hand.pool()


async def _answer(request: Request, statement: str, *values: Any, status: int = 200, named: bool = True) -> Response:
    caller = by_hand.caller(request)
    if caller is None:
        return Response(401)
    # A statement takes the parameters that it has, and no others.
    text = await pool.fetchval(statement, *(caller if named else caller[:1]), *values)
    if text is None:
        return Response(404)
    return Response(status, None, Content(b"application/json", text.encode()))


@app.router.get("/notes")
async def list_notes(request: Request) -> Response:
    """The caller's notes: the newest, those before one, those with a word."""
    if before := parameter(request, "before"):
        moment, _, key = before.partition(",")
        return await _answer(request, statements.DEEP, datetime.fromisoformat(moment), int(key))
    if search := parameter(request, "search"):
        return await _answer(request, statements.SEARCH, f"%{search}%")
    return await _answer(request, statements.LIST)


@app.router.get("/short-notes")
async def list_short_notes(request: Request) -> Response:
    """The caller's notes with five members."""
    return await _answer(request, statements.SHORT)


@app.router.get("/counted-notes")
async def list_counted_notes(request: Request) -> Response:
    """The caller's notes by page, and how many there are."""
    return await _answer(request, statements.COUNTED, (int(parameter(request, "page") or 1) - 1) * 20)


@app.router.get("/notes/{note_id}")
async def get_note(request: Request) -> Response:
    """One of the caller's notes."""
    return await _answer(request, statements.ONE, int(request.route_values["note_id"]))


@app.router.post("/notes")
async def create_note(request: Request) -> Response:
    """A new note of the caller's."""
    note = await by_hand.new_note(request)
    return Response(400) if note is None else await _answer(request, statements.CREATE, *note, status=201)


@app.router.get("/books")
async def list_books(request: Request) -> Response:
    """The caller's books."""
    return await _answer(request, statements.NESTED, named=False)
