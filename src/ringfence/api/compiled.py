"""What the compiler has to know of this package's own serializers and fields."""

from __future__ import annotations

from typing import Any

from ringfence.api import shapes
from ringfence.api.fields import NamedChoiceField
from ringfence.api.nested import NestedRowsField
from ringfence.api.relations import NamesField, OwnedManyRelatedField
from ringfence.api.serializers import OwnedSerializer
from ringfence.compiler import plan, sql
from ringfence.compiler.fields import Column, by_name, represents
from ringfence.compiler.levels import Level


def register() -> None:
    """Tell the compiler; once, when the app is ready."""
    # It fills the owner in without asking the database, which changes nothing in the answer.
    plan.PLAIN_SERIALIZERS.add(OwnedSerializer.to_representation)
    plan.SORTED |= {OwnedManyRelatedField.to_representation, shapes.NestedRows.to_representation}
    plan.TO_MANY[NamesField.to_representation] = _names
    plan.TO_MANY[NestedRowsField.to_representation] = _keys
    represents(NamedChoiceField.to_representation)(_named)


def _names(field: Any, level: Level, _: Any) -> tuple[Any, Any] | None:
    """The names, in the order in which Python sorts strings."""
    column = level.column(("name",), field)
    return None if column is None else (column.expression, sql.ByCodePoint(column.expression))


def _keys(field: Any, level: Level, _: Any) -> tuple[Any, Any] | None:
    return plan.of_each(field.child, level)


def _named(field: Any, column: Column) -> Any:
    return by_name({value: name for name, value in field.values.items()}, column)
