"""``ringfence up`` as a stranger meets it: the real command in an empty folder, driven over HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ringfence_server import secrets
from tests.server.running import Running, environment, fresh_database, run, up

EVERYWHERE = "0.0.0.0"  # noqa: S104 (what is tested is the warning that it earns)


@pytest.fixture
def database() -> Iterator[dict[str, str]]:
    with fresh_database() as variables:
        yield variables


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The variables of a server whose data folder and database the fixture ``server`` prepares."""
    with fresh_database() as variables:
        yield {"RINGFENCE_DATA": str(tmp_path_factory.mktemp("empty") / "var"), **variables}


@pytest.fixture(scope="module")
def server(prepared: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with up(tmp_path_factory.mktemp("elsewhere"), **prepared) as running:
        yield running.wait_until_up()


@pytest.fixture
def known(prepared: dict[str, str], server: Running) -> dict[str, str]:
    """The same variables, for one more server beside it: its start is a second one."""
    return prepared


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_start_says_what_it_did_and_where_things_are(server: Running) -> None:
    assert re.search(r"Database prepared: \d+ migrations applied\.", server.output)
    for place in ("/", "/app/", "/start/", "/api/docs/", "/admin/"):
        assert f"{server.origin}{place} " in server.output
    assert f"\n  {server.origin}{server.link}\n" in server.output
    assert "one use, good for 15 minutes" in server.output
    assert "Warning" not in server.output


@pytest.mark.parametrize(
    "path",
    ["/start/", "/static/ringfence_server/pages.css", "/api/docs/", "/admin/login/", "/readyz", "/api/health/"],
)
def test_everything_that_is_printed_answers(server: Running, path: str) -> None:
    assert server.get(path).status == 200


def test_links_lead_to_the_address_that_is_printed(server: Running) -> None:
    assert f'href="{server.origin}/api/articles.atom"' in server.get("/api/articles.atom").text


def test_only_the_data_folder_is_written_and_it_is_private(tmp_path: Path, database: dict[str, str]) -> None:
    with up(tmp_path, **database) as running:
        running.wait_until_up()
        assert {path.name for path in tmp_path.iterdir()} == {"var", running.log.name}
        data = tmp_path / "var"
        assert mode(data) == 0o700
        assert {path.name for path in data.iterdir()} >= {"secret_key", "signing_key"}
        assert {mode(path) for path in data.iterdir()} == {0o600}


def test_the_second_start_migrates_nothing(tmp_path: Path, known: dict[str, str]) -> None:
    with up(tmp_path, **known) as again:
        again.wait_until_up()
        assert "migrations" not in again.output


@pytest.mark.parametrize("group", [True, False], ids=["whole group", "one process"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_every_process_at_once_and_the_exit_code_is_0(
    tmp_path: Path, known: dict[str, str], number: signal.Signals, group: bool
) -> None:
    with up(tmp_path, **known) as running:
        running.wait_until_up()
        with running.connect() as idle, running.connect() as unfinished:
            idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert idle.recv(12) == b"HTTP/1.1 200"
            unfinished.sendall(
                b"POST /api/register/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
                b"Content-Type: application/json\r\n\r\n{"
            )
            time.sleep(0.2)
            assert running.stop(number, group=group) == 0
        assert not running.processes_left()
        assert running.output.endswith("Stopped.\n")


def test_workers_do_not_outlive_a_killed_server(tmp_path: Path, known: dict[str, str]) -> None:
    with up(tmp_path, **known) as running:
        running.wait_until_up()
        running.stop(signal.SIGKILL, group=False)
        assert not running.processes_left()


def test_a_worker_that_dies_is_replaced(tmp_path: Path, known: dict[str, str]) -> None:
    with up(tmp_path, "--workers", "1", **known) as running:
        running.wait_until_up()
        ask = ["ps", "-o", "pid=", "--ppid", str(running.process.pid)]
        os.kill(int(subprocess.check_output(ask)), signal.SIGKILL)
        time.sleep(0.2)
        running.wait_until_up()
        assert running.stop() == 0


def test_a_taken_port_is_one_sentence_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run(tmp_path, "up", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: Port {port} of 127.0.0.1 is taken: stop the program that uses it, or choose another PORT.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_second_server_on_the_same_port_is_refused(server: Running, tmp_path: Path) -> None:
    port = server.origin.rpartition(":")[2]
    done = run(tmp_path, "up", PORT=port)
    assert (done.returncode, f"Port {port} of 127.0.0.1 is taken" in done.stderr) == (1, True)
    assert server.get("/healthz").status == 200


def test_two_copies_run_side_by_side(tmp_path: Path) -> None:
    with (
        fresh_database() as one,
        fresh_database() as two,
        up(tmp_path, RINGFENCE_DATA="one", **one) as first,
        up(tmp_path, RINGFENCE_DATA="two", **two) as second,
    ):
        assert first.wait_until_up().origin != second.wait_until_up().origin
        for running in (first, second):
            assert running.get("/readyz").status == 200
        keys = {secrets.read(tmp_path / folder, "secret_key") for folder in ("one", "two")}
        assert len(keys - {None}) == 2


def test_two_first_starts_at_the_same_moment_prepare_one_database(tmp_path: Path, database: dict[str, str]) -> None:
    with up(tmp_path, **database) as first, up(tmp_path, **database) as second:
        for running in (first, second):
            assert running.wait_until_up().get("/readyz").status == 200
        assert second.get(first.link).status == 200
        assert (first.output + second.output).count("migrations applied") == 1


def test_an_option_wins_over_the_environment(tmp_path: Path, known: dict[str, str]) -> None:
    variables = known | {"RINGFENCE_DATA": "other", "HOST": EVERYWHERE}
    with up(tmp_path, "--data", "chosen", "--host", "localhost", **variables) as running:
        assert running.wait_until_up().origin.startswith("http://localhost:")
        assert (tmp_path / "chosen").is_dir()
        assert not (tmp_path / "other").exists()


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_ipv6_address_is_served_and_printed_in_brackets(tmp_path: Path, known: dict[str, str]) -> None:
    with up(tmp_path, HOST="::1", **known) as running:
        assert running.wait_until_up().origin.startswith("http://[::1]:")
        assert running.get("/start/").status == 200
        assert f"curl {running.origin}/api/register/" in running.get("/start/").text


@pytest.mark.parametrize("host", [EVERYWHERE, "::"])
def test_a_server_that_others_can_reach_says_so_and_prints_an_address_that_answers(
    tmp_path: Path, known: dict[str, str], host: str
) -> None:
    with up(tmp_path, HOST=host, **known) as running:
        running.wait_until_up()
        assert "Put a proxy that speaks HTTPS in front of it." in " ".join(running.output.split())
        assert not re.search(r"//(0\.0\.0\.0|\[::\])", running.output)
        assert running.get("/start/").status == 200
        assert running.get("/start/", {"Host": "elsewhere.example"}).status == 400


def test_hosts_from_the_environment_are_kept(tmp_path: Path, known: dict[str, str]) -> None:
    with up(tmp_path, HOST=EVERYWHERE, RINGFENCE_ALLOWED_HOSTS="localhost", **known) as running:
        assert running.wait_until_up().origin.startswith("http://localhost:")
        assert running.get("/start/", {"Host": "127.0.0.1"}).status == 400


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_one_sentence(tmp_path: Path, host: str) -> None:
    done = run(tmp_path, "up", HOST=host)
    assert done.returncode == 1
    assert done.stderr == f'Error: HOST "{host}" is not an address or a name of this machine.\n'


def test_a_data_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(tmp_path, "up", "--data", "file", PORT="0")
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: The data folder {tmp_path / 'file'} cannot be used: File exists. RINGFENCE_DATA names another one.\n"
    )


def test_half_a_configuration_is_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "up", PORT="0", RINGFENCE_DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"Error: RINGFENCE_\w+_DATABASE_URL is missing: .*\n", done.stderr)


def test_a_database_that_does_not_answer_is_one_sentence_without_the_password(tmp_path: Path) -> None:
    url = "postgresql://someone:hidden@127.0.0.1:1/nothing"
    names = ("RINGFENCE_DATABASE_URL", "RINGFENCE_OWNER_DATABASE_URL", "RINGFENCE_ADMIN_DATABASE_URL")
    done = run(tmp_path, "up", PORT="0", **dict.fromkeys(names, url))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"Error: The database cannot be used: .*\n", done.stderr)
    assert "hidden" not in done.stderr


def test_an_error_of_a_system_check_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "broken_settings.py").write_text("from ringfence_server.settings import *\nMIDDLEWARE = []\n")
    done = run(tmp_path, "up", PORT="0", DJANGO_SETTINGS_MODULE="broken_settings", PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "(admin.E408)" in done.stderr
    assert done.stderr.endswith("Error: The system checks found what is listed above; nothing was started.\n")


def test_starts_at_the_same_moment_agree_on_the_secrets(tmp_path: Path) -> None:
    data = tmp_path / "data"
    program = f"from pathlib import Path; from ringfence_server import secrets; d = Path({str(data)!r});"
    program += "secrets.ensure(d); print(secrets.read(d, 'secret_key'), secrets.read(d, 'signing_key'))"

    def make(_: int) -> bytes:
        return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(make, range(8)))) == 1
    assert {path.name for path in data.iterdir()} == {"secret_key", "signing_key"}


