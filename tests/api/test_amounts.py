"""What a strict decimal field takes and refuses, as JSON that arrives at a view: nothing is guessed or rounded."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers

from ringfence.api import fields
from tests.api.everything import DIGITS, LONG, NULL, NUMBER, PLACES, WHOLE, post, send

AMOUNTS = {
    "12.30": "12.30",
    '"12.30"': "12.30",
    "12.3": "12.30",
    "12": "12.00",
    '"12"': "12.00",
    "0": "0.00",
    "-0": "0.00",
    "-0.0": "0.00",
    '"-0.00"': "0.00",
    "0.01": "0.01",
    "-0.01": "-0.01",
    "99999999.99": "99999999.99",
    '"-99999999.99"': "-99999999.99",
    # Numbers that binary fractions do not have.
    "0.1": "0.10",
    "1234567.89": "1234567.89",
    "4.35": "4.35",
    "70368744.17": "70368744.17",
}


@pytest.mark.parametrize(("literal", "read"), AMOUNTS.items())
def test_an_amount_is_read_exactly_as_it_is_written(literal: str, read: str) -> None:
    assert send("amount", literal) == (200, read)


NO_AMOUNTS = {
    **dict.fromkeys(
        ['"NaN"', '"sNaN"', '"Infinity"', '"-inf"', '"1e2"', "1e2", "1E2", "1.5e1", "1e-2", "12e0"], NUMBER
    ),
    **dict.fromkeys(
        ['"1_000"', '"１２"', '"١٢"', '"๑๒"', '"²"', '"+1"', '"01"', '"-01"', '"00"', '"-"', '"."'], NUMBER
    ),
    **dict.fromkeys(['""', '" "', '" 1"', '"1 "', '"1\\n"', '"\\u00a01"', '"1."', '".5"', '"1,5"', '"1.5.5"'], NUMBER),
    **dict.fromkeys(["true", "false", "[]", "{}", '["1"]', '"0x1"', '"1.٢"', '"--1"', '"- 1"', '"1 000"'], NUMBER),
    "null": NULL,
    "12.345": PLACES,
    "12.300": PLACES,
    '"0.001"': PLACES,
    "100000000.00": DIGITS,
    "100000000": WHOLE,
    "-999999999": WHOLE,
    '"123456789.1"': WHOLE,
    "12345678901": DIGITS,
    "0.00000000001": DIGITS,
    "9" * 900: DIGITS,
    f'"{"9" * 1001}"': LONG,
    f"-{'9' * 4000}": LONG,
    f"0.{'1' * 4000}": LONG,
}


@pytest.mark.parametrize(("literal", "said"), NO_AMOUNTS.items(), ids=[key[:20] for key in NO_AMOUNTS])
def test_an_amount_that_is_none_is_a_400_that_says_why(literal: str, said: str) -> None:
    assert post(f'{{"amount": {literal}}}') == (400, {"amount": [said], "code": "invalid"})


@pytest.mark.parametrize("literal", ["1" * 5000 + ".5", "0." + "0" * 5000, "1" + "0" * 5000 + "e-5000"])
def test_a_number_of_more_digits_than_anybody_writes_is_refused_by_the_parser(literal: str) -> None:
    said = {"detail": "The body has a number with too many digits.", "code": "parse_error"}
    assert post(f'{{"amount": {literal}}}') == (400, said)


def test_an_empty_text_is_no_null() -> None:
    assert send("maybe", "null") == (200, None)
    assert post('{"maybe": ""}') == (400, {"maybe": [NUMBER], "code": "invalid"})


@given(cents=st.integers(-(10**10) + 1, 10**10 - 1))
def test_every_amount_that_fits_comes_back_to_the_cent(cents: int) -> None:
    text = str(Decimal(cents).scaleb(-2))
    assert send("amount", text) == send("amount", f'"{text}"') == (200, text)


@given(text=st.text(max_size=8))
def test_any_other_text_is_refused_and_never_a_500(text: str) -> None:
    status, _ = send("amount", json.dumps(text))
    assert status == 400 or Decimal(text).is_finite()


def test_python_values_count_as_amounts_when_they_are_exact() -> None:
    field = fields.StrictDecimalField(max_digits=10, decimal_places=2)
    assert field.run_validation(Decimal("12.3")) == Decimal("12.30")
    for value in (12.3, float("nan"), Decimal("NaN"), Decimal("Infinity"), b"1", 10**5000):
        with pytest.raises(serializers.ValidationError):
            field.run_validation(value)
