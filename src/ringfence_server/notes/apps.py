"""The Django app of notes."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """``ringfence_server.notes`` in ``INSTALLED_APPS``."""

    name = "ringfence_server.notes"
