"""The site's navigation, read from the tables that the pages have anyway.

``docs/README.md`` lists every page in a table whose bold rows are headings. That table becomes the sidebar, so that
there is one list and not two. Folders with many pages of one kind (decisions, proof) are listed whole.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

INDEX = "docs/README"
FOLDERS = ("docs/decisions/README", "docs/proof/README")
FIRST = "Start"

_HEADING = re.compile(r"^\| \*\*(?P<caption>[^*]+)\*\* \|")
_ENTRY = re.compile(r"^\| \[[^\]]+\]\((?P<target>[^)#]+\.md)\) \|")


def sections(text: str) -> dict[str, list[str]]:
    """The pages of the table in ``text``, as Sphinx names them, by the heading that they stand below."""
    found: dict[str, list[str]] = {FIRST: []}
    caption = FIRST
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            caption = heading["caption"]
            found[caption] = []
        elif entry := _ENTRY.match(line):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(INDEX), entry["target"]))
            found[caption].append("/" + path.removesuffix(".md"))
    return found


def add_toctrees(_app: Any, docname: str, content: list[str]) -> None:
    """Put the tables of contents that Sphinx wants below the text of an index page."""
    if docname == INDEX:
        for caption, pages in sections(content[0]).items():
            content[0] += _toctree(pages, "hidden", f"caption: {caption}")
    elif docname in FOLDERS:
        content[0] += _toctree(["*"], "glob", "maxdepth: 1")


def _toctree(entries: list[str], *options: str) -> str:
    said = [f":{option}" if ": " in option else f":{option}:" for option in options]
    return "\n".join(["", "", "```{toctree}", *said, "", *entries, "```", ""])


def setup(app: Any) -> dict[str, Any]:
    """Sphinx's entry."""
    app.connect("source-read", add_toctrees)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
