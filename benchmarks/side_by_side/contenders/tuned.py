"""The same REST framework views by somebody who has read about N+1: relations are joined or fetched together."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import include, path
from rest_framework import routers
from rest_framework_simplejwt.views import TokenRefreshView

from benchmarks.side_by_side.contenders import tutorial
from benchmarks.side_by_side.contenders.tables.models import Book, Note


class NoteViewSet(tutorial.NoteViewSet):
    """The caller's notes."""

    def get_queryset(self) -> QuerySet[Note]:
        """With owners and tags."""
        return super().get_queryset().select_related("owner").prefetch_related("tags")


class ShortNoteViewSet(tutorial.ShortNoteViewSet):
    """The same with five members."""

    def get_queryset(self) -> QuerySet[Note]:
        """With owners."""
        return super().get_queryset().select_related("owner")


class BookViewSet(tutorial.BookViewSet):
    """The caller's books."""

    def get_queryset(self) -> QuerySet[Book]:
        """With authors, their books and details."""
        return super().get_queryset().select_related("details").prefetch_related("authors__books")


router = routers.DefaultRouter()
router.register("notes", NoteViewSet, basename="note")
router.register("short-notes", ShortNoteViewSet, basename="short-note")
router.register("books", BookViewSet, basename="book")
urlpatterns = [
    path("api/", include(router.urls)),
    path("api/token/refresh/", TokenRefreshView.as_view()),
]
