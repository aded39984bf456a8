"""Routes whose trailing slash is optional and answered directly: a redirect would lose a POST's body."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, re_path
from rest_framework.routers import SimpleRouter


class Router(SimpleRouter):
    """``SimpleRouter`` with an optional trailing slash, anchored at both ends."""

    def __init__(self) -> None:
        super().__init__()
        self.trailing_slash = "/?"


def path(route: str, view: Any, name: str | None = None) -> URLPattern:
    """As Django's ``path`` for a fixed ``route`` without a trailing slash, which a request may add."""
    return re_path(rf"^{route}/?\Z", view, name=name)
