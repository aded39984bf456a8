"""Pages at their edges: none, one, exactly as many as fit, one more; a lane has them as REST framework has."""

from __future__ import annotations

import json

import pytest

from ringfence.api import reads
from ringfence.lane import plans
from ringfence.ownership.scope import acting_as
from ringfence_server.notes.models import Note
from tests.lane.ways import Ways
from tests.people import sign_up

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NOTES = "/api/notes/"
# What could be taken for the end of a row or of a list.
TITLES = ['","', "}},{", "null", "", "\\", "é\u2028,", "[", '"']


@pytest.mark.parametrize("number", [0, 1, 3, 4, 5, 8, 9])
def test_a_page_shows_its_rows_and_knows_whether_there_are_more(number: int) -> None:
    person, ways = sign_up("reader"), Ways()
    with acting_as(person.id):
        Note.objects.bulk_create(Note(title=TITLES[place % len(TITLES)] or "x") for place in range(number))
    for query in ("page_size=4", "page=2&page_size=4", "page=3&page_size=4", "limit=4", "limit=4&offset=4"):
        ways.as_person(person, f"{NOTES}?{query}")
    before, found = ways.short, []
    url: str | None = f"{NOTES}?cursor=&page_size=4"
    while url:
        page = json.loads(ways.as_person(person, url).body)
        found += [row["id"] for row in page["results"]]
        url, last = page["next"], page
    assert len(set(found)) == len(found) == number
    assert ways.short > before or not number
    while last["previous"]:
        last = json.loads(ways.as_person(person, last["previous"]).body)
    assert [row["id"] for row in last["results"]] == found[: len(last["results"])]


def test_a_list_of_nothing_by_cursor_needs_no_long_way() -> None:
    person, ways = sign_up("newcomer"), Ways()
    assert ways.short_for(f"{NOTES}?cursor=", token=person.access) == 6
    assert ways.short_for(f"{NOTES}?cursor=&search=nothing", token=person.access) == 6


@pytest.mark.parametrize("name", ["json", "count", "index", "columns", "values", "fields", "_values", "_fields"])
def test_a_list_may_be_ordered_by_a_column_of_any_name(name: str) -> None:
    """Its cursors are made of the column's value, and of nothing that the row is called here."""
    assert getattr(plans.Row(('{"json":"x"}', "7"), {name: (1, int)}), name) == 7
    assert getattr(reads.Row(('{"json":"x"}', 7), {name: 7}), name) == 7
