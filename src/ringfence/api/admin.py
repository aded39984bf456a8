"""The trash in the admin site: to find what somebody deleted by mistake, and give it back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.exceptions import APIException

from ringfence.api.models import TrashedRow
from ringfence.api.problems import describe
from ringfence.api.restoration import restore
from ringfence.ownership.admin import OwnedModelAdmin
from ringfence.ownership.scope import acting_as


@admin.register(TrashedRow)
class TrashedRowAdmin(OwnedModelAdmin):
    """What everyone has deleted: of which type, when, and under which title. What it held is not shown."""

    list_display = ["id", "owner", "kind", "row", "title", "deleted_at"]
    list_filter = ["kind", "deleted_at"]
    search_fields = ["title", "owner__username"]
    fields = ("owner", "kind", "row", "title", "deleted_at", "expires_at")
    readonly_fields: ClassVar[tuple[str, ...]] = fields
    actions = ("restore",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without what the rows are restored from, which may be large."""
        return super().get_queryset(request).defer("content", "rows", "loosened")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """It is looked at, restored or deleted, never changed."""
        return False

    @admin.action(description="Restore the selected rows", permissions=["delete"])
    def restore(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Give each back to its owner, in the owner's own scope; what cannot be restored says why."""
        restored = 0
        for trashed in queryset:
            try:
                with acting_as(trashed.owner_id):
                    restore(trashed)
            except APIException as exc:
                failure = describe(exc)
                self.message_user(request, f"{trashed}: {failure.fields or failure.detail}", messages.ERROR)
            else:
                restored += 1
        if restored:
            self.message_user(request, f"{restored} {'row' if restored == 1 else 'rows'} restored.")
