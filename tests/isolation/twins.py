"""Two requests that may differ by nothing but an id or a name, and their answers, which may differ by nothing."""

from __future__ import annotations

import re
from typing import Any

from tests.lane.ways import Answer


def unnamed(answer: Answer, number: Any) -> Answer:
    """``answer`` without the id that was asked for, where it repeats it: in a refusal, or in a link of a page."""
    body, times = re.subn(rf'(?<=\\"){number}(?=\\")|(?<==){number}(?=[&"])'.encode(), b"...", answer.body)
    if not times:
        return answer
    return Answer(answer.status, {**answer.headers, "content-length": ""}, body)


def same(first: Answer, second: Answer, finding: str) -> None:
    """Raise ``AssertionError`` with what differs, unless the two are the same but for what each answer has anew."""
    if first == second:
        return
    headers = dict(first.headers.items() ^ second.headers.items())
    raise AssertionError(f"{finding}: {first.status} {first.body!r} and {second.status} {second.body!r}, {headers}")


def with_name(body: Any, name: str) -> Any:
    """``body`` with ``name`` in place of "{}"."""
    if isinstance(body, dict):
        return {key: with_name(value, name) for key, value in body.items()}
    return name if body == "{}" else body
