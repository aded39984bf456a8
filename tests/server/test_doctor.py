"""``ringfence doctor`` finds each common mistake and says its fix, and is quiet where nothing is wrong."""

from __future__ import annotations

import json
import os
from collections import namedtuple
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.utils import timezone
from pytest_django.fixtures import Settings
from typer.testing import CliRunner, Result

from ringfence.accounts.models import User
from ringfence.ownership.scope import maintenance
from ringfence_server.cli import app
from ringfence_server.doctor import Finding, configuration, database, machine
from tests.accounts.authenticator import confirmed
from tests.people import sign_up
from tests.scratch import on_postgresql
from tests.server.running import run

everything = pytest.mark.django_db(transaction=True, databases="__all__")
postgresql_only = pytest.mark.skipif(not on_postgresql(), reason="about PostgreSQL's server")
sqlite_only = pytest.mark.skipif(on_postgresql(), reason="about SQLite's file")
GOOD = "x7" + "abcdefghijklmnopqrstuvwxyz" * 2


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with which nothing is wrong: behind a proxy, in production."""
    settings.DATA = tmp_path
    tmp_path.chmod(0o700)
    settings.SECRET_KEY, settings.SIMPLE_JWT = GOOD, {**settings.SIMPLE_JWT, "SIGNING_KEY": GOOD[::-1]}
    settings.PRODUCTION, settings.SESSION_COOKIE_SECURE = True, True
    settings.ALLOWED_HOSTS = ["ringfence.example.org"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    change(settings, PUBLIC_URL="https://ringfence.example.org", TRUSTED_PROXIES=["127.0.0.1/32"], THROTTLE_SCALE=1)
    return settings


def change(settings: Settings, **values: Any) -> None:
    settings.RINGFENCE = {**settings.RINGFENCE, **values}


def found(checks: Iterable[Callable[[], Iterable[Finding]]]) -> list[Finding]:
    return [finding for check in checks for finding in check()]


def test_nothing_is_found_where_nothing_is_wrong(server: Settings) -> None:
    assert found((*configuration.CHECKS, machine.data_folder)) == []


@pytest.mark.parametrize(
    ("name", "value", "level", "what"),
    [
        ("SECRET_KEY", "short", "error", "RINGFENCE_SECRET_KEY has 5 characters"),
        ("SECRET_KEY", GOOD[::-1], "error", "are the same"),
        ("DEBUG", True, "error", "RINGFENCE_DEBUG is on"),
        ("ALLOWED_HOSTS", ["*"], "error", "lets any name through"),
        ("ALLOWED_HOSTS", ["other.example.org"], "error", "Links in mails lead to ringfence.example.org"),
        ("SESSION_COOKIE_SECURE", False, "error", "cookies may go over plain HTTP"),
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", "warning", "No mail is sent"),
        ("CORS_ALLOW_ALL_ORIGINS", True, "warning", "RINGFENCE_CORS_ORIGINS=*"),
    ],
)
def test_a_wrong_setting_is_found_alone(server: Settings, name: str, value: Any, level: str, what: str) -> None:
    setattr(server, name, value)
    (finding,) = found(configuration.CHECKS)
    assert (finding.level, what in finding.what) == (level, True), finding
    assert finding.fix


@pytest.mark.parametrize(
    ("name", "value", "level", "what"),
    [
        ("PUBLIC_URL", "ringfence.example.org", "error", "is no address"),
        ("PUBLIC_URL", "http://ringfence.example.org", "error", "can be read on the way"),
        ("TRUSTED_PROXIES", [], "error", "one person's failed log-ins shut out all"),
        ("TRUSTED_PROXIES", ["0.0.0.0/0"], "error", "everybody can claim any address"),
        ("TRUSTED_PROXIES", ["::/0"], "error", "everybody can claim any address"),
        ("THROTTLE_SCALE", 0, "error", "guessed without limit"),
        ("THROTTLE_SCALE", 1000, "warning", "so many times faster"),
    ],
)
def test_a_wrong_setting_of_ringfence_is_found_alone(
    server: Settings, name: str, value: Any, level: str, what: str
) -> None:
    change(server, **{name: value})
    (finding,) = found(configuration.CHECKS)
    assert (finding.level, what in finding.what) == (level, True), finding


def test_what_others_of_the_machine_can_reach_is_found(server: Settings, tmp_path: Path) -> None:
    for name in ("secret_key", "ringfence.sqlite3"):
        (tmp_path / name).touch(0o600)
    assert found([machine.data_folder]) == []
    (tmp_path / "secret_key").chmod(0o640)
    tmp_path.chmod(0o755)
    fixes = [finding.fix for finding in found([machine.data_folder])]
    assert fixes == [f"chmod 700 {tmp_path}", f"chmod 600 {tmp_path}/secret_key"]
    server.DATA = tmp_path / "nowhere"
    assert "does not exist" in found([machine.data_folder])[0].what


@pytest.mark.parametrize(("mebibytes", "level"), [(5000, []), (500, ["warning"]), (50, ["error"])])
def test_a_disk_that_fills_up_is_found(
    server: Settings, monkeypatch: pytest.MonkeyPatch, mebibytes: int, level: list[str]
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage(0, 0, mebibytes << 20))
    assert [finding.level for finding in found([machine.disk])] == level


def test_pages_that_are_not_built_or_are_stale_are_found(
    server: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built, sources = tmp_path / "built", tmp_path / "sources"
    built.mkdir()
    sources.mkdir()
    monkeypatch.setattr(machine, "BUILT_PAGES", built)
    monkeypatch.setattr(machine, "PAGE_SOURCES", sources)
    assert [finding.what for finding in found([machine.pages])] == ["The web pages are not built."]
    (built / "index.html").touch()
    assert found([machine.pages]) == []
    (sources / "main.tsx").touch()
    os.utime(built / "index.html", (1, 1))
    assert [finding.what for finding in found([machine.pages])] == ["The web pages are older than their sources."]


@everything
def test_a_database_that_is_in_order_has_nothing_to_say(settings: Settings) -> None:
    settings.PRODUCTION = False
    # The tests' own server does not care for power cuts.
    assert [one for one in found(database.CHECKS) if "fsync" not in one.what] == []


@everything
def test_migrations_that_wait_or_are_of_a_newer_version_are_found() -> None:
    alias = "owner" if "owner" in connections.settings else DEFAULT_DB_ALIAS
    rename = "UPDATE django_migrations SET name = %s WHERE app = 'tasks' AND name = %s"
    with connections[alias].cursor() as cursor:
        cursor.execute(rename, ["9999_future", "0001_initial"])
        try:
            waiting, newer = found([database.migrations])
        finally:
            cursor.execute(rename, ["0001_initial", "9999_future"])
    assert waiting.what == "1 migrations are not applied (tasks.0001_initial first)."
    assert newer.what == "The database is of a newer version, which has tasks.9999_future."


@everything
def test_another_secret_key_than_authenticators_were_made_with_is_found(settings: Settings) -> None:
    confirmed(sign_up("alice"))
    assert found([database.keys]) == []
    old, settings.SECRET_KEY = settings.SECRET_KEY, GOOD
    (finding,) = found([database.keys])
    assert "RINGFENCE_SECRET_KEY_FALLBACKS" in finding.fix
    settings.SECRET_KEY_FALLBACKS = [old]
    assert found([database.keys]) == []


@everything
def test_a_purge_that_does_not_run_is_found() -> None:
    alice = sign_up("alice")
    with maintenance("a test"):
        late = timezone.now() - timedelta(days=4)
        User.objects.filter(pk=alice.id).update(is_active=False, delete_after=late)
    (finding,) = found([database.purging])
    assert "ringfence purge" in finding.fix


@everything
@postgresql_only
def test_a_clock_that_is_wrong_and_a_missing_extension_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(seconds=60)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    monkeypatch.setattr(database, "EXTENSIONS", ("btree_gin", "no_such_extension"))
    said = [finding.what for finding in found([database.server])]
    assert any("differ by 60 seconds" in what for what in said), said
    assert any("The extension no_such_extension is missing" in what for what in said), said


@everything
@postgresql_only
def test_a_hole_of_the_audit_is_an_error() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE notes_note NO FORCE ROW LEVEL SECURITY")
        try:
            findings = found([database.locks])
        finally:
            cursor.execute("ALTER TABLE notes_note FORCE ROW LEVEL SECURITY")
    assert any("notes.Note" in finding.what for finding in findings)


@everything
@sqlite_only
def test_production_on_a_file_is_a_warning(settings: Settings) -> None:
    settings.PRODUCTION = True
    (finding,) = found([database.server])
    assert finding.level == "warning"


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    monkeypatch.setenv("RINGFENCE_DATA", str(tmp_path))
    monkeypatch.setattr(machine, "CHECKS", ())
    monkeypatch.setattr(database, "CHECKS", ())
    return lambda *arguments: CliRunner().invoke(app, ["doctor", *arguments], catch_exceptions=False)


def test_the_command_prints_what_and_fix_and_ends_with_1(doctor: Callable[..., Result], server: Settings) -> None:
    assert (doctor().exit_code, doctor().stdout) == (0, "Nothing is wrong.\n")
    change(server, THROTTLE_SCALE=100)
    assert doctor().exit_code == 0
    assert doctor("--strict").exit_code == 1
    server.DEBUG = True
    done = doctor()
    assert (done.exit_code, done.stderr) == (1, "Error: 1 found that must not stay.\n")
    assert done.stdout.startswith(
        "ERROR RINGFENCE_DEBUG is on: error pages show settings and code.\n  Fix: Set RINGFENCE_DEBUG=false.\nWARNING "
    )
    as_json = doctor("--json")
    report = json.loads(as_json.stdout)
    assert (as_json.exit_code, report["errors"], len(report["findings"])) == (1, 1, 2)


def test_a_database_that_is_away_is_one_error(
    doctor: Callable[..., Result], server: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(database, "CHECKS", (away, away))
    done = doctor()
    assert (done.exit_code, done.stdout.count("The database cannot be used: connection refused\n")) == (1, 1)


def test_settings_that_do_not_load_are_an_error_too(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--json", RINGFENCE_PRODUCTION="true")
    report = json.loads(done.stdout)
    assert (done.returncode, report["errors"]) == (1, 1)
    assert "RINGFENCE_ALLOWED_HOSTS is missing" in report["findings"][0]["what"]
