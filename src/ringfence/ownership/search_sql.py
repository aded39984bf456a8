"""What search keeps in the database, as SQL: SQLite's full-text table and PostgreSQL's search functions.

One name, the index's, serves for all: on SQLite the FTS5 table, on PostgreSQL the GIN index and the function
that reads it for the acting owner. Row-level security would forbid that index to the server's own queries,
since LIKE is not leakproof; the function runs as the role that migrates, whose policy lets it read every row,
and keeps to the acting owner itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from ringfence.ownership.folding import postgresql_fold_body
from ringfence.ownership.scope import OWNER_SETTING

SEPARATOR_SQL = {"sqlite": "char(31)", "postgresql": "chr(31)"}

# Names the only column of the full-text tables, by which they are told from anybody else's.
_FTS_COLUMN = "ringfence_document"

# The key of a full-text row is owner * OWNER_SPAN + id, so that an owner's rows are neighbours and a search
# reads no other's: of 200,000 rows with the same word, one owner's 2,000 are counted in 1.5 ms instead of 97.
OWNER_SPAN = 2**40
# The last owner whose keys are 64-bit integers. It is refused, so that a search by any later one can stop there.
OWNER_LIMIT = 2**23 - 1

_TRIGGERS = ("insert", "delete", "update")

# Every index over ringfence_fold: schema and name, table, owner column with its type, and document as SQL.
_SEARCH_INDEXES = """
    SELECT format('%%I', n.nspname), format('%%I', i.relname), format('%%I.%%I', n.nspname, t.relname),
           format('%%I', a.attname), format_type(a.atttypid, NULL), pg_get_indexdef(i.oid, 2, false)
    FROM pg_index x
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
    WHERE x.indnatts = 2 AND pg_get_indexdef(i.oid, 2, false) LIKE '%%ringfence\\_fold(%%'
    ORDER BY 1, 2
"""

# Functions made by _function whose index is gone, with its model or by a migration.
_LEFT_OVER_FUNCTIONS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.prosecdef AND p.prosrc LIKE '%%ringfence\\_fold($1[%%' AND NOT EXISTS (
        SELECT FROM pg_class c
        WHERE c.relnamespace = p.pronamespace AND c.relname = p.proname AND c.relkind = 'i'
    )
    ORDER BY 1
"""

# SQLite drops a table's triggers with it, but knows nothing of the full-text table beside it.
_LEFT_OVER_TABLES = f"""
    SELECT name FROM sqlite_master
    WHERE sql LIKE 'CREATE VIRTUAL TABLE %% USING fts5({_FTS_COLUMN},%%' AND name || '_insert' NOT IN
        (SELECT name FROM sqlite_master WHERE type = 'trigger')
    ORDER BY name
"""


def document_sql(columns: Iterable[str], vendor: str) -> str:
    """The searched document: ``columns`` (SQL) joined by the separator, as text of no language."""
    joined = f" || {SEPARATOR_SQL[vendor]} || ".join(f"COALESCE({column}, '')" for column in columns)
    return f'({joined}) COLLATE "C"' if vendor == "postgresql" else joined


def sqlite_create(name: str, table: str, key: str, owner: str, columns: Sequence[str]) -> list[str]:
    """Statements that make the full-text table ``name``, fill it and keep it in step with ``table``.

    All names are quoted. What is there is replaced: while Django remakes a table, the triggers are still on
    the old one.
    """

    def values(row: str) -> str:
        document = document_sql([f"{row}{column}" for column in columns], "sqlite")
        return f"{row}{owner} * {OWNER_SPAN} + {row}{key}, ringfence_fold({document})"

    add = f"INSERT INTO {name} (rowid, {_FTS_COLUMN})"
    # A contentless table is told by the old text what to forget.
    forget = f"INSERT INTO {name} ({name}, rowid, {_FTS_COLUMN}) VALUES ('delete', {values('old.')});"
    refuse = (
        "SELECT RAISE(ABORT, 'search on SQLite has no place for ids that high') "
        f"WHERE new.{key} >= {OWNER_SPAN} OR new.{owner} >= {OWNER_LIMIT};"
    )
    remember = f"{refuse} {add} VALUES ({values('new.')});"
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in (key, owner, *columns))
    on_insert, on_delete, on_update = _trigger_names(name)
    options = "content='', columnsize=0, tokenize='trigram case_sensitive 1'"
    return [
        *sqlite_remove(name),
        f"CREATE VIRTUAL TABLE {name} USING fts5({_FTS_COLUMN}, {options})",
        # In the order of its own keys the table is filled in half the time.
        f"{add} SELECT {values('')} FROM {table} ORDER BY {owner}, {key}",
        f"CREATE TRIGGER {on_insert} AFTER INSERT ON {table} BEGIN {remember} END",
        f"CREATE TRIGGER {on_delete} AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER {on_update} AFTER UPDATE ON {table} WHEN {changed} BEGIN {forget} {remember} END",
    ]


