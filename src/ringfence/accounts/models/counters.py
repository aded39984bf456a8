"""What throttles count, shared by every process."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Counter(models.Model):
    """How often something happened until ``resets_at``.

    ``key`` is an HMAC of what is counted: the table names neither accounts nor addresses, and belongs to nobody.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    resets_at = models.DateTimeField()

    class Meta:
        app_label = "ringfence_accounts"
        indexes: ClassVar[Any] = [models.Index(fields=["resets_at"], name="counters_resets_at")]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
