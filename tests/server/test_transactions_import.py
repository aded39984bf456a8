"""The import: every line checked before one is written, nothing twice, what broke off completed by sending again."""

from __future__ import annotations

import tempfile
import tracemalloc
from functools import partial
from io import BytesIO
from typing import IO, Any

import pytest

from ringfence.api.wsgi import UNMEASURED
from ringfence.ownership.scope import NoOwnerInScope, acting_as, current_scope
from ringfence_server.transactions.importing import Import
from tests.people import PASSWORD, Person, call, log_in
from tests.server.money import (
    CATEGORIES,
    HEADER,
    IMPORT,
    TRANSACTIONS,
    category,
    listed,
    refusal,
    report,
    send,
    send_as_form,
    spend,
    told,
    transaction,
)
from tests.server.shapes import AN_ID, DEAD_TOKEN, answer, page

LONG = pytest.mark.long
NDJSON = {"Accept": "application/x-ndjson"}
NUMBER = "A valid number is required: digits and a decimal point, without an exponent."
DATE = "A date that exists is required: YYYY-MM-DD."
THREE = "2026-01-02,-1.50,coffee,food\n2026-01-02,-1.50,coffee,food\n2026-01-03,1000.00,wages,\n"


def total(person: Person) -> int:
    return int(person.get(f"{TRANSACTIONS}?limit=1").json()["count"])


def lines(number: int, start: int = 0) -> str:
    """A file of so many lines, no two alike."""
    return HEADER + "".join(f"2026-01-01,{n}.00,number {n},c{n % 7}\n" for n in range(start, start + number))


def test_each_line_becomes_a_transaction(alice: Person) -> None:
    assert answer(send(alice, HEADER + THREE)) == (200, report(lines=3, created=3))
    (food,) = alice.get(CATEGORIES).json()["results"]
    assert food == {"id": AN_ID, "name": "food"}
    coffee = transaction(alice, amount="-1.50", date="2026-01-02", category=food["id"])
    wages = transaction(alice, amount="1000.00", description="wages", date="2026-01-03")
    assert listed(alice) == [wages, coffee, coffee]


@pytest.mark.parametrize("file", [THREE, THREE.replace("\n", "\r\n"), THREE.replace("\n", "\r"), THREE.strip()])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_delimiters_line_ends_and_a_byte_order_mark_make_no_difference(
    alice: Person, file: str, delimiter: str, mark: bytes
) -> None:
    end = "\r\n" if "\r\n" in file else file[len("2026-01-02,-1.50,coffee,food")]
    text = (HEADER.replace("\n", end) + file).replace(",", delimiter)
    assert answer(send(alice, mark + text.encode())) == (200, report(lines=3, created=3))
    assert answer(send(alice, HEADER + THREE)) == (200, report(lines=3, duplicates=3))


def test_columns_are_named_in_any_order_and_case_and_a_category_is_optional(alice: Person) -> None:
    file = 'Description , AMOUNT,"Date"\n"rice, brown",-3.20,2026-01-02\n\n"two\nlines ""quoted""",5,2026-01-01\n\n'
    assert answer(send(alice, file)) == (200, report(lines=2, created=2))
    assert listed(alice) == [
        transaction(alice, amount="-3.20", description="rice, brown", date="2026-01-02"),
        transaction(alice, amount="5.00", description='two\nlines "quoted"', date="2026-01-01"),
    ]


def test_a_form_may_carry_the_file(alice: Person) -> None:
    response = send_as_form(alice, [("file", "bank.csv", (HEADER + THREE).encode())])
    assert answer(response) == (200, report(lines=3, created=3))
    assert answer(send(alice, HEADER + THREE)) == (200, report(lines=3, duplicates=3))


def test_categories_that_are_there_are_used_and_only_new_ones_are_made(alice: Person, bob: Person) -> None:
    food, alices = category(bob, "food"), category(alice, "food")
    file = HEADER + "2026-01-01,1,x,food\n2026-01-01,1,y, rent \n2026-01-01,1,z,  \n"
    assert answer(send(bob, file)) == (200, report(lines=3, created=3))
    rent = bob.get(f"{CATEGORIES}?search=rent").json()["results"][0]["id"]
    assert [(row["description"], row["category"]) for row in listed(bob)] == [("z", None), ("y", rent), ("x", food)]
    assert answer(alice.get(CATEGORIES)) == (200, page({"id": alices, "name": "food"}))


def test_the_same_file_adds_nothing_but_equal_lines_of_a_file_are_all_kept(alice: Person) -> None:
    same = HEADER + "2026-01-01,1.00,x,\n" * 3
    assert answer(send(alice, same)) == (200, report(lines=3, created=3))
    assert answer(send(alice, same)) == (200, report(lines=3, duplicates=3))
    assert answer(send(alice, same + "2026-01-01,1,x,\n")) == (200, report(lines=4, created=1, duplicates=3))
    assert answer(send(alice, HEADER + "2026-01-01,1.0, x ,\n")) == (200, report(lines=1, duplicates=1))
    assert total(alice) == 4


