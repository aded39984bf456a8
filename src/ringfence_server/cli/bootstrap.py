"""Django for a command: set up once, with configuration errors as sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ringfence_server.cli.address import Address, bracketed
from ringfence_server.cli.console import fail

SETTINGS = "ringfence_server.settings"


class SetupFailed(Exception):
    """The configuration is wrong; the message says how."""


def setup(data: Path) -> None:
    """Load Django with ``data`` as the data folder. Stops the command when the configuration is wrong."""
    try:
        load(data)
    except SetupFailed as refused:
        fail(str(refused))


def load(data: Path) -> None:
    """Load Django with ``data`` as the data folder. Raises :class:`SetupFailed` when the configuration is wrong."""
    os.environ["RINGFENCE_DATA"] = str(data)
    if os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS) != SETTINGS and str(Path.cwd()) not in sys.path:
        # The caller's own project is found from its folder, as by its manage.py.
        sys.path.insert(0, str(Path.cwd()))

    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise SetupFailed(str(error)) from error


def production_is_asked() -> bool:
    """Whether RINGFENCE_PRODUCTION says so; PostgreSQL alone makes a server stricter, but leaves it its defaults."""
    return os.environ.get("RINGFENCE_PRODUCTION", "").strip().lower() in ("true", "on", "ok", "y", "yes", "1")


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn an error of the database inside the block into one sentence and exit code 1."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        yield
    except (Error, ImproperlyConfigured) as error:
        reason = str(error).strip().splitlines() or [type(error).__name__]
        fail(f"The database cannot be used: {reason[0]}")


def answered_origin(address: Address) -> str:
    """The origin to print for ``address``: under the best name that the server is allowed to answer."""
    from django.conf import settings
    from django.http.request import validate_host

    names = address.names()
    allowed = (name for name in names if validate_host(bracketed(name), settings.ALLOWED_HOSTS))
    return address.origin(next(allowed, names[0]))
