"""The keys that sign tokens, and the token backend that goes by them.

One key signs; retired ones are still accepted until their tokens have run out. A key has one algorithm, which is
never read from a token's header; of the header only ``kid`` is taken, to choose among known keys, and a header with
anything that ours do not have is refused. Key ids are RFC 7638 thumbprints, the public set is RFC 7517.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import jwt
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from jwt.algorithms import Algorithm, get_default_algorithms
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenBackendExpiredToken

from ringfence.accounts import config

ALGORITHMS = ("HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "EdDSA")
REQUIRED_CLAIMS = ("exp", "iat", "iss", "aud", "jti", "sid", "user_id", "token_type")
TIME_CLAIMS = ("exp", "iat", "nbf")
# Of the year 9999.
LAST_SECOND = 253_402_300_799
# More than a header holds that usual servers take; what is longer is not even decoded.
MAX_TOKEN_LENGTH = 16_384

# RFC 7515, section 7.1, without the padding that its base64url leaves out: one token has one spelling.
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Key:
    """A key: ``signing`` is the secret or the private PEM, empty for a retired one; ``verifying`` the public PEM."""

    algorithm: str
    signing: str = field(repr=False)
    verifying: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether the key is a shared secret, which is never published."""
        return self.algorithm.startswith("HS")

    @cached_property
    def implementation(self) -> Algorithm:
        """PyJWT's implementation of the key's algorithm."""
        return get_default_algorithms()[self.algorithm]

    @cached_property
    def private(self) -> Any:
        """What signs."""
        return self.implementation.prepare_key(self.signing)

    @cached_property
    def public(self) -> Any:
        """What verifies."""
        if self.is_secret:
            return self.private
        key = self.implementation.prepare_key(self.verifying) if self.verifying else self.private
        # Where a private key was given to verify with, its other half does.
        return key.public_key() if hasattr(key, "public_key") else key

    @cached_property
    def jwk(self) -> dict[str, Any]:
        """The public key as a JSON Web Key; for a shared secret only what the thumbprint needs, never published."""
        if self.is_secret:
            return {"kty": "oct", "k": _base64(hashlib.sha256(self.signing.encode()).digest())}
        made: dict[str, Any] = json.loads(self.implementation.to_jwk(self.public))
        return {name: made[name] for name in ("kty", "crv", "x", "y", "e", "n") if name in made}

    @cached_property
    def kid(self) -> str:
        """RFC 7638: SHA-256 over the members in alphabetical order."""
        canonical = json.dumps(self.jwk, sort_keys=True, separators=(",", ":"))
        return _base64(hashlib.sha256(canonical.encode()).digest())

    @property
    def header(self) -> dict[str, str]:
        """The whole header of every token that the key signs."""
        return {"alg": self.algorithm, "kid": self.kid, "typ": "JWT"}

    def check(self) -> None:
        """Raise ``ImproperlyConfigured`` for a key that is unusable, weak, or not the pair of the other one."""
        if self.algorithm not in ALGORITHMS:
            raise ImproperlyConfigured(f"{self.algorithm} cannot sign tokens: choose from {', '.join(ALGORITHMS)}.")
        try:
            fault = self.implementation.check_key_length(self.public)
            if self.signing and not self.implementation.verify(
                b"test", self.public, self.implementation.sign(b"test", self.private)
            ):
                fault = "SIGNING_KEY and VERIFYING_KEY are not of one pair."
        except (jwt.PyJWTError, TypeError, ValueError, AttributeError) as exc:
            raise ImproperlyConfigured(f"A token key is no key for {self.algorithm}: {exc}") from exc
        if fault:
            raise ImproperlyConfigured(f"A token key for {self.algorithm} does not do: {fault}")


