"""Djoser's contract below /auth/users/, and what an attacker would try there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.letters import Letters, ringfence
from tests.people import PASSWORD, Person, call, sign_up

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NEW_PASSWORD = "a different horse altogether"
DEAD_LINK = {"token": ["The link is invalid, was used already or has expired."], "code": "invalid"}
WRONG_PASSWORD = {"current_password": ["Invalid password."], "code": "invalid"}
REQUIRED = "This field is required."
UNAUTHENTICATED = {"detail": "Authentication credentials were not provided.", "code": "not_authenticated"}
NOT_FOUND = {"detail": "Not found.", "code": "not_found"}


@pytest.fixture
def letters(transactional_db: None) -> Iterator[Letters]:
    letters = Letters()
    yield letters
    letters.all()


@pytest.fixture
def ada(transactional_db: None) -> Person:
    """Somebody with an address."""
    body = {"username": "ada", "email": "ada@example.org", "password": PASSWORD}
    user_id = call("POST", "/auth/users/", body).json()["id"]
    return log_in("ada", user_id)


def log_in(name: str, user_id: int, password: str = PASSWORD) -> Person:
    answer = call("POST", "/api/token/", {"username": name, "password": password})
    assert answer.status_code == 200, answer.content
    return Person(user_id, name, **answer.json())


def can_log_in(name: str, password: str) -> bool:
    return bool(call("POST", "/api/token/", {"username": name, "password": password}).status_code == 200)


def is_alive(person: Person) -> bool:
    status = person.get("/auth/users/me/").status_code
    refreshed = call("POST", "/auth/jwt/verify/", {"token": person.refresh}).status_code
    assert (status, refreshed) in {(200, 200), (401, 401)}
    return bool(status == 200)


def ask_reset(address: str) -> None:
    answer = call("POST", "/auth/users/reset_password/", {"email": address})
    assert (answer.status_code, answer.content) == (204, b"")


class TestRegistration:
    def test_a_new_account_is_answered_with_address_name_and_id(self) -> None:
        answer = call("POST", "/auth/users/", {"username": "ada", "email": "Ada@Example.org", "password": PASSWORD})
        assert answer.status_code == 201
        body = answer.json()
        assert body == {"email": "Ada@Example.org", "username": "ada", "id": body["id"]}
        assert list(body) == ["email", "username", "id"]

    def test_an_address_is_not_needed(self) -> None:
        answer = call("POST", "/auth/users", {"username": "ada", "password": PASSWORD})
        assert answer.json() == {"email": None, "username": "ada", "id": answer.json()["id"]}

    def test_a_repeated_password_has_to_be_the_same(self) -> None:
        body = {"username": "ada", "password": PASSWORD, "re_password": PASSWORD + "!"}
        answer = call("POST", "/auth/users/", body)
        assert answer.status_code == 400
        assert answer.json() == {"non_field_errors": ["The two password fields didn't match."], "code": "invalid"}
        assert call("POST", "/auth/users/", {**body, "re_password": PASSWORD}).status_code == 201

    def test_unknown_fields_are_ignored_and_none_of_them_is_taken(self) -> None:
        body = {
            "username": "eve",
            "password": PASSWORD,
            "is_staff": True,
            "is_superuser": True,
            "role": "admin",
            "id": 1,
        }
        answer = call("POST", "/auth/users/", {**body, "activated_at": None, "favourite_colour": "red"})
        assert answer.status_code == 201
        eve = log_in("eve", answer.json()["id"])
        assert eve.get("/api/me/").json()["role"] == "user"

    @pytest.mark.parametrize("name", ["ada", "ADA", "\uff41da"])
    def test_a_name_that_is_taken_is_refused_in_every_spelling(self, ada: Person, name: str) -> None:
        answer = call("POST", "/auth/users/", {"username": name, "password": PASSWORD})
        assert answer.status_code == 400
        assert answer.json() == {"username": ["A user with that username already exists."], "code": "invalid"}

    def test_there_is_no_list_of_users(self, ada: Person) -> None:
        for answer in (call("GET", "/auth/users/"), ada.get("/auth/users/")):
            assert answer.status_code == 405
            assert answer.json() == {"detail": 'Method "GET" not allowed.', "code": "method_not_allowed"}

    @pytest.mark.parametrize("path", ["/auth/users/", "/api/register/"])
    def test_every_sign_up_path_counts_tries_by_address(self, path: str) -> None:
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"registration": (2, 60)}):
            assert call("POST", path, {"username": "ada", "password": PASSWORD}).status_code == 201
            assert call("POST", path, {"username": "ada", "password": PASSWORD}).status_code == 400
            answer = call("POST", path, {"username": "bea", "password": PASSWORD})
            assert answer.status_code == 429
            assert int(answer["Retry-After"]) in range(1, 62)
            other = call("POST", path, {"username": "bea", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
            assert other.status_code == 201


class TestMe:
    def test_me_is_address_id_and_name(self, ada: Person) -> None:
        answer = ada.get("/auth/users/me/")
        assert answer.status_code == 200
        assert answer.json() == {"email": "ada@example.org", "id": ada.id, "username": "ada"}
        assert list(answer.json()) == ["email", "id", "username"]

    def test_another_address_wants_the_password(self, ada: Person) -> None:
        answer = ada.patch("/auth/users/me/", {"email": "eve@example.org"})
        assert answer.status_code == 400
        assert answer.json() == {"current_password": [REQUIRED], "code": "invalid"}
        answer = ada.patch("/auth/users/me/", {"email": "eve@example.org", "current_password": "wrong"})
        assert answer.status_code == 400
        assert answer.json() == WRONG_PASSWORD
        assert ada.get("/auth/users/me/").json()["email"] == "ada@example.org"

    @pytest.mark.parametrize("method", ["PUT", "PATCH"])
    def test_another_address_counts_at_once_and_the_old_one_is_told(
        self, ada: Person, letters: Letters, method: str
    ) -> None:
        body = {"email": "new@example.org", "current_password": PASSWORD, "username": "eve", "id": 1}
        answer = ada.call(method, "/auth/users/me/", body)
        assert answer.status_code == 200
        assert answer.json() == {"email": "new@example.org", "id": ada.id, "username": "ada"}
        assert ada.get("/auth/users/me/").json() == answer.json()
        letter = letters.only()
        assert letter.to == ["ada@example.org"]
        assert letter.subject == "Your e-mail address was changed"
        assert can_log_in("new@example.org", PASSWORD)
        assert not can_log_in("ada@example.org", PASSWORD)

    def test_the_same_address_needs_no_password_and_changes_nothing(self, ada: Person, letters: Letters) -> None:
        answer = ada.put("/auth/users/me/", {"email": "ada@example.org"})
        assert answer.json() == {"email": "ada@example.org", "id": ada.id, "username": "ada"}
        assert ada.put("/auth/users/me/", {}).status_code == 200
        assert letters.all() == []

    def test_an_address_that_is_taken_is_refused_by_field(self, ada: Person, alice: Person) -> None:
        answer = alice.patch("/auth/users/me/", {"email": "ADA@example.org", "current_password": PASSWORD})
        assert answer.status_code == 400
        assert answer.json() == {"email": ["A user with that email address already exists."], "code": "invalid"}

    def test_deleting_oneself_wants_the_password_and_closes_the_account(self, ada: Person) -> None:
        assert ada.delete("/auth/users/me/").json() == {"current_password": [REQUIRED], "code": "invalid"}
        answer = ada.call("DELETE", "/auth/users/me/", {"current_password": "wrong"})
        assert answer.status_code == 400
        assert answer.json() == WRONG_PASSWORD
        assert is_alive(ada)
        answer = ada.call("DELETE", "/auth/users/me/", {"current_password": PASSWORD})
        assert (answer.status_code, answer.content) == (204, b"")
        assert not is_alive(ada)
        assert not can_log_in("ada", PASSWORD)


class TestById:
    def test_ones_own_id_is_oneself(self, ada: Person) -> None:
        answer = ada.get(f"/auth/users/{ada.id}/")
        assert answer.json() == {"email": "ada@example.org", "id": ada.id, "username": "ada"}
        assert ada.patch(f"/auth/users/{ada.id}", {}).status_code == 200
        assert ada.call("DELETE", f"/auth/users/{ada.id}/", {"current_password": PASSWORD}).status_code == 204
        assert not is_alive(ada)

    @pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "POST"])
    def test_anybody_else_is_the_same_as_nobody(self, ada: Person, alice: Person, method: str) -> None:
        nobody = _whole(alice.call(method, "/auth/users/999999999/", {"current_password": PASSWORD}))
        assert nobody[0] == 404
        somebody = alice.call(method, f"/auth/users/{ada.id}/", {"current_password": PASSWORD})
        assert somebody.json() == NOT_FOUND
        assert _whole(somebody) == nobody
        assert is_alive(ada)

    @pytest.mark.parametrize("end", ["{id}%0A", "0{id}", "+{id}", "{id}.0", " {id}", "%00", "-1", "1" + "0" * 40, "١"])
    def test_an_id_in_any_other_form_is_nobody(self, ada: Person, end: str) -> None:
        answer = ada.get("/auth/users/" + end.format(id=ada.id) + "/")
        assert answer.status_code == 404
        assert answer.json() == NOT_FOUND


def _whole(answer: Any) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in answer.items() if name not in ("Date", "X-Request-ID")}
    return answer.status_code, answer.content, headers


PRIVATE = [
    ("GET", "/auth/users/me/", None),
    ("PUT", "/auth/users/me/", {"email": "eve@example.org", "current_password": PASSWORD}),
    ("PATCH", "/auth/users/me/", {"email": "eve@example.org", "current_password": PASSWORD}),
    ("DELETE", "/auth/users/me/", {"current_password": PASSWORD}),
    ("GET", "/auth/users/{id}/", None),
    ("DELETE", "/auth/users/{id}/", {"current_password": PASSWORD}),
    ("POST", "/auth/users/set_password/", {"current_password": PASSWORD, "new_password": NEW_PASSWORD}),
    ("POST", "/auth/users/set_username/", {"current_password": PASSWORD, "new_username": "eve"}),
]


class TestWhoMay:
    def test_no_token_opens_nothing(self, ada: Person) -> None:
        for method, path, body in PRIVATE:
            answer = call(method, path.format(id=ada.id), body)
            assert answer.status_code == 401
            assert answer.json() == UNAUTHENTICATED
            assert answer["WWW-Authenticate"] == 'Bearer realm="api"'

    def test_a_dead_token_opens_nothing(self, ada: Person) -> None:
        call("POST", "/api/logout/", {"refresh": ada.refresh})
        for method, path, body in PRIVATE:
            answer = ada.call(method, path.format(id=ada.id), body)
            assert answer.status_code == 401
            assert answer.json() == {"detail": "The token is invalid or expired.", "code": "token_not_valid"}
        assert can_log_in("ada", PASSWORD)

    def test_a_personal_token_opens_nothing(self, ada: Person) -> None:
        made = ada.post("/api/me/tokens/", {"name": "script", "scopes": ["notes:write"], "current_password": PASSWORD})
        assert made.status_code == 201, made.content
        for method, path, body in PRIVATE:
            answer = call(method, path.format(id=ada.id), body, token=made.json()["token"])
            assert answer.status_code == 401
            assert answer.json() == UNAUTHENTICATED
        assert can_log_in("ada", PASSWORD)

    def test_a_refresh_token_opens_nothing(self, ada: Person) -> None:
        for method, path, body in PRIVATE:
            assert call(method, path.format(id=ada.id), body, token=ada.refresh).status_code == 401
        assert is_alive(ada)


class TestSetPassword:
    def test_every_other_session_ends_and_personal_tokens_stay(self, ada: Person, letters: Letters) -> None:
        other = log_in("ada", ada.id)
        token = ada.post(
            "/api/me/tokens/", {"name": "script", "scopes": ["notes:read"], "current_password": PASSWORD}
        ).json()["token"]
        body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD, "re_new_password": NEW_PASSWORD}
        answer = ada.post("/auth/users/set_password/", body)
        assert (answer.status_code, answer.content) == (204, b"")
        assert is_alive(ada)
        assert not is_alive(other)
        assert call("GET", "/api/notes/", token=token).status_code == 200
        assert can_log_in("ada", NEW_PASSWORD)
        assert not can_log_in("ada", PASSWORD)
        letter = letters.only()
        assert (letter.to, letter.subject) == (["ada@example.org"], "Your password was changed")

    @pytest.mark.parametrize(
        ("changes", "errors"),
        [
            ({"current_password": "wrong"}, {"current_password": ["Invalid password."]}),
            ({"current_password": f" {PASSWORD}"}, {"current_password": ["Invalid password."]}),
            ({"current_password": ""}, {"current_password": ["This field may not be blank."]}),
            ({"current_password": 7}, {"current_password": ["Invalid password."]}),
            ({"current_password": [PASSWORD]}, {"current_password": ["Not a valid string."]}),
            ({"re_new_password": "x"}, {"non_field_errors": ["The two password fields didn't match."]}),
            (
                {"new_password": "short"},
                {"new_password": ["This password is too short. It must contain at least 8 characters."]},
            ),
        ],
    )
    def test_what_does_not_do_is_refused_by_field(
        self, ada: Person, changes: dict[str, Any], errors: dict[str, Any]
    ) -> None:
        other = log_in("ada", ada.id)
        body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD, **changes}
        answer = ada.post("/auth/users/set_password/", body)
        assert answer.status_code == 400
        assert answer.json() == {**errors, "code": "invalid"}
        assert is_alive(other)
        assert can_log_in("ada", PASSWORD)

    def test_wrong_passwords_are_counted_although_the_answer_is_a_refusal(self, ada: Person, alice: Person) -> None:
        body = {"current_password": "wrong", "new_password": NEW_PASSWORD}
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"password": (3, 300)}):
            statuses = [ada.post("/auth/users/set_password/", body).status_code for _ in range(3)]
            assert statuses == [400] * 3
            right = {**body, "current_password": PASSWORD}
            assert ada.post("/auth/users/set_password/", right).status_code == 429
            assert ada.call("DELETE", "/auth/users/me/", {"current_password": PASSWORD}).status_code == 429
            assert alice.post("/auth/users/set_password/", right).status_code == 204


class TestSetUsername:
    def test_the_name_changes_and_the_session_goes_on(self, ada: Person) -> None:
        body = {"current_password": PASSWORD, "new_username": "countess"}
        answer = ada.post("/auth/users/set_username/", body)
        assert (answer.status_code, answer.content) == (204, b"")
        assert ada.get("/auth/users/me/").json()["username"] == "countess"
        assert can_log_in("Countess", PASSWORD)
        assert not can_log_in("ada", PASSWORD)
        assert call("POST", "/auth/users/", {"username": "ada", "password": PASSWORD}).status_code == 201

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("alice", "A user with that username already exists."),
            ("\uff21lice", "A user with that username already exists."),
            ("ada@example.org", "Enter a valid username: letters, numbers and the characters . + - _ only."),
            ("a b", "Enter a valid username: letters, numbers and the characters . + - _ only."),
            ("a" * 151, "Ensure this field has no more than 150 characters."),
            ("", "This field may not be blank."),
        ],
    )
    def test_a_name_that_does_not_do_is_refused_by_field(
        self, ada: Person, alice: Person, name: str, message: str
    ) -> None:
        answer = ada.post("/auth/users/set_username/", {"current_password": PASSWORD, "new_username": name})
        assert answer.status_code == 400
        assert answer.json() == {"new_username": [message], "code": "invalid"}
        assert ada.get("/auth/users/me/").json()["username"] == "ada"

    def test_a_wrong_password_changes_nothing(self, ada: Person) -> None:
        answer = ada.post("/auth/users/set_username/", {"current_password": "wrong", "new_username": "eve"})
        assert answer.status_code == 400
        assert answer.json() == WRONG_PASSWORD


class TestResetPassword:
    def test_a_reset_ends_every_session_and_personal_token(self, ada: Person, letters: Letters) -> None:
        token = ada.post(
            "/api/me/tokens/", {"name": "script", "scopes": ["notes:read"], "current_password": PASSWORD}
        ).json()["token"]
        ask_reset("ADA@example.org")
        link = letters.link()
        body = {**link, "new_password": NEW_PASSWORD, "re_new_password": NEW_PASSWORD}
        answer = call("POST", "/auth/users/reset_password_confirm/", body)
        assert (answer.status_code, answer.content) == (204, b"")
        assert not is_alive(ada)
        assert call("GET", "/api/notes/", token=token).status_code == 401
        assert can_log_in("ada", NEW_PASSWORD)
        assert not can_log_in("ada", PASSWORD)

    def test_a_link_works_once(self, ada: Person, letters: Letters) -> None:
        ask_reset("ada@example.org")
        link = letters.link()
        assert _confirm(link).status_code == 204
        again = _confirm(link, "yet another horse")
        assert again.status_code == 400
        assert again.json() == DEAD_LINK
        assert can_log_in("ada", NEW_PASSWORD)

    def test_a_password_that_the_policy_refuses_does_not_use_the_link_up(self, ada: Person, letters: Letters) -> None:
        ask_reset("ada@example.org")
        link = letters.link()
        refused = _confirm(link, "short")
        assert refused.status_code == 400
        assert refused.json() == {
            "new_password": ["This password is too short. It must contain at least 8 characters."],
            "code": "invalid",
        }
        assert _confirm(link).status_code == 204

    def test_a_link_dies_with_the_next_log_in(self, ada: Person, letters: Letters) -> None:
        ask_reset("ada@example.org")
        link = letters.link()
        log_in("ada", ada.id)
        assert _confirm(link).json() == DEAD_LINK

    def test_every_dead_link_is_refused_in_the_same_words(self, ada: Person, letters: Letters) -> None:
        ask_reset("ada@example.org")
        link = letters.link()
        changed = link["token"][:-1] + ("0" if link["token"][-1] != "0" else "1")
        attempts = [
            {**link, "token": changed},
            {**link, "token": "x"},
            {**link, "token": "²-²"},
            {**link, "uid": "OTk5OTk5OTk5"},
            {**link, "uid": "!"},
            {**link, "uid": "é"},
            {**link, "uid": "MA"},
            {**link, "uid": "LTE"},
            {**link, "uid": "MTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA"},
            {**link, "uid": "OTIyMzM3MjAzNjg1NDc3NTgwOA"},
            {**link, "uid": "AA"},
            {**link, "uid": "_w"},
        ]
        answers = [_confirm(attempt) for attempt in attempts]
        assert {(answer.status_code, answer.content) for answer in answers} == {(400, answers[0].content)}
        assert answers[0].json() == DEAD_LINK
        assert _confirm(link).status_code == 204

    def test_guesses_are_counted_and_right_links_are_not(self, ada: Person, letters: Letters) -> None:
        ask_reset("ada@example.org")
        link = letters.link()
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"mail_token.address": (2, 3600)}):
            assert [_confirm(link, "short").status_code for _ in range(3)] == [400] * 3
            assert [_confirm({**link, "token": "x"}).status_code for _ in range(3)] == [400, 400, 429]
            assert _confirm(link).status_code == 429
            elsewhere = call(
                "POST",
                "/auth/users/reset_password_confirm/",
                {**link, "new_password": NEW_PASSWORD},
                REMOTE_ADDR="192.0.2.7",
            )
            assert elsewhere.status_code == 204

    @pytest.mark.parametrize("path", ["reset_password", "reset_username", "resend_activation"])
    def test_asking_for_mails_is_counted_by_address(self, path: str, letters: Letters) -> None:
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"mail.address": (2, 3600)}):
            body = {"email": "nobody@example.org"}
            assert [call("POST", f"/auth/users/{path}/", body).status_code for _ in range(3)] == [204, 204, 429]

    @pytest.mark.parametrize(
        "address",
        [
            "ada@example.org\nBcc: eve@example.org",
            "ada@example.org\r\n\r\nhello",
            "ada@example.org, eve@example.org",
            "Ada <ada@example.org>",
            "a" * 250 + "@example.org",
            "",
        ],
    )
    def test_what_is_no_address_is_refused_and_sends_nothing(self, ada: Person, letters: Letters, address: str) -> None:
        answer = call("POST", "/auth/users/reset_password/", {"email": address})
        assert answer.status_code == 400
        assert list(answer.json()) == ["email", "code"]
        assert letters.all() == []

    def test_a_look_alike_address_sends_to_the_one_that_is_kept(self, letters: Letters) -> None:
        call("POST", "/auth/users/", {"username": "lord", "email": "lord@kelvin.org", "password": PASSWORD})
        ask_reset("lord@\u212aelvin.org")
        assert letters.only().to == ["lord@kelvin.org"]


def _confirm(link: dict[str, str], password: str = NEW_PASSWORD) -> Any:
    return call("POST", "/auth/users/reset_password_confirm/", {**link, "new_password": password})


class TestResetUsername:
    def test_the_mail_says_the_name_and_its_link_changes_it_once(self, ada: Person, letters: Letters) -> None:
        assert call("POST", "/auth/users/reset_username/", {"email": "ada@example.org"}).status_code == 204
        assert "Hello ada," in letters.all()[0].body
        link = letters.link()
        taken = sign_up("alice").username
        path = "/auth/users/reset_username_confirm/"
        refused = call("POST", path, {**link, "new_username": taken})
        assert refused.status_code == 400
        assert refused.json() == {"new_username": ["A user with that username already exists."], "code": "invalid"}
        answer = call("POST", path, {**link, "new_username": "countess"})
        assert (answer.status_code, answer.content) == (204, b"")
        assert ada.get("/auth/users/me/").json()["username"] == "countess"
        again = call("POST", path, {**link, "new_username": "baroness"})
        assert (again.status_code, again.json()) == (400, DEAD_LINK)

    def test_choosing_the_same_name_uses_the_link_up_too(self, ada: Person, letters: Letters) -> None:
        call("POST", "/auth/users/reset_username/", {"email": "ada@example.org"})
        link = letters.link()
        statuses = [
            call("POST", "/auth/users/reset_username_confirm/", {**link, "new_username": name}).status_code
            for name in ("ada", "eve")
        ]
        assert statuses == [204, 400]

    def test_a_link_for_a_name_opens_no_password_and_the_reverse(self, ada: Person, letters: Letters) -> None:
        call("POST", "/auth/users/reset_username/", {"email": "ada@example.org"})
        name = letters.link()
        ask_reset("ada@example.org")
        password = letters.link()
        assert _confirm(name).json() == DEAD_LINK
        swapped = call("POST", "/auth/users/reset_username_confirm/", {**password, "new_username": "eve"})
        assert swapped.json() == DEAD_LINK
        for link in (name, password):
            assert call("POST", "/auth/users/activation/", link).json() == DEAD_LINK


class TestActivation:
    BODY = {"username": "ada", "email": "ada@example.org", "password": PASSWORD}

    @pytest.fixture(autouse=True)
    def required(self) -> Iterator[None]:
        with ringfence(ACTIVATION_REQUIRED=True):
            yield

    @pytest.mark.parametrize("path", ["/auth/users/", "/api/register/"])
    def test_an_account_opens_once_its_link_was_used(self, letters: Letters, path: str) -> None:
        assert call("POST", path, self.BODY).status_code == 201
        assert not can_log_in("ada", PASSWORD)
        link = letters.link()
        answer = call("POST", "/auth/users/activation/", link)
        assert (answer.status_code, answer.content) == (204, b"")
        assert can_log_in("ada", PASSWORD)
        again = call("POST", "/auth/users/activation/", link)
        assert (again.status_code, again.json()) == (400, DEAD_LINK)

    @pytest.mark.parametrize("email", [{}, {"email": None}, {"email": ""}])
    def test_an_address_is_needed(self, email: dict[str, Any], letters: Letters) -> None:
        answer = call("POST", "/auth/users/", {"username": "ada", "password": PASSWORD, **email})
        assert answer.status_code == 400
        assert answer.json() == {"email": [REQUIRED], "code": "invalid"}
        assert letters.all() == []

    def test_a_link_is_sent_again_on_request(self, letters: Letters) -> None:
        call("POST", "/auth/users/", self.BODY)
        letters.only()
        answer = call("POST", "/auth/users/resend_activation/", {"email": "ada@example.org"})
        assert (answer.status_code, answer.content) == (204, b"")
        assert call("POST", "/auth/users/activation/", letters.link()).status_code == 204
        assert call("POST", "/auth/users/resend_activation/", {"email": "ada@example.org"}).status_code == 204
        assert letters.all() == []

    def test_a_refused_registration_sends_nothing(self, letters: Letters) -> None:
        call("POST", "/auth/users/", self.BODY)
        letters.only()
        assert call("POST", "/auth/users/", {**self.BODY, "username": "eve"}).status_code == 400
        assert letters.all() == []

    def test_another_address_counts_once_its_own_link_was_used(self, letters: Letters) -> None:
        user_id = call("POST", "/auth/users/", self.BODY).json()["id"]
        call("POST", "/auth/users/activation/", letters.link())
        ada = log_in("ada", user_id)
        answer = ada.patch("/auth/users/me/", {"email": "new@example.org", "current_password": PASSWORD})
        assert answer.json() == {"email": "ada@example.org", "id": user_id, "username": "ada"}
        assert letters.all()[0].to == ["new@example.org"]
        link = letters.link()
        assert is_alive(ada)
        assert call("POST", "/auth/users/activation/", link).status_code == 204
        assert ada.get("/auth/users/me/").json()["email"] == "new@example.org"
        assert letters.only().to == ["ada@example.org"]
        assert call("POST", "/auth/users/activation/", link).json() == DEAD_LINK

    def test_an_account_keeps_an_address(self, letters: Letters) -> None:
        user_id = call("POST", "/auth/users/", self.BODY).json()["id"]
        call("POST", "/auth/users/activation/", letters.link())
        ada = log_in("ada", user_id)
        answer = ada.patch("/auth/users/me/", {"email": None, "current_password": PASSWORD})
        assert (answer.status_code, answer.json()) == (400, {"email": [REQUIRED], "code": "invalid"})


POSTS = [
    "/auth/users/",
    "/auth/users/activation/",
    "/auth/users/resend_activation/",
    "/auth/users/set_password/",
    "/auth/users/reset_password/",
    "/auth/users/reset_password_confirm/",
    "/auth/users/set_username/",
    "/auth/users/reset_username/",
    "/auth/users/reset_username_confirm/",
]
FIELDS = (
    "username", "email", "password", "re_password", "uid", "token",
    "current_password", "new_password", "new_username",
)  # fmt: skip


ODD_VALUES = [r'"\u0000"', r'"\ud800"', "1" + "0" * 40, "null", "[]", "{}", "true", f'"{"x" * 5000}"', "NaN"]
ODD_BODIES = [b"", b"[]", b'"x"', b"null", b"7", b"{", b"\xff"]


class TestOddInput:
    @pytest.mark.parametrize("path", POSTS)
    def test_nothing_odd_is_more_than_a_refusal(self, ada: Person, path: str, letters: Letters) -> None:
        values = ["{" + ", ".join(f'"{name}": {value}' for name in FIELDS) + "}" for value in ODD_VALUES]
        for raw in (*(value.encode() for value in values), *ODD_BODIES):
            answer = ada.call("POST", path, raw=raw)
            assert answer.status_code == 400, (raw, answer.content)
        assert letters.all() == []
        assert is_alive(ada)

    @pytest.mark.parametrize("path", POSTS)
    def test_paths_are_anchored_and_end_with_a_slash_or_not(self, ada: Person, path: str) -> None:
        assert ada.post(path.rstrip("/"), {}).status_code == 400
        for longer in (path.rstrip("/") + "XYZ", path + "/", path + "x/"):
            if path != "/auth/users/" or longer == "/auth/usersXYZ":
                assert ada.post(longer, {}).status_code == 404
        for method in ("GET", "PUT", "PATCH", "DELETE"):
            assert ada.call(method, path).status_code == 405
