"""The expressions that a compiled serializer is made of: JSON values, in PostgreSQL's words and in SQLite's.

Byte for byte what Python's ``json`` writes compactly: ``row_to_json`` and ``array_to_json`` are compact on PostgreSQL
(``json_agg`` is not), and both databases escape the same characters as Python does. NULL stays NULL.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Func, Subquery, TextField
from django.db.models.sql.compiler import SQLCompiler

SQL = tuple[str, list[Any]]

# A column's alias on PostgreSQL, in bytes, and a function's arguments on SQLite, two for each member.
LONGEST_NAME, MOST_MEMBERS = 63, 50
# What the column of a subquery is called that becomes a list.
LISTED = "ringfence_listed"


class JSONValue(Func):
    """An expression; ``is_json`` where SQLite would otherwise take its text for a string."""

    output_field: ClassVar[Any] = TextField()
    is_json: ClassVar[bool] = False
    # What each database writes around the expression.
    postgresql: ClassVar[str] = "%(expressions)s"
    sqlite: ClassVar[str] = "%(expressions)s"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:
        """The value for ``row_to_json``."""
        return self._written(compiler, connection, self.postgresql)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:  # type: ignore[override]
        """The value for ``json_object``."""
        return self._written(compiler, connection, self.sqlite)

    def get_group_by_cols(self) -> list[Any]:
        """The columns that it is made of: a statement that counts groups by them, as PostgreSQL groups by no JSON."""
        return [column for source in self.get_source_expressions() for column in _columns(source)]

    def _written(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, template: str) -> SQL:
        """The template around the one expression, once for each time that it names it."""
        expression, params = compiler.compile(self.get_source_expressions()[0])
        times = template.count("%(expressions)s")
        return template % {"expressions": expression}, list(params) * times


class Boolean(JSONValue):
    """true or false."""

    is_json = True
    sqlite = "CASE %(expressions)s WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"


class Moment(JSONValue):
    """A time in UTC as RFC 3339 has it, with ``Z``; microseconds only where there are any."""

    postgresql = (
        "replace(to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), '.000000Z', 'Z')"
    )
    # Django writes six digits of a second or none, which is quick to see; the database's own clock writes three.
    sqlite = (
        "CASE length(%(expressions)s) WHEN 26 THEN replace(%(expressions)s || 'Z', '.000000Z', 'Z')"
        " WHEN 19 THEN %(expressions)s || 'Z' ELSE replace(substr(%(expressions)s, 1, 19) || '.' ||"
        " substr(substr(%(expressions)s, 21) || '000000', 1, 6) || 'Z', '.000000Z', 'Z') END"
    )

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:  # type: ignore[override]
        """With the letter T, which Django does not store."""
        text, params = super().as_sqlite(compiler, connection)
        return f"replace({text}, ' ', 'T')", params


class Milliseconds(JSONValue):
    """A time in UTC with exactly three digits of a second, cut off, and ``Z``."""

    postgresql = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    sqlite = (
        "replace(substr(%(expressions)s, 1, 19), ' ', 'T') || '.'"
        " || substr(substr(%(expressions)s, 21) || '000', 1, 3) || 'Z'"
    )


class ClockTime(JSONValue):
    """A time of day; microseconds only where there are any."""

    postgresql = "replace(to_char(%(expressions)s, 'HH24:MI:SS.US'), '.000000', '')"


class DecimalText(JSONValue):
    """An exact decimal as a string, with as many places as its column has."""

    postgresql = "%(expressions)s::text"

    def __init__(self, expression: Any, places: int) -> None:
        super().__init__(expression)
        self.places = places

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:  # type: ignore[override]
        """SQLite keeps a double; up to 15 digits it is printed as what was stored. ``printf`` of NULL is no NULL."""
        return self._written(
            compiler,
            connection,
            f"CASE WHEN %(expressions)s IS NOT NULL THEN printf('%%%%.{self.places}f', %(expressions)s) END",
        )


class UUIDText(JSONValue):
    """A UUID with its hyphens, which SQLite's column leaves out."""

    sqlite = (
        "substr(%(expressions)s, 1, 8) || '-' || substr(%(expressions)s, 9, 4) || '-' || "
        "substr(%(expressions)s, 13, 4) || '-' || substr(%(expressions)s, 17, 4) || '-' || substr(%(expressions)s, 21)"
    )


class AsString(JSONValue):
    """An integer as a string of its digits."""

    postgresql = "%(expressions)s::text"
    sqlite = "CAST(%(expressions)s AS text)"


class ByCodePoint(JSONValue):
    """A text to sort by as Python sorts strings, whatever the database's collation."""

    postgresql = '%(expressions)s COLLATE "C"'
    sqlite = "%(expressions)s COLLATE BINARY"


