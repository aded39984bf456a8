"""Writing the trail that a person reads at ``/api/me/activity/``."""

from __future__ import annotations

from typing import Any

from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Activity


def record(kind: Activity.Kind, device: Device, **detail: Any) -> None:
    """Write one event of the acting user's account, in the transaction that is open. ``detail`` holds no secret."""
    Activity.objects.create(kind=kind, device=device.name, address=device.address, detail=detail)
