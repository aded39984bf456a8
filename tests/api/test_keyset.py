"""Positions in an ordered list: every row is met once, and nothing but a true cursor is taken for one."""

from __future__ import annotations

import base64
import datetime as dt
import json
import uuid
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ringfence.api import keyset
from ringfence.api.cursors import MAX_CURSOR_LENGTH, InvalidCursor, Order
from ringfence.ownership.scope import acting_as
from tests.people import Person
from tests.shelf.models import Paper, Shelf

LARGEST = 2**63 - 1

COLUMNS = ["title", "due", "amount", "shelf_id"]
due_dates = st.none() | st.sampled_from([dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date.max])
amounts = st.none() | st.sampled_from([Decimal("0.00"), Decimal("0.10"), Decimal("99999999.99")])
rows_of_papers = st.lists(st.tuples(st.sampled_from("abc"), due_dates, amounts, st.booleans()), max_size=14)
orders = st.lists(st.tuples(st.sampled_from(COLUMNS), st.booleans()), max_size=3, unique_by=lambda pair: pair[0])


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows_of_papers, order=orders, newest_first=st.booleans(), size=st.integers(1, 5))
def test_by_cursor_each_row_is_met_once_and_in_order_forwards_and_backwards(
    alice: Person, rows: list[Any], order: list[tuple[str, bool]], newest_first: bool, size: int
) -> None:
    with acting_as(alice.id):
        shelf = Shelf.objects.get_or_create(name="only")[0]
        Paper.objects.all().delete()
        made = Paper.objects.bulk_create(
            [
                Paper(title=title, due=due, amount=amount, shelf=shelf if shelved else None)
                for title, due, amount, shelved in rows
            ]
        )
        for paper in made:
            paper.title += f"{paper.pk}"
        names = [("-" if descending else "") + name for name, descending in order]
        queryset = Paper.objects.order_by(*names, "-id" if newest_first else "id")
        expected = sorted(made, key=lambda paper: paper.pk, reverse=newest_first)
        for name, descending in reversed(order):
            # NULL is larger than every value.
            expected.sort(
                key=lambda paper: (getattr(paper, name) is None, key_of(getattr(paper, name))),
                reverse=descending,
            )
        met = {paper.pk: position for position, paper in enumerate(expected)}
        forwards, backwards = walk_ids(queryset, size)
        assert [met[pk] for page in forwards for pk in page] == list(range(len(made)))
        assert [met[pk] for page in backwards for pk in page] == list(range(len(made)))
        by_number = [paper.pk for paper in keyset.totally_ordered(queryset)]
        assert [met[pk] for pk in by_number] == list(range(len(made)))


def key_of(value: Any) -> Any:
    """Something to compare with; titles by their first letter, as the rows hold it."""
    if value is None:
        return ""
    return value[0] if isinstance(value, str) else str(value).zfill(20)


def walk_ids(queryset: QuerySet[Any], size: int) -> tuple[list[list[int]], list[list[int]]]:
    """As ``walk``, below HTTP, by primary key."""
    ordered = keyset.totally_ordered(queryset)
    order = Order(ordered)
    forwards: list[list[int]] = []
    cursor = keyset.Cursor()
    while rows := list(keyset.page_from(ordered, order.keys, cursor, size)):
        forwards.append([row.pk for row in rows])
        cursor = order.decode(order.encode(rows[-1], backwards=False))
    backwards: list[list[int]] = []
    cursor = order.decode(order.encode(None, backwards=True))
    while rows := list(keyset.page_from(ordered, order.keys, cursor, size)):
        backwards.insert(0, [row.pk for row in reversed(rows)])
        cursor = order.decode(order.encode(rows[-1], backwards=True))
    return forwards, backwards


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ["pk"]),
        (("title",), ["title", "pk"]),
        (("-title",), ["-title", "-pk"]),
        (("-title", "id"), ["-title", "id"]),
        (("-pk",), ["-id"]),
        (("shelf",), ["OrderBy(F(shelf_id), descending=False)", "pk"]),
        (("body", "-revision"), ["body", "-revision", "-pk"]),
        (("shelf__name",), ["shelf__name", "pk"]),
        (("?",), ["?", "pk"]),
        ((Lower("title").desc(),), ["OrderBy(Lower(F(title)), descending=True)", "-pk"]),
    ],
)
def test_every_order_ends_in_the_primary_key(names: Any, expected: list[str]) -> None:
    order = keyset.totally_ordered(Paper.objects.order_by(*names)).query.order_by
    assert [str(item) for item in order] == expected