class Members(JSONValue):
    """``{"name": value, ...}`` of expressions by name."""

    is_json = True

    def __init__(self, members: Sequence[tuple[str, Any]]) -> None:
        self.names = [name for name, _ in members]
        super().__init__(*(value for _, value in members))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:
        """``row_to_json`` over a row whose columns have the members' names."""
        compiled = [compiler.compile(source) for source in self.get_source_expressions()]
        quote = connection.ops.quote_name
        values, shared, params = _shared(compiled, self.get_source_expressions())
        columns = ", ".join(f"{value} AS {quote(name)}" for name, value in zip(self.names, values, strict=True))
        row = "ringfence_row"
        while row in self.names:
            # A column of that name would be taken for the row.
            row += "_"
        # Not pulled up, which would work them out once for each name again.
        once = f" FROM (SELECT {', '.join(shared)} OFFSET 0) s" if shared else ""
        return f"(SELECT row_to_json({row}) FROM (SELECT {columns}{once}) {row})", params

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:  # type: ignore[override]
        """``json_object``, where what is JSON already is marked as such."""
        pairs: list[str] = []
        params: list[Any] = []
        for name, source in zip(self.names, self.get_source_expressions(), strict=True):
            value, its = compiler.compile(source)
            params += its
            pairs.append(f"'{name}', json({value})" if getattr(source, "is_json", False) else f"'{name}', {value}")
        return f"json_object({', '.join(pairs)})", params


class Present(JSONValue):
    """``value`` where ``key`` is not NULL: a related row that is there."""

    is_json = True

    def __init__(self, key: Any, value: Any) -> None:
        super().__init__(key, value)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:
        """NULL where the row is not there."""
        return self._case(compiler)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:  # type: ignore[override]
        """NULL where the row is not there."""
        return self._case(compiler)

    def _case(self, compiler: SQLCompiler) -> SQL:
        (key, key_params), (value, params) = map(compiler.compile, self.get_source_expressions())
        return f"CASE WHEN {key} IS NOT NULL THEN {value} END", [*key_params, *params]


class Text(JSONValue):
    """A JSON document as the text that a statement answers with."""

    postgresql = "%(expressions)s::text"


class Listed(Subquery):
    """``[value, value, ...]`` of a subquery of one column, called ``LISTED``, in its order; ``[]`` of none."""

    output_field: ClassVar[Any] = TextField()
    is_json = True

    def __init__(self, queryset: Any, *, of_json: bool) -> None:
        super().__init__(queryset)
        self.of_json = of_json

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:
        """``array_to_json`` of the subquery."""
        try:
            text, params = super().as_sql(compiler, connection, template="array_to_json(array(%(subquery)s))")
        except EmptyResultSet:
            return "'[]'::json", []
        return text, list(params)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> SQL:
        """``json_group_array`` over the subquery, whose order SQLite keeps."""
        try:
            text, params = super().as_sql(compiler, connection, template="%(subquery)s")
        except EmptyResultSet:
            return "json_array()", []
        column = connection.ops.quote_name(LISTED)
        value = f"json({column})" if self.of_json else column
        return f"(SELECT json_group_array({value}) FROM ({text}))", list(params)


class One(Subquery):
    """The value of a subquery of one column and one row at most."""

    output_field: ClassVar[Any] = TextField()
    is_json = True

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """NULL where it is known that there is no row."""
        try:
            return super().as_sql(*args, **kwargs)
        except EmptyResultSet:
            return "NULL", ()


class Count(Subquery):
    """How many rows a queryset has, for a statement's own columns: worked out once, however many rows there are."""

    output_field: ClassVar[Any] = TextField()
    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"


def _columns(expression: Any) -> list[Any]:
    """The bare columns of an expression: ``row_to_json`` reads them where what is grouped by is not known as such."""
    sources = [source for source in expression.get_source_expressions() if source is not None]
    if not sources or isinstance(expression, JSONValue | Subquery | Aggregate):
        return list(expression.get_group_by_cols())
    return [column for source in sources for column in _columns(source)]


def _shared(compiled: Sequence[Any], sources: Sequence[Any]) -> tuple[list[str], list[str], list[Any]]:
    """The members' values, where a subquery that has two names is one that both refer to; those; and all parameters.

    The parameters of what is shared come after the others, as it does in the statement.
    """
    keys = [(text, tuple(map(str, params))) for text, params in compiled]
    twice = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    values: list[str] = []
    own: list[Any] = []
    shared: dict[Any, tuple[str, list[Any]]] = {}
    for key, (text, params), source in zip(keys, compiled, sources, strict=True):
        if key in twice and isinstance(source, Subquery):
            name = f"s{twice.index(key)}"
            shared[key] = (f"{text} AS {name}", list(params))
            values.append(f"s.{name}")
        else:
            values.append(text)
            own += params
    parts = list(shared.values())
    return values, [text for text, _ in parts], [*own, *(each for _, params in parts for each in params)]