def test_a_secret_is_long_kept_and_made_again_when_it_is_missing(tmp_path: Path) -> None:
    secrets.ensure(tmp_path)
    first, second = (secrets.read(tmp_path, name) for name in secrets.NAMES)
    assert first is not None
    assert second is not None
    assert first != second
    assert len(first) >= 64
    (tmp_path / "secret_key").unlink()
    assert secrets.read(tmp_path, "secret_key") is None
    secrets.ensure(tmp_path)
    assert secrets.read(tmp_path, "secret_key") not in {first, None}
    assert secrets.read(tmp_path, "signing_key") == second


def test_help_and_version_need_neither_django_nor_a_data_folder(tmp_path: Path) -> None:
    program = (
        "import sys; from typer.testing import CliRunner; from ringfence_server.cli import app;"
        "[print(CliRunner().invoke(app, [option]).output) for option in ('--help', '--version')];"
        "print(sorted({'django', 'granian', 'psycopg'} & set(sys.modules)))"
    )
    said = subprocess.check_output([sys.executable, "-c", program], cwd=tmp_path, env=environment(), text=True)
    assert "superuser" in said
    assert re.search(r"^ringfence \d+\.\d+", said, re.MULTILINE)
    assert said.endswith("\n[]\n")
    assert list(tmp_path.iterdir()) == []