@pytest.mark.parametrize(
    "names",
    [
        ["?"],
        ["body"],
        ["title", "body", "id"],
        ["shelf__name"],
        ["shelf__name", "id"],
        [Lower("title")],
        [F("shelf__name").desc()],
        [F("id") + 1],
    ],
    ids=str,
)
def test_an_order_without_plain_short_columns_has_no_positions(names: Any) -> None:
    with pytest.raises(keyset.NoKeyset):
        keyset.keys_of(keyset.totally_ordered(Paper.objects.order_by(*names)))


def token(*parts: Any) -> str:
    """A cursor's outer form around anything."""
    content = json.dumps(parts, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def encoded(content: bytes) -> str:
    """Anything in base64."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def signature_of(queryset: QuerySet[Any]) -> str:
    """What the cursors of the queryset begin with."""
    parts = decoded(begun(queryset))
    return str(parts[0])


def decoded(text: str) -> Any:
    """A cursor's parts."""
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def begun(queryset: QuerySet[Any]) -> str:
    """The cursor before the end of the queryset."""
    return Order(keyset.totally_ordered(queryset)).encode(None, backwards=True)


def read(queryset: QuerySet[Any], text: str) -> keyset.Cursor:
    """The cursor that the text is for the queryset."""
    return Order(keyset.totally_ordered(queryset)).decode(text)


NOT_JSON = "x = ==== AAAA .... cursor null 0 -1 é %00 + / W10 W10= e30 bnVsbA MQ WzEsMiwzXQ IiI TmFO"
RUBBISH = [
    *NOT_JSON.split(),
    *("", " ", "a b", "\n", "\x00", "_" * 4096, "A" * 4096, "A" * 4097, "A" * 100_000),
    *map(
        encoded,
        [b"[[],[],[]]", b"[null,null,null]", b"[" * 3000, b"9" * 3000, b"\xff\xfe\xfd", b"abc", b"NaN"],
    ),
    *map(encoded, [b'["\\ud800","n",[]]', b'{"a":1,"b":2,"c":3}', b"[NaN,NaN,NaN]", b'[1,"n",["1"]]', b'"abc"']),
]


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_not_a_cursor(text: str) -> None:
    with pytest.raises(InvalidCursor):
        read(Paper.objects.order_by("id"), text)


NO_ID = "x 01 +1 1_0 1.0 1e3 -0 ١ True None nan 1;DROP ' 9223372036854775808"
FORGED = [
    *([value] for value in NO_ID.split()),
    *([], [None], [""], [" 1"], ["1 "], ["1\n"], ["\x001"], ["1\x00"], ["\ud800"], ["9" * 40], ["9" * 2000]),
    *(["1", "2"], "1", 1, {"1": 1}, [1], [True], [1.0], [["1"]], [{}], [str(-(2**63) - 1)]),
]


@pytest.mark.parametrize("values", FORGED, ids=lambda value: ascii(value)[:30])
@pytest.mark.parametrize("direction", ["n", "p"])
def test_a_forged_position_is_not_a_cursor(values: Any, direction: str) -> None:
    queryset = Paper.objects.order_by("id")
    with pytest.raises(InvalidCursor):
        read(queryset, token(signature_of(queryset), direction, values))


def test_a_cursor_has_one_spelling() -> None:
    queryset = Paper.objects.order_by("id")
    signature = signature_of(queryset)
    good = token(signature, "n", ["1"])
    assert read(queryset, good) == keyset.Cursor(values=(1,))
    others = [f"{good}=", f"{good}A", good[:-1], f"A{good}", good.upper(), token(signature, "n", ["1"], 1)]
    others += [token(signature, direction, ["1"]) for direction in ("", "N", "x", None, 1, ["n"])]
    others += [token(signature), token(signature, "n", None), token("0" * 12, "n", ["1"])]
    others.append(encoded(json.dumps([signature, "n", ["1"]]).encode()))
    for other in others:
        with pytest.raises(InvalidCursor):
            read(queryset, other)


def test_a_cursor_of_another_order_or_model_is_refused() -> None:
    own = Paper.objects.order_by("due", "id")
    others: list[QuerySet[Any]] = [
        Paper.objects.order_by("-due", "id"),
        Paper.objects.order_by("due", "-id"),
        Paper.objects.order_by("amount", "id"),
        Paper.objects.order_by(F("due").asc(nulls_first=True), "id"),
        Paper.objects.order_by("due", "title", "id"),
        Paper.objects.order_by("id"),
        Shelf.objects.order_by("id"),
    ]
    assert read(own, begun(own)) == keyset.Cursor(backwards=True)
    for other in others:
        with pytest.raises(InvalidCursor):
            read(own, begun(other))


@pytest.fixture(scope="module")
def things() -> Any:
    """A model with a column of every type that an order may have."""
    with isolate_apps("tests.shelf"):

        class Parent(models.Model):
            id = models.UUIDField(primary_key=True)

            class Meta:
                app_label = "shelf"

        class Thing(models.Model):
            flag = models.BooleanField(null=True)
            small = models.SmallIntegerField(null=True)
            text = models.CharField(max_length=100, null=True)
            day = models.DateField(null=True)
            moment = models.DateTimeField(null=True)
            hour = models.TimeField(null=True)
            span = models.DurationField(null=True)
            amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
            ratio = models.FloatField(null=True)
            token = models.UUIDField(null=True)
            parent = models.ForeignKey(Parent, models.CASCADE, null=True)
            long = models.CharField(max_length=1000)
            endless = models.CharField()
            other = models.JSONField()

            class Meta:
                app_label = "shelf"

    return Thing


VALUES: list[tuple[str, Any]] = [
    *(("flag", True), ("flag", False), ("flag", None), ("small", -5), ("small", 0), ("small", None)),
    *(("text", value) for value in ("", "a", 'é "\\ 🙂\u2028\x01', "\U0010ffff" * 100, "\x1f" * 100, None)),
    *(("day", value) for value in (dt.date(1, 1, 1), dt.date(9999, 12, 31), None)),
    *(("moment", dt.datetime(2026, 1, 1, 12, 30, 1, micros, dt.UTC)) for micros in (0, 5, 500_000)),
    *(("moment", dt.datetime(year, 12, 31, 23, 59, 59, 999999, dt.UTC)) for year in (1, 9999)),
    *(("hour", value) for value in (dt.time(0), dt.time(23, 59, 59, 999999), None)),
    *(("span", dt.timedelta(days, 5, micros)) for days, micros in ((0, 0), (-3, 7), (1000, 1))),
    *(("amount", value) for value in (Decimal("0.10"), Decimal("-99999999.99"), None)),
    *(("ratio", value) for value in (0.1, -1e300, 0.0, float("inf"), None)),
    *(("token", uuid.UUID(int=7)), ("token", None), ("parent", uuid.UUID(int=8)), ("parent", None)),
]


@pytest.mark.parametrize(("name", "value"), VALUES, ids=lambda value: ascii(value)[:40])
def test_a_position_of_any_type_comes_back_as_it_was(things: Any, db: None, name: str, value: Any) -> None:
    queryset = keyset.totally_ordered(things.objects.order_by(name))
    order = Order(queryset)
    row = SimpleNamespace(**{order.keys[0].name: value}, id=LARGEST)
    text = order.encode(row, backwards=True)
    assert len(text) <= MAX_CURSOR_LENGTH
    assert order.decode(text) == keyset.Cursor(backwards=True, values=(value, LARGEST))


MANY = {
    "flag": "true 1 t None",
    "small": "1_0 1.0 10000000000000000000",
    "text": "\x00 \ud800",
    "day": "2026-02-30 20260101 2026-1-1 2026-01-01T00:00:00 0000-01-01 10000-01-01",
    "moment": "2026-01-01 2026-01-01T00:00:00 2026-01-01T00:00:00Z 0001-01-01T00:00:00+14:00 x "
    "9999-12-31T23:59:59-14:00 2026-13-01T00:00:00+00:00",
    "hour": "24:00 10:00:00+02:00 10:00",
    "span": "P1D 1e5 999999999999999999999999999999",
    "amount": "NaN sNaN Infinity 1E+999999 1e-999999 0.101 123456789012.00 1_0",
    "ratio": "1e400 1E5 0x1p3 Infinity",
    "token": "7 {} 00000000000000000000000000000007 00000000-0000-0000-0000-00000000000A",
    "parent": "1",
}
HOSTILE = [(name, text) for name, texts in MANY.items() for text in texts.split(" ")]
HOSTILE += [
    ("amount", " 1"),
    ("day", ""),
    ("moment", "2026-01-01 00:00:00+00:00"),
    ("span", "1000000000 00:00:00"),
]


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=ascii)
def test_a_forged_value_of_any_type_is_refused(things: Any, db: None, name: str, text: str) -> None:
    queryset = keyset.totally_ordered(things.objects.order_by(name))
    order = Order(queryset)
    with pytest.raises(InvalidCursor):
        order.decode(token(signature_of(queryset), "n", [text, "1"]))


