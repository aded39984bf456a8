"""Tokens as an attacker makes them: any header, any payload, any signature, by hand and without a JWT library."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from django.conf import settings
from django.test.utils import override_settings

Sign = Callable[[bytes], bytes]


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def header_of(token: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(unb64(token.split(".", maxsplit=1)[0]))
    return value


def claims_of(token: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(unb64(token.split(".")[1]))
    return value


def compact(header: Any, payload: Any, sign: Sign) -> str:
    """A token; ``header`` and ``payload`` are JSON as bytes, or what becomes JSON."""
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, payload)]
    signed = ".".join(map(b64, parts))
    return f"{signed}.{b64(sign(signed.encode()))}"


def hmac_signer(key: str | bytes, name: str = "sha256") -> Sign:
    secret = key.encode() if isinstance(key, str) else key
    return lambda message: hmac.new(secret, message, name).digest()


@cache
def private_key(algorithm: str, which: int = 0) -> Any:
    """A key of its own for each ``which``."""
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"{which}".encode()).digest())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def private_pem(algorithm: str, which: int = 0) -> str:
    pem: bytes = private_key(algorithm, which).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem.decode()


def public_pem(algorithm: str, which: int = 0) -> str:
    pem: bytes = (
        private_key(algorithm, which)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return pem.decode()


def signer(algorithm: str, which: int = 0) -> Sign:
    """Signs as the server with this key does."""
    if algorithm == "HS256":
        return hmac_signer(secret(which))
    key = private_key(algorithm, which)
    if algorithm == "EdDSA":
        return lambda message: bytes(key.sign(message))
    return lambda message: bytes(key.sign(message, padding.PKCS1v15(), hashes.SHA256()))


def secret(which: int = 0) -> str:
    return f"a-secret-of-the-tests-that-is-long-enough-{which:04}"


def signing_with(algorithm: str, which: int = 0, **changes: Any) -> override_settings:
    """The server with one of these keys."""
    key = secret(which) if algorithm == "HS256" else private_pem(algorithm, which)
    return simple_jwt(ALGORITHM=algorithm, SIGNING_KEY=key, **changes)


def simple_jwt(**changes: Any) -> override_settings:
    return override_settings(SIMPLE_JWT={**settings.SIMPLE_JWT, **changes})


def ringfence(**changes: Any) -> override_settings:
    return override_settings(RINGFENCE={**settings.RINGFENCE, **changes})
