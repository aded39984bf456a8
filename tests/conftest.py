"""What every test can ask for: a database with its roles, and two people who speak over HTTP."""

from __future__ import annotations

import os

import pytest

from tests import settings
from tests.people import Person, sign_up

pytest_plugins = ["ringfence.testing.plugin"]


@pytest.fixture
def alice(db: None) -> Person:
    """A person with an account, logged in."""
    return sign_up("alice")


@pytest.fixture
def bob(db: None) -> Person:
    """Another person with an account, logged in."""
    return sign_up("bob")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests that take minutes to the long mode."""
    if os.environ.get("RINGFENCE_TEST_LONG") == "1":
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: python -m tests.run --long"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the data folder away: a worker of pytest-xdist ends without the interpreter's own cleaning up."""
    settings.FOLDER.cleanup()
