"""Docstrings as the OpenAPI document has them: Markdown, without the marks that are for Python."""

from __future__ import annotations

import re

_ROLE = re.compile(r":\w+(?::\w+)?:`~?([^`]+)`")
_LITERAL = re.compile(r"``([^`]+)``")
_SENTENCE = re.compile(r"(.+?[.?!])(?=\s|$)", re.DOTALL)


def plain(text: str | None) -> str:
    """A docstring as Markdown: lines joined, literals and roles between single backticks."""
    text = _LITERAL.sub(r"`\1`", _ROLE.sub(lambda found: f"`{found[1].rpartition('.')[2]}`", text or ""))
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    return "\n\n".join(paragraphs)


def first_sentence(text: str) -> str:
    """The first sentence of ``text``, the whole of it where it has no end."""
    found = _SENTENCE.match(text)
    return (found[1] if found else text).strip()
