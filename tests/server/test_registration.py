"""Registration over HTTP: what makes an account, what is taken, and what is refused by field."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as
from tests.people import PASSWORD, Person, call
from tests.server.entrance import LOGOUT, REFRESH, REGISTER, REQUIRED, TOKEN, enter, register
from tests.server.shapes import A_PAIR, AN_ID, answer, invalid

NAME_RULE = "Enter a valid username: letters, numbers and the characters . + - _ only."
NAME_TAKEN = invalid(username="A user with that username already exists.")
EMAIL_TAKEN = invalid(email="A user with that email address already exists.")


def test_an_account_is_made_and_the_password_never_comes_back(db: None) -> None:
    response = register(username="carol", email="Carol@Example.org")
    assert answer(response) == (201, {"id": AN_ID, "username": "carol", "email": "Carol@Example.org"})
    user_id = response.json()["id"]
    with acting_as(user_id):
        stored = User.objects.values_list("password", flat=True).get(pk=user_id)
    assert stored.startswith("argon2$argon2id$")
    assert PASSWORD not in stored


@pytest.mark.parametrize("email", [{}, {"email": ""}, {"email": None}])
def test_an_account_needs_no_address_and_any_number_may_have_none(db: None, email: dict[str, Any]) -> None:
    for name in ("carol", "dave"):
        assert answer(register(username=name, **email)) == (201, {"id": AN_ID, "username": name, "email": None})


def test_a_name_is_taken_in_every_spelling(db: None) -> None:
    assert register(username="Straße-Ⅷ").status_code == 201
    for twin in (
        "Straße-Ⅷ",
        "STRASSE-VIII",
        "strasse-viii",
        "straße-ⅷ",
        "ｓtrasse-viii",
        unicodedata.normalize("NFD", "Straße-VIII"),
    ):
        assert answer(register(username=twin)) == (400, NAME_TAKEN), twin


def test_an_address_is_taken_in_every_spelling(db: None) -> None:
    assert register(username="carol", email="Carol@Example.org").status_code == 201
    for number, twin in enumerate(
        ("carol@example.org", "CAROL@EXAMPLE.ORG", "Carol@Example.org", "carol@ｅxample.org")
    ):
        assert answer(register(username=f"dave{number}", email=twin)) == (400, EMAIL_TAKEN), twin


def test_no_name_can_be_anothers_address(db: None) -> None:
    for name in ("carol@example.org", "@", "carol＠example.org", "carol﹫example.org"):
        assert answer(register(username=name)) == (400, invalid(username=NAME_RULE)), name


@pytest.mark.parametrize(
    "name",
    [
        "a b",
        "a\tb",
        "a\nb",
        "a\x07b",
        "a\x1bb",
        "a\x7fb",
        "a\u200bb",
        "a\u202eb",
        "a\u2028b",
        "a/b",
        "a:b",
        "<a>",
        "a'",
        "😀",
        "\u0301",
    ],
)
def test_a_name_is_letters_numbers_and_four_marks(db: None, name: str) -> None:
    assert answer(register(username=name)) == (400, invalid(username=NAME_RULE))


@pytest.mark.parametrize("name", ["x", "x" * 150, "Ünï", "東京", "a.b+c-d_e", "0", "ΐ" * 150, "𝒳"])
def test_any_other_name_up_to_150_characters_will_do(db: None, name: str) -> None:
    made = answer(register(username=name))
    assert made == (201, {"id": AN_ID, "username": unicodedata.normalize("NFKC", name), "email": None})
    assert answer(enter(username=name)) == (200, A_PAIR)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, {"username": [REQUIRED]}),
        ({"username": ""}, {"username": ["This field may not be blank."]}),
        ({"username": None}, {"username": ["This field may not be null."]}),
        ({"username": ["carol"]}, {"username": ["Not a valid string."]}),
        ({"username": True}, {"username": ["Not a valid string."]}),
        ({"username": "x" * 151}, {"username": ["Ensure this field has no more than 150 characters."]}),
        ({"username": "carol", "email": "carol"}, {"email": ["Enter a valid email address."]}),
        ({"username": "carol", "email": "carol@"}, {"email": ["Enter a valid email address."]}),
        ({"username": "carol", "email": "a@b.de\n"}, None),
        ({"username": "carol", "email": "a@b.de\nBcc: x@y.de"}, {"email": ["Enter a valid email address."]}),
        ({"username": "carol", "email": "a\x07@b.de"}, {"email": ["Enter a valid email address."]}),
        ({"username": "carol", "email": {}}, {"email": ["Enter a valid email address."]}),
        ({"username": "carol", "password": None}, {"password": ["This field may not be null."]}),
        ({"username": "carol", "password": ""}, {"password": ["This field may not be blank."]}),
        ({"username": "carol", "password": [PASSWORD]}, {"password": ["Not a valid string."]}),
        (
            {"username": "carol", "password": "short"},
            {"password": ["This password is too short. It must contain at least 8 characters."]},
        ),
        (
            {"username": "carol", "password": "x" * 129},
            {"password": ["This password is too long. It may contain at most 128 characters."]},
        ),
        (
            {"username": "carolina", "password": "carolina1"},
            {"password": ["The password is too similar to the username."]},
        ),
    ],
)
def test_what_does_not_do_is_refused_by_field(db: None, fields: dict[str, Any], said: Any) -> None:
    status, body = answer(register(**fields))
    assert (status, body) == ((400, {**said, "code": "invalid"}) if said else (201, body))


@pytest.mark.parametrize(
    ("email", "status"),
    [("a@" + "ﷺ." * 80 + "com", 400), ("a@" + "㍿." * 80 + "com", 201), ("a@" + "ΐ." * 80 + "com", 201)],
)
def test_an_address_that_grows_when_it_is_compared_is_kept_or_refused(db: None, email: str, status: int) -> None:
    made = {"id": AN_ID, "username": "carol", "email": email}
    assert answer(register(username="carol", email=email)) == (
        status,
        made if status == 201 else invalid(email="Enter a valid email address."),
    )


@pytest.mark.parametrize(
    "body",
    [
        b'{"username": "a\\u0000b", "password": "correct horse"}',
        b'{"username": "a\\ud800b", "password": "correct horse"}',
        b'{"username": "carol", "password": "correct\\u0000horse"}',
        b'{"username": "carol", "password": "correct\\udfffhorse"}',
        b'{"username": "carol", "username": "dave", "password": "correct horse"}',
        b'{"username": NaN, "password": "correct horse"}',
        b"[" * 5000,
        b"",
        b"[]",
        b'"carol"',
        b"null",
    ],
)
@pytest.mark.parametrize("path", [REGISTER, TOKEN, REFRESH, LOGOUT])
def test_a_malformed_body_is_400_everywhere(db: None, path: str, body: bytes) -> None:
    response = call("POST", path, raw=body)
    assert response.status_code == 400, response.content
    assert response.json()["code"] in ("invalid", "parse_error")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (REGISTER, {"username": "carol", "password": PASSWORD}),
        (TOKEN, {"username": "alice", "password": PASSWORD}),
        (REFRESH, {"refresh": "x"}),
        (LOGOUT, {"refresh": "x"}),
    ],
)
def test_unknown_fields_are_named(alice: Person, path: str, fields: dict[str, Any]) -> None:
    unknown = {"is_staff": True, "role": "admin"}
    said = dict.fromkeys(unknown, "Unknown field.")
    assert answer(call("POST", path, {**fields, **unknown})) == (400, invalid(**said))


def test_nobody_can_choose_an_id(db: None) -> None:
    made = register(username="carol", id=999_999).json()
    assert made == {"id": AN_ID, "username": "carol", "email": None}
    assert made["id"] != 999_999
