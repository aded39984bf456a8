"""Nested rows in the OpenAPI document: every form that a body may have, and what an answer shows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ringfence.api.relations import MAX_ID, MAX_ROWS
from tests.people import call

KEY = {"type": "integer", "minimum": 1, "maximum": MAX_ID}


@pytest.fixture(scope="module")
def components() -> dict[str, Any]:
    response = call("GET", "/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert response.status_code == 200, response.content
    schemas: dict[str, Any] = json.loads(response.content)["components"]["schemas"]
    return schemas


def undescribed(schema: Any) -> Any:
    """A schema without its sentences."""
    if isinstance(schema, dict):
        return {name: undescribed(each) for name, each in schema.items() if name not in ("description", "title")}
    return [undescribed(each) for each in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("name", ["authors", "author"])
def test_an_answer_shows_ids_or_rows_in_full(components: dict[str, Any], name: str) -> None:
    shown = undescribed(components["Book"]["properties"][name])["anyOf"]
    assert [each["items"] for each in shown] == [KEY, {"$ref": "#/components/schemas/Author"}]
    assert [each["type"] for each in shown] == ["array", "array"]


@pytest.mark.parametrize("name", ["authors", "author"])
def test_a_body_may_have_every_form(components: dict[str, Any], name: str) -> None:
    picked = {"type": "object", "properties": {"id": KEY}, "required": ["id"]}
    forms = [KEY, picked, {"$ref": "#/components/schemas/AuthorRequest"}]
    taken = undescribed(components["BookRequest"]["properties"][name])
    assert taken["anyOf"] == [*forms, {"type": "array", "items": {"anyOf": forms}, "maxItems": MAX_ROWS}]


def test_details_are_an_object_or_null(components: dict[str, Any]) -> None:
    assert "Details" in json.dumps(components["Book"]["properties"]["details"])
    assert set(components["Details"]["properties"]) == {"isbn", "pages", "published"}
    assert "details" not in components["BookRequest"]["required"]
