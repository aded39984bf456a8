"""What the bodies of ``bulk`` are in OpenAPI: made for each viewset, of its own serializer."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers


class BulkErrorSerializer(serializers.Serializer[Any]):
    """The errors of a bulk request, by part and by the item's place, from 0."""

    create = serializers.DictField(required=False)  # type: ignore[assignment]
    update = serializers.DictField(required=False)  # type: ignore[assignment]
    delete = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)
    non_field_errors = serializers.ListField(child=serializers.CharField(), required=False)
    code = serializers.CharField()


# Not the id that the example of an update has: a row may be named only once.
@extend_schema_field({"type": "array", "items": {"type": "integer", "minimum": 1}, "examples": [[8, 9]]})
class _IdsField(serializers.ListField):
    """Ids of rows."""

    child = serializers.IntegerField(min_value=1)


def describe(view: Any) -> None:
    """Describe the action of ``view``, a viewset class."""
    if view.serializer_class is None:
        return
    asked, answered = _bodies(view.serializer_class)
    operation = extend_schema(request=asked, responses={200: answered, 400: BulkErrorSerializer})
    extend_schema_view(bulk=operation)(view)


@cache
def _bodies(item: Any) -> tuple[Any, Any]:
    """The serializers of the request and of the answer."""
    name = item.__name__.removesuffix("Serializer")
    asked = {"create": item(many=True, required=False), "update": _changes(item)(many=True, required=False)}
    answered = {
        "created": item(many=True),
        "updated": item(many=True),
        "deleted": _IdsField(),
    }
    return (
        _serializer(f"{name}BulkRequestSerializer", {**asked, "delete": _IdsField(required=False)}),
        _serializer(f"{name}BulkSerializer", answered),
    )


def _changes(item: Any) -> Any:
    """The serializer of one update: the id, and any of the fields that can be written."""

    class Changes(serializers.Serializer[Any]):
        def get_fields(self) -> dict[str, Any]:
            writable = {name: field for name, field in item().get_fields().items() if not field.read_only}
            for field in writable.values():
                field.required = False
            return {"id": serializers.IntegerField(min_value=1), **writable}

    Changes.__name__ = f"{item.__name__.removesuffix('Serializer')}BulkUpdateSerializer"
    Changes.__doc__ = "One update: the row's id, and the fields that change."
    return Changes


def _serializer(name: str, fields: dict[str, Any]) -> Any:
    return type(name, (serializers.Serializer,), {**fields, "__doc__": None})
