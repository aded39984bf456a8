"""Conduit's accounts under attack: odd bodies, races, what a token that lies about can do, and what is told."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.accounts import edit, factors, sessions
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Session, User
from ringfence.ownership.scope import acting_as
from ringfence_server.conduit.models import Profile
from tests.accounts.authenticator import confirmed
from tests.accounts.forge import claims_of, ringfence
from tests.people import PASSWORD, Person, call
from tests.server.blog import Blogger, at_once, errors, log_in, register, sign_up
from tests.server.shapes import answer

NEW = "an entirely new password"
PATHS = [("POST", "/api/users"), ("POST", "/api/users/login"), ("PUT", "/api/user"), ("PATCH", "/api/user")]
DEEP = b'{"user":' * 40 + b"1" + b"}" * 40


@pytest.fixture
def jake(db: None) -> Blogger:
    """Somebody who signed up with Conduit."""
    return sign_up("jake")


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 422),
        (b"{}", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'"user"', 422),
        (b'{"user": null}', 422),
        (b'{"user": []}', 422),
        (b'{"user": "jake"}', 422),
        (b'{"user": 7}', 422),
        (b"{", 400),
        (b'{"user": {"username": "a", "username": "b"}}', 400),
        (b'{"user": {"username": NaN}}', 400),
        (b'{"user": {"username": "\\u0000"}}', 400),
        (b'{"user": {"username": "\\ud800"}}', 400),
        (b"\xff", 400),
        (DEEP, 400),
    ],
)
def test_a_body_that_is_none_is_refused_in_conduits_words(
    jake: Blogger, method: str, path: str, raw: bytes, status: int
) -> None:
    status_code, body = answer(jake.call(method, path, raw=raw))
    assert (status_code, set(body)) == (status, {"errors"})
    assert all(isinstance(each, str) for said in body["errors"].values() for each in said)


@pytest.mark.parametrize("value", [[], {}, True, ["a"], {"a": 1}, 10**40, 1.5], ids=repr)
@pytest.mark.parametrize("field", ["username", "email", "password", "bio", "image"])
def test_a_field_of_another_type_is_422_or_text(jake: Blogger, field: str, value: Any) -> None:
    response = jake.change(**{field: value})
    if isinstance(value, list | dict | bool):
        assert answer(response) == (422, errors(**{field: "is invalid"}))
    else:
        assert response.status_code in (200, 422)


@pytest.mark.parametrize("fields", [{"bio": "x" * 20_001}, {"image": "x" * 20_001}, {"username": "x" * 151}])
def test_what_is_too_long_is_422(jake: Blogger, fields: dict[str, str]) -> None:
    status, body = answer(jake.change(**fields))
    (said,) = body["errors"].values()
    assert (status, said) == (422, [f"is too long (maximum is {len(next(iter(fields.values()))) - 1})"])


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH"])
def test_without_a_token_or_with_a_dead_one_nothing_is_told(jake: Blogger, method: str) -> None:
    assert answer(call(method, "/api/user", {"user": {}})) == (401, errors(token="is missing"))
    for dead in ("nonsense", "a.b.c", jake.token[:-2]):
        assert answer(call(method, "/api/user", {"user": {}}, token=dead)) == (401, errors(token="is invalid"))


def test_no_personal_token_opens_the_account(alice: Person) -> None:
    body = {"name": "x", "scopes": ["conduit:read", "conduit:write"], "current_password": PASSWORD}
    script = alice.post("/api/me/tokens/", body).json()["token"]
    for method, path in (("GET", "/api/user"), ("PUT", "/api/user"), ("POST", "/api/users/logout")):
        assert call(method, path, {"user": {}}, token=script).status_code == 401
    assert call("GET", "/api/articles/feed", token=script).status_code == 200


class TestSecondFactor:
    def test_keeps_address_and_password_from_whoever_has_only_a_token(self, alice: Person) -> None:
        token = log_in("alice").json()["user"]["token"]
        confirmed(alice)
        blogger = Blogger("alice", token)
        said = "is protected by the second factor"
        assert answer(blogger.change(email="mallory@example.org")) == (403, errors(email=said))
        assert answer(blogger.change(password=NEW, bio="x")) == (403, errors(password=said))
        assert answer(blogger.change(email="m@example.org", password=NEW)) == (403, errors(email=said, password=said))
        assert answer(alice.put("/api/user", {"user": {"password": NEW}})) == (403, errors(password=said))
        assert blogger.call("GET", "/api/user").json()["user"]["bio"] is None
        assert (alice.get("/api/me/").json()["email"], log_in("alice").status_code) == (None, 401)
        assert blogger.change(username="alicia", bio="mine").status_code == 200

    def test_one_that_is_not_confirmed_protects_nothing_yet(self, alice: Person) -> None:
        alice.post("/api/me/factors/totp/", {"current_password": PASSWORD})
        assert alice.put("/api/user", {"user": {"password": NEW}}).status_code == 200

    def test_guessed_codes_are_counted(self, alice: Person) -> None:
        app = confirmed(alice)
        with ringfence(THROTTLE_SCALE=1):
            tries = [log_in("alice", otp="000000") for _ in range(11)]
            assert [each.status_code for each in tries] == [401] * 10 + [429]
            assert log_in("alice", otp=app.code()).status_code == 429


class TestThrottles:
    def test_wrong_passwords_count_with_those_of_every_other_log_in(self, alice: Person) -> None:
        with ringfence(THROTTLE_SCALE=1):
            tries = [log_in("alice", "wrong") for _ in range(21)]
            assert [each.status_code for each in tries] == [401] * 20 + [429]
            assert tries[-1].json() == errors(request="comes too often")
            assert int(tries[-1].headers["Retry-After"]) > 0
            assert call("POST", "/api/token/", {"username": "alice", "password": PASSWORD}).status_code == 429

    def test_registrations_count_with_those_of_every_other_path(self, db: None) -> None:
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"registration": (2, 60)}):
            assert call("POST", "/api/register/", {"username": "one", "password": PASSWORD}).status_code == 201
            assert register(username="two").status_code == 201
            assert answer(register(username="three")) == (429, errors(request="comes too often"))

    def test_nobody_learns_who_is_there_by_changing_ones_name(self, jake: Blogger) -> None:
        sign_up("john")
        # Two of them are the registrations above.
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"registration": (4, 60)}):
            told = [jake.change(username="john").status_code for _ in range(3)]
            assert told == [409, 409, 429]
            assert jake.change(bio="no name").status_code == 200

    def test_names_that_are_free_cost_nothing(self, jake: Blogger) -> None:
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"registration": (2, 60)}):
            assert [jake.change(username=f"jake{n}").status_code for n in range(5)] == [200] * 5


@pytest.mark.django_db(transaction=True, databases="__all__")
class TestAtOnce:
    def test_of_many_registrations_of_one_name_one_succeeds(self) -> None:
        told = at_once(*[lambda n=n: register(username="jake", email=f"{n}@example.org") for n in range(4)])
        assert sorted(each.status_code for each in told) == [201, 409, 409, 409]
        assert call("GET", "/api/profiles/jake").status_code == 200

    def test_of_many_renamings_to_one_name_one_succeeds(self) -> None:
        people = [sign_up(f"person{n}") for n in range(4)]
        told = at_once(*[lambda one=one: one.change(username="queen") for one in people])
        assert sorted(each.status_code for each in told) == [200, 409, 409, 409]

    def test_log_ins_of_somebody_who_was_never_there_make_one_profile(self) -> None:
        call("POST", "/api/register/", {"username": "alice", "password": PASSWORD})
        told = at_once(*[lambda: log_in("alice") for _ in range(4)])
        assert [each.status_code for each in told] == [200] * 4
        assert len({each.json()["user"]["token"] for each in told}) == 4

    def test_of_two_password_changes_by_two_sessions_one_session_is_left(self) -> None:
        jake = sign_up("jake")
        other = Blogger("jake", log_in("jake").json()["user"]["token"])
        told = at_once(lambda: jake.change(password=NEW), lambda: other.change(password=f"{NEW} 2"))
        assert sorted(each.status_code for each in told) == [200, 401]
        alive = [each.call("GET", "/api/user").status_code for each in (jake, other)]
        assert sorted(alive) == [200, 401]


@pytest.mark.django_db(transaction=True, databases="__all__")
class TestMeanwhile:
    """What was true when the token was read and is not when the row is written."""

    @pytest.fixture
    def about(self) -> tuple[int, int]:
        """The ids of a user and of a session."""
        jake = sign_up("jake")
        user_id = claims_of(jake.token)["user_id"]
        with acting_as(user_id):
            return user_id, Session.objects.get().pk

    def test_an_edit_does_not_outrun_the_end_of_its_session(self, about: tuple[int, int]) -> None:
        user_id, session_id = about
        sessions.leave(user_id, session_id, Device())
        with pytest.raises(Exception, match="invalid or expired"):
            edit.edit(user_id, session_id, {"password": NEW}, Device(), lambda user: None)
        assert log_in("jake").status_code == 200

    def test_nor_a_factor_that_is_confirmed_between(
        self, about: tuple[int, int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(factors, "kinds", lambda: ["totp"])
        with pytest.raises(edit.FactorProtects):
            edit.edit(*about, {"password": NEW}, Device(), lambda user: None)

    def test_what_fails_beside_it_undoes_it(self, about: tuple[int, int]) -> None:
        def fail(user: User) -> None:
            raise RuntimeError(user.username)

        with pytest.raises(RuntimeError, match="jacob"):
            edit.edit(*about, {"username": "jacob", "password": NEW}, Device(), fail)
        with acting_as(about[0]):
            assert Profile.objects.get(owner_id=about[0]).username == "jake"
        assert log_in("jake").status_code == 200
