"""A person's devices: listed, named, and ended one by one or all at once; what is ended is dead at the next request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from ringfence.accounts.models import Session
from ringfence.ownership.scope import acting_as
from tests.accounts.forge import ringfence
from tests.people import PASSWORD, Person, call
from tests.server.shapes import A_TIME, AN_ID, DEAD_TOKEN, NOT_FOUND, answer, page

SESSIONS = "/api/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
ENDED_ALL = ("end-others/", "end-all/")


def enter(agent: str = "", address: str = "192.0.2.1", **headers: str) -> Person:
    """One more session of Alice's."""
    body = {"username": "alice", "password": PASSWORD}
    response = call("POST", "/api/token/", body, headers={"User-Agent": agent, **headers}, REMOTE_ADDR=address)
    assert response.status_code == 200, response.content
    return Person(0, "alice", **response.json())


def turn(person: Person, **extra: Any) -> Any:
    return call("POST", "/api/token/refresh/", {"refresh": person.refresh}, **extra)


def listed(person: Person) -> list[dict[str, Any]]:
    response = person.get(SESSIONS)
    assert response.status_code == 200, response.content
    rows: list[dict[str, Any]] = response.json()["results"]
    return rows


def id_of(person: Person) -> int:
    """The id of the session that the person's own token belongs to."""
    (own,) = (row["id"] for row in listed(person) if row["current"])
    return int(own)


def is_dead(person: Person) -> bool:
    """Whether access, refresh and verify are all 401; either all are or none."""
    tries = [
        answer(person.get("/api/notes/")),
        answer(person.get("/api/me/")),
        answer(turn(person)),
        answer(call("POST", "/api/token/verify/", {"token": person.access})),
        answer(call("POST", "/api/token/verify/", {"token": person.refresh})),
        answer(call("POST", "/api/logout/", {"refresh": person.refresh})) if turn(person).status_code == 401 else None,
    ]
    refused = [tried == (401, DEAD_TOKEN) for tried in tries]
    assert all(refused) or not any(refused), tries
    return all(refused)


def trail(person: Person) -> list[tuple[str, Any]]:
    return [(row["kind"], row["detail"]) for row in person.get("/api/me/activity/?page_size=100").json()["results"]]


def row(**fields: Any) -> dict[str, Any]:
    return {
        "id": AN_ID,
        "device": "",
        "user_agent": "",
        "address": "127.0.0.1",
        "created_at": A_TIME,
        "last_used_at": A_TIME,
        "expires_at": A_TIME,
        "current": False,
        **fields,
    }


def test_the_list_says_where_each_session_is_and_which_is_this_one(alice: Person) -> None:
    laptop = enter(FIREFOX, "2001:db8::7")
    known = row(device="Firefox on Linux", user_agent=FIREFOX, address="2001:db8::7")
    assert answer(alice.get(SESSIONS)) == (200, page(known, row(current=True)))
    assert answer(laptop.get(SESSIONS)) == (200, page({**known, "current": True}, row()))
    assert answer(laptop.get(f"{SESSIONS}{id_of(laptop)}/")) == (200, {**known, "current": True})


def test_the_session_used_last_comes_first(alice: Person) -> None:
    first, second = enter("one/1"), enter("two/1")
    assert [found["device"] for found in listed(alice)] == ["two", "one", ""]
    assert turn(first).status_code == 200
    assert [found["device"] for found in listed(second)] == ["one", "two", ""]


