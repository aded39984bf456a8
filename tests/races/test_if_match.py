"""``If-Match`` under twenty clients at once: of all who have seen the same row, one changes it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.races.crowd import SIZE, Answer, Crowd, Request

NOTES = "/api/notes/"
CHANGED = Answer(412, {"detail": "The row has changed since it was read.", "code": "precondition_failed"})
NOT_FOUND = Answer(404, {"detail": "Not found.", "code": "not_found"})


@pytest.fixture
def token(clients: Crowd) -> str:
    """The access token of somebody new."""
    return clients.sign_up(f"writer-{uuid4().hex[:12]}")["access"]


@pytest.fixture
def path(clients: Crowd, token: str) -> str:
    """The address of a note."""
    return f"{NOTES}{clients.ask('POST', NOTES, {'title': 'first'}, token).body['id']}/"


def tag_of(answer: Answer) -> dict[str, str]:
    return {"If-Match": answer.headers["ETag"]}


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_of_ten_updates_that_name_one_state_one_is_done(
    clients: Crowd, token: str, path: str, method: str, turn: int
) -> None:
    seen = tag_of(clients.ask("GET", path, token=token))
    answers = clients.at_once([Request(method, path, {"title": f"by {n}"}, token, seen) for n in range(10)])
    assert sorted(answer.status for answer in answers) == [200] + [412] * 9
    assert [answer for answer in answers if answer.status == 412] == [CHANGED] * 9
    (done,) = (answer for answer in answers if answer.status == 200)
    read = clients.ask("GET", path, token=token)
    assert (read.body, tag_of(read)) == (done.body, tag_of(done))
    assert clients.rows(f"SELECT revision FROM notes_note WHERE id = {read.body['id']}") == [(2,)]


def test_who_reads_again_after_each_refusal_loses_no_change(clients: Crowd, token: str, path: str) -> None:
    waiting = {f"by {n}" for n in range(SIZE)}
    while waiting:
        read = clients.ask("GET", path, token=token)
        answers = clients.at_once(
            [
                Request("PATCH", path, {"body": f"{read.body['body']}{name};"}, token, tag_of(read))
                for name in sorted(waiting)
            ]
        )
        assert sorted({answer.status for answer in answers} | {412}) == [200, 412]
        waiting -= {name for name, answer in zip(sorted(waiting), answers, strict=True) if answer.status == 200}
    written = clients.ask("GET", path, token=token).body["body"]
    assert sorted(written.strip(";").split(";")) == sorted(f"by {n}" for n in range(SIZE))


def test_of_a_deletion_and_updates_that_name_one_state_one_is_done(clients: Crowd, token: str, path: str) -> None:
    seen = tag_of(clients.ask("GET", path, token=token))
    requests = [Request("PATCH", path, {"title": "changed"}, token, seen) for _ in range(SIZE)]
    requests[::2] = [Request("DELETE", path, None, token, seen)] * (SIZE // 2)
    answers = clients.at_once(requests)
    done = [answer.status for answer in answers if answer.status in (200, 204)]
    assert len(done) == 1
    refused = NOT_FOUND if done == [204] else CHANGED
    assert [answer for answer in answers if answer.status not in (200, 204)] == [refused] * (SIZE - 1)


def test_a_read_that_is_not_sent_again_keeps_the_connection_usable(clients: Crowd, token: str, path: str) -> None:
    read = clients.ask("GET", path, token=token)
    for _ in range(3):
        same = clients.ask("GET", path, token=token, headers={"If-None-Match": read.headers["ETag"]})
        assert (same.status, same.body, same.headers["ETag"]) == (304, None, read.headers["ETag"])
        assert same.headers.get("Content-Length") in (None, read.headers["Content-Length"])
        assert clients.ask("GET", path, token=token) == read
