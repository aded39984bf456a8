"""A streaming replica of a private PostgreSQL server, on the same port of another loopback address."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests import postgres

ADDRESS = "127.0.0.2"


@dataclass(frozen=True)
class Standby:
    """A running replica of ``primary``, with the same roles and passwords."""

    primary: postgres.Server

    def url(self, role: str, database: str = postgres.DATABASE) -> str:
        """The URL under which ``role`` reaches ``database`` on the replica alone."""
        return self.primary.url(role, database).replace("127.0.0.1", ADDRESS)

    def either(self, role: str, database: str = postgres.DATABASE) -> str:
        """A URL that names both servers, and of them the one that takes writes."""
        head, _, tail = self.primary.url(role, database).partition(f"@127.0.0.1:{self.primary.port}")
        hosts = f"host=127.0.0.1,{ADDRESS}&port={self.primary.port}&target_session_attrs=read-write"
        return f"{head}@{tail}?{hosts}"

    def superuser(self) -> psycopg.Connection:
        """A connection to the replica as its superuser."""
        return psycopg.connect(self.url(postgres.SUPERUSER, "postgres"), autocommit=True)


@contextmanager
def standby(primary: postgres.Server) -> Iterator[Standby]:
    """Copy ``primary`` while it runs and follow it; the replica is gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix="ringfence-standby-", dir="/tmp"))
    data, binaries = folder / "data", primary.binaries
    postgres._hand_over(folder)
    try:
        source = primary.url(postgres.SUPERUSER, "postgres")
        copy: list[str | Path] = ["-D", data, "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast"]
        postgres._run([binaries / "pg_basebackup", *copy, "-d", source], folder)
        told = {**postgres._SETTINGS, "port": str(primary.port), "listen_addresses": ADDRESS}
        settings = " ".join(f"-c {name}='{value}'" for name, value in told.items())
        log = folder / "log"
        postgres._run([binaries / "pg_ctl", "start", "--wait", "-D", data, "-l", log, "-o", settings], folder)
        yield Standby(primary)
    finally:
        if (data / "postmaster.pid").exists():
            postgres._run([binaries / "pg_ctl", "stop", "--silent", "--mode", "immediate", "-D", data], folder)
        shutil.rmtree(folder, ignore_errors=True)
