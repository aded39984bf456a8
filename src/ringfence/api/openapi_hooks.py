"""``complete``: what only the whole OpenAPI document can say. For ``SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]``.

Shared answers and headers, tags with a description each, an example of every body, and code samples of every operation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings

from ringfence.api import openapi_errors
from ringfence.api.openapi_examples import Examples
from ringfence.api.openapi_samples import Call, samples
from ringfence.api.openapi_words import first_sentence, plain
from ringfence.api.problems import PROBLEM_JSON

JSON = "application/json"
METHODS = ("get", "post", "put", "patch", "delete")


def complete(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """``result``, completed; a hook of drf-spectacular, to be the last one."""
    components = result["components"]
    for kind, parts in openapi_errors.components().items():
        components[kind] = {**parts, **components.get(kind, {})}
    used = {tag for _, _, operation in operations(result) for tag in operation.get("tags", ())}
    result["tags"] = list(_tags(used, result.get("tags", ())))
    examples = Examples(result)
    for path, method, operation in operations(result):
        for parameter in operation.get("parameters", ()):
            if parameter.get("required") and "example" not in parameter:
                parameter["example"] = examples.of(parameter["schema"], parameter["name"])
        for media_type, content in _contents(operation):
            _show(content, media_type, examples)
        operation["x-codeSamples"] = samples(_call(result, path, method, operation, _origin(request)))
    return result


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation with its path and its method."""
    for path, item in document["paths"].items():
        yield from ((path, method, item[method]) for method in METHODS if method in item)


def shown(content: dict[str, Any]) -> Any:
    """The first example of a media type object; None where it has none."""
    stated = next(iter(content.get("examples", {}).values()), {"value": content.get("example")})
    return stated.get("value")


def _tags(used: set[str], stated: Any) -> Iterator[dict[str, str]]:
    """Each tag that is used, described by the settings or by its app's models."""
    known = {tag["name"]: tag for tag in stated}
    for name in sorted(used):
        yield known.get(name) or {"name": name, "description": _about(name)}


def _about(label: str) -> str:
    try:
        module = apps.get_app_config(label).models_module
    except LookupError:
        module = None
    words = getattr(module, "__doc__", None) or getattr(sys.modules.get(label), "__doc__", None)
    return first_sentence(plain(words)) if words else f"{label.replace('_', ' ').capitalize()}."


def _contents(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in (operation.get("requestBody", {}), *operation["responses"].values()):
        yield from part.get("content", {}).items()


def _show(content: dict[str, Any], media_type: str, examples: Examples) -> None:
    """Give a media type object an example, unless it has one or is no JSON."""
    if "example" in content or "examples" in content or media_type == PROBLEM_JSON or "schema" not in content:
        return
    content["examples"] = {"example": {"summary": "An example.", "value": examples.of(content["schema"])}}


def _call(document: dict[str, Any], path: str, method: str, operation: dict[str, Any], origin: str) -> Call:
    headers: dict[str, str] = {}
    for parameter in operation.get("parameters", ()):
        if parameter.get("required") and parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
        elif parameter.get("required") and parameter["in"] == "header":
            headers[parameter["name"]] = origin if parameter["name"] == "Origin" else str(parameter["example"])
    schemes = document["components"].get("securitySchemes", {})
    wanted = [schemes.get(name, {}) for name in next(iter(operation.get("security", ())), {})]
    content_type, body = next(iter(operation.get("requestBody", {}).get("content", {}).items()), ("", {}))
    succeeded = next(each for status, each in operation["responses"].items() if status.startswith("2"))
    answered = succeeded.get("content", {}).get(JSON, {})
    return Call(
        method.upper(),
        origin + path,
        auth="Bearer" if any(scheme.get("type") == "http" for scheme in wanted) else "",
        cookie=next((scheme["name"] for scheme in wanted if scheme.get("in") == "cookie"), ""),
        headers=headers,
        content_type=content_type,
        body=shown(body),
        answers_json=bool(answered),
        answer_schema=answered.get("schema", {}).get("$ref", "").rpartition("/")[2],
    )


def _origin(request: Any) -> str:
    """Where the caller reached this server; without a request what the settings say."""
    if request is not None:
        return str(request.build_absolute_uri("/")).rstrip("/")
    return str(getattr(settings, "RINGFENCE", {}).get("PUBLIC_URL", "http://localhost:8000")).rstrip("/")
