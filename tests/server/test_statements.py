"""What a request costs in statements: each one that reaches the database, in order, whatever the size of the list.

Counted is everything that is sent (see ``tests.server.wire``), with the health check of the kept connection that
begins a request on PostgreSQL ("SELECT 1"), BEGIN and COMMIT. "ringfence_begin" is the check of the session, which
sets the owner by ``set_config`` inside the database, so that it is one statement and not two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection, connections

from ringfence.ownership.scope import MIGRATION_ALIAS, acting_as
from ringfence_server.notes.models import Note, NoteTag, Tag
from tests.people import Person, call, sign_up
from tests.server.shapes import NOTES, TAGS, create
from tests.server.wire import kinds, statements

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

SESSION = "SELECT ringfence_accounts_session"
# What a new connection is asked, and told about planning by lanes.
ONCE = ("SELECT 1", "SET PLAN_CACHE_MODE = FORCE_GENERIC_PLAN; SET RANDOM_PAGE_COST = 1.1")


@pytest.fixture
def reader() -> Person:
    """A person whose rows are committed."""
    return sign_up("alice")


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def reading(*statements: str) -> list[str]:
    """A GET: on PostgreSQL in a transaction, since the owner is set for one; on SQLite without."""
    if on_postgresql():
        return ["SELECT 1", "BEGIN", "SELECT ringfence_begin", *statements, "COMMIT"]
    return [SESSION, *statements]


def writing(*statements: str) -> list[str]:
    """A write: always one transaction; LOCK is PostgreSQL's alone, SQLite has locked at BEGIN."""
    if on_postgresql():
        return [
            *("SELECT 1", "BEGIN", "SELECT ringfence_begin"),
            *statements,
            *("SET CONSTRAINTS ALL IMMEDIATE", "COMMIT"),
        ]
    return ["BEGIN", SESSION, *(statement for statement in statements if not statement.startswith("LOCK")), "COMMIT"]


def cost(request: Callable[[], Any], status: int = 200) -> list[str]:
    """The kinds of the statements of one request, which has to be answered with ``status``."""
    with statements() as sent:
        response = request()
    assert response.status_code == status, response.content
    return kinds(sent)


def fill(person: Person, number: int, tags: int = 3) -> None:
    """``number`` more notes, each with ``tags`` tags."""
    with acting_as(person.id):
        names = [f"tag {n}" for n in range(tags)]
        Tag.objects.bulk_create([Tag(name=name) for name in names], ignore_conflicts=True)
        own = list(Tag.objects.filter(name__in=names))
        Note.objects.bulk_create([Note(title=f"note {n}", body="text") for n in range(number)])
        pairs = [NoteTag(note=note, tag=tag) for note in Note.objects.filter(tags=None) for tag in own]
        NoteTag.objects.bulk_create(pairs)


# With the tags and the count in it.
LIST = ["SELECT notes_note"]


def test_a_plain_list_costs_the_same_whatever_its_size(reader: Person) -> None:
    fill(reader, 5)
    few = {size: cost(partial(reader.get, f"{NOTES}?page_size={size}")) for size in (1, 20, 100)}
    fill(reader, 95)
    many = {size: cost(partial(reader.get, f"{NOTES}?page_size={size}")) for size in (1, 20, 100)}
    assert reader.get(f"{NOTES}?page_size=100").json()["count"] == 100
    assert few == many == dict.fromkeys((1, 20, 100), reading(*LIST))
    assert len(reading(*LIST)) == (5 if on_postgresql() else 2)


@pytest.mark.parametrize(
    "query",
    [
        "page=2&page_size=2",
        "limit=3&offset=1",
        "search=note",
        "search=te",
        "tag=tag 1",
        "ordering=-title",
        "pinned=false",
    ],
)
def test_no_parameter_of_a_list_costs_a_statement_more(reader: Person, query: str) -> None:
    fill(reader, 6)
    assert cost(lambda: reader.get(f"{NOTES}?{query}")) == reading(*LIST)


def test_a_cursor_costs_no_more(reader: Person) -> None:
    fill(reader, 50)
    for _ in range(3):
        assert cost(lambda: reader.get(f"{NOTES}?cursor=&page_size=100")) == reading(*LIST)


def test_a_lane_costs_the_check_of_the_session_and_the_list(reader: Person) -> None:
    fill(reader, 5)
    path = f"{NOTES}?page_size=3"
    for _ in range(3):
        reader.get(path)
    connection.close()
    with statements(short=True) as first:
        assert reader.get(path).status_code == 200
    with statements(short=True) as second:
        assert reader.get(path).status_code == 200
    whole = ["SELECT ringfence_begin" if on_postgresql() else SESSION, *LIST]
    # On PostgreSQL both are prepared by then, and go by name; nobody asks first whether the connection lives.
    again = [] if on_postgresql() else whole
    assert [kind for kind in kinds(first) if kind not in ONCE] == whole
    assert kinds(second) == again


