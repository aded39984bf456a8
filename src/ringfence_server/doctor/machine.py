"""Checks of the machine: the data folder, the disk, the built pages."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from ringfence_server.doctor import Finding, error, warning
from ringfence_server.secrets import NAMES

BUILT_PAGES = Path(__file__).resolve().parents[1] / "web"
# Beside the package in a checkout; nowhere in an installed wheel, whose pages cannot be stale.
PAGE_SOURCES = Path(__file__).resolve().parents[3] / "web" / "src"

_MIB = 1 << 20
_LOW, _FULL = 1024 * _MIB, 100 * _MIB
_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_folder() -> Iterator[Finding]:
    """The data folder is there, this account's alone, and can be written."""
    folder = settings.DATA
    if not folder.is_dir():
        yield warning(f"The data folder {folder} does not exist.", "`ringfence up` makes it.")
        return
    secrets = [folder / name for name in NAMES]
    for path in [folder, *secrets, *folder.glob("ringfence.sqlite3*")]:
        yield from _private(path)
    if not os.access(folder, os.W_OK | os.X_OK):
        yield error(f"The data folder {folder} cannot be written by this account.", "chown it, or run as its owner.")


def disk() -> Iterator[Finding]:
    """There is room: SQLite and backups write here."""
    folder = next(path for path in (settings.DATA, *settings.DATA.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    said = f"{free // _MIB} MiB are free where {folder} lies"
    if free < _FULL:
        yield error(f"The disk is full: {said}.", "Make room now: writes are about to fail.")
    elif free < _LOW:
        yield warning(f"The disk is nearly full: {said}.", "Make room, or move the data folder.")


def pages() -> Iterator[Finding]:
    """The web pages were built, and after their sources changed."""
    if not (BUILT_PAGES.is_dir() or PAGE_SOURCES.is_dir()):
        return
    if not (BUILT_PAGES / "index.html").is_file():
        yield warning("The web pages are not built.", "`make web` builds them (`make up` does too).")
        return
    newest = max((path.stat().st_mtime for path in PAGE_SOURCES.rglob("*") if path.is_file()), default=0.0)
    if newest > (BUILT_PAGES / "index.html").stat().st_mtime:
        yield warning("The web pages are older than their sources.", "`make web` builds them anew.")


def _private(path: Path) -> Iterator[Finding]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return
    except PermissionError:
        yield error(f"{path} cannot be read by this account.", "Run as the account that the server runs as.")
        return
    if found.st_mode & _BY_OTHERS:
        mode = 700 if path.is_dir() else 600
        yield error(f"Other accounts of this machine can reach {path}.", f"chmod {mode} {path}")


CHECKS = (data_folder, disk, pages)
