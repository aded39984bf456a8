"""What production refuses to start with, and that it is clean by Django's own measure."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from ringfence_server import production
from ringfence_server.cli.up import default_workers
from tests.scratch import on_postgresql
from tests.server.running import environment, fresh_database, run

KEYS = {"RINGFENCE_SECRET_KEY": secrets.token_urlsafe(48), "RINGFENCE_SIGNING_KEY": secrets.token_urlsafe(48)}
FIT = {**KEYS, "RINGFENCE_PRODUCTION": "true", "RINGFENCE_ALLOWED_HOSTS": "ringfence.example.org", "PORT": "0"}


@pytest.fixture
def database() -> Iterator[dict[str, str]]:
    with fresh_database() as variables:
        yield variables


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"RINGFENCE_SECRET_KEY": ""}, ["RINGFENCE_SECRET_KEY is missing: python3 -c "]),
        ({"RINGFENCE_SECRET_KEY": "short"}, ["RINGFENCE_SECRET_KEY has 5 characters, and needs 50: python3 -c "]),
        ({"RINGFENCE_SIGNING_KEY": "ab" * 30}, ["RINGFENCE_SIGNING_KEY has 2 different characters, and needs 10"]),
        ({"RINGFENCE_SECRET_KEY": "django-insecure-" + "abcdefghij" * 9}, ["RINGFENCE_SECRET_KEY is Django's sample"]),
        ({"RINGFENCE_SIGNING_KEY": KEYS["RINGFENCE_SECRET_KEY"]}, ["are the same"]),
        ({"RINGFENCE_DEBUG": "true"}, ["RINGFENCE_DEBUG shows settings and code to everybody: set it to false."]),
        ({"RINGFENCE_ALLOWED_HOSTS": ""}, ["RINGFENCE_ALLOWED_HOSTS is missing: set it to the names of the server"]),
        ({"RINGFENCE_ALLOWED_HOSTS": "*"}, ["RINGFENCE_ALLOWED_HOSTS lets any name through"]),
        ({"RINGFENCE_DEBUG": "true", "RINGFENCE_ALLOWED_HOSTS": "*"}, ["RINGFENCE_DEBUG", "RINGFENCE_ALLOWED_HOSTS"]),
    ],
)
def test_what_is_unfit_does_not_start_and_the_message_names_each_fix(
    tmp_path: Path, changes: dict[str, str], said: list[str]
) -> None:
    # Secrets that an earlier start made in the data folder do not count.
    (tmp_path / "secret_key").write_text(secrets.token_urlsafe(48))
    done = run(tmp_path, "up", **FIT | {"RINGFENCE_DATA": str(tmp_path)} | changes)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: Not fit for production:\n  ")
    assert "Traceback" not in done.stderr
    for words in said:
        assert words in done.stderr
    for value in changes.values():
        assert len(value) < 30 or value not in done.stderr


@pytest.fixture
def unbound() -> Iterator[dict[str, str]]:
    """The variables of an empty database whose server's role bypasses policies; a role that nobody else uses."""
    name, password = f"unbound_{secrets.token_hex(4)}", secrets.token_hex(16)
    role = sql.Identifier(name)
    with psycopg.connect(os.environ["RINGFENCE_TEST_POSTGRES_SUPERUSER_URL"], autocommit=True) as connection:
        made = sql.SQL("CREATE ROLE {} LOGIN BYPASSRLS PASSWORD {}").format(role, sql.Literal(password))
        connection.execute(made)
        try:
            with fresh_database() as variables:
                url = urlsplit(variables["RINGFENCE_DATABASE_URL"])
                place = f"{url.hostname}:{url.port}"
                yield variables | {"RINGFENCE_DATABASE_URL": f"postgresql://{name}:{password}@{place}{url.path}"}
        finally:
            connection.execute(sql.SQL("DROP ROLE {}").format(role))


@pytest.mark.skipif(not on_postgresql(), reason="SQLite has no roles")
def test_a_role_past_which_policies_do_not_reach_does_not_start(tmp_path: Path, unbound: dict[str, str]) -> None:
    done = run(tmp_path, "up", **FIT, **unbound)
    direct = subprocess.run(
        [sys.executable, "-c", "import ringfence_server.wsgi"],
        env=environment(**FIT, **unbound),
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, direct.returncode) == (1, 1)
    for said in (done.stderr, direct.stderr):
        assert " has BYPASSRLS: ALTER ROLE " in said
    assert "Not fit for production:" in direct.stderr


def test_djangos_own_check_for_deployment_finds_nothing(tmp_path: Path, database: dict[str, str]) -> None:
    given = {**FIT, **database, "RINGFENCE_HTTPS": "true", "DJANGO_SETTINGS_MODULE": "ringfence_server.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment(**given),
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("System check identified no issues")


def test_a_private_key_is_measured_by_nothing_but_its_being_there() -> None:
    pem = "-----BEGIN PRIVATE KEY-----\nMC4\n-----END PRIVATE KEY-----"
    production.refuse(
        secret_key=KEYS["RINGFENCE_SECRET_KEY"], signing_key=pem, algorithm="EdDSA", debug=False, hosts=["a.example"]
    )


@pytest.mark.parametrize(("asked", "workers"), [("true", 6), ("false", 2), ("", 2)])
def test_production_uses_every_core(monkeypatch: pytest.MonkeyPatch, asked: str, workers: int) -> None:
    monkeypatch.setenv("RINGFENCE_PRODUCTION", asked)
    monkeypatch.setattr("ringfence_server.cli.up._cores", lambda: 6)
    assert default_workers() == workers
