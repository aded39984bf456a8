"""Logging in, behind every path that does: throttles, password, second factor, session.

The answer, and its time, tell nobody whether a name or an address is known.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.core import signing
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from rest_framework.exceptions import APIException, AuthenticationFailed, Throttled

from ringfence.accounts import config, factors, gateway, names, sessions, throttles, trail
from ringfence.accounts.addresses import Device, network_of
from ringfence.accounts.models import Activity, Session, User
from ringfence.ownership.scope import Scope, entered, owner_scope, owner_transaction

_CHALLENGE_SALT = "ringfence.challenge"

Entered = TypeVar("Entered")


class WrongCredential(AuthenticationFailed):
    """401: no active account has this name and password."""

    default_detail = "No active account found with the given credentials."
    default_code = "no_active_account"


class SecondFactorRequired(AuthenticationFailed):
    """401 with a challenge in place of tokens: log in again with it and a code.

    ``challenge`` is short-lived and worth nothing alone; ``factors`` says what codes are accepted.
    """

    default_detail = "A second factor is required."
    default_code = "second_factor_required"

    def __init__(self, challenge: str, factors: list[str]) -> None:
        super().__init__(
            {
                "detail": self.default_detail,
                "code": self.default_code,
                "challenge": challenge,
                "factors": factors,
            }
        )


class WrongCode(AuthenticationFailed):
    """401: the code is not, or no longer, one of the second factor's."""

    default_detail = "The code is not valid."
    default_code = "second_factor_invalid"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody logs in with: a name and password, or a challenge; ``otp`` a code of the second factor."""

    identifier: str = ""
    password: str = ""
    challenge: str = ""
    otp: str = ""


# What shows that a password was right: the user's id and a fingerprint of the hash that it was checked against.
Proof = list[Any]


def log_in(attempt: Attempt, device: Device, *, reopening: bool = False) -> dict[str, str]:
    """Begin a session and return ``{"access", "refresh"}``; ``reopening`` does so for a closed account only.

    Raises :class:`WrongCredential`, :class:`SecondFactorRequired`, :class:`WrongCode`, ``Throttled``, ``Busy``.
    """

    def begin(user: User) -> dict[str, str]:
        if reopening:
            _reopen(user, device)
        return sessions.start(user, device)

    return enter(attempt, device, begin, reopening=reopening)


def identify(attempt: Attempt, device: Device) -> User:
    """The user of an attempt, for a log-in with a session of another kind. Raises what :func:`log_in` does."""
    return enter(attempt, device, lambda user: user)


def enter(attempt: Attempt, device: Device, begin: Callable[[User], Entered], *, reopening: bool = False) -> Entered:
    """What ``begin`` returns, called with the user of an attempt in its scope and the transaction that admits it.

    Raises what :func:`log_in` does.
    """
    if attempt.challenge:
        proof = _read_challenge(attempt.challenge)
    else:
        proof = _check_password(attempt, device, active=not reopening)
    if proof is None:
        raise WrongCredential
    # A refusal is an answer of this transaction too: what it wrote (a used step, the trail) has to stay.
    with owner_transaction(), entered(owner_scope(proof[0])):
        answer = _admit(proof, attempt, device, reopening=reopening)
        if isinstance(answer, User):
            return begin(answer)
    raise answer


def _check_password(attempt: Attempt, device: Device, *, active: bool) -> Proof | None:
    """Proof of the (in)active user with this name and password, else None; a failure counts and is recorded.

    Raises ``Throttled`` when there were too many, and ``Busy`` when there is no place to hash; the latter counts
    for nothing.
    """
    key = names.key(attempt.identifier)
    hits = [
        throttles.require("log_in.address", device.network),
        throttles.require("log_in.account_and_address", key, device.network),
        throttles.hit("log_in.account", key),
    ]
    with owner_transaction():
        credential = gateway.find_credential(key)
    wait = hits[-1].wait
    if wait and not (credential and _logged_in_lately(credential.user_id, device)):
        raise Throttled(wait=wait)
    encoded = credential.password if credential else _password_of_nobody(get_hasher().algorithm)
    with ExitStack() as tries:
        for counted in hits:
            tries.enter_context(counted)
        correct = check_password(names.normalize_password(attempt.password), encoded)
    if credential and credential.is_active == active and correct:
        for counted in hits:
            counted.give_back()
        return [credential.user_id, _fingerprint(credential.password)]
    _record_failure(credential, device)
    return None


@lru_cache
def _password_of_nobody(algorithm: str) -> str:
    """The hash that is checked when the user is unknown, so that the time of the answer does not tell."""
    return make_password(get_random_string(32))


def _admit(proof: Proof, attempt: Attempt, device: Device, *, reopening: bool) -> User | APIException:
    # Locked until the session is there: who changes the password or closes the account ends it, or it never begins.
    users = User.objects.select_for_update().filter(pk=proof[0])
    user = users.filter(_reopenable() if reopening else Q(is_active=True)).first()
    if user is None or proof != [user.pk, _fingerprint(user.password)]:
        return WrongCredential()
    kinds = factors.kinds()
    if not kinds:
        # A challenge is never enough, not even where the factor that it waited for has gone.
        return WrongCredential() if attempt.challenge else user
    if not attempt.otp:
        # No new challenge for an old one: it would never run out.
        return WrongCode() if attempt.challenge else SecondFactorRequired(challenge_for(user), kinds)
    try:
        accepted = factors.verify(user, attempt.otp, device)
    except Throttled as exc:
        return exc
    if not accepted:
        trail.record(Activity.Kind.LOG_IN_FAILED, device, factor=True)
        return WrongCode()
    return user


def _reopenable() -> Q:
    """Closed by its own person (an admin's deactivation leaves ``closed_at`` empty), and not due to be deleted."""
    due = Q(delete_after__isnull=False, delete_after__lte=timezone.now())
    return Q(is_active=False, closed_at__isnull=False) & ~due


def _reopen(user: User, device: Device) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    trail.record(Activity.Kind.ACCOUNT_REOPENED, device)


def challenge_for(user: User) -> str:
    """A token that stands for the password just given, until the password changes or time runs out."""
    return signing.dumps([user.pk, _fingerprint(user.password)], salt=_CHALLENGE_SALT)


def _read_challenge(challenge: str) -> Proof | None:
    try:
        value = signing.loads(challenge, salt=_CHALLENGE_SALT, max_age=config.get("CHALLENGE_LIFETIME"))
    except signing.BadSignature:
        return None
    return value if isinstance(value, list) else None


def _fingerprint(encoded: str) -> str:
    return salted_hmac(_CHALLENGE_SALT, encoded, algorithm="sha256").hexdigest()[:16]


def _logged_in_lately(user_id: int, device: Device) -> bool:
    """Whether the user has a session of late from this address, so that a stranger's tries do not lock them out."""
    with owner_transaction(), entered(owner_scope(user_id)):
        since = timezone.now() - config.get("SESSION_LIFETIME")
        honest = Session.objects.filter(last_used_at__gt=since).exclude(revoked_because=Session.End.REUSE)
        return device.network in map(network_of, honest.values_list("address", flat=True).distinct())


def _record_failure(credential: gateway.Credential | None, device: Device) -> None:
    """A line in the trail of a known user; for an unknown one, a write that takes as long."""
    scope = owner_scope(credential.user_id) if credential else Scope("anyone")
    with owner_transaction(), entered(scope):
        if credential:
            trail.record(Activity.Kind.LOG_IN_FAILED, device)
        else:
            throttles.write_alike()
