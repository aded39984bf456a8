"""SQL as most people write it by hand: columns, of which the program makes its answer. ``$1`` is the owner."""

from __future__ import annotations

from benchmarks.side_by_side.contenders.statements import DOCUMENT, NEWEST, TAGS

_SHORT = "n.id, n.title, n.body, n.created_at"
_WHOLE = f"n.id, n.title, n.body, {TAGS}, n.pinned, n.archived, n.created_at, n.updated_at"
_MINE = f"SELECT {_WHOLE} FROM notes_note n WHERE n.owner_id = $1::bigint"

LIST = f"{_MINE} {NEWEST}"
SHORT = f"SELECT {_SHORT} FROM notes_note n WHERE n.owner_id = $1::bigint {NEWEST}"
DEEP = f"{_MINE} AND (n.created_at, n.id) < ($2::timestamptz, $3::bigint) {NEWEST}"
SEARCH = f"{_MINE} AND {DOCUMENT} LIKE ringfence_fold($2::text) {NEWEST}"
COUNT = "SELECT count(*) FROM notes_note WHERE owner_id = $1::bigint"
PAGE = f"{_MINE} {NEWEST} OFFSET $2::bigint"
ONE = f"{_MINE} AND n.id = $2::bigint"
CREATE = (
    "INSERT INTO notes_note (owner_id, revision, title, body, pinned, archived, created_at, updated_at) "
    "VALUES ($1::bigint, 1, $2::text, $3::text, false, false, now(), now()) "
    "RETURNING id, title, body, pinned, archived, created_at, updated_at"
)
BOOKS = (
    "SELECT b.id, b.title, d.book_id IS NOT NULL AS described, d.isbn, d.pages, d.published FROM library_book b "
    "LEFT JOIN library_details d ON d.book_id = b.id WHERE b.owner_id = $1::bigint ORDER BY b.title, b.id LIMIT 20"
)
AUTHORS = (
    "SELECT ba.book_id, a.id, a.name FROM library_bookauthor ba JOIN library_author a ON a.id = ba.author_id "
    "WHERE ba.owner_id = $1::bigint AND ba.book_id = ANY($2::bigint[]) ORDER BY a.name, a.id"
)
WRITTEN = (
    "SELECT author_id, book_id FROM library_bookauthor WHERE owner_id = $1::bigint AND author_id = ANY($2::bigint[])"
)
