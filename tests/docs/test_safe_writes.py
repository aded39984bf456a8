"""The pages about safe writes and about shapes say what the code does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ringfence.api import idempotency, preconditions, shapes
from ringfence.api.checks import routes
from ringfence.api.errors import PreconditionFailed
from ringfence.api.filters import SHAPED_ACTIONS, is_shaped
from tests.docs.pages import codes, named, read, rows, said, section
from tests.docs.test_reference import address_of

WRITES, SHAPES = "reference/safe-writes.md", "reference/shapes.md"


def paths_of(serializer_class: Any, prefix: str = "", depth: int = 1) -> Iterator[str]:
    """Everything that ``?expand=`` takes."""
    for name, nested in shapes.expandable(serializer_class).items():
        yield prefix + name
        if depth < shapes.MAX_EXPAND_DEPTH:
            yield from paths_of(nested, f"{prefix}{name}.", depth + 1)


def test_every_list_that_can_be_expanded_is_documented_with_all_it_takes() -> None:
    there: dict[str, list[str]] = {}
    for route in routes("ringfence_server.urls"):
        view: Any = route.view
        if route.actions.get("get") == "list" and route.is_owned and (paths := [*paths_of(view.serializer_class)]):
            there[address_of(route)] = paths
    assert {address: codes(row[0]) for address, row in named(SHAPES, "?expand=").items()} == there


def test_shapes_are_for_the_answers_that_are_documented() -> None:
    assert {"list", "retrieve", "create", "update", "partial_update"} == SHAPED_ACTIONS
    assert "on lists, on single rows, and on the answers of POST, PUT and PATCH" in read(SHAPES)
    assert f"more than {shapes._MAX_LENGTH:,} characters" in read(SHAPES)
    assert is_shaped(object()) is False


def test_the_tag_in_the_page_is_one_that_is_made() -> None:
    tag = re.search(r'^ETag: (".+")$', read(WRITES), re.MULTILINE)
    assert tag
    assert preconditions._STRONG.fullmatch(tag[1])
    assert f"`{PreconditionFailed.default_code}`" in section(read(WRITES), "ETag, If-Match, If-None-Match")


def test_what_a_key_may_be_and_how_long_it_is_kept_is_documented() -> None:
    documented = {row[0]: row[1] for row in rows(WRITES, "Idempotency-Key")}
    longest = int(documented["a key"].split(" to ")[1].split()[0])
    assert idempotency._KEY.fullmatch("x" * longest)
    assert not idempotency._KEY.fullmatch("x" * (longest + 1))
    assert said(idempotency.KEPT) == "1 day"
    assert documented["kept for"].startswith("24 hours")
    assert idempotency.KeyReused.default_code in codes(documented["another request"])
    assert f"`{idempotency.REPLAYED}: true`" in read(WRITES)
    assert f"-H '{idempotency.HEADER}: " in read(WRITES)
