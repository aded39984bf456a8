"""What Sphinx and the theme leave out for people who use a keyboard or a screen reader."""

from __future__ import annotations

from typing import Any

# Of those who change a page, the last: the theme makes its navigation in one of them.
LAST = 900

_CODE = '<div class="highlight"><pre>'
_CAPTION = 'role="heading"'


def complete(_app: Any, _pagename: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Let code that is wider than the page be scrolled by keyboard, and the sidebar's headings have a level."""
    if body := context.get("body"):
        context["body"] = body.replace(_CODE, _CODE.replace("<pre>", '<pre tabindex="0">'))
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = tree.replace(_CAPTION, f'{_CAPTION} aria-level="2"')


def setup(app: Any) -> dict[str, Any]:
    """Sphinx's entry."""
    app.connect("html-page-context", complete, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
