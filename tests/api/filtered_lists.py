"""Lists with a strict filter of each kind, and rows for them to find."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import django_filters

from ringfence.api.filter_fields import (
    IdFilter,
    StrictBooleanFilter,
    StrictCharFilter,
    StrictChoiceFilter,
    StrictDateFilter,
    StrictDateTimeFilter,
    StrictDecimalFilter,
    StrictIntegerFilter,
)
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet
from ringfence.ownership.scope import acting_as
from ringfence_server.tasks.models import Task
from tests.people import Person
from tests.server.shapes import answer
from tests.shelf.models import Label, Paper, PaperLabel, Shelf
from tests.testing.routes import urls


class PaperSerializer(OwnedSerializer):
    """The title alone."""

    class Meta:
        model = Paper
        fields = ["title"]


class PaperFilter(django_filters.FilterSet):
    """A filter of each kind."""

    amount = StrictDecimalFilter(nullable=True)
    amount_min = StrictDecimalFilter(field_name="amount", lookup_expr="gte")
    amount_max = StrictDecimalFilter(field_name="amount", lookup_expr="lte")
    due = StrictDateFilter(nullable=True)
    due_after = StrictDateFilter(field_name="due", lookup_expr="gte")
    due_before = StrictDateFilter(field_name="due", lookup_expr="lte")
    revision = StrictIntegerFilter()
    revision_min = StrictIntegerFilter(field_name="revision", lookup_expr="gte")
    revision_max = StrictIntegerFilter(field_name="revision", lookup_expr="lte")
    shelf = IdFilter(nullable=True)
    off_shelf = IdFilter(field_name="shelf", exclude=True)
    label = IdFilter(field_name="labels")
    title = StrictCharFilter(max_length=10)
    kind = StrictChoiceFilter(field_name="title", choices=["one", "two"])
    loose = StrictBooleanFilter(field_name="shelf", lookup_expr="isnull")


class PaperViewSet(OwnedViewSet):
    """Papers in the order of their making."""

    queryset = Paper.objects.order_by("id")
    serializer_class = PaperSerializer
    filterset_class = PaperFilter


class TaskSerializer(OwnedSerializer):
    """The title alone."""

    class Meta:
        model = Task
        fields = ["title"]


class TaskFilter(django_filters.FilterSet):
    """By a moment, and by an integer of 16 bits."""

    made = StrictDateTimeFilter(field_name="created_at")
    made_after = StrictDateTimeFilter(field_name="created_at", lookup_expr="gte")
    made_before = StrictDateTimeFilter(field_name="created_at", lookup_expr="lte")
    level = StrictIntegerFilter(field_name="priority")
    level_min = StrictIntegerFilter(field_name="priority", lookup_expr="gte")
    level_max = StrictIntegerFilter(field_name="priority", lookup_expr="lte")


class TaskViewSet(OwnedViewSet):
    """Tasks in the order of their making."""

    queryset = Task.objects.order_by("id")
    serializer_class = TaskSerializer
    filterset_class = TaskFilter


LARGE = 2**63


def ask(person: Person, address: str) -> tuple[int, Any]:
    """A GET of the views above: the titles, or what was said."""
    with urls(papers=PaperViewSet, tasks=TaskViewSet):
        status, body = answer(person.get(f"/{address}"))
    return status, [row["title"] for row in body["results"]] if status == 200 else body


def found(person: Person, list_: str, queries: Any) -> dict[str, Any]:
    """The answer to each query."""
    return {query: ask(person, f"{list_}/?{query}") for query in queries}


def shelf_of(person: Person) -> dict[str, int]:
    """Three papers, two of them on a shelf, one with two labels; the ids of shelf and labels."""
    with acting_as(person.id):
        shelf = Shelf.objects.create(name="shelf")
        labels = [Label.objects.create(name=name) for name in ("a", "b")]
        one = Paper.objects.create(title="one", amount=Decimal("12.30"), due=date(2026, 1, 31), shelf=shelf)
        Paper.objects.create(title="two", amount=Decimal("99999999.99"), due=date(9999, 12, 31), shelf=shelf)
        Paper.objects.create(title="three")
        PaperLabel.objects.bulk_create([PaperLabel(paper=one, label=label) for label in labels])
        return {"shelf": shelf.pk, "label": labels[0].pk}
