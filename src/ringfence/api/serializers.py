"""``OwnedSerializer``: validates and shapes an owned row; never lets a body name its owner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from rest_framework import serializers

from ringfence.api import shapes
from ringfence.api.fields import STRICT_FIELDS, StrictChoiceField
from ringfence.api.relations import OwnedPrimaryKeyField, StoredAfter


class KnownFields(serializers.Serializer[Any]):
    """A serializer for which read-only fields in a body are ignored, and unknown ones an error that names them."""

    def to_internal_value(self, data: Any) -> Any:
        """As ``Serializer``; raises ``ValidationError`` for unknown fields and two names of one, beside the others."""
        refused = {**self.twice_named(data), **self.unknown(data)} if isinstance(data, Mapping) else {}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as exc:
            if refused and isinstance(exc.detail, dict):
                raise serializers.ValidationError({**exc.detail, **refused}) from exc
            raise
        if refused:
            raise serializers.ValidationError(refused)
        return value

    def unknown(self, data: Mapping[Any, Any]) -> dict[str, Any]:
        """The errors of names in ``data`` that no field has."""
        message = serializers.ErrorDetail("Unknown field.", code="unknown")
        return {str(name): [message] for name in data if name not in self.fields}

    def twice_named(self, data: Mapping[Any, Any]) -> dict[str, Any]:
        """The errors of fields in ``data`` that are another name of one that is there as well."""
        errors: dict[str, Any] = {}
        first: dict[str, str] = {}
        for name in (str(field.field_name) for field in self._writable_fields if field.field_name in data):
            other = first.setdefault(str(self.fields[name].source), name)
            if other != name and self.fields[name].source != "*":
                message = f"Another name of {other}: give one of the two."
                errors[name] = [serializers.ErrorDetail(message, code="combination")]
        return errors


class OwnedSerializer(KnownFields, serializers.ModelSerializer[Any]):
    """A ``ModelSerializer`` for an owned model.

    Relations by primary key resolve inside the scope; :class:`~ringfence.api.relations.StoredAfter` fields are
    stored after the row. ``Meta.expandable``, ``{field: serializer}``, says what ``?expand=`` may show in full.
    """

    serializer_field_mapping = {**serializers.ModelSerializer.serializer_field_mapping, **STRICT_FIELDS}
    serializer_choice_field = StrictChoiceField
    serializer_related_field = OwnedPrimaryKeyField

    @cached_property
    def _readable_fields(self) -> list[Any]:
        # What REST framework walks for each row; which fields those are is the same for all of them.
        return list(shapes.readable(self))

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
        """Make the row, then what points at it."""
        later = self._take_later(validated_data)
        row = super().create(validated_data)
        for field, value in later:
            field.store(row, value)
        return row

    def update(self, instance: Any, validated_data: dict[str, Any]) -> Any:
        """Change the row, then what points at it."""
        later = self._take_later(validated_data)
        row = super().update(instance, validated_data)
        for field, value in later:
            field.store(row, value)
        return row

    def _take_later(self, validated_data: dict[str, Any]) -> list[tuple[StoredAfter, Any]]:
        fields = {str(field.source): field for field in self._writable_fields if isinstance(field, StoredAfter)}
        return [(field, validated_data.pop(source)) for source, field in fields.items() if source in validated_data]
