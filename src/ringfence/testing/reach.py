"""What an owner's rows are to the ORM and to somebody else there, with no HTTP in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import F, ForeignKey, Model, UUIDField

from ringfence.ownership.registry import is_owned, owned_models, policy_of
from ringfence.ownership.scope import NotYours, acting_as, acting_as_anyone
from ringfence.testing.findings import Finding
from ringfence.testing.http import undone
from ringfence.testing.values import SHORTEST_MARKER, is_text

Rows = dict[tuple[str, Any], dict[str, Any]]


class Holdings:
    """Every owned row of ``owner``, column by column as the database has it, read anew by each call.

    It is read after every write of the test, so that the statements are made once.
    """

    def __init__(self, owner: Any) -> None:
        self._owner = owner
        with acting_as(owner):
            self._statements = {
                model._meta.label: model._base_manager.filter(owner_id=owner.pk).values().query.sql_with_params()
                for model in owned_models()
            }

    def __call__(self) -> Rows:
        """The rows as they are now."""
        with acting_as(self._owner), connection.cursor() as cursor:
            return {
                (label, row["id"]): row
                for label, statement in self._statements.items()
                for row in _read(cursor, *statement)
            }


def _read(cursor: Any, sql: str, params: Any) -> list[dict[str, Any]]:
    cursor.execute(sql, params)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def changes(before: Rows, after: Rows) -> Iterator[Finding]:
    """What became of the rows; nothing when nothing did."""
    for label, pk in after.keys() - before.keys():
        yield Finding(f"makes a {label} for another owner", f"row {pk}")
    for (label, pk), row in before.items():
        now = after.get((label, pk))
        if now is None:
            yield Finding(f"deletes another owner's {label}", f"row {pk}")
            continue
        for column in (name for name in row if row[name] != now[name]):
            yield Finding(
                f"changes another owner's {label}", f"{column} of row {pk} was {row[column]!r} and is {now[column]!r}"
            )


def markers(owner: Any, stranger: Any) -> dict[str, str]:
    """The texts of another owner's private rows that turn up nowhere by chance, and the column of each."""
    known = " ".join(
        str(value) for model in owned_models() for row in _values(model, stranger) for value in row.values()
    )
    found = {}
    for model in owned_models():
        if policy_of(model).readers == "everyone":
            continue
        names = [f.attname for f in model._meta.concrete_fields if is_text(f) or isinstance(f, UUIDField)]
        for text, name in ((str(row[name] or ""), name) for row in _values(model, owner) for name in names):
            if len(text) >= SHORTEST_MARKER and text not in known:
                found[text] = f"{model._meta.label}.{name}"
    return found


def _values(model: Any, owner: Any) -> list[dict[str, Any]]:
    with acting_as(owner):
        return list(model._base_manager.filter(owner_id=owner.pk).values())


def pointers(own: Rows, theirs: Rows) -> Iterator[Finding]:
    """The caller's own rows that point at another owner's private row."""
    for model in owned_models():
        label = model._meta.label
        rows = [row for (each, _), row in own.items() if each == label]
        for field in model._meta.concrete_fields:
            target: Any = field.remote_field.model if isinstance(field, ForeignKey) else None
            if not is_owned(target) or policy_of(target).readers == "everyone":
                continue
            column = str(field.column)
            for row in rows:
                if (target._meta.label, row[column]) in theirs:
                    what = f"lets the caller's {label}.{field.name} point at another owner's row"
                    yield Finding(what, f"row {row['id']} at {row[column]}")


def found_by_the_orm(stranger: Any, others: Mapping[Any, Any]) -> Iterator[Finding]:
    """Which of the rows, by model, the stranger or a visitor reaches through the model's managers."""
    for model, row in others.items():
        private = policy_of(model).readers == "owner"
        managers = {manager.name: manager for manager in (*model._meta.managers, model._base_manager)}
        for name, manager in managers.items():
            for scope, who in ((acting_as(stranger), "another user"), (acting_as_anyone(), "a visitor")):
                with undone(), scope:
                    ways = [way for way, found in _ways(manager, row.pk, private) if found]
                if ways:
                    yield Finding(f"{model._meta.label}.{name} lets {who} reach the row", f"by {', '.join(ways)}")
        with undone(), acting_as(stranger):
            if _saves(row):
                yield Finding(f"{model._meta.label}: save() of another owner's instance changes the row")


def _ways(manager: Any, pk: Any, private: bool) -> Iterator[tuple[str, Any]]:
    row = manager.filter(pk=pk)
    if private:
        yield "filter", row.exists()
        yield "in_bulk", manager.in_bulk([pk])
    yield "update", row.update(revision=F("revision"))
    with undone():
        try:
            yield "delete", row.delete()[0]
        except IntegrityError:
            # Refused for its own relations' sake, so it was found.
            yield "delete", True


def _saves(row: Model) -> bool:
    try:
        row.save()
    except NotYours:
        return False
    return True
