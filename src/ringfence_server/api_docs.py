"""The API's own documentation: the schema and Swagger UI, served from this machine alone."""

from __future__ import annotations

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from ringfence.api.checks import unscoped

_REASON = "describes the API and reads no rows"


@unscoped(_REASON)
class SchemaView(SpectacularAPIView):
    """The OpenAPI 3.1 document."""


@unscoped(_REASON)
class SwaggerView(SpectacularSwaggerSplitView):
    """Swagger UI, its script apart so that the content security policy can stay strict."""

    url_name = "schema"
