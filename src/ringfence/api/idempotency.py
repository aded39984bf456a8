"""``Idempotency-Key``: a POST that is sent again is not done again, its first answer is given again.

The key is the client's (a random one for each new row), the owner's alone, and kept for 24 hours. It is stored in
the transaction of the write itself: a refused or broken request leaves none, and two at once wait for each other.
"""

from __future__ import annotations

import hashlib
import random
import re
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from ringfence.api.errors import BadRequest, Conflict
from ringfence.api.models import IdempotencyKey
from ringfence.ownership.scope import maintenance

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEPT = timedelta(hours=24)
# One key in so many also deletes old ones of its owner, so many at most.
SWEEP_EVERY, SWEPT = 100, 1000

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = ("Content-Type", "ETag", "Location")


class KeyReused(APIException):
    """422: the key was used for another request."""

    status_code = 422
    default_detail = "This Idempotency-Key was used for another request."
    default_code = "idempotency_key_reused"


class Replay(Exception):
    """The request was done before: ``response`` is its answer."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


def claim(request: Request) -> IdempotencyKey | None:
    """Take the request's key, None where it has none, in the transaction that is open.

    A visitor has no keys. Raises ``BadRequest`` (400) for a malformed key, :class:`KeyReused` (422), ``Conflict``
    (409) and :class:`Replay`.
    """
    key = request.headers.get(HEADER)
    if key is None or request.user is None or not request.user.is_authenticated:
        return None
    if not _KEY.fullmatch(key):
        raise BadRequest(f"{HEADER}: between 1 and 255 visible ASCII characters.", code="idempotency_key_invalid")
    fingerprint = _fingerprint(request)
    if random.randrange(SWEEP_EVERY) == 0:  # noqa: S311  (no secret depends on it)
        _sweep()
    taken = _take(key, fingerprint)
    if taken is not None:
        return taken
    _expired().filter(key=key).delete()
    first = IdempotencyKey.objects.filter(key=key).first()
    if first is None:
        taken = _take(key, fingerprint)
        if taken is None:
            raise Conflict
        return taken
    if first.request != fingerprint:
        raise KeyReused
    raise Replay(_answer(first))


def keep(claimed: IdempotencyKey, response: Any) -> None:
    """Store the answer beside the key that was taken for it."""
    claimed.status = response.status_code
    claimed.headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    claimed.body = response.content.decode()
    claimed.save(update_fields=["status", "headers", "body"])


def purge() -> int:
    """Delete everyone's keys that are older than a day, and return how many."""
    with maintenance("purge of idempotency keys"):
        deleted: int = _expired().delete()[0]
        return deleted


def _take(key: str, fingerprint: str) -> IdempotencyKey | None:
    """The key's new row; None when there is one. Waits for a transaction that is about to make it."""
    try:
        with transaction.atomic():
            row: IdempotencyKey = IdempotencyKey.objects.create(key=key, request=fingerprint)
    except IntegrityError:
        return None
    return row


def _sweep() -> None:
    # Not those that another request is about to delete: two that wait for each other's would wait for ever.
    old = _expired().select_for_update(skip_locked=True).values_list("pk", flat=True)[:SWEPT]
    IdempotencyKey.objects.filter(pk__in=list(old)).delete()


def _expired() -> Any:
    return IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEPT)


def _fingerprint(request: Request) -> str:
    # Not the parameters of the type: the same JSON is the same with its charset named and without.
    media_type = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    head = "\n".join([request.method or "", request.get_full_path(), media_type])
    return hashlib.sha256(head.encode() + b"\n\n" + request._request.body).hexdigest()


def _answer(first: IdempotencyKey) -> HttpResponse:
    response = HttpResponse(first.body.encode(), status=first.status, headers=first.headers)
    response.headers[REPLAYED] = "true"
    return response
