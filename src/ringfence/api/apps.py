"""The Django app of the API base: its checks."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """``ringfence.api`` in ``INSTALLED_APPS``."""

    name = "ringfence.api"
    label = "ringfence_api"

    def ready(self) -> None:
        """Register the checks of routes and serializers; describe the fields to OpenAPI and to the compiler."""
        from ringfence.api import checks, compiled, nested_schema  # noqa: F401  (checks and the like on import)

        compiled.register()
