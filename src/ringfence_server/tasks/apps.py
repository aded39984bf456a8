"""The Django app of tasks."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """``ringfence_server.tasks`` in ``INSTALLED_APPS``."""

    name = "ringfence_server.tasks"
