"""Authors, books, what is printed in a book about itself, and quotes from books."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey, OwnedOneToOneField
from ringfence.ownership.models import OwnedModel
from ringfence.ownership.search import SearchIndex

# What both databases' columns hold, and more than any book has.
_PAGES = [MinValueValidator(1), MaxValueValidator(1_000_000)]
_ISBN = re.compile(r"(?:[0-9][ -]?){9}[0-9Xx]|97[89](?:[ -]?[0-9]){10}")


def check_isbn(text: str) -> None:
    """Raise ``ValidationError`` unless ``text`` is an ISBN of 10 or 13 digits (ISO 2108) with the right check digit.

    Hyphens or spaces may stand between the digits.
    """
    digits = [10 if sign in "Xx" else int(sign) for sign in text if sign not in " -"] if _ISBN.fullmatch(text) else []
    short = sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=False)) % 11
    long = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
    if not digits or (short if len(digits) == 10 else long):
        raise ValidationError("Not an ISBN of 10 or 13 digits, or its check digit is wrong.", code="invalid")


class Author(OwnedModel):
    """Somebody who wrote books. Two may have the same name."""

    name = models.CharField(max_length=100)

    class Meta(OwnedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["owner", "name", "id"], name="library_author_by_name"),
            SearchIndex(fields=["name"], name="library_author_search"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Book(OwnedModel):
    """A book, by any number of authors."""

    title = models.CharField(max_length=100)
    authors = models.ManyToManyField(Author, through="BookAuthor", related_name="books")

    class Meta(OwnedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["owner", "title", "id"], name="library_book_by_title"),
            SearchIndex(fields=["title"], name="library_book_search"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"


class BookAuthor(OwnedModel):
    """That a book is by an author; both are the owner's."""

    book = OwnedForeignKey(Book, models.CASCADE)
    author = OwnedForeignKey(Author, models.CASCADE)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            SameOwner("book"),
            SameOwner("author"),
            models.UniqueConstraint(fields=["owner", "book", "author"], name="library_bookauthor_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "author", "book"], name="library_books_of_author")]

    def __str__(self) -> str:
        return f"{self.book_id}: {self.author_id}"


class Details(OwnedModel):
    """What is printed in a book about itself; goes with the book."""

    book = OwnedOneToOneField(Book, models.CASCADE, related_name="details")
    # As it is written, since the hyphens say more than the digits; empty for a book from before 1970.
    isbn = models.CharField(max_length=17, blank=True, validators=[check_isbn])
    pages = models.PositiveIntegerField(null=True, blank=True, validators=_PAGES)
    published = models.DateField(null=True, blank=True)

    class Meta(OwnedModel.Meta):
        verbose_name_plural = "details"
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("book")]
        indexes: ClassVar = [models.Index(fields=["owner", "published", "book"], name="library_details_published")]

    def __str__(self) -> str:
        return f"{self.book_id}: {self.isbn}"


class Quote(OwnedModel):
    """A passage of a book that is worth keeping; goes with the book."""

    book = OwnedForeignKey(Book, models.CASCADE, related_name="quotes")
    text = models.TextField()
    page = models.PositiveIntegerField(null=True, blank=True, validators=_PAGES)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("book")]
        indexes: ClassVar = [
            models.Index(fields=["owner", "book", "page", "id"], name="library_quotes_of_book"),
            models.Index(fields=["owner", "page", "id"], name="library_quote_by_page"),
            SearchIndex(fields=["text"], name="library_quote_search"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.text[:40]}"
