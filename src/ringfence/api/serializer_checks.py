"""Refusals at start-up for serializers of owned models: nothing is published or written by accident."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from rest_framework import serializers

from ringfence.api.relations import NamesField
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.view_checks import is_scoped
from ringfence.ownership.models import OWNER_NAMES
from ringfence.ownership.registry import is_owned, owner_policy


def check_serializer(serializer_class: Any, *, writes: bool = True) -> Iterator[CheckMessage]:
    """E104 to E107 for the serializer and those nested in it; ``writes`` is False inside a read-only one."""
    meta = getattr(serializer_class, "Meta", None)
    model: Any = getattr(meta, "model", None)
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
    for name, field in serializer_class().fields.items():
        yield from _field(serializer_class, name, field, writes=writes and not field.read_only)


def _publishes_everything(meta: Any) -> str:
    """What in ``meta`` takes fields that nobody has listed; empty when all are listed."""
    if getattr(meta, "fields", None) == serializers.ALL_FIELDS:
        return 'fields = "__all__"'
    if getattr(meta, "exclude", None) is not None:
        return "exclude"
    return "depth" if getattr(meta, "depth", 0) else ""


def _field(serializer_class: Any, name: str, field: Any, *, writes: bool) -> Iterator[CheckMessage]:
    nested = getattr(field, "child", field)
    if isinstance(nested, serializers.BaseSerializer):
        yield from check_serializer(type(nested), writes=writes)
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