def test_an_empty_list_is_counted_by_itself(reader: Person) -> None:
    assert cost(lambda: reader.get(NOTES)) == reading(*LIST, "COUNT notes_note")


def test_the_list_of_tags_costs_one_query(reader: Person) -> None:
    fill(reader, 1, tags=40)
    assert cost(lambda: reader.get(f"{TAGS}?page_size=100")) == reading("SELECT notes_tag")


def test_one_note_costs_one_query_however_many_tags(reader: Person) -> None:
    made = create(reader, tags=[str(number) for number in range(50)])
    assert cost(lambda: reader.get(f"{NOTES}{made['id']}/")) == reading("SELECT notes_note")


def test_a_lane_makes_a_note_in_one_transaction_and_asks_for_nothing_else(reader: Person) -> None:
    for _ in range(3):
        assert reader.post(NOTES, {"title": "x"}).status_code == 201
    connection.close()
    with statements(short=True) as sent:
        assert reader.post(NOTES, {"title": "x"}).status_code == 201
    made = [kind for kind in kinds(sent) if kind not in ONCE]
    if on_postgresql():
        assert made == ["SELECT ringfence_begin", "WITH ringfence_made"]
    else:
        assert made == ["BEGIN", SESSION, "INSERT notes_note", "SELECT notes_note", "COMMIT"]


def test_a_new_note_costs_one_insert(reader: Person) -> None:
    made = cost(lambda: reader.post(NOTES, {"title": "x"}), 201)
    assert made == writing("INSERT notes_note", "SELECT notes_tag")


@pytest.mark.parametrize("number", [1, 50])
def test_tags_of_a_new_note_cost_the_same_whatever_their_number(reader: Person, number: int) -> None:
    tags = [str(n) for n in range(number)]
    kept = ["SELECT notes_tag", "SELECT notes_notetag", "INSERT notes_notetag", "SELECT notes_tag"]
    new = ["SELECT notes_tag", "INSERT notes_tag", "SELECT notes_tag"]
    first = cost(lambda: reader.post(NOTES, {"title": "x", "tags": tags}), 201)
    again = cost(lambda: reader.post(NOTES, {"title": "x", "tags": tags}), 201)
    assert first == writing("INSERT notes_note", *new, *kept)
    assert again == writing("INSERT notes_note", "SELECT notes_tag", *kept)


def test_new_tags_are_made_in_one_order_so_that_no_two_requests_wait_for_each_other(reader: Person) -> None:
    names = [f"tag {n:02}" for n in range(50)]
    for tags in (names[:25][::-1], names[:0:-1]):
        with statements() as sent:
            assert reader.post(NOTES, {"title": "x", "tags": tags}).status_code == 201
        (insert,) = (sql for sql in sent if kinds([sql]) == ["INSERT notes_tag"])
        made = re.findall(r"tag \d\d", insert)
        assert made == sorted(made)
        assert len(made) in (25, 24)


def test_a_refused_note_costs_no_more_than_the_session(reader: Person) -> None:
    before = ["SELECT 1", "BEGIN", "SELECT ringfence_begin"] if on_postgresql() else ["BEGIN", SESSION]
    assert cost(lambda: reader.post(NOTES, {"title": ""}), 400) == [*before, "ROLLBACK"]


LOOKED_UP = ["LOCK notes_note", "SELECT notes_note", "SELECT notes_tag"]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_change_costs_one_update(reader: Person, method: str) -> None:
    path = f"{NOTES}{create(reader, tags=['a', 'b'])['id']}/"
    made = cost(lambda: reader.call(method, path, {"title": "y"}))
    assert made == writing(*LOOKED_UP, "UPDATE notes_note", "SELECT notes_tag")


@pytest.mark.parametrize("number", [1, 50])
def test_a_change_of_tags_costs_the_same_whatever_their_number(reader: Person, number: int) -> None:
    path = f"{NOTES}{create(reader, tags=[f'old {n}' for n in range(number)])['id']}/"
    made = cost(lambda: reader.patch(path, {"tags": [f"new {n}" for n in range(number)]}))
    new = ["SELECT notes_tag", "INSERT notes_tag", "SELECT notes_tag"]
    swapped = ["SELECT notes_tag", "DELETE notes_notetag", "SELECT notes_notetag", "INSERT notes_notetag"]
    assert made == writing(*LOOKED_UP, "UPDATE notes_note", *new, *swapped, "SELECT notes_tag")


