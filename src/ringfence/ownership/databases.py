"""``DATABASES`` for a project: an SQLite file, or PostgreSQL with its three roles, as its environment says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS
from psycopg.conninfo import conninfo_to_dict

from ringfence.ownership.scope import MAINTENANCE_ALIAS, MIGRATION_ALIAS

# As ``ringfence roles`` prints them.
VARIABLES = {
    DEFAULT_DB_ALIAS: "RINGFENCE_DATABASE_URL",
    MIGRATION_ALIAS: "RINGFENCE_OWNER_DATABASE_URL",
    MAINTENANCE_ALIAS: "RINGFENCE_ADMIN_DATABASE_URL",
}

_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def databases(environ: Mapping[str, str], *, sqlite: Path) -> dict[str, dict[str, Any]]:
    """The setting ``DATABASES``: the three roles whose addresses ``environ`` holds, or the file ``sqlite``.

    Raises ``ImproperlyConfigured`` when only some of the three are there, or one is no address.
    """
    urls = {alias: environ.get(name, "") for alias, name in VARIABLES.items()}
    if not any(urls.values()):
        return {DEFAULT_DB_ALIAS: _file(sqlite)}
    if missing := [VARIABLES[alias] for alias, url in urls.items() if not url]:
        raise ImproperlyConfigured(
            f"{' and '.join(missing)} missing: PostgreSQL is used with three roles, and `ringfence roles` makes them."
        )
    # The owner makes the test database; the others are roles on it.
    mirrors = {"TEST": {"MIRROR": MIGRATION_ALIAS}}
    return {alias: _role(alias, url) | ({} if alias == MIGRATION_ALIAS else mirrors) for alias, url in urls.items()}


def _role(alias: str, url: str) -> dict[str, Any]:
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # Whose message would repeat the address, with its password.
        raise ImproperlyConfigured(f"{VARIABLES[alias]} is no address of PostgreSQL.") from None
    named = {_NAMES[name]: value for name, value in given.items() if name in _NAMES}
    options = {name: value for name, value in given.items() if name not in _NAMES}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _file(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Writers queue at BEGIN, so that a transaction never fails half way for a lock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
