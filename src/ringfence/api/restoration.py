"""Out of the trash: a row and what was deleted with it are stored again, under their old ids and with their times.

Nothing is overwritten, and nothing points at what is gone: what cannot be put back in its place is left out where
it is a detail, and refused with a sentence where it is the row itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError, IntegrityError, connections, router, transaction
from django.db.models import JSONField
from rest_framework.exceptions import NotFound, ValidationError

from ringfence.api.errors import Conflict, constraint_error
from ringfence.api.models import TrashedRow
from ringfence.api.stored_rows import OWNER, DoesNotFit, unpack
from ringfence.api.trash import chunks, in_transaction, live
from ringfence.ownership.registry import is_owned

# A row as another one points at it: model, column, value.
Key = tuple[Any, str, Any]


def restore(trashed: TrashedRow) -> None:
    """Store the row that was thrown away, with all that went along, and take it from the trash.

    In the owner's scope. Raises ``NotFound`` when it was restored or purged meanwhile or its time is over,
    ``ValidationError`` (400) when a rule of the tables forbids it now, and ``Conflict`` (409) when a row that it needs
    is gone or the tables have changed too much.
    """
    using = router.db_for_write(TrashedRow)
    with in_transaction(using):
        kept = live(TrashedRow.objects.select_for_update()).filter(pk=trashed.pk).first()
        if kept is None:
            raise NotFound
        rows = _fitting(kept)
        try:
            with transaction.atomic(using=using):
                _insert(rows, using)
        except IntegrityError as exc:
            errors = constraint_error(exc, {type(row) for row in rows})
            raise (ValidationError(errors) if errors else Conflict()) from exc
        except (DataError, ValueError, ArithmeticError) as exc:
            # A value that its column takes no more: too long, too large.
            raise _changed() from exc
        _tie_again(kept.loosened, rows, using)
        TrashedRow.objects.filter(pk=kept.pk).delete()


def _fitting(kept: TrashedRow) -> list[Any]:
    """The rows that can be stored: without those whose place is gone. Raises ``Conflict``."""
    try:
        rows = [unpack(entry) for entry in kept.rows]
    except DoesNotFit as exc:
        raise _changed() from exc
    main = next((row for row in rows if row._meta.label_lower == kept.kind and row.pk == kept.row), None)
    if main is None:
        raise _changed()
    return _in_place(rows, main)


def _in_place(rows: list[Any], main: Any) -> list[Any]:
    """The rows whose required references lead somewhere; optional ones that do not become null."""
    there = _there(key for row in rows for _, key in _references(row))
    while True:
        known = there | _keys(rows)
        lost = {id(row) for row in rows if any(not f.null and key not in known for f, key in _references(row))}
        if id(main) in lost:
            gone = next(f for f, key in _references(main) if not f.null and key not in known)
            raise Conflict(f"The {gone.remote_field.model._meta.verbose_name} that it belongs to is gone.")
        if not lost:
            break
        rows = [row for row in rows if id(row) not in lost]
    for row in rows:
        for field, key in list(_references(row)):
            if key not in known:
                setattr(row, field.attname, None)
    return rows


def _references(row: Any) -> Iterator[tuple[Any, Key]]:
    """The relations of ``row`` that are set, each with what it points at; those to the owner are the scope's."""
    for field in row._meta.local_concrete_fields:
        if not field.is_relation or field.name == OWNER or not is_owned(field.remote_field.model):
            continue
        value = getattr(row, field.attname)
        if value is not None:
            yield field, (field.remote_field.model._meta.concrete_model, field.target_field.attname, value)


def _keys(rows: Iterable[Any]) -> set[Key]:
    """All that a reference could name these rows by."""
    return {
        (type(row), field.attname, getattr(row, field.attname))
        for row in rows
        for field in row._meta.local_concrete_fields
        if field.unique and not isinstance(field, JSONField)
    }


def _there(keys: Iterable[Key]) -> set[Key]:
    """Those of the keys that lead to a row within reach."""
    wanted: dict[tuple[Any, str], set[Any]] = defaultdict(set)
    for model, column, value in keys:
        wanted[model, column].add(value)
    found: set[Key] = set()
    for (model, column), values in wanted.items():
        for some in chunks(sorted(values)):
            rows = model._base_manager.filter(**{f"{column}__in": some})
            found |= {(model, column, value) for value in rows.values_list(column, flat=True)}
    return found


def _insert(rows: list[Any], using: str) -> None:
    """Store the rows as they are: no time is taken from the clock."""
    by_model: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        if is_owned(row):
            row.settle_owner()
            row.revision += 1
        by_model[type(row)].append(row)
    for model, some in by_model.items():
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        size = max(connections[using].ops.bulk_batch_size(fields, some), 1)
        for batch in chunks(some, min(size, 1000)):
            model._base_manager._insert(batch, fields=fields, using=using, raw=True)


def _tie_again(loosened: list[dict[str, Any]], rows: list[Any], using: str) -> None:
    """Let the rows that pointed at a restored one point at it again, unless they point elsewhere by now."""
    known = _keys(rows)
    for entry in loosened:
        try:
            model: Any = apps.get_model(entry["model"])
            field = model._meta.get_field(entry["field"])
            value = field.target_field.to_python(entry["to"])
        except (LookupError, FieldDoesNotExist, AttributeError):
            continue
        if (field.remote_field.model._meta.concrete_model, field.target_field.attname, value) not in known:
            continue
        for some in chunks(entry["pks"]):
            free = model._base_manager.writable().filter(pk__in=some, **{f"{field.name}__isnull": True})
            # In one order everywhere.
            ids = list(free.select_for_update().order_by("pk").values_list("pk", flat=True))
            try:
                with transaction.atomic(using=using):
                    model._base_manager.filter(pk__in=ids).update(**{field.attname: value})
            except IntegrityError:
                # Another row has taken the place of a one-to-one.
                continue


def _changed() -> Conflict:
    return Conflict("The tables have changed too much since it was deleted.")
