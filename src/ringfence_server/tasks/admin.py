"""Tasks and tags in the admin site."""

from django.contrib import admin

from ringfence.ownership.admin import OwnedModelAdmin
from ringfence_server.tasks.models import Tag, Task, TaskTag


@admin.register(Task)
class TaskAdmin(OwnedModelAdmin):
    """Tasks of everyone."""

    list_display = ["id", "owner", "title", "completed", "priority", "due", "created_at"]
    list_filter = ["completed", "priority", "due", "created_at"]
    search_fields = ["title", "owner__username"]


@admin.register(Tag)
class TagAdmin(OwnedModelAdmin):
    """Tags of everyone."""

    list_display = ["id", "owner", "name"]
    search_fields = ["name", "owner__username"]


@admin.register(TaskTag)
class TaskTagAdmin(OwnedModelAdmin):
    """Which task carries which tag. Rows of one owner stay together: a link is deleted, never turned to another row."""

    list_display = ["id", "owner", "task", "tag"]
    list_select_related = ("owner", "task", "tag")
    readonly_fields = (*OwnedModelAdmin.readonly_fields, "task", "tag")
    search_fields = ["task__title", "tag__name", "owner__username"]
