"""Notes and tags in the admin site."""

from django.contrib import admin

from ringfence.ownership.admin import OwnedModelAdmin
from ringfence_server.notes.models import Note, NoteTag, Tag


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


@admin.register(NoteTag)
class NoteTagAdmin(OwnedModelAdmin):
    """Which note carries which tag. Rows of one owner stay together: a link is deleted, never turned to another row."""

    list_display = ["id", "owner", "note", "tag"]
    list_select_related = ("owner", "note", "tag")
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "note", "tag")
    search_fields = ["note__title", "tag__name", "owner__username"]
