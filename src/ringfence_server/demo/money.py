"""The demo's transactions: fourteen months of an ordinary household, the same for everybody, up to today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from django.utils import timezone

from ringfence_server.demo import rows
from ringfence_server.transactions.models import Category, Transaction
from ringfence_server.transactions.serializers import TransactionSerializer

SEED = 20_031
MONTHS = 14


class Fixed(NamedTuple):
    """What comes or goes on the same day of every month."""

    day: int
    amount: str
    category: str
    description: str


class Habit(NamedTuple):
    """What is paid every so many days, between two amounts, at one of a few places."""

    every: int
    least: int
    most: int
    category: str
    places: tuple[str, ...]


FIXED = [
    Fixed(1, "-940.00", "Rent", "Rent, Weaver Lane 12"),
    Fixed(2, "-38.50", "Utilities", "Internet and telephone"),
    Fixed(3, "-74.00", "Utilities", "Electricity, monthly"),
    Fixed(5, "-49.90", "Transport", "Month ticket"),
    Fixed(10, "-12.99", "Leisure", "Music subscription"),
    Fixed(15, "-31.20", "Insurance", "Liability and household"),
    Fixed(20, "-150.00", "Savings", "To the savings account"),
    Fixed(27, "2480.00", "Salary", "Salary, Kestrel Software"),
]
HABITS = [
    Habit(3, 9, 68, "Groceries", ("Green Basket", "Corner Shop Alvarez", "Saturday market", "Mill Bakery")),
    Habit(6, 8, 42, "Eating out", ("Noodle House", "Café Meridian", "Pizzeria Sotto", "The Old Lock")),
    Habit(19, 12, 60, "Leisure", ("Cinema Rex", "Climbing hall", "Bookshop on the Quay", "Concert, Harbour Hall")),
    Habit(26, 6, 55, "Health", ("Pharmacy at the bridge", "Physiotherapy", "Optician Lund")),
    Habit(34, 25, 140, "Clothes", ("Second Thread", "Shoemaker Ilic", "Northcoat")),
    Habit(41, 20, 130, "Transport", ("Train to the coast", "Bicycle workshop", "Taxi")),
]
GIFTS = [
    (40, "60.00", "Birthday, from grandmother"),
    (130, "35.40", "Refund, railway"),
    (260, "180.00", "Sold the bicycle"),
]


def make() -> int:
    """Make the transactions as the acting owner's; return how many are there to be seen."""
    today = timezone.localdate()
    entries = sorted(_entries(today), key=lambda entry: entry[0])
    names = sorted({entry[1] for entry in entries} - {""})
    Category.objects.bulk_create([Category(name=name) for name in names], ignore_conflicts=True)
    categories = {category.name: category for category in Category.objects.filter(name__in=names)}
    made = Transaction.objects.bulk_create(
        Transaction(date=day, category=categories.get(name), amount=amount, description=description)
        for day, name, amount, description in entries
    )
    for number, row in enumerate(made):
        row.timestamp = rows.days_ago((today - row.date).days, 0, number % 60)
    rows.date_back(made, "timestamp")
    twice = Transaction.objects.create(amount=Decimal("-23.80"), description="Green Basket (entered twice)", date=today)
    rows.throw_away([twice], TransactionSerializer)
    return len(made)


def _entries(today: date) -> Iterator[tuple[date, str, Decimal, str]]:
    chance = Random(SEED)  # noqa: S311  (the same rows for everybody)
    first = _months_before(today.replace(day=1), MONTHS - 1)
    for month in range(MONTHS):
        for fixed in FIXED:
            day = _months_before(first, -month).replace(day=fixed.day)
            if day <= today:
                yield day, fixed.category, Decimal(fixed.amount), fixed.description
    for habit in HABITS:
        day = first
        while (day := day + timedelta(days=chance.randint(1, 2 * habit.every - 1))) <= today:
            cents = chance.randint(habit.least * 100, habit.most * 100)
            yield day, habit.category, -Decimal(cents).scaleb(-2), chance.choice(habit.places)
    for days, amount, description in GIFTS:
        yield today - timedelta(days=days), "", Decimal(amount), description


def _months_before(first: date, months: int) -> Any:
    """The first day of the month that many months before ``first``."""
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
