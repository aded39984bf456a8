"""Transactions and categories in the admin site: everyone's, found by what they say, without a statement for each."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ringfence.ownership.scope import MAINTENANCE_ALIAS, acting_as
from ringfence_server.first_superuser import create_superuser
from ringfence_server.transactions.models import Category, Transaction
from tests.people import PASSWORD, sign_up
from tests.server.test_admin import enter, rows
from tests.server.wire import statements

# The admin site has a role of its own on PostgreSQL, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ALL, CATEGORIES = "/admin/transactions/transaction/", "/admin/transactions/category/"


@pytest.fixture
def root() -> Client:
    """A superuser's browser, logged in."""
    create_superuser("root", "root@example.org", PASSWORD)
    browser = Client(raise_request_exception=False)
    assert enter(browser, "root").status_code == 302
    return browser


def fill(username: str, number: int) -> None:
    with acting_as(sign_up(username).id):
        food = Category.objects.create(name=f"food of {username}")
        Transaction.objects.bulk_create(
            [Transaction(amount=n, description=f"{username} {n}", category=food) for n in range(number)]
        )


def test_everyones_transactions_are_listed_and_found(root: Client) -> None:
    fill("alice", 3)
    fill("bob", 2)
    assert (rows(root.get(ALL)), rows(root.get(CATEGORIES))) == (5, 2)
    assert [rows(root.get(f"{ALL}?q={word}")) for word in ("alice", "bob 1", "food of bob", "nobody")] == [3, 1, 2, 0]
    assert rows(root.get(f"{CATEGORIES}?q=bob")) == 1


def test_the_lists_cost_the_same_whatever_their_size(root: Client) -> None:
    def cost(path: str) -> int:
        with statements(MAINTENANCE_ALIAS if connection.vendor == "postgresql" else "default") as sent:
            assert root.get(path).status_code == 200
        return len(sent)

    found: list[Any] = []
    for username, number in (("alice", 2), ("bob", 40)):
        fill(username, number)
        found.append([cost(ALL), cost(CATEGORIES)])
    assert found[0] == found[1]


def test_a_transaction_is_mended_and_stays_its_owners(root: Client) -> None:
    fill("alice", 1)
    (path,) = set(re.findall(rf"{ALL}\d+/change/", root.get(ALL).content.decode()))
    form = {"amount": "-7.25", "description": "mended", "date": "2026-01-01", "category": ""}
    assert root.post(path, form).status_code == 302
    assert root.post(path, {**form, "amount": "1e9"}).status_code == 200
    changed = root.get(path).content.decode()
    assert 'value="-7.25"' in changed
    assert "import_key" not in changed