def test_a_device_can_be_renamed_and_nothing_else_changed(alice: Person) -> None:
    path = f"{SESSIONS}{id_of(alice)}/"
    before = alice.get(path).json()
    changes = {"device": "kitchen \U0001f373", "address": "1.2.3.4", "expires_at": "2999-01-01T00:00:00Z", "id": 5}
    renamed = {**before, "device": "kitchen \U0001f373"}
    assert answer(alice.patch(path, changes)) == (200, renamed)
    assert answer(alice.get(path)) == (200, renamed)
    assert turn(alice).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"device": "x" * 101}, "device"),
        ({"device": None}, "device"),
        ({"device": ["x"]}, "device"),
        ({"revoked_at": None}, "revoked_at"),
        ({"generation": 7}, "generation"),
        ({"owner": 1}, "owner"),
        ({"sid": "x"}, "sid"),
    ],
)
def test_a_bad_name_or_an_unknown_field_is_400(alice: Person, body: Any, field: str) -> None:
    status, said = answer(alice.patch(f"{SESSIONS}{id_of(alice)}/", body))
    assert (status, set(said)) == (400, {field, "code"})


def test_a_renamed_device_keeps_its_name_and_its_turns(alice: Person) -> None:
    newer = Person(alice.id, "alice", **turn(alice).json())
    alice.patch(f"{SESSIONS}{id_of(alice)}/", {"device": "mine"})
    assert turn(newer, headers={"User-Agent": FIREFOX}).status_code == 200
    assert [found["device"] for found in listed(alice)] == ["mine"]


def test_one_session_is_ended_and_dead_at_the_next_request(alice: Person) -> None:
    other, third = enter("phone/1"), enter()
    ended = id_of(other)
    assert answer(alice.delete(f"{SESSIONS}{ended}/")) == (204, None)
    assert is_dead(other)
    assert not is_dead(third)
    assert [found["id"] for found in listed(alice)] == [id_of(third), id_of(alice)]
    assert answer(alice.delete(f"{SESSIONS}{ended}/")) == (404, NOT_FOUND)
    assert trail(alice)[0] == ("session_ended", {"session": ended, "session_device": "phone"})


def test_ones_own_session_can_be_ended_too(alice: Person) -> None:
    other = enter()
    assert answer(alice.delete(f"{SESSIONS}{id_of(alice)}/")) == (204, None)
    assert is_dead(alice)
    assert not is_dead(other)


def test_all_others_are_ended_and_this_one_stays(alice: Person, bob: Person) -> None:
    others = [enter(), enter()]
    assert answer(alice.post(f"{SESSIONS}end-others/")) == (200, {"ended": 2})
    assert [is_dead(person) for person in (*others, alice, bob)] == [True, True, False, False]
    assert answer(alice.post(f"{SESSIONS}end-others")) == (200, {"ended": 0})
    assert [kind for kind, _ in trail(alice)].count("session_ended") == 2


def test_all_are_ended_this_one_included(alice: Person, bob: Person) -> None:
    others = [enter(), enter()]
    assert answer(alice.post(f"{SESSIONS}end-all/")) == (200, {"ended": 3})
    assert [is_dead(person) for person in (*others, alice, bob)] == [True, True, True, False]
    back = enter()
    assert [kind for kind, _ in trail(back)][:4] == ["logged_in", *["session_ended"] * 3]
    with acting_as(alice.id):
        assert set(Session.objects.exclude(revoked_at=None).values_list("revoked_because", flat=True)) == {"ended"}


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS"])
def test_somebody_elses_session_is_one_that_is_not_there(alice: Person, bob: Person, method: str) -> None:
    def said(pk: Any) -> Any:
        response = bob.call(method, f"{SESSIONS}{pk}/", {"device": "stolen"} if method in ("PATCH", "PUT") else None)
        headers = {name: value for name, value in response.headers.items() if name not in ("Date", "X-Request-ID")}
        return response.status_code, headers, response.content

    theirs, nobodys = said(id_of(alice)), said(10**12)
    assert theirs == nobodys
    assert theirs[0] in (404, 405, 200) if method in ("PUT", "OPTIONS") else theirs[0] == 404
    assert not is_dead(alice)
    assert listed(alice)[0]["device"] == ""


@pytest.mark.parametrize("pk", ["0", "-1", "1_0", "abc", "9" * 30, "1.0", "%31x", "²"])
def test_an_id_that_is_none_is_404(alice: Person, pk: str) -> None:
    assert answer(alice.get(f"{SESSIONS}{pk}/")) == (404, NOT_FOUND)


