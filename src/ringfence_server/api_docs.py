"""The API's own documentation: the schema, Swagger UI and Redoc, served from this machine alone.

The pages run under the strict content security policy: each of their scripts is a file, none comes from elsewhere.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from ringfence.api.checks import unscoped

_REASON = "describes the API and reads no rows"
# Its samples name the server as the caller reached it; more names than these are made anew.
_KEPT = 8


@unscoped(_REASON)
class SchemaView(SpectacularAPIView):
    """The OpenAPI 3.1 document, made once for each name of the server and each form, since that takes a second."""

    made: ClassVar[dict[tuple[str, str], bytes]] = {}

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The document as YAML, or by ``Accept`` as JSON."""
        renderer: Any = request.accepted_renderer
        key = request.build_absolute_uri("/"), renderer.media_type
        body = self.made.get(key)
        if body is None:
            document = self.generator_class(urlconf=self.urlconf).get_schema(request=request, public=True)
            body = renderer.render(document, renderer_context={})
            if len(self.made) < _KEPT:
                self.made[key] = body
        name = f'inline; filename="ringfence.{renderer.format}"'
        return HttpResponse(body, content_type=renderer.media_type, headers={"Content-Disposition": name})


@unscoped(_REASON)
class SwaggerView(SpectacularSwaggerSplitView):
    """Swagger UI, its script apart so that the content security policy can stay strict."""

    url_name = "schema"
    template_name = "ringfence_server/swagger.html"


@unscoped(_REASON)
@require_safe
def redoc(request: HttpRequest) -> HttpResponse:
    """Redoc: the same document to read, with the code samples beside it."""
    return render(request, "ringfence_server/redoc.html")
