"""The admin site's log-in and password page: throttled, with the second factor, and recorded as any other.

The site keeps Django's own session cookie; it opens the admin site alone.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from rest_framework.exceptions import APIException

from ringfence.accounts import endings, mail, throttles, trail
from ringfence.accounts.addresses import device_of
from ringfence.accounts.log_in import Attempt, WrongCredential, identify
from ringfence.accounts.models import Activity, Session, User
from ringfence.ownership.scope import entered, owner_scope, owner_transaction


class AdminLogInForm(AdminAuthenticationForm):
    """Name or e-mail address, password, and the code of the second factor where there is one."""

    otp = forms.CharField(
        label="Code of the second factor, if you have one",
        required=False,
        max_length=64,
        widget=forms.TextInput({"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        """As Django's, through :func:`ringfence.accounts.log_in.identify`; every refusal is an error of the form."""
        given = self.cleaned_data
        if given.get("username") and given.get("password"):
            device = device_of(self.request)
            try:
                user = identify(Attempt(given["username"], given["password"], otp=given.get("otp", "")), device)
            except WrongCredential as exc:
                raise self.get_invalid_login_error() from exc
            except APIException as exc:
                raise ValidationError(_sentence(exc)) from exc
            self.confirm_login_allowed(user)
            with owner_transaction(), entered(owner_scope(user)):
                trail.record(Activity.Kind.LOGGED_IN, device, admin=True)
            user.backend = settings.AUTHENTICATION_BACKENDS[0]
            self.user_cache = user
        return given


class PasswordForm(AdminPasswordChangeForm):
    """One's own new password, by the current one, whose wrong tries count."""

    def clean_old_password(self) -> str:
        """The current password. Raises ``ValidationError`` for a wrong one, or when there were too many."""
        try:
            with throttles.require("password", self.user.pk) as attempt:
                right = self.user.check_password(self.cleaned_data["old_password"])
        except APIException as exc:
            raise ValidationError(_sentence(exc)) from exc
        if not right:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        attempt.give_back()
        return str(self.cleaned_data["old_password"])


class PasswordView(PasswordChangeView):
    """One's own new password; every session of the API ends, the admin site's own stays."""

    form_class = PasswordForm

    def form_valid(self, form: Any) -> Any:
        """Set it."""
        user: User = form.user
        with endings.transaction_of_admin():
            answer = super().form_valid(form)
            endings.end_sessions(user, Session.End.PASSWORD)
            endings.record(user, Activity.Kind.PASSWORD_CHANGED, device_of(self.request))
        mail.notify("password_changed", user, user.email)
        return answer


class AdminSite(admin.AdminSite):
    """Django's admin site with the log-in and the password page of this module."""

    login_form = AdminLogInForm
    login_template = "ringfence_accounts/admin_log_in.html"

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The page for one's own password."""
        request.current_app = self.name
        return PasswordView.as_view(
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)


def _sentence(exc: APIException) -> str:
    detail: Any = exc.detail
    return str(detail["detail"] if isinstance(detail, dict) else detail)
