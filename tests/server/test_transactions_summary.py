"""What transactions come to: by month or category, narrowed as the list, exact to the cent at any number of rows."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q

from ringfence.ownership.scope import acting_as
from ringfence.ownership.sums import ExactSum
from ringfence_server.transactions.models import Category, Transaction
from tests.people import Person, sign_up
from tests.server.money import SUMMARY, TRANSACTIONS, category, spend, sums
from tests.server.shapes import answer, invalid
from tests.server.test_statements import cost, reading

LARGEST = Decimal("99999999.99")


def ask(person: Person, query: str = "") -> dict[str, Any]:
    response = person.get(f"{SUMMARY}{query}")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def store(person: Person, rows: list[Transaction]) -> None:
    with acting_as(person.id):
        Transaction.objects.bulk_create(rows)


@pytest.fixture
def food(alice: Person) -> int:
    """Alice's category, with a few transactions in it and beside it."""
    food, rent = category(alice, "food"), category(alice, "rent")
    spend(alice, "-10.10", date="2026-01-31", category=food)
    spend(alice, "-0.20", date="2026-02-01", category=food, description="tea")
    spend(alice, "-500.00", date="2026-02-28", category=rent)
    spend(alice, "1000.33", date="2026-02-15", description="wages")
    spend(alice, "0.00", date="2025-12-31", description="nothing")
    return food


def test_by_month_the_latest_comes_first(alice: Person, food: int) -> None:
    by_month = {
        "by": "month",
        "results": [
            {"month": "2026-02", **sums(3, "500.13", "1000.33", "-500.20")},
            {"month": "2026-01", **sums(1, "-10.10", "0.00", "-10.10")},
            {"month": "2025-12", **sums(1)},
        ],
        "total": sums(5, "490.03", "1000.33", "-510.30"),
    }
    assert answer(alice.get(SUMMARY)) == answer(alice.get(f"{SUMMARY}?by=month")) == (200, by_month)


def test_by_category_names_come_in_order_and_what_has_none_comes_last(alice: Person, food: int) -> None:
    spend(alice, "-1.00")
    spend(alice, "-3.00", category=category(alice, "Ärger"))
    results = ask(alice, "?by=category")["results"]
    assert [(row["category"] is None, row["name"], row["count"], row["sum"]) for row in results] == [
        (False, "food", 2, "-10.30"),
        (False, "rent", 1, "-500.00"),
        (False, "Ärger", 1, "-3.00"),
        (True, None, 3, "999.33"),
    ]
    assert results[0] == {"category": food, "name": "food", **sums(2, "-10.30", "0.00", "-10.30")}


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("amount_min=0", sums(2, "1000.33", "1000.33")),
        ("date_after=2026-02-01&date_before=2026-02-28", sums(3, "500.13", "1000.33", "-500.20")),
        ("category=none", sums(2, "1000.33", "1000.33")),
        ("search=coffee", sums(2, "-510.10", "0.00", "-510.10")),
        ("search=te&amount_max=0", sums(1, "-0.20", "0.00", "-0.20")),
        ("amount_min=5000", sums()),
    ],
)
def test_a_summary_is_searched_and_narrowed_as_the_list(
    alice: Person, food: int, query: str, total: dict[str, Any]
) -> None:
    for by in ("month", "category"):
        body = ask(alice, f"?by={by}&{query}")
        assert body["total"] == total
        assert sum(group["count"] for group in body["results"]) == total["count"]
        assert alice.get(f"{TRANSACTIONS}?{query}").json()["count"] == total["count"]


def test_of_nothing_there_are_no_groups(alice: Person) -> None:
    assert ask(alice) == {"by": "month", "results": [], "total": sums()}


def test_a_parameter_that_does_not_do_is_named(alice: Person) -> None:
    for by in ("", "year", "Month", "owner", "category__name"):
        assert answer(alice.get(f"{SUMMARY}?by={by}")) == (400, invalid(by="Choose from: month, category."))
    for name in ("ordering", "page", "limit", "cursor", "fields", "expand"):
        assert alice.get(f"{SUMMARY}?{name}=date").json()[name][0].startswith("Unknown parameter.")
    assert alice.get(f"{SUMMARY}?amount_min=NaN").status_code == 400
    assert alice.post(SUMMARY, {}).status_code == 405


