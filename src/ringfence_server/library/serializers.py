"""How authors, books and quotes look in JSON."""

from typing import ClassVar

from ringfence.api.nested import NestedRowSerializer, NestedRowsField
from ringfence.api.relations import OwnedPrimaryKeyField
from ringfence.api.serializers import OwnedSerializer
from ringfence_server.library.models import Author, Book, Details, Quote


class AuthorSerializer(OwnedSerializer):
    """An author. ``books`` are the ids of the books that name the author."""

    books = OwnedPrimaryKeyField(many=True, read_only=True)

    class Meta:
        model = Author
        fields = ["id", "name", "books"]
        expandable: ClassVar = {"books": "ringfence_server.library.serializers.BookSerializer"}


class DetailsSerializer(NestedRowSerializer):
    """What is printed in a book about itself. ``isbn`` is kept as written, and empty for a book that has none."""

    class Meta:
        model = Details
        fields = ["isbn", "pages", "published"]
        extra_kwargs: ClassVar = {"isbn": {"required": True}}


class BookSerializer(OwnedSerializer):
    """A book. ``author`` is another name of ``authors``: a body gives one of the two, answers have both.

    Authors are an id, a list of ids, or of objects: ``{"id": 3}`` picks an author, ``{"name": "Ann"}`` makes one.
    """

    authors = NestedRowsField(Author.objects.all(), serializer=AuthorSerializer)
    author = NestedRowsField(Author.objects.all(), serializer=AuthorSerializer, source="authors")
    details = DetailsSerializer(required=False, allow_null=True)

    class Meta:
        model = Book
        fields = ["id", "title", "authors", "author", "details"]
        expandable: ClassVar = {"authors": AuthorSerializer}


class QuoteSerializer(OwnedSerializer):
    """A passage of a book. ``page`` may be null."""

    class Meta:
        model = Quote
        fields = ["id", "book", "text", "page"]
        expandable: ClassVar = {"book": BookSerializer}
