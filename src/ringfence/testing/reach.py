"""What an owner's rows are to the ORM and to somebody else there, with no HTTP in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import IntegrityError
from django.db.models import ForeignKey, Model, UUIDField

from ringfence.ownership.registry import is_owned, owned_models, policy_of
from ringfence.ownership.scope import NotYours, acting_as, acting_as_anyone
from ringfence.testing.findings import Finding
from ringfence.testing.http import undone
from ringfence.testing.values import SHORTEST_MARKER, is_text

Rows = dict[tuple[str, Any], dict[str, Any]]


def rows_of(owner: Any) -> Rows:
    """Every owned row of ``owner``, column by column."""
    with acting_as(owner):
        return {
            (model._meta.label, row["id"]): row
            for model in owned_models()
            for row in model._base_manager.filter(owner_id=owner.pk).values()
        }


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


def markers(theirs: Rows, own: Rows) -> dict[str, str]:
    """The texts of another owner's private rows that turn up nowhere by chance, and the column of each."""
    known = " ".join(str(value) for row in own.values() for value in row.values())
    found = {}
    for model in owned_models():
        if policy_of(model).readers == "everyone":
            continue
        names = [f.attname for f in model._meta.concrete_fields if is_text(f) or isinstance(f, UUIDField)]
        for (label, _), row in theirs.items():
            for name in names if label == model._meta.label else ():
                text = str(row[name] or "")
                if len(text) >= SHORTEST_MARKER and text not in known:
                    found[text] = f"{label}.{name}"
    return found


def pointers(stranger: Any, theirs: Rows) -> Iterator[Finding]:
    """The stranger's rows that point at another owner's private row."""
    with acting_as(stranger):
        for model in owned_models():
            for field in model._meta.concrete_fields:
                target: Any = field.remote_field.model if isinstance(field, ForeignKey) else None
                if not is_owned(target) or policy_of(target).readers == "everyone":
                    continue
                ids = [pk for label, pk in theirs if label == target._meta.label]
                mine = model._base_manager.filter(owner_id=stranger.pk, **{f"{field.attname}__in": ids})
                for row in mine.values("pk", field.attname):
                    what = f"lets the caller's {model._meta.label}.{field.name} point at another owner's row"
                    yield Finding(what, f"row {row['pk']} at {row[field.attname]}")


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
    yield "update", row.update(deleted_at=None)
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
