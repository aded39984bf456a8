"""The WSGI application of a project (PEP 3333) with the short way before Django's handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ringfence.api.wsgi import get_wsgi_application as get_handler

if TYPE_CHECKING:
    from ringfence.lane.short_way import ShortWay


def get_wsgi_application() -> ShortWay:
    """As ``django.core.wsgi.get_wsgi_application``: sets Django up, and can be imported before that."""
    handler = get_handler()
    from ringfence.lane.short_way import ShortWay

    return ShortWay(handler)
