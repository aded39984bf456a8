"""What the admin site ends of somebody's account, in the maintenance scope; the person reads it in the trail."""

from __future__ import annotations

from typing import Any

from django.db import router, transaction
from django.utils import timezone

from ringfence.accounts import sessions
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Activity, PersonalToken, Session, User


def transaction_of_admin() -> transaction.Atomic:
    """A transaction of the connection that the admin site writes with."""
    return transaction.atomic(using=router.db_for_write(User))


def end_sessions(user: User, because: Session.End) -> None:
    """End every session of ``user``."""
    sessions.end(Session.objects.filter(owner=user), because)


def end_all(user: User, because: Session.End) -> None:
    """End every session and personal token of ``user``."""
    end_sessions(user, because)
    PersonalToken.objects.filter(owner=user, revoked_at=None).update(revoked_at=timezone.now())


def record(user: User, kind: Activity.Kind, device: Device, **detail: Any) -> None:
    """Write one event of the account of ``user``."""
    Activity.objects.create(owner=user, kind=kind, device=device.name, address=device.address, detail=detail)
