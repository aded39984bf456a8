"""Notes and tags over HTTP."""

import django_filters

from ringfence.api.filter_fields import StrictBooleanFilter
from ringfence.api.views import OwnedViewSet
from ringfence_server.notes.models import Note, Tag
from ringfence_server.notes.serializers import NoteSerializer, TagSerializer


class NoteFilter(django_filters.FilterSet):
    """``?tag=`` by name, ``?pinned=`` and ``?archived=`` by true or false."""

    tag = django_filters.CharFilter(field_name="tags__name", max_length=50)
    pinned = StrictBooleanFilter()
    archived = StrictBooleanFilter()


class NoteViewSet(OwnedViewSet):
    """The caller's notes, newest first. ``?search=`` looks in title and body."""

    queryset = Note.objects.order_by("-created_at", "-id")
    serializer_class = NoteSerializer
    filterset_class = NoteFilter
    search_fields = ["title", "body"]
    ordering_fields = ["created_at", "updated_at", "title", "pinned"]


class TagViewSet(OwnedViewSet):
    """The caller's tags, by name. Renaming one renames it on every note; deleting one leaves the notes."""

    queryset = Tag.objects.order_by("name", "id")
    serializer_class = TagSerializer
    search_fields = ["name"]
    ordering_fields = ["name"]
