"""Transactions and categories: what is sent comes back, amounts to the cent, and each stays its owner's."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.people import Person, call
from tests.server.money import CATEGORIES, TRANSACTIONS, category, listed, spend, transaction
from tests.server.shapes import AN_ID, NO_TOKEN, NOT_FOUND, answer, invalid, page

REQUIRED = "This field is required."
NO_SUCH = 'Invalid pk "{}" - object does not exist.'


def test_a_new_transaction_is_answered_whole_and_dated_today(alice: Person) -> None:
    response = alice.post(TRANSACTIONS, {"amount": "12.50", "description": "groceries"})
    today = timezone.localdate().isoformat()
    made = transaction(alice, amount="12.50", description="groceries", date=today)
    assert answer(response) == (201, made)
    assert answer(alice.get(f"{TRANSACTIONS}{response.json()['id']}/")) == (200, response.json())
    assert answer(alice.get(TRANSACTIONS)) == (200, page(response.json()))


def test_everything_that_can_be_said_is_kept(alice: Person) -> None:
    food = category(alice, "food")
    sent = {"amount": "-99999999.99", "description": "a feast", "date": "2026-01-31", "category": food}
    assert answer(alice.post(TRANSACTIONS, sent)) == (201, transaction(alice, **sent))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("5", "5.00"),
        (5, "5.00"),
        (-5, "-5.00"),
        ("0.1", "0.10"),
        (0.1, "0.10"),
        (1.10, "1.10"),
        ("0", "0.00"),
        ("-0.00", "0.00"),
        ("99999999.99", "99999999.99"),
        (99999999.99, "99999999.99"),
        ("-0.01", "-0.01"),
    ],
)
def test_an_amount_is_kept_to_the_cent_and_answered_as_text(alice: Person, sent: object, kept: str) -> None:
    made = spend(alice, sent)
    assert made == transaction(alice, amount=kept)
    assert alice.get(f"{TRANSACTIONS}{made['id']}/").json()["amount"] == kept


def test_amount_and_description_are_required_and_nothing_else_is(alice: Person) -> None:
    assert answer(alice.post(TRANSACTIONS, {})) == (400, invalid(amount=REQUIRED, description=REQUIRED))


def test_a_description_has_1_to_500_characters(alice: Person) -> None:
    assert spend(alice, description="é" * 500)["description"] == "é" * 500
    too_long = alice.post(TRANSACTIONS, {"amount": "1.00", "description": "é" * 501})
    assert answer(too_long) == (400, invalid(description="Ensure this field has no more than 500 characters."))
    for blank in ("", "  "):
        response = alice.post(TRANSACTIONS, {"amount": "1.00", "description": blank})
        assert answer(response) == (400, invalid(description="This field may not be blank."))


@pytest.mark.parametrize("date", ["2026-02-30", "31.01.2026", "2026-1-1", "20260101", "", 20260101, True, "0000-01-01"])
def test_a_date_is_a_day_that_exists(alice: Person, date: object) -> None:
    response = alice.post(TRANSACTIONS, {"amount": "1.00", "description": "x", "date": date})
    assert answer(response) == (400, invalid(date="A date that exists is required: YYYY-MM-DD."))


def test_what_is_read_only_is_ignored_and_what_is_unknown_is_named(alice: Person, bob: Person) -> None:
    body = {"amount": "1.00", "description": "coffee", "user": bob.id, "id": 7, "timestamp": "2000-01-01T00:00:00Z"}
    made = alice.post(TRANSACTIONS, body).json()
    assert made == transaction(alice)
    assert not made["timestamp"].startswith("2000")
    for name in ("owner", "owner_id", "import_key", "revision", "kind"):
        assert answer(alice.post(TRANSACTIONS, {**body, name: 1})) == (400, invalid(**{name: "Unknown field."}))
    assert (len(listed(alice)), listed(bob)) == (1, [])


def test_a_transaction_is_changed_in_part_and_as_a_whole_and_deleted(alice: Person) -> None:
    food = category(alice, "food")
    made = spend(alice, "1.00", category=food, date="2026-01-01")
    path = f"{TRANSACTIONS}{made['id']}/"
    assert answer(alice.patch(path, {"amount": "-2.00"})) == (200, {**made, "amount": "-2.00"})
    assert answer(alice.patch(path, {"category": None})) == (200, {**made, "amount": "-2.00", "category": None})
    whole = {"amount": "3.00", "description": "tea", "date": "2026-01-02", "category": food}
    assert answer(alice.put(path, whole)) == (200, {**made, **whole})
    assert answer(alice.put(path, {"amount": "4.00"})) == (400, invalid(description=REQUIRED))
    assert answer(alice.get(path)) == (200, {**made, **whole})
    assert answer(alice.delete(path)) == (204, None)
    assert answer(alice.get(path)) == (404, NOT_FOUND)


def test_the_category_is_shown_in_full_when_asked_for(alice: Person) -> None:
    food = category(alice, "food")
    with_one, without = spend(alice, category=food), spend(alice)
    path = f"{TRANSACTIONS}{with_one['id']}/?expand=category"
    assert answer(alice.get(path)) == (200, {**with_one, "category": {"id": food, "name": "food"}})
    assert answer(alice.get(f"{TRANSACTIONS}{without['id']}/?expand=category")) == (200, without)
    assert answer(alice.get(f"{path}&fields=id,category")) == (
        200,
        {"id": with_one["id"], "category": {"id": food, "name": "food"}},
    )


def test_categories_are_made_renamed_and_deleted(alice: Person) -> None:
    response = alice.post(CATEGORIES, {"name": "food"})
    assert answer(response) == (201, {"id": AN_ID, "name": "food"})
    path = f"{CATEGORIES}{response.json()['id']}/"
    assert answer(alice.patch(path, {"name": "meals"})) == (200, {**response.json(), "name": "meals"})
    assert answer(alice.get(CATEGORIES)) == (200, page({**response.json(), "name": "meals"}))
    assert answer(alice.delete(path)) == (204, None)
    assert answer(alice.get(CATEGORIES)) == (200, page())


def test_a_deleted_category_leaves_its_transactions(alice: Person) -> None:
    food = category(alice, "food")
    made = spend(alice, category=food)
    assert alice.delete(f"{CATEGORIES}{food}/").status_code == 204
    assert answer(alice.get(f"{TRANSACTIONS}{made['id']}/")) == (200, {**made, "category": None})


def test_a_category_has_its_name_once_for_each_owner(alice: Person, bob: Person) -> None:
    food, other = category(alice, "food"), category(alice, "other")
    taken = (400, invalid(name="You already have a category with this name."))
    assert answer(alice.post(CATEGORIES, {"name": "food"})) == taken
    assert answer(alice.patch(f"{CATEGORIES}{other}/", {"name": "food"})) == taken
    assert category(bob, "food") != food


def test_anothers_category_is_one_that_does_not_exist(alice: Person, bob: Person) -> None:
    alices, mine = category(alice, "food"), spend(bob)
    for pk in (alices, 987_654_321, 2**70):
        expected = (400, invalid(category=NO_SUCH.format(pk)))
        assert answer(bob.post(TRANSACTIONS, {"amount": "1", "description": "x", "category": pk})) == expected
        assert answer(bob.patch(f"{TRANSACTIONS}{mine['id']}/", {"category": pk})) == expected
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        for pk in (alices, 987_654_321):
            assert answer(bob.call(method, f"{CATEGORIES}{pk}/", {"name": "x"})) == (404, NOT_FOUND)
    assert listed(bob) == [mine]


def test_anothers_transaction_is_one_that_does_not_exist(alice: Person, bob: Person) -> None:
    made = spend(alice)
    body = {"amount": "9.00", "description": "taken over"}
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        for pk in (made["id"], 987_654_321):
            assert answer(bob.call(method, f"{TRANSACTIONS}{pk}/", body)) == (404, NOT_FOUND)
    assert listed(alice) == [made]


@pytest.mark.parametrize("path", ["", "1/", "categories/", "categories/1/", "summary/", "export/"])
def test_nothing_is_told_without_a_token(db: None, path: str) -> None:
    assert answer(call("GET", f"{TRANSACTIONS}{path}")) == (401, NO_TOKEN)
