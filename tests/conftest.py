"""What every test can ask for: a database with its roles, and two people who speak over HTTP."""

from __future__ import annotations

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


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the data folder away: a worker of pytest-xdist ends without the interpreter's own cleaning up."""
    settings.FOLDER.cleanup()
