"""What the machine chooses from, and what a step of it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.isolation.operations import RELATIONS, Operation, operations


def mentions() -> list[Operation]:
    """The private operations whose body or query names rows by their id."""
    return [each for each in operations() if not each.is_conduit and _can_mention(each)]


def _can_mention(operation: Operation) -> bool:
    in_query = any(each["name"] in RELATIONS for each in operation.parameters("query"))
    in_body = any(name in RELATIONS for name in (operation.body or {}).get("properties", {}))
    return in_query or in_body or operation.template.endswith("/bulk/")


def among(choices: Callable[[], list[Any]]) -> st.SearchStrategy[Any]:
    """One of ``choices``, which are asked for when the machine runs: the document takes a while to make."""
    return st.deferred(lambda: st.sampled_from(choices()))


def where(fits: Callable[[Operation], bool]) -> st.SearchStrategy[Operation]:
    """One of the operations that fit."""
    return among(lambda: [each for each in operations() if fits(each)])


def is_about_rows(operation: Operation) -> bool:
    """Whether it is about rows that somebody owns alone."""
    return operation.takes_personal_token and not operation.is_conduit


def step(**drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Any]:
    """A rule. What it finds is kept: the server is not as it was when Hypothesis tries the same once more."""
    made: Any = rule

    def decorate(play: Callable[..., None]) -> Any:
        @wraps(play)
        def played(machine: Any, **values: Any) -> None:
            try:
                play(machine, **values)
            except AssertionError as finding:
                machine.world.finding = machine.world.finding or finding
                raise

        return made(**drawn)(played)

    return decorate
