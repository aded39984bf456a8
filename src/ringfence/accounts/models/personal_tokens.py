"""Personal access tokens: for a person's own scripts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ringfence.ownership.constraints import AcrossOwners
from ringfence.ownership.models import OwnedModel


class PersonalToken(OwnedModel):
    """A named, scoped, expiring token; shown once, kept as a digest."""

    name = models.CharField(max_length=100)
    hint = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta(OwnedModel.Meta):
        app_label = "ringfence_accounts"
        constraints: ClassVar[Any] = [
            *OwnedModel.Meta.constraints,
            AcrossOwners(fields=["digest"], name="ringfence_accounts_personal_token"),
        ]
        indexes: ClassVar[Any] = [
            models.Index(fields=["owner", "-created_at", "-id"], name="personal_tokens_newest_first"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"
