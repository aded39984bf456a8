"""Slugs: an article's title as a piece of its address, in the title's own script, and never one that is taken."""

from __future__ import annotations

import re
import secrets
import unicodedata

from django.db import IntegrityError, transaction

from ringfence.api.errors import Conflict
from ringfence.api.integrity import constraint_error
from ringfence_server.conduit.models import MAX_SLUG, Article

# ``/api/articles/feed`` is an address of its own.
RESERVED = frozenset({"feed"})
FALLBACK = "article"
ATTEMPTS = 5

_SUFFIX_BYTES = 4
_SUFFIX_LENGTH = 1 + 2 * _SUFFIX_BYTES


def slug_of(title: str) -> str:
    """Letters, marks and digits of any script, in lower case (NFKC), with one hyphen for all between; never empty."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).lower())
    # Apostrophes and what cannot be seen (joiners, directions) stand within words.
    kept = (letter for letter in text if letter not in "'’" and unicodedata.category(letter) != "Cf")
    spaced = "".join(letter if unicodedata.category(letter)[0] in "LMN" else "-" for letter in kept)
    return re.sub("-+", "-", spaced).strip("-")[: MAX_SLUG - _SUFFIX_LENGTH].strip("-") or FALLBACK


def save_with_slug(article: Article) -> None:
    """Save ``article`` under the slug of its title, or that with an end of its own when it is taken.

    The database decides, so that two at once get two slugs. Raises ``Conflict`` after ``ATTEMPTS`` ends.
    """
    slug = slug_of(article.title)
    for attempt in range(ATTEMPTS):
        bare = attempt == 0 and slug not in RESERVED
        article.slug = slug if bare else f"{slug}-{secrets.token_hex(_SUFFIX_BYTES)}"
        try:
            with transaction.atomic():
                article.save()
            return
        except IntegrityError as exc:
            if "slug" not in (constraint_error(exc, [Article]) or {}):
                raise
    raise Conflict
