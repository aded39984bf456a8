"""The documentation as a site: ``make docs`` builds it from the same Markdown that a code host shows.

The source folder is the repository, so that links between the pages, and to those beside the README, lead to the same
places here as there.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "Ringfence"
author = "The Ringfence authors"
copyright = f"{author}, MIT licence"  # noqa: A001  # Sphinx's own name for it
html_title = "Ringfence"

root_doc = "docs/README"
include_patterns = ["*.md", "deploy/*.md", "docs/**.md"]
# Sphinx walks the whole repository: what is installed or built beside the pages is thousands of folders.
exclude_patterns = [".*", "benchmarks", "docs/_build", "docs/site", "node_modules", "src", "tests", "var", "web"]

extensions = ["myst_parser", "navigation", "landing", "accessible"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
# A link with a colon is an address; all others have to lead to a page.
myst_url_schemes = ["http", "https", "mailto"]
# What is printed is no Python, as Sphinx would have it.
highlight_language = "none"

html_theme = "furo"
html_static_path = ["static", "../images/tasks.png", "../images/tasks-dark.png"]
templates_path = ["templates"]
html_additional_pages = {"index": "landing.html"}
html_css_files = ["ringfence.css"]
html_logo = "static/ringfence.svg"
html_favicon = "static/ringfence.svg"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

_FONTS = {
    "font-stack": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    "font-stack--monospace": "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
}
_SIDEBAR = {
    "color-sidebar-link-text": "var(--color-foreground-secondary)",
    "color-sidebar-link-text--top-level": "var(--color-foreground-secondary)",
}
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": _FONTS
    | {"color-brand-primary": "#0b6b5d", "color-brand-content": "#0b6b5d", "color-brand-visited": "#0b6b5d"}
    | _SIDEBAR,
    "dark_css_variables": _FONTS
    | {"color-brand-primary": "#5cd6bf", "color-brand-content": "#5cd6bf", "color-brand-visited": "#5cd6bf"}
    | _SIDEBAR,
}
