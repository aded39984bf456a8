"""Conduit's accounts: register, log in, read and change oneself, as its contract has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail as django_mail

from ringfence.accounts import mail
from ringfence.accounts.models import User
from ringfence.ownership.scope import maintenance
from tests.accounts.authenticator import confirmed
from tests.accounts.forge import ringfence
from tests.letters import Letters
from tests.people import PASSWORD, Person, call
from tests.people import log_in as log_in_elsewhere
from tests.server.blog import Blogger, errors, log_in, register, sign_up
from tests.server.shapes import A_TOKEN, AN_ID, DEAD_TOKEN, answer, page

BLANK, TAKEN = "can't be blank", "has already been taken"
NEW = "an entirely new password"


COMMITTED = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def letters(transactional_db: None) -> Iterator[Letters]:
    """The mails of a test, whose transactions really commit."""
    django_mail.outbox.clear()
    yield Letters()
    mail.flush(10)


@pytest.fixture
def jake(db: None) -> Blogger:
    """Somebody who signed up with Conduit."""
    return sign_up("jake")


class TestRegistration:
    def test_answers_with_everything_of_the_user(self, db: None) -> None:
        user = {"email": "jake@example.org", "token": A_TOKEN, "username": "jake", "bio": None, "image": None}
        assert answer(register()) == (201, {"user": user})

    def test_the_token_of_the_answer_is_good(self, jake: Blogger) -> None:
        assert answer(jake.call("GET", "/api/user")) == (200, jake.shown())

    def test_whoever_registers_can_be_found(self, jake: Blogger) -> None:
        profile = {"username": "jake", "bio": None, "image": None, "following": False}
        assert answer(call("GET", "/api/profiles/jake")) == (200, {"profile": profile})

    def test_the_account_is_one_of_the_whole_server(self, jake: Blogger) -> None:
        response = call("POST", "/api/token/", {"username": "jake", "password": PASSWORD})
        assert response.status_code == 200
        assert call("GET", "/api/me/", token=response.json()["access"]).json()["email"] == "jake@example.org"

    @pytest.mark.parametrize("value", ["", None, ..., "   "], ids=repr)
    @pytest.mark.parametrize("field", ["username", "email"])
    def test_a_blank_name_or_address_is_422(self, db: None, field: str, value: Any) -> None:
        assert answer(register(**{"email": "jake@example.org", field: value})) == (422, errors(**{field: BLANK}))

    @pytest.mark.parametrize("value", ["", None, ...], ids=repr)
    def test_a_blank_password_is_422(self, db: None, value: Any) -> None:
        assert answer(register(password=value)) == (422, errors(password=BLANK))

    def test_every_blank_field_is_named_at_once(self, db: None) -> None:
        said = errors(username=BLANK, email=BLANK, password=BLANK)
        for user in ({}, {"username": "", "email": "", "password": ""}, {"token": "x"}):
            assert answer(call("POST", "/api/users", {"user": user})) == (422, said)

    @pytest.mark.parametrize("username", ["jake", "JAKE", "ｊａｋｅ"])
    def test_a_name_that_is_taken_in_any_spelling_is_409(self, jake: Blogger, username: str) -> None:
        assert answer(register(username=username, email="other@example.org")) == (409, errors(username=TAKEN))

    @pytest.mark.parametrize("email", ["jake@example.org", "JAKE@Example.org"])
    def test_an_address_that_is_taken_in_any_spelling_is_409(self, jake: Blogger, email: str) -> None:
        assert answer(register(username="other", email=email)) == (409, errors(email=TAKEN))

    @pytest.mark.parametrize("password", ["password123", "jakejake", "bonjour1", "password"])
    def test_common_passwords_do_by_default(self, db: None, password: str) -> None:
        assert register(email="jake@jake.jake", password=password).status_code == 201

    def test_the_password_policy_is_that_of_every_account(self, db: None) -> None:
        assert answer(register(password="seven77")) == (422, errors(password="is too short (minimum is 8)"))
        assert answer(register(password="x" * 129)) == (422, errors(password="is too long (maximum is 128)"))
        assert answer(register(username="jakobson", password="jakobson")) == (
            422,
            errors(password="The password is too similar to the username."),
        )

    def test_a_name_is_no_address(self, db: None) -> None:
        said = "Enter a valid username: letters, numbers and the characters . + - _ only."
        status, body = answer(register(username="jake@example.org", email="jake@example.org"))
        assert (status, set(body["errors"])) == (422, {"username"})
        assert body["errors"]["username"][0] in (said, "is invalid")

    def test_unknown_fields_are_ignored(self, db: None) -> None:
        response = register(id=7, token="x", bio="mine", is_staff=True, role="admin")
        assert response.status_code == 201
        assert response.json()["user"]["bio"] is None
        me = call("POST", "/api/token/", {"username": "jake", "password": PASSWORD}).json()["access"]
        assert call("GET", "/api/me/", token=me).json()["role"] == "user"

    @COMMITTED
    def test_where_activation_is_required_there_is_no_token_yet(self, db: None, letters: Letters) -> None:
        with ringfence(ACTIVATION_REQUIRED=True):
            status, body = answer(register())
            assert (status, body["user"]["token"]) == (201, None)
            assert letters.only().to == ["jake@example.org"]
            assert answer(log_in("jake@example.org")) == (401, errors(credentials="invalid"))
            assert call("GET", "/api/profiles/jake").status_code == 404


class TestLogIn:
    def test_answers_with_everything_of_the_user_and_another_token(self, jake: Blogger) -> None:
        jake.change(bio="of jake", image="https://example.org/jake.png")
        status, body = answer(log_in("jake@example.org"))
        assert body == jake.shown(token=A_TOKEN, bio="of jake", image="https://example.org/jake.png")
        assert (status, body["user"]["token"] == jake.token) == (200, False)

    @pytest.mark.parametrize("identifier", ["JAKE@EXAMPLE.ORG", "jake", "Jake"])
    def test_a_name_will_do_and_case_does_not_count(self, jake: Blogger, identifier: str) -> None:
        assert log_in(identifier).status_code == 200

    def test_whoever_has_an_account_from_elsewhere_enters_by_it(self, alice: Person) -> None:
        assert call("GET", "/api/profiles/alice").status_code == 404
        user = {"email": None, "token": A_TOKEN, "username": "alice", "bio": None, "image": None}
        assert answer(log_in("alice")) == (200, {"user": user})
        assert call("GET", "/api/profiles/alice").status_code == 200

    def test_the_wrong_password_and_the_unknown_address_are_one_answer(self, jake: Blogger) -> None:
        wrong, unknown = log_in("jake@example.org", "not the password"), log_in("nobody@example.org")
        assert answer(wrong) == answer(unknown) == (401, errors(credentials="invalid"))
        assert wrong.headers["WWW-Authenticate"] == 'Bearer realm="api"'

    @pytest.mark.parametrize("field", ["email", "password"])
    @pytest.mark.parametrize("value", ["", None])
    def test_a_blank_field_is_422(self, jake: Blogger, field: str, value: Any) -> None:
        given = {"email": "jake@example.org", "password": PASSWORD, field: value}
        assert answer(call("POST", "/api/users/login", {"user": given})) == (422, errors(**{field: BLANK}))

    def test_with_a_second_factor_it_wants_the_code(self, alice: Person) -> None:
        app = confirmed(alice)
        needed = errors(credentials="second factor required")
        assert answer(log_in("alice")) == (401, needed)
        assert answer(log_in("alice", otp="")) == answer(log_in("alice", otp=None)) == (401, needed)
        assert answer(log_in("alice", otp="000000")) == (401, errors(credentials="second factor invalid"))
        assert answer(log_in("alice", "wrong", otp=app.code())) == (401, errors(credentials="invalid"))
        assert log_in("alice", otp=app.code()).status_code == 200
        assert log_in("alice", otp=app.recovery_codes[0]).status_code == 200


class TestChanging:
    def test_every_field_at_once(self, jake: Blogger) -> None:
        fields = {"email": "new@example.org", "username": "jacob", "bio": "I am", "image": "javascript:alert(1)"}
        changed = jake.change(password=NEW, **fields)
        assert answer(changed) == (200, jake.shown(**fields))
        assert answer(jake.call("GET", "/api/user")) == (200, jake.shown(**fields))
        assert log_in("new@example.org", NEW).status_code == 200

    @pytest.mark.parametrize("method", ["PUT", "PATCH"])
    def test_what_is_absent_stays(self, jake: Blogger, method: str) -> None:
        jake.change(bio="kept", image="kept")
        answered = jake.call(method, "/api/user", {"user": {"email": "new@example.org"}})
        assert answer(answered) == (200, jake.shown(email="new@example.org", bio="kept", image="kept"))
        assert answer(jake.call(method, "/api/user", {"user": {"other": 1}})) == answer(answered)

    @pytest.mark.parametrize("field", ["bio", "image"])
    @pytest.mark.parametrize("value", ["", None])
    def test_an_empty_bio_or_image_is_null(self, jake: Blogger, field: str, value: Any) -> None:
        jake.change(bio="there", image="there")
        kept = {"bio": "there", "image": "there", field: None}
        assert answer(jake.change(**{field: value})) == (200, jake.shown(**kept))
        assert call("GET", "/api/profiles/jake").json()["profile"] == {"username": "jake", "following": False, **kept}

    @pytest.mark.parametrize("image", ["javascript:alert(1)", "no address at all", " ", "x" * 2000, "<img>", "\u202e"])
    def test_an_image_is_any_string(self, jake: Blogger, image: str) -> None:
        assert answer(jake.change(image=image)) == (200, jake.shown(image=image))

    def test_a_bio_is_kept_as_it_is_written(self, jake: Blogger) -> None:
        bio = "\n  # Jake\n\n* <b>one</b>  \n"
        assert answer(jake.change(bio=bio)) == (200, jake.shown(bio=bio))

    @pytest.mark.parametrize("field", ["email", "username", "password"])
    @pytest.mark.parametrize("value", ["", None])
    def test_an_empty_address_name_or_password_is_422_and_nothing_changes(
        self, jake: Blogger, field: str, value: Any
    ) -> None:
        assert answer(jake.change(bio="not kept", **{field: value})) == (422, errors(**{field: BLANK}))
        assert answer(jake.call("GET", "/api/user")) == (200, jake.shown())

    @pytest.mark.parametrize(
        ("fields", "refused"),
        [({"username": "JOHN"}, {"username": TAKEN}), ({"email": "John@example.org"}, {"email": TAKEN})],
    )
    def test_what_is_taken_is_409_and_nothing_changes(
        self, jake: Blogger, fields: dict[str, str], refused: dict[str, str]
    ) -> None:
        john = sign_up("john")
        assert answer(jake.change(bio="not kept", password=NEW, **fields)) == (409, errors(**refused))
        assert answer(jake.call("GET", "/api/user")) == (200, jake.shown())
        assert answer(john.call("GET", "/api/user")) == (200, john.shown())
        assert log_in("jake").status_code == 200

    def test_ones_own_name_and_address_again_change_nothing(self, alice: Person) -> None:
        confirmed(alice)
        blogger = Blogger("alice", alice.access)
        alice.patch("/api/me/", {"email": "alice@example.org", "current_password": PASSWORD})
        assert answer(blogger.change(username="alice", email="alice@example.org")) == (200, blogger.shown())
        kinds = [row["kind"] for row in alice.get("/api/me/activity/").json()["results"]]
        assert (kinds.count("email_changed"), kinds.count("username_changed")) == (1, 0)

    def test_another_case_of_ones_own_name_is_taken(self, jake: Blogger) -> None:
        assert answer(jake.change(username="Jake")) == (200, jake.shown(username="Jake"))
        assert call("GET", "/api/profiles/jake").json()["profile"]["username"] == "Jake"

    def test_a_new_password_ends_every_other_session(self, jake: Blogger, alice: Person) -> None:
        other = log_in("jake").json()["user"]["token"]
        elsewhere = call("POST", "/api/token/", {"username": "jake", "password": PASSWORD}).json()["access"]
        assert answer(jake.change(password=NEW)) == (200, jake.shown())
        assert answer(jake.call("GET", "/api/user")) == (200, jake.shown())
        assert answer(call("GET", "/api/user", token=other)) == (401, errors(token="is invalid"))
        assert answer(call("GET", "/api/notes/", token=elsewhere)) == (401, DEAD_TOKEN)
        assert answer(alice.get("/api/notes/")) == (200, page())
        assert [log_in("jake", password).status_code for password in (PASSWORD, NEW)] == [401, 200]

    @COMMITTED
    def test_what_happened_is_in_the_trail_and_in_mails_to_the_address_of_before(
        self, jake: Blogger, letters: Letters
    ) -> None:
        assert jake.change(email="new@example.org", username="jacob", password=NEW).status_code == 200
        access = call("POST", "/api/token/", {"username": "jacob", "password": NEW}).json()["access"]
        trail = call("GET", "/api/me/activity/", token=access).json()["results"]
        told = {row["kind"]: row["detail"] for row in trail}
        assert told["username_changed"] == {"before": "jake", "after": "jacob"}
        assert told["email_changed"] == {"before": "jake@example.org", "after": "new@example.org"}
        assert told["password_changed"] == {}
        assert {tuple(letter.to) for letter in letters.all()} == {("jake@example.org",)}
        assert len(letters.all()) == 2

    @COMMITTED
    def test_where_activation_is_required_a_new_address_waits_for_its_link(
        self, jake: Blogger, letters: Letters
    ) -> None:
        with ringfence(ACTIVATION_REQUIRED=True):
            assert answer(jake.change(email="new@example.org", bio="kept")) == (200, jake.shown(bio="kept"))
            assert call("POST", "/auth/users/activation/", letters.link()).status_code == 204
        assert answer(jake.call("GET", "/api/user")) == (200, jake.shown(email="new@example.org", bio="kept"))

    def test_an_ordinary_access_token_is_answered_as_it_is_and_never_becomes_a_longer_one(self, alice: Person) -> None:
        user = {"email": None, "token": alice.access, "username": "alice", "bio": None, "image": None}
        assert answer(alice.get("/api/user")) == (200, {"user": user})
        assert call("GET", "/api/profiles/alice").status_code == 404
        assert answer(alice.put("/api/user", {"user": {"bio": "x"}})) == (200, {"user": {**user, "bio": "x"}})
        assert call("GET", "/api/profiles/alice").status_code == 200


class TestRenaming:
    def test_by_conduit_shows_in_the_profile_and_frees_the_old_name(self, jake: Blogger) -> None:
        jake.change(username="jacob")
        assert call("GET", "/api/profiles/jake").status_code == 404
        assert call("GET", "/api/profiles/jacob").status_code == 200
        assert register(username="jake", email="second@example.org").status_code == 201

    def test_by_djosers_path_as_well(self, alice: Person) -> None:
        log_in("alice")
        body = {"current_password": PASSWORD, "new_username": "alicia"}
        assert alice.post("/auth/users/set_username/", body).status_code == 204
        assert call("GET", "/api/profiles/alicia").json()["profile"]["username"] == "alicia"
        assert call("GET", "/api/profiles/alice").status_code == 404

    @COMMITTED
    def test_by_the_maintenance_role_as_well(self) -> None:
        sign_up("jake")
        with maintenance("test"):
            user = User.objects.get(username="jake")
            user.username = "jacob"
            user.save()
        assert call("GET", "/api/profiles/jacob").json()["profile"]["username"] == "jacob"
        assert call("GET", "/api/profiles/jake").status_code == 404

    def test_of_somebody_who_never_entered_makes_no_profile(self, alice: Person) -> None:
        body = {"current_password": PASSWORD, "new_username": "alicia"}
        assert alice.post("/auth/users/set_username/", body).status_code == 204
        assert call("GET", "/api/profiles/alicia").status_code == 404


def test_the_session_of_conduit_is_one_of_the_accounts(jake: Blogger) -> None:
    first = call("POST", "/api/token/", {"username": "jake", "password": PASSWORD}).json()["access"]
    rows = call("GET", "/api/sessions/", token=first).json()["results"]
    assert [row["id"] for row in rows] == [AN_ID, AN_ID]
    me = call("GET", "/api/me/", token=first).json()["id"]
    elsewhere = log_in_elsewhere("jake", me)
    assert elsewhere.post("/api/sessions/end-others/").json() == {"ended": 2}
    assert jake.call("GET", "/api/user").status_code == 401