def sqlite_remove(name: str) -> list[str]:
    """Statements that drop the full-text table ``name`` (quoted) and its triggers, where they are there."""
    return [*(f"DROP TRIGGER IF EXISTS {t}" for t in _trigger_names(name)), f"DROP TABLE IF EXISTS {name}"]


def prepare_postgresql(cursor: CursorWrapper) -> None:
    """Before the first migration: the extensions, and ``ringfence_fold(text)`` for indexes to be made of.

    Idempotent. Where a server gets another folding than it had, the indexes over it are built anew.
    """
    for extension in ("btree_gin", "pg_trgm"):
        cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    body = postgresql_fold_body(cursor)
    cursor.execute("SELECT prosrc FROM pg_proc WHERE oid = to_regprocedure('ringfence_fold(text)')")
    present = cursor.fetchone()
    if present == (body,):
        return
    statements = [
        "CREATE OR REPLACE FUNCTION ringfence_fold(text) RETURNS text LANGUAGE plpgsql "
        f"IMMUTABLE STRICT PARALLEL SAFE AS $ringfence${body}$ringfence$"
    ]
    if present is not None:
        cursor.execute(_SEARCH_INDEXES, [])
        statements += [f"REINDEX INDEX {schema}.{name}" for schema, name, *_ in cursor.fetchall()]
    # Sent as one, so that it is one transaction.
    cursor.execute("; ".join(statements))


def statements_after_migrate(connection: BaseDatabaseWrapper, server_role: str = "") -> list[str]:
    """Statements that bring search in step with the tables as they are now, to be run after every migration.

    On PostgreSQL they make each index's function and let ``server_role`` call it; they are made from what the
    catalog says, so that a renamed table or column needs no thought. On both databases they drop
    what a deleted model left behind. Idempotent.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_LEFT_OVER_TABLES, [])
            return [f"DROP TABLE {connection.ops.quote_name(name)}" for (name,) in cursor.fetchall()]
        cursor.execute(_LEFT_OVER_FUNCTIONS, [])
        statements = [f"DROP FUNCTION {signature}" for (signature,) in cursor.fetchall()]
        cursor.execute(_SEARCH_INDEXES, [])
        for schema, name, *source in cursor.fetchall():
            function = f"{schema}.{name}(text[])"
            statements.append(_function(function, schema, *source))
            statements.append(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
            if server_role:
                grantee = connection.ops.quote_name(server_role)
                statements.append(f"GRANT EXECUTE ON FUNCTION {function} TO {grantee}")
    return statements


def _function(signature: str, schema: str, table: str, owner: str, owner_type: str, document: str) -> str:
    """The ids of the acting owner's rows whose folded document is LIKE every one of the folded patterns.

    The owner comes from the transaction's setting and from nowhere else: whatever patterns the server's role
    passes, it is given its own ids. GIN compares only within one type, so the setting takes the column's. The
    statement is put together for the number of patterns, so that the index sees all of them, and is planned
    for their values: a kept plan would be one for patterns in general.
    """
    rows = (
        f"SELECT id::bigint FROM {table} WHERE {owner} = "
        f"nullif(current_setting('{OWNER_SETTING}', true), '')::{owner_type}"
    )
    return (
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS SETOF bigint LANGUAGE plpgsql "
        f"STABLE PARALLEL SAFE SECURITY DEFINER ROWS 200 SET search_path = pg_catalog, {schema}, pg_temp "
        "SET max_parallel_workers_per_gather = 0 "
        f"AS $ringfence$BEGIN RETURN QUERY EXECUTE $rows${rows}$rows$ || coalesce((SELECT string_agg("
        f"$like$ AND {document} LIKE {schema}.ringfence_fold($1[$like$ || i || '])', '') "
        "FROM generate_subscripts($1, 1) i), '') USING $1; END$ringfence$"
    )


def _trigger_names(name: str) -> list[str]:
    return [f'{name[:-1]}_{event}"' for event in _TRIGGERS]
