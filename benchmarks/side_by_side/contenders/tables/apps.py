"""The app, and what the file of SQLite needs to be written to."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from ringfence.ownership.folding import register_sqlite_functions


class TablesConfig(AppConfig):
    """Plain models of Ringfence's tables."""

    name = "benchmarks.side_by_side.contenders.tables"
    label = "tables"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the triggers of the full-text table find their function: without it nobody could insert a note."""
        connection_created.connect(_register)


def _register(connection: object, **kwargs: object) -> None:
    register_sqlite_functions(connection)  # type: ignore[arg-type]
