"""How passwords are hashed: Argon2id (RFC 9106), a bounded number at once.

Each hash takes 19 MiB and a core for about 25 ms; without a bound, a flood of log-ins would take both from
everybody else. What finds no place in time is refused and may come again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from django.contrib.auth.hashers import Argon2PasswordHasher
from rest_framework.exceptions import APIException

from ringfence.accounts import config


class Busy(APIException):
    """503 with Retry-After: more passwords to hash than there are places."""

    status_code = 503
    default_detail = "Too many log-ins at this moment. Try again shortly."
    default_code = "busy"
    wait = 1


class Argon2idHasher(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: OWASP's recommended minimum, a sixth of the time of Django's default."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash, in one of the bounded places. Raises :class:`Busy`."""
        with _place():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare, in one of the bounded places. Raises :class:`Busy`."""
        with _place():
            return super().verify(password, encoded)


_taken = 0
_changed = Condition()


@contextmanager
def _place() -> Iterator[None]:
    """One of ``HASHES_AT_ONCE`` places of this process."""
    global _taken
    with _changed:
        if not _changed.wait_for(lambda: _taken < config.get("HASHES_AT_ONCE"), config.get("HASH_WAIT_SECONDS")):
            raise Busy
        _taken += 1
    try:
        yield
    finally:
        with _changed:
            _taken -= 1
            _changed.notify()
