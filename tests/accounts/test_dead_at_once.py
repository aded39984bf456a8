"""What is dead at the very next request when a password, an account or a person changes: every token, scripts too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ringfence.accounts import account, mail_tokens
from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as, maintenance
from tests.people import PASSWORD, Person, call, log_in, sign_up
from tests.server.shapes import DEAD_TOKEN, answer

# People are deleted by another role than the server's, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
NEW = "an entirely new password"
COOKIE = "__Host-ringfence-refresh"


def set_password(alice: Person) -> Any:
    return alice.post("/auth/users/set_password/", {"current_password": PASSWORD, "new_password": NEW})


def reset_password(alice: Person) -> Any:
    with acting_as(alice.id):
        link = mail_tokens.PASSWORD_RESET.url(User.objects.get(pk=alice.id))
    uid, token = link.rsplit("/", 2)[1:]
    body = {"uid": uid, "token": token, "new_password": NEW}
    return call("POST", "/auth/users/reset_password_confirm/", body)


def deactivate(alice: Person) -> Any:
    return alice.post("/api/me/deactivate/", {"current_password": PASSWORD})


def close(alice: Person) -> Any:
    return alice.delete("/api/me/", {"current_password": PASSWORD})


def close_as_djoser(alice: Person) -> Any:
    return alice.delete("/auth/users/me/", {"current_password": PASSWORD})


def shut_out(alice: Person) -> Any:
    with maintenance("test"):
        User.objects.filter(pk=alice.id).update(is_active=False)


def delete(alice: Person) -> Any:
    with maintenance("test"):
        User.objects.get(pk=alice.id).delete()


def purge(alice: Person) -> Any:
    close(alice)
    with maintenance("test"):
        User.objects.filter(pk=alice.id).update(delete_after=timezone.now() - timedelta(seconds=1))
    assert account.purge_closed_accounts() == 1


# What is done, whether the session that did it lives on, whether personal tokens do.
EVENTS: list[tuple[Callable[[Person], Any], bool, bool]] = [
    (set_password, True, True),
    (reset_password, False, False),
    (deactivate, False, False),
    (close, False, False),
    (close_as_djoser, False, False),
    (shut_out, False, False),
    (delete, False, False),
    (purge, False, False),
]


def tries(person: Person) -> list[tuple[int, Any]]:
    """Every use of a session's tokens."""
    headers = {"Origin": "http://testserver", "Cookie": f"{COOKIE}={person.refresh}"}
    return [
        answer(person.get("/api/notes/")),
        answer(person.get("/api/me/")),
        answer(person.get("/auth/users/me/")),
        answer(person.post("/api/notes/", {"title": "late"})),
        answer(call("POST", "/api/token/verify/", {"token": person.access})),
        answer(call("POST", "/auth/jwt/verify/", {"token": person.refresh})),
        answer(call("POST", "/api/web/refresh/", headers=headers)),
        *(answer(call("POST", path, {"refresh": person.refresh})) for path in REFRESHES),
    ]


REFRESHES = ("/api/token/refresh/", "/api/auth/token/refresh/", "/auth/jwt/refresh/", "/api/logout/")


def is_dead(person: Person) -> bool:
    refused = [said == (401, DEAD_TOKEN) for said in tries(person)]
    assert all(refused) or not any(refused), tries(person)
    return all(refused)


@pytest.mark.parametrize(("event", "own_lives", "scripts_live"), EVENTS, ids=[event[0].__name__ for event in EVENTS])
def test_every_other_session_is_dead_at_the_next_request(
    event: Callable[[Person], Any], own_lives: bool, scripts_live: bool
) -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    other, third = log_in("alice", alice.id), log_in("alice", alice.id)
    body = {"name": "script", "scopes": ["notes:read"], "current_password": PASSWORD}
    script = alice.post("/api/me/tokens/", body).json()["token"]
    done = event(alice)
    assert done is None or done.status_code == 204, done.content
    assert [is_dead(person) for person in (other, third)] == [True, True]
    assert (call("GET", "/api/notes/", token=script).status_code == 200) is scripts_live
    assert is_dead(alice) is not own_lives
    assert not is_dead(bob)


@pytest.mark.parametrize("event", [deactivate, close, shut_out, delete], ids=lambda event: event.__name__)
def test_nobody_comes_back_by_the_old_password(event: Callable[[Person], Any]) -> None:
    alice = sign_up("alice")
    event(alice)
    refused = call("POST", "/api/token/", {"username": "alice", "password": PASSWORD})
    unknown = call("POST", "/api/token/", {"username": "nobody", "password": PASSWORD})
    assert (refused.status_code, refused.content) == (unknown.status_code, unknown.content)
    assert refused.status_code == 401


@pytest.mark.parametrize("event", [set_password, reset_password], ids=lambda event: event.__name__)
def test_only_the_new_password_logs_in(event: Callable[[Person], Any]) -> None:
    alice = sign_up("alice")
    event(alice)
    statuses = [call("POST", "/api/token/", {"username": "alice", "password": p}).status_code for p in (PASSWORD, NEW)]
    assert statuses == [401, 200]


def test_a_session_that_was_ended_does_not_come_back_with_the_account() -> None:
    alice = sign_up("alice")
    deactivate(alice)
    back = call("POST", "/api/me/reopen/", {"username": "alice", "password": PASSWORD})
    assert back.status_code == 200
    assert is_dead(alice)
    assert not is_dead(Person(alice.id, "alice", **back.json()))