def test_anothers_rows_are_in_no_sum_and_anothers_category_is_none(alice: Person, bob: Person, food: int) -> None:
    spend(bob, "5.00", date="2026-02-01")
    assert ask(bob) == {
        "by": "month",
        "results": [{"month": "2026-02", **sums(1, "5.00", "5.00")}],
        "total": sums(1, "5.00", "5.00"),
    }
    for pk in (food, 987_654_321):
        assert ask(bob, f"?category={pk}") == {"by": "month", "results": [], "total": sums()}


def test_cents_that_no_binary_fraction_holds_add_up(alice: Person) -> None:
    store(
        alice,
        [Transaction(amount=amount, description="x", date="2026-01-01") for amount in ["0.10", "0.20", "-0.30"] * 1001],
    )
    assert ask(alice)["total"] == sums(3003, "0.00", "300.30", "-300.30")


def test_sums_may_have_more_digits_than_amounts(alice: Person) -> None:
    store(alice, [Transaction(amount=LARGEST, description="x", date="2026-01-01") for _ in range(2000)])
    store(alice, [Transaction(amount="-0.01", description="x", date="2026-01-01")])
    assert ask(alice)["total"] == sums(2001, "199999999979.99", "199999999980.00", "-0.01")


def test_the_years_with_few_digits_have_months_too(alice: Person) -> None:
    spend(alice, date="0001-01-01")
    spend(alice, date="9999-12-31")
    assert [group["month"] for group in ask(alice)["results"]] == ["9999-12", "0001-01"]


@pytest.mark.long
@pytest.mark.parametrize("amount", ["0.01", "99999999.99", "-12345678.91"])
def test_a_million_rows_are_summed_to_the_cent(alice: Person, amount: str) -> None:
    store(alice, [Transaction(amount=amount, description="x", date="2026-01-01")])
    columns = "owner_id, revision, amount, description, date, timestamp"
    series = (
        "SELECT 1 FROM generate_series(1, 999999)"
        if connection.vendor == "postgresql"
        else "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999999) SELECT 1 FROM n"
    )
    one = f"SELECT {columns} FROM transactions_transaction LIMIT 1"
    with acting_as(alice.id), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO transactions_transaction ({columns}) SELECT one.* FROM ({one}) one, ({series}) many"
        )
    total = f"{Decimal(amount) * 1_000_000:.2f}"
    signed = {"income": total} if Decimal(amount) > 0 else {"expenses": total}
    for by in ("month", "category"):
        assert ask(alice, f"?by={by}")["total"] == sums(1_000_000, total, **signed)


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize("query", ["", "?by=category", "?by=category&search=number", "?date_after=2026-01-01"])
def test_a_summary_is_one_statement_whatever_there_is(query: str) -> None:
    reader, found = sign_up("alice"), []
    for turn in range(2):
        with acting_as(reader.id):
            categories = Category.objects.bulk_create([Category(name=f"{turn}-{n}") for n in range(9)])
        months = [(each, month) for each in categories for month in range(1, 10)]
        store(
            reader,
            [Transaction(amount=1, description="number", date=f"202{turn}-0{m}-01", category=c) for c, m in months],
        )
        found.append(cost(partial(reader.get, f"{SUMMARY}{query}")))
    assert found == [reading("SELECT transactions_transaction")] * 2


def test_the_expression_sums_what_its_filter_leaves_and_nothing_is_none(alice: Person) -> None:
    store(alice, [Transaction(amount=n, description="x") for n in ("1.10", "2.20", "2.20")])
    with acting_as(alice.id):
        found = Transaction.objects.aggregate(
            all=ExactSum("amount"),
            some=ExactSum("amount", filter=Q(amount__gt=2)),
            none=ExactSum("amount", filter=Q(amount__gt=3)),
        )
    assert found == {"all": Decimal("5.50"), "some": Decimal("4.40"), "none": None}
    assert [str(value) for value in found.values()] == ["5.50", "4.40", "None"]
