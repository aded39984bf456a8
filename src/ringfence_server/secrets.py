"""The data folder and the keys kept in it: made once, private to the account that runs the server, in no log.

:func:`ensure` writes, and only commands that start a server call it; :func:`read` never writes, so that
importing the settings leaves no trace. Neither needs Django.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("secret_key", "signing_key")
_BYTES = 64


def ensure(data: Path, names: Iterable[str] = NAMES) -> None:
    """Make the folder ``data`` (0700) and every missing secret of ``names`` in it (0600).

    A folder that is there already keeps its permissions, and a secret that is there already keeps its
    value. Starts at the same moment agree on one value. Raises ``OSError`` where the folder cannot be
    made or written.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(data):
        for name in names:
            if read(data, name) is None:
                _write(data / name, secrets.token_urlsafe(_BYTES))


def read(data: Path, name: str) -> str | None:
    """The secret ``name`` in the folder ``data``, or None when it was never made."""
    try:
        return (data / name).read_text("ascii").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the data folder for the length of the block; others that want it wait.

    The lock is the kernel's and on the folder itself: no file is left, and a killed process holds nothing.
    """
    folder = os.open(data, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _write(path: Path, value: str) -> None:
    """Put ``value`` at ``path`` whole or not at all: no reader sees half of it, no crash leaves it."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        try:
            file.write(value)
            file.flush()
            os.fsync(file.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
