"""Text without case: the one folding that search compares by, in Python and as SQL ``ringfence_fold(text)``.

Promises that two texts fold alike on SQLite exactly when they do on PostgreSQL, for every character that
both know: Python 3.11 (Unicode 14), PostgreSQL 15 with ICU 72 and PostgreSQL 18 (Unicode 16) agree on all
but 27 letters, most of them Garay, which are newer than Unicode 14. A server before 18 without ICU folds by
its database's locale, which may not know letters that grow, such as ß to SS.

Lower case first, since ẞ has no upper case of its own but ß has. Lower case last, and no final sigma,
because pg_trgm lowers texts once more by the database's locale: what depends on its neighbours there (the
sigma, the Turkish İ) would give a text trigrams that its own part has not, and the index would miss rows.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

SEPARATOR = "\x1f"
"""Stands between the fields of a searched document, so that no term matches across two of them."""

_COLLATIONS = ("und-x-icu", "pg_unicode_fast")


def fold(text: str) -> str:
    """Return ``text`` as it is compared. A NUL, which only SQLite can hold, becomes the separator.

    SQLite's full-text index would not read past it.
    """
    return text.lower().upper().lower().replace("ς", "σ").replace("\x00", SEPARATOR)


def is_searchable(term: str) -> bool:
    """Whether a text can contain ``term``: not a separator, a NUL or half of a surrogate pair."""
    return not any(char in (SEPARATOR, "\x00") or "\ud800" <= char <= "\udfff" for char in term)


def register_sqlite_functions(connection: BaseDatabaseWrapper) -> None:
    """Give a new connection ``ringfence_fold``, if it is one to SQLite: the triggers of search call it."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("ringfence_fold", 1, _fold_or_null, deterministic=True)


def postgresql_fold_body(cursor: CursorWrapper) -> str:
    """The body of ``ringfence_fold(text)`` in PL/pgSQL, with the best collation that this server has for it.

    Plain ASCII goes the short way: the three passes through ICU take four times as long.
    """
    cursor.execute(
        "SELECT collname FROM pg_collation WHERE collname = ANY(%s) AND collnamespace = 'pg_catalog'::regnamespace",
        [list(_COLLATIONS)],
    )
    present = {name for (name,) in cursor.fetchall()}
    collation = next((name for name in _COLLATIONS if name in present), "default")
    return (
        "BEGIN IF pg_catalog.octet_length($1) = pg_catalog.length($1) "
        'THEN RETURN pg_catalog.lower($1 COLLATE pg_catalog."C"); END IF; '
        "RETURN pg_catalog.replace(pg_catalog.lower(pg_catalog.upper(pg_catalog.lower("
        f"$1 COLLATE pg_catalog.\"{collation}\"))), 'ς', 'σ'); END"
    )


def _fold_or_null(text: str | None) -> str | None:
    return None if text is None else fold(text)
