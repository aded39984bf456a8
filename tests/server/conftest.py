"""Fixtures of the server's tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture
def pages(tmp_path: Path, settings: LazySettings) -> Path:
    """Built web pages as Vite leaves them, without the need for Node."""
    (tmp_path / "app").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Conduit</title>")
    (tmp_path / "app" / "index.html").write_text('<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__">')
    settings.RINGFENCE_WEB_PAGES = tmp_path
    return tmp_path
