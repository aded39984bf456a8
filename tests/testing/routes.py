"""URLconfs made of a few views, and what ``assert_isolated`` finds over them."""

from __future__ import annotations

from typing import Any
from unittest import mock

from django.db import connection
from django.test import override_settings
from django.urls import path

from ringfence.api.routers import Router
from ringfence.testing import assert_isolated, findings


def urls(**views: Any) -> override_settings:
    """The URLconf of viewsets and views by name, for the time of a block."""
    router, plain = Router(), []
    for name, view in views.items():
        if hasattr(view, "get_extra_actions"):
            router.register(name, view, basename=name)
        else:
            plain.append(path(f"{name}/", view.as_view() if hasattr(view, "as_view") else view))
    return override_settings(ROOT_URLCONF=type("urls", (), {"urlpatterns": [*router.urls, *plain]}))


def finding(*, views: dict[str, Any], **options: Any) -> str:
    """All that is found over these views, uncut however much it is; empty when nothing is."""
    with urls(**views), mock.patch.object(findings, "MOST", 10_000):
        try:
            assert_isolated(**options)
        except AssertionError as found:
            return str(found)
    return ""


def held_by_postgresql(text: str) -> str:
    """What is expected where only the ORM is broken: the finding on SQLite, none under row-level security."""
    return "" if connection.vendor == "postgresql" else text
