"""Plain models of the tables: nothing of Ringfence is in them, and no migration is made of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models


class User(AbstractBaseUser, PermissionsMixin):
    """A person, as far as log-in and answers need one."""

    username = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Any] = UserManager()

    USERNAME_FIELD = "username"

    class Meta:
        managed = False
        db_table = "ringfence_accounts_user"


class Owned(models.Model):
    """What all tables have."""

    id = models.BigAutoField(primary_key=True)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField(default=1)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True


class Tag(Owned):
    """A word on notes."""

    name = models.CharField(max_length=50)

    class Meta:
        managed = False
        db_table = "notes_tag"


class Note(Owned):
    """A note."""

    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    pinned = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    tags = models.ManyToManyField(Tag, through="NoteTag", related_name="notes")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        managed = False
        db_table = "notes_note"


class NoteTag(Owned):
    """That a note has a tag."""

    note = models.ForeignKey(Note, models.CASCADE)
    tag = models.ForeignKey(Tag, models.CASCADE)

    class Meta:
        managed = False
        db_table = "notes_notetag"


class Author(Owned):
    """Somebody who wrote books."""

    name = models.CharField(max_length=100)

    class Meta:
        managed = False
        db_table = "library_author"


class Book(Owned):
    """A book."""

    title = models.CharField(max_length=100)
    authors = models.ManyToManyField(Author, through="BookAuthor", related_name="books")

    class Meta:
        managed = False
        db_table = "library_book"


class BookAuthor(Owned):
    """That a book is by an author."""

    book = models.ForeignKey(Book, models.CASCADE)
    author = models.ForeignKey(Author, models.CASCADE)

    class Meta:
        managed = False
        db_table = "library_bookauthor"


class Details(Owned):
    """What is printed in a book about itself."""

    book = models.OneToOneField(Book, models.CASCADE, related_name="details")
    isbn = models.CharField(max_length=17, blank=True)
    pages = models.PositiveIntegerField(null=True)
    published = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "library_details"
