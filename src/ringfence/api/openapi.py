"""``AutoSchema``: each operation of a view in the OpenAPI 3.1 document, with nothing left undescribed.

The words come from docstrings: the view's own for a list, the method's for what a view says itself, and sentences made
from the model's name for the rest. Parameters, headers and errors come from what the view really reads and raises.
``openapi_hooks.complete`` adds what only the whole document can say: examples, code samples and shared parts.
"""

from __future__ import annotations

import re
from typing import Any

from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from drf_spectacular.plumbing import force_instance, get_doc
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS

from ringfence.api import openapi_errors, openapi_filters, openapi_names
from ringfence.api.filters import is_shaped
from ringfence.api.openapi_words import first_sentence, plain
from ringfence.api.reads import CompiledReads
from ringfence.api.shapes import EXPAND, FIELDS, MAX_EXPAND_DEPTH, expandable

_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)

_SUMMARIES = {
    "list": "List {many}",
    "create": "Create {a} {one}",
    "retrieve": "Read {a} {one}",
    "update": "Replace {a} {one}",
    "partial_update": "Change {a} {one}",
    "destroy": "Delete {a} {one}",
}
_DESCRIPTIONS = {
    "create": "Makes {a} {one} of the caller's and answers with it.",
    "retrieve": "One {one} by its id. One that is not there and one of somebody else's are the same 404.",
    "update": "Sets every field that is given; one that is required has to be, an optional one that is absent stays.",
    "partial_update": "Sets the fields that are given, and leaves the others as they are.",
    "destroy": "Takes the {one} away: it is gone from every list and 404 by its id.",
}
_SUCCESSES = {
    "200": "The answer.",
    "201": "It was made, and this is it.",
    "202": "It was accepted.",
    "204": "It was done, and there is nothing to say.",
    "304": "You have it already: the body would be the same.",
}
_MATCH = "Write only if the row is still in this state: an `ETag` of an earlier answer, or `*`. Else 412."
_NONE_MATCH = "The `ETag` of what you have: 304 if the answer is still the same."
_KEY = (
    "A text of your own, new for each thing that you make (a UUID, say): the same request sent again within a day gets "
    "the same answer and makes nothing."
)