def test_a_value_that_the_database_at_hand_cannot_hold_is_refused(things: Any, db: None) -> None:
    """SQLite keeps a span as microseconds in 64 bits."""
    queryset = keyset.totally_ordered(things.objects.order_by("span"))
    forged = token(signature_of(queryset), "n", ["999999999 00:00:00", "1"])
    if connection.vendor == "sqlite":
        with pytest.raises(InvalidCursor):
            read(queryset, forged)
    else:
        assert read(queryset, forged) == keyset.Cursor(values=(dt.timedelta(999999999), 1))


def test_no_value_stands_for_null_where_there_is_none(things: Any, db: None) -> None:
    queryset = keyset.totally_ordered(things.objects.order_by("day"))
    order = Order(queryset)
    with pytest.raises(InvalidCursor):
        order.decode(token(signature_of(queryset), "n", ["2026-01-01", None]))


@pytest.mark.parametrize("names", [["long"], ["endless"], ["other"], ["text", "long"]])
def test_values_that_would_not_fit_an_address_have_no_cursors(things: Any, names: list[str]) -> None:
    with pytest.raises(keyset.NoKeyset):
        keyset.keys_of(keyset.totally_ordered(things.objects.order_by(*names)))


def test_a_moment_with_another_offset_is_compared_in_utc(things: Any, db: None) -> None:
    """PostgreSQL knows no offset of a whole day, Python does."""
    queryset = keyset.totally_ordered(things.objects.order_by("moment"))
    text = token(signature_of(queryset), "n", ["2026-01-02T00:00:00+23:59", "1"])
    values = read(queryset, text).values
    assert values is not None
    assert values[0].isoformat() == "2026-01-01T00:01:00+00:00"


def test_without_time_zones_moments_are_naive(things: Any, db: None, settings: Any) -> None:
    settings.USE_TZ = False
    queryset = keyset.totally_ordered(things.objects.order_by("moment"))
    order = Order(queryset)
    moment = dt.datetime(2026, 1, 1, 12)  # noqa: DTZ001
    text = order.encode(SimpleNamespace(moment=moment, id=1), backwards=False)
    assert order.decode(text) == keyset.Cursor(values=(moment, 1))
    forged = token(signature_of(queryset), "n", ["2026-01-01T00:00:00+00:00", "1"])
    with pytest.raises(InvalidCursor):
        order.decode(forged)


@given(text=st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_no_text_at_all_is_worse_than_invalid(text: str) -> None:
    queryset = keyset.totally_ordered(Paper.objects.order_by("due"))
    with pytest.raises(InvalidCursor):
        Order(queryset).decode(text)
