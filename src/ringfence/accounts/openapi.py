"""How the tokens look in the OpenAPI document, so that its pages can send one."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class SessionScheme(OpenApiAuthenticationExtension):
    """An access token of a log-in."""

    target_class = "ringfence.accounts.authentication.SessionAuthentication"
    name = "accessToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """RFC 6750 with a JSON Web Token."""
        words = "The access token of a log-in, good for 15 minutes: `Authorization: Bearer …`. `Token …` does as well."
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": words}


class PersonalTokenScheme(OpenApiAuthenticationExtension):
    """A personal access token."""

    target_class = "ringfence.accounts.authentication.PersonalTokenAuthentication"
    name = "personalAccessToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """RFC 6750 with an opaque token."""
        words = "A token made for a script, which opens what its scopes name and lives until it is ended."
        return {"type": "http", "scheme": "bearer", "bearerFormat": "rf_…", "description": words}
