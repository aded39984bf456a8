"""Lists of transactions: pages of their own sizes, search, ranges and order, each from an allow-list."""

from __future__ import annotations

from functools import partial

import pytest

from ringfence.ownership.scope import acting_as
from ringfence_server.transactions.models import Category, Transaction
from tests.people import Person, sign_up
from tests.server.money import CATEGORIES, KNOWN_FILTERS, TRANSACTIONS, amounts, category, listed, spend
from tests.server.shapes import answer, invalid, page
from tests.server.test_statements import cost, reading

KNOWN = (
    "amount_max, amount_min, category, cursor, date_after, date_before, expand, fields, limit, offset, ordering, page, "
    "page_size, search"
)
NUMBER = "Must be a number: digits and a decimal point, without an exponent."
DATE = "Must be a date that exists: YYYY-MM-DD."
ID = "Must be an id: a whole number from 1 on, or none."


def fill(person: Person, number: int) -> None:
    """Transactions of 1.00, 2.00 … on as many days, every third in a category."""
    with acting_as(person.id):
        (food,) = Category.objects.bulk_create([Category(name="food")])
        Transaction.objects.bulk_create(
            Transaction(
                amount=n,
                description=f"number {n}",
                date=f"2026-{1 + n // 28:02}-{1 + n % 28:02}",
                category=food if n % 3 == 0 else None,
            )
            for n in range(1, number + 1)
        )


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("", 10),
        ("?page_size=100", 100),
        ("?page_size=1000", 100),
        ("?cursor=", 10),
        ("?cursor=&page_size=70", 70),
        ("?limit=7", 7),
        ("?limit=20", 20),
        ("?limit=21", 20),
        ("?limit=100", 20),
        ("?offset=3", 5),
        ("?limit=20&offset=100", 20),
    ],
)
def test_pages_have_sizes_of_their_own(alice: Person, query: str, size: int) -> None:
    fill(alice, 120)
    body = alice.get(f"{TRANSACTIONS}{query}").json()
    assert len(body["results"]) == size
    assert body["count"] == (None if "cursor" in query else 120)


def test_by_offset_there_are_five_and_links_to_the_others(alice: Person) -> None:
    fill(alice, 12)
    first = alice.get(f"{TRANSACTIONS}?offset=0").json()
    assert [row["amount"] for row in first["results"]] == ["12.00", "11.00", "10.00", "9.00", "8.00"]
    assert first["next"].endswith("?limit=5&offset=5") or first["next"].endswith("?offset=5&limit=5")
    assert [row["amount"] for row in alice.get(first["next"]).json()["results"]][:2] == ["7.00", "6.00"]


@pytest.mark.parametrize("style", ["?page_size=7", "?limit=7", "?cursor=&page_size=7"])
@pytest.mark.parametrize("order", ["", "&ordering=amount", "&ordering=-description", "&ordering=-timestamp"])
def test_following_the_links_meets_every_row_once(alice: Person, style: str, order: str) -> None:
    fill(alice, 30)
    link, met = f"{TRANSACTIONS}{style}{order}", []
    while link:
        body = alice.get(link).json()
        met += [row["id"] for row in body["results"]]
        link = body["next"]
    assert len(met) == len(set(met)) == 30


def test_the_latest_day_comes_first_and_then_what_was_recorded_last(alice: Person) -> None:
    for amount, date in (("1.00", "2026-01-02"), ("2.00", "2026-01-03"), ("3.00", "2026-01-02")):
        spend(alice, amount, date=date)
    assert amounts(alice) == ["2.00", "3.00", "1.00"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("amount_min=0", ["7.00", "0.00"]),
        ("amount_max=-0.01", ["-1.50", "-20.00"]),
        ("amount_min=-1.50&amount_max=0", ["0.00", "-1.50"]),
        ("amount_min=99999999.99", []),
        ("date_after=2026-01-03", ["7.00", "0.00"]),
        ("date_before=2026-01-02", ["-1.50", "-20.00"]),
        ("date_after=2026-01-02&date_before=2026-01-03", ["0.00", "-1.50"]),
        ("search=coffee", ["-1.50"]),
        ("search=COF", ["-1.50"]),
        ("search=c", ["0.00", "-1.50", "-20.00"]),
        ("search=credit note", ["0.00"]),
        ("category=none", ["7.00", "0.00"]),
        ("search=c&amount_max=-1&date_after=2026-01-02", ["-1.50"]),
        ("ordering=amount", ["-20.00", "-1.50", "0.00", "7.00"]),
        ("ordering=-amount", ["7.00", "0.00", "-1.50", "-20.00"]),
        ("ordering=description", ["-1.50", "0.00", "7.00", "-20.00"]),
        ("ordering=date,amount", ["-20.00", "-1.50", "0.00", "7.00"]),
        ("ordering=timestamp", ["-20.00", "-1.50", "0.00", "7.00"]),
    ],
)
def test_lists_are_searched_narrowed_and_ordered(alice: Person, query: str, expected: list[str]) -> None:
    food = category(alice, "food")
    spend(alice, "-20.00", description="rice", date="2026-01-01", category=food)
    spend(alice, "-1.50", description="coffee", date="2026-01-02", category=food)
    spend(alice, "0.00", description="credit note", date="2026-01-03")
    spend(alice, "7.00", description="refund", date="2026-01-04")
    assert amounts(alice, f"&{query}") == expected


