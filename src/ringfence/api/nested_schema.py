"""How nested rows look in the OpenAPI document: what a body may give, and what an answer shows."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension

from ringfence.api.openapi_filters import ID


class NestedRowsSchema(OpenApiSerializerFieldExtension):
    """A ``NestedRowsField``: many forms in, ids out (what ``?expand=`` adds is the document's own part)."""

    target_class = "ringfence.api.nested.NestedRowsField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """The field's schema, ``direction`` being "request" or "response"."""
        if direction == "response":
            return {"type": "array", "items": dict(ID)}
        row = auto_schema.resolve_serializer(self.target.serializer_class, direction).ref
        picked = {
            "type": "object",
            "properties": {"id": dict(ID)},
            "required": ["id"],
            "description": "A row that is there. Whatever else the object has is ignored.",
        }
        # Not "oneOf": an object with an id and a name has both forms, and is of the first.
        forms = [dict(ID), picked, row]
        most = {} if self.target.max_length is None else {"maxItems": self.target.max_length}
        return {"anyOf": [*forms, {"type": "array", "items": {"anyOf": forms}, **most}]}
