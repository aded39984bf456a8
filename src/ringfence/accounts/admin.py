"""Users and sessions in the admin site."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest

from ringfence.accounts import endings, names
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Activity, Factor, PersonalToken, Session, User
from ringfence.ownership.admin import OwnedModelAdmin


class OneOfAName(forms.ModelForm):
    """Refuses a name or an address that somebody has in another spelling, which the form's own checks do not see."""

    def clean(self) -> dict[str, Any] | None:
        """As Django's, with an error at the field."""
        cleaned = super().clean()
        others = User.objects.exclude(pk=self.instance.pk)
        for field, called in (("username", "username"), ("email", "email address")):
            given = self.cleaned_data.get(field)
            if given and others.filter(**{f"{field}_key": names.key(given)}).exists():
                self.add_error(field, f"A user with that {called} already exists.")
        return cleaned


class UserCreation(OneOfAName, AdminUserCreationForm):
    """A new user."""


class UserChange(OneOfAName, UserChangeForm):
    """A user who is there."""


class PasswordForm(AdminPasswordChangeForm):
    """A new password for somebody: what the old one opened ends, as after a reset by mail."""

    def save(self, commit: bool = True) -> User:
        """Set it, or take it away."""
        with endings.transaction_of_admin():
            user: User = super().save(commit)
            endings.end_all(user, Session.End.PASSWORD)
            endings.record(user, Activity.Kind.PASSWORD_RESET, Device(), admin=True)
        return user


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """People."""

    list_display = ("id", "username", "email", "role", "is_active", "is_staff", "created_at")
    list_filter = ("role", "is_active", "is_staff", "is_superuser")
    readonly_fields = ("created_at", "updated_at", "last_login", "date_joined")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "role")}),
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Times", {"fields": ("created_at", "updated_at", "last_login", "date_joined")}),
    )
    add_form = UserCreation
    form = UserChange
    change_password_form = PasswordForm

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """As Django's; who is shut out has no session left to come back to."""
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data and not obj.is_active:
            endings.end_all(obj, Session.End.CLOSED)
            endings.record(obj, Activity.Kind.ACCOUNT_CLOSED, Device(), admin=True)


class LookedAtAdmin(OwnedModelAdmin):
    """Rows that are looked at or deleted, never edited by hand."""

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nobody edits them."""
        return False


@admin.register(Session)
class SessionAdmin(LookedAtAdmin):
    """Log-ins; deleting one ends it."""

    list_display = ("id", "owner", "device", "address", "created_at", "last_used_at", "revoked_at")
    search_fields = ("device", "owner__username")


@admin.register(PersonalToken)
class PersonalTokenAdmin(LookedAtAdmin):
    """Personal access tokens, by how they begin; deleting one ends it."""

    fields = ("owner", "name", "hint", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at")
    list_display = ("id", "owner", "name", "hint", "created_at", "expires_at", "last_used_at", "revoked_at")
    search_fields = ("name", "owner__username")


@admin.register(Factor)
class FactorAdmin(LookedAtAdmin):
    """Second factors, without their secrets; deleting one lets somebody in who has lost it."""

    fields = ("owner", "kind", "created_at", "confirmed_at")
    list_display = ("id", "owner", "kind", "created_at", "confirmed_at")
    list_filter = ("kind",)
    search_fields = ("owner__username",)


@admin.register(Activity)
class ActivityAdmin(LookedAtAdmin):
    """What happened to accounts, newest first."""

    list_display = ("id", "owner", "kind", "created_at", "address", "device")
    list_filter = ("kind", "created_at")
    search_fields = ("device", "owner__username")
    ordering = ("-created_at", "-id")
