"""Afterwards: is everything that was acknowledged there, is nothing torn or doubled, and is the database sound?"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests import postgres
from tests.crashes.house import House
from tests.crashes.ledger import Book, Name, Row, read
from tests.crashes.writer import PATHS, Link, by_id, mark_of, says
from tests.server.running import run

_ORPHANS = """
    SELECT conname, conrelid::regclass::text, confrelid::regclass::text,
      ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place),
      ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute ON attrelid = confrelid AND attnum = number ORDER BY place)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
"""
_TABLES = "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_BTREES = """
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_am a ON a.oid = c.relam
    WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace
"""
_FTS = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"


@dataclass
class Verdict:
    """What a run comes to. ``faults`` are sentences; there are none when all is well."""

    acknowledged: int = 0
    done: int = 0
    not_done: int = 0
    rows: int = 0
    lost: int = 0
    torn: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)


def verdict(house: House, ledgers: list[Path]) -> Verdict:
    """The verdict on a house whose server runs and that nobody writes to any more."""
    found = Verdict()
    for path in ledgers:
        with closing(Link(house.origin, path.stem)) as link:
            _person(link, path, found)
    _commands(house, found)
    house.stop()
    found.faults += list(_sqlite(house.folder) if house.database is None else _postgresql(house.database))
    return found


def _person(link: Link, path: Path, found: Verdict) -> None:
    """Compare a ledger with what its person is shown."""
    book = read(path)
    for what in book.wrong:
        found.faults.append(f"{path.stem}: {what}")
        found.torn += what.startswith("torn")
    found.acknowledged += book.acknowledged
    found.done += book.settled_as_done
    found.not_done += book.settled_as_not_done
    there = {(kind, row["id"]): row for kind in PATHS for row in _all(link, PATHS[kind])}
    found.rows += len(there)
    for name, row in book.rows.items():
        if there.get(name) != row:
            found.lost += 1
            found.faults.append(f"{path.stem}: {name} is {there.get(name)} and was acknowledged as {row}")
    for name in book.deleted & there.keys():
        found.lost += 1
        found.faults.append(f"{path.stem}: {name} is there, and its deletion was acknowledged")
    in_trash = Counter((row["kind"].rpartition(".")[2], row["row"]) for row in _all(link, "/api/trash/"))
    if in_trash != Counter(book.deleted):
        found.faults.append(f"{path.stem}: the trash differs from what was deleted: {in_trash - Counter(book.deleted)}")
    _extra(path.stem, book, {name: there[name] for name in there.keys() - book.rows.keys()}, found)
    _doubles(path.stem, there, found)
    _search(path.stem, link, there, found)


def _extra(who: str, book: Book, extra: dict[Name, Row], found: Verdict) -> None:
    """Rows that no answer has told of: each is a creation in doubt, and whole."""
    bodies = {(act.kind, mark_of(body)): body for act in book.doubtful for body in act.made}
    for name, row in extra.items():
        body = bodies.pop((name[0], mark_of(row)), None)
        if name in book.deleted:
            continue
        if body is None:
            found.faults.append(f"{who}: nobody has made {name}: {row}")
        elif not says(row, body):
            found.torn += 1
            found.faults.append(f"{who}: {name} is torn: {row} instead of {body}")
        else:
            found.done += 1
    found.not_done += len(bodies)


def _doubles(who: str, there: dict[Name, Row], found: Verdict) -> None:
    for (kind, mark), times in Counter((kind, mark_of(row)) for (kind, _), row in there.items()).items():
        if times > 1:
            found.doubled += 1
            found.faults.append(f"{who}: the {kind} {mark} is there {times} times")


def _search(who: str, link: Link, there: dict[Name, Row], found: Verdict) -> None:
    """The search index is in step with the rows."""
    for (kind, id_), row in list(there.items())[:30]:
        _, said = link.ask("GET", f"{PATHS[kind]}?search={mark_of(row)}")
        if [each["id"] for each in said["results"]] != [id_]:
            found.faults.append(f"{who}: a search does not find the {kind} {id_} alone")


def _all(link: Link, path: str) -> list[Row]:
    """Every row of a list, by all its pages."""
    rows: list[Row] = []
    number = 1
    while True:
        status, said = link.ask("GET", f"{path}?page_size=100&page={number}")
        assert status == 200, said
        rows += said["results"]
        if said["next"] is None:
            break
        number += 1
    return sorted(rows, key=by_id)


def _commands(house: House, found: Verdict) -> None:
    """The product's own two examinations."""
    audit = run(house.folder, "audit", **house.variables)
    if audit.returncode:
        found.faults.append(f"ringfence audit: {audit.stdout[-500:]}{audit.stderr[-500:]}")
    doctor = run(house.folder, "doctor", "--json", **house.variables)
    if doctor.returncode:
        errors = [each["what"] for each in json.loads(doctor.stdout)["findings"] if each["level"] == "error"]
        found.faults.append(f"ringfence doctor: {errors}")


def _sqlite(folder: Path) -> Iterator[str]:
    """SQLite's own checks of a file, its foreign keys, and its search indexes."""
    with closing(sqlite3.connect(folder / "var" / "ringfence.sqlite3")) as file:
        if (said := file.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            yield f"integrity_check: {said}"
        if said := file.execute("PRAGMA foreign_key_check").fetchall():
            yield f"foreign_key_check: {said}"
        for (name,) in file.execute(_FTS).fetchall():
            try:
                file.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'integrity-check\')')
            except sqlite3.DatabaseError as error:
                yield f"{name}: {error}"


def _postgresql(server: postgres.Server) -> Iterator[str]:
    """Tables and indexes by amcheck, and every foreign key asked anew."""
    with psycopg.connect(server.url(postgres.SUPERUSER), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        for (table,) in connection.execute(_TABLES).fetchall():
            if said := connection.execute("SELECT * FROM verify_heapam(%s::regclass)", [table]).fetchall():
                yield f"verify_heapam of {table}: {said}"
        for (index,) in connection.execute(_BTREES).fetchall():
            try:
                connection.execute("SELECT bt_index_parent_check(%s::regclass, true)", [index])
            except psycopg.Error as error:
                yield f"bt_index_parent_check of {index}: {error}"
        for name, child, parent, own, theirs in connection.execute(_ORPHANS).fetchall():
            orphans = sql.SQL("SELECT count(*) FROM {} c WHERE {} AND NOT EXISTS (SELECT FROM {} p WHERE {})").format(
                sql.SQL(child),
                sql.SQL(" AND ").join(sql.SQL("c.{} IS NOT NULL").format(sql.Identifier(each)) for each in own),
                sql.SQL(parent),
                sql.SQL(" AND ").join(
                    sql.SQL("p.{} = c.{}").format(sql.Identifier(there), sql.Identifier(here))
                    for here, there in zip(own, theirs, strict=True)
                ),
            )
            (count,) = connection.execute(orphans).fetchone() or (0,)
            if count:
                yield f"{name}: {count} rows of {child} point at nothing in {parent}"
