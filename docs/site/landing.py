"""The site's first page, which is no page of the documentation: a template with the README's own example."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

FIRST_PAGE = "index"
README = Path(__file__).parents[2] / "README.md"

_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example() -> str:
    """The first Python block of the README, which a test runs."""
    found = _EXAMPLE.search(README.read_text())
    assert found, "The README has no block of Python."
    return found[1]


def add_to_context(app: Any, pagename: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Let the theme's way home lead to the first page, and give that page its code."""
    context["master_doc"] = context["root_doc"] = FIRST_PAGE
    if pagename == FIRST_PAGE:
        context["landing_code"] = app.builder.highlighter.highlight_block(example(), "python")


def setup(app: Any) -> dict[str, Any]:
    """Sphinx's entry."""
    app.connect("html-page-context", add_to_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
