"""Second factors: an authenticator app (TOTP, RFC 6238) and recovery codes, both good once.

Everything here acts in the scope of the user whose factors they are. Another kind of factor is another
``Factor.Kind`` and another entry of ``_VERIFIERS``.
"""

from __future__ import annotations

import base64
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP

from ringfence.accounts import config, secrets_at_rest, throttles, trail
from ringfence.accounts.addresses import Device
from ringfence.accounts.models import Activity, Factor, RecoveryCode, User

RECOVERY_CODES = 10
STEP_SECONDS = 30
DIGITS = 6
# Clocks differ: one step to either side is accepted.
TOLERANCE = 1

_CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

logger = logging.getLogger("ringfence.factors")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app needs: the secret in base32, and the same as an ``otpauth`` URL for a QR code."""

    secret: str
    url: str


class AlreadyEnrolled(Exception):
    """The factor is confirmed already and has to be removed first."""


def kinds() -> list[str]:
    """The acting user's ways to give a second factor; empty without one."""
    confirmed = list(Factor.objects.exclude(confirmed_at=None).order_by("kind").values_list("kind", flat=True))
    if confirmed and RecoveryCode.objects.filter(used_at=None).exists():
        confirmed.append("recovery")
    return confirmed


def enrol_totp(user: User) -> Enrolment:
    """Begin to set up an authenticator app; protects nothing before :func:`confirm_totp`.

    Raises :class:`AlreadyEnrolled`.
    """
    key = secrets.token_bytes(20)
    encrypted = secrets_at_rest.encrypt(key.hex())
    changed = Factor.objects.filter(kind=Factor.Kind.TOTP, confirmed_at=None).update(secret=encrypted, last_step=-1)
    if not changed:
        try:
            with transaction.atomic():
                Factor.objects.create(kind=Factor.Kind.TOTP, secret=encrypted)
        except IntegrityError as exc:
            raise AlreadyEnrolled from exc
    secret = base64.b32encode(key).decode()
    issuer = config.get("TOTP_ISSUER")
    query = urlencode({"secret": secret, "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS}, quote_via=quote)
    return Enrolment(secret, f"otpauth://totp/{quote(issuer)}:{quote(user.username)}?{query}")


def confirm_totp(code: str, device: Device) -> list[str] | None:
    """Confirm the authenticator app by a code of it; the recovery codes, shown this once, or None."""
    factor = Factor.objects.filter(kind=Factor.Kind.TOTP, confirmed_at=None).first()
    if factor is None or not _accepts_totp(factor, code):
        return None
    Factor.objects.filter(pk=factor.pk).update(confirmed_at=timezone.now())
    trail.record(Activity.Kind.FACTOR_ADDED, device, factor=factor.kind)
    return make_recovery_codes(device)


def make_recovery_codes(device: Device) -> list[str]:
    """Make new recovery codes, which end the old ones, and return them."""
    codes = ["-".join(_word() for _ in range(3)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(digest=_digest(code)) for code in codes)
    trail.record(Activity.Kind.RECOVERY_CODES_MADE, device)
    return codes


def remove(device: Device) -> bool:
    """Remove every factor and recovery code of the acting user; False when there was none."""
    removed, _ = Factor.objects.all().delete()
    RecoveryCode.objects.all().delete()
    if removed:
        trail.record(Activity.Kind.FACTOR_REMOVED, device)
    return bool(removed)


def verify(user: User, code: str, device: Device) -> bool:
    """Whether ``code`` is a fresh code of any of the acting user's factors; it is used up.

    Counts failures, and raises ``Throttled`` past their limit.
    """
    with throttles.require("factor", user.pk) as attempt:
        accepted = any(verifier(code.strip(), device) for verifier in _VERIFIERS)
    if accepted:
        attempt.give_back()
    return accepted


def _verify_totp(code: str, device: Device) -> bool:
    factor = Factor.objects.filter(kind=Factor.Kind.TOTP).exclude(confirmed_at=None).first()
    return factor is not None and _accepts_totp(factor, code)


def _verify_recovery(code: str, device: Device) -> bool:
    unused = RecoveryCode.objects.filter(digest__in=_digests(code), used_at=None)
    used = Factor.objects.exclude(confirmed_at=None).exists() and unused.update(used_at=timezone.now()) == 1
    if used:
        left = RecoveryCode.objects.filter(used_at=None).count()
        trail.record(Activity.Kind.RECOVERY_CODE_USED, device, left=left)
    return used


_VERIFIERS: tuple[Callable[[str, Device], bool], ...] = (_verify_totp, _verify_recovery)


def _accepts_totp(factor: Factor, code: str) -> bool:
    """Whether ``code`` is of a step that no code was accepted for yet; one UPDATE decides between twins."""
    if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return False
    try:
        key = bytes.fromhex(secrets_at_rest.decrypt(factor.secret))
    except InvalidToken:
        # Not an error of the request: recovery codes still open the account.
        logger.error("The secret of factor %s cannot be read: SECRET_KEY changed without a fallback.", factor.pk)
        return False
    totp = TOTP(key, STEP_SECONDS, digits=DIGITS)
    totp.time = time.time()
    if not totp.verify(int(code), TOLERANCE, min_t=factor.last_step + 1):
        return False
    step = totp.t()
    return Factor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step) == 1


def _word() -> str:
    return "".join(secrets.choice(_CODE_ALPHABET) for _ in range(4))


def _digest(code: str, secret: str | bytes | None = None) -> str:
    """Of a recovery code however it was typed; keyed, since who has a copy of the database could search 59 bits."""
    plain = "".join(filter(str.isalnum, code.lower()))
    return salted_hmac("ringfence.recovery", plain, secret=secret, algorithm="sha256").hexdigest()


def _digests(code: str) -> list[str]:
    """The digests under which the code may be kept: an older secret key's as well."""
    return [_digest(code, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
