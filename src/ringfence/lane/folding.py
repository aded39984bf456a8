"""What a page is made of: the JSON of its rows together, and the keys of its two ends.

PostgreSQL gives it as one row: each row of an answer is a message of its own, which costs the database and whoever
reads it more than what is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ringfence.lane.statements import Statement

Values = Sequence[Any]


def fold(statement: Statement, *, keys: int, counted: bool, size: int) -> Statement:
    """The statement whose one row is the page of the rows of ``statement``.

    Those have their JSON, as many ``keys``, and with ``counted`` the count of all; ``size`` of them are shown at most.
    """
    names = ["json", *(f"key{number}" for number in range(keys)), *(["counted"] if counted else [])]
    columns = ["count(*)", f"array_to_string((array_agg(json))[1:{size}], ',')"]
    for place in ("1", f"least(count(*), {size})"):
        columns += [f"(array_agg({name}))[{place}]" for name in names[1 : 1 + keys]]
    columns += ["min(counted)"] * counted
    # What is aggregated comes as the inner statement orders it: nothing between the two changes that.
    text = f"SELECT {', '.join(columns)} FROM ({statement.text}) ringfence_page ({', '.join(names)})"
    return replace(statement, text=text)


def bare(statement: Statement, *, keys: int, counted: bool) -> Statement:
    """The statement for SQLite, with nothing by which its driver would make Python's values of every row's keys."""
    names = ["json", *(f"key{number}" for number in range(keys)), *(["counted"] if counted else [])]
    # An expression has no declared type. The order is that of the inner statement, as above.
    columns = ["json", *(f"+{name} AS {name}" for name in names[1:])]
    inner = f"WITH ringfence_page ({', '.join(names)}) AS ({statement.text})"
    return replace(statement, text=f"{inner} SELECT {', '.join(columns)} FROM ringfence_page")


def unfold(values: Values, keys: int) -> tuple[bytes, Values, Values, int]:
    """The JSON of the rows that are shown; the first of them and the last; and how many rows there are."""
    ends = values[2 : 2 + 2 * keys]
    return values[1] or b"", (None, *ends[:keys]), (None, *ends[keys:]), int(values[0])


def join(rows: Sequence[Values], size: int) -> tuple[bytes, Values, Values, int]:
    """The same of rows that came one by one, in their order, of which the first ``size`` are shown."""
    shown = rows[:size]
    first, last = (shown[0], shown[-1]) if shown else ((), ())
    return ",".join([values[0] for values in shown]).encode(), first, last, len(rows)
