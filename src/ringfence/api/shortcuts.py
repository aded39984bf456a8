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

_offers: list[Callable[[Any], Shortcut | None]] = []


def offer(find: Callable[[Any], Shortcut | None]) -> None:
    """Have ``find`` asked, once for each view function, for its shortcut."""
    if find not in _offers:
        _offers.append(find)


def wrapped(view: Any) -> Any:
    """The view function with its shortcut before it, and with the same attributes."""
    shortcuts: list[Shortcut] | None = None

    def short_or_long(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        nonlocal shortcuts
        if shortcuts is None:
            # When the first request comes, since a URLconf may be read before every app is ready.
            shortcuts = [found for find in _offers if (found := find(short_or_long)) is not None]
        for shortcut in () if args else shortcuts:
            response = shortcut(request, kwargs)
            if response is not None:
                return response
        return view(request, *args, **kwargs)

    return update_wrapper(short_or_long, view)
