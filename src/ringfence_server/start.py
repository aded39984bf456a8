"""The page at ``/start/``: what this server is and where things are, for a person with a browser.

Pages here are plain HTML with one local style sheet, under a Content-Security-Policy that allows nothing
else: no script, no inline style, nothing from another host.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ringfence.api.checks import unscoped

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@unscoped("start page: the same for everyone")
@require_safe
def start_page(request: HttpRequest) -> HttpResponse:
    """The start page, with commands to copy that name the server as the request did."""
    return page(request, "start", {"origin": request.build_absolute_uri("/").rstrip("/")})


def page(request: HttpRequest, name: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """Render the template ``name`` of this server under the policy of its pages."""
    response = render(
        request,
        f"ringfence_server/{name}.html",
        {"version": version("ringfence"), **(context or {})},
        status=status,
    )
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    # Under "no-referrer" browsers send "Origin: null" with a form, which the CSRF check must refuse.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
