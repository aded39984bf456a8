"""Names that look alike: one on top of another, with something invisible in it, or too strange to be one."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import Any, cast

import pytest

from ringfence.accounts import names
from tests.people import PASSWORD, Person, call
from tests.server.shapes import answer, invalid

RULE = "Enter a valid username: letters, numbers and the characters . + - _ only."
INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a"
INVISIBLE += "\u202e\u2060\u2064\u2066\u2069\u206f\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffc\U000e0001\U000e0061"


def register(username: str, **fields: Any) -> Any:
    return call("POST", "/api/register/", {"username": username, "password": PASSWORD, **fields})


def is_valid(name: str) -> bool:
    # The validator's own pattern: raising and catching a million times takes its time.
    return cast("re.Pattern[str]", names.username_validator.regex).search(name) is not None


def test_the_key_of_a_key_is_itself_for_every_letter_that_a_name_can_have() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    valid = [letter for letter in letters if is_valid(letter)]
    assert len(valid) > 100_000
    unsettled = [letter for letter in valid if names.key(names.key(letter)) != names.key(letter)]
    assert [f"U+{ord(letter):04X}" for letter in unsettled] == []


def test_no_letter_that_a_name_can_have_is_invisible() -> None:
    valid = (chr(code) for code in range(sys.maxunicode + 1) if is_valid(chr(code)))
    categories = {unicodedata.category(letter)[0] for letter in valid}
    assert categories == {"L", "N", "P", "S"}
    assert {letter for letter in map(chr, range(0x300)) if is_valid(letter) and not letter.isalnum()} == set(".+-_")


@pytest.mark.parametrize("letter", INVISIBLE, ids=lambda letter: f"U+{ord(letter):04X}")
@pytest.mark.parametrize("form", ["ali{}ce", "{}alice", "alice{}"])
def test_nothing_invisible_makes_another_alice(alice: Person, letter: str, form: str) -> None:
    status, said = answer(register(form.format(letter)))
    taken = "A user with that username already exists."
    assert status == 400
    # Leading and trailing spaces are none of the name's; without them it is Alice's own.
    assert said in (invalid(username=RULE), invalid(username=taken))


@pytest.mark.parametrize("kind", ["Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc", "Me", "Sc", "Sk", "Pd", "Ps", "Co", "Cn"])
def test_of_the_other_kinds_of_characters_none_is_in_a_name(db: None, kind: str) -> None:
    found = [
        chr(c) for c in range(1, sys.maxunicode + 1) if unicodedata.category(chr(c)) == kind and chr(c) not in "-+"
    ]
    for letter in found[:: max(1, len(found) // 12)]:
        status, said = answer(register(f"a{letter}b"))
        grown = unicodedata.normalize("NFKC", f"a{letter}b")
        if is_valid(grown):
            # Composed with the letter before it, or a wide form of a mark that names may have: it is that name.
            assert (status, said["username"]) == (201, grown)
        else:
            assert (status, said) == (400, invalid(username=RULE)), f"U+{ord(letter):04X}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("straße", "STRASSE"),
        ("straße", "STRA\u1e9eE"),
        ("\u212aelvin", "kelvin"),
        ("\u017fam", "SAM"),
        ("\ufb03x", "FFIX"),
        ("\u01c4ungla", "d\u017eungla"),
        ("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3"),
        ("x\u00b2", "x2"),
        ("\u2163", "iv"),
        ("\uff76\uff9e", "\u30ac"),
        ("\u1e9b\u0323", "\u1e69"),
    ],
)
def test_names_that_fold_onto_each_other_are_one_name(db: None, first: str, second: str) -> None:
    made = register(first)
    if made.status_code == 400:
        # Not a name at all, by itself: then its twin is free.
        assert answer(made) == (400, invalid(username=RULE))
        return
    assert made.status_code == 201
    assert answer(register(second)) == (400, invalid(username="A user with that username already exists."))
    assert call("POST", "/api/token/", {"username": second, "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize("name", ["аlice", "αlice", "alicе", "a1ice", "al1ce", "аӏісе"])
def test_scripts_may_be_mixed_and_are_other_names(alice: Person, name: str) -> None:
    assert register(name).status_code == 201
    wrong = call("POST", "/api/token/", {"username": name, "password": "wrong"})
    assert wrong.status_code == 401


@pytest.mark.parametrize("name", ["a" * 150, "ﷺ" * 9, "ß" * 150, "\u0390" * 150, "\U0001d49c" * 150])
def test_a_long_name_is_kept_or_refused_but_never_a_500(db: None, name: str) -> None:
    assert register(name).status_code in (201, 400)


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("Carol@Example.org", "carol@example.ORG", 400),
        ("carol@example.org", "carol@ｅｘａｍｐｌｅ.org", 400),
        ("carol@straße.example", "carol@STRASSE.example", 400),
        ("carol@example.org", "ｃarol@example.org", 400),
        ("carol@example.org", "carol+1@example.org", 201),
        ("carol@example.org", "c.arol@example.org", 201),
    ],
)
def test_addresses_that_fold_onto_each_other_are_one_address(db: None, first: str, second: str, status: int) -> None:
    assert register("one", email=first).status_code == 201
    response = register("two", email=second)
    assert response.status_code == status
    if status == 400:
        assert set(response.json()) == {"email", "code"}


@pytest.mark.parametrize(
    "email",
    [
        "a\u202e@example.org",
        "a@exa\u200bmple.org",
        "a@exam\u00adple.org",
        "a@ex\u2066ample.org",
        "a@ex\ufe0fa.org",
        "a@b",
        "@",
        "a@@b.org",
        "a@-b.org",
    ],
)
def test_an_address_that_is_none_is_400(db: None, email: str) -> None:
    assert answer(register("carol", email=email)) == (400, invalid(email="Enter a valid email address."))
