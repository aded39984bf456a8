"""People."""

from __future__ import annotations

from itertools import chain
from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import DEFAULT_DB_ALIAS, connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, UniqueConstraint
from django.utils import timezone

from ringfence.accounts import names
from ringfence.accounts.signals import username_changed
from ringfence.ownership.constraints import OwnerPolicy
from ringfence.ownership.scope import entered, owner_scope, owner_transaction

# Case folding gives three characters for one at most.
EMAIL_KEY_LENGTH = 3 * 254
# What is written whenever the other field is.
_FOLLOWERS = {
    "username": ("username_key",),
    "email": ("email_key",),
    "is_active": ("activated_at", "closed_at", "delete_after"),
}


class UserManager(DjangoUserManager["User"]):
    """Finds people by username or e-mail address, without case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The user with this username or address. Raises ``User.DoesNotExist``."""
        key = names.key(username or "")
        return self.get(Q(username_key=key) | Q(email_key=key))


class User(AbstractUser):
    """A person with an account.

    ``activated_at`` is empty until a needed activation was done, ``closed_at`` set while the person has closed the
    account, ``delete_after`` when it is to be deleted; ``is_active`` alone says whether it can be used.
    """

    class Role(models.TextChoices):
        """What a person is for the product; what they may do in the admin site is Django's ``is_staff``."""

        USER = "user"
        STAFF = "staff"
        ADMIN = "admin"

    username = models.CharField(
        max_length=150,
        unique=True,
        validators=[names.username_validator],
        error_messages={"unique": "A user with that username already exists."},
    )
    email = models.EmailField("email address", null=True, blank=True)  # type: ignore[assignment]
    username_key = models.CharField(max_length=450, editable=False)
    email_key = models.CharField(max_length=EMAIL_KEY_LENGTH, null=True, editable=False)
    role = models.CharField(max_length=5, choices=Role.choices, default=Role.USER)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    activated_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    delete_after = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        app_label = "ringfence_accounts"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            UniqueConstraint(
                fields=["username_key"],
                name="ringfence_accounts_username_key",
                violation_error_message="A user with that username already exists.",
            ),
            UniqueConstraint(
                fields=["email_key"],
                name="ringfence_accounts_email_key",
                violation_error_message="A user with that email address already exists.",
            ),
            OwnerPolicy(owner="id"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As ``Model.save``; the keys follow the name and the address, and a new user is its own owner.

        Who is active has been activated and is not closed: so an admin who lets somebody in, and later shuts them
        out, leaves nothing behind that the person could reopen or activate.
        """
        self.username_key = names.key(self.username)
        self.email = self.email or None
        self.email_key = names.key(self.email) if self.email else None
        fields = kwargs.get("update_fields")
        if self.is_active and (fields is None or "is_active" in fields):
            self.activated_at = self.activated_at or timezone.now()
            self.closed_at = self.delete_after = None
        if fields:
            # Not the keys of a name that is not written: another request may have changed it.
            followers = (_FOLLOWERS.get(field, ()) for field in fields)
            kwargs["update_fields"] = {*fields, "updated_at", *chain.from_iterable(followers)}
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        if not self._state.adding or self.pk is not None or not _is_bound(using):
            is_new = self._state.adding
            with transaction.atomic(using=using):
                super().save(*args, **kwargs)
                if not is_new and (fields is None or "username" in fields):
                    username_changed.send(User, user=self)
            return
        with owner_transaction(using) as connection:
            # The row has to be its owner's before it is there, so the id is taken first.
            self.pk = _next_id(connection)
            with entered(owner_scope(self)):
                super().save(*args, **{**kwargs, "force_insert": True})

    def clean(self) -> None:
        """Normalise the name; an empty address is none.

        Raises ``ValidationError`` for an address with something unseen in it, or with too long a key: compatibility
        characters grow to as many as eighteen. No validator of the address itself sees either.
        """
        self.username = self.normalize_username(self.username)
        self.email = self.email or None
        email = self.email or ""
        if len(names.key(email)) > EMAIL_KEY_LENGTH or not names.is_visible(email):
            raise ValidationError({"email": ValidationError(EmailValidator.message, EmailValidator.code)})

    def set_password(self, raw_password: str | None) -> None:
        """Hash the password in its normal form (NFC)."""
        self.password = make_password(names.normalize_password(raw_password) if raw_password is not None else None)
        self._password = raw_password

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password, in its normal form."""
        return raw_password is not None and check_password(names.normalize_password(raw_password), self.password)


def _is_bound(using: str) -> bool:
    """Whether the alias's role meets the policy of users: the server's role on PostgreSQL does."""
    return using == DEFAULT_DB_ALIAS and connections[using].vendor == "postgresql"


def _next_id(connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [User._meta.db_table])
        return int(cursor.fetchone()[0])
