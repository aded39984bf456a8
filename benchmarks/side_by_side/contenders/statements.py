"""SQL as an expert writes it for PostgreSQL: one statement for an answer, whose value is already the answer's JSON.

``$1`` is the owner, ``$2`` the owner's name (but books do not show it). The same statements go through pgbench, with
nothing around them.
"""

from __future__ import annotations

TAGS = (
    "ARRAY(SELECT t.name FROM notes_notetag nt JOIN notes_tag t ON t.id = nt.tag_id "
    "WHERE nt.owner_id = n.owner_id AND nt.note_id = n.id ORDER BY t.name) AS tags"
)
_SHORT = "n.id, $2::text AS owner, n.title, n.body, n.created_at"
_WHOLE = f"n.id, $2::text AS owner, n.title, n.body, {TAGS}, n.pinned, n.archived, n.created_at, n.updated_at"
NEWEST = "ORDER BY n.created_at DESC, n.id DESC LIMIT 20"
# As the index of Ringfence's search has it.
DOCUMENT = "ringfence_fold((coalesce(n.title, '')::text || chr(31) || coalesce(n.body, '')) COLLATE \"C\")"
_AUTHORS = (
    "ARRAY(SELECT row_to_json(w) FROM (SELECT a.id, a.name, ARRAY(SELECT other.book_id FROM library_bookauthor other "
    "WHERE other.owner_id = a.owner_id AND other.author_id = a.id) AS books "
    "FROM library_bookauthor ba JOIN library_author a ON a.id = ba.author_id "
    "WHERE ba.owner_id = b.owner_id AND ba.book_id = b.id) w) AS authors"
)
_DETAILS = (
    "(SELECT row_to_json(p) FROM (SELECT d.isbn, d.pages, d.published FROM library_details d "
    "WHERE d.book_id = b.id) p) AS details"
)


def _list(rows: str) -> str:
    return f"SELECT '{{\"results\":' || array_to_json(ARRAY(SELECT row_to_json(r) FROM ({rows}) r)) || '}}'"


LIST = _list(f"SELECT {_WHOLE} FROM notes_note n WHERE n.owner_id = $1::bigint {NEWEST}")
SHORT = _list(f"SELECT {_SHORT} FROM notes_note n WHERE n.owner_id = $1::bigint {NEWEST}")
DEEP = _list(
    f"SELECT {_WHOLE} FROM notes_note n WHERE n.owner_id = $1::bigint "
    f"AND (n.created_at, n.id) < ($3::timestamptz, $4::bigint) {NEWEST}"
)
SEARCH = _list(
    f"SELECT {_WHOLE} FROM notes_note n WHERE n.owner_id = $1::bigint "
    f"AND {DOCUMENT} LIKE ringfence_fold($3::text) {NEWEST}"
)
COUNTED = (
    "SELECT '{\"count\":' || (SELECT count(*) FROM notes_note WHERE owner_id = $1::bigint) || ',\"results\":' || "
    f"array_to_json(ARRAY(SELECT row_to_json(r) FROM (SELECT {_WHOLE} FROM notes_note n "
    f"WHERE n.owner_id = $1::bigint {NEWEST} OFFSET $3::bigint) r)) || '}}'"
)
ONE = (
    f"SELECT row_to_json(r)::text FROM (SELECT {_WHOLE} FROM notes_note n "
    "WHERE n.owner_id = $1::bigint AND n.id = $3::bigint) r"
)
NESTED = _list(
    f"SELECT b.id, b.title, {_AUTHORS}, {_DETAILS} FROM library_book b "
    "WHERE b.owner_id = $1::bigint ORDER BY b.title, b.id LIMIT 20"
)
CREATE = (
    "WITH n AS (INSERT INTO notes_note (owner_id, revision, title, body, pinned, archived, created_at, updated_at) "
    "VALUES ($1::bigint, 1, $3::text, $4::text, false, false, now(), now()) RETURNING *) "
    "SELECT row_to_json(r)::text FROM (SELECT n.id, $2::text AS owner, n.title, n.body, ARRAY[]::text[] AS tags, "
    "n.pinned, n.archived, n.created_at, n.updated_at FROM n) r"
)
