"""Authors, books and quotes in the admin site."""

from django.contrib import admin

from ringfence.ownership.admin import OwnedModelAdmin
from ringfence_server.library.models import Author, Book, BookAuthor, Details, Quote


@admin.register(Author)
class AuthorAdmin(OwnedModelAdmin):
    """Authors of everyone."""

    list_display = ["id", "owner", "name"]
    search_fields = ["name", "owner__username"]


@admin.register(Book)
class BookAdmin(OwnedModelAdmin):
    """Books of everyone."""

    list_display = ["id", "owner", "title"]
    search_fields = ["title", "owner__username"]


@admin.register(BookAuthor)
class BookAuthorAdmin(OwnedModelAdmin):
    """Who wrote which book. Rows of one owner stay together: a link is deleted, never turned to another row."""

    list_display = ["id", "owner", "book", "author"]
    list_select_related = ("owner", "book", "author")
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "book", "author")
    search_fields = ["book__title", "author__name", "owner__username"]


@admin.register(Details)
class DetailsAdmin(OwnedModelAdmin):
    """Details of everyone's books."""

    list_display = ["id", "owner", "book", "isbn", "pages", "published"]
    list_select_related = ("owner", "book")
    list_filter = ["published"]
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "book")
    search_fields = ["isbn", "book__title", "owner__username"]


@admin.register(Quote)
class QuoteAdmin(OwnedModelAdmin):
    """Quotes of everyone."""

    list_display = ["id", "owner", "book", "page", "__str__"]
    list_select_related = ("owner", "book")
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "book")
    search_fields = ["text", "book__title", "owner__username"]
