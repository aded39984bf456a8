"""Transactions under twenty clients of one owner at once: sums to the cent, no import twice, no category twice."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.races.crowd import SIZE, Crowd, Request

TRANSACTIONS = "/api/transactions/"
IMPORT, SUMMARY, CATEGORIES = (f"{TRANSACTIONS}{name}/" for name in ("import", "summary", "categories"))
CSV = {"Content-Type": "text/csv"}


@pytest.fixture
def token(clients: Crowd) -> str:
    """The access token of somebody new."""
    return clients.sign_up(f"payer-{uuid4().hex[:12]}")["access"]


def file(lines: int, start: int = 0) -> bytes:
    rows = "".join(f"2026-01-0{1 + n % 9},{n}.10,line {n},category {n % 5}\n" for n in range(start, start + lines))
    return f"date,amount,description,category\n{rows}".encode()


def test_sums_are_exact_while_everybody_writes(clients: Crowd, token: str) -> None:
    amounts = ("0.10", "-0.20", "0.01", "0.10")
    for _ in range(3):
        requests = [
            Request("POST", TRANSACTIONS, {"amount": amounts[n % 4], "description": "x", "date": "2026-01-01"}, token)
            for n in range(SIZE)
        ]
        assert {answer.status for answer in clients.at_once(requests)} == {201}
    expected = {"count": 60, "sum": "0.15", "income": "3.15", "expenses": "-3.00"}
    assert clients.ask("GET", SUMMARY, token=token).body["total"] == expected


def test_reads_of_the_summary_are_never_half_of_it(clients: Crowd, token: str) -> None:
    body = {"amount": "1.10", "description": "x", "date": "2026-01-01"}
    requests = [
        Request("GET", SUMMARY, token=token) if n % 2 else Request("POST", TRANSACTIONS, body, token)
        for n in range(SIZE)
    ]
    read = [answer.body for answer in clients.at_once(requests) if answer.status == 200]
    assert len(read) == SIZE // 2
    for summary in read:
        total = summary["total"]
        assert total["sum"] == f"{total['count'] * 11 // 10}.{total['count'] % 10}0"
        assert [group["count"] for group in summary["results"]] == [total["count"]][: total["count"]]


@pytest.mark.parametrize("turn", range(3))
def test_the_same_file_sent_at_once_is_imported_once(clients: Crowd, token: str, turn: int) -> None:
    requests = [Request("POST", IMPORT, file(1500), token, CSV) for _ in range(6)]
    answers = clients.at_once(requests)
    assert {answer.status for answer in answers} == {200}, answers
    assert sum(answer.body["created"] for answer in answers) == 1500
    assert {answer.body["created"] + answer.body["duplicates"] for answer in answers} == {1500}
    assert clients.ask("GET", f"{TRANSACTIONS}?limit=1", token=token).body["count"] == 1500
    assert clients.ask("GET", CATEGORIES, token=token).body["count"] == 5


def test_others_write_while_files_are_imported(clients: Crowd, token: str) -> None:
    body = {"amount": "1.00", "description": "by hand"}
    requests = [
        Request("POST", IMPORT, file(1100, 1100 * n), token, CSV)
        if n < 4
        else Request("POST", TRANSACTIONS, body, token)
        for n in range(SIZE)
    ]
    assert {answer.status for answer in clients.at_once(requests)} == {200, 201}
    assert clients.ask("GET", f"{TRANSACTIONS}?limit=1", token=token).body["count"] == 4416
