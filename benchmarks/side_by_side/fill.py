"""The statements that fill Ringfence's own tables, for PostgreSQL and SQLite alike."""

from __future__ import annotations

from collections.abc import Iterator

from argon2 import PasswordHasher

from benchmarks.side_by_side.layout import FIRST_OTHER, NAMES, PASSWORD, TAGS_EACH, Layout

# Cut from here at a place of its own for each note, so that the texts differ.
TEXT = (
    "Bought bread and apples on the way home, and forgot the milk again. The meeting moved to Thursday, so that "
    "everybody can be there; bring the drawings of the second floor and the list of what is still open. Called the "
    "plumber, who comes before nine. Read the chapter on tides: water follows the moon twice a day, but the harbour "
    "decides how high. Ask Ruth for the recipe with lemons. The train leaves at 7.42 from the other platform. Paint "
    "the fence before the rain. An idea for the garden: beans where the peas were, and nothing under the walnut tree. "
    "Return the book on bridges, pay the bill for the heating, and write to the school about the trip in May. "
)
_PLACES = len(TEXT) - 180

_DIALECTS = {
    "postgresql": {
        "true": "true",
        "false": "false",
        "moment": "timestamptz '2024-01-01 00:00:00.123+00' + i * interval '7 seconds'",
        "born": "timestamptz '2024-01-01 00:00:00+00'",
        "day": "date '1950-01-01' + CAST(i % 20000 AS integer)",
    },
    "sqlite": {
        "true": "1",
        "false": "0",
        "moment": "datetime('2024-01-01', '+' || (i * 7) || ' seconds') || '.123000'",
        "born": "'2024-01-01 00:00:00'",
        "day": "date('1950-01-01', '+' || (i % 20000) || ' days')",
    },
}
_NUMBERS = (
    "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "
    "SELECT {row} FROM n"
)

SEARCHED = {"notes_note": ("title", "body"), "library_author": ("name",), "library_book": ("title",)}
"""The tables with an index for search, which is named after them, and its columns."""

TABLES = (
    "ringfence_accounts_user",
    "notes_tag",
    "notes_note",
    "notes_notetag",
    "library_author",
    "library_book",
    "library_bookauthor",
    "library_details",
)


def body_span(key: int) -> tuple[int, int]:
    """Where in TEXT the body of a note begins, from 0, and how long that part of it is."""
    return key * 37 % _PLACES, 80 + key % 90


def statements(layout: Layout, vendor: str) -> Iterator[str]:
    """INSERT statements in the order in which they can run; foreign keys are right but for who checks them."""
    words = _DIALECTS[vendor]
    yield from _people(layout, words)
    owner = layout.owner_sql()
    start = f"1 + CAST((i * 37) % {_PLACES} AS integer)"
    body = f"substr('{TEXT}', {start}, 80 + CAST(i % 90 AS integer)) || {layout.word_sql()} || 'and so on.'"
    rows = {
        "notes_note (id, owner_id, revision, title, body, pinned, archived, created_at, updated_at)": (
            layout.rows,
            f"i, {owner}, 1, 'Note ' || i || ' of the day', {body}, {words['false']}, {words['false']}, "
            f"{words['moment']}, {words['moment']}",
        ),
        "library_author (id, owner_id, revision, name)": (layout.books, f"i, {owner}, 1, 'Author number ' || i"),
        "library_book (id, owner_id, revision, title)": (
            layout.books,
            f"i, {owner}, 1, 'Volume ' || (100000 + (i * 7919) % 899981)",
        ),
    }
    for table, (last, row) in rows.items():
        yield f"INSERT INTO {table} " + _NUMBERS.format(last=last, row=row)
    yield from _relations(layout, words)


def _people(layout: Layout, words: dict[str, str]) -> Iterator[str]:
    # Ringfence's own parameters (accounts/hashers.py), in Django's form.
    password = "argon2" + PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(PASSWORD)
    last = FIRST_OTHER + layout.others - 1
    names = " ".join(f"WHEN {key} THEN '{name}'" for key, name in NAMES.items())
    name = f"CASE i {names} ELSE 'person' || i END"
    born, yes, no = words["born"], words["true"], words["false"]
    yield (
        "INSERT INTO ringfence_accounts_user (id, password, is_superuser, username, first_name, last_name, is_staff, "
        "is_active, date_joined, username_key, role, created_at, updated_at, activated_at) "
    ) + _NUMBERS.format(
        last=last,
        row=f"i, '{password}', {no}, {name}, '', '', {no}, {yes}, {born}, {name}, 'user', {born}, {born}, {born}",
    )
    yield "INSERT INTO notes_tag (id, owner_id, revision, name) " + _NUMBERS.format(
        last=last * TAGS_EACH,
        row=f"i, 1 + (i - 1) / {TAGS_EACH}, 1, 'tag ' || ((i - 1) % {TAGS_EACH})",
    )


def _relations(layout: Layout, words: dict[str, str]) -> Iterator[str]:
    tag = f"(owner_id - 1) * {TAGS_EACH} + 1"
    into = "INSERT INTO notes_notetag (owner_id, note_id, tag_id, revision) SELECT owner_id, id"
    yield f"{into}, {tag} + id / {layout.step} % {TAGS_EACH}, 1 FROM notes_note"
    # A second tag for every other note.
    yield (
        f"{into}, {tag} + (id / {layout.step} + 3) % {TAGS_EACH}, 1 FROM notes_note WHERE (id / {layout.step}) % 2 = 0"
    )
    into = "INSERT INTO library_bookauthor (owner_id, book_id, author_id, revision) SELECT b.owner_id, b.id, a.id, 1"
    yield f"{into} FROM library_book b JOIN library_author a ON a.id = b.id"
    # Where the author so many rows before is the same person's, as for all of the reader's, the book has two.
    yield (
        f"{into} FROM library_book b JOIN library_author a ON a.id = b.id - {layout.step} AND a.owner_id = b.owner_id"
    )
    # One book in ten has no details.
    yield (
        "INSERT INTO library_details (owner_id, book_id, revision, isbn, pages, published) "
        f"SELECT owner_id, i, 1, '978-0-306-40615-7', 100 + i % 900, {words['day']} "
        f"FROM (SELECT owner_id, id AS i FROM library_book) b WHERE (i / {layout.step}) % 10 <> 9"
    )
