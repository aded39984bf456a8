"""Sums of money and months of dates, computed in the database with the same answer on both.

SQLite keeps decimals as binary fractions, whose sums drift; the sum here is one of whole cents.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, BigIntegerField, CharField, Func
from django.db.models.sql.compiler import SQLCompiler

# More than any database's sum has.
_DIGITS = Context(prec=100)


class ExactSum(Aggregate):
    """The exact sum of a ``DecimalField``, as a ``Decimal`` with the field's places; None of no rows.

    On SQLite up to 2⁶³ of the smallest unit (beyond, the statement fails), and for columns of up to 15 digits.
    """

    function = "SUM"
    name = "ExactSum"
    # Keeps SQLite's backend from reading the sum as a binary fraction of 15 digits.
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any) -> Any:
        """The sum of whole units."""
        whole = self.copy()
        whole.template = f"%(function)s(CAST(ROUND(%(expressions)s * {10**self._places}) AS INTEGER))"
        return whole.as_sql(compiler, connection, **extra_context)

    @property
    def convert_value(self) -> Callable[[Any, Any, BaseDatabaseWrapper], Decimal | None]:
        """What makes a ``Decimal`` of the database's value."""
        return self._to_decimal

    def _to_decimal(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Decimal | None:
        if value is None:
            return None
        exponent = -self._places if connection.vendor == "sqlite" else 0
        exact = Decimal(value).scaleb(exponent, _DIGITS)
        return exact.quantize(Decimal(1).scaleb(-self._places), context=_DIGITS)

    @property
    def _places(self) -> int:
        field: Any = self.get_source_expressions()[0].output_field
        return int(field.decimal_places)


class Month(Func):
    """The month of a ``DateField``, as text: ``2026-11``."""

    function = "TO_CHAR"
    template = "%(function)s(%(expressions)s, 'YYYY-MM')"
    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any) -> Any:
        """The beginning of the date, which SQLite keeps as text; Django's own way calls Python for each row."""
        return super().as_sql(
            compiler, connection, function="SUBSTR", template="%(function)s(%(expressions)s, 1, 7)", **extra_context
        )
