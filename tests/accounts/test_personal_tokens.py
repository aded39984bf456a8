"""Personal access tokens: shown once, kept as a digest, opening what they were made for and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ringfence.accounts import personal_tokens
from ringfence.accounts.models import PersonalToken, User
from ringfence.ownership.scope import acting_as
from tests.people import PASSWORD, Person, call

pytestmark = pytest.mark.django_db(databases="__all__")
PATH = "/api/me/tokens/"


def make(person: Person, *scopes: str, **fields: Any) -> Any:
    body = {"name": "script", "scopes": list(scopes) or ["notes:read"], "current_password": PASSWORD}
    return person.post(PATH, {**body, **fields})


def raw(person: Person, *scopes: str, **fields: Any) -> str:
    answer = make(person, *scopes, **fields)
    assert answer.status_code == 201, answer.content
    token: str = answer.json()["token"]
    return token


def test_a_token_is_shown_once(alice: Person) -> None:
    made = make(alice, "notes:write", "notes:read").json()
    token = made.pop("token")
    assert re.fullmatch(r"rf_[0-9A-Za-z]{40}", token)
    assert made["hint"] == token[:8]
    assert (made["name"], made["scopes"], made["last_used_at"]) == ("script", ["notes:read", "notes:write"], None)
    assert alice.get(PATH).json()["results"] == [made]
    assert alice.get(f"{PATH}{made['id']}/").json() == made


def test_only_its_digest_is_kept(alice: Person) -> None:
    token = raw(alice)
    with acting_as(alice.id):
        row = PersonalToken.objects.get()
        kept = " ".join(str(value) for value in vars(row).values())
    assert token not in kept
    assert token[8:] not in kept


def test_a_scanner_recognises_one_by_its_checksum(alice: Person) -> None:
    token = raw(alice)
    assert personal_tokens.looks_like_one(token)
    for position in range(len(token)):
        other = "A" if token[position] != "A" else "B"
        assert not personal_tokens.looks_like_one(token[:position] + other + token[position + 1 :])


SAFE, UNSAFE = ("GET", "HEAD", "OPTIONS"), ("POST", "PUT", "PATCH", "DELETE")


def status(token: str, method: str, path: str) -> int:
    return int(call(method, path, {"title": "x", "name": "x"}, token=token).status_code)


def test_a_reading_token_reads_and_never_writes(alice: Person) -> None:
    note = alice.post("/api/notes/", {"title": "mine"}).json()["id"]
    token = raw(alice, "notes:read")
    for path in ("/api/notes/", f"/api/notes/{note}/", "/api/notes/tags/"):
        assert {status(token, method, path) for method in SAFE} == {200}
        for method in UNSAFE:
            assert status(token, method, path) in (403, 405)
    assert alice.get(f"/api/notes/{note}/").json()["title"] == "mine"


def test_a_writing_token_writes_and_reads(alice: Person) -> None:
    token = raw(alice, "notes:write")
    made = call("POST", "/api/notes/", {"title": "x"}, token=token)
    assert (made.status_code, made.json()["owner"]) == (201, "alice")
    assert call("GET", f"/api/notes/{made.json()['id']}/", token=token).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "/api/me/",
        "/api/me/tokens/",
        "/api/me/activity/",
        "/api/me/factors/",
        "/api/me/factors/totp/",
        "/api/me/deactivate/",
        "/api/sessions/",
        "/api/sessions/end-all/",
        "/auth/users/me/",
        "/auth/users/set_password/",
    ],
)
def test_no_token_opens_the_account_itself(alice: Person, path: str, method: str) -> None:
    token = raw(alice, *personal_tokens.known_scopes())
    assert call(method, path, {}, token=token).status_code in (401, 405)


def test_a_token_is_neither_a_refresh_token_nor_an_access_token_to_verify(alice: Person) -> None:
    token = raw(alice)
    assert call("POST", "/api/token/refresh/", {"refresh": token}).status_code == 401
    assert call("POST", "/api/token/verify/", {"token": token}).status_code == 401
    assert call("POST", "/api/logout/", {"refresh": token}).status_code == 401


def test_a_token_reaches_its_owners_rows_only(alice: Person, bob: Person) -> None:
    theirs = alice.post("/api/notes/", {"title": "hers"}).json()["id"]
    token = raw(bob, "notes:write")
    assert call("GET", "/api/notes/", token=token).json()["count"] == 0
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        assert status(token, method, f"/api/notes/{theirs}/") == 404


def test_an_ended_token_is_dead_at_once(alice: Person) -> None:
    made = make(alice).json()
    assert alice.delete(f"{PATH}{made['id']}/").status_code == 204
    dead = call("GET", "/api/notes/", token=made["token"])
    assert (dead.status_code, dead.json()["code"]) == (401, "token_not_valid")
    assert alice.get(PATH).json()["count"] == 0
    assert alice.delete(f"{PATH}{made['id']}/").status_code == 404


def test_another_owners_token_is_not_there(alice: Person, bob: Person) -> None:
    made = make(alice).json()
    for method in ("GET", "DELETE"):
        theirs, nobodys = (bob.call(method, f"{PATH}{pk}/") for pk in (made["id"], 10**12))
        assert (theirs.status_code, theirs.content) == (404, nobodys.content)
    assert call("GET", "/api/notes/", token=made["token"]).status_code == 200


def test_an_expired_token_is_dead(alice: Person) -> None:
    token = raw(alice)
    with acting_as(alice.id):
        PersonalToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert call("GET", "/api/notes/", token=token).status_code == 401
    assert alice.get(PATH).json()["count"] == 0


def test_the_token_of_a_deactivated_user_is_dead(alice: Person) -> None:
    token = raw(alice)
    with acting_as(alice.id):
        User.objects.filter(pk=alice.id).update(is_active=False)
    assert call("GET", "/api/notes/", token=token).status_code == 401


def test_its_last_use_is_written_every_few_minutes_at_most(alice: Person, settings: Any) -> None:
    token = raw(alice)
    call("GET", "/api/notes/", token=token)
    first = alice.get(PATH).json()["results"][0]["last_used_at"]
    assert first is not None
    call("GET", "/api/notes/", token=token)
    assert alice.get(PATH).json()["results"][0]["last_used_at"] == first
    settings.RINGFENCE = {**settings.RINGFENCE, "LAST_USED_EVERY": timedelta(0)}
    call("GET", "/api/notes/", token=token)
    assert alice.get(PATH).json()["results"][0]["last_used_at"] > first


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scopes", []),
        ("scopes", ["notes"]),
        ("scopes", ["notes:admin"]),
        ("scopes", ["ringfence_accounts:write"]),
        ("scopes", "notes:read"),
        ("scopes", [None]),
        ("scopes", None),
        ("name", ""),
        ("name", "x" * 101),
        ("name", "\x00"),
        ("expires_at", "2020-01-01T00:00:00Z"),
        ("expires_at", "9999-01-01T00:00:00Z"),
        ("expires_at", "soon"),
        ("unknown", 1),
        ("current_password", "wrong"),
        ("current_password", None),
    ],
)
def test_what_a_token_cannot_be_is_a_400_by_field(alice: Person, field: str, value: Any) -> None:
    refused = make(alice, **{field: value})
    assert refused.status_code == 400
    assert alice.get(PATH).json()["count"] == 0


@pytest.mark.parametrize("token", ["rf_", "rf_" + "0" * 40, "rf_" + "é" * 40, "rf_x", "rf_" + "0" * 10_000, "RF_x"])
def test_what_is_no_token_is_a_401(db: None, token: str) -> None:
    refused = call("GET", "/api/notes/", token=token)
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, 'Bearer realm="api"')


def test_making_and_ending_one_is_in_the_trail(alice: Person) -> None:
    made = make(alice).json()
    alice.delete(f"{PATH}{made['id']}/")
    ended, began, *_ = alice.get("/api/me/activity/").json()["results"]
    assert (ended["kind"], began["kind"]) == ("token_ended", "token_made")
    assert began["detail"] == {"token": made["id"], "name": "script", "scopes": ["notes:read"]}
