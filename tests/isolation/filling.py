"""Bodies and query strings by the document's schemas, with the writer's words for texts and ids where ids belong."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests import schema
from tests.isolation.operations import RELATIONS, Operation
from tests.isolation.people import Somebody

# Where another's id is put, or one that nobody ever had.
HOLE = 777_000_777_000_777

_SPECIAL: dict[str, list[Any]] = {
    "isbn": ["9780141439518", ""],
    "amount": ["12.50", "-0.01", "99999999.99"],
    "amount_min": ["-5", "0.5"],
    "amount_max": ["10", "99999999.99"],
    "kind": ["notes.note", "library.book"],
    "cursor": [""],
    "limit": [1, 3],
    "offset": [0, 1],
    "page": [1],
    "page_size": [1, 2, 50],
}
_PAGINGS = [
    [],
    [],
    ["page"],
    ["page", "page_size"],
    ["limit"],
    ["limit", "offset"],
    ["cursor"],
    ["cursor", "page_size"],
]
_CHOSEN_FROM = re.compile(r"from: ([\w, ]+)")
# Often enough for every member, seldom enough for bodies that lack it.
_OFTEN = 0.6


class Filler:
    """Fills schemas for one person. ``row`` gives the id of a row of a collection, None where there is none."""

    def __init__(self, who: Somebody, random: Random, row: Callable[[str], Any]) -> None:
        self._who = who
        self._random = random
        self._row = row

    def body(self, given: dict[str, Any], *, whole: bool = True) -> dict[str, Any]:
        """A body by the schema ``given``; with at least one member, if it is not the ``whole``."""
        made: dict[str, Any] = self.value(given, "")
        properties = given.get("properties", {})
        if not made and properties and not whole:
            name = self._random.choice(sorted(properties))
            made[name] = self.value(properties[name], name)
        return made

    def value(self, given: Any, name: str) -> Any:
        """A value by the schema ``given``, of the member ``name``."""
        given = schema.resolved(given)
        if name in _SPECIAL and "properties" not in given:
            return self._random.choice(_SPECIAL[name])
        if choices := given.get("anyOf") or given.get("oneOf"):
            return self._one_of(choices, name)
        if "enum" in given:
            return self._random.choice([each for each in given["enum"] if each is not None])
        types = given.get("type", "object")
        kind = next((each for each in types if each != "null"), "null") if isinstance(types, list) else types
        if isinstance(types, list) and "null" in types and self._random.random() < 1 - _OFTEN:
            return None
        return getattr(self, f"_{kind}")(given, name)

    def query(self, operation: Operation) -> dict[str, Any]:
        """A query string of ``operation``, with one way of paging."""
        known = {each["name"]: each for each in operation.parameters("query")}
        wanted = [name for name in known if not self._is_paging(name) and self._random.random() < 1 / 4]
        paging = [name for name in self._random.choice(_PAGINGS) if name in known]
        found = {name: self._parameter(operation, known[name]) for name in [*wanted, *paging]}
        return {name: value for name, value in found.items() if value is not None}

    def _is_paging(self, name: str) -> bool:
        return any(name in each for each in _PAGINGS)

    def _parameter(self, operation: Operation, said: dict[str, Any]) -> Any:
        name = said["name"]
        if name == "ordering":
            fields = _CHOSEN_FROM.search(said.get("description", ""))
            return self._random.choice(["", "-"]) + self._random.choice(fields[1].split(", ")) if fields else None
        if name in RELATIONS and not operation.is_conduit:
            return self._row(RELATIONS[name])
        value = self.value(said["schema"], name)
        if isinstance(value, list):
            return ",".join(value)
        return str(value).lower() if isinstance(value, bool) else value

    def _one_of(self, choices: list[Any], name: str) -> Any:
        order = self._random.sample(choices, len(choices))
        for each in order:
            value = self.value(each, name)
            if value is not None:
                return value
        return None

    def _null(self, given: dict[str, Any], name: str) -> Any:
        return None

    def _boolean(self, given: dict[str, Any], name: str) -> bool:
        return self._random.random() < _OFTEN

    def _integer(self, given: dict[str, Any], name: str) -> Any:
        if name in RELATIONS:
            return self._row(RELATIONS[name])
        return self._random.randint(1, min(given.get("maximum", 9), 9))

    _number = _integer

    def _string(self, given: dict[str, Any], name: str) -> str:
        match given.get("format"):
            case "date":
                return f"2026-0{self._random.randint(1, 9)}-1{self._random.randint(0, 9)}"
            case "date-time":
                return "2035-01-01T00:00:00Z"
            case "email":
                return self._who.address()
            case "uri":
                return f"https://{self._who.word()}.example/"
            case "decimal":
                return "12.50"
        return self._who.word()

    def _array(self, given: dict[str, Any], name: str) -> list[Any]:
        several = (self.value(given["items"], name) for _ in range(self._random.randint(1, 2)))
        return list({repr(each): each for each in several if each is not None}.values())

    def _object(self, given: dict[str, Any], name: str) -> dict[str, Any] | None:
        required = given.get("required", ())
        made: dict[str, Any] = {}
        for each, said in given.get("properties", {}).items():
            if each in required or self._random.random() < _OFTEN:
                # {"id": 3} in place of a row names a row of the collection that the member around it is about.
                made[each] = self.value(said, name if each == "id" and name in RELATIONS else each)
        if any(made.get(each, "") is None and _needs(given, each) for each in required):
            return None
        if "authors" in made:
            # Two names of one and the same.
            made.pop("author", None)
        return {each: value for each, value in made.items() if value is not None or not _needs(given, each)}


def _needs(given: dict[str, Any], name: str) -> bool:
    """Whether the member may not be null."""
    types = schema.resolved(given["properties"][name]).get("type", "")
    return "null" not in types


def filled(value: Any, number: int) -> Any:
    """``value`` with ``number`` in the hole."""
    if isinstance(value, dict):
        return {name: filled(each, number) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, number) for each in value]
    return number if value == HOLE and not isinstance(value, bool) else value


def has_hole(value: Any) -> bool:
    """Whether there is a hole in it."""
    return filled(value, 0) != value
