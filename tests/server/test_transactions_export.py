"""The export: a CSV file in a stream, narrowed as the list, safe to open, and the same again after an import."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from django.utils import timezone

from ringfence.api.spreadsheets import guarded, unguarded
from ringfence.ownership.scope import NoOwnerInScope, acting_as, current_scope
from ringfence_server.transactions.models import Transaction
from tests.people import PASSWORD, Person, call
from tests.server.money import EXPORT, category, exported, listed, report, send, spend
from tests.server.shapes import DEAD_TOKEN, answer, invalid

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "'=1", "''+1", "-", "=", "'-'"]
PLAIN = ["coffee", "'quoted'", "a=b", "'", "''", "5 - 3", '"', 'say "hi"', "a,b;c", "one\ntwo", "one\r\ntwo", "é ☕ 漢"]


def cells(file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file, newline="")))


def test_the_file_has_a_header_a_line_each_and_a_name(alice: Person) -> None:
    food = category(alice, "food")
    spend(alice, "-12.50", description="rice", date="2026-01-02", category=food)
    spend(alice, "1000.00", description="wages", date="2026-01-03")
    response = alice.get(EXPORT)
    assert response.streaming
    assert response.getvalue().decode() == (
        '"date","amount","description","category"\r\n'
        '"2026-01-03","1000.00","wages",""\r\n'
        '"2026-01-02","-12.50","rice","food"\r\n'
    )
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = f"transactions-{timezone.localdate()}.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Cache-Control"] == "no-store"


def test_of_nothing_there_is_the_header(alice: Person) -> None:
    assert exported(alice) == '"date","amount","description","category"\r\n'


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?search=x", ["3.00", "1.00"]),
        ("?amount_min=2&ordering=amount", ["2.00", "3.00"]),
        ("?date_before=2026-01-02", ["2.00", "1.00"]),
        ("?category=none&ordering=-amount", ["3.00", "2.00", "1.00"]),
        ("?category=987654321", []),
    ],
)
def test_it_is_searched_narrowed_and_ordered_as_the_list(alice: Person, query: str, expected: list[str]) -> None:
    for number, word in ((1, "x"), (2, "y"), (3, "x")):
        spend(alice, number, description=word, date=f"2026-01-0{number}")
    assert [row[1] for row in cells(exported(alice, query))[1:]] == expected


def test_what_does_not_do_is_refused_before_the_file_begins(alice: Person) -> None:
    assert answer(alice.get(f"{EXPORT}?amount_min=NaN"))[0] == 400
    for name in ("page", "limit", "cursor", "fields", "expand", "by"):
        assert alice.get(f"{EXPORT}?{name}=1").json()[name][0].startswith("Unknown parameter.")
    assert answer(alice.get(f"{EXPORT}?search={'x' * 201}")) == (400, invalid(search="At most 200 characters."))
    assert alice.get(EXPORT, headers={"Accept": "application/json"}).status_code == 406
    assert alice.post(EXPORT, {}).status_code == 405


def test_a_dead_token_is_401_before_the_file_begins(alice: Person) -> None:
    spend(alice)
    assert alice.post("/api/sessions/end-all/").status_code == 200
    response = alice.get(EXPORT)
    assert answer(response) == (401, DEAD_TOKEN)
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_head_answers_the_headers_alone(alice: Person) -> None:
    spend(alice)
    head, get = alice.call("HEAD", EXPORT), alice.get(EXPORT)
    assert (head.status_code, head.content) == (200, b"")
    per_request = {"X-Request-ID", "Content-Length"}
    assert {name: value for name, value in head.headers.items() if name not in per_request} == {
        name: value for name, value in get.headers.items() if name not in per_request
    }
    assert get.getvalue()


def test_nobodys_rows_but_ones_own_are_in_it(alice: Person, bob: Person) -> None:
    food = category(alice, "food")
    spend(alice, description="alices", category=food)
    spend(bob, description="bobs")
    assert [row[2] for row in cells(exported(bob))[1:]] == ["bobs"]
    assert cells(exported(bob, f"?category={food}"))[1:] == []


def test_a_token_for_a_script_needs_the_right_to_read(alice: Person) -> None:
    spend(alice)
    for scope, status in (("transactions:read", 200), ("transactions:write", 200), ("notes:read", 403)):
        body = {"name": scope, "scopes": [scope], "current_password": PASSWORD}
        token = alice.post("/api/me/tokens/", body).json()["token"]
        assert call("GET", EXPORT, token=token).status_code == status


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(alice: Person, text: str) -> None:
    spend(alice, description=text, category=category(alice, text))
    (_, (_, amount, description, name)) = cells(exported(alice))
    assert description == name == f"'{text}"
    assert amount == "1.00"


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_that_is_no_formula_stays_as_it_is(alice: Person, text: str) -> None:
    spend(alice, description=text)
    assert cells(exported(alice))[1][2] == text


@pytest.mark.parametrize("text", [*FORMULAS, *PLAIN, "\t=1", "\r=1", "\n1", "'\t", "'\r\n"])
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[0] not in "=+-@\t\r\n"


def test_what_was_exported_can_be_imported_and_is_the_same_again(alice: Person, bob: Person) -> None:
    for number, text in enumerate([*FORMULAS, *PLAIN]):
        spend(alice, -number, description=text, date="2026-01-01", category=category(alice, text))
    spend(alice, "99999999.99", date="0001-01-01")
    file = exported(alice)
    expected = len(FORMULAS) + len(PLAIN) + 1
    assert answer(send(bob, file)) == (200, report(lines=expected, created=expected))
    assert sorted(cells(exported(bob))) == sorted(cells(file))
    assert answer(send(bob, exported(bob)))[1]["created"] == 0
    assert len(listed(bob)) == expected


def test_between_two_pieces_nobody_acts(alice: Person) -> None:
    with acting_as(alice.id):
        Transaction.objects.bulk_create([Transaction(amount=1, description="x" * 100) for _ in range(1200)])
    pieces = iter(alice.get(EXPORT).streaming_content)
    number = 0
    for _ in pieces:
        number += 1
        with pytest.raises(NoOwnerInScope):
            current_scope()
    assert number == 3


def test_memory_does_not_grow_with_the_number_of_rows(alice: Person) -> None:
    def peak(rows: int) -> int:
        with acting_as(alice.id):
            Transaction.objects.bulk_create([Transaction(amount=rows, description="x" * 300) for _ in range(rows)])
        tracemalloc.start()
        try:
            file = alice.get(f"{EXPORT}?amount_min={rows}&amount_max={rows}").streaming_content
            assert sum(len(piece) for piece in file) > rows * 300
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(6000) < peak(1500) + 300_000
