"""A page as one row of PostgreSQL's: how many rows it has, their JSON together, and the keys of its two ends.

Each row of an answer is a message of its own, which costs the database and whoever reads it more than what is in it.
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


def unfold(values: Values, keys: int) -> tuple[bytes, list[Values]]:
    """The JSON of the rows that are shown, and all rows as far as a page looks at them: the keys of its ends.

    The rows in between are as the last one; nobody asks them for anything.
    """
    number = int(values[0])
    first, last = values[1 : 2 + keys], (None, *values[2 + keys : 2 + 2 * keys])
    return values[1] or b"", [first, *[last] * (number - 1)] if number else []
