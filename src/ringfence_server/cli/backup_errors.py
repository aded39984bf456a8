"""What can be wrong with a backup, a restore or a move, as sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ringfence_server.cli.bootstrap import database_errors
from ringfence_server.cli.console import fail


@contextmanager
def backup_errors() -> Iterator[None]:
    """Turn what the block refuses or fails at into one sentence and exit code 1."""
    from ringfence_server.backups.archive import NotTheSame
    from ringfence_server.backups.tables import NotOurs
    from ringfence_server.backups.values import UnknownKind

    try:
        with database_errors():
            yield
    except (NotOurs, UnknownKind, FileExistsError) as error:
        fail(str(error))
    except NotTheSame as error:
        fail(f"{error} Nothing was changed.")
    except sqlite3.Error as error:
        fail(f"SQLite: {error}.")
    except OSError as error:
        fail(f"{error.filename or 'A file'} cannot be written: {error.strerror}.")
