"""People, their sessions, factors and tokens, and the trail of what happened to them.

A user's row is that user's own, every other row here is an owned row like any other: on PostgreSQL all are
under row-level security, and what log-in and the session check need beyond it goes through ``gateway``.
"""

from ringfence.accounts.models.activity import Activity
from ringfence.accounts.models.counters import Counter
from ringfence.accounts.models.factors import Factor, RecoveryCode
from ringfence.accounts.models.personal_tokens import PersonalToken
from ringfence.accounts.models.sessions import Session
from ringfence.accounts.models.users import User

__all__ = ["Activity", "Counter", "Factor", "PersonalToken", "RecoveryCode", "Session", "User"]
