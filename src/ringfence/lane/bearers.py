"""Tokens that were verified before: the claims of an ``Authorization`` header, kept until its token expires.

What is kept is the signature's truth, never the session's, which every request asks the database about.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from ringfence.accounts import authentication, personal_tokens, tokens
from ringfence.lane.kept import MISSING, Kept

# Headers of other lengths are verified each time: 20,000 of these are 40 MB at most.
LONGEST, KEPT = 1024, 20_000

_verified = Kept(KEPT)


def claims_of(header: str, scopes: Collection[str] = ()) -> tokens.Claims | None:
    """The claims of the access token in ``header``; None where the long way has to look (and to say what is wrong).

    A personal token is for the long way too, which notes its use.
    """
    key = (header, tuple(scopes))
    found: tokens.Claims = _verified.get(key)
    if found is not MISSING:
        if found.expires > time.time():
            return found
        _verified.drop(key)
    raw = authentication.bearer(header.encode("latin-1", "replace"))
    if raw is None or raw.startswith(personal_tokens.PREFIX):
        return None
    claims = tokens.read(tokens.AccessToken, raw, scopes)
    if claims is not None and len(header) <= LONGEST:
        _verified.put(key, claims)
    return claims


def forget() -> None:
    """Verify every token anew: keys or settings have changed."""
    _verified.clear()
