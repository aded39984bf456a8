"""Notes and tags in the admin site."""

from django.contrib import admin

from ringfence.ownership.admin import OwnedModelAdmin
from ringfence_server.notes.models import Note, Tag


@admin.register(Note)
class NoteAdmin(OwnedModelAdmin):
    """Notes of everyone."""

    list_display = ["id", "owner", "title", "pinned", "archived", "created_at"]
    list_filter = ["pinned", "archived", "created_at"]
    search_fields = ["title", "owner__username"]


@admin.register(Tag)
class TagAdmin(OwnedModelAdmin):
    """Tags of everyone."""

    list_display = ["id", "owner", "name"]
    search_fields = ["name", "owner__username"]
