"""The Django app of library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """``ringfence_server.library`` in ``INSTALLED_APPS``."""

    name = "ringfence_server.library"
