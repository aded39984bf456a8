"""The two sets of web pages: Conduit's site at ``/``, the workspace at ``/app/``.

Each is one HTML file that Vite built (``web/``) into the folder ``RINGFENCE_WEB_PAGES``; scripts and styles beside it
are static files with a hash in their names. The routes of the site are listed here, so that an address that nobody
knows is still a 404. Pages run files of this origin and nothing inline.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ringfence.api import errors
from ringfence.api.checks import unscoped
from ringfence.api.routers import path as route
from ringfence_server.start import page

_REASON = "a page without rows: its script asks the API"

_COMMON = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
)
# People choose their own pictures, from any host that speaks HTTPS.
CONDUIT_CSP = _COMMON + "style-src 'self'; img-src 'self' https:"
# Component libraries place style elements: only those that carry this answer's nonce count.
WORKSPACE_CSP = _COMMON + "style-src 'self' 'nonce-{nonce}'; img-src 'self' data:"

_NONCE = "__CSP_NONCE__"
# Below these nobody looks for a page, or the admin site has its own.
_NO_PAGES = ("/api/", "/auth/", "/admin/", "/static/", "/.well-known/")


@unscoped(_REASON)
@require_safe
def conduit(request: HttpRequest, **parts: str) -> HttpResponse:
    """Conduit's site; which of its pages, its script finds out from the address."""
    file = Path(settings.RINGFENCE_WEB_PAGES, "index.html")
    if not file.is_file():
        return _not_built(request)
    html, digest = _built(file)
    return _answer(request, html, f'"{digest}"', CONDUIT_CSP)


@unscoped(_REASON)
@require_safe
def workspace(request: HttpRequest, **parts: str) -> HttpResponse:
    """The private workspace, with a nonce of this answer for the styles of its components.

    The nonce is part of the ETag, so that a browser that kept the page keeps the policy that fits it.
    """
    file = Path(settings.RINGFENCE_WEB_PAGES, "app", "index.html")
    if not file.is_file():
        return _not_built(request)
    html, digest = _built(file)
    kept = re.search(rf'"{digest}\.([A-Za-z0-9_-]{{22}})"', request.headers.get("If-None-Match", ""))
    nonce = kept[1] if kept else secrets.token_urlsafe(16)
    return _answer(request, html.replace(_NONCE, nonce), f'"{digest}.{nonce}"', WORKSPACE_CSP.format(nonce=nonce))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """``handler404``: a page with ways on for a browser that looks for one; as the API says it for all else."""
    types = ["application/json", "text/html"]
    is_for_a_person = request.method in ("GET", "HEAD") and request.get_preferred_type(types) == "text/html"
    if is_for_a_person and not request.path_info.startswith(_NO_PAGES):
        return page(request, "not_found", status=404)
    return errors.not_found(request, exception)


@cache
def _built(file: Path) -> tuple[str, str]:
    """The text of a built page and its digest. Read once: a new build wants a new start, as its files do."""
    html = file.read_text(encoding="utf-8")
    return html, hashlib.sha256(html.encode()).hexdigest()[:32]


def _answer(request: HttpRequest, html: str, etag: str, policy: str) -> HttpResponse:
    headers: dict[str, Any] = {"ETag": etag, "Cache-Control": "no-cache", "Content-Security-Policy": policy}
    response: HttpResponse = HttpResponse(html, headers=headers)
    response = get_conditional_response(request, etag=etag, response=response) or response
    # A 304 renews the headers of what the browser kept.
    response.headers["Content-Security-Policy"] = policy
    return response


def _not_built(request: HttpRequest) -> HttpResponse:
    response = page(request, "not_built", status=503)
    response.headers["Retry-After"] = "60"
    return response


_SEGMENT = r"[^/]+"
CONDUIT_ROUTES = [
    "login",
    "register",
    "settings",
    "editor",
    f"editor/(?P<slug>{_SEGMENT})",
    f"article/(?P<slug>{_SEGMENT})",
    "tag/(?P<tag>.+)",
    f"profile/(?P<username>{_SEGMENT})",
    f"profile/(?P<username>{_SEGMENT})/favorites",
]

urlpatterns = [
    path("", conduit, name="conduit"),
    *(route(pattern, conduit) for pattern in CONDUIT_ROUTES),
    route("app", workspace, name="workspace"),
    route("app/(?P<rest>.+)", workspace),
]
