"""No statement is waited for longer than the settings say, whether the database ends it or says nothing at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from unittest import mock

import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction

from ringfence.api.errors import is_outage
from ringfence.ownership import patience
from ringfence.ownership.scope import MIGRATION_ALIAS

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL's statements"),
]


@pytest.fixture
def impatient() -> Iterator[None]:
    """A new connection, whose statements have a twentieth of a second, and a fifth if there is no word."""
    with (
        mock.patch.dict(connection.settings_dict, {patience.NAME: 0.05}),
        mock.patch.object(patience, "GRACE_SECONDS", 0.15),
    ):
        connection.close()
        yield
    connection.close()
    # What was given up sleeps on, in a database that is dropped when the tests are over.
    with psycopg.connect(os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"], autocommit=True) as link:
        sleeping = "datname = %s AND query LIKE '%%pg_sleep%%' AND pid <> pg_backend_pid()"
        name = connection.settings_dict["NAME"]
        link.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {sleeping}", [name])


def ask(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


@pytest.mark.usefixtures("impatient")
def test_a_slow_statement_is_ended_by_the_database_and_the_connection_goes_on() -> None:
    with pytest.raises(OperationalError, match="statement timeout") as raised:
        ask("SELECT pg_sleep(30)")
    assert is_outage(raised.value)
    assert ask("SELECT 1") == (1,)


@pytest.mark.usefixtures("impatient")
def test_a_connection_without_a_word_is_given_up_and_the_next_is_a_new_one() -> None:
    # As a database does that stands still: it does not look at its own clock either.
    ask("SELECT set_config('statement_timeout', '0', false)")
    with pytest.raises(OperationalError, match=r"has said nothing for 0\.2 seconds") as raised:
        ask("SELECT pg_sleep(30)")
    assert is_outage(raised.value)
    assert not connection.is_usable()
    connection.close()
    assert ask("SELECT 1") == (1,)


@pytest.mark.usefixtures("impatient")
def test_a_transaction_that_breaks_so_is_over() -> None:
    def silent() -> None:
        with transaction.atomic():
            ask("SELECT set_config('statement_timeout', '0', true)")
            ask("SELECT pg_sleep(30)")

    with pytest.raises(OperationalError):
        silent()
    assert ask("SELECT 1") == (1,)


def test_who_sets_nothing_waits_for_ever_and_so_do_migrations() -> None:
    assert patience.silence(connections[MIGRATION_ALIAS]) is None
    with connections[MIGRATION_ALIAS].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_the_server_waits_for_fifteen_seconds() -> None:
    connection.close()
    assert ask("SHOW statement_timeout") == ("15s",)
    assert patience.silence(connection) == 17
