"""The settings of accounts: ``settings.RINGFENCE`` with a default for every name, and SimpleJWT's ``SIMPLE_JWT``.

Read when they are used, so that a test or a deployment can change any of them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from rest_framework_simplejwt import settings as simplejwt_settings

from ringfence.api import retention, uploads

DEFAULTS: dict[str, Any] = {
    # A session ends this long after its log-in, whatever its use.
    "SESSION_LIFETIME": timedelta(days=30),
    # A session whose only token is a long one with a scope (Conduit's) ends this long after its log-in.
    "LONG_TOKEN_LIFETIME": timedelta(days=60),
    # The refresh token just replaced is answered with its same successor for this long.
    "REFRESH_GRACE_SECONDS": 10,
    # "Last used" of a session or token is written at most this often.
    "LAST_USED_EVERY": timedelta(minutes=5),
    # A dotted path to a function (user, session) -> mapping of further claims.
    "CLAIMS": None,
    # Keys that no longer sign but are still accepted: (algorithm, public PEM or secret).
    "RETIRED_KEYS": (),
    # A log-in that needs a second factor waits for it this long.
    "CHALLENGE_LIFETIME": timedelta(minutes=5),
    # The name that authenticator apps show.
    "TOTP_ISSUER": "Ringfence",
    # Whether a new account has to be activated by mail.
    "ACTIVATION_REQUIRED": False,
    # Links in mails begin with this, never with the Host header.
    "PUBLIC_URL": "http://localhost:8000",
    # Paths after PUBLIC_URL for {uid} and {token}, on a page of the web client.
    "ACTIVATION_PATH": "/app/activate/{uid}/{token}",
    "PASSWORD_RESET_PATH": "/app/reset-password/{uid}/{token}",
    "USERNAME_RESET_PATH": "/app/reset-username/{uid}/{token}",
    # A closed account is deleted after this long; until then it can be reopened.
    "DELETION_GRACE": timedelta(days=14),
    # What is deleted can be restored for this long.
    retention.SETTING: retention.DEFAULT_KEPT,
    # Sessions and personal tokens that ended, and lines of the trail, are deleted after this long.
    "ENDED_KEPT": timedelta(days=30),
    "ACTIVITY_KEPT": timedelta(days=365),
    # The longest life of a personal access token, and the usual one.
    "PERSONAL_TOKEN_MAX_LIFETIME": timedelta(days=366),
    "PERSONAL_TOKEN_LIFETIME": timedelta(days=90),
    # Passwords hashed at once in one process, and how long one more waits for its turn.
    "HASHES_AT_ONCE": 4,
    "HASH_WAIT_SECONDS": 2.0,
    # Networks whose X-Forwarded-For is believed.
    "TRUSTED_PROXIES": (),
    # Origins beside the server's own whose pages may use the cookie endpoints.
    "WEB_ORIGINS": (),
    # The largest file that may be sent, in bytes.
    uploads.SETTING: uploads.DEFAULT_MAX_SIZE,
    # Multiplies every throttle; 0 turns them off.
    "THROTTLE_SCALE": 1,
    # (how many, seconds); counted for all processes together.
    "THROTTLES": {},
}

# name: (how many, in how many seconds)
THROTTLES: dict[str, tuple[int, int]] = {
    # Failed log-ins only.
    "log_in.account_and_address": (20, 300),
    "log_in.address": (100, 300),
    "log_in.account": (200, 300),
    # Failed codes of a second factor, in the log-in and elsewhere.
    "factor": (10, 300),
    # Wrong current passwords of somebody who is logged in.
    "password": (20, 300),
    "registration": (10, 3600),
    # Mails asked for: by one address, and to one account.
    "mail.address": (20, 3600),
    "mail.account": (3, 3600),
    # Guessed reset and activation tokens.
    "mail_token.address": (50, 3600),
}


def get(name: str) -> Any:
    """The setting ``name``. Raises ``KeyError`` for a name that does not exist."""
    return getattr(settings, "RINGFENCE", {}).get(name, DEFAULTS[name])


def simple_jwt(name: str) -> Any:
    """The setting ``name`` of ``SIMPLE_JWT``, or SimpleJWT's default. Raises ``AttributeError`` for an unknown one."""
    # Not imported by name: SimpleJWT puts another object in its place when the setting changes.
    return getattr(simplejwt_settings.api_settings, name)


def throttle(name: str) -> tuple[int, int]:
    """How many, and in how many seconds; (0, 0) means without limit."""
    allowed, seconds = get("THROTTLES").get(name, THROTTLES[name])
    scale = get("THROTTLE_SCALE")
    return (max(1, int(allowed * scale)), seconds) if scale and allowed else (0, 0)
