"""A backup: one zip file with a manifest and the data, there whole or not at all.

``manifest.json`` says which migrations the data has and, for each table, its count, its digest and the highest key that
it ever gave. The data is ``ringfence.sqlite3``, or ``tables/NAME.jsonl`` with one row in a line. It holds everybody's
rows and no secret key, so that neither is worth much to whoever finds only one of the two.
"""

from __future__ import annotations

import fcntl
import glob
import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from ringfence_server.backups.progress import Progress, told
from ringfence_server.backups.sources import Source
from ringfence_server.backups.tables import Key, NotOurs, Table
from ringfence_server.backups.values import Digest, Row, line

FORMAT = 1
DRAFT = ".ringfence-part"
# What Python's reader raises for one byte or another that is not as it was written.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, KeyError)
MANIFEST = "manifest.json"
FILE = "ringfence.sqlite3"


class NotTheSame(Exception):
    """What was read back is not what was to be stored; nothing was kept."""


@dataclass(frozen=True)
class Content:
    """What a table holds: rows, their digest, and the highest key that it ever gave (None if it does not count)."""

    rows: int
    digest: str
    counter: int | None = None


@dataclass(frozen=True)
class Manifest:
    """What a backup is: as its ``manifest.json`` has it."""

    database: Literal["sqlite", "postgresql"]
    made_at: str
    migrations: list[Key]
    tables: dict[str, Content]
    # Digests by which a restore knows that the keys in force are not those of the backup.
    secrets: dict[str, str]
    ringfence: str = field(default_factory=lambda: metadata.version("ringfence"))
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(content.rows for content in self.tables.values())


def fingerprints(settings: Any) -> dict[str, str]:
    """A digest of each secret in force: enough to tell that two are the same, and no more."""
    secrets = {"secret_key": settings.SECRET_KEY, "signing_key": settings.SIMPLE_JWT["SIGNING_KEY"]}
    # Slow, so that a backup is no oracle for guessing a key that was chosen badly.
    cost = {"n": 1 << 14, "r": 8, "p": 1, "dklen": 8}
    return {
        name: hashlib.scrypt(value.encode(), salt=b"ringfence backup of " + name.encode(), **cost).hex()
        for name, value in secrets.items()
    }


def contents(source: Source, tables: Iterable[Table], progress: Progress, doing: str) -> dict[str, Content]:
    """The content of each table, by reading all of it."""
    found = {}
    for table in tables:
        digest = Digest()
        for row in told(source.rows(table), progress, f"{doing} {table.name}", source.count(table)):
            digest.add(line(row))
        found[table.name] = Content(digest.rows, digest.hexadecimal, source.counter(table))
    return found


def compare(wanted: Mapping[str, Content], stored: Mapping[str, Content]) -> None:
    """Raise :class:`NotTheSame` for the first table whose count or digest differs."""
    for name, there in stored.items():
        promised = wanted.get(name, Content(0, "missing"))
        if (promised.rows, promised.digest) != (there.rows, there.digest):
            raise NotTheSame(f"{name} has {there.rows} rows that are not the {promised.rows} rows it should have.")


@contextmanager
def writing(path: Path) -> Iterator[zipfile.ZipFile]:
    """A new zip file that appears at ``path`` when the block ends well, private to the account that makes it.

    Raises ``FileExistsError`` when there is something at ``path``: no backup replaces another. What killed backups left
    in the folder goes.
    """
    if path.exists():
        raise FileExistsError(f"{path} is there already.")
    _sweep(path.parent)
    draft = path.with_name(f".{path.name}{DRAFT}")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise FileExistsError(f"Another backup is writing {path}.") from error
    try:
        with os.fdopen(descriptor, "w+b") as file:
            # The kernel's, so that a killed process holds nothing.
            fcntl.flock(file, fcntl.LOCK_EX)
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
            # Unlike a rename, a link refuses a name that somebody took meanwhile.
            os.link(draft, path)
        sync_folder(path.parent)
    finally:
        _remove(draft)


def copy_of(path: Path) -> Path:
    """Where the copy of an SQLite file may lie while ``path`` is written; it goes with the draft."""
    return path.with_name(f".{path.name}{DRAFT}.copy")


def _sweep(folder: Path) -> None:
    """Remove drafts that nobody is writing any more: they hold everybody's rows."""
    for draft in folder.glob(f".*{DRAFT}"):
        with draft.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            _remove(draft)


def _remove(draft: Path) -> None:
    for path in draft.parent.glob(f"{glob.escape(draft.name)}*"):
        path.unlink(missing_ok=True)


def write_rows(archive: zipfile.ZipFile, source: Source, table: Table, progress: Progress) -> Content:
    """Put a table's rows into the backup, and say what they are."""
    digest = Digest()
    with archive.open(_member(table.name), "w", force_zip64=True) as member:
        for row in told(source.rows(table), progress, f"Writing {table.name}", source.count(table)):
            text = line(row)
            digest.add(text)
            member.write(text + b"\n")
    return Content(digest.rows, digest.hexadecimal, source.counter(table))


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Put the manifest in; the last thing that is written."""
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


@contextmanager
def reading(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The backup at ``path``, every byte of which was read and found to be as written. Raises :class:`NotOurs`."""
    if not path.is_file():
        raise NotOurs(f"There is no file {path}.")
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
            damaged = archive.testzip()
            manifest = _manifest(archive)
        except _DAMAGE as error:
            raise NotOurs(f"{path} is no backup, or is damaged: {error}.") from error
        if damaged:
            raise NotOurs(f"The backup is damaged: {damaged} is not as it was written.")
        yield archive, manifest


class ArchiveSource:
    """The rows of a backup that has them by table."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self._manifest = manifest

    def applied(self) -> set[Key]:
        """As the manifest says."""
        return set(self._manifest.migrations)

    def count(self, table: Table) -> int:
        """As the manifest says."""
        return self._content(table).rows

    def rows(self, table: Table) -> Iterator[Row]:
        """Line by line."""
        self._content(table)
        with self._archive.open(_member(table.name)) as member:
            for text in member:
                yield json.loads(text)

    def counter(self, table: Table) -> int | None:
        """As the manifest says."""
        return self._content(table).counter

    def _content(self, table: Table) -> Content:
        if table.name not in self._manifest.tables:
            raise NotOurs(f"The backup lacks the table {table.name}, which its migrations make.")
        return self._manifest.tables[table.name]


def sync_folder(folder: Path) -> None:
    """Make what was named in ``folder`` outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        document = json.loads(archive.read(MANIFEST))
        if document["format"] != FORMAT:
            raise NotOurs(f"The backup has format {document['format']}, and this version reads format {FORMAT}.")
        document["migrations"] = [(app, name) for app, name in document["migrations"]]
        document["tables"] = {name: Content(**content) for name, content in document["tables"].items()}
        return Manifest(**document)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotOurs("It is no backup of this server: the manifest is missing or malformed.") from error


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"
