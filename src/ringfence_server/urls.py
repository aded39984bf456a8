"""Every address of the server. Trailing slashes are optional everywhere."""

from django.contrib import admin
from django.urls import include, path

from ringfence.accounts.views.jwks import KeySetView
from ringfence.api import errors
from ringfence.api.routers import path as route
from ringfence_server import api_docs, first_superuser, health, start, web_pages

urlpatterns = [
    path("", include(web_pages)),
    route("start", start.start_page, name="start"),
    path("", include("ringfence.dialects.simplejwt")),
    path("", include("ringfence.dialects.web")),
    path("", include("ringfence.dialects.djoser")),
    path("api/", include("ringfence.accounts.urls")),
    path("api/", include("ringfence.api.urls")),
    path("api/", include("ringfence_server.notes.urls")),
    path("api/", include("ringfence_server.tasks.urls")),
    path("api/", include("ringfence_server.transactions.urls")),
    path("api/", include("ringfence_server.library.urls")),
    path("api/", include("ringfence_server.conduit.urls")),
    path("api/", include("ringfence_server.publishing")),
    route(r"\.well-known/jwks\.json", KeySetView.as_view(), name="jwks"),
    route("api/schema", api_docs.SchemaView.as_view(), name="schema"),
    route("api/docs", api_docs.SwaggerView.as_view(), name="docs"),
    route("api/redoc", api_docs.redoc, name="redoc"),
    route("api/health", health.health, name="health"),
    route("healthz", health.alive, name="alive"),
    route("readyz", health.ready, name="ready"),
    path("setup/<str:token>/", first_superuser.first_superuser, name="first-superuser"),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = web_pages.not_found
handler500 = errors.server_error
