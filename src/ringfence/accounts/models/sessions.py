"""Log-ins."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from ringfence.ownership.constraints import AcrossOwners
from ringfence.ownership.models import OwnedModel


class Session(OwnedModel):
    """One device's log-in. Every token belongs to one and dies with it; no token is stored."""

    class End(models.TextChoices):
        """Why a session ended."""

        LOGOUT = "logout", "logged out"
        ENDED = "ended", "ended from another device"
        REUSE = "reuse", "a refresh token was used again"
        PASSWORD = "password", "the password was changed"
        CLOSED = "closed", "the account was closed"

    sid = models.UUIDField(default=uuid.uuid4, editable=False)
    device = models.CharField(max_length=100, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    address = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    generation = models.PositiveBigIntegerField(default=0)
    rotated_at = models.DateTimeField()
    key_id = models.CharField(max_length=64, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta(OwnedModel.Meta):
        app_label = "ringfence_accounts"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *OwnedModel.Meta.constraints,
            AcrossOwners(fields=["sid"], name="ringfence_accounts_session_sid"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "-last_used_at", "-id"], name="sessions_last_used_first"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.device}"