def test_what_was_made_by_hand_or_by_another_is_no_duplicate(alice: Person, bob: Person) -> None:
    spend(alice, "1.00", description="x", date="2026-01-01")
    for person in (alice, bob):
        assert answer(send(person, HEADER + "2026-01-01,1.00,x,\n"))[1]["created"] == 1
    assert (total(alice), total(bob)) == (2, 1)


def test_an_imported_line_that_was_changed_since_is_known_again(alice: Person) -> None:
    assert send(alice, HEADER + THREE).status_code == 200
    for row in listed(alice):
        assert alice.patch(f"{TRANSACTIONS}{row['id']}/", {"description": "mine", "amount": "7"}).status_code == 200
    assert answer(send(alice, HEADER + THREE)) == (200, report(lines=3, duplicates=3))


def test_one_bad_line_and_nothing_is_written(alice: Person) -> None:
    file = (
        HEADER
        + THREE
        + "2026-02-30,1e5,,\n"
        + '2026-01-01,1,"two\nlines",\n'
        + "2026-01-01,1\n"
        + f"2026-01-01,1.234,{'x' * 501},{'y' * 51}\n"
        + '2026-01-01,1,a "quote" inside,\n'
        + '2026-01-01,1,"a"quote,\n'
        + "2026-01-01,1,nul\x00,\n"
    )
    bad = [
        (5, {"date": [DATE], "amount": [NUMBER], "description": ["This field may not be blank."]}),
        (8, {"non_field_errors": ["2 columns where the first line has 4."]}),
        (
            9,
            {
                "amount": ["Ensure that there are no more than 2 decimal places."],
                "description": ["Ensure this field has no more than 500 characters."],
                "category": ["Ensure this field has no more than 50 characters."],
            },
        ),
        (11, {"non_field_errors": ["A quotation mark is not closed, or not doubled inside of quotes."]}),
        (12, {"description": ["Null characters are not allowed."]}),
    ]
    assert answer(send(alice, file)) == (400, refusal(*bad, lines=10))
    assert (total(alice), alice.get(CATEGORIES).json()["count"]) == (0, 0)
    dry = answer(send(alice, file, "?dry_run=true"))
    named = [{"line": line, "errors": errors} for line, errors in bad]
    assert dry == (200, report(dry_run=True, lines=10, created=5, bad=5, bad_lines=named))


def test_of_many_bad_lines_the_first_thousand_are_named_and_all_are_counted(alice: Person) -> None:
    body = send(alice, HEADER + "x,x,x,\n" * 1500).json()
    assert (body["lines"], body["bad"], len(body["bad_lines"])) == (1500, 1500, 1000)
    assert [entry["line"] for entry in body["bad_lines"][:2]] == [2, 3]
    assert body["detail"] == "1500 bad lines; nothing was written."


def test_a_dry_run_tells_what_would_be_done_and_writes_nothing(alice: Person) -> None:
    assert send(alice, HEADER + "2026-01-01,1,x,\n").status_code == 200
    file = HEADER + "2026-01-01,1,x,\n2026-01-01,1,x,\n2026-01-01,2,y,new\n"
    for _ in range(2):
        expected = report(dry_run=True, lines=3, created=2, duplicates=1)
        assert answer(send(alice, file, "?dry_run=true")) == (200, expected)
    assert (total(alice), alice.get(CATEGORIES).json()["count"]) == (1, 0)
    assert answer(send(alice, file, "?dry_run=false")) == (200, report(lines=3, created=2, duplicates=1))


def test_progress_is_told_line_by_line(alice: Person) -> None:
    assert told(send(alice, lines(2500), headers=NDJSON)) == [
        {"phase": "checking", "lines": 1001, "total": 2501},
        {"phase": "checking", "lines": 2001, "total": 2501},
        {"phase": "checking", "lines": 2501, "total": 2501},
        {"phase": "writing", "lines": 1000, "total": 2500},
        {"phase": "writing", "lines": 2000, "total": 2500},
        {"phase": "writing", "lines": 2500, "total": 2500},
        {"phase": "done", **report(lines=2500, created=2500)},
    ]
    assert told(send(alice, lines(10), "?dry_run=true", headers=NDJSON))[1:] == [
        {"phase": "comparing", "lines": 10, "total": 10},
        {"phase": "done", **report(dry_run=True, lines=10, duplicates=10)},
    ]


