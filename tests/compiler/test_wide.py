"""Many fields side by side, each of any kind over any column: what they show of rows at random is REST framework's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.accounts.models import User
from ringfence.api.reads import CompiledResponse
from ringfence.api.serializers import OwnedSerializer
from ringfence.compiler.levels import CannotCompile
from ringfence.compiler.plan import compile_row
from tests.compiler import rows, shows
from tests.compiler.test_alike import EXAMPLES, alike, answers, same_cases, stored, view_of
from tests.kinds.models import Thing
from tests.people import Person

__all__ = ["same_cases"]

_SOURCES = [*shows.OWN_COLUMNS, *shows.SOURCES, *shows.ANNOTATIONS]
PAIRS = [*((make, source) for make in shows.SCALARS for source in _SOURCES), *shows.FITTING]
_OPTIONS: list[dict[str, Any]] = [{}, {"allow_null": True}, {"default": None}]

# A place in PAIRS, and one in _OPTIONS.
Choice = tuple[int, int]
CHOICES = st.tuples(st.integers(0, len(PAIRS) - 1), st.integers(0, len(_OPTIONS) - 1))


def test_many_fields_show_what_each_of_them_shows_for_rest_framework(alice: Person) -> None:
    user = User(pk=alice.id, username=alice.username)
    seen: Counter[Any] = Counter()

    @settings(alike, max_examples=EXAMPLES // 32)
    @given(st.lists(CHOICES, min_size=30, max_size=60, unique=True), rows.SHELVES)
    def compare(chosen: list[Choice], shelves: dict[str, Any]) -> None:
        with stored(alice, shelves):
            seen.update(_answers([choice for choice in chosen if _compiles(choice)], user))

    compare()
    assert set(seen) == {CompiledResponse, str}
    assert seen[CompiledResponse] > seen[str], seen


def _answers(chosen: list[Choice], user: User) -> Iterator[type]:
    """What the answers are, which are the same both ways: of all fields, or where one raises, of either half."""
    slow, quick = answers(view_of(_shown(chosen), ["id"]), user, "?cursor=")
    is_good = slow[0] == quick[0] == 200
    if is_good or isinstance(slow[0], int) or isinstance(quick[0], int) or len(chosen) == 1:
        assert quick[:3] == slow[:3], f"{[PAIRS[pair][1] for pair, _ in chosen]}\n{slow}\n{quick}"
        yield quick[3] if is_good else str
    else:
        # Several may raise, and which of them is the first is not the same both ways.
        half = len(chosen) // 2
        yield from _answers(chosen[:half], user)
        yield from _answers(chosen[half:], user)


@cache
def _compiles(choice: Choice) -> bool:
    shown = _shown([choice])
    try:
        compile_row(shown["serializer"](), view_of(shown, ["id"]).queryset)
    except CannotCompile:
        return False
    return True


def _shown(chosen: list[Choice]) -> dict[str, Any]:
    declared: dict[str, Any] = {}
    annotations: dict[str, Any] = {}
    for place, (pair, options) in enumerate(chosen):
        make, source = PAIRS[pair]
        declared[f"field{place}"] = make(source=source, **shows.fitting(make, _OPTIONS[options]))
        if source in shows.ANNOTATIONS:
            annotations[source] = shows.ANNOTATIONS[source]
    meta = type("Meta", (), {"model": Thing, "fields": list(declared)})
    serializer = type("WideSerializer", (OwnedSerializer,), {**declared, "Meta": meta})
    return {"serializer": serializer, "annotations": annotations, "prefetches": []}
