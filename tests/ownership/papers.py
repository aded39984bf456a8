"""Papers to search for: their texts, and the ids that searches find."""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.ownership.search import Occurs, search
from tests.shelf.models import Paper

FIELDS = ("title", "body")


def shelve(*documents: tuple[str, str]) -> list[int]:
    """Make papers with these titles and bodies."""
    return [Paper.objects.create(title=title, body=body).pk for title, body in documents]


def find(*terms: str, fields: Sequence[str] = FIELDS) -> list[int]:
    """Search, by the index where it helps."""
    return list(search(Paper.objects.order_by("pk"), Paper, fields, terms).values_list("pk", flat=True))


def scan(*terms: str) -> list[int]:
    """The same without the index."""
    return list(Paper.objects.filter(Occurs(FIELDS, terms)).order_by("pk").values_list("pk", flat=True))
