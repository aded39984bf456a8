"""The Django app of accounts."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """``ringfence.accounts`` in ``INSTALLED_APPS``; its label is part of every table's name."""

    name = "ringfence.accounts"
    label = "ringfence_accounts"
    verbose_name = "Accounts"
    # Not a project's own default, by which makemigrations would change the table of users.
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the server's role call the gateway's functions; describe the tokens to OpenAPI."""
        from ringfence.accounts import openapi  # noqa: F401  (registers on import)
        from ringfence.accounts.functions import BODIES
        from ringfence.ownership.grants import allow_server

        allow_server(BODIES)
