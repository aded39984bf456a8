"""Which PostgreSQL role runs a query: the server's, the maintenance role's, or the one that migrates.

With one database alias only (SQLite) there is nothing to choose.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from ringfence.ownership.scope import MAINTENANCE_ALIAS, MIGRATION_ALIAS, NoOwnerInScope, current_scope


class RoleRouter:
    """For ``DATABASE_ROUTERS``: ``maintenance(...)`` goes to the ``admin`` alias, migrations to ``owner``."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """The alias for a query; None leaves it to Django."""
        if MAINTENANCE_ALIAS not in connections.settings:
            return None
        try:
            scope = current_scope()
        except NoOwnerInScope:
            return None
        return MAINTENANCE_ALIAS if scope.kind == "maintenance" else None

    db_for_write = db_for_read

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        """All aliases are roles on one database."""
        return True

    def allow_migrate(self, alias: str, app_label: str, **hints: Any) -> bool | None:
        """Only the tables' owner migrates, where there is such a role."""
        return alias == MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else None