@pytest.mark.parametrize("tags", [[], ["a"], [str(number) for number in range(50)]])
def test_a_deletion_costs_the_same_whatever_hangs_on_it(reader: Person, tags: list[str]) -> None:
    path = f"{NOTES}{create(reader, tags=tags)['id']}/"
    made = cost(lambda: reader.delete(path), 204)
    read = "LOCK" if on_postgresql() else "SELECT"
    stored = [f"{read} notes_note", f"{read} notes_notetag", "INSERT ringfence_api_trashedrow"]
    links = ["DELETE notes_notetag"] if tags else []
    assert made == writing(*LOOKED_UP, *stored, *links, "DELETE notes_note")


def test_a_row_that_is_not_there_costs_one_query(reader: Person) -> None:
    made = cost(lambda: reader.get(f"{NOTES}999999/"), 404)
    assert made == [
        *reading("SELECT notes_note")[: 4 if on_postgresql() else 2],
        *(["ROLLBACK"] if on_postgresql() else []),
    ]


def test_a_token_that_was_never_one_of_ours_costs_no_query() -> None:
    made = cost(lambda: call("GET", NOTES, token="nonsense"), 401)
    assert made == (["SELECT 1"] if on_postgresql() else [])


def test_no_statement_of_a_note_reads_a_password(reader: Person) -> None:
    fill(reader, 3)
    path = f"{NOTES}{create(reader, tags=['a'])['id']}/"
    with statements() as sent:
        reader.get(NOTES)
        reader.get(path)
        reader.post(NOTES, {"title": "x", "tags": ["b"]})
        reader.patch(path, {"title": "y"})
        reader.delete(path)
    assert [sql for sql in sent if "password" in sql] == []


def plan(sql: str) -> str:
    """What the database would do for ``sql``, as the server's role with the owner set."""
    with acting_as(1), connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN' if on_postgresql() else 'EXPLAIN QUERY PLAN'} {sql.replace('%', '%%')}", [])
        return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


def test_a_search_goes_through_the_index(reader: Person) -> None:
    with acting_as(reader.id):
        Note.objects.bulk_create([Note(title=f"note {n}", body=f"some text {n * 7919}") for n in range(4000)])
    create(reader, title="the needle", body="in the haystack")
    if on_postgresql():
        with connections[MIGRATION_ALIAS].cursor() as cursor:
            cursor.execute("ANALYZE notes_note")
    before = index_scans()
    with statements() as sent:
        found = reader.get(f"{NOTES}?search=needle hayst").json()
    assert (found["count"], found["results"][0]["title"]) == (1, "the needle")
    listing = next(sql for sql in sent if kinds([sql]) == ["SELECT notes_note"])
    if on_postgresql():
        # The index is read inside the function, which row-level security cannot keep from it: its counter tells.
        assert index_scans() - before >= 2
        assert re.search(r"Index Scan using notes_note_\w+ on notes_note", plan(listing))
        assert "Seq Scan on notes_note" not in plan(listing)
    else:
        # "M" is a full-text match; the notes themselves are met by an index of the owner's.
        assert re.search(r"SCAN notes_note_search VIRTUAL TABLE INDEX \d+:M", plan(listing))
        assert re.search(r"SEARCH notes_note USING (INTEGER PRIMARY KEY|INDEX \w+ \(owner_id=\?)", plan(listing))
        assert "SCAN notes_note " not in plan(listing)


def index_scans() -> int:
    """How often PostgreSQL has scanned the search index so far."""
    if not on_postgresql():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    with connection.cursor() as cursor:
        cursor.execute("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'notes_note_search'")
        return int(cursor.fetchone()[0])


def test_the_newest_notes_are_read_along_their_index(reader: Person) -> None:
    with acting_as(reader.id):
        Note.objects.bulk_create([Note(title=f"note {n}") for n in range(4000)])
    if on_postgresql():
        with connections[MIGRATION_ALIAS].cursor() as cursor:
            cursor.execute("ANALYZE notes_note")
    with statements() as sent:
        assert len(reader.get(NOTES).json()["results"]) == 20
    listing = next(sql for sql in sent if kinds([sql]) == ["SELECT notes_note"])
    # On SQLite the page's keys are found first. The tags of a note are sorted, and a page's notes, but not all notes.
    keys = re.search(r"IN \((SELECT .* LIMIT 20)\)", listing)
    found = plan(keys[1] if keys else listing)
    assert re.search(r"(Index Scan using|USING (COVERING )?INDEX) notes_newest_first", found), found
    assert "Sort Key: notes_note" not in found
    assert "TEMP B-TREE" not in found
