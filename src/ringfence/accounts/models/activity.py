"""The trail: what happened to an account, for its person to read."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ringfence.ownership.models import OwnedModel


class Activity(OwnedModel):
    """One event of an account: when, what, from where. ``detail`` holds no secret."""

    class Kind(models.TextChoices):
        """What happened."""

        REGISTERED = "registered"
        ACTIVATED = "activated"
        LOGGED_IN = "logged_in"
        LOG_IN_FAILED = "log_in_failed"
        LOGGED_OUT = "logged_out"
        SESSION_ENDED = "session_ended"
        REFRESH_REUSED = "refresh_reused"
        PASSWORD_CHANGED = "password_changed"  # noqa: S105
        PASSWORD_RESET = "password_reset"  # noqa: S105
        USERNAME_CHANGED = "username_changed"
        EMAIL_CHANGED = "email_changed"
        FACTOR_ADDED = "factor_added"
        FACTOR_REMOVED = "factor_removed"
        RECOVERY_CODES_MADE = "recovery_codes_made"
        RECOVERY_CODE_USED = "recovery_code_used"
        TOKEN_MADE = "token_made"  # noqa: S105
        TOKEN_ENDED = "token_ended"  # noqa: S105
        ACCOUNT_CLOSED = "account_closed"
        ACCOUNT_REOPENED = "account_reopened"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=100, blank=True)
    detail = models.JSONField(default=dict)

    class Meta(OwnedModel.Meta):
        app_label = "ringfence_accounts"
        verbose_name_plural = "activity"
        indexes: ClassVar[Any] = [
            models.Index(fields=["owner", "-created_at", "-id"], name="activity_newest_first"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"
