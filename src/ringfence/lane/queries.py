"""Query strings of the short way: those whose text is their meaning, with nothing to decode but spaces."""

from __future__ import annotations

import re

Parameters = dict[str, str]

_PLAIN = re.compile(r"[A-Za-z0-9_.,:~=&+-]*")
LONGEST = 4500


def parse(text: str) -> Parameters | None:
    """The parameters by name; None for a query string that the long way has to read, or to refuse."""
    if not text:
        return {}
    text = text.replace("%20", "+")
    if len(text) > LONGEST or _PLAIN.fullmatch(text) is None:
        return None
    found: Parameters = {}
    for pair in text.split("&"):
        name, equals, value = pair.partition("=")
        if not name or not equals or name in found or "+" in name or "=" in value:
            return None
        found[name] = value.replace("+", " ")
    return found
