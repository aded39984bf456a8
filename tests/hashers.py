"""A password hasher for tests that are about something else: the server's own, at a thousandth of its cost."""

from __future__ import annotations

from ringfence.accounts.hashers import Argon2idHasher


class QuickHasher(Argon2idHasher):
    """Argon2id with next to no memory. ``tests/accounts/test_passwords.py`` looks at the real one."""

    memory_cost = 8
    time_cost = 1
