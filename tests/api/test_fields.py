"""What the strict fields but amounts take and refuse, as JSON that arrives at a view: nothing is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import models
from django.test.utils import isolate_apps
from rest_framework import serializers

from ringfence.api.date_fields import StrictDateField, StrictDateTimeField, StrictTimeField
from ringfence.api.fields import NamedChoiceField
from ringfence.api.serializers import OwnedSerializer
from tests.api.everything import DATE, DATETIME, INTEGER, LONG, NULL, NUMBER, TIME, post, send

INTEGERS = {"0": 0, "-0": 0, "12": 12, '"12"': 12, '"-12"': -12, str(2**63 - 1): 2**63 - 1, str(-(2**63)): -(2**63)}
NO_INTEGERS = {
    **dict.fromkeys(["true", "false", "1.0", "1.5", "1e2", '"1.0"', '"1e2"', '"1_0"', '"１"', '"١"', '"+1"'], INTEGER),
    **dict.fromkeys(['"01"', '""', '" 1"', '"1 "', '"0x1"', '"a"', '"²"', "[]", "{}", "[1]"], INTEGER),
    "null": NULL,
    str(2**63): f"Ensure this value is less than or equal to {2**63 - 1}.",
    f'"{2**63}"': f"Ensure this value is less than or equal to {2**63 - 1}.",
    str(-(2**63) - 1): f"Ensure this value is greater than or equal to {-(2**63)}.",
    "9" * 4000: f"Ensure this value is less than or equal to {2**63 - 1}.",
    f'"{"9" * 1001}"': LONG,
}


@pytest.mark.parametrize("name", ["number", "big"])
def test_an_integer_is_one_of_json_or_a_text_of_digits(name: str) -> None:
    assert {literal: send(name, literal) for literal in INTEGERS} == {
        key: (200, value) for key, value in INTEGERS.items()
    }
    found = {literal: post(f'{{"{name}": {literal}}}') for literal in NO_INTEGERS}
    assert found == {literal: (400, {name: [said], "code": "invalid"}) for literal, said in NO_INTEGERS.items()}


@pytest.mark.parametrize(("name", "bits"), [("number16", 16), ("number32", 32), ("number", 64)])
def test_an_integer_stays_within_its_column_on_either_database(name: str, bits: int) -> None:
    largest = 2 ** (bits - 1) - 1
    assert send(name, str(largest)) == (200, largest)
    assert send(name, str(-largest - 1)) == (200, -largest - 1)
    assert send(name, str(largest + 1))[0] == send(name, str(-largest - 2))[0] == 400


VALID: list[tuple[str, str, Any]] = [
    ("flag", "true", True),
    ("flag", "false", False),
    ("flag", '"true"', True),
    ("flag", '"false"', False),
    ("text", '" ab "', "ab"),
    ("text", '"12"', "12"),
    ("slug", '"a-b_1"', "a-b_1"),
    ("ratio", "1.5", 1.5),
    ("ratio", "1e2", 100.0),
    ("ratio", "7", 7.0),
    ("ratio", '"-1.5"', -1.5),
    ("colour", '"red"', "red"),
    ("size", "2", 2),
    ("priority", '"low"', "low"),
    ("priority", '"high"', "high"),
    ("day", '"2024-02-29"', "2024-02-29"),
    ("day", '"0001-01-01"', "0001-01-01"),
    ("day", '"9999-12-31"', "9999-12-31"),
    ("clock", '"23:59"', "23:59:00"),
    ("clock", '"00:00:00.5"', "00:00:00.500000"),
    ("moment", '"2026-01-31T12:00Z"', "2026-01-31T12:00:00Z"),
    ("moment", '"2026-01-31T12:00:00"', "2026-01-31T12:00:00Z"),
    ("moment", '"2026-01-31T12:00:00.123+05:30"', "2026-01-31T06:30:00.123000Z"),
    ("moment", '"0001-01-01T00:00:00Z"', "0001-01-01T00:00:00Z"),
    ("moment", '"9999-12-31T23:59:59.999999Z"', "9999-12-31T23:59:59.999999Z"),
    ("moment", '"9999-12-31T23:59+14:00"', "9999-12-31T09:59:00Z"),
    ("key", '"6F9619FF-8B86-D011-B42D-00CF4FC964FF"', "6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
]


@pytest.mark.parametrize(("name", "literal", "read"), VALID)
def test_a_value_in_its_own_spelling_is_taken(name: str, literal: str, read: Any) -> None:
    assert send(name, literal) == (200, read)


BOOLEAN = "Must be a valid boolean."
TEXT = "Not a valid string."
SLUG = 'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'
KEY = "Must be a valid UUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12."
RANGE = "Datetime value out of range."
INVALID: dict[str, tuple[str, list[str]]] = {
    "flag": (BOOLEAN, ["1", "0", "1.0", '"yes"', '"1"', '"on"', '"True"', '"TRUE"', '""', '" true"', "[]", '"t"']),
    "text": (TEXT, ["1", "1.5", "true", "[]", "{}", "0"]),
    "slug": (SLUG, ["1", "true", "[]"]),
    "ratio": (NUMBER, ['"1_0"', '"１"', '"nan"', '"inf"', '"1e2"', '" 1"', '"+1"', "true", "[]", '""', '"Infinity"']),
    "colour": ("Choose from: red, green.", ['"blue"', '"RED"', '""', "1", "true", "[]", "{}", '["red"]', '" red"']),
    "size": ("Choose from: 1, 2.", ['"1"', "3", "1.0", "true", '"small"', "[]"]),
    "priority": ("Choose from: low, high.", ["1", "3", '"1"', '"Low"', '"normal"', '""', "true", "[]"]),
    "day": (
        DATE,
        [
            *('"2026-02-30"', '"2025-02-29"', '"0000-01-01"', '"10000-01-01"', '"-0001-01-01"', '"2026-1-1"'),
            *(
                '"20260131"',
                '"2026-W05-6"',
                '"2026-031"',
                '"٢٠٢٦-٠١-٣١"',
                '"２０２６-01-31"',
                '"2026-01-31T00:00"',
                '""',
            ),
            *('" 2026-01-31"', '"2026-01-31\\n"', "20260131", "true", "[]", '"31.01.2026"', '"today"', "1.5"),
        ],
    ),
    "clock": (
        TIME,
        ['"24:00"', '"23:60"', '"23:59:60"', '"2359"', '"23"', '"٢٣:٥٩"', '"23:59Z"', "2359", "true", '""'],
    ),
    "moment": (
        DATETIME,
        [
            *('"2026-01-31T23:59:60Z"', '"2016-12-31T23:59:60Z"', '"2026-01-31T24:00:00Z"', '"2026-02-30T00:00Z"'),
            *(
                '"2026-01-31"',
                '"2026-01-31 12:00Z"',
                '"2026-01-31T12Z"',
                '"20260131T1200Z"',
                '"2026-01-31T12:00 01:00"',
            ),
            *(
                '"2026-01-31T12:00+24:00"',
                '"2026-01-31T12:00+01:60"',
                '"2026-01-31T12:00+1"',
                '"2026-01-31T12:00+0100"',
            ),
            *('"2026-01-31T12:00:00.1234567Z"', '"2026-01-31T12:00:00,5Z"', '"2026-01-31t12:00z"', '""', "1769860800"),
            *(
                '"٢٠٢٦-01-31T12:00Z"',
                '"0000-01-01T00:00Z"',
                '"10000-01-01T00:00Z"',
                "true",
                "[]",
                '" 2026-01-31T12:00Z"',
            ),
        ],
    ),
    "key": (
        KEY,
        [
            *('"6f9619ff8b86d011b42d00cf4fc964ff"', '"{6f9619ff-8b86-d011-b42d-00cf4fc964ff}"', "5", "true", '""'),
            *('"urn:uuid:6f9619ff-8b86-d011-b42d-00cf4fc964ff"', '"6f9619ff-8b86-d011-b42d-00cf4fc964f_"', "[]"),
            *('"６f9619ff-8b86-d011-b42d-00cf4fc964ff"', '"6f9619ff-8b86-d011-b42d-00cf4fc964fg"', "-1"),
        ],
    ),
}


@pytest.mark.parametrize(
    ("name", "literal", "said"), [(name, each, said) for name, (said, all_) in INVALID.items() for each in all_]
)
def test_a_value_of_another_type_or_spelling_is_a_400_that_says_what_is_wanted(
    name: str, literal: str, said: str
) -> None:
    assert post(f'{{"{name}": {literal}}}') == (400, {name: [said], "code": "invalid"})


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "9999-12-31T23:59-00:01"])
def test_a_moment_that_its_offset_takes_out_of_the_calendar_is_a_400(text: str) -> None:
    assert post(f'{{"moment": "{text}"}}') == (400, {"moment": [RANGE], "code": "invalid"})


def test_python_values_count_as_dates_and_times_of_their_own_kind_only() -> None:
    moment = datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert StrictDateField().run_validation(date(2026, 1, 31)) == date(2026, 1, 31)
    assert StrictTimeField().run_validation(time(12)) == time(12)
    assert StrictDateTimeField().run_validation(moment) == moment
    for field, value in ((StrictDateField(), moment), (StrictDateTimeField(), date(2026, 1, 31))):
        with pytest.raises(serializers.ValidationError):
            field.run_validation(value)


def test_a_choice_keeps_its_name_outside_and_its_value_inside() -> None:
    field = NamedChoiceField({"low": 1, "normal": 2, "high": 3})
    assert [field.run_validation(name) for name in ("low", "normal", "high")] == [1, 2, 3]
    assert [field.to_representation(value) for value in (1, 2, 3)] == ["low", "normal", "high"]
    assert list(field.choices) == ["low", "normal", "high"]


@isolate_apps("tests.shelf")
def test_an_owned_serializer_reads_every_column_strictly() -> None:
    class Sheet(models.Model):
        big = models.BigIntegerField()
        positive_big = models.PositiveBigIntegerField()
        integer = models.IntegerField()
        positive = models.PositiveIntegerField()
        small = models.SmallIntegerField()
        positive_small = models.PositiveSmallIntegerField()
        amount = models.DecimalField(max_digits=10, decimal_places=2)
        ratio = models.FloatField()
        flag = models.BooleanField()
        text = models.TextField()
        name = models.CharField(max_length=10)
        slug = models.SlugField()
        day = models.DateField()
        moment = models.DateTimeField()
        clock = models.TimeField()
        key = models.UUIDField()
        colour = models.CharField(max_length=5, choices=[("red", "Red")])

        class Meta:
            app_label = "shelf"

    class SheetSerializer(OwnedSerializer):
        class Meta:
            model = Sheet
            fields = [field.name for field in Sheet._meta.fields if field.name != "id"]

    written = SheetSerializer().fields
    assert {name: type(field).__name__ for name, field in written.items()} == {
        "big": "StrictBigIntegerField",
        "positive_big": "StrictBigIntegerField",
        "integer": "StrictInteger32Field",
        "positive": "StrictInteger32Field",
        "small": "StrictInteger16Field",
        "positive_small": "StrictInteger16Field",
        "amount": "StrictDecimalField",
        "ratio": "StrictFloatField",
        "flag": "StrictBooleanField",
        "text": "StrictCharField",
        "name": "StrictCharField",
        "slug": "StrictSlugField",
        "day": "StrictDateField",
        "moment": "StrictDateTimeField",
        "clock": "StrictTimeField",
        "key": "StrictUUIDField",
        "colour": "StrictChoiceField",
    }
    amount: Any = written["amount"]
    assert (amount.max_digits, amount.decimal_places) == (10, 2)
