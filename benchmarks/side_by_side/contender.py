"""What a contender is, and all of them in the order of the tables."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.side_by_side import servers
from benchmarks.side_by_side.databases import Database
from benchmarks.side_by_side.truth import SHORT

_HERE = "benchmarks.side_by_side.contenders"
_WSGI = f"{_HERE}.django_wsgi:application"

Place = Literal["page", "next", "before"]


@dataclass(frozen=True)
class Contender:
    """One way of serving the tables.

    ``paths`` are by scenario, with ``{id}``, ``{word}`` and ``{place}`` to be filled in; a scenario without one is not
    measured. ``deep`` says what ``{place}`` is: the number of a page, the cursor that a "next" link had, or the moment
    and id of the row before. ``own_tokens``: it is logged in to; the others get a signed token.
    """

    key: str
    title: str
    about: str
    vendor: str
    command: tuple[str, ...]
    paths: dict[str, str]
    deep: Place = "page"
    settings: dict[str, str] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    own_tokens: bool = False

    def missing(self) -> list[str]:
        """The packages that are not installed."""
        return [name for name in self.packages if importlib.util.find_spec(name) is None]

    def environment(self, database: Database, key: str) -> dict[str, str]:
        """The variables that its server is started with; ``key`` signs the tokens of those without their own."""
        if self.own_tokens:
            return database.environment()
        return {"BENCH_DATABASE": database.address(), "BENCH_SIGNING_KEY": key, **self.settings}


_DRF = {
    "list": "/api/notes/",
    "short": "/api/short-notes/",
    "counted": "/api/notes/",
    "one": "/api/notes/{id}/",
    "nested": "/api/books/",
    "search": "/api/notes/?search={word}",
    "deep": "/api/notes/?page={place}",
    "create": "/api/notes/",
    "refresh": "/api/token/refresh/",
}
_NINJA = {
    "list": "/api/notes",
    "short": "/api/short-notes",
    "counted": "/api/counted-notes",
    "one": "/api/notes/{id}",
    "nested": "/api/books",
    "search": "/api/notes?search={word}",
    "deep": "/api/notes?cursor={place}",
    "create": "/api/notes",
}
_BY_HAND = {
    "list": "/notes",
    "short": "/short-notes",
    "counted": "/counted-notes",
    "one": "/notes/{id}",
    "nested": "/books",
    "search": "/notes?search={word}",
    "deep": "/notes?before={place}",
    "create": "/notes",
}
_RINGFENCE = {
    "list": "/api/notes/?cursor=",
    "short": f"/api/notes/?cursor=&fields={','.join(SHORT)}",
    "counted": "/api/notes/",
    "one": "/api/notes/{id}/",
    "nested": "/api/books/?cursor=&expand=authors&fields=id,title,authors,details",
    "search": "/api/notes/?cursor=&search={word}",
    "deep": "/api/notes/?cursor={place}",
    "create": "/api/notes/",
    "refresh": "/api/token/refresh/",
}


def _django(module: str, **settings: str) -> dict[str, str]:
    return {"BENCH_URLS": f"{_HERE}.{module}", **settings}


_GRANIAN_WSGI = tuple(servers.granian(_WSGI, "wsgi"))
TUTORIAL = "REST framework as its tutorials show it: pages by number with a count, a connection for each request"

CONTENDERS = (
    Contender("tutorial", "tutorial", TUTORIAL, "postgresql", _GRANIAN_WSGI, _DRF, settings=_django("tutorial")),
    Contender(
        "tuned",
        "tuned",
        "the same with select_related, prefetch_related and kept connections",
        "postgresql",
        _GRANIAN_WSGI,
        _DRF,
        settings=_django("tuned", BENCH_KEPT="1"),
    ),
    Contender(
        "ninja",
        "Django Ninja",
        "its own cursors, select_related, prefetch_related, kept connections",
        "postgresql",
        _GRANIAN_WSGI,
        _NINJA,
        deep="next",
        settings=_django("django_ninja", BENCH_KEPT="1"),
        packages=("ninja",),
    ),
    Contender(
        "fastapi",
        "FastAPI",
        "SQLAlchemy with asyncpg, selectinload, pages by key, under Uvicorn with uvloop and httptools",
        "postgresql",
        tuple(servers.uvicorn(f"{_HERE}.fastapi_app:app")),
        _BY_HAND,
        deep="before",
        packages=("fastapi", "sqlalchemy", "asyncpg", "uvicorn", "uvloop", "httptools"),
    ),
    Contender(
        "handwritten",
        "by hand",
        "asyncpg under BlackSheep: rows, JSON by orjson, pages by key, no reset of the pool, tokens remembered",
        "postgresql",
        tuple(servers.uvicorn(f"{_HERE}.handwritten:app")),
        _BY_HAND,
        deep="before",
        packages=("blacksheep", "asyncpg", "orjson", "uvicorn", "uvloop", "httptools"),
    ),
    Contender(
        "handwritten-json",
        "by hand, JSON by SQL",
        "the same, but for statements whose value is the JSON of the whole answer",
        "postgresql",
        tuple(servers.uvicorn(f"{_HERE}.handwritten_json:app")),
        _BY_HAND,
        deep="before",
        packages=("blacksheep", "asyncpg", "orjson", "uvicorn", "uvloop", "httptools"),
    ),
    Contender(
        "ringfence",
        "Ringfence",
        "`ringfence up`: row-level security on, the restricted role, every session checked, pages by cursor",
        "postgresql",
        tuple(servers.ringfence()),
        _RINGFENCE,
        deep="next",
        own_tokens=True,
    ),
    Contender(
        "tutorial-sqlite",
        "tutorial, SQLite",
        "the tutorial's way on an SQLite file",
        "sqlite",
        _GRANIAN_WSGI,
        _DRF,
        settings=_django("tutorial"),
    ),
    Contender(
        "ringfence-sqlite",
        "Ringfence, SQLite",
        "`ringfence up` as it comes, on the same file",
        "sqlite",
        tuple(servers.ringfence()),
        _RINGFENCE,
        deep="next",
        own_tokens=True,
    ),
)
