"""``OwnedSerializer``: validates and shapes an owned row; never lets a body name its owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from ringfence.api.relations import NamesField, OwnedPrimaryKeyField


class KnownFields(serializers.Serializer[Any]):
    """A serializer for which read-only fields in a body are ignored, and unknown ones an error that names them."""

    def to_internal_value(self, data: Any) -> Any:
        """As ``Serializer``; raises ``ValidationError`` for unknown fields, beside the other errors."""
        unknown = [name for name in data if name not in self.fields] if isinstance(data, Mapping) else []
        refused = {str(name): [serializers.ErrorDetail("Unknown field.", code="unknown")] for name in unknown}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as exc:
            if refused and isinstance(exc.detail, dict):
                raise serializers.ValidationError({**exc.detail, **refused}) from exc
            raise
        if refused:
            raise serializers.ValidationError(refused)
        return value


class OwnedSerializer(KnownFields, serializers.ModelSerializer[Any]):
    """A ``ModelSerializer`` for an owned model.

    Relations by primary key resolve inside the scope; :class:`~ringfence.api.relations.NamesField` relations are
    stored after the row.
    """

    serializer_related_field = OwnedPrimaryKeyField

    def to_representation(self, instance: Any) -> Any:
        """As ``ModelSerializer``; the owner, when it is the caller, is neither joined nor asked for again.

        So that no list brings the owner's password hash along for the sake of a name.
        """
        user = getattr(self.context.get("request"), "user", None)
        owner_id = getattr(instance, "owner_id", None)
        if owner_id is not None and owner_id == getattr(user, "pk", None):
            instance.owner = user
        return super().to_representation(instance)

    def create(self, validated_data: dict[str, Any]) -> Any:
        """Make the row, then its relations by name."""
        names = self._take_names(validated_data)
        row = super().create(validated_data)
        self._store_names(row, names)
        return row

    def update(self, instance: Any, validated_data: dict[str, Any]) -> Any:
        """Change the row, then set its relations by name."""
        names = self._take_names(validated_data)
        row = super().update(instance, validated_data)
        self._store_names(row, names)
        return row

    def _take_names(self, validated_data: dict[str, Any]) -> dict[str, list[str]]:
        sources = {str(field.source) for field in self.fields.values() if isinstance(field, NamesField)}
        return {source: validated_data.pop(source) for source in sources & validated_data.keys()}

    def _store_names(self, row: Any, names: dict[str, list[str]]) -> None:
        for field in self.fields.values():
            if isinstance(field, NamesField) and field.source in names:
                getattr(row, field.source).set(field.rows(names[field.source]))
