"""Where the short way of a request is hung in: a view asks whoever offers one, before it starts anything.

So this layer knows nothing of lanes, which stand on the accounts above it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any

from django.http import HttpRequest, HttpResponse

# Answers a request, or gives None: then the view does.
Shortcut = Callable[[HttpRequest, Mapping[str, Any]], HttpResponse | None]

_offers: list[tuple[Callable[[Any], Shortcut | None], Callable[[Any], str]]] = []


def offer(find: Callable[[Any], Shortcut | None], why_none: Callable[[Any], str]) -> None:
    """Have ``find`` asked, once for each view function, for its shortcut; ``why_none`` says why there is none."""
    if (find, why_none) not in _offers:
        _offers.append((find, why_none))


def why_none(view: Any) -> str:
    """Why a view function has no shortcut for what is read; empty where it has one."""
    reasons = [why(view) for _, why in _offers]
    return "" if "" in reasons else next(iter(reasons), "nobody offers one: ringfence.lane is not installed")


def wrapped(view: Any) -> Any:
    """The view function with its shortcut before it, and with the same attributes."""
    shortcuts: list[Shortcut] | None = None

    def short_or_long(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        nonlocal shortcuts
        if shortcuts is None:
            # When the first request comes, since a URLconf may be read before every app is ready.
            shortcuts = [found for find, _ in _offers if (found := find(short_or_long)) is not None]
        for shortcut in () if args else shortcuts:
            response = shortcut(request, kwargs)
            if response is not None:
                return response
        return view(request, *args, **kwargs)

    update_wrapper(short_or_long, view)
    short_or_long.wrapped_itself = short_or_long  # type: ignore[attr-defined]
    return short_or_long


def is_wrapped(view: Any) -> bool:
    """Whether a view function is :func:`wrapped` itself: a decorator's around it has the same attributes."""
    return getattr(view, "wrapped_itself", None) is view
