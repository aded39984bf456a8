"""The samples in ``deploy/``, run: a real proxy with HTTPS in front of the server in its production profile."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.docs.pages import ROOT
from tests.ports import free_port
from tests.server.running import START_SECONDS, Running, fresh_database, up

DEPLOY = ROOT / "deploy"
NAME = "ringfence.example.org"
PASSWORD = "a long enough pass phrase 7"


@dataclass
class Proxy:
    """A proxy that runs: where it speaks HTTPS and plain HTTP."""

    https: int
    plain: int

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> http.client.HTTPResponse:
        """One request over HTTPS, to the name in the certificate; the answer has been read into ``text``."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection(NAME, self.https, context=context, timeout=60)
        raw = socket.create_connection(("127.0.0.1", self.https), timeout=60)
        connection.sock = context.wrap_socket(raw, server_hostname=NAME)
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | {"Host": NAME}
        if body is not None:
            sent["Content-Type"] = "application/json"
        try:
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            response = connection.getresponse()
            response.text = response.read().decode()  # type: ignore[attr-defined]
            return response
        finally:
            connection.close()


def production_variables() -> dict[str, str]:
    """What ``deploy/ringfence.env`` says, with secrets, and without a database and a mail server of its own."""
    lines = (DEPLOY / "ringfence.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    given |= {name: secrets.token_urlsafe(48) for name in ("RINGFENCE_SECRET_KEY", "RINGFENCE_SIGNING_KEY")}
    # The tests' own probes go past the proxy.
    given["RINGFENCE_ALLOWED_HOSTS"] += ",127.0.0.1"
    return {name: value for name, value in given.items() if "DATABASE" not in name and "EMAIL" not in name}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("production")
    with fresh_database() as database:
        given = {**production_variables(), **database, "PORT": "0", "RINGFENCE_DATA": str(folder / "data")}
        with up(folder, **given) as running:
            yield running.wait_until_up()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``fullchain.pem`` and ``privkey.pem``."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
    return folder


@contextmanager
def running(command: list[str], folder: Path, ports: tuple[int, int]) -> Iterator[Proxy]:
    """Start a proxy and wait until it listens; it is stopped at the end."""
    log = folder / "log"
    with log.open("wb") as file:
        variables = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=file, stderr=file, start_new_session=True)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not all(_listens(port) for port in ports):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield Proxy(*ports)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def nginx(folder: Path, server: Running, certificate: Path, *others: Running) -> Iterator[Proxy]:
    """Nginx with the sample, whose ports, certificate and servers are the test's."""
    https, plain = free_port(), free_port()
    sample = (DEPLOY / "nginx" / "ringfence.conf").read_text()
    servers = "\n".join(f"server {one.origin.removeprefix('http://')};" for one in (server, *others))
    for old, new in {
        "server 127.0.0.1:8000;": servers,
        "/etc/letsencrypt/live/ringfence.example.org": str(certificate),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{https} ",
    }.items():
        assert old in sample
        sample = sample.replace(old, new)
    (folder / "ringfence.conf").write_text(re.sub(r"^ *listen \[::\].*\n", "", sample, flags=re.MULTILINE))
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(f"{what}_temp_path {folder}/{what};" for what in ("client_body", "proxy", "fastcgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log stderr warn;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary} uwsgi_temp_path {folder}/uwsgi; include ringfence.conf; }}\n"
    )
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr
    with running(command, folder, (https, plain)) as proxy:
        yield proxy


@contextmanager
def caddy(folder: Path, server: Running, certificate: Path) -> Iterator[Proxy]:
    """Caddy with the sample, whose port, certificate and server are the test's."""
    https, plain = free_port(), free_port()
    sample = (DEPLOY / "caddy" / "Caddyfile").read_text()
    for old, new in {
        "reverse_proxy 127.0.0.1:8000": f"reverse_proxy {server.origin.removeprefix('http://')}",
        f"{NAME} {{\n\t#": f"{NAME} {{\n\ttls {certificate}/fullchain.pem {certificate}/privkey.pem\n\t#",
    }.items():
        assert old in sample
        sample = sample.replace(old, new)
    ports = f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {https}\n}}\n"
    (folder / "Caddyfile").write_text(ports + sample)
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with running(command, folder, (https, plain)) as proxy:
        yield proxy