class KeyedBackend(TokenBackend):
    """SimpleJWT's token backend over :func:`keyring`."""

    def encode(self, payload: dict[str, Any], kid: str = "") -> str:
        """Sign ``payload`` with the present key, or with the key ``kid`` while it can still sign."""
        ring = keyring()
        key = ring.get(kid) or next(iter(ring.values()))
        if not key.signing:
            key = next(iter(ring.values()))
        claims = {**payload, "aud": self.audience, "iss": self.issuer}
        return jwt.encode(claims, key.private, algorithm=key.algorithm, headers={"kid": key.kid})

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:
        """The claims of ``token``. Raises ``TokenBackendError`` for anything that is not wholly ours."""
        if not isinstance(token, str) or len(token) > MAX_TOKEN_LENGTH or not _COMPACT.fullmatch(token):
            raise TokenBackendError("Token is invalid")
        try:
            header = jwt.get_unverified_header(token)
            key = keyring()[header["kid"]]
            if header != key.header:
                raise TokenBackendError("Token is invalid")
            claims: dict[str, Any] = _strict.decode(
                token,
                key.public,
                algorithms=[key.algorithm],
                audience=self.audience,
                issuer=self.issuer,
                leeway=self.get_leeway(),
                options={"require": list(REQUIRED_CLAIMS), "verify_sub": False},
            )
        except jwt.ExpiredSignatureError as exc:
            raise TokenBackendExpiredToken("Token is expired") from exc
        # A hostile header or payload meets PyJWT's own assumptions in many ways; none of them is our failure.
        except (jwt.PyJWTError, KeyError, TypeError, ValueError, RecursionError, OverflowError) as exc:
            raise TokenBackendError("Token is invalid") from exc
        if not all(_is_time(claims[name]) for name in TIME_CLAIMS if name in claims):
            raise TokenBackendError("Token is invalid")
        return claims


class _StrictJWT(jwt.PyJWT):
    """PyJWT, for which claims are one object in UTF-8 in which none occurs twice."""

    def _decode_payload(self, decoded: dict[str, Any]) -> dict[str, Any]:
        claims = json.loads(decoded["payload"].decode(), object_pairs_hook=_once)
        if not isinstance(claims, dict):
            raise jwt.DecodeError("the claims are no object")
        return claims


_strict = _StrictJWT()


@lru_cache(maxsize=1)
def keyring() -> dict[str, Key]:
    """The keys by id, the one that signs first. Raises ``ImproperlyConfigured`` for one that is unusable."""
    signing, verifying = config.simple_jwt("SIGNING_KEY") or "", config.simple_jwt("VERIFYING_KEY") or ""
    if not signing:
        raise ImproperlyConfigured('SIMPLE_JWT["SIGNING_KEY"] is empty: nothing could sign tokens.')
    keys = [Key(config.simple_jwt("ALGORITHM"), signing, verifying)]
    keys += [Key(name, key if name.startswith("HS") else "", key) for name, key in config.get("RETIRED_KEYS")]
    ring: dict[str, Key] = {}
    for key in keys:
        key.check()
        ring.setdefault(key.kid, key)
    return ring


def public_set() -> dict[str, Any]:
    """The JSON Web Key Set of the keys that may be published; empty with a shared secret."""
    return {
        "keys": [
            {**key.jwk, "kid": key.kid, "alg": key.algorithm, "use": "sig"}
            for key in keyring().values()
            if not key.is_secret
        ]
    }


def backend() -> KeyedBackend:
    """The backend of every token."""
    return KeyedBackend(
        config.simple_jwt("ALGORITHM"),
        audience=config.simple_jwt("AUDIENCE") or "ringfence",
        issuer=config.simple_jwt("ISSUER") or "ringfence",
        leeway=config.simple_jwt("LEEWAY"),
    )


def _is_time(value: Any) -> bool:
    # PyJWT takes "1.5" and true for times too, and SimpleJWT fails where a datetime ends.
    return type(value) is int and 0 <= value <= LAST_SECOND


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    claims = dict(pairs)
    if len(claims) != len(pairs):
        raise ValueError("a claim occurs twice")
    return claims


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _forget(setting: str, **_: Any) -> None:
    if setting in ("SIMPLE_JWT", "RINGFENCE"):
        keyring.cache_clear()


setting_changed.connect(_forget, dispatch_uid="ringfence_keyring")