def test_in_a_stream_what_fails_is_told_by_the_last_line(alice: Person) -> None:
    bad = told(send(alice, HEADER + "2026-01-01,NaN,x,\n", headers=NDJSON))
    assert bad[-1] == {"phase": "failed", "status": 400, **refusal((2, {"amount": [NUMBER]}), lines=1)}
    (empty,) = told(send(alice, "\n", headers=NDJSON))
    said = ["The file is empty, or its first line is."]
    assert empty == {"phase": "failed", "status": 400, "file": said, "code": "invalid"}


def test_an_import_that_breaks_off_is_completed_by_sending_the_file_again(alice: Person) -> None:
    stream = send(alice, lines(2500), headers=NDJSON)
    for line in stream.streaming_content:
        with pytest.raises(NoOwnerInScope):
            current_scope()
        if b"writing" in line:
            break
    # As a server does when the client has gone; the response's own close would end the test's connection.
    stream._iterator.close()
    assert total(alice) == 1000
    assert answer(send(alice, lines(2500))) == (200, report(lines=2500, created=1500, duplicates=1000))
    assert total(alice) == 2500


@pytest.mark.parametrize("headers", [{}, NDJSON], ids=["json", "ndjson"])
def test_a_file_that_broke_off_on_its_way_is_refused(alice: Person, headers: dict[str, str]) -> None:
    whole = (HEADER + THREE).encode()
    for arrived in (whole[:-1], whole[:-9], whole[: whole.index(b"2026-01-03")], whole[:0]):
        extra: dict[str, Any] = {"wsgi.input": BytesIO(arrived), "CONTENT_LENGTH": str(len(whole))}
        said = f"The file broke off: {len(arrived)} of {len(whole)} bytes arrived."
        assert answer(send(alice, whole, headers=headers, **extra)) == (400, {"file": [said], "code": "invalid"})
    assert total(alice) == 0


def test_a_file_of_unannounced_length_ends_with_a_line(alice: Person) -> None:
    unmeasured: dict[str, Any] = {UNMEASURED: True}
    cut = "The last line has no end, so the file may have broken off: end it, or send a Content-Length."
    refused = (400, {"file": [cut], "code": "invalid"})
    assert answer(send(alice, HEADER + "2026-01-01,1,x,\n2026-01-01,1,ha", **unmeasured)) == refused
    for end in ("\n", "\r", "\r\n"):
        file = f"{HEADER.strip()}{end}2026-01-01,1,x,{end}"
        assert send(alice, file, **unmeasured).status_code == 200
    assert total(alice) == 1


def test_once_the_session_has_ended_no_further_chunk_is_written(alice: Person) -> None:
    stream = send(alice, lines(2500), headers=NDJSON).streaming_content
    while b"writing" not in next(stream):
        pass
    assert alice.post("/api/sessions/end-all/").status_code == 200
    (last,) = list(stream)
    assert last == b'{"phase":"failed","status":401,"detail":"%b","code":"token_not_valid"}\n' % (
        DEAD_TOKEN["detail"].encode()
    )
    assert total(log_in("alice", alice.id)) == 1000


def test_once_a_personal_token_has_ended_no_further_chunk_is_written(alice: Person) -> None:
    body = {"name": "script", "scopes": ["transactions:write"], "current_password": PASSWORD}
    made = alice.post("/api/me/tokens/", body).json()
    script = Person(alice.id, "alice", made["token"], "")
    stream = send(script, lines(1500), headers=NDJSON).streaming_content
    while b"writing" not in next(stream):
        pass
    assert alice.delete(f"/api/me/tokens/{made['id']}/").status_code == 204
    assert b'"status":401' in next(stream)
    assert total(alice) == 1000


def test_a_script_needs_the_right_to_write(alice: Person) -> None:
    body = {"name": "script", "scopes": ["transactions:read"], "current_password": PASSWORD}
    token = alice.post("/api/me/tokens/", body).json()["token"]
    assert call("POST", IMPORT, raw=lines(1).encode(), content_type="text/csv", token=token).status_code == 403


def peak(person: Person, file: IO[bytes]) -> int:
    """The most memory that an import of ``file`` takes."""
    tracemalloc.start()
    try:
        steps = list(Import(file, partial(acting_as, person.id)).steps(dry_run=False))
        assert steps[-1]["created"] == steps[-1]["lines"]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("few", "many"), [(1_500, 4_500), pytest.param(10_000, 100_000, marks=LONG)], ids=["short", "long"]
)
def test_memory_does_not_grow_with_the_number_of_lines(alice: Person, few: int, many: int) -> None:
    found, start = [], 0
    for number in (10, few, many):
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the import closes it)
        file.write(lines(number, start).encode())
        file.seek(0)
        found.append(peak(alice, file))
        start += number
    assert found[2] < found[1] + 500_000
    assert total(alice) == start
