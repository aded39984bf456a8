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

from ringfence.api.nested import NestedRowSerializer, NestedRowsField
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
    """A field of a serializer that a body names rows of an owned ``model`` by.

    ``name`` is the way to it: "labels", or "cover.shelf" for a field of a nested row. ``others`` are further names
    for the same, of which a body gives one.
    """

    name: str
    field: Any
    model: Any
    others: tuple[str, ...] = ()

    @property
    def is_many(self) -> bool:
        """Whether the field takes a list."""
        return isinstance(self.field, serializers.ManyRelatedField | serializers.ListField | serializers.ListSerializer)

    def mention(self, row: Any) -> Any:
        """How a body names ``row``, in a list where the field takes one."""
        one = self._one(row)
        return [one] if self.is_many else one

    def mentions(self, row: Any) -> Iterator[Any]:
        """Every way in which a body can name ``row``."""
        yield self.mention(row)
        if isinstance(self.field, NestedRowsField):
            yield from (row.pk, {"id": row.pk}, [{"id": row.pk}])

    def put(self, body: Body, value: Any) -> Body:
        """``body`` with ``value`` for the field, under this name alone."""
        return _put(body, self.name.split("."), value, self.others)

    def get(self, body: Body) -> Any:
        """What ``body`` has for the field; None where it has nothing."""
        value: Any = body
        for name in self.name.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def _one(self, row: Any) -> Any:
        field = getattr(self.field, "child_relation", self.field)
        if isinstance(field, serializers.RelatedField):
            return field.to_representation(row)
        if isinstance(field, NamesField):
            return row.name
        return {"id": row.pk} if isinstance(field, serializers.BaseSerializer) else row.pk


def relations(serializer: Any, within: str = "") -> Iterator[Relation]:
    """The writable fields of ``serializer``, and of the rows nested in it, that name owned rows."""
    for name, field in _writable(serializer):
        if isinstance(field, NestedRowSerializer):
            yield from relations(field, f"{within}{name}.")
            continue
        model = _related_model(serializer, field)
        if is_owned(model):
            yield Relation(f"{within}{name}", field, model, _other_names(serializer, field))


def nested(serializer: Any) -> Iterator[tuple[str, Any]]:
    """The names and serializers of the rows that are written inside of a row."""
    yield from ((name, field) for name, field in _writable(serializer) if isinstance(field, NestedRowSerializer))


def columns(serializer: Any, row: Any) -> Body:
    """What ``row`` has for the writable fields of ``serializer`` that name no owned rows."""
    named = {relation.name for relation in relations(serializer)}
    body: Body = {}
    for name, field in _writable(serializer):
        if name in named:
            continue
        if isinstance(field, NestedRowSerializer):
            there = getattr(row, str(field.source), None)
            if there is not None:
                body[name] = columns(field, there)
            continue
        try:
            value = field.get_attribute(row)
            body[name] = None if value is None else field.to_representation(value)
        except (AttributeError, KeyError, SkipField):
            body[name] = None
        if field.required and body[name] in (None, "", [], {}):
            body[name] = _thought_of(field, body[name])
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


def _thought_of(field: Any, present: Any) -> Any:
    """A value for a required field that no column gives: a password to be repeated, a list that may not be empty.

    What is ``present`` is kept where the field takes it, an empty text for instance.
    """
    choices = list(getattr(field, "choices", ()))
    for value in (present, *choices, choices[:1], *_GUESSES, *([guess] for guess in _GUESSES)):
        try:
            field.run_validation(value)
        except (serializers.ValidationError, TypeError):
            continue
        return value
    return None


def _put(body: Body, path: list[str], value: Any, others: tuple[str, ...]) -> Body:
    name, *rest = path
    if not rest:
        return {**{key: each for key, each in body.items() if key not in others}, name: value}
    inner = body.get(name)
    return {**body, name: _put(inner if isinstance(inner, dict) else {}, rest, value, others)}


def _writable(serializer: Any) -> Iterator[tuple[str, Any]]:
    for name, field in serializer.fields.items() if serializer is not None else ():
        if not field.read_only and not isinstance(field, serializers.HiddenField):
            yield name, field


def _other_names(serializer: Any, field: Any) -> tuple[str, ...]:
    """Further names of what ``field`` writes, of which a body gives one."""
    same = (name for name, each in _writable(serializer) if each is not field and each.source == field.source != "*")
    return tuple(same)


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
