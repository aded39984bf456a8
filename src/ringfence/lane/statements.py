"""Prepared statements out of querysets: the text, and where in its parameters each value of a request goes.

A statement is made twice, of two sets of probe values. It is kept only if the text is the same both times and every
parameter that changed is one that is known: a moment that the code took from the clock, or an owner's name, is not.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

SQL = tuple[str, Sequence[Any]]

_PLACEHOLDER = re.compile("%(s|%)")
# Types of PostgreSQL's parameters by Python's. Those of other types are left to the long way.
_OIDS: list[tuple[type, int]] = [
    (bool, 16),
    (int, 20),
    (str, 25),
    (datetime.datetime, 1184),
    (datetime.date, 1082),
    (Decimal, 1700),
    (uuid.UUID, 2950),
    (list, 1009),
]


class Untraceable(Exception):
    """The statement depends on something that no request gives; says on what."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A value of the request: two probes that stand for it, and what a parameter looks like for a value."""

    name: str
    probes: tuple[Any, Any]
    adapt: Callable[[Any], Any] = lambda value: value
    # Whether the value may be a part of a parameter: a word in a pattern.
    within: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """``text`` has ``%s`` for parameters, and ``bindings`` give them for a request's values by the slots' names.

    Where a binding is None the parameter is its example, whatever the request.
    """

    text: str
    examples: tuple[Any, ...]
    bindings: tuple[Callable[[Mapping[str, Any]], Any] | None, ...]

    def numbered(self, numbers: Sequence[int]) -> bytes:
        """The text with ``$1`` and so on, as PostgreSQL prepares it; ``numbers`` has that of each parameter."""
        left = iter(numbers)
        return _PLACEHOLDER.sub(lambda match: "%" if match[1] == "%" else f"${next(left)}", self.text).encode()

    def marked(self) -> str:
        """The text with ``?``, as SQLite prepares it."""
        return _PLACEHOLDER.sub(lambda match: "%" if match[1] == "%" else "?", self.text)

    def types(self) -> list[int]:
        """PostgreSQL's type of each parameter. Raises :class:`Untraceable` for one that has none here."""
        return [_oid(example) for example in self.examples]


def trace(build: Callable[[Mapping[str, Any]], SQL], slots: Sequence[Slot]) -> Statement:
    """The statement that ``build`` makes of the slots' values. Raises :class:`Untraceable`."""
    pairs = [(slot.within, tuple(map(slot.adapt, slot.probes))) for slot in slots]
    if any(pairs.count(pair) > 1 for pair in pairs):
        raise Untraceable("two values of the request could not be told apart")
    (text, first), (other, second) = (build({slot.name: slot.probes[turn] for slot in slots}) for turn in (0, 1))
    if text != other or len(first) != len(second):
        raise Untraceable("the statement's text depends on the values")
    # One for each slot, so that who sends them can tell that two parameters are the same.
    whole = {slot.name: partial(_whole, slot) for slot in slots if not slot.within}
    bindings = [
        None if a == b and type(a) is type(b) else _binding(a, b, slots, whole)
        for a, b in zip(first, second, strict=True)
    ]
    return Statement(text, tuple(first), tuple(bindings))


def _whole(slot: Slot, values: Mapping[str, Any]) -> Any:
    return slot.adapt(values[slot.name])


def _binding(
    first: Any, second: Any, slots: Sequence[Slot], whole: Mapping[str, Callable[[Mapping[str, Any]], Any]]
) -> Callable[[Mapping[str, Any]], Any]:
    for slot in slots:
        if not slot.within and (first, second) == tuple(map(slot.adapt, slot.probes)):
            return whole[slot.name]
    words = [slot for slot in slots if slot.within]
    template = _template(first, words, 0)
    if words and template == _template(second, words, 1):
        return lambda values: _filled(template, {slot.name: values[slot.name] for slot in words})
    raise Untraceable("a parameter depends on something else than the request's values")


def _template(parameter: Any, words: Sequence[Slot], turn: int) -> Any:
    """The parameter with a mark in the place of each word."""
    if isinstance(parameter, list):
        return [_template(each, words, turn) for each in parameter]
    if isinstance(parameter, str):
        for slot in words:
            parameter = parameter.replace(slot.probes[turn], f"\x00{slot.name}\x00")
    return parameter


def _filled(template: Any, words: Mapping[str, str]) -> Any:
    if isinstance(template, list):
        return [_filled(each, words) for each in template]
    for name, word in words.items():
        template = template.replace(f"\x00{name}\x00", word)
    return template


def _oid(example: Any) -> int:
    for kind, oid in _OIDS:
        if isinstance(example, kind):
            return oid
    raise Untraceable(f"a parameter is a {type(example).__name__}")


def encoded(parameter: Any) -> bytes | None:
    """A parameter in PostgreSQL's text format."""
    match parameter:
        case None:
            return None
        case bool():
            return b"t" if parameter else b"f"
        case str():
            return parameter.encode()
        case datetime.date():
            return parameter.isoformat().encode()
        case list():
            return b"{" + b",".join(_quoted(each) for each in parameter) + b"}"
        case Decimal():
            return format(parameter, "f").encode()
    return str(int(parameter) if isinstance(parameter, int) else parameter).encode()


def _quoted(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.encode()