def test_ended_and_expired_sessions_are_not_listed_nor_there(alice: Person) -> None:
    ended, expired = enter(), enter()
    pks = [id_of(ended), id_of(expired)]
    alice.delete(f"{SESSIONS}{pks[0]}/")
    with acting_as(alice.id):
        Session.objects.filter(pk=pks[1]).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert [found["id"] for found in listed(alice)] == [id_of(alice)]
    for pk in pks:
        for method in ("GET", "PATCH", "DELETE"):
            assert answer(alice.call(method, f"{SESSIONS}{pk}/", {})) == (404, NOT_FOUND)


def test_a_session_ends_at_its_time_however_much_it_is_used(db: None, alice: Person) -> None:
    with ringfence(SESSION_LIFETIME=timedelta(hours=1)):
        person = enter()
    with acting_as(alice.id):
        session = Session.objects.order_by("-pk")[0]
        assert session.expires_at - session.created_at < timedelta(hours=1, seconds=1)
    person = Person(0, "alice", **turn(person).json())
    with acting_as(alice.id):
        assert Session.objects.get(pk=session.pk).expires_at == session.expires_at
        Session.objects.filter(pk=session.pk).update(expires_at=timezone.now())
    assert is_dead(person)
    assert not is_dead(alice)


def test_last_used_is_written_by_a_refresh_and_by_nothing_else(alice: Person) -> None:
    with acting_as(alice.id):
        Session.objects.update(last_used_at=F("last_used_at") - timedelta(days=2))
    before = listed(alice)[0]["last_used_at"]
    alice.post("/api/notes/", {"title": "x"})
    alice.get("/api/me/")
    call("POST", "/api/token/verify/", {"token": alice.refresh})
    assert listed(alice)[0]["last_used_at"] == before
    assert turn(alice).status_code == 200
    assert listed(alice)[0]["last_used_at"] > before


def test_each_thing_that_happens_to_a_session_is_in_the_trail(alice: Person) -> None:
    phone, laptop, thief = enter("phone/1", "192.0.2.9"), enter("laptop/1"), enter("copied/1")
    pks = {person.access: id_of(person) for person in (phone, laptop, thief)}
    turn(thief)
    with acting_as(alice.id):
        Session.objects.update(rotated_at=F("rotated_at") - timedelta(seconds=11))
    assert turn(thief, headers={"User-Agent": "thief/1"}, REMOTE_ADDR="203.0.113.66").status_code == 401
    call("POST", "/api/logout/", {"refresh": phone.refresh})
    alice.delete(f"{SESSIONS}{pks[laptop.access]}/")
    newest = alice.get("/api/me/activity/").json()["results"]
    assert trail(alice)[:6] == [
        ("session_ended", {"session": pks[laptop.access], "session_device": "laptop"}),
        ("logged_out", {"session": pks[phone.access]}),
        ("refresh_reused", {"session": pks[thief.access], "session_device": "copied"}),
        ("logged_in", {"session": pks[thief.access]}),
        ("logged_in", {"session": pks[laptop.access]}),
        ("logged_in", {"session": pks[phone.access]}),
    ]
    assert (newest[2]["device"], newest[2]["address"]) == ("thief", "203.0.113.66")
    assert (newest[5]["device"], newest[5]["address"]) == ("phone", "192.0.2.9")


@pytest.mark.parametrize("path", [SESSIONS, *(SESSIONS + name for name in ENDED_ALL)])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_the_list_takes_no_other_method(alice: Person, path: str, method: str) -> None:
    assert alice.call(method, path, {}).status_code in (404, 405)
    assert not is_dead(alice)


def test_unknown_parameters_are_named(alice: Person) -> None:
    assert answer(alice.get(f"{SESSIONS}?user=1"))[0] == 400
    assert answer(alice.get(f"{SESSIONS}?search=x"))[0] == 400
    assert alice.get(f"{SESSIONS}?page_size=1").json()["count"] == 1
