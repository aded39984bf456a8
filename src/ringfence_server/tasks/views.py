"""Tasks and tags over HTTP."""

import django_filters

from ringfence.api.filter_fields import (
    StrictBooleanFilter,
    StrictCharFilter,
    StrictChoiceFilter,
    StrictDateFilter,
)
from ringfence.api.views import OwnedViewSet
from ringfence_server.tasks.models import Tag, Task
from ringfence_server.tasks.serializers import PRIORITIES, TagSerializer, TaskSerializer


class TaskFilter(django_filters.FilterSet):
    """What a list of tasks may be narrowed by; the ends of a range are included."""

    completed = StrictBooleanFilter()
    due = StrictDateFilter(nullable=True)
    due_after = StrictDateFilter(field_name="due", lookup_expr="gte")
    due_before = StrictDateFilter(field_name="due", lookup_expr="lte")
    priority = StrictChoiceFilter(choices=PRIORITIES)
    tag = StrictCharFilter(field_name="tags__name", max_length=50)


class TaskViewSet(OwnedViewSet):
    """The caller's tasks, newest first. ``?search=`` looks in title and description."""

    queryset = Task.objects.order_by("-created_at", "-id")
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    search_fields = ["title", "description"]
    ordering_fields = ["due", "priority", "created_at", "updated_at", "title", "completed"]


class TagViewSet(OwnedViewSet):
    """The caller's tags, by name. Renaming one renames it on every task; deleting one leaves the tasks."""

    queryset = Tag.objects.order_by("name", "id")
    serializer_class = TagSerializer
    search_fields = ["name"]
    ordering_fields = ["name"]
