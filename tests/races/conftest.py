"""One server for all races of a test process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.races.crowd import Crowd, crowd


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Twenty clients before a server of two processes."""
    with crowd(tmp_path_factory.mktemp("races")) as made:
        yield made