class AutoSchema(SpectacularSchema):
    """The schema class of this package's views, whatever a project's ``DEFAULT_SCHEMA_CLASS`` is."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        """The operation, with its headers and its errors."""
        operation = super().get_operation(*args, **kwargs)
        if not operation:
            return operation
        described = openapi_errors.described(self.view, operation, self.method)
        for status, response in operation["responses"].items():
            self._complete_success(str(status), response)
        if any(parameter["name"] == "If-None-Match" for parameter in operation.get("parameters", ())):
            headers = {name: openapi_errors.header(name) for name in ("X-Request-ID", "ETag")}
            described["304"] = {"description": _SUCCESSES["304"], "headers": headers}
        stated = {status: each for status, each in operation["responses"].items() if status < "400"}
        operation["responses"] = dict(sorted({**operation["responses"], **described, **stated}.items()))
        return operation

    # Words

    def get_summary(self) -> str:
        """A few words: from the action's docstring, else from its name and the model's."""
        words = self._own_words()
        if words is None and self._action in _SUMMARIES and self._model is not None:
            return self._filled(_SUMMARIES[self._action])
        return first_sentence(words or self.get_description()).rstrip(".")

    def get_description(self) -> str:  # type: ignore[override]
        """Sentences: the action's own docstring, else made ones with the view's."""
        words, about = self._own_words(), plain(get_doc(type(self.view)))
        if words is not None:
            return words
        made = self._filled(_DESCRIPTIONS.get(self._action, "")) if self._model is not None else ""
        return "\n\n".join(filter(None, (made, about if self._action == "list" or not made else "")))

    def get_tags(self) -> list[str]:
        """The app, for an app's view; for the package's own the address's first word."""
        label = openapi_names.app_of(type(self.view).__module__)
        return [label] if label else list(super().get_tags()) or ["server"]

    # Names

    def get_operation_id(self) -> str:
        """As in the base; the app's name comes first where the address does not begin with it."""
        name = re.sub(r"\W+", "_", str(super().get_operation_id())).strip("_")
        tag = self.get_tags()[0] if openapi_names.app_of(type(self.view).__module__) else name
        return name if name.startswith(tag) else f"{tag}_{name}"

    def get_serializer_identity(self, serializer: Any, direction: Any) -> Any:
        """As in the base; two serializers that were made on the spot are one if they are equal."""
        identity = super().get_serializer_identity(serializer, direction)
        if identity is not serializer:
            return identity
        return openapi_names.twin(self.registry, self._get_serializer_name(serializer, direction), serializer)

    def _get_serializer_name(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> str:
        name = str(super()._get_serializer_name(serializer, direction, bypass_extensions))
        one = getattr(serializer, "child", serializer)
        if openapi_names.is_ambiguous(one) or openapi_names.is_taken(self.registry, name, one):
            prefix = openapi_names.prefix_of(one, self.view)
            head = "Patched" if name.startswith("Patched") else ""
            return name if prefix in name else f"{head}{prefix}{name.removeprefix(head)}"
        return name

    # What is read

    def get_filter_backends(self) -> list[Any]:
        """Those of the actions that filter."""
        if not hasattr(self.view, "filtered_actions"):
            return list(super().get_filter_backends())
        filtered = self._action in self.view.filtered_actions
        return list(getattr(self.view, "filter_backends", ())) if filtered else []

    def get_request_serializer(self) -> Any:
        """As in the base; DELETE has a body only where a view says so."""
        return None if self.method == "DELETE" else super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        """As in the base; nothing for DELETE, whose view need not have a serializer."""
        return {204: None} if self.method == "DELETE" else super().get_response_serializers()

    def _get_request_body(self, direction: str = "request") -> Any:
        method = self.method
        if method == "DELETE" and self.get_request_serializer() is not None:
            self.method = "POST"
        try:
            return super()._get_request_body(direction)
        finally:
            self.method = method

    def _get_parameters(self) -> list[dict[str, Any]]:
        parameters = {(each["name"], each["in"]): each for each in super()._get_parameters()}
        for each in (*self._shape_parameters(), *self._further_parameters(), *self._header_parameters()):
            parameters.setdefault((each["name"], each["in"]), each)
        for (name, _), each in parameters.items():
            each["description"] = plain(each.get("description") or "") or f"The {name.replace('_', ' ')}."
        return list(parameters.values())

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        known = [name for name in variables if name in ("id", "pk") and self._model is not None]
        others: list[dict[str, Any]] = super()._resolve_path_parameters(
            [name for name in variables if name not in known]
        )
        words = self._filled("Which {one}.")
        ids = [
            {"name": name, "in": "path", "required": True, "description": words, "schema": dict(openapi_filters.ID)}
            for name in known
        ]
        return [*ids, *others]

    def _shape_parameters(self) -> list[dict[str, Any]]:
        view: Any = self.view
        if not hasattr(view, "filtered_actions") or not is_shaped(view):
            return []
        serializer_class = view.get_serializer_class()
        names = [name for name, each in serializer_class().fields.items() if not each.write_only]
        found = [_list_parameter(FIELDS, "The members of a row that the answer is to have; all, when absent.", names)]
        if paths := list(_paths(serializer_class)):
            found.append(_list_parameter(EXPAND, "Relations to show as objects and not as ids.", paths))
        return found

    def _further_parameters(self) -> list[dict[str, Any]]:
        further = getattr(self.view, "extra_parameters", {})
        names = further.get(self._action, ()) if hasattr(self.view, "action") else further.get(self.method.lower(), ())
        return [{"name": name, "in": "query", "required": False, "schema": {"type": "string"}} for name in names]

    def _header_parameters(self) -> list[dict[str, Any]]:
        if not hasattr(self.view, "filtered_actions"):
            return []
        found = []
        by_id = getattr(self.view, "detail", None)
        if by_id and self.method not in SAFE_METHODS:
            found.append(_header("If-Match", _MATCH))
        if by_id and self.method == "GET" and is_shaped(self.view):
            found.append(_header("If-None-Match", _NONE_MATCH))
        if self.method == "POST" and getattr(self.view, "idempotent", False):
            schema = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
            found.append({**_header("Idempotency-Key", _KEY), "schema": schema})
        return found

    # What is answered

    def _complete_success(self, status: str, response: dict[str, Any]) -> None:
        if status >= "400":
            response["description"] = response.get("description") or "Refused."
            return
        if str(response.get("description") or "No response body") == "No response body":
            response["description"] = _SUCCESSES.get(status, "It was done.")
        headers = response.setdefault("headers", {})
        headers["X-Request-ID"] = openapi_errors.header("X-Request-ID")
        single = self._action in ("create", "retrieve", "update", "partial_update")
        if single and hasattr(self.view, "filtered_actions") and is_shaped(self.view) and "content" in response:
            headers["ETag"] = openapi_errors.header("ETag")
        if self.method == "POST" and getattr(self.view, "idempotent", False):
            headers["Idempotent-Replayed"] = openapi_errors.header("Idempotent-Replayed")

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)
        serializer = force_instance(serializer)
        schema["description"] = plain(schema.get("description") or "")
        for field in schema.get("properties", {}).values():
            # An empty text stands for "absent" in a serializer, whose own rule may be that a given one is not empty.
            if field.get("default") == "" and field.get("minLength"):
                del field["default"]
        if direction == "response" and isinstance(serializer, serializers.ModelSerializer):
            # A row always has all of its members; only what a body may leave out is optional.
            schema["required"] = sorted(schema.get("properties", {}))
            self._offer_expansion(serializer, schema)
        if direction == "request":
            self._mark_aliases(serializer, schema)
        stated = getattr(getattr(serializer, "Meta", None), "examples", {})
        for name, value in stated.items():
            if name in schema.get("properties", {}):
                schema["properties"][name] = {**schema["properties"][name], "examples": [value]}
        return schema

    def _mark_aliases(self, serializer: Any, schema: dict[str, Any]) -> None:
        """Say which fields are other names of one: a body gives one of them, so that an example leaves them out."""
        for name, field in serializer.fields.items():
            source = str(field.source)
            if source != name and source in serializer.fields and name in schema.get("properties", {}):
                schema["properties"][name] = {**schema["properties"][name], "x-alias-of": source}

    def _offer_expansion(self, serializer: Any, schema: dict[str, Any]) -> None:
        """Beside a relation's ids what ``?expand=`` shows in their place."""
        offered = expandable(type(serializer))
        by_source = {str(serializer.fields[name].source): kind for name, kind in offered.items()}
        for name, field in serializer.fields.items():
            kind = by_source.get(str(field.source))
            if kind is None or name not in schema.get("properties", {}):
                continue
            plain_one = dict(schema["properties"][name])
            apart = {key: plain_one.pop(key) for key in ("description", "readOnly", "title") if key in plain_one}
            full = self.resolve_serializer(kind, "response").ref
            if plain_one.get("type") == "array":
                full = {"type": "array", "items": full}
            schema["properties"][name] = {**apart, "anyOf": [plain_one, full]}

    # What the view is about

    @property
    def _action(self) -> str:
        return str(getattr(self.view, "action", None) or self.method.lower())

    @property
    def _model(self) -> Any:
        return getattr(getattr(self.view, "queryset", None), "model", None)

    def _own_words(self) -> str | None:
        """The docstring of the action, where the view itself has one: not what it inherits to read and write rows."""
        action = getattr(type(self.view), self._action, None)
        inherited = action is getattr(CompiledReads, self._action, None)
        return plain(action.__doc__) if action is not None and action.__doc__ and not inherited else None

    def _filled(self, words: str) -> str:
        meta = getattr(self._model, "_meta", None)
        one, many = (str(meta.verbose_name), str(meta.verbose_name_plural)) if meta else ("row", "rows")
        return words.format(one=one, many=many, a="an" if _VOWEL.match(one) else "a")


def _paths(serializer_class: Any, prefix: str = "", depth: int = 1) -> list[str]:
    """What ``?expand=`` takes, as deep as it goes."""
    if depth > MAX_EXPAND_DEPTH:
        return []
    found = []
    for name, kind in expandable(serializer_class).items():
        found += [prefix + name, *_paths(kind, f"{prefix}{name}.", depth + 1)]
    return found


def _list_parameter(name: str, words: str, values: list[str]) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "enum": values}, "minItems": 1}
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": f"{words} Separated by commas.",
        "style": "form",
        "explode": False,
        "schema": schema,
    }


def _header(name: str, words: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": words, "schema": {"type": "string"}}
