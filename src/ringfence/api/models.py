"""What the API base keeps for an owner: deleted rows that can come back, and answers that can be given again."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from ringfence.api.retention import trash_kept
from ringfence.ownership.models import OwnedModel


class TrashedRow(OwnedModel):
    """A row that its owner has deleted, with what the deletion took along, until it is restored or purged.

    The rows themselves are gone from their tables: no query, constraint, join or index has to know of the trash.
    """

    # "notes.note" and the row's id in that table.
    kind = models.CharField(max_length=100)
    row = models.BigIntegerField()
    title = models.CharField(max_length=200, blank=True)
    # What the API showed of the row when it was deleted.
    content = models.JSONField(default=dict)
    # [{"model", "fields"}], in an order in which they can be stored again; and the references that were
    # set to null: [{"model", "field", "to", "pks"}].
    rows = models.JSONField(default=list)
    loosened = models.JSONField(default=list)
    deleted_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["owner", "-deleted_at", "-id"], name="trash_newest_first"),
            models.Index(fields=["deleted_at"], name="trash_oldest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"

    @property
    def expires_at(self) -> datetime:
        """From when on the row cannot be restored any more."""
        return self.deleted_at + trash_kept()


class IdempotencyKey(OwnedModel):
    """A POST that was done, by the key that its client chose, and the answer that it got."""

    key = models.CharField(max_length=255)
    # SHA-256 of method, address and body: the same key for another request is a mistake.
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "key"], name="idempotency_key_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="idempotency_oldest")]

    def __str__(self) -> str:
        return self.key
