"""A pytest-django plugin: ``pytest_plugins = ["ringfence.testing.plugin"]`` in the project's conftest.

pytest-django's own set-up reads every table to be able to restore it, which owned models refuse to a
test run that acts for nobody; and it builds only the databases that a test names, so not the role that owns
the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from ringfence.ownership.scope import MIGRATION_ALIAS


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Make the test database as the role that owns its tables; the other roles only connect to it."""
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, aliases=dict(connections.settings), serialized_aliases=set()
        )
    yield
    with django_db_blocker.unblock():
        for connection in connections.all():
            if connection.alias != MIGRATION_ALIAS:
                connection.close()
        teardown_databases(made, verbosity=0)
