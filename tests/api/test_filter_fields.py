"""Strict filters over HTTP: what passes, what is refused and by which name, the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from drf_spectacular.drainage import get_override

from ringfence.ownership.scope import acting_as
from ringfence_server.tasks.models import Task
from tests.api.filtered_lists import LARGE, PaperFilter, ask, found, shelf_of
from tests.people import Person
from tests.server.shapes import invalid

RANGES = {
    "": ["one", "two", "three"],
    "amount=12.30": ["one"],
    "amount=12.3": ["one"],
    "amount=12.31": [],
    "amount=none": ["three"],
    "amount=": ["one", "two", "three"],
    "amount_min=12.30": ["one", "two"],
    "amount_min=12.31": ["two"],
    "amount_max=12.30": ["one"],
    "amount_max=12.29": [],
    "amount_max=-0": [],
    "amount_min=-99999999.99&amount_max=99999999.99": ["one", "two"],
    "amount_min=13&amount_max=12": [],
    "due=2026-01-31": ["one"],
    "due=none": ["three"],
    "due_after=2026-01-31": ["one", "two"],
    "due_after=2026-02-01": ["two"],
    "due_before=2026-01-31": ["one"],
    "due_before=2026-01-30": [],
    "due_after=0001-01-01&due_before=9999-12-31": ["one", "two"],
    "due_after=2026-02-01&due_before=2026-01-01": [],
    "revision=1": ["one", "two", "three"],
    f"revision={LARGE - 1}": [],
    f"revision_min={-LARGE}": ["one", "two", "three"],
    f"revision_max={LARGE - 1}": ["one", "two", "three"],
    "revision_max=-1": [],
    "title=one": ["one"],
    "title=One": [],
    "title=%25": [],
    "kind=two": ["two"],
    "loose=true": ["three"],
    "loose=false": ["one", "two"],
    "shelf=none": ["three"],
}


def test_filters_and_ranges_include_their_ends(alice: Person) -> None:
    shelf_of(alice)
    assert found(alice, "papers", RANGES) == {query: (200, titles) for query, titles in RANGES.items()}


NUMBER = "Must be a number: digits and a decimal point, without an exponent."
DATE = "Must be a date that exists: YYYY-MM-DD."
INTEGER = f"Must be a whole number from {-LARGE} to {LARGE - 1}."
ID = "Must be an id: a whole number from 1 on."
MOMENT = "Must be a moment that exists: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][Z|+hh:mm|-hh:mm], with %2B for the plus."
NO_NUMBERS = [
    "NaN",
    "Infinity",
    "-inf",
    "1e2",
    "1E2",
    "1_0",
    "١",
    "１２",
    "+1",
    " 1",
    "1 ",
    "01",
    "1,5",
    ".5",
    "1.",
    "a",
]
NO_DATES = [
    "2026-02-30",
    "2026-1-1",
    "0000-01-01",
    "10000-01-01",
    "20260131",
    "٢٠٢٦-٠١-٣١",
    "today",
    "2026-01-31T00:00Z",
]
NO_MOMENTS = [
    *("2026-01-31", "2026-01-31T23:59:60Z", "2026-01-31T24:00Z", "2026-01-31T00:00 01:00", "0000-01-01T00:00Z"),
    *(
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00",
        "2026-01-31T00:00+25:00",
        "1769860800",
        "now",
        "2026-01-31 00:00",
    ),
]
MALFORMED = {
    ("papers", "amount_min"): (NUMBER, [*NO_NUMBERS, "none", "9" * 1001]),
    ("papers", "amount"): (f"{NUMBER[:-1]}, or none.", [*NO_NUMBERS, "None"]),
    ("papers", "due_before"): (DATE, [*NO_DATES, "none"]),
    ("papers", "due"): (f"{DATE[:-1]}, or none.", [*NO_DATES, "null"]),
    ("papers", "revision"): (INTEGER, [*NO_NUMBERS, "1.0", str(LARGE), str(-LARGE - 1), "9" * 40, "9" * 2000]),
    ("papers", "shelf"): (f"{ID[:-1]}, or none.", [*NO_NUMBERS, "0", "-1", "1.0"]),
    ("papers", "label"): (ID, [*NO_NUMBERS, "0", "-1", "none"]),
    ("papers", "kind"): ("Choose from: one, two.", ["three", "One", "one,two", " one"]),
    ("papers", "loose"): ("Must be true or false.", ["1", "True", "null", "yes"]),
    ("papers", "title"): ("Ensure this value has at most 10 characters (it has 11).", ["x" * 11]),
    ("tasks", "made_after"): (MOMENT, NO_MOMENTS),
}
UNFITTING = {
    "12.345": "Ensure that there are no more than 2 decimal places.",
    "12.300": "Ensure that there are no more than 2 decimal places.",
    "100000000": "Ensure that there are no more than 8 digits before the decimal point.",
    "12345678901": "Ensure that there are no more than 10 digits in total.",
    "9" * 900: "Ensure that there are no more than 10 digits in total.",
}


def test_a_malformed_value_is_a_400_under_the_name_of_its_parameter(alice: Person) -> None:
    shelf_of(alice)
    for (list_, name), (said, values) in MALFORMED.items():
        for value in values:
            assert ask(alice, f"{list_}/?{name}={quote(value)}") == (400, invalid(**{name: said})), (name, value)


def test_an_amount_that_the_column_could_not_hold_is_a_400(alice: Person) -> None:
    shelf_of(alice)
    for value, said in UNFITTING.items():
        for name in ("amount", "amount_min", "amount_max"):
            assert ask(alice, f"papers/?{name}={value}") == (400, invalid(**{name: said}))
            assert ask(alice, f"papers/?{name}=-{value}") == (400, invalid(**{name: said}))


def test_every_malformed_parameter_is_named_at_once(alice: Person) -> None:
    said = (400, invalid(amount_min=NUMBER, due_before=DATE))
    assert ask(alice, "papers/?amount_min=x&due_before=x&title=one") == said


def test_a_row_is_found_once_by_the_id_of_a_related_one(alice: Person) -> None:
    ids = shelf_of(alice)
    assert ask(alice, f"papers/?shelf={ids['shelf']}") == (200, ["one", "two"])
    assert ask(alice, f"papers/?label={ids['label']}") == (200, ["one"])
    assert ask(alice, f"papers/?off_shelf={ids['shelf']}") == (200, ["three"])


def test_an_id_of_another_owner_finds_what_an_id_that_nobody_has_finds(alice: Person, bob: Person) -> None:
    theirs, _ = shelf_of(alice), shelf_of(bob)
    for name in ("shelf", "label"):
        for value in (theirs[name], 999_999, LARGE - 1, LARGE, "9" * 40, "9" * 1000):
            assert ask(bob, f"papers/?{name}={value}") == (200, []), (name, value)
    for value in (theirs["shelf"], 999_999, LARGE, "9" * 40):
        assert ask(bob, f"papers/?off_shelf={value}") == (200, ["one", "two", "three"]), value


OUT_OF_THE_COLUMN = [2**15, 2**31, 2**63 - 1]


def test_an_integer_beyond_its_column_compares_as_numbers_do(alice: Person) -> None:
    with acting_as(alice.id):
        Task.objects.create(title="one")
    for value in OUT_OF_THE_COLUMN:
        expected = {
            f"level={value}": [],
            f"level={-value}": [],
            f"level_min={value}": [],
            f"level_min={-value}": ["one"],
            f"level_max={value}": ["one"],
            f"level_max={-value}": [],
        }
        assert found(alice, "tasks", expected) == {query: (200, titles) for query, titles in expected.items()}


def test_a_moment_is_the_same_in_every_offset_and_ends_are_included(alice: Person) -> None:
    moment = datetime(2026, 1, 31, 12, 0, 0, 5, tzinfo=UTC)
    with acting_as(alice.id):
        Task.objects.create(title="one")
        Task.objects.update(created_at=moment)
    text, earlier = "2026-01-31T12:00:00.000005Z", "2026-01-31T12:00:00.000004Z"
    expected = {
        f"made={text}": ["one"],
        "made=2026-01-31T13:30:00.000005%2B01:30": ["one"],
        "made=2026-01-31T12:00:00.000005": ["one"],
        f"made={earlier}": [],
        f"made_before={text}": ["one"],
        f"made_before={earlier}": [],
        f"made_after={text}": ["one"],
        f"made_after={earlier}": ["one"],
        "made_after=0001-01-01T00:00Z&made_before=9999-12-31T23:59:59.999999Z": ["one"],
        "made_before=0001-01-01T00:00-23:59": [],
        "made_after=9999-12-31T23:59%2B23:59": [],
    }
    assert found(alice, "tasks", expected) == {query: (200, titles) for query, titles in expected.items()}


def test_a_filter_describes_itself_for_openapi() -> None:
    described = {name: get_override(each, "field") for name, each in PaperFilter.base_filters.items()}
    assert described["amount_min"] == {"type": "string", "format": "decimal", "description": f"At least this. {NUMBER}"}
    assert described["due"] == {
        "oneOf": [{"type": "string", "format": "date"}, {"type": "string", "enum": ["none"]}],
        "description": f"{DATE[:-1]}, or none.",
    }
    assert described["kind"] == {"type": "string", "enum": ["one", "two"], "description": "Choose from: one, two."}
    assert described["title"] == {"type": "string", "maxLength": 10, "description": "Exactly this text."}
