"""Second factors: what a person has beside the password."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ringfence.ownership.models import OwnedModel


class Factor(OwnedModel):
    """A second factor: an authenticator app today, other kinds beside it later.

    ``secret`` is encrypted. ``last_step`` is the time step of the last code that was accepted (RFC 6238), so that
    none is accepted twice. Unconfirmed factors protect nothing yet.
    """

    class Kind(models.TextChoices):
        """What the factor is."""

        TOTP = "totp", "authenticator app"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    secret = models.CharField(max_length=500, editable=False)
    last_step = models.BigIntegerField(default=-1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta(OwnedModel.Meta):
        app_label = "ringfence_accounts"
        constraints: ClassVar[Any] = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "kind"], name="ringfence_accounts_factor_kind"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class RecoveryCode(OwnedModel):
    """One code for the day that the other factor is lost; kept as a digest and good once."""

    digest = models.CharField(max_length=64, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    class Meta(OwnedModel.Meta):
        app_label = "ringfence_accounts"
        constraints: ClassVar[Any] = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "digest"], name="ringfence_accounts_recovery_digest"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
