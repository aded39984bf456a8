"""A test runner for projects that test with ``manage.py test``: ``TEST_RUNNER = "ringfence.testing.runner.Runner"``.

Django's own builds only the databases that a test names. On PostgreSQL that is not the role that owns the tables,
and the tests would meet the database of the settings.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.test.runner import DiscoverRunner

from ringfence.ownership.scope import MIGRATION_ALIAS


class Runner(DiscoverRunner):
    """Django's runner; the test database is made as the tables' owner, and the other roles connect to it."""

    def setup_databases(self, **kwargs: Any) -> Any:
        """As Django's, for every alias."""
        return super().setup_databases(**{**kwargs, "aliases": set(connections.settings)})

    def teardown_databases(self, old_config: Any, **kwargs: Any) -> None:
        """As Django's, when the other roles have left."""
        for connection in connections.all():
            if connection.alias != MIGRATION_ALIAS:
                connection.close()
        super().teardown_databases(old_config, **kwargs)
