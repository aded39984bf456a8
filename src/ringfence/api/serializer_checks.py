"""Refusals at start-up for serializers of owned models: nothing is published or written by accident."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from rest_framework import serializers

from ringfence.api.nested import NestedRowSerializer, NestedRowsField
from ringfence.api.relations import NamesField
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.shapes import expandable, relation_named
from ringfence.api.view_checks import is_scoped
from ringfence.ownership.models import OWNER_NAMES
from ringfence.ownership.registry import is_owned, owner_policy


def check_serializer(
    serializer_class: Any, *, writes: bool = True, _seen: set[tuple[Any, bool]] | None = None
) -> Iterator[CheckMessage]:
    """E104 to E107 and E109 for the serializer, those nested in it, and those that ``?expand=`` shows.

    ``writes`` is False inside a read-only one.
    """
    seen = set() if _seen is None else _seen
    if (serializer_class, writes) in seen:
        return
    seen.add((serializer_class, writes))
    meta = getattr(serializer_class, "Meta", None)
    model = _model_of(serializer_class)
    if model is not None and owner_policy(model) is not None:
        whole = _publishes_everything(meta)
        if whole:
            yield _error(
                "E104",
                serializer_class,
                f" publishes whatever the model will have ({whole}).",
                "List the fields by name, and nest a serializer of its own for each relation.",
            )
            return
    if is_owned(model) and not issubclass(serializer_class, OwnedSerializer):
        complaint = f" is for {model._meta.label}, but is no OwnedSerializer."
        yield _error("E105", serializer_class, complaint, "Derive it from OwnedSerializer.")
        return
    serializer = serializer_class()
    for name, field in serializer.fields.items():
        is_written = writes and not field.read_only
        for nested_class in _nested(field):
            yield from check_serializer(nested_class, writes=is_written, _seen=seen)
        yield from _field(serializer_class, name, field, writes=is_written)
        if is_written and model is not None:
            yield from _storing(serializer_class, name, field)
    yield from _expandable(serializer, seen)


def _nested(field: Any) -> Iterator[Any]:
    """The serializers that ``field`` reads or writes by."""
    nested = getattr(field, "child", field)
    if isinstance(nested, serializers.BaseSerializer):
        yield type(nested)
    if isinstance(field, NestedRowsField):
        yield field.serializer_class


def _expandable(serializer: Any, seen: set[tuple[Any, bool]]) -> Iterator[CheckMessage]:
    """What ``?expand=`` may show is a relation that the serializer has, and shown as carefully."""
    for name, nested_class in expandable(type(serializer)).items():
        there = serializer.fields.get(name)
        relation = there and relation_named(_model_of(type(serializer)), there.source)
        if relation is None or relation.related_model is not _model_of(nested_class):
            yield _error(
                "E109",
                type(serializer),
                f".Meta.expandable names {name}, which is no relation to the rows of {nested_class.__qualname__}.",
                "Name a field of the serializer, and a serializer of the model that it leads to.",
            )
        else:
            yield from check_serializer(nested_class, writes=False, _seen=seen)


def _model_of(serializer_class: Any) -> Any:
    return getattr(getattr(serializer_class, "Meta", None), "model", None)


def _storing(serializer_class: Any, name: str, field: Any) -> Iterator[CheckMessage]:
    """A nested row is stored by the kind of relation that the field is for, or by the serializer's own methods."""
    relation = relation_named(_model_of(serializer_class), field.source)
    nested = getattr(field, "child", field)
    if isinstance(field, NestedRowsField):
        models = {field.queryset.model, _model_of(field.serializer_class)}
        stored = relation is not None and relation.many_to_many and models == {relation.related_model}
        hint = "Give it the source, the queryset and the serializer of one many-to-many relation."
    elif isinstance(field, NestedRowSerializer):
        back = relation is not None and relation.one_to_one and relation.auto_created
        stored = back and relation.related_model is field.Meta.model
        hint = "Give it the source of the one-to-one relation by which its model points at this one."
    elif isinstance(nested, serializers.ModelSerializer):
        own = [getattr(serializer_class, method) for method in ("create", "update")]
        stored = all(method not in (OwnedSerializer.create, OwnedSerializer.update) for method in own)
        hint = "Make it read-only, or a NestedRowsField or NestedRowSerializer, or write create() and update()."
    else:
        return
    if not stored:
        yield _error("E109", serializer_class, f".{name} takes rows that nothing stores.", hint)


def _publishes_everything(meta: Any) -> str:
    """What in ``meta`` takes fields that nobody has listed; empty when all are listed."""
    if getattr(meta, "fields", None) == serializers.ALL_FIELDS:
        return 'fields = "__all__"'
    if getattr(meta, "exclude", None) is not None:
        return "exclude"
    return "depth" if getattr(meta, "depth", 0) else ""


def _field(serializer_class: Any, name: str, field: Any, *, writes: bool) -> Iterator[CheckMessage]:
    if not writes or isinstance(field, serializers.HiddenField):
        return
    if field.source.split(".")[0] in OWNER_NAMES:
        complaint, hint = f".{name} lets a body name the owner.", "Make the field read-only."
        yield _error("E106", serializer_class, complaint, hint)
        return
    rows = getattr(getattr(field, "child_relation", field), "queryset", None)
    model = field.model if isinstance(field, NamesField) else getattr(rows, "model", None)
    if model is None:
        return
    if not is_owned(model):
        yield _error(
            "E107",
            serializer_class,
            f".{name} finds rows of {model._meta.label}, which has no owner.",
            "Relate to owned models, or make the field read-only.",
        )
    elif rows is not None and not is_scoped(rows.all()):
        yield _error(
            "E107",
            serializer_class,
            f".{name} finds rows of {model._meta.label} past the scope.",
            f"Begin its queryset with {model.__name__}.objects.",
        )


def _error(code: str, serializer_class: Any, complaint: str, hint: str) -> CheckMessage:
    """The error ``code`` about a serializer, whose name ``complaint`` goes on from."""
    text = f"{serializer_class.__qualname__}{complaint}"
    return Error(text, hint=hint, obj=serializer_class, id=f"ringfence.{code}")
