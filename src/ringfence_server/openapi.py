"""What this server adds to its OpenAPI document: the probes, which are no views of REST framework."""

from __future__ import annotations

from typing import Any

from ringfence.api import openapi_errors
from ringfence.api.openapi_words import first_sentence, plain
from ringfence_server import health

_STATUS = {"type": "string", "enum": ["ok", "unavailable"]}
_SCHEMA = {
    "type": "object",
    "description": "How the server is.",
    "required": ["status"],
    "properties": {"status": _STATUS, "detail": {"type": "string", "description": "Why it is unavailable."}},
}
_PROBES = {"/api/health/": health.health, "/healthz/": health.alive, "/readyz/": health.ready}
_UNREADY = {"status": "unavailable", "detail": "Migrations are waiting to be applied."}


def add_probes(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """``result`` with the probes; a hook of drf-spectacular, before ``ringfence.api.openapi_hooks.complete``."""
    result["components"].setdefault("schemas", {})["Health"] = _SCHEMA
    for path, view in _PROBES.items():
        words = plain(view.__doc__)
        result["paths"][path] = {
            "get": {
                "operationId": f"{view.__name__}_retrieve",
                "summary": first_sentence(words).rstrip("."),
                "description": words,
                "tags": ["server"],
                "responses": {"200": _answer("It is well.", {"status": "ok"}), **_errors(path)},
            }
        }
    result["paths"] = dict(sorted(result["paths"].items()))
    return result


def _errors(path: str) -> dict[str, Any]:
    if path != "/readyz/":
        return {}
    unready = _answer("It cannot answer requests now.", _UNREADY)
    unready["headers"]["Retry-After"] = openapi_errors.header("Retry-After")
    return {"503": unready}


def _answer(words: str, example: dict[str, str]) -> dict[str, Any]:
    content = {"schema": {"$ref": "#/components/schemas/Health"}, "examples": {"example": {"value": example}}}
    return {
        "description": words,
        "headers": {"X-Request-ID": openapi_errors.header("X-Request-ID")},
        "content": {"application/json": content},
    }
