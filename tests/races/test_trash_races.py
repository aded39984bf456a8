"""The trash under twenty clients at once: a row is in its table or in the trash, once, and nothing is a 500."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.races.crowd import SIZE, Answer, Crowd, Request

NOTES, TAGS, TRASH = "/api/notes/", "/api/notes/tags/", "/api/trash/"
NOT_FOUND = Answer(404, {"detail": "Not found.", "code": "not_found"})


@pytest.fixture
def token(clients: Crowd) -> str:
    """The access token of somebody new."""
    return clients.sign_up(f"thrower-{uuid4().hex[:12]}")["access"]


def create(clients: Crowd, token: str, *tags: str) -> int:
    """Make a note and return its id."""
    made = clients.ask("POST", NOTES, {"title": "x", "tags": list(tags)}, token)
    assert made.status == 201
    return int(made.body["id"])


def counts(clients: Crowd, token: str) -> tuple[int, int]:
    """How many notes are there, and how many things in the trash."""
    notes, trash = (clients.ask("GET", path, token=token).body["count"] for path in (NOTES, TRASH))
    return notes, trash


def thrown(clients: Crowd, token: str, *tags: str) -> str:
    """Delete a new note; its address in the trash."""
    assert clients.ask("DELETE", f"{NOTES}{create(clients, token, *tags)}/", token=token).status == 204
    return f"{TRASH}{clients.ask('GET', TRASH, token=token).body['results'][0]['id']}/"


def test_one_row_is_thrown_away_once(clients: Crowd, token: str) -> None:
    path = f"{NOTES}{create(clients, token, 't')}/"
    answers = clients.at_once([Request("DELETE", path, token=token)] * SIZE)
    assert sorted(answer.status for answer in answers) == [204] + [404] * (SIZE - 1)
    assert counts(clients, token) == (0, 1)


@pytest.mark.parametrize("turn", range(3))
def test_one_row_is_restored_once(clients: Crowd, token: str, turn: int) -> None:
    path = thrown(clients, token, "t")
    answers = clients.at_once([Request("POST", f"{path}restore/", token=token)] * SIZE)
    assert [answer.status for answer in answers].count(200) == 1
    assert [answer for answer in answers if answer.status != 200] == [NOT_FOUND] * (SIZE - 1)
    assert counts(clients, token) == (1, 0)
    assert clients.ask("GET", f"{NOTES}?tag=t", token=token).body["count"] == 1


@pytest.mark.parametrize("turn", range(5))
def test_what_is_restored_while_it_is_purged_is_there_or_gone(clients: Crowd, token: str, turn: int) -> None:
    path = thrown(clients, token)
    purges = [Request("DELETE", path, token=token), Request("POST", f"{TRASH}empty/", token=token)]
    requests = [Request("POST", f"{path}restore/", token=token) if n % 2 else purges[n // 2 % 2] for n in range(SIZE)]
    answers = clients.at_once(requests)
    restored = [answer.status for answer in answers[1::2]].count(200)
    assert {answer.status for answer in answers} <= {200, 204, 404}, answers
    assert restored <= 1
    assert counts(clients, token) == (restored, 0)


@pytest.mark.parametrize("turn", range(5))
def test_a_note_and_its_tag_deleted_at_once_both_come_back(clients: Crowd, token: str, turn: int) -> None:
    notes = [create(clients, token, "t") for _ in range(SIZE - 1)]
    tag = clients.ask("GET", TAGS, token=token).body["results"][0]["id"]
    paths = [*(f"{NOTES}{pk}/" for pk in notes), f"{TAGS}{tag}/"]
    answers = clients.at_once([Request("DELETE", path, token=token) for path in paths])
    assert [answer.status for answer in answers] == [204] * SIZE
    assert counts(clients, token) == (0, SIZE)
    trashed = clients.ask("GET", f"{TRASH}?page_size=100", token=token).body["results"]
    requests = [Request("POST", f"{TRASH}{row['id']}/restore/", token=token) for row in trashed]
    answers = clients.at_once(requests)
    assert [answer.status for answer in answers] == [200] * SIZE, answers
    assert counts(clients, token) == (SIZE - 1, 0)
    assert clients.ask("GET", f"{TAGS}{tag}/", token=token).body == {"id": tag, "name": "t"}


@pytest.mark.parametrize("turn", range(3))
def test_bulk_requests_over_the_same_rows_wait_for_nobody_for_ever(clients: Crowd, token: str, turn: int) -> None:
    ids = [create(clients, token) for _ in range(10)]
    orders = [ids, ids[::-1], ids[5:] + ids[:5]]
    requests = [
        Request("POST", f"{NOTES}bulk/", {"update": [{"id": pk, "title": str(n)} for pk in orders[n % 3]]}, token)
        for n in range(SIZE)
    ]
    assert [answer.status for answer in clients.at_once(requests)] == [200] * SIZE
    rows = clients.ask("GET", NOTES, token=token).body["results"]
    assert len({row["title"] for row in rows}) == 1
    assert {revision for (revision,) in clients.rows(f"SELECT revision FROM notes_note WHERE id >= {ids[0]}")} == {
        SIZE + 1
    }


@pytest.mark.parametrize("turn", range(3))
def test_of_bulk_deletions_at_once_one_is_done_whole(clients: Crowd, token: str, turn: int) -> None:
    ids = [create(clients, token, "t") for _ in range(5)]
    orders = [ids, ids[::-1]]
    requests = [Request("POST", f"{NOTES}bulk/", {"delete": orders[n % 2]}, token) for n in range(SIZE)]
    answers = clients.at_once(requests)
    assert sorted(answer.status for answer in answers) == [200] + [400] * (SIZE - 1)
    gone = {"delete": {str(place): ["Not found."] for place in range(5)}, "code": "invalid"}
    assert [answer.body for answer in answers if answer.status == 400] == [gone] * (SIZE - 1)
    assert counts(clients, token) == (0, 5)
