"""Migration operations for one of the two databases only."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunSQL


class PostgresSQL(RunSQL):
    """``RunSQL`` on PostgreSQL; on any other database it does nothing, in both directions."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the SQL."""
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the reverse SQL."""
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
