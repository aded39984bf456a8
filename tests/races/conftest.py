"""One server for all races of a test process, and two for those between servers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.races.crowd import Crowd, crowd, crowd_of_two_servers


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Twenty clients before a server of two processes."""
    with crowd(tmp_path_factory.mktemp("races")) as made:
        yield made


@pytest.fixture(scope="session")
def half_and_half(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Twenty clients, ten before each of two servers on one database."""
    with crowd_of_two_servers(tmp_path_factory.mktemp("servers")) as made:
        yield made
