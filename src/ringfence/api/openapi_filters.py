"""Filters and fields of this package in the OpenAPI document, described from what they are."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from drf_spectacular.drainage import get_override
from drf_spectacular.extensions import OpenApiFilterExtension, OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import build_array_type

from ringfence.api.params import LARGEST

ID = {"type": "integer", "minimum": 1, "maximum": LARGEST}
_WORDS = {
    "exact": "Rows whose {} is this.",
    "iexact": "Rows whose {} is this, without case.",
    "gt": "Rows whose {} is more than this.",
    "gte": "Rows whose {} is this or more.",
    "lt": "Rows whose {} is less than this.",
    "lte": "Rows whose {} is this or less.",
    "contains": "Rows whose {} has this in it.",
    "icontains": "Rows whose {} has this in it, without case.",
    "isnull": "Whether the {} is absent.",
    "in": "Rows whose {} is one of these, separated by commas.",
}


class QueryFilterExtension(OpenApiFilterExtension):
    """The parameters of a view's ``filterset_class``; a filter's ``help_text`` and ``label`` come before made words."""

    target_class = "ringfence.api.filters.QueryFilter"
    priority = 1

    def get_schema_operation_parameters(self, auto_schema: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        """One parameter for each filter."""
        filterset_class = getattr(auto_schema.view, "filterset_class", None)
        if filterset_class is None:
            return []
        return [
            {
                "name": name,
                "in": "query",
                "required": bool(declared.extra.get("required")),
                "description": words_for(name, declared),
                "schema": schema_of(declared),
            }
            for name, declared in filterset_class.base_filters.items()
        ]


def words_for(name: str, declared: django_filters.Filter) -> str:
    """What a filter does, in a sentence."""
    said = declared.extra.get("help_text") or declared._label
    if said:
        return str(said)
    column = str(declared.field_name or name).removesuffix("_id").replace("__", " ").replace("_", " ")
    words = _WORDS.get(str(declared.lookup_expr), "Rows that this {} fits.")
    return words.format(column if declared.method is None else name.replace("_", " "))


def schema_of(declared: django_filters.Filter) -> dict[str, Any]:
    """The type of a filter's value."""
    stated = get_override(declared, "field")
    if isinstance(stated, dict):
        return {name: value for name, value in stated.items() if name != "description"}
    kind, extra = declared.field_class, declared.extra
    name = kind.__name__
    if extra.get("choices") and not callable(extra["choices"]):
        schema: dict[str, Any] = {"type": "string", "enum": [str(value) for value, _ in extra["choices"]]}
        several = isinstance(declared, django_filters.MultipleChoiceFilter)
        return build_array_type(schema) if several else schema
    if "Id" in name or issubclass(kind, forms.ModelChoiceField):
        return dict(ID)
    if "Boolean" in name:
        return {"type": "boolean"}
    if "DateTime" in name:
        return {"type": "string", "format": "date-time"}
    if "Date" in name:
        return {"type": "string", "format": "date"}
    if "Integer" in name:
        return {"type": "integer"}
    if "Decimal" in name:
        return {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
    return {"type": "string", **({"maxLength": extra["max_length"]} if extra.get("max_length") else {})}


class OwnedKeyExtension(OpenApiSerializerFieldExtension):
    """A relation by primary key."""

    target_class = "ringfence.api.relations.OwnedPrimaryKeyField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """An id."""
        return dict(ID)
