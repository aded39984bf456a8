"""What every log line of a request says of it: its id, and who asks once that is known.

Kept in a context variable, and with the request itself, since Django logs an answer of 400 or more after the last
middleware. Holds ids and nothing else: no name, no address, no token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Facts = dict[str, Any]

_ATTRIBUTE = "log_context"
_facts: ContextVar[Facts | None] = ContextVar("ringfence_log_context", default=None)


def current() -> Facts:
    """The facts of the request that is served here; empty outside of any."""
    return _facts.get() or {}


def of_record(record: Any) -> Facts:
    """The facts for a log record: those of the context, else those of the request that it carries."""
    return current() or getattr(getattr(record, "request", None), _ATTRIBUTE, {})


def add(**facts: Any) -> None:
    """Say more of the request that is served here; nothing outside of any."""
    held = _facts.get()
    if held is not None:
        held.update(facts)


@contextmanager
def within(facts: Facts, request: Any = None) -> Iterator[None]:
    """Let lines of the block be of the request with these facts, and remember them with ``request``."""
    if request is not None:
        setattr(request, _ATTRIBUTE, facts)
    token = _facts.set(facts)
    try:
        yield
    finally:
        _facts.reset(token)


def streamed(facts: Facts, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of an answer that is made after its view has returned, each made within ``facts``."""
    iterator = iter(parts)
    try:
        while True:
            with within(facts):
                try:
                    part = next(iterator)
                except StopIteration:
                    return
            yield part
    finally:
        if close := getattr(iterator, "close", None):
            close()
