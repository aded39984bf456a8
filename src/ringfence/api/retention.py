"""How long deleted rows are kept: a Django setting with a default, read when it is used."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

SETTING = "TRASH_KEPT"
DEFAULT_KEPT = timedelta(days=30)


def trash_kept() -> timedelta:
    """How long a deleted row can be restored: ``settings.RINGFENCE["TRASH_KEPT"]``."""
    kept: timedelta = getattr(settings, "RINGFENCE", {}).get(SETTING, DEFAULT_KEPT)
    return kept
