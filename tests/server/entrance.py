"""The ways in: registration, log-in, refresh, log-out, and tokens forged with the server's own key."""

from __future__ import annotations

import base64
import json
from typing import Any

import jwt
from django.conf import settings

from tests.people import PASSWORD, call
from tests.server.shapes import NOTES

REGISTER, TOKEN, REFRESH, LOGOUT = "/api/register/", "/api/token/", "/api/token/refresh/", "/api/logout/"
CHALLENGE = 'Bearer realm="api"'
REQUIRED = "This field is required."
SIGNING_KEY = str(settings.SIMPLE_JWT["SIGNING_KEY"])


def register(**fields: Any) -> Any:
    return call("POST", REGISTER, {"password": PASSWORD, **fields})


def enter(**fields: Any) -> Any:
    return call("POST", TOKEN, {"password": PASSWORD, **fields})


def turn(refresh: str) -> Any:
    return call("POST", REFRESH, {"refresh": refresh})


def opens(access: str) -> bool:
    return bool(call("GET", NOTES, token=access).status_code == 200)


def forged(token: str, *, key: str = "", algorithm: str = "HS256", **changes: Any) -> str:
    """The token with other claims (None: without it), signed with the server's own key unless another is given."""
    claims = {**jwt.decode(token, options={"verify_signature": False}), **changes}
    header = {name: value for name, value in jwt.get_unverified_header(token).items() if name not in ("alg", "typ")}
    kept = {name: value for name, value in claims.items() if value is not None}
    # Not PyJWT's encode, which would refuse to write some of the claims.
    return jwt.api_jws.encode(json.dumps(kept).encode(), key or SIGNING_KEY, algorithm, {**header, "typ": "JWT"})


def unsigned(token: str, algorithm: str) -> str:
    head = base64.urlsafe_b64encode(json.dumps({"alg": algorithm, "typ": "JWT"}).encode()).rstrip(b"=").decode()
    return f"{head}.{token.split('.')[1]}."
