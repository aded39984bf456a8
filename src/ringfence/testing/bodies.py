"""Bodies of writes: one that a serializer accepts, and the same with another owner's row or name in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from rest_framework import serializers
from rest_framework.fields import SkipField
from rest_framework.utils.encoders import JSONEncoder

from ringfence.api.relations import NamesField
from ringfence.ownership.registry import is_owned

Body = dict[str, Any]

# By these names a body could try to say whose a row is, whatever the serializer calls it.
OWNER_NAMES = ("owner", "owner_id", "user", "user_id")
# By these a body of an action could name rows.
ROW_NAMES = ("id", "pk")

_GUESSES: tuple[Any, ...] = (
    *("text", 1, True, "1.00", "a@example.com", "https://example.com/", "2030-01-01", "2030-01-01T00:00Z"),
    *({}, []),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A field of a serializer that a body names rows of an owned ``model`` by."""

    name: str
    field: Any
    model: Any

    @property
    def is_many(self) -> bool:
        """Whether the field takes a list."""
        return isinstance(self.field, serializers.ManyRelatedField | serializers.ListField | serializers.ListSerializer)

    def mention(self, row: Any) -> Any:
        """How a body names ``row``, in a list where the field takes one."""
        one = self._one(row)
        return [one] if self.is_many else one

    def _one(self, row: Any) -> Any:
        field = getattr(self.field, "child_relation", self.field)
        if isinstance(field, serializers.RelatedField):
            return field.to_representation(row)
        if isinstance(field, NamesField):
            return row.name
        return {"id": row.pk} if isinstance(field, serializers.BaseSerializer) else row.pk


def relations(serializer: Any) -> Iterator[Relation]:
    """The writable fields of ``serializer`` that name owned rows."""
    for name, field in _writable(serializer):
        model = _related_model(serializer, field)
        if is_owned(model):
            yield Relation(name, field, model)


def columns(serializer: Any, row: Any) -> Body:
    """What ``row`` has for the writable fields of ``serializer`` that name no owned rows."""
    named = {relation.name for relation in relations(serializer)}
    body: Body = {}
    for name, field in _writable(serializer):
        if name in named:
            continue
        try:
            value = field.get_attribute(row)
            body[name] = None if value is None else field.to_representation(value)
        except (AttributeError, KeyError, SkipField):
            body[name] = None
        if field.required and body[name] in (None, "", [], {}):
            body[name] = _thought_of(field)
        elif body[name] is None and not field.allow_null:
            del body[name]
    return body


def owner_fields(serializer: Any) -> Iterator[str]:
    """Names by which a body could try to set the owner."""
    yield from OWNER_NAMES
    for name, field in serializer.fields.items() if serializer is not None else ():
        if name not in OWNER_NAMES and str(field.source).split(".")[0] in ("owner", "owner_id"):
            yield name


def encoded(body: Any) -> bytes:
    """The body as JSON."""
    return json.dumps(body, cls=JSONEncoder).encode()


def _thought_of(field: Any) -> Any:
    """A value for a required field that no column gives: a password to be repeated, a list that may not be empty."""
    choices = list(getattr(field, "choices", ()))
    for value in (*choices, choices[:1], *_GUESSES, *([guess] for guess in _GUESSES)):
        try:
            field.run_validation(value)
        except (serializers.ValidationError, TypeError):
            continue
        return value
    return None


def _writable(serializer: Any) -> Iterator[tuple[str, Any]]:
    for name, field in serializer.fields.items() if serializer is not None else ():
        if not field.read_only and not isinstance(field, serializers.HiddenField):
            yield name, field


def _related_model(serializer: Any, field: Any) -> Any:
    if isinstance(field, NamesField):
        return field.model
    queryset = getattr(getattr(field, "child_relation", field), "queryset", None)
    if queryset is not None:
        return queryset.model
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    try:
        return model._meta.get_field(field.source).related_model if model else None
    except FieldDoesNotExist:
        return None
