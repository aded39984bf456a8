"""Examples for the OpenAPI document, made from its own schemas: values that a reader believes, by name and by type.

What a schema itself says comes first (``examples``, ``const``, ``enum``, ``default``), then a value known for the name
where the schema allows it, then one made from the type and its bounds. What somebody wrote is never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoxfQ.5mhBHqs5_DTLdINd9p5m7ZJ6XD0Xc55kIaCRY5r6HRA"  # noqa: S105
VALUES: dict[str, Any] = {
    "access": _TOKEN,
    "address": "192.0.2.7",
    "amount": "12.50",
    "body": "Two pints, one loaf.",
    "category": None,
    "challenge": _TOKEN,
    "count": 1,
    "current_password": "analytical engine",
    "description": "The weekly shop.",
    "detail": "Not found.",
    "device": "Firefox on Linux",
    "email": "ada@example.com",
    "ended": 2,
    "factors": ["totp", "recovery"],
    "first_name": "Ada",
    "hint": "rf_3kQ9",
    "image": "https://example.com/ada.png",
    "isbn": "9780141439518",
    "keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "2026-11", "alg": "EdDSA", "use": "sig"}],
    "kind": "notes.note",
    "last_name": "Lovelace",
    "message": "Logged out.",
    "name": "home",
    "new_password": "difference engine",
    "new_username": "countess",
    "next": None,
    "otp": "492039",
    "owner": "ada",
    "pages": 432,
    "password": "analytical engine",
    "previous": None,
    "re_new_password": "difference engine",
    "re_new_username": "countess",
    "re_password": "analytical engine",
    "recovery_codes": ["k7qm-2fxa-9trw", "p3hd-8wzc-4mvn"],
    "refresh": _TOKEN,
    "scopes": ["notes:read", "notes:write"],
    "secret": "JBSWY3DPEHPK3PXP",
    "slug": "milk-and-bread",
    "status": "ok",
    "tags": ["home", "garden"],
    "title": "Milk and bread",
    "token": _TOKEN,
    "uid": "MQ",
    "url": "otpauth://totp/Ringfence:ada?secret=JBSWY3DPEHPK3PXP&issuer=Ringfence",
    "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "username": "ada",
}
_FORMATS = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00",
    "duration": "P1D",
    "email": "ada@example.com",
    "uri": "https://example.com/",
    "uuid": "0e37df36-f698-11ee-b7f7-325096b39f47",
    "decimal": "12.50",
    "ipv4": "192.0.2.7",
    "ipv6": "2001:db8::7",
    "byte": "UmluZ2ZlbmNl",
    "binary": "…",
}
# Candidates for a pattern that nothing else meets.
_TEXTS = ("milk-and-bread", "ada", "1", "12.50", "2026-01", "ABC", "a", "text", "2026-01-31", "#336699")
_DEPTH = 8
_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class Examples:
    """Makes examples for the schemas of one document; ``values`` go before the ones known here, by name."""

    def __init__(self, document: Mapping[str, Any], values: Mapping[str, Any] | None = None) -> None:
        self._schemas = document["components"]["schemas"]
        self._values = {**VALUES, **(values or {})}

    def of(self, schema: Any, name: str = "", depth: int = 0) -> Any:
        """An example for ``schema``, which a field called ``name`` has."""
        schema = self.resolved(schema)
        for stated in self._stated(schema):
            return stated
        for choice in ("oneOf", "anyOf"):
            if choice in schema and "properties" not in schema:
                return self.of(self._simplest(schema[choice]), name, depth)
        known = self._values.get(name, _MISSING)
        if known is not _MISSING and self._fits(known, schema):
            return known
        return self._made(schema, name, depth)

    def resolved(self, schema: Any) -> dict[str, Any]:
        """``schema`` with what it refers to in the place of the reference."""
        if not isinstance(schema, Mapping):
            return {}
        found = dict(schema)
        for part in [found.pop("allOf", []), [{"$ref": found.pop("$ref")}] if "$ref" in found else []]:
            for each in part:
                inner = self._schemas[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
                found = {**self.resolved(inner), **found}
        return found

    def _stated(self, schema: dict[str, Any]) -> list[Any]:
        if schema.get("examples"):
            return list(schema["examples"][:1])
        if "const" in schema:
            return [schema["const"]]
        if "enum" in schema:
            return [next((each for each in schema["enum"] if each not in (None, "")), schema["enum"][0])]
        return [schema["default"]] if schema.get("default") not in (None, "", [], {}) else []

    def _simplest(self, choices: list[Any]) -> Any:
        return next((each for each in choices if self.resolved(each).get("type") != "null"), choices[0])

    def _made(self, schema: dict[str, Any], name: str, depth: int) -> Any:
        match _kind(schema):
            case "object":
                properties = schema.get("properties", {}) if depth < _DEPTH else {}
                own = {each: inner for each, inner in properties.items() if "x-alias-of" not in inner}
                return {each: self.of(inner, each, depth + 1) for each, inner in own.items()}
            case "array":
                if depth >= _DEPTH or schema.get("maxItems") == 0:
                    return []
                return [self.of(schema.get("items", {}), name.removesuffix("s"), depth + 1)]
            case "boolean":
                return False
            case "integer" | "number":
                return _number(schema)
            case "string":
                return self._text(schema, name)
            case _:
                return None if _kind(schema) == "null" else {}

    def _text(self, schema: dict[str, Any], name: str) -> str:
        if schema.get("format") in _FORMATS and self._fits(_FORMATS[schema["format"]], schema):
            return _FORMATS[schema["format"]]
        words = name.replace("_", " ") or "text"
        for text in (words, *_TEXTS):
            if self._fits(text, schema):
                return text
        return "x" * int(schema.get("minLength", 1))

    def _fits(self, value: Any, schema: dict[str, Any]) -> bool:
        """Whether ``value`` has the type that ``schema`` wants and keeps to its bounds."""
        kinds = schema.get("type", [])
        allowed = tuple(kind for name in ([kinds] if isinstance(kinds, str) else kinds) for kind in _KINDS[name])
        if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
            return False
        if isinstance(value, str):
            short, long = schema.get("minLength", 0), schema.get("maxLength", len(value))
            return short <= len(value) <= long and re.search(schema.get("pattern", ""), value) is not None
        if isinstance(value, list):
            return all(self._fits(each, self.resolved(schema.get("items", {}))) for each in value)
        return True


_MISSING: Any = object()


def _kind(schema: dict[str, Any]) -> str:
    kinds = schema.get("type", "object" if "properties" in schema else "")
    return str(kinds if isinstance(kinds, str) else next((kind for kind in kinds if kind != "null"), "null"))


def _number(schema: dict[str, Any]) -> int:
    least = schema.get("minimum", 1)
    return int(max(1, least) if schema.get("maximum", 1) >= 1 else schema["maximum"])
