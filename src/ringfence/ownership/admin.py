"""The admin site under the maintenance scope: it shows everyone's rows to the staff who keep the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import router
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse

from ringfence.ownership.scope import maintenance


class AdminSiteMiddleware:
    """Wraps the admin site, its log-in and Django's session of it included, in ``maintenance("admin site")``.

    Stands before ``SessionMiddleware``. Everywhere else the cookie of an admin session opens nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, in the maintenance scope when it is for the admin site."""
        if not _is_for_admin_site(request):
            return self.get_response(request)
        with maintenance("admin site"):
            return self.get_response(request)


class OwnedModelForm(forms.ModelForm):
    """Checks the unique constraints of an owner's rows too, which Django leaves out as no form edits the owner."""

    def validate_unique(self) -> None:
        """As ``ModelForm.validate_unique``, then the constraints that contain the owner."""
        super().validate_unique()
        model = type(self.instance)
        using = router.db_for_write(model, instance=self.instance)
        hidden = {field.name for field in model._meta.fields} - self.fields.keys() - {"owner"}
        for constraint in model._meta.constraints:
            if "owner" in getattr(constraint, "fields", ()):
                try:
                    constraint.validate(model, self.instance, exclude=hidden | self.errors.keys(), using=using)
                except ValidationError as exc:
                    self.add_error(None, exc)


class OwnedModelAdmin(admin.ModelAdmin):
    """Rows of every owner: to look at, mend and delete. A row is made by its owner alone, never here."""

    form = OwnedModelForm
    readonly_fields: ClassVar[tuple[str, ...]] = ("owner", "revision")
    list_select_related: ClassVar[tuple[str, ...]] = ("owner",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody adds rows for somebody else."""
        return False


def _is_for_admin_site(request: HttpRequest) -> bool:
    try:
        return request.path_info.startswith(reverse("admin:index"))
    except NoReverseMatch:
        return False
