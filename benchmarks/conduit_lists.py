"""Whether Conduit's lists stay flat: statements and milliseconds at 1,000 and at 100,000 articles, in one run.

``python -m benchmarks.conduit_lists [--sqlite | --postgresql]``: each request passes the whole of Django, without a
socket, by somebody who is logged in. The database is a fresh one, gone at the end.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SIZES = (1_000, 100_000)
# Of so many the fastest: what others do on the machine at the same time only adds.
ROUNDS = 50
AUTHORS, FOLLOWED = 50, 10
READER, FAN = "reader", "fan"
PASSWORD = "benchmarks read and nothing else"

# Every article has two tags and two favourites; every tenth is a favourite of FAN. "rare" is on twenty articles
# at either size, spread evenly; every fifth has "common".
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
_MOMENT = {
    "postgresql": "timestamptz '2026-01-01' + i * interval '1 minute'",
    "sqlite": "datetime('2026-01-01', '+' || i || ' minutes')",
}
_FILL = (
    """
    INSERT INTO conduit_article
      (id, owner_id, author_id, slug, title, description, body, revision, created_at, updated_at)
    {numbers} SELECT i, {user} + i % {authors}, {profile} + i % {authors}, 'article-' || i, 'Article ' || i,
      'What it is about', 'A text of some length. ' || i, 1, {moment}, {moment} FROM n
    """,
    """
    INSERT INTO conduit_articletag (owner_id, article_id, article_created_at, name, position, revision)
    {numbers} SELECT {user} + i % {authors}, i, {moment}, 'topic-' || (i % 200), 0, 1 FROM n
    """,
    """
    INSERT INTO conduit_articletag (owner_id, article_id, article_created_at, name, position, revision)
    {numbers} SELECT {user} + i % {authors}, i, {moment},
      CASE WHEN i % 5 = 0 THEN 'common' ELSE 'word-' || (i % 1000) END, 1, 1 FROM n
    """,
    """
    INSERT INTO conduit_favorite (owner_id, article_id, article_created_at, revision)
    {numbers} SELECT {user} + (i + 1) % {authors}, i, {moment}, 1 FROM n
    """,
    """
    INSERT INTO conduit_favorite (owner_id, article_id, article_created_at, revision)
    {numbers} SELECT {user} + (i + 2) % {authors}, i, {moment}, 1 FROM n
    """,
    """
    INSERT INTO conduit_favorite (owner_id, article_id, article_created_at, revision)
    {numbers} SELECT {fan}, i, {moment}, 1 FROM n WHERE i % 10 = 0
    """,
)


@dataclass(frozen=True)
class Case:
    """A request; ``{last}`` in its address is the offset of the last page."""

    name: str
    path: str


CASES = (
    Case("all, first page", "/api/articles"),
    Case("all, offset 500", "/api/articles?offset=500"),
    Case("all, last page", "/api/articles?offset={last}"),
    Case("tag on every fifth", "/api/articles?tag=common"),
    Case("tag on twenty", "/api/articles?tag=rare"),
    Case("one author", "/api/articles?author=author0"),
    Case("favourites of one", f"/api/articles?favorited={FAN}"),
    Case("feed, first page", "/api/articles/feed"),
    Case("feed, offset 150", "/api/articles/feed?offset=150"),
    Case("one article", "/api/articles/article-500"),
    Case("tags", "/api/tags"),
    Case("Atom feed", "/api/articles.atom"),
)


@dataclass(frozen=True)
class Measure:
    """What one request costs."""

    statements: int
    milliseconds: float


def main(arguments: Sequence[str]) -> int:
    """Fill, measure, fill, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conduit_lists", description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sqlite", action="store_const", const="sqlite", dest="database", default="sqlite")
    which.add_argument("--postgresql", action="store_const", const="postgresql", dest="database")
    options = parser.parse_args(arguments)
    os.environ |= {"RINGFENCE_TEST_DB": options.database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    import django

    django.setup()
    sys.stdout.write(_table(options.database, _run()))
    return 0


def _run() -> list[dict[str, Measure]]:
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", database="owner" if "owner" in settings.DATABASES else "default", verbosity=0)
    people = _people()
    found, before = [], 0
    for size in SIZES:
        _fill(before + 1, size, people)
        found.append({case.name: _measure(case.path.format(last=size - 20), people["token"]) for case in CASES})
        before = size
    return found


def _people() -> dict[str, Any]:
    """Authors with profiles, a fan, and a reader who is logged in and follows some authors."""
    from ringfence.accounts.models import User
    from ringfence.ownership.scope import maintenance
    from ringfence_server.conduit.models import Follow, Profile

    def register(name: str) -> Any:
        user = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
        return _request("POST", "/api/users", body={"user": user}).json()["user"]

    fan, reader = register(FAN), register(READER)
    names = [f"author{number}" for number in range(AUTHORS)]
    with maintenance("benchmark"):
        # One by one, so that their ids follow each other and can be counted from the first.
        users = [User.objects.create(username=name) for name in names]
        profiles = [
            Profile.objects.create(owner=user, username=user.username, username_key=user.username) for user in users
        ]
        reading = User.objects.get(username=reader["username"])
        for profile in profiles[:FOLLOWED]:
            Follow.objects.create(owner=reading, profile=profile)
        for follower in users:
            Follow.objects.create(owner=follower, profile=profiles[0])
        fan_id = User.objects.get(username=fan["username"]).pk
    return {"user": users[0].pk, "profile": profiles[0].pk, "fan": fan_id, "token": reader["token"]}


def _fill(first: int, last: int, people: dict[str, Any]) -> None:
    """Articles with the numbers from ``first`` to ``last``, and what hangs on them."""
    from django.db import connections

    connection = connections["owner" if "owner" in connections.settings else "default"]
    words = {
        **{name: people[name] for name in ("user", "profile", "fan")},
        "numbers": _NUMBERS.format(first=first, last=last),
        "moment": _MOMENT[connection.vendor],
        "authors": AUTHORS,
    }
    with connection.cursor() as cursor:
        for statement in _FILL:
            cursor.execute(statement.format(**words))
        cursor.execute("DELETE FROM conduit_articletag WHERE name = 'rare'")
        cursor.execute(
            "INSERT INTO conduit_articletag (owner_id, article_id, article_created_at, name, position, revision) "
            "SELECT owner_id, id, created_at, 'rare', 2, 1 FROM conduit_article WHERE id %% %s = 0",
            [last // 20],
        )
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _measure(path: str, token: str) -> Measure:
    from tests.server.wire import statements

    _request("GET", path, token)
    with statements() as sent:
        _request("GET", path, token)
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        _request("GET", path, token)
        taken.append(time.perf_counter() - began)
    return Measure(len(sent), min(taken) * 1000)


def _request(method: str, path: str, token: str = "", body: Any = None) -> Any:
    from django.test import Client

    content = {} if body is None else {"data": body, "content_type": "application/json"}
    headers = {"Authorization": f"Token {token}"} if token else {}
    response = getattr(Client(), method.lower())(path, headers=headers, **content)
    if response.status_code >= 300:
        raise SystemExit(f"{method} {path} was answered {response.status_code}: {response.content!r}")
    return response


def _table(database: str, found: list[dict[str, Measure]]) -> str:
    small, large = found
    lines = [
        f"{database}, the fastest of {ROUNDS}, {SIZES[0]:,} and {SIZES[1]:,} articles",
        "",
        "| request | statements | ms at 1,000 | ms at 100,000 | ratio |",
        "|---|---|---|---|---|",
    ]
    for name, one in small.items():
        other = large[name]
        counts = dict.fromkeys((one.statements, other.statements))
        ratio = other.milliseconds / one.milliseconds
        cells = [
            name,
            ", ".join(map(str, counts)),
            f"{one.milliseconds:.1f}",
            f"{other.milliseconds:.1f}",
            f"{ratio:.2f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
