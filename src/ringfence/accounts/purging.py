"""What accounts leave behind that nobody needs any more, deleted for good once its time is over."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from ringfence.accounts import config
from ringfence.accounts.models import Activity, Counter, PersonalToken, Session
from ringfence.ownership.scope import maintenance


def purge_sessions() -> int:
    """Delete everybody's sessions that ended or expired ``ENDED_KEPT`` ago or longer, and return how many."""
    with maintenance("purge of ended sessions"):
        return int(Session.objects.filter(_over()).delete()[0])


def purge_personal_tokens() -> int:
    """The same for personal access tokens."""
    with maintenance("purge of ended personal tokens"):
        return int(PersonalToken.objects.filter(_over()).delete()[0])


def purge_activity() -> int:
    """Delete everybody's lines of the trail that are older than ``ACTIVITY_KEPT``, and return how many."""
    with maintenance("purge of old activity"):
        old = timezone.now() - config.get("ACTIVITY_KEPT")
        return int(Activity.objects.filter(created_at__lt=old).delete()[0])


def purge_counters() -> int:
    """Delete the counters of throttles whose time is over, and return how many."""
    return int(Counter.objects.filter(resets_at__lt=timezone.now()).delete()[0])


def _over() -> Q:
    before = timezone.now() - config.get("ENDED_KEPT")
    return Q(revoked_at__lt=before) | Q(expires_at__lt=before)
