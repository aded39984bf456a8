"""A constraint that the database refused a write by, as errors by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connections, router
from django.db.models import BaseConstraint, CheckConstraint, Field, Model, UniqueConstraint
from rest_framework.settings import api_settings

OWNER = "owner"

_SQLITE_NAME = re.compile(r"(?:UNIQUE constraint failed: index '|CHECK constraint failed: )(?P<name>.+?)'?")
_SQLITE_COLUMNS = re.compile(r"UNIQUE constraint failed: (?P<columns>.+)")
# NAMEDATALEN - 1: PostgreSQL's longest name, in bytes.
_LONGEST_NAME = 63


@dataclass(frozen=True)
class _Rule:
    """One uniqueness or check of a model: its fields, and the constraint that declares it, if any."""

    model: type[Model]
    fields: tuple[Field[Any, Any], ...]
    constraint: UniqueConstraint | CheckConstraint | None = None

    @property
    def name(self) -> str | None:
        return self.constraint.name if self.constraint else None

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def columns(self) -> list[str]:
        return [str(field.column) for field in self.fields]


def constraint_error(exc: IntegrityError, models: Iterable[type[Model]]) -> dict[str, list[str]] | None:
    """The errors by field of the unique or check constraint of ``models`` that ``exc`` violates, else None.

    The owner is left out, since no caller sets it; a constraint of several other fields answers under
    ``non_field_errors``. The message is the constraint's own where it has one. Foreign keys, primary keys and
    what is not declared on ``models`` give None: that is a conflict (409), not somebody's input.
    """
    rules = [rule for model in models for rule in _rules(model)]
    diagnosis = getattr(exc.__cause__, "diag", None)
    if diagnosis is not None:
        violated = _by_name(rules, diagnosis.constraint_name, diagnosis.table_name)
    else:
        violated = _by_message(rules, str(exc))
    if violated is None or any(field.primary_key for field in violated.fields):
        return None
    fields = [field for field in violated.fields if field.name != OWNER]
    name = fields[0].name if len(fields) == 1 else api_settings.NON_FIELD_ERRORS_KEY
    return {name: [_message(violated, fields)]}


def _rules(model: Any) -> Iterator[_Rule]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint | CheckConstraint):
            yield _Rule(model, _fields(model, constraint), constraint)
    for together in model._meta.unique_together:
        yield _Rule(model, tuple(model._meta.get_field(name) for name in together))
    for field in model._meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield _Rule(model, (field,))


def _fields(model: Any, constraint: UniqueConstraint | CheckConstraint) -> tuple[Any, ...]:
    names: Iterable[str] = getattr(constraint, "fields", ())
    if not names:
        sources = getattr(constraint, "expressions", ()) or [constraint.condition]
        names = [reference[0] for source in sources for reference in model._get_expr_references(source)]
    fields = (model._meta.pk if name == "pk" else model._meta.get_field(name) for name in names)
    return tuple(dict.fromkeys(fields))


def _by_name(rules: list[_Rule], name: str | None, table: str | None) -> _Rule | None:
    """PostgreSQL names the constraint; one that no Meta names has a made name."""
    own = [rule for rule in rules if name and table == rule.table]
    return next((rule for rule in own if name in (rule.name, *_made_names(rule))), None)


def _by_message(rules: list[_Rule], message: str) -> _Rule | None:
    """SQLite names the columns of a plain unique constraint and the name of any other."""
    if match := _SQLITE_NAME.fullmatch(message):
        return next((rule for rule in rules if rule.name == match["name"]), None)
    if match := _SQLITE_COLUMNS.fullmatch(message):
        columns = match["columns"].split(", ")
        unique = (rule for rule in rules if not isinstance(rule.constraint, CheckConstraint))
        return next((rule for rule in unique if columns == [f"{rule.table}.{c}" for c in rule.columns]), None)
    return None


def _made_names(rule: _Rule) -> tuple[str, ...]:
    """The names that PostgreSQL (in CREATE TABLE) and Django (in ALTER TABLE) give to a unique column."""
    if rule.constraint is not None:
        return ()
    editor: Any = connections[router.db_for_write(rule.model)].schema_editor()
    by_django = editor._create_index_name(rule.table, rule.columns, suffix="_uniq")
    return _shortened(rule.table, "_".join(rule.columns)), by_django


def _shortened(table: str, column: str) -> str:
    """PostgreSQL's ``makeObjectName``: the longer of the two loses its end until the name fits."""
    room = _LONGEST_NAME - len("__key")
    while len(table) + len(column) > room:
        if len(table) > len(column):
            table = table[:-1]
        else:
            column = column[:-1]
    return f"{table}_{column}_key"


def _message(rule: _Rule, fields: list[Field[Any, Any]]) -> str:
    constraint = rule.constraint
    default = BaseConstraint.default_violation_error_message
    if constraint is not None and constraint.violation_error_message != default:
        return str(constraint.get_violation_error_message())
    label = " and ".join(str(field.verbose_name) for field in fields)
    if isinstance(constraint, CheckConstraint):
        return "This value is not allowed." if len(fields) == 1 else f"Not allowed together: {label}."
    if constraint is None and len(fields) == 1:
        unique = fields[0].error_messages["unique"]
        if unique is not Field.default_error_messages["unique"]:
            return str(unique)
    own = any(field.name == OWNER for field in rule.fields)
    start = "You already have one" if own else "There is already one"
    return f"{start} with this {label}." if label else f"{start}."
