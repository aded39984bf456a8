"""``ringfence backup`` and ``restore``: real commands beside a real server, on both databases, killed and damaged."""

from __future__ import annotations

import fcntl
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ringfence_server.backups import archive, values
from ringfence_server.backups.tables import NotOurs
from tests.scratch import on_postgresql
from tests.server.running import COMMAND, Running, environment, fresh_database, run, up

PASSWORD = "a long enough pass phrase"
JSON = {"Content-Type": "application/json"}


def ask(server: Running, method: str, path: str, body: Any = None, token: str = "") -> Any:
    """The JSON of an answer that is good."""
    headers = JSON | ({"Authorization": f"Bearer {token}"} if token else {})
    answer = server.request(method, path, None if body is None else json.dumps(body), headers)
    assert answer.status < 300, answer.text
    return json.loads(answer.text) if answer.text else None


def sign_up(server: Running, name: str) -> dict[str, str]:
    ask(server, "POST", "/api/register/", {"username": name, "password": PASSWORD})
    pair: dict[str, str] = ask(server, "POST", "/api/token/", {"username": name, "password": PASSWORD})
    return pair


@contextmanager
def another(folder: Path, given: dict[str, str]) -> Iterator[dict[str, str]]:
    """An empty database and data folder with the same secrets as ``given``'s."""
    data = folder / "other"
    data.mkdir(mode=0o700)
    for name in ("secret_key", "signing_key"):
        (data / name).write_bytes((Path(given["RINGFENCE_DATA"]) / name).read_bytes())
    with fresh_database() as variables:
        yield {"RINGFENCE_DATA": str(data), **variables}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The variables of a server with the demo in it, which is not running, and ``one.zip``, a backup of it."""
    folder = tmp_path_factory.mktemp("origin")
    with fresh_database() as database:
        given = {"RINGFENCE_DATA": str(folder / "var"), **database}
        with up(folder, **given) as server:
            server.wait_until_up()
            server.stop()
        run_well(folder, "demo", **given)
        run_well(folder, "backup", "one.zip", **given)
        yield given


@pytest.fixture
def place(tmp_path: Path, origin: dict[str, str]) -> Iterator[dict[str, str]]:
    """A copy of ``origin``, with its backup beside it."""
    data = Path(origin["RINGFENCE_DATA"])
    shutil.copytree(data, tmp_path / "var")
    shutil.copy2(data.parent / "one.zip", tmp_path / "one.zip")
    with fresh_database(template=origin) as database:
        yield {"RINGFENCE_DATA": str(tmp_path / "var"), **database}


def rows_of(given: dict[str, str], table: str, order: str = "id") -> list[Any]:
    statement = f"SELECT * FROM {table} ORDER BY {order}"
    if "RINGFENCE_DATABASE_URL" in given:
        with psycopg.connect(given["RINGFENCE_ADMIN_DATABASE_URL"]) as database:
            return database.execute(statement.encode()).fetchall()
    with closing(sqlite3.connect(Path(given["RINGFENCE_DATA"]) / "ringfence.sqlite3")) as file:
        return file.execute(statement).fetchall()


def run_well(folder: Path, *arguments: str, **given: str) -> str:
    done = run(folder, *arguments, **given)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_backup_of_a_running_server_is_one_moment_and_restores_to_a_server_that_goes_on(tmp_path: Path) -> None:
    with fresh_database() as database:
        given = {"RINGFENCE_DATA": str(tmp_path / "var"), "RINGFENCE_PRODUCTION": "false", **database}
        with up(tmp_path, **given) as server:
            server.wait_until_up()
            pair = sign_up(server, "ann")
            acknowledged: list[str] = []
            stop = threading.Event()

            def write() -> None:
                while not stop.is_set():
                    note = {"title": f"Note {len(acknowledged)} ü \U0001f600", "tags": ["home"]}
                    acknowledged.append(ask(server, "POST", "/api/notes/", note, pair["access"])["title"])

            writer = threading.Thread(target=write)
            writer.start()
            while len(acknowledged) < 20:
                time.sleep(0.01)
            before = len(acknowledged)
            report = json.loads(run_well(tmp_path, "backup", "one.zip", "--json", **given))
            after = len(acknowledged)
            stop.set()
            writer.join()
            # It went on writing all the while.
            assert after > before
        held = report["tables"]["notes_note"]["rows"]
        assert before <= held <= after
        assert report["tables"]["notes_notetag"]["rows"] == held
        with another(tmp_path, given) as other:
            assert "verified" in run_well(tmp_path, "restore", "one.zip", **other)
            with up(tmp_path, RINGFENCE_PRODUCTION="false", **other) as restored:
                restored.wait_until_up()
                # The same session, by the same secrets.
                token = ask(restored, "POST", "/api/token/refresh/", {"refresh": pair["refresh"]})["access"]
                assert ask(restored, "GET", "/api/notes/?search=note", token=token)["count"] == held
                made = ask(restored, "POST", "/api/notes/", {"title": "New", "tags": ["home"]}, token)
                assert made["id"] == max(row[0] for row in rows_of(other, "notes_note"))
                assert made["id"] > held
                assert ask(restored, "GET", "/api/notes/?search=new", token=token)["count"] == 1
                restored.stop()
            audit = run(tmp_path, "audit", **other)
            assert audit.returncode == 0, audit.stdout


def test_every_table_comes_back_as_it_was_and_ids_are_not_given_again(tmp_path: Path, place: dict[str, str]) -> None:
    _delete_newest_note(place)
    run_well(tmp_path, "backup", "less.zip", **place)
    assert (tmp_path / "less.zip").stat().st_mode & 0o777 == 0o600
    with another(tmp_path, place) as other:
        report = json.loads(run_well(tmp_path, "restore", "less.zip", "--json", **other))
        assert report["other_secrets"] == []
        for table in report["tables"]:
            order = "key" if table.endswith("counter") else "1"
            assert rows_of(other, table, order) == rows_of(place, table, order), table
        again = json.loads(run_well(tmp_path, "backup", "two.zip", "--json", **other))
        assert again["tables"] == report["tables"]
        assert report["tables"]["notes_note"]["counter"] > max(row[0] for row in rows_of(other, "notes_note"))


def _delete_newest_note(given: dict[str, str]) -> None:
    newest = "SELECT max(id) FROM notes_note"
    statements = [f"DELETE FROM {what} = ({newest})" for what in ("notes_notetag WHERE note_id", "notes_note WHERE id")]
    if "RINGFENCE_DATABASE_URL" in given:
        with psycopg.connect(given["RINGFENCE_ADMIN_DATABASE_URL"]) as database:
            for statement in statements:
                database.execute(statement.encode())
        return
    with closing(sqlite3.connect(Path(given["RINGFENCE_DATA"]) / "ringfence.sqlite3")) as file, file:
        file.create_function("ringfence_fold", 1, str.casefold, deterministic=True)
        for statement in statements:
            file.execute(statement)


def test_only_an_empty_database_is_restored_into_unless_forced(tmp_path: Path, place: dict[str, str]) -> None:
    before = rows_of(place, "notes_note")
    _delete_newest_note(place)
    refused = run(tmp_path, "restore", "one.zip", **place)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert len(rows_of(place, "notes_note")) == len(before) - 1
    run_well(tmp_path, "restore", "one.zip", "--force", **place)
    assert rows_of(place, "notes_note") == before


def test_a_backup_of_an_older_version_is_restored_as_it_was_and_migrated_by_the_next_start(
    tmp_path: Path, place: dict[str, str]
) -> None:
    given = environment(**place, DJANGO_SETTINGS_MODULE="ringfence_server.settings")
    alias = ["--database", "owner"] if "RINGFENCE_DATABASE_URL" in place else []
    back = [sys.executable, "-m", "django", "migrate", *alias, "notes", "0001_initial"]
    subprocess.run(back, cwd=tmp_path, env=given, check=True, stdout=subprocess.DEVNULL)
    run_well(tmp_path, "backup", "old.zip", **place)
    with another(tmp_path, place) as other:
        assert "verified" in run_well(tmp_path, "restore", "old.zip", **other)
        assert len(rows_of(other, "notes_note")[0]) == len(rows_of(place, "notes_note")[0])
        with up(tmp_path, **other) as server:
            assert "Database prepared: 1 migrations applied." in server.wait_until_up().output
            server.stop()
        assert len(rows_of(other, "notes_note")[0]) == len(rows_of(place, "notes_note")[0]) - 1
        assert run(tmp_path, "audit", **other).returncode == 0


def test_a_backup_never_replaces_a_file(tmp_path: Path, place: dict[str, str]) -> None:
    (tmp_path / "one.zip").write_text("mine")
    refused = run(tmp_path, "backup", "one.zip", **place)
    assert (refused.returncode, refused.stderr) == (1, f"Error: {tmp_path}/one.zip is there already.\n")
    assert (tmp_path / "one.zip").read_text() == "mine"
    assert not list(tmp_path.glob(".*"))


def _damaged(folder: Path) -> dict[str, str]:
    """Files that are no whole backup of this version, and what is said of them."""
    good = (folder / "one.zip").read_bytes()
    middle = len(good) // 2
    (folder / "flipped.zip").write_bytes(good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :])
    (folder / "cut.zip").write_bytes(good[:middle])
    (folder / "empty.zip").write_bytes(b"")
    (folder / "text.zip").write_bytes(b"hello")
    _rewrite(folder, "format.zip", lambda manifest: manifest.update(format=2))
    _rewrite(folder, "bare.zip", lambda manifest: manifest.pop("tables"))
    return {
        "flipped.zip": "damaged",
        "cut.zip": "no backup, or is damaged",
        "empty.zip": "no backup, or is damaged",
        "text.zip": "no backup, or is damaged",
        "format.zip": "format 2, and this version reads format 1",
        "bare.zip": "manifest is missing or malformed",
        "nowhere.zip": "There is no file",
    }


def test_what_a_killed_backup_left_goes_with_the_next_and_what_another_writes_stays(tmp_path: Path) -> None:
    for name in ("old.zip", "busy.zip"):
        for end in ("", ".copy", ".copy-journal"):
            (tmp_path / f".{name}{archive.DRAFT}{end}").touch()
    (tmp_path / ".mine").touch()
    with (tmp_path / f".busy.zip{archive.DRAFT}").open("rb") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        with pytest.raises(FileExistsError, match="Another backup is writing"), archive.writing(tmp_path / "busy.zip"):
            pytest.fail("two at once")
        with archive.writing(tmp_path / "new.zip") as made:
            made.writestr("a", "b")
        left = sorted(path.name for path in tmp_path.iterdir())
    busy_ones = [f".busy.zip{archive.DRAFT}{end}" for end in ("", ".copy", ".copy-journal")]
    assert left == sorted([*busy_ones, ".mine", "new.zip"])


def test_a_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), archive.writing(tmp_path / "new.zip"):
        raise RuntimeError("the disk is full")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_whole_backup_is_refused_before_anything_is_touched(tmp_path: Path, place: dict[str, str]) -> None:
    for name, words in _damaged(tmp_path).items():
        with pytest.raises(NotOurs, match=words), archive.reading(tmp_path / name):
            pytest.fail(name)


def test_a_damage_anywhere_is_found_or_changes_nothing(tmp_path: Path, place: dict[str, str]) -> None:
    good = (tmp_path / "one.zip").read_bytes()
    with archive.reading(tmp_path / "one.zip") as (opened, manifest):
        content = {name: opened.read(name) for name in opened.namelist()}
    step = len(good) // 80
    for position in [*range(0, len(good), step), *range(len(good) - 60, len(good))]:
        (tmp_path / "bad.zip").write_bytes(good[:position] + bytes([good[position] ^ 0x55]) + good[position + 1 :])
        with suppress(NotOurs), archive.reading(tmp_path / "bad.zip") as (opened, found):
            assert found == manifest
            assert {name: opened.read(name) for name in opened.namelist()} == content


def test_what_is_not_what_the_backup_promises_changes_nothing(tmp_path: Path, place: dict[str, str]) -> None:
    _rewrite(tmp_path, "newer.zip", lambda manifest: manifest["migrations"].append(["notes", "9999_future"]))
    _rewrite(tmp_path, "other.zip", lambda manifest: manifest["tables"]["notes_note"].update(digest="0" * 64))
    before = rows_of(place, "notes_note")
    for name, words in {
        "newer.zip": "newer version of the server, which has notes.9999_future",
        "other.zip": "notes_note has 30 rows that are not the 30 rows it should have. Nothing was changed.",
    }.items():
        done = run(tmp_path, "restore", name, "--force", **place)
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert rows_of(place, "notes_note") == before
    assert not list(Path(place["RINGFENCE_DATA"]).glob(".*"))


def _rewrite(folder: Path, name: str, change: Any) -> None:
    """A copy of ``one.zip`` whose manifest was changed."""
    with zipfile.ZipFile(folder / "one.zip") as old, zipfile.ZipFile(folder / name, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "manifest.json":
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
            new.writestr(member, content)


def test_killed_at_any_moment_a_restore_leaves_what_was_or_what_is_to_be(tmp_path: Path, place: dict[str, str]) -> None:
    full = rows_of(place, "notes_note")
    _delete_newest_note(place)
    fewer = rows_of(place, "notes_note")
    run_well(tmp_path, "backup", "fewer.zip", **place)
    began = time.monotonic()
    run_well(tmp_path, "restore", "one.zip", "--force", **place)
    length = time.monotonic() - began
    for part in range(4):
        file = "one.zip" if rows_of(place, "notes_note") == fewer else "fewer.zip"
        process = subprocess.Popen(
            [COMMAND, "restore", file, "--force"],
            cwd=tmp_path,
            env=environment(**place),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Most of its time is spent on starting: the moments are those of the second half.
        time.sleep(length * (0.5 + part / 7))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = rows_of(place, "notes_note")
        assert now in (full, fewer), f"half restored after {part}"
    # Whatever it left behind is in nobody's way.
    run_well(tmp_path, "restore", "one.zip", "--force", **place)
    assert rows_of(place, "notes_note") == full
    assert not list(Path(place["RINGFENCE_DATA"]).glob(".*"))


@pytest.mark.skipif(on_postgresql(), reason="is about the file")
def test_a_file_in_use_is_not_replaced_and_what_was_there_is_kept(tmp_path: Path, place: dict[str, str]) -> None:
    data = Path(place["RINGFENCE_DATA"])
    with up(tmp_path, **place) as server:
        server.wait_until_up()
        assert server.get("/readyz").status == 200
        refused = run(tmp_path, "restore", "one.zip", "--force", **place)
        assert refused.returncode == 1
        assert "is in use (database is locked): stop the server first." in refused.stderr
        assert server.get("/readyz").status == 200
        server.stop()
    run_well(tmp_path, "restore", "one.zip", "--force", **place)
    (kept,) = data.glob("ringfence.sqlite3.before-*")
    assert kept.stat().st_size
    (data / "ringfence.sqlite3").write_bytes(b"no database at all" * 100)
    run_well(tmp_path, "restore", "one.zip", "--force", **place)
    assert len(rows_of(place, "notes_note")) > 1


@pytest.mark.skipif(not on_postgresql(), reason="SQLite has no policies")
def test_a_role_from_which_rows_are_hidden_makes_no_backup(tmp_path: Path, place: dict[str, str]) -> None:
    with psycopg.connect(place["RINGFENCE_OWNER_DATABASE_URL"]) as connection:
        connection.execute("DROP POLICY notes_note_owner_policy_maintenance ON notes_note")
    refused = run(tmp_path, "backup", "two.zip", **place)
    assert refused.returncode == 1
    assert 'Row-level security may hide rows of notes_note from "ringfence_maintenance"' in refused.stderr
    assert not (tmp_path / "two.zip").exists()


def test_other_secrets_are_told(tmp_path: Path, place: dict[str, str]) -> None:
    with fresh_database() as database:
        other = {"RINGFENCE_DATA": str(tmp_path / "new"), **database}
        done = run(tmp_path, "restore", "one.zip", **other)
    assert done.returncode == 0
    assert "secret_key and signing_key are not those of the backup" in done.stderr


def test_no_secret_is_in_a_backup(tmp_path: Path, place: dict[str, str]) -> None:
    with zipfile.ZipFile(tmp_path / "one.zip") as opened:
        content = b"".join(opened.read(name) for name in opened.namelist())
    for name in ("secret_key", "signing_key"):
        assert (Path(place["RINGFENCE_DATA"]) / name).read_bytes().strip() not in content


@pytest.mark.parametrize("arguments", [["restore"], ["restore", "a", "b"], ["backup", "a", "b"], ["move", "--what"]])
def test_what_is_called_wrongly_ends_with_2(tmp_path: Path, arguments: list[str]) -> None:
    assert run(tmp_path, *arguments).returncode == 2


@pytest.mark.parametrize(
    ("kind", "sqlite", "postgresql"),
    [
        ("boolean", 1, True),
        ("json", '{"b": 1.0, "a": [null, "ü"]}', '{"a": [null, "ü"], "b": 1}'),
        ("uuid", "0123456789abcdef0123456789abcdef", "01234567-89ab-cdef-0123-456789abcdef"),
        ("address", "2001:db8::1", "2001:db8::1/128"),
        ("address", "192.0.2.1", "192.0.2.1"),
        ("binary", b"\x00\xff", memoryview(b"\x00\xff")),
    ],
)
def test_a_value_has_one_form_whichever_driver_gave_it(kind: str, sqlite: Any, postgresql: Any) -> None:
    forms = {
        values.reader(values.Kind(kind), sqlite=is_sqlite)(value)
        for is_sqlite, value in ((True, sqlite), (False, postgresql))
    }
    assert len(forms) == 1


def test_a_digest_goes_by_the_rows_and_not_by_their_order() -> None:
    one, two, three = values.Digest(), values.Digest(), values.Digest()
    lines = [values.line([number, "ü", None]) for number in range(10)]
    for line in lines:
        one.add(line)
    for line in reversed(lines):
        two.add(line)
    for line in [*lines[:9], lines[0]]:
        three.add(line)
    assert one.hexadecimal == two.hexadecimal != three.hexadecimal
    assert (one.rows, three.rows) == (10, 10)