def test_a_category_narrows_by_its_id(alice: Person) -> None:
    food = category(alice, "food")
    made = spend(alice, category=food)
    spend(alice)
    assert listed(alice, f"&category={food}") == [made]


def test_filtering_by_anothers_category_finds_what_one_that_does_not_exist_finds(alice: Person, bob: Person) -> None:
    food = category(alice, "food")
    spend(alice, category=food)
    spend(bob)
    for pk in (food, 987_654_321, 2**63, 10**40):
        assert answer(bob.get(f"{TRANSACTIONS}?category={pk}")) == (200, page())


def test_a_parameter_that_does_not_do_is_named(alice: Person) -> None:
    unknown = f"Unknown parameter. Known here: {KNOWN}."
    order = "Choose from: amount, date, description, timestamp; a minus sign reverses."
    expected = {
        **{
            f"?{name}=1": (name, unknown)
            for name in ("amount", "date", "user", "owner", "amount__gte", "by", "dry_run")
        },
        "?amount_min=1&amount_min=2": ("amount_min", "Given more than once."),
        **{f"?amount_min={n}": ("amount_min", NUMBER) for n in ("NaN", "1e5", "1_0", "٣", "%2B1", "0x1", " 1")},
        "?amount_max=1.234": ("amount_max", "Ensure that there are no more than 2 decimal places."),
        "?amount_max=123456789": (
            "amount_max",
            "Ensure that there are no more than 8 digits before the decimal point.",
        ),
        **{f"?date_after={day}": ("date_after", DATE) for day in ("2026-02-30", "1.1.2026", "today")},
        **{f"?category={pk}": ("category", ID) for pk in ("0", "-1", "food", "1.0", "null")},
        **{f"?ordering={name}": ("ordering", order) for name in ("user", "category", "import_key", "owner__password")},
        "?expand=owner": ("expand", "Choose from: category."),
        "?limit=5&page=2": ("page", "Cannot be combined with limit."),
    }
    found = {query: answer(alice.get(f"{TRANSACTIONS}{query}")) for query in expected}
    assert found == {query: (400, invalid(**{name: said})) for query, (name, said) in expected.items()}


def test_categories_are_listed_by_name_and_searched(alice: Person) -> None:
    for name in ("rent", "food", "fuel"):
        category(alice, name)
    assert [row["name"] for row in alice.get(CATEGORIES).json()["results"]] == ["food", "fuel", "rent"]
    assert [row["name"] for row in alice.get(f"{CATEGORIES}?search=f").json()["results"]] == ["food", "fuel"]
    assert alice.get(f"{CATEGORIES}?ordering=-name").json()["results"][0]["name"] == "rent"


def test_the_known_filters_are_those_of_the_summary_and_the_export(alice: Person) -> None:
    for path, more in (("summary/", "by, "), ("export/", "")):
        said = alice.get(f"{TRANSACTIONS}{path}?colour=red").json()["colour"][0]
        known = sorted([*KNOWN_FILTERS.split(", "), "search", *(["ordering"] if not more else ["by"])])
        assert said == f"Unknown parameter. Known here: {', '.join(known)}."


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize("query", ["", "&search=number", "&category=none", "&amount_min=3&ordering=-amount"])
def test_a_list_costs_the_same_whatever_its_size(query: str) -> None:
    reader = sign_up("alice")
    fill(reader, 60)
    found = {size: cost(partial(reader.get, f"{TRANSACTIONS}?page_size={size}{query}")) for size in (1, 50)}
    plain = reading("SELECT transactions_transaction")
    assert found == dict.fromkeys((1, 50), plain)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_showing_categories_in_full_costs_no_statement_more() -> None:
    reader = sign_up("alice")
    fill(reader, 60)
    few, many = (cost(partial(reader.get, f"{TRANSACTIONS}?page_size={n}&expand=category")) for n in (5, 60))
    assert few == many
    assert many == reading("SELECT transactions_transaction")
