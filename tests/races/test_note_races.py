"""Notes under twenty clients of one owner at once: nothing is lost, nothing is made twice, nothing is a 500."""

from __future__ import annotations

import os
from uuid import uuid4

import pytest

from tests.races.crowd import SIZE, Answer, Crowd, Request

NOTES, TAGS = "/api/notes/", "/api/notes/tags/"
ROUNDS = 100 if os.environ.get("RINGFENCE_TEST_LONG") == "1" else 5
NOT_FOUND = Answer(404, {"detail": "Not found.", "code": "not_found"})


@pytest.fixture
def token(clients: Crowd) -> str:
    """The access token of somebody new."""
    return clients.sign_up(f"writer-{uuid4().hex[:12]}")["access"]


def create(clients: Crowd, token: str, **fields: object) -> str:
    """Make a note and return its path."""
    made = clients.ask("POST", NOTES, {"title": "x", **fields}, token)
    assert made.status == 201
    return f"{NOTES}{made.body['id']}/"


def tag_names(clients: Crowd, token: str) -> list[str]:
    return [row["name"] for row in clients.ask("GET", f"{TAGS}?page_size=100", token=token).body["results"]]


@pytest.mark.parametrize("turn", range(5))
def test_one_new_tag_of_twenty_notes_is_made_once(clients: Crowd, token: str, turn: int) -> None:
    answers = clients.at_once([Request("POST", NOTES, {"title": str(n), "tags": ["new"]}, token) for n in range(SIZE)])
    assert [(answer.status, answer.body["tags"]) for answer in answers] == [(201, ["new"])] * SIZE
    assert tag_names(clients, token) == ["new"]
    assert clients.ask("GET", f"{NOTES}?tag=new", token=token).body["count"] == SIZE


def test_new_tags_in_any_order_wait_for_nobody_for_ever(clients: Crowd, token: str) -> None:
    for turn in range(ROUNDS):
        names = [f"tag {turn}-{n:02}" for n in range(50)]
        orders = [names, names[::-1], names[25:] + names[:25]]
        answers = clients.at_once(
            [Request("POST", NOTES, {"title": "x", "tags": orders[n % 3]}, token) for n in range(SIZE)]
        )
        assert [(answer.status, answer.body.get("tags")) for answer in answers] == [(201, names)] * SIZE
    assert clients.ask("GET", TAGS, token=token).body["count"] == 50 * ROUNDS


def test_one_tag_made_twenty_times_is_one_tag_and_nineteen_refusals(clients: Crowd, token: str) -> None:
    answers = clients.at_once([Request("POST", TAGS, {"name": "home"}, token)] * SIZE)
    taken = Answer(400, {"name": ["You already have a tag with this name."], "code": "invalid"})
    assert [answer for answer in answers if answer.status != 201] == [taken] * (SIZE - 1)
    assert tag_names(clients, token) == ["home"]


@pytest.mark.parametrize("turn", range(5))
def test_of_two_changes_at_once_neither_takes_the_other_back(clients: Crowd, token: str, turn: int) -> None:
    path = create(clients, token)
    parts = [{"title": "new"}, {"body": "new"}, {"pinned": True}, {"archived": True}, {"tags": ["new"]}]
    answers = clients.at_once([Request("PATCH", path, parts[n % 5], token) for n in range(SIZE)])
    assert {answer.status for answer in answers} == {200}
    final = clients.ask("GET", path, token=token).body
    kept = {field: final[field] for field in ("title", "body", "pinned", "archived", "tags")}
    assert kept == {"title": "new", "body": "new", "pinned": True, "archived": True, "tags": ["new"]}
    assert clients.rows(f"SELECT revision FROM notes_note WHERE id = {final['id']}") == [(SIZE + 1,)]


def test_the_last_list_of_tags_wins_whole(clients: Crowd, token: str) -> None:
    path = create(clients, token, tags=["old"])
    lists = [[f"{n}-{part}" for part in "abc"] for n in range(SIZE)]
    answers = clients.at_once([Request("PATCH", path, {"tags": names}, token) for names in lists])
    assert [(answer.status, answer.body["tags"]) for answer in answers] == [(200, names) for names in lists]
    assert clients.ask("GET", path, token=token).body["tags"] in lists


def test_one_note_is_deleted_once(clients: Crowd, token: str) -> None:
    path = create(clients, token, tags=["t"])
    answers = clients.at_once([Request("DELETE", path, token=token)] * SIZE)
    assert sorted(answer.status for answer in answers) == [204] + [404] * (SIZE - 1)
    assert [answer for answer in answers if answer.status == 404] == [NOT_FOUND] * (SIZE - 1)


@pytest.mark.parametrize("turn", range(5))
def test_a_tag_deleted_while_it_is_given_leaves_no_half_note(clients: Crowd, token: str, turn: int) -> None:
    create(clients, token, tags=["t"])
    tag = clients.ask("GET", TAGS, token=token).body["results"][0]
    requests = [Request("POST", NOTES, {"title": "y", "tags": ["t"]}, token) for _ in range(SIZE)]
    for n in range(0, SIZE, 4):
        requests[n] = Request("DELETE", f"{TAGS}{tag['id']}/", token=token)
    answers = clients.at_once(requests)
    assert {answer.status for answer in answers} <= {201, 204, 404, 409}, answers
    made = [answer.body["id"] for answer in answers if answer.status == 201]
    listed = clients.ask("GET", f"{NOTES}?page_size=100", token=token).body
    assert listed["count"] == len(made) + 1
    assert {tuple(row["tags"]) for row in listed["results"]} <= {("t",), ()}
    assert set(tag_names(clients, token)) <= {"t"}


def test_a_note_deleted_while_it_is_changed_is_gone_or_changed(clients: Crowd, token: str) -> None:
    path = create(clients, token)
    requests = [Request("PATCH", path, {"title": "y", "tags": [f"t{n}"]}, token) for n in range(SIZE)]
    requests[SIZE // 2] = Request("DELETE", path, token=token)
    answers = clients.at_once(requests)
    assert answers[SIZE // 2].status == 204
    assert {answer.status for answer in answers} <= {200, 204, 404}, answers
    assert clients.ask("GET", path, token=token) == NOT_FOUND
    assert clients.ask("GET", NOTES, token=token).body["count"] == 0


def test_reads_are_answered_while_others_write(clients: Crowd, token: str) -> None:
    requests = [
        Request("POST", NOTES, {"title": "z", "tags": ["a"]}, token) if n % 2 else Request("GET", NOTES, token=token)
        for n in range(SIZE)
    ]
    for _ in range(3):
        assert {answer.status for answer in clients.at_once(requests)} == {200, 201}
    assert clients.ask("GET", NOTES, token=token).body["count"] == 3 * SIZE // 2
