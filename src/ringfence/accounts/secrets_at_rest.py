"""Secrets that the server must read again (an authenticator's), encrypted where they lie.

Fernet with a key derived from SECRET_KEY; after a change of that key, SECRET_KEY_FALLBACKS still read the
old ones.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


def encrypt(text: str) -> str:
    """``text``, readable by this server alone."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """The text that :func:`encrypt` was given. Raises ``cryptography.fernet.InvalidToken``."""
    return _fernet().decrypt(text.encode()).decode()


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_derived(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(secret: str | bytes) -> bytes:
    derived = HKDF(SHA256(), 32, salt=None, info=b"ringfence.secrets-at-rest").derive(force_bytes(secret))
    return base64.urlsafe_b64encode(derived)
