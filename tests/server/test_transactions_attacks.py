"""Amounts, files and queries that are meant to break something: always a clear 4xx, nothing stored, nothing told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Value

from ringfence.ownership.scope import acting_as
from ringfence_server.transactions.models import LARGEST, Transaction
from tests.people import Person, call
from tests.server.money import (
    CATEGORIES,
    EXPORT,
    HEADER,
    IMPORT,
    SUMMARY,
    TRANSACTIONS,
    category,
    listed,
    refusal,
    send,
    send_as_form,
    spend,
)
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, answer, invalid, page

MALFORMED = [
    *("NaN", "nan", "sNaN", "Infinity", "-Infinity", "inf", "1e2", "1E2", "1e-2", "1e999999999", "1_000", "1,5"),
    *(
        "1,000.00",
        "٣",
        "１２",
        "²",
        "0x10",
        "",
        " ",
        " 1",
        "1 ",
        "+1",
        "--1",
        "- 1",
        "1.",
        ".5",
        "01",
        "1..2",
        "$1",
        "1\u00a0",
    ),
    *("−1", "one", "true", "null", "1/2", "()", "'1'", "=1+1"),
]
OTHER_TYPES = [True, False, None, [], {}, ["1.00"], {"amount": "1.00"}]
RAW_NUMBERS = [
    "1e2",
    "1E-2",
    "1e400",
    "NaN",
    "Infinity",
    "-Infinity",
    "1" + "0" * 400,
    "0." + "1" * 400,
    "1.000000000001",
]
TOO_LONG = ["1.234", "0.001", "123456789.00", "100000000", "-100000000.00", "1" * 400, "0." + "0" * 400]


def refused_by_field(response: Any, name: str) -> None:
    status, body = answer(response)
    assert status == 400, body
    assert set(body) == {name, "code"}, body


@pytest.mark.parametrize("amount", [*MALFORMED, *TOO_LONG, *OTHER_TYPES], ids=lambda value: repr(value)[:20])
def test_what_is_no_amount_is_refused_in_json(alice: Person, amount: object) -> None:
    made = spend(alice)
    refused_by_field(alice.post(TRANSACTIONS, {"amount": amount, "description": "x"}), "amount")
    refused_by_field(alice.patch(f"{TRANSACTIONS}{made['id']}/", {"amount": amount}), "amount")
    assert listed(alice) == [made]


@pytest.mark.parametrize("literal", RAW_NUMBERS, ids=lambda value: value[:20])
def test_numbers_that_are_no_amount_are_refused_as_they_were_written(alice: Person, literal: str) -> None:
    raw = f'{{"amount": {literal}, "description": "x"}}'.encode()
    assert alice.post(TRANSACTIONS, raw=raw).status_code == 400
    assert listed(alice) == []


def test_what_is_no_amount_is_refused_in_a_file(alice: Person) -> None:
    amounts = [amount for amount in [*MALFORMED, *TOO_LONG] if "," not in amount]
    response = send(alice, HEADER + "".join(f'2026-01-01,"{amount}",x,\n' for amount in amounts))
    status, body = answer(response)
    assert (status, body["bad"], body["lines"]) == (400, len(amounts), len(amounts))
    assert [(entry["line"], set(entry["errors"])) for entry in body["bad_lines"]] == [
        (number, {"amount"}) for number in range(2, len(amounts) + 2)
    ]
    assert listed(alice) == []


@pytest.mark.parametrize("path", [TRANSACTIONS, SUMMARY, EXPORT])
def test_what_is_no_amount_is_refused_in_a_query(alice: Person, path: str) -> None:
    for name in ("amount_min", "amount_max"):
        for amount in (*MALFORMED, *TOO_LONG):
            if amount:
                client_side = {"QUERY_STRING": f"{name}=" + "".join(f"%{byte:02x}" for byte in amount.encode())}
                refused_by_field(alice.get(path, **client_side), name)


def test_the_database_itself_keeps_to_the_rules_of_a_row(alice: Person) -> None:
    for broken in ({"amount": -LARGEST - 1}, {"amount": LARGEST + 1}, {"description": ""}):
        spend(alice)
        with acting_as(alice.id), pytest.raises((IntegrityError, DataError)), transaction.atomic():
            # Past the model's own rounding, as a statement written by hand is. PostgreSQL's column has no room itself.
            Transaction.objects.update(**{name: Value(value) for name, value in broken.items()})


def test_the_database_itself_keeps_anothers_category_out(alice: Person, bob: Person) -> None:
    made, alices = spend(bob), category(alice, "food")

    def attach() -> None:
        with acting_as(bob.id), transaction.atomic():
            Transaction.objects.filter(pk=made["id"]).update(category_id=alices)
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        attach()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file is empty, or its first line is."),
        (b"\xff\xfed\x00a\x00t\x00e\x00", "The file is not UTF-8 (after line 0)."),
        (b"date,amount,description\n2026-01-01,1,caf\xe9\n", "The file is not UTF-8 (after line {n})."),
        (b"\xed\xa0\x80", "The file is not UTF-8 (after line 0)."),
        (b"date,amount\n", "The first line does not name: description."),
        (b"amount\n1\n", "The first line does not name: date, description."),
        (b"date,amount,description,owner\n", 'Unknown column "owner". Known: date, amount, description, category.'),
        (b"date,amount,description,date\n", 'The column "date" occurs twice.'),
        (
            b"date|amount|description\n",
            'Unknown column "date|amount|description". Known: date, amount, description, category.',
        ),
        (b'{"date": 1}', None),
        (b"\x00\x00\x00", None),
        (b"PK\x03\x04" + b"\x00" * 100, None),
        (b"x" * 100_001, "Line 1 has more than 100000 characters."),
        (b"date,amount,description\n2026-01-01,1," + b"x" * 200_000, "Line 2 has more than 100000 characters."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(alice: Person, file: bytes, said: str | None) -> None:
    status, body = answer(send(alice, file))
    assert status == 400
    assert set(body) == {"file", "code"}
    if said is not None:
        assert body["file"][0] in (said.format(n=0), said.format(n=1))
    assert len(str(body)) < 500
    assert listed(alice) == []


def test_a_quotation_mark_that_is_never_closed_costs_no_memory_and_is_a_bad_line(alice: Person) -> None:
    file = HEADER + '2026-01-01,1,"open,\n' + "2026-01-01,1,x,\n" * 20_000
    status, body = answer(send(alice, file))
    assert status == 400
    assert body["bad_lines"][0]["line"] == 2
    assert listed(alice) == []


def test_lines_of_millions_of_columns_or_a_header_of_them_are_refused(alice: Person) -> None:
    wide = HEADER + "," * 90_000 + "\n"
    fault = {"non_field_errors": ["90001 columns where the first line has 4."]}
    assert answer(send(alice, wide)) == (400, refusal((2, fault), lines=1))
    assert send(alice, "," * 90_000 + "\n").status_code == 400


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "application/octet-stream", "text/*", "*/*"]
)
def test_a_body_of_another_type_is_415(alice: Person, content_type: str) -> None:
    assert send(alice, HEADER, content_type=content_type).status_code == 415


def test_another_charset_is_refused(alice: Person) -> None:
    said = "A file is read as UTF-8 only: save it so, and leave the charset out."
    response = send(alice, HEADER, content_type="text/csv; charset=utf-16")
    assert answer(response) == (400, invalid(file=said))
    assert send(alice, HEADER, content_type="text/csv; charset=UTF-8").status_code == 200


def test_a_form_holds_the_file_and_nothing_else(alice: Person) -> None:
    file = ("file", "bank.csv", HEADER.encode())
    cases: list[tuple[list[tuple[str, str | None, bytes]], dict[str, str]]] = [
        ([], {"file": "No file was submitted."}),
        (
            [("file", None, b"text")],
            {"file": "The submitted data was not a file. Check the encoding type on the form."},
        ),
        ([file, file], {"file": "Send one file."}),
        ([file, ("owner", None, b"7")], {"owner": "Unknown field."}),
        ([file, ("other", "b.csv", b"x")], {"other": "Unknown field."}),
    ]
    for parts, said in cases:
        assert answer(send_as_form(alice, parts)) == (400, invalid(**said))
    broken = send(alice, b"no form", content_type="multipart/form-data; boundary=limit")
    assert broken.status_code == 400
    assert send(alice, b"no form", content_type="multipart/form-data").status_code == 400


@pytest.mark.parametrize("way", [send, lambda person, file: send_as_form(person, [("file", "a.csv", file)])])
def test_a_file_over_the_limit_is_413(alice: Person, settings: Any, way: Any) -> None:
    settings.RINGFENCE = {**settings.RINGFENCE, "UPLOAD_MAX_SIZE": 1000}
    fits = (HEADER + "2026-01-01,1,x,\n" * 60)[:1000].rpartition("\n")[0].encode()
    assert way(alice, fits).status_code == 200
    before = len(listed(alice))
    too_large = (413, {"detail": "The request body is too large.", "code": "too_large"})
    assert answer(way(alice, fits + b"\n" + b"2026-01-01,1,x,\n" * 60)) == too_large
    assert answer(way(alice, b"x" * 200_000)) == too_large
    assert len(listed(alice)) == before


def test_a_file_may_be_larger_than_other_bodies(alice: Person, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    file = (HEADER + "2026-01-01,1,x,\n" * 100).encode()
    assert send(alice, file).json()["created"] == 100
    assert send_as_form(alice, [("file", "a.csv", file)]).json()["duplicates"] == 100


def test_the_import_wants_a_token_before_it_reads(db: None, alice: Person) -> None:
    for token, said in ((None, NO_TOKEN), ("nonsense", DEAD_TOKEN)):
        response = call("POST", IMPORT, raw=b"x" * 1000, content_type="text/csv", token=token)
        assert answer(response) == (401, said)


def test_parameters_of_the_import_are_known_ones(alice: Person) -> None:
    for value in ("", "1", "True", "yes"):
        assert answer(send(alice, HEADER, f"?dry_run={value}")) == (400, invalid(dry_run="Must be true or false."))
    said = "Unknown parameter. Known here: dry_run."
    assert answer(send(alice, HEADER, "?dryrun=true")) == (400, invalid(dryrun=said))
    assert alice.get(IMPORT).status_code == 405


def test_ids_and_bodies_that_are_none_are_4xx(alice: Person) -> None:
    for pk in ("0", "-1", "01", "1_0", "٣", str(2**63), str(10**40), "export%00", "1e1"):
        assert alice.get(f"{TRANSACTIONS}{pk}/").status_code == 404
        assert alice.get(f"{CATEGORIES}{pk}/").status_code == 404
    for raw in (
        b"{",
        b"[]",
        b'"x"',
        b"1",
        b"null",
        b"[" * 100,
        b'{"amount": 1, "amount": 2}',
        b'{"description": "\\u0000"}',
    ):
        assert alice.post(TRANSACTIONS, raw=raw).status_code == 400
    no_ids: list[Any] = [True, 1.0, "x", [], {}, "-1"]
    for no_id in no_ids:
        body = {"amount": "1", "description": "x", "category": no_id}
        refused_by_field(alice.post(TRANSACTIONS, body), "category")
    assert answer(alice.get(TRANSACTIONS)) == (200, page())
