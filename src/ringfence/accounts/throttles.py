"""Throttles: counted in the database, so that every process counts together.

A try is counted *before* it is made, by one atomic statement, and given back when it succeeds or could not be
made: so parallel guesses cannot slip through between a look and a count.
"""

from __future__ import annotations

import random
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import Throttled

from ringfence.accounts import config
from ringfence.accounts.models import Counter

# One hit in so many also sweeps counters that have run out.
SWEEP_EVERY = 200
SWEPT_AT_ONCE = 1_000

_HIT = """
    INSERT INTO ringfence_accounts_counter (key, count, resets_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN ringfence_accounts_counter.resets_at <= %s THEN 1
                   ELSE ringfence_accounts_counter.count + 1 END,
      resets_at = CASE WHEN ringfence_accounts_counter.resets_at <= %s THEN excluded.resets_at
                       ELSE ringfence_accounts_counter.resets_at END
    RETURNING count, resets_at
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One counted try: ``wait`` is 0 while it is allowed, else the seconds until the count begins anew.

    As a context manager it is given back when the block raises: then nothing was tried.
    """

    key: str
    wait: int

    def give_back(self) -> None:
        """Uncount the try."""
        if self.key:
            _counters().filter(pk=self.key, count__gt=0).update(count=F("count") - 1)

    def __enter__(self) -> Hit:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if exc is not None:
            self.give_back()


def hit(name: str, *subject: object) -> Hit:
    """Count one try of the throttle ``name`` by ``subject`` (an account, an address, both)."""
    allowed, seconds = config.throttle(name)
    if not allowed:
        return Hit("", 0)
    key = _key(name, *subject)
    now = timezone.now()
    count, resets_at = _count(key, now, seconds)
    if random.randrange(SWEEP_EVERY) == 0:  # noqa: S311  (no secret depends on it)
        _sweep(now)
    return Hit(key, max(1, int((resets_at - now).total_seconds()) + 1) if count > allowed else 0)


def require(name: str, *subject: object) -> Hit:
    """As :func:`hit`; raises ``Throttled`` (429 with Retry-After) when it is one too many."""
    counted = hit(name, *subject)
    if counted.wait:
        raise Throttled(wait=counted.wait)
    return counted


def write_alike() -> None:
    """One INSERT, to no purpose but that a path without one takes as long; the next sweep deletes the row."""
    _counters().create(key=secrets.token_hex(32), count=0, resets_at=timezone.now())


def _count(key: str, now: datetime, seconds: int) -> tuple[int, datetime]:
    connection = connections[DEFAULT_DB_ALIAS]
    adapt = connection.ops.adapt_datetimefield_value
    ends = now + timedelta(seconds=seconds)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_HIT, [key, adapt(ends), adapt(now), adapt(now)])
        count, resets_at = cursor.fetchone()
    if isinstance(resets_at, str):
        resets_at = datetime.fromisoformat(resets_at)
    if timezone.is_naive(resets_at):
        # SQLite: as adapt_datetimefield_value wrote it, in the connection's time zone and not in Django's.
        resets_at = timezone.make_aware(resets_at, connection.timezone)
    return count, resets_at


def _key(name: str, *subject: object) -> str:
    value = "\x1f".join([name, *map(str, subject)])
    return salted_hmac("ringfence.throttle", value, algorithm="sha256").hexdigest()


def _sweep(now: datetime) -> None:
    """Delete counters that have run out, but none that somebody is counting in: sweeps wait for nobody."""
    with transaction.atomic():
        over = _counters().select_for_update(skip_locked=True).filter(resets_at__lt=now)
        _counters().filter(pk__in=list(over.values_list("pk", flat=True)[:SWEPT_AT_ONCE])).delete()


def _counters() -> QuerySet[Counter]:
    # Also in the admin site, whose other queries have a connection of their own.
    return Counter.objects.using(DEFAULT_DB_ALIAS)
