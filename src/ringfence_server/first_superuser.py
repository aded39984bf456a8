"""The first superuser, made in the browser through a link that works once.

The link carries a signed time and nothing else: it is good for fifteen minutes, and dead as soon as any
superuser exists, so there is nothing to store and nothing to clean up. A dead link does not say why.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import IntegrityError, connections, router, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ringfence.accounts.models import User
from ringfence.api.checks import unscoped
from ringfence.api.errors import constraint_error
from ringfence.ownership.scope import maintenance
from ringfence_server.start import page

MAX_AGE = timedelta(minutes=15)

_REASON = "first superuser"
_SIGNER = TimestampSigner(salt="ringfence.first_superuser", sep=".")
_SUBJECT = "first"
# Any number will do; all servers of one database must agree on it.
_LOCK = 7_246_335_102


class SuperuserExists(Exception):
    """The first superuser was asked for, and there is one."""


class FirstSuperuserForm(forms.Form):
    """Name, address and password; the password twice and exactly as typed."""

    username = forms.CharField(max_length=150, widget=forms.TextInput({"autocomplete": "username", "autofocus": True}))
    email = forms.EmailField(label="E-mail", required=False, widget=forms.EmailInput({"autocomplete": "email"}))
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    repeated = forms.CharField(
        label="Password again", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords are one."""
        data = self.cleaned_data
        if "password" in data and "repeated" in data and data["password"] != data["repeated"]:
            self.add_error("repeated", "The two passwords differ.")
        return data


@unscoped("one-time link: makes the first superuser, reads no owned rows")
@never_cache
@sensitive_post_parameters()
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def first_superuser(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind the one-time link, and the superuser that it makes.

    404 for a link that was never given out, 410 for one that has expired or was used.
    """
    if status := _fault(token):
        return page(request, "setup_gone", status=status)
    form = FirstSuperuserForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            user = create_superuser(data["username"], data["email"], data["password"], first=True)
        except SuperuserExists:
            return page(request, "setup_gone", status=410)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return page(request, "setup_done", {"username": user.username})
    return page(request, "setup", {"form": form})


def setup_path() -> str | None:
    """The path of a fresh one-time link, or None when there is a superuser."""
    if _superuser_exists():
        return None
    return reverse(first_superuser, kwargs={"token": _SIGNER.sign(_SUBJECT)})


def create_superuser(username: str, email: str | None, password: str, *, first: bool = False) -> User:
    """Make a superuser and return it.

    Raises ``ValidationError`` by field for a name, an address or a password that does not do, and
    :class:`SuperuserExists` when it was to be the ``first`` and is not.
    """
    user = User(username=username, email=email, role=User.Role.ADMIN, is_staff=True, is_superuser=True)
    _validate(user, password)
    # Hashed before the transaction begins: it takes milliseconds that a write lock should not last.
    user.set_password(password)
    try:
        with maintenance(_REASON), transaction.atomic(using=router.db_for_write(User)):
            if first:
                _wait_for_others()
                if User.objects.filter(is_superuser=True).exists():
                    raise SuperuserExists
            user.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(_taken(error)) from error
    return user


def _fault(token: str) -> int | None:
    """The status that a dead link is answered with; None while it lives."""
    try:
        if _SIGNER.unsign(token, max_age=MAX_AGE) != _SUBJECT:
            return 404
    except SignatureExpired:
        return 410
    except BadSignature:
        return 404
    return 410 if _superuser_exists() else None


def _superuser_exists() -> bool:
    with maintenance(_REASON):
        return User.objects.filter(is_superuser=True).exists()


def _wait_for_others() -> None:
    """Let one first superuser be made at a time. On SQLite every write transaction is alone already."""
    connection = connections[router.db_for_write(User)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _validate(user: User, password: str) -> None:
    errors: dict[str, Any] = {}
    user.clean()
    try:
        user.clean_fields(exclude=["password", "username_key", "email_key"])
    except ValidationError as error:
        errors.update(error.error_dict)
    try:
        validate_password(password, user)
    except ValidationError as error:
        errors["password"] = error
    if errors:
        raise ValidationError(errors)


def _taken(error: IntegrityError) -> dict[str, list[str]]:
    """The database's refusal by the field that a person filled in, not by the key kept beside it."""
    errors = constraint_error(error, [User])
    if errors is None:
        raise error
    return {field.removesuffix("_key"): messages for field, messages in errors.items()}
