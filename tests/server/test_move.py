"""``ringfence move``: an SQLite file's rows in PostgreSQL, where people go on as if nothing had happened."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.scratch import on_postgresql
from tests.server.running import fresh_database, run, up
from tests.server.test_backup import ask, run_well, sign_up

needs_postgresql = pytest.mark.skipif(not on_postgresql(), reason="moves into PostgreSQL")


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The data folder of a server on SQLite with the demo, and the tokens of somebody with a note."""
    folder = tmp_path_factory.mktemp("lived-in")
    data = folder / "var"
    with up(folder, RINGFENCE_DATA=str(data)) as server:
        server.wait_until_up()
        pair = sign_up(server, "ann")
        note = {"title": "From the file", "body": "Grüße \U0001f600", "tags": ["home"]}
        ask(server, "POST", "/api/notes/", note, pair["access"])
        server.stop()
    run_well(folder, "demo", RINGFENCE_DATA=str(data))
    return data, pair


@pytest.fixture
def given(tmp_path: Path, lived_in: tuple[Path, dict[str, str]]) -> Iterator[dict[str, str]]:
    """The variables of that data folder's copy and of an empty PostgreSQL."""
    shutil.copytree(lived_in[0], tmp_path / "var")
    with fresh_database() as database:
        yield {"RINGFENCE_DATA": str(tmp_path / "var"), "RINGFENCE_PRODUCTION": "false", **database}


def sqlite(given: dict[str, str], *statements: str) -> int:
    """Change the file; the number of its notes."""
    with closing(sqlite3.connect(Path(given["RINGFENCE_DATA"]) / "ringfence.sqlite3")) as file, file:
        file.create_function("ringfence_fold", 1, str.casefold, deterministic=True)
        for statement in statements:
            file.execute(statement)
        return int(file.execute("SELECT count(*) FROM notes_note").fetchone()[0])


@needs_postgresql
def test_people_go_on_in_postgresql_with_their_sessions_rows_and_search(
    tmp_path: Path, given: dict[str, str], lived_in: tuple[Path, dict[str, str]]
) -> None:
    notes = sqlite(given)
    report = json.loads(run_well(tmp_path, "move", "--json", **given))
    assert report["tables"]["notes_note"]["rows"] == notes
    with up(tmp_path, **given) as server:
        server.wait_until_up()
        pair = ask(server, "POST", "/api/token/refresh/", {"refresh": lived_in[1]["refresh"]})
        (note,) = ask(server, "GET", "/api/notes/?search=FROM+the&tag=home", token=pair["access"])["results"]
        assert (note["title"], note["body"]) == ("From the file", "Grüße \U0001f600")
        made = ask(server, "POST", "/api/notes/", {"title": "Made here", "tags": ["home", "new"]}, pair["access"])
        assert made["id"] > notes
        assert ask(server, "GET", "/api/notes/", token=pair["access"])["count"] == 2
        server.stop()
    audit = run(tmp_path, "audit", **given)
    assert audit.returncode == 0, audit.stdout
    assert sqlite(given) == notes


@needs_postgresql
def test_postgresql_with_rows_is_left_alone_unless_forced(tmp_path: Path, given: dict[str, str]) -> None:
    run_well(tmp_path, "move", **given)
    refused = run(tmp_path, "move", **given)
    assert refused.returncode == 1
    assert "The database is not empty: conduit_article has rows." in refused.stderr
    run_well(tmp_path, "move", "--force", **given)


@needs_postgresql
def test_what_postgresql_cannot_hold_is_named_and_nothing_is_kept(tmp_path: Path, given: dict[str, str]) -> None:
    run_well(tmp_path, "move", **given)
    newest = "(SELECT max(id) FROM notes_note)"
    notes = sqlite(given, f"UPDATE notes_note SET title = printf('%201d', 1) WHERE id = {newest}")
    refused = run(tmp_path, "move", "--force", **given)
    assert (refused.returncode, refused.stdout) == (1, "")
    expected = "PostgreSQL refuses a row of notes_note: value too long for type character varying(200)"
    assert expected in refused.stderr
    assert refused.stderr.endswith("Nothing was changed.\n")
    with psycopg.connect(given["RINGFENCE_ADMIN_DATABASE_URL"]) as database:
        assert database.execute("SELECT count(*) FROM notes_note").fetchone() == (notes,)


@needs_postgresql
@pytest.mark.long
def test_a_hundred_thousand_rows_are_moved_and_verified(tmp_path: Path, given: dict[str, str]) -> None:
    notes = sqlite(
        given,
        "INSERT INTO notes_note (owner_id, title, body, pinned, archived, created_at, updated_at, revision) "
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "SELECT (SELECT min(id) FROM ringfence_accounts_user), 'Note ' || i, 'ünïcode ' || i, 0, 0, "
        "'2026-11-01 10:00:00.5', '2026-11-01 10:00:00', 1 FROM n",
    )
    report = json.loads(run_well(tmp_path, "move", "--json", **given))
    assert report["tables"]["notes_note"]["rows"] == notes > 100_000


def test_without_postgresql_there_is_nowhere_to_move(tmp_path: Path) -> None:
    variables = {"RINGFENCE_SECRET_KEY": "x" * 60, "RINGFENCE_SIGNING_KEY": "y" * 60}
    refused = run(tmp_path, "move", **variables)
    assert refused.returncode == 1
    assert "set RINGFENCE_DATABASE_URL and its two companions" in refused.stderr
