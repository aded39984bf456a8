"""Usernames and addresses as people mean them: compared without case, and never one on top of another.

Two names are the same when their keys are: NFKC, case-folded, NFKC again (UTS #39 calls this the
compatibility caseless match of Unicode section 3.13).
"""

from __future__ import annotations

import re
import unicodedata

from django.core.validators import RegexValidator

# The four at the start are letters to Unicode, and nothing to see: Hangul fillers.
username_validator = RegexValidator(
    r"^(?!.*[\u115f\u1160\u3164\uffa0])[\w.+-]+\Z",
    "Enter a valid username: letters, numbers and the characters . + - _ only.",
)

# Letters and marks that Unicode lets be ignored; the other unseen characters have categories of their own.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def key(name: str) -> str:
    """The key under which ``name`` is unique and is looked up."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def is_visible(text: str) -> bool:
    """Whether all of ``text`` can be seen: no control, format, space, private or unassigned character."""
    return not _UNSEEN.search(text) and all(unicodedata.category(letter)[0] not in "CZ" for letter in text)


def normalize_password(password: str) -> str:
    """NFC, so that one password typed on two keyboards is one; nothing is trimmed."""
    return unicodedata.normalize("NFC", password)
