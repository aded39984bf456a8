"""Requests to ``bulk``: what is asked of one row, asked of it as an item, and items that name another owner's row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ringfence.api.bulk import CREATE, DELETE, ID, UPDATE, offered
from ringfence.testing.bodies import encoded
from ringfence.testing.http import Ask

ACTION = "bulk"


def of_many(single: Iterable[Ask], view_class: Any, own: Any, theirs: Any) -> Iterator[Ask]:
    """The requests ``single``, whose bodies are of one row, as items; ``own`` is the row that is changed by them."""
    parts, asks = offered(view_class), list(single)
    items = [json.loads(ask.body or b"{}") for ask in asks]
    for ask, item in zip(asks, items, strict=True):
        if CREATE in parts:
            yield replace(ask, body=encoded({CREATE: [item]}), about=f"{ask.about}, as an item to create")
        if UPDATE in parts:
            body = encoded({UPDATE: [{ID: own.pk, **item}]})
            yield replace(ask, body=body, about=f"{ask.about}, as an item to update")
    for part, value, about in (
        (CREATE, {**items[0], ID: theirs.pk}, "to create a row by the id of another owner's"),
        (UPDATE, {**items[0], ID: theirs.pk}, "to update another owner's row"),
        (DELETE, own.pk, "to delete one's own row"),
        (DELETE, theirs.pk, "to delete another owner's row"),
    ):
        if part in parts:
            yield replace(asks[0], body=encoded({part: [value]}), about=about, is_control=False)
    if DELETE in parts:
        both, about = {DELETE: [own.pk, theirs.pk]}, "to delete another owner's row beside one's own"
        yield replace(asks[0], body=encoded(both), about=about, is_control=False)
