"""The commands of the pages for operators, run as they are written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks, read
from tests.docs.test_how_to import shell
from tests.scratch import on_postgresql
from tests.server.running import fresh_database, run, up
from tests.server.test_deploy import production_variables


def printed(page: str, start: str) -> str:
    """The block of output on ``page`` that begins so."""
    (found,) = {block for block in blocks(read(page), "") if block.startswith(start)}
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``var/``: a server on SQLite with the demo, stopped."""
    folder = tmp_path_factory.mktemp("demo")
    with up(folder) as server:
        server.wait_until_up()
        server.stop()
    assert run(folder, "demo").returncode == 0
    return folder


def test_back_up_and_restore_does_what_it_says(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "srv"
    shutil.copytree(demo, folder)
    first, second, third = blocks(read("how-to/backup.md"), "sh")
    made = shell(first, folder)
    assert f"{folder}/backups/ringfence-" in made
    assert "rows of 23 tables" in made.splitlines()[0]
    assert "rows of 23 tables" in printed("how-to/backup.md", "/srv/")
    restored = shell(second, folder)
    assert "rows of 23 tables, each table verified by count and digest." in restored
    assert "rows of 23 tables, each table verified by count and digest." in printed("how-to/backup.md", "873")
    assert shell(third, folder, RINGFENCE_DATA="./restored") == printed("how-to/backup.md", "Every lock")


@pytest.mark.skipif(not on_postgresql(), reason="moves into PostgreSQL")
def test_move_to_postgresql_does_what_it_says(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "srv"
    shutil.copytree(demo, folder)
    backup, move, ask = blocks(read("how-to/move-to-postgresql.md"), "sh")
    shell(backup, folder)
    with fresh_database() as database:
        lines = [f"{name}={value}\n" for name, value in database.items()]
        (folder / "postgresql.env").write_text("".join(lines))
        assert "rows of 23 tables, each table verified by count and digest." in shell(move, folder)
        audit, doctor = ask.strip().splitlines()
        assert shell(audit, folder, **database) == "Every lock is closed.\n"
        # The tests' own PostgreSQL does not care for power cuts, which is the one error that it says.
        said = shell(f"{doctor} || true", folder, **database)
        assert said.count("ERROR") == 1
        assert "fsync" in said


def test_the_secrets_and_the_check_of_production_work(tmp_path: Path) -> None:
    page = read("how-to/production.md")
    secret, doctor, _ = blocks(page, "sh")
    secrets = [shell(secret, tmp_path).strip() for _ in range(2)]
    with fresh_database() as database:
        keys = dict(zip(("RINGFENCE_SECRET_KEY", "RINGFENCE_SIGNING_KEY"), secrets, strict=True))
        given = {**production_variables(), **database, **keys, "RINGFENCE_DATA": str(tmp_path / "data"), "PORT": "0"}
        with up(tmp_path, **given) as server:
            server.wait_until_up()
            said = shell(f"{doctor.strip()} || true", tmp_path, **given)
            check = re.search(r"`(DJANGO_SETTINGS_MODULE=\S+ \S+ -m django check --deploy)`", page)
            assert check
            shell(f"{check[1]} --fail-level WARNING", tmp_path, **given)
    # Of a database that does not care for power cuts, as the tests' own, it says so, and of a missing mail server.
    errors = [line for line in said.splitlines() if line.startswith("ERROR")]
    assert [line for line in errors if "fsync" not in line] == []


def test_every_file_of_the_samples_is_explained() -> None:
    explained = (ROOT / "deploy" / "README.md").read_text()
    for path in (ROOT / "deploy").rglob("*"):
        if path.is_file() and path.name != "README.md" and path.parent.name != "systemd":
            assert path.relative_to(ROOT / "deploy").as_posix() in explained
