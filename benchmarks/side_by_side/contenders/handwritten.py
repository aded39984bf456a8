"""BlackSheep and asyncpg as most people write them: rows from the database, JSON by orjson."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import asyncpg
import orjson
from blacksheep import Application, Content, Request, Response

from benchmarks.side_by_side.contenders import by_hand, rows
from benchmarks.side_by_side.contenders.by_hand import parameter

app = Application(show_error_details=False)
pool: asyncpg.Pool


@app.on_start
async def connect(_: Application) -> None:
    """Open this worker's connections."""
    global pool
    pool = await by_hand.pool()


def _json(content: Any, status: int = 200) -> Response:
    return Response(status, None, Content(b"application/json", orjson.dumps(content)))


async def _list(request: Request, statement: str, *values: Any) -> Response:
    caller = by_hand.caller(request)
    if caller is None:
        return Response(401)
    owner, name = caller
    return _json({"results": _notes(await pool.fetch(statement, owner, *values), name)})


def _notes(found: Iterable[asyncpg.Record], owner: str) -> list[dict[str, Any]]:
    return [{**note, "owner": owner} for note in found]


@app.router.get("/notes")
async def list_notes(request: Request) -> Response:
    """The caller's notes: the newest, those before one, those with a word."""
    if before := parameter(request, "before"):
        moment, _, key = before.partition(",")
        return await _list(request, rows.DEEP, datetime.fromisoformat(moment), int(key))
    if search := parameter(request, "search"):
        return await _list(request, rows.SEARCH, f"%{search}%")
    return await _list(request, rows.LIST)


@app.router.get("/short-notes")
async def list_short_notes(request: Request) -> Response:
    """The caller's notes with five members."""
    return await _list(request, rows.SHORT)


@app.router.get("/counted-notes")
async def list_counted_notes(request: Request) -> Response:
    """The caller's notes by page, and how many there are."""
    caller = by_hand.caller(request)
    if caller is None:
        return Response(401)
    owner, name = caller
    async with pool.acquire() as connection:
        count = await connection.fetchval(rows.COUNT, owner)
        found = await connection.fetch(rows.PAGE, owner, (int(parameter(request, "page") or 1) - 1) * 20)
    return _json({"count": count, "results": _notes(found, name)})


@app.router.get("/notes/{note_id}")
async def get_note(request: Request) -> Response:
    """One of the caller's notes."""
    caller = by_hand.caller(request)
    if caller is None:
        return Response(401)
    owner, name = caller
    note = await pool.fetchrow(rows.ONE, owner, int(request.route_values["note_id"]))
    return Response(404) if note is None else _json({**note, "owner": name})


@app.router.post("/notes")
async def create_note(request: Request) -> Response:
    """A new note of the caller's."""
    caller, note = by_hand.caller(request), await by_hand.new_note(request)
    if caller is None or note is None:
        return Response(401 if caller is None else 400)
    owner, name = caller
    return _json({**await pool.fetchrow(rows.CREATE, owner, *note), "owner": name, "tags": []}, status=201)


@app.router.get("/books")
async def list_books(request: Request) -> Response:
    """The caller's books with their authors and details: three statements on one connection."""
    caller = by_hand.caller(request)
    if caller is None:
        return Response(401)
    async with pool.acquire() as connection:
        books = await connection.fetch(rows.BOOKS, caller[0])
        pairs = await connection.fetch(rows.AUTHORS, caller[0], [book["id"] for book in books])
        written = await connection.fetch(rows.WRITTEN, caller[0], list({pair["id"] for pair in pairs}))
    by_author, by_book = defaultdict(list), defaultdict(list)
    for pair in written:
        by_author[pair["author_id"]].append(pair["book_id"])
    for pair in pairs:
        by_book[pair["book_id"]].append({"id": pair["id"], "name": pair["name"], "books": by_author[pair["id"]]})
    return _json({"results": [_book(book, by_book[book["id"]]) for book in books]})


def _book(book: asyncpg.Record, authors: list[dict[str, Any]]) -> dict[str, Any]:
    details = {name: book[name] for name in ("isbn", "pages", "published")} if book["described"] else None
    return {"id": book["id"], "title": book["title"], "authors": authors, "details": details}
