"""The Django app of conduit."""

from django.apps import AppConfig


class ConduitConfig(AppConfig):
    """``ringfence_server.conduit`` in ``INSTALLED_APPS``."""

    name = "ringfence_server.conduit"

    def ready(self) -> None:
        """Let profiles follow the names of their accounts."""
        from ringfence.accounts.signals import username_changed
        from ringfence_server.conduit.profiles import rename

        username_changed.connect(rename, dispatch_uid="conduit_profile_username")
