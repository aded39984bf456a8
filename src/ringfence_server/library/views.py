"""Authors, books and quotes over HTTP."""

import django_filters

from ringfence.api.filter_fields import IdFilter, StrictDateFilter
from ringfence.api.views import OwnedViewSet
from ringfence_server.library.models import Author, Book, Quote
from ringfence_server.library.serializers import AuthorSerializer, BookSerializer, QuoteSerializer


class BookFilter(django_filters.FilterSet):
    """``?author=`` by id; ``?published_after=`` and ``?published_before=`` by date, that day included."""

    author = IdFilter(field_name="authors")
    published_after = StrictDateFilter(field_name="details__published", lookup_expr="gte")
    published_before = StrictDateFilter(field_name="details__published", lookup_expr="lte")


class QuoteFilter(django_filters.FilterSet):
    """``?book=`` by id."""

    book = IdFilter(field_name="book_id")


class AuthorViewSet(OwnedViewSet):
    """The caller's authors, by name. Deleting one leaves the books. ``?expand=books`` shows them in full."""

    queryset = Author.objects.order_by("name", "id")
    serializer_class = AuthorSerializer
    search_fields = ["name"]
    ordering_fields = ["name"]


class BookViewSet(OwnedViewSet):
    """The caller's books, by title. Deleting one takes its details and quotes along, and leaves the authors."""

    queryset = Book.objects.order_by("title", "id")
    serializer_class = BookSerializer
    filterset_class = BookFilter
    search_fields = ["title"]
    ordering_fields = ["title"]


class QuoteViewSet(OwnedViewSet):
    """The caller's quotes, newest first."""

    queryset = Quote.objects.order_by("-id")
    serializer_class = QuoteSerializer
    filterset_class = QuoteFilter
    search_fields = ["text"]
    ordering_fields = ["page"]
