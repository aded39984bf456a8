"""Rows at random: every column of ``Thing`` at its extremes, with others around it in every relation."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.kinds.models import Cover, Group, Piece, Thing, ThingWord, Word

# What JSON escapes, what JavaScript once choked on, what SQL quotes, and both ends of every plane's neighbourhood.
AWKWARD = [
    *("", " ", "0", "null", "é", "ß", "İ", "e\u0301", "\u200f\u202e", "\ufeff", "\ufffd", "\ufffe", "\uffff"),
    *("\u2028", "\u2029", "a\u2028b\u2029c", "\u20ff", "\x01", "\x08\x0c\n\r\t", "\x1f", "\x7f", "\x80\x9f"),
    *('"', "\\", '\\"', "/", "</script>", "'", "''", "%", "%s", "$1", "?", '{"a":1}', "[]", "]}", '{"', "&<>"),
    *("\U00010000", "\U0001f600", "\U0001f468\u200d\U0001f469", "\U000e0001", "\U000f0000", "\U0010ffff"),
]
# PostgreSQL has no NUL, and no half of a pair of surrogates is a character.
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_UTC = datetime.UTC


def texts(longest: int) -> st.SearchStrategy[str]:
    """Texts of every plane."""
    return st.one_of(
        st.sampled_from(AWKWARD),
        st.text(_CHARACTERS, max_size=min(longest, 12)),
        st.lists(st.sampled_from(AWKWARD), max_size=4).map(lambda parts: "".join(parts)[:longest]),
    )


def integers(bits: int, *, positive: bool = False) -> st.SearchStrategy[int]:
    """Integers of a column, its ends among them."""
    low, high = (0 if positive else -(2 ** (bits - 1))), 2 ** (bits - 1) - 1
    return st.one_of(st.sampled_from([low, high, 0, 1]), st.integers(low, high))


def decimals(digits: int, places: int) -> st.SearchStrategy[Decimal]:
    """Decimals of a column, its ends among them."""
    most = 10**digits - 1
    units = st.one_of(st.sampled_from([0, 1, -1, most, -most, 10**places, 5 * 10 ** max(places - 1, 0)]), _units(most))
    # Not by arithmetic, which rounds to 28 digits.
    return units.map(lambda unit: Decimal(f"{unit}e-{places}"))


def _units(most: int) -> st.SearchStrategy[int]:
    return st.integers(-most, most)


_MICROSECONDS = st.sampled_from([0, 1, 10, 100_000, 120_000, 999_000, 999_999])
_DATES = st.one_of(st.sampled_from([datetime.date.min, datetime.date.max, datetime.date(2024, 2, 29)]), st.dates())
_TIMES = st.builds(lambda time, micro: time.replace(microsecond=micro), st.times(), _MICROSECONDS)
_MOMENTS = st.builds(lambda day, time: datetime.datetime.combine(day, time, _UTC), _DATES, _TIMES)
_SPANS = st.one_of(
    st.sampled_from([datetime.timedelta(0), datetime.timedelta(microseconds=-1), datetime.timedelta(days=-1)]),
    st.timedeltas(datetime.timedelta(days=-99_999), datetime.timedelta(days=99_999)),
)
_FLOATS = st.one_of(
    st.sampled_from([0.0, -0.0, 0.1, 1e16, 1e-7, 1e22, 1.7976931348623157e308, 5e-324, -123456789.125, 100.0]),
    st.floats(allow_nan=False, allow_infinity=False),
)
_DOCUMENTS = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(-(2**70), 2**70), texts(20)),
        # PostgreSQL keeps numbers exactly, and reads some of them back as another spelling of the same double.
        st.sampled_from([0.5, -1.25, 1e16, 1e-7, 123456.789]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts(10), inner, max_size=3)),
    max_leaves=6,
)

COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "text": texts(200),
    "slug": st.sampled_from(["a-slug", "-", "_0"]),
    "email": st.sampled_from(["a@example.com", "x+y@b.example"]),
    "url": st.sampled_from(["https://example.com/?a=1&b=%22#c", "http://a.example"]),
    "mood": st.sampled_from([*Thing.Mood.values, "odd"]),
    "level": st.sampled_from([*Thing.Level.values, 7]),
    "perhaps": st.booleans(),
    "small": integers(16),
    "number": integers(32),
    "big": integers(64),
    "count": integers(32, positive=True),
    "count_small": integers(16, positive=True),
    "count_big": integers(64, positive=True),
    "amount": decimals(10, 2),
    "exact": decimals(15, 5),
    "whole": decimals(15, 0),
    # Not up to its ends, which SQLite's doubles round to a number that has a digit too many.
    "wide": decimals(28, 10),
    "day": _DATES,
    "hour": _TIMES,
    "moment": _MOMENTS,
    "span": _SPANS,
    "uuid": st.uuids(),
    "ratio": _FLOATS,
    "data": _DOCUMENTS,
}
_REQUIRED = {"long_text": texts(200), "word": st.sampled_from(["a", "b", "z"]), "yes": st.booleans()}

_PIECE = st.fixed_dictionaries(
    {
        "name": texts(50),
        "rank": st.integers(-1, 1),
        "price": st.none() | decimals(8, 3),
        "made_at": st.none() | _MOMENTS,
    }
)
_COVER = st.fixed_dictionaries({"colour": texts(20), "made_on": st.none() | _DATES})
_THING = st.fixed_dictionaries(
    {
        "columns": st.fixed_dictionaries(
            {**{name: st.none() | values for name, values in COLUMNS.items()}, **_REQUIRED},
        ),
        "group": st.none() | st.integers(0, 1),
        "words": st.sets(st.integers(0, 3)),
        "pieces": st.lists(_PIECE, max_size=3),
        "cover": st.none() | _COVER,
    }
)
SHELVES = st.fixed_dictionaries(
    {
        "groups": st.lists(texts(50), min_size=2, max_size=2),
        "words": st.lists(texts(50), min_size=4, max_size=4, unique=True),
        "things": st.lists(_THING, max_size=4),
    }
)


def store(plan: dict[str, Any]) -> None:
    """The rows of a plan, as whoever acts."""
    groups = Group.objects.bulk_create([Group(name=name) for name in plan["groups"]])
    words = Word.objects.bulk_create([Word(name=name) for name in plan["words"]])
    things = Thing.objects.bulk_create(
        [
            Thing(**each["columns"], group=None if each["group"] is None else groups[each["group"]])
            for each in plan["things"]
        ]
    )
    pairs = list(zip(things, plan["things"], strict=True))
    # Backwards, so that no order is right by chance.
    worn = [ThingWord(thing=thing, word=words[word]) for thing, each in pairs for word in sorted(each["words"])[::-1]]
    ThingWord.objects.bulk_create(worn)
    Piece.objects.bulk_create([Piece(thing=thing, **piece) for thing, each in pairs for piece in each["pieces"]])
    Cover.objects.bulk_create([Cover(thing=thing, **each["cover"]) for thing, each in pairs if each["cover"]])
