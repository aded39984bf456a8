"""drf-spectacular's part of the settings: how the OpenAPI document is titled, sorted and shown."""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, Any] = {
    "TITLE": "Ringfence",
    "DESCRIPTION": "Every row has an owner, and nobody else can reach it.",
    "VERSION": "0.1.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/(api|auth)",
    "SERVE_PUBLIC": True,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # JavaScript, since a plugin has no form in JSON.
    "SWAGGER_UI_SETTINGS": "{deepLinking: true, plugins: [window.ringfenceCodeSamples]}",
    # Answers have all members of a row, bodies only those that can be written: two schemas.
    "COMPONENT_SPLIT_REQUEST": True,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "refreshCookie": {
                "type": "apiKey",
                "in": "cookie",
                "name": "__Host-ringfence-refresh",
                "description": "The refresh token of a web page's log-in, which no script can read.",
            },
        },
    },
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "ringfence_server.openapi.add_probes",
        "ringfence.api.openapi_hooks.complete",
    ],
    "TAGS": [
        {"name": "accounts", "description": "Registering, logging in and out, tokens and their keys."},
        {"name": "me", "description": "One's own account: profile, second factor, personal tokens, activity."},
        {"name": "server", "description": "Whether the server is alive and ready."},
        {"name": "sessions", "description": "One's devices: each log-in, and its end."},
        {"name": "trash", "description": "What was deleted lately and can be restored."},
        {"name": "users", "description": "The account by Djoser's paths: registration, passwords, usernames, mails."},
        {"name": "web", "description": "Log-in for web pages, with the refresh token in a cookie."},
    ],
}
