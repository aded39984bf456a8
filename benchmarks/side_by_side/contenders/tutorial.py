"""REST framework as its tutorials show it: a ModelViewSet with ``get_queryset``, and nothing said about joins."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import include, path
from rest_framework import filters, routers, serializers, viewsets
from rest_framework_simplejwt.views import TokenRefreshView

from benchmarks.side_by_side.contenders.tables.models import Author, Book, Details, Note


class ShortNoteSerializer(serializers.ModelSerializer[Note]):
    """A note of five members."""

    owner = serializers.CharField(source="owner.username", read_only=True)

    class Meta:
        model = Note
        fields = ["id", "owner", "title", "body", "created_at"]


class NoteSerializer(serializers.ModelSerializer[Note]):
    """A note with all that Ringfence's has."""

    owner = serializers.CharField(source="owner.username", read_only=True)
    tags: Any = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)

    class Meta:
        model = Note
        fields = ["id", "owner", "title", "body", "tags", "pinned", "archived", "created_at", "updated_at"]


class AuthorSerializer(serializers.ModelSerializer[Author]):
    """An author with the ids of the books."""

    books: Any = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = Author
        fields = ["id", "name", "books"]


class DetailsSerializer(serializers.ModelSerializer[Details]):
    """What is printed in a book about itself."""

    class Meta:
        model = Details
        fields = ["isbn", "pages", "published"]


class BookSerializer(serializers.ModelSerializer[Book]):
    """A book with authors and details."""

    authors = AuthorSerializer(many=True, read_only=True)
    details = DetailsSerializer(read_only=True, default=None)

    class Meta:
        model = Book
        fields = ["id", "title", "authors", "details"]


class NoteViewSet(viewsets.ModelViewSet[Note]):
    """The caller's notes."""

    serializer_class: Any = NoteSerializer
    filter_backends = [filters.SearchFilter]
    search_fields = ["title", "body"]

    def get_queryset(self) -> QuerySet[Note]:
        """The caller's, newest first."""
        return Note.objects.filter(owner=self.request.user).order_by("-created_at", "-id")

    def perform_create(self, serializer: Any) -> None:
        """The caller owns what the caller makes."""
        serializer.save(owner=self.request.user)


class ShortNoteViewSet(NoteViewSet):
    """The same with five members."""

    serializer_class = ShortNoteSerializer


class BookViewSet(viewsets.ModelViewSet[Book]):
    """The caller's books."""

    serializer_class = BookSerializer

    def get_queryset(self) -> QuerySet[Book]:
        """The caller's, by title."""
        return Book.objects.filter(owner=self.request.user).order_by("title", "id")


router = routers.DefaultRouter()
router.register("notes", NoteViewSet, basename="note")
router.register("short-notes", ShortNoteViewSet, basename="short-note")
router.register("books", BookViewSet, basename="book")
urlpatterns = [
    path("api/", include(router.urls)),
    path("api/token/refresh/", TokenRefreshView.as_view()),
]
