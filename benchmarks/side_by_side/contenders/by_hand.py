"""What both servers written by hand have in common: the pool, the caller, the parameters.

The pool sends no reset between requests, which nothing here needs. A token is verified once and remembered until it
expires; nobody asks whether its person is still there. No row-level security.
"""

from __future__ import annotations

import os
import time
from typing import Any

import asyncpg
import jwt
import orjson
from blacksheep import Request

_KEY = os.environ["BENCH_SIGNING_KEY"]
_MOST_TOKENS = 10_000

_tokens: dict[bytes, tuple[int, str, float]] = {}


class Connection(asyncpg.Connection):
    """A connection that keeps its state from one request to the next, as no request changes it."""

    async def reset(self, *, timeout: float | None = None) -> None:
        """Send nothing."""


async def pool() -> asyncpg.Pool:
    """This worker's connections."""
    return await asyncpg.create_pool(
        os.environ["BENCH_DATABASE"],
        min_size=4,
        max_size=4,
        max_queries=10**9,
        max_inactive_connection_lifetime=0,
        connection_class=Connection,
        server_settings={"jit": "off"},
    )


def caller(request: Request) -> tuple[int, str] | None:
    """Id and name of who asks; None without a good token."""
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


def parameter(request: Request, name: str) -> str:
    """A parameter of the query string; empty where it is not there."""
    values = request.query.get(name)
    return values[0] if values else ""


async def new_note(request: Request) -> tuple[str, str] | None:
    """Title and body of the note in a request; None for one that cannot be."""
    content: Any = orjson.loads(await request.read() or b"null")
    title, body = content["title"], content.get("body", "")
    if not isinstance(title, str) or not 0 < len(title) <= 200 or not isinstance(body, str):
        return None
    return title, body
