"""Search as REST framework's SearchFilter means it, through an index on both databases.

Every term occurs somewhere in the fields, without case. Promises the same answer on SQLite and PostgreSQL,
with an index and without, and never a row that the queryset would not have given anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, CharField, Index, Model, QuerySet, TextField
from django.db.models.expressions import Expression, ExpressionList, F
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from ringfence.ownership.folding import fold, is_searchable, register_sqlite_functions
from ringfence.ownership.registry import is_owned, policy_of
from ringfence.ownership.scope import current_scope
from ringfence.ownership.search_sql import (
    OWNER_LIMIT,
    OWNER_SPAN,
    document_sql,
    prepare_postgresql,
    sqlite_create,
    sqlite_remove,
    statements_after_migrate,
)

__all__ = [
    "SearchIndex",
    "prepare_postgresql",
    "register_sqlite_functions",
    "search",
    "statements_after_migrate",
]

SQL = tuple[str, list[Any]]

# Both databases index three characters at a time.
SHORTEST_INDEXED = 3

# SQLite's full-text index reads the two noncharacters as the replacement character.
_SAME_TO_FTS5 = frozenset("\ufffd\ufffe\uffff")


class SearchIndex(Index):
    """An index for :func:`search` over text fields of an owned model; goes into ``Meta.indexes``.

    On PostgreSQL a GIN index of trigrams with the owner in front, on SQLite (3.34 or later, with FTS5) a
    full-text table of trigrams kept by triggers. ``name`` has 30 characters at most, as any index's.
    """

    def __init__(self, *, fields: Sequence[str], name: str) -> None:
        if not name:
            raise ValueError("A SearchIndex must be named.")
        if any(field.startswith("-") for field in fields):
            raise ValueError("The fields of a SearchIndex have no direction.")
        super().__init__(fields=list(fields), name=name)

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        """The index's statement on PostgreSQL; on SQLite, which takes one at a time, they are run here."""
        if schema_editor.connection.vendor == "sqlite":
            meta, quote = model._meta, schema_editor.quote_name
            key, owner, *columns = (
                quote(field.column) for field in (meta.pk, *map(meta.get_field, ("owner", *self.fields)))
            )
            for statement in sqlite_create(quote(self.name), quote(meta.db_table), key, owner, columns):
                schema_editor.execute(statement, params=None)
            return f"-- {self.name} is made"
        expressions = ExpressionList(F("owner"), _Trigrams(self.fields))
        return schema_editor._create_index_sql(
            model,
            name=self.name,
            using=" USING gin",
            expressions=expressions.resolve_expression(Query(model, alias_cols=False)),
            **kwargs,
        )

    def remove_sql(self, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
        """Drop the index; the function goes by :func:`statements_after_migrate`."""
        if schema_editor.connection.vendor != "sqlite":
            return super().remove_sql(model, schema_editor, **kwargs)
        *triggers, table = sqlite_remove(schema_editor.quote_name(self.name))
        for statement in triggers:
            schema_editor.execute(statement, params=None)
        return table


def search(queryset: QuerySet[Any], model: type[Model], fields: Sequence[str], terms: Sequence[str]) -> QuerySet[Any]:
    """Narrow ``queryset`` of ``model`` to the rows where each term occurs in one of ``fields``, without case.

    An empty term occurs everywhere. Terms of three characters or more are looked up in the model's
    ``SearchIndex`` over these fields, if it has one. Raises ``FieldError`` for a field that is not text.
    """
    for field in fields:
        if not isinstance(model._meta.get_field(field), CharField | TextField):
            raise FieldError(f"Only text can be searched: {model._meta.label}.{field} is not.")
    wanted = tuple(dict.fromkeys(term for term in terms if term))
    if not wanted:
        return queryset
    if not fields or not all(map(is_searchable, wanted)):
        return queryset.none()
    index = _index_for(model, fields)
    if index is None:
        return queryset.filter(Occurs(tuple(fields), wanted))
    covered = set(index.fields) == set(fields)
    bound = policy_of(model).readers == "owner"
    return queryset.filter(Occurs(tuple(fields), wanted, index=index.name, exact=covered, owner_bound=bound))


class Occurs(Expression):
    """Whether every one of ``terms`` occurs in one of ``fields``; the way there is chosen when SQL is made.

    ``index`` names a ``SearchIndex`` over these fields (``exact``) or over more; ``owner_bound`` says that
    nobody but its owner reads a row of the model, so that the index is asked for the owner's rows only.
    """

    output_field = BooleanField()

    def __init__(
        self,
        fields: tuple[str, ...],
        terms: tuple[str, ...],
        *,
        index: str = "",
        exact: bool = False,
        owner_bound: bool = False,
    ) -> None:
        super().__init__()
        self.terms = terms
        self.index = index
        self.exact = exact
        self.owner_bound = owner_bound
        self.sources: list[Any] = [F("pk"), *map(F, fields)]

    def get_source_expressions(self) -> list[Any]:
        """The primary key, then the fields."""
        return self.sources

    def set_source_expressions(self, exprs: Any) -> None:
        """Take them back, resolved or with another alias."""
        self.sources = list(exprs)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:
        """Terms are folded here, and compared by INSTR, since SQLite's LIKE has a case of its own."""
        terms = [fold(term) for term in self.terms]
        indexed = [t for t in terms if self._is_indexed(t) and not _SAME_TO_FTS5.intersection(t)]
        key, document = self._compiled(compiler, "sqlite")
        conditions: list[str] = []
        params: list[Any] = []
        if indexed:
            table = connection.ops.quote_name(self.index)
            matches = f"SELECT rowid %% {OWNER_SPAN} FROM {table} WHERE {table} MATCH %s"
            params.append(" AND ".join('"' + term.replace('"', '""') + '"' for term in indexed))
            owner_id = self._acting_owner()
            if owner_id is not None:
                # By the owner's id itself, so that the statement is the same for every owner but for that.
                first = f"min(%s, {OWNER_LIMIT}) * {OWNER_SPAN}"
                matches += f" AND rowid BETWEEN {first} AND {first} + {OWNER_SPAN - 1}"
                params += [owner_id, owner_id]
            conditions.append(f"{key} IN ({matches})")
        scanned = [t for t in terms if not (self.exact and t in indexed)]
        conditions += [f"INSTR({document}, %s) > 0" for _ in scanned]
        return _all(conditions), [*params, *scanned]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:
        """Terms are folded by the database, by whose Unicode version the documents are."""
        indexed = []
        # The function asks the setting of the server's connection; the other roles read the index themselves.
        if connection.alias == DEFAULT_DB_ALIAS and self._acting_owner() is not None:
            indexed = [t for t in self.terms if self._is_indexed(fold(t))]
        key, document = self._compiled(compiler, "postgresql")
        conditions: list[str] = []
        params: list[Any] = []
        if indexed:
            function = connection.ops.quote_name(self.index)
            conditions.append(f"{key} = ANY(ARRAY(SELECT {function}(%s::text[])))")
            params.append([_pattern(term) for term in indexed])
        scanned = [t for t in self.terms if not (self.exact and t in indexed)]
        conditions += [f"{document} LIKE ringfence_fold(%s)" for _ in scanned]
        return _all(conditions), [*params, *map(_pattern, scanned)]

    def _is_indexed(self, folded: str) -> bool:
        return bool(self.index) and len(folded) >= SHORTEST_INDEXED

    def _acting_owner(self) -> int | None:
        """The only owner whose rows are asked for; None when they may be anybody's."""
        return current_scope().owner_id if self.owner_bound else None

    def _compiled(self, compiler: SQLCompiler, vendor: str) -> tuple[str, str]:
        key, *columns = (compiler.compile(source)[0] for source in self.sources)
        return key, f"ringfence_fold({document_sql(columns, vendor)})"


class _Trigrams(Expression):
    """The folded document with its operator class, as GIN indexes it."""

    output_field = TextField()

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__()
        self.sources: list[Any] = [F(field) for field in fields]

    def get_source_expressions(self) -> list[Any]:
        return self.sources

    def set_source_expressions(self, exprs: Any) -> None:
        self.sources = list(exprs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> SQL:  # type: ignore[override]
        columns = [compiler.compile(source)[0] for source in self.sources]
        return f"ringfence_fold({document_sql(columns, 'postgresql')}) gin_trgm_ops", []


def _index_for(model: type[Model], fields: Sequence[str]) -> SearchIndex | None:
    """The narrowest index over all of ``fields``."""
    if not is_owned(model):
        return None
    covering = [i for i in model._meta.indexes if isinstance(i, SearchIndex) and {*fields} <= {*i.fields}]
    return min(covering, key=lambda index: len(index.fields), default=None)


def _pattern(term: str) -> str:
    """``term`` for LIKE, where backslash escapes by default."""
    escaped = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _all(conditions: Sequence[str]) -> str:
    return f"({' AND '.join(conditions)})"
