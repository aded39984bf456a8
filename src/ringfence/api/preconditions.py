"""Conditional requests (RFC 9110, section 13): no write over a change that its writer has not seen.

An ETag is ``"<revision>-<digest>"``. ``If-None-Match`` compares it whole: 304 means the very same bytes.
``If-Match`` goes by the revision alone: it asks whether the *row* has changed since, however much of it was shown.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.http import HttpResponse
from django.utils.http import parse_etags
from rest_framework.request import Request

from ringfence.api.errors import PreconditionFailed

IF_MATCH, IF_NONE_MATCH, ETAG = "If-Match", "If-None-Match", "ETag"
ANY = "*"

_STRONG = re.compile(r'"([1-9][0-9]{0,18})-[0-9a-f]{16}"')


def etag(row: Any, content: bytes) -> str:
    """The strong validator of ``row`` shown as ``content``."""
    digest = hashlib.blake2s(content, digest_size=8).hexdigest()
    return f'"{row.revision}-{digest}"'


def check_write(request: Request, row: Any) -> None:
    """Raise ``PreconditionFailed`` (412) unless ``row``, locked by now, is the one that the headers ask for."""
    wanted = request.headers.get(IF_MATCH)
    if wanted is not None and not any(tag == ANY or _revision(tag) == row.revision for tag in parse_etags(wanted)):
        raise PreconditionFailed
    unwanted = request.headers.get(IF_NONE_MATCH)
    if unwanted is not None and any(tag == ANY or _revision(tag) == row.revision for tag in _weakly(unwanted)):
        raise PreconditionFailed


def is_unchanged(request: Request, tag: str) -> bool:
    """Whether a GET is answered with 304: the client has what ``tag`` stands for."""
    known = request.headers.get(IF_NONE_MATCH)
    return known is not None and any(each in (ANY, tag) for each in _weakly(known))


def not_modified(response: Any) -> HttpResponse:
    """304 with the headers of the answer that it stands for, but those about its content."""
    bare = HttpResponse(status=304)
    del bare.headers["Content-Type"]
    for name, value in response.headers.items():
        if not name.lower().startswith("content-"):
            bare.headers[name] = value
    # That of the content which is not sent (RFC 9110, section 8.6): Django would say that it has none.
    bare.headers["Content-Length"] = str(len(response.content))
    return bare


def _weakly(header: str) -> list[str]:
    """The tags of ``If-None-Match``, which compares weakly: a proxy that compresses marks a tag as weak."""
    return [tag.removeprefix("W/") for tag in parse_etags(header)]


def _revision(tag: str) -> int | None:
    match = _STRONG.fullmatch(tag)
    return int(match[1]) if match else None
