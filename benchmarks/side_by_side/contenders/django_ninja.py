"""Django Ninja with joined relations and kept connections; pages by its own cursors."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import Any

import jwt
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path
from ninja import NinjaAPI, Schema
from ninja.pagination import CursorPagination, PageNumberPagination, paginate
from ninja.security import HttpBearer

from benchmarks.side_by_side.contenders.tables.models import Book, Note, User

_KEY = os.environ["BENCH_SIGNING_KEY"]
_NEWEST = {"ordering": ("-created_at", "-id"), "page_size": 20}


class Bearer(HttpBearer):
    """Whose token it is, if the person is active."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The user, or None for 401."""
        try:
            claims = jwt.decode(token, _KEY, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return None
        return User.objects.filter(pk=int(claims["user_id"]), is_active=True).first()


class NoteIn(Schema):
    """What a note is made of."""

    title: str
    body: str = ""


class ShortNoteOut(Schema):
    """A note of five members."""

    id: int
    owner: str
    title: str
    body: str
    created_at: datetime

    @staticmethod
    def resolve_owner(note: Note) -> str:
        """The owner's name."""
        return note.owner.username


class NoteOut(ShortNoteOut):
    """A note with all that Ringfence's has."""

    tags: list[str]
    pinned: bool
    archived: bool
    updated_at: datetime

    @staticmethod
    def resolve_tags(note: Note) -> list[str]:
        """The tags' names."""
        return [tag.name for tag in note.tags.all()]


class AuthorOut(Schema):
    """An author with the ids of the books."""

    id: int
    name: str
    books: list[int]

    @staticmethod
    def resolve_books(author: Any) -> list[int]:
        """The books' ids."""
        return [book.pk for book in author.books.all()]


class DetailsOut(Schema):
    """What is printed in a book about itself."""

    isbn: str
    pages: int | None
    published: date | None


class BookOut(Schema):
    """A book with authors and details."""

    id: int
    title: str
    authors: list[AuthorOut]
    details: DetailsOut | None = None


api = NinjaAPI(auth=Bearer(), docs_url=None)


def _notes(request: HttpRequest, search: str = "") -> QuerySet[Note]:
    notes = Note.objects.filter(owner=request.auth).select_related("owner")  # type: ignore[attr-defined]
    if search:
        notes = notes.filter(Q(title__icontains=search) | Q(body__icontains=search))
    return notes


@api.get("/notes", response=list[NoteOut])
@paginate(CursorPagination, **_NEWEST)
def list_notes(request: HttpRequest, search: str = "") -> Any:
    """The caller's notes."""
    return _notes(request, search).prefetch_related("tags")


@api.get("/short-notes", response=list[ShortNoteOut])
@paginate(CursorPagination, **_NEWEST)
def list_short_notes(request: HttpRequest) -> Any:
    """The caller's notes with five members."""
    return _notes(request)


@api.get("/counted-notes", response=list[NoteOut])
@paginate(PageNumberPagination, page_size=20)
def list_counted_notes(request: HttpRequest) -> Any:
    """The caller's notes by page, and how many there are."""
    return _notes(request).order_by("-created_at", "-id").prefetch_related("tags")


@api.get("/notes/{note_id}", response=NoteOut)
def get_note(request: HttpRequest, note_id: int) -> Any:
    """One of the caller's notes."""
    return get_object_or_404(_notes(request).prefetch_related("tags"), pk=note_id)


@api.post("/notes", response={201: NoteOut})
def create_note(request: HttpRequest, content: NoteIn) -> Any:
    """A new note of the caller's."""
    return 201, Note.objects.create(owner=request.auth, **content.dict())  # type: ignore[attr-defined]


@api.get("/books", response=list[BookOut])
@paginate(CursorPagination, ordering=("title", "id"), page_size=20)
def list_books(request: HttpRequest) -> Any:
    """The caller's books."""
    books = Book.objects.filter(owner=request.auth)  # type: ignore[attr-defined]
    return books.select_related("details").prefetch_related("authors__books")


urlpatterns = [path("api/", api.urls)]