@pytest.fixture(scope="module", params=[nginx, caddy])
def proxy(
    request: pytest.FixtureRequest, server: Running, certificate: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    name = request.param.__name__
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    with request.param(tmp_path_factory.mktemp(name), server, certificate) as made:
        deadline = time.monotonic() + START_SECONDS
        # Caddy asks the server first.
        while made.ask("GET", "/healthz").status != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        yield made


def log_in(proxy: Proxy, **headers: str) -> str:
    name = f"ann{secrets.token_hex(4)}"
    body = {"username": name, "password": PASSWORD}
    made = proxy.ask("POST", "/api/register/", body)
    assert made.status == 201, made.text  # type: ignore[attr-defined]
    answer = proxy.ask("POST", "/api/token/", body, **headers)
    token: str = json.loads(answer.text)["access"]  # type: ignore[attr-defined]
    return token


def test_people_reach_their_notes_and_cookies_are_safe(proxy: Proxy) -> None:
    bearer = {"Authorization": f"Bearer {log_in(proxy)}"}
    assert proxy.ask("POST", "/api/notes/", {"title": "ü"}, **bearer).status == 201
    listed = proxy.ask("GET", "/api/notes/", **bearer)
    assert [note["title"] for note in json.loads(listed.text)["results"]] == ["ü"]  # type: ignore[attr-defined]
    assert listed.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert listed.headers["X-Request-ID"]
    cookie = proxy.ask("GET", "/admin/login/").headers["Set-Cookie"]
    assert "Secure" in cookie


def test_plain_http_is_sent_to_https(proxy: Proxy) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=60)
    connection.request("GET", "/api/notes/?a=b", headers={"Host": NAME})
    answer = connection.getresponse()
    connection.close()
    assert answer.status == 308
    assert re.fullmatch(rf"https://{NAME}(:\d+)?/api/notes/\?a=b", answer.headers["Location"])


def test_what_a_client_claims_of_its_address_and_scheme_is_not_believed(proxy: Proxy) -> None:
    claims = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "http"}
    token = log_in(proxy, **claims)
    answer = proxy.ask("GET", "/api/sessions/", Authorization=f"Bearer {token}", **claims)
    (session,) = json.loads(answer.text)["results"]  # type: ignore[attr-defined]
    assert session["address"] == "127.0.0.1"
    assert "Strict-Transport-Security" in answer.headers


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(proxy: Proxy) -> None:
    answer = proxy.ask("POST", "/api/notes/", None, Content_Length=str(200 << 20), Expect="100-continue")
    assert answer.status in (413, 401)
    # Who sends on while the refusal comes may be cut off before it is read.
    with suppress(ssl.SSLError, ConnectionError):
        assert proxy.ask("POST", "/api/register/", {"username": "x" * (11 << 20)}).status == 413
    assert proxy.ask("GET", "/healthz").status == 200


def test_a_file_may_be_larger_than_a_body_of_json(proxy: Proxy) -> None:
    """It comes to the server, which asks who sends it."""
    with suppress(ssl.SSLError, ConnectionError):
        assert proxy.ask("POST", "/api/transactions/import/", {"x": "x" * (11 << 20)}).status == 401


def test_probes_are_answered_to_this_machine(proxy: Proxy) -> None:
    assert proxy.ask("GET", "/readyz").status == 200


def test_lines_of_the_log_are_json_with_request_ids(server: Running, proxy: Proxy) -> None:
    proxy.ask("GET", "/api/notes/", X_Request_ID="a-request-of-the-test")
    lines = [json.loads(line) for line in server.output.splitlines() if line.startswith("{")]
    found = [line for line in lines if line.get("request_id") == "a-request-of-the-test"]
    assert {line["logger"] for line in found} == {"django.request", "ringfence.requests"}
    assert {line.get("status") for line in found} >= {401}
    assert "/setup/" not in server.output


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_units_are_read_by_systemd(tmp_path: Path) -> None:
    units = []
    for unit in sorted((DEPLOY / "systemd").iterdir()):
        # What is not installed on this machine is no fault of the unit.
        text = unit.read_text().replace("/opt/ringfence/.venv/bin/ringfence", "/bin/true")
        (tmp_path / unit.name).write_text(text)
        units.append(str(tmp_path / unit.name))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) not in done.stderr, done.stderr
