"""The Django app of ownership: what has to be in the database before and after a migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from ringfence.ownership.scope import MAINTENANCE_ALIAS


class OwnershipConfig(AppConfig):
    """``ringfence.ownership`` in ``INSTALLED_APPS``."""

    name = "ringfence.ownership"
    label = "ringfence_ownership"
    verbose_name = "Ownership"

    def ready(self) -> None:
        """Register checks and signals."""
        from ringfence.ownership import checks, patience  # noqa: F401  (checks register on import)
        from ringfence.ownership.search import register_sqlite_functions

        pre_migrate.connect(_prepare, sender=self)
        post_migrate.connect(_settle, sender=self)
        connection_created.connect(
            lambda connection, **_: register_sqlite_functions(connection),
            weak=False,
            dispatch_uid="ringfence_sqlite_functions",
        )
        connection_created.connect(
            lambda connection, **_: patience.bound(connection), weak=False, dispatch_uid="ringfence_patience"
        )


def _prepare(using: str, **_: Any) -> None:
    """Before the first table exists: extensions and functions that indexes are made of, on PostgreSQL."""
    from ringfence.ownership.search import prepare_postgresql

    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            prepare_postgresql(cursor)


def _settle(using: str, **_: Any) -> None:
    """After the last table: search in step with the tables, and what each role may do, said in full each time."""
    from ringfence.ownership import grants
    from ringfence.ownership.search import statements_after_migrate

    connection = connections[using]
    roles = connection.vendor == "postgresql" and MAINTENANCE_ALIAS in connections.settings
    server = connections[DEFAULT_DB_ALIAS].settings_dict["USER"] if roles else ""
    statements = statements_after_migrate(connection, server)
    if roles:
        maintenance = connections[MAINTENANCE_ALIAS].settings_dict["USER"]
        statements += grants.statements(connection, server=server, maintenance=maintenance)
    # One transaction: between a grant and a revoke the protected tables are open.
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
