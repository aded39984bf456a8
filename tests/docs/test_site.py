"""The site: every page is in its navigation, it builds without a warning, and it asks no other host for anything."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.docs.pages import DOCS, ROOT, read

SITE = DOCS / "site"
_ASKED = re.compile(r"""(?:\bsrc|<link[^>]*\bhref|@import|\burl\()\s*=?\s*["'(]?\s*(?:https?:)?//[^"')\s>]+""")


def extension(name: str) -> ModuleType:
    """One of the site's own extensions of Sphinx."""
    spec = importlib.util.spec_from_file_location(name, SITE / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_navigation_has_every_page_once() -> None:
    sections = extension("navigation").sections(read("README.md"))
    listed = [page.removeprefix("/") for pages in sections.values() for page in pages]
    assert sorted(listed) == sorted(set(listed))
    assert {"Start", "How to", "Reference", "Why", "Project"} <= set(sections)
    assert all((ROOT / f"{page}.md").is_file() for page in listed)
    # Decisions and proofs are listed whole by their own indexes.
    pages = {path for path in DOCS.rglob("*.md") if path.parent.name not in {"decisions", "proof"}}
    pages |= {DOCS / "decisions" / "README.md", DOCS / "proof" / "README.md", *ROOT.glob("*.md")}
    of_the_site = {path.relative_to(ROOT).as_posix().removesuffix(".md") for path in pages} - {"docs/README"}
    assert of_the_site <= set(listed)


def test_the_first_page_shows_the_example_of_the_readme() -> None:
    assert "class Note(OwnedModel)" in extension("landing").example()


@pytest.mark.skipif(importlib.util.find_spec("furo") is None, reason="the group docs is not installed (make docs)")
def test_the_site_builds_without_a_warning_and_asks_no_other_host(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "-c", str(SITE)]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "doctrees"), str(ROOT), str(tmp_path / "html")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = tmp_path / "html"
    assert {"index.html", "search.html", "docs/tutorial.html"} <= {
        path.relative_to(made).as_posix() for path in made.rglob("*.html")
    }
    asked = {
        (path.name, found)
        for path in [*made.rglob("*.html"), *made.rglob("*.css")]
        for found in _ASKED.findall(path.read_text())
    }
    assert asked == set()
