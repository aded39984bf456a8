"""What measures the bytes of a row still fits the tables."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.db import connection

from benchmarks.bytes_per_row import TABLES, fill, report, sizes

ROWS = 50


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="measures PostgreSQL")
@pytest.mark.django_db
def test_every_table_is_filled_and_measured() -> None:
    database = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"], dbname=database) as superuser:
        fill(superuser, ROWS)
        found = list(sizes(superuser, ROWS))
        superuser.rollback()
    assert [size.table for size in found] == list(TABLES)
    assert all(size.row > 0 and size.indexes > 0 for size in found)
    assert report(found, ROWS, "15").count("\n| `") == len(TABLES)
