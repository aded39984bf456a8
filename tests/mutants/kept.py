"""A pytest plugin for runs in a workshop: the test database is made once, and copied for each later run.

Making it takes longer than most of the tests. RINGFENCE_MUTANTS_KEEP names what the first run keeps it as, and
RINGFENCE_MUTANTS_KEPT what the later ones copy: a file for SQLite, a database for PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.test import utils
from psycopg import sql

from tests import postgres

KEEP, KEPT = "RINGFENCE_MUTANTS_KEEP", "RINGFENCE_MUTANTS_KEPT"
_make = utils.setup_databases


def _set_up(*args: Any, **options: Any) -> Any:
    """As Django's, from what was kept, or keeping what was made."""
    if kept := os.environ.get(KEPT):
        options["keepdb"] = _copied(kept)
    made = _make(*args, **options)
    if name := os.environ.get(KEEP):
        _keep(name)
    return made


def _copied(kept: str) -> bool:
    """Put a copy where the test database is to be; whether it is there before Django makes one."""
    if connections["default"].vendor == "postgresql":
        connections["owner"].settings_dict["TEST"]["TEMPLATE"] = kept
        return False
    shutil.copy(kept, connections["default"].settings_dict["TEST"]["NAME"])
    return True


def _keep(name: str) -> None:
    made = connections["default"].settings_dict["NAME"]
    if connections["default"].vendor != "postgresql":
        with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(name)) as copy:
            source.backup(copy)
        return
    # PostgreSQL copies no database that somebody is connected to.
    connections.close_all()
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
    with psycopg.connect(os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"], autocommit=True) as superuser:
        superuser.execute(command.format(*map(sql.Identifier, (name, made, postgres.OWNER))))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Take the place of Django's function, before anybody imports it by name."""
    utils.setup_databases = _set_up
