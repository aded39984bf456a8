"""A row as plain JSON, column by column, and back again: nothing of its values is lost on the way.

What a migration has done meanwhile is met as well as can be: a column that is new has its default, one that is gone
is passed over, and what does not fit any more raises :class:`DoesNotFit`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db.models import DecimalField, FileField, JSONField, Value

from ringfence.ownership.registry import is_owned

Entry = dict[str, Any]

OWNER = "owner"


class DoesNotFit(Exception):
    """A stored row whose values, or whose model, the tables of today do not take."""


def columns(model: Any) -> Iterator[Any]:
    """The fields that a row of ``model`` is stored by; the owner is not among them, since the scope knows it."""
    for field in model._meta.local_concrete_fields:
        if not field.generated and not (field.name == OWNER and is_owned(model)):
            yield field


def pack(row: Any) -> Entry:
    """``{"model", "fields"}``; every value is a text or null."""
    model = row._meta.concrete_model
    return {"model": model._meta.label_lower, "fields": {field.name: _text(field, row) for field in columns(model)}}


def weight(entry: Entry) -> int:
    """About how many characters it takes."""
    return sum(len(text) for text in entry["fields"].values() if text)


def unpack(entry: Entry) -> Any:
    """The row, not saved and without an owner. Raises :class:`DoesNotFit`."""
    try:
        model: Any = apps.get_model(entry["model"])
    except LookupError as exc:
        raise DoesNotFit(entry["model"]) from exc
    row, stored = model(), entry["fields"]
    for field in columns(model):
        if field.name in stored:
            setattr(row, field.attname, _value(field, stored[field.name]))
        else:
            # Gives the times that a row takes from the clock, too.
            setattr(row, field.attname, field.pre_save(row, add=True))
    return row


def _text(field: Any, row: Any) -> str | None:
    value = field.value_from_object(row)
    if value is None or (isinstance(field, FileField) and value.name is None):
        return None
    # Django's own serializers leave JSON as it is, which a decoder's objects are not.
    text: str = json.dumps(value, cls=field.encoder) if isinstance(field, JSONField) else field.value_to_string(row)
    return text


def _value(field: Any, text: str | None) -> Any:
    if text is None:
        # JSON's own null, where the column allows no other.
        return Value(None, JSONField()) if isinstance(field, JSONField) and not field.null else None
    try:
        value = json.loads(text, cls=field.decoder) if isinstance(field, JSONField) else field.to_python(text)
        if isinstance(field, DecimalField):
            # SQLite would take more digits than it can give back.
            DecimalValidator(field.max_digits, field.decimal_places)(value)
    except (ValidationError, ValueError, TypeError, ArithmeticError) as exc:
        raise DoesNotFit(str(field)) from exc
    return value
