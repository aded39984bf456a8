"""The page about importing: its file, its commands and its answers, run as they are written."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.docs.pages import blocks, read
from tests.docs.test_how_to import ANN, ask
from tests.server.running import environment, fresh_database, up


def test_the_page_about_importing_works_as_it_is_written(tmp_path: Path) -> None:
    page = read("how-to/import-transactions.md")
    file, exported = blocks(page, "")
    *answers, progress = blocks(page, "json")
    (tmp_path / "bank.csv").write_text(file)
    with fresh_database() as database, up(tmp_path, **database) as server:
        server.wait_until_up()
        assert ask(server, "/api/register/", ANN)[0] == 201
        token = ask(server, "/api/token/", ANN)[1]["access"]
        said = []
        for command in blocks(page, "sh"):
            script = command.replace("localhost:8000", server.origin)
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", script],
                cwd=tmp_path,
                env=environment(TOKEN=token),
                capture_output=True,
                text=True,
                timeout=60,
                check=True,
            )
            said.append(done.stdout)
    dry, imported, watched, csv = said
    assert [json.loads(dry), json.loads(imported)] == [json.loads(answer) for answer in answers]
    assert watched == progress
    assert csv.splitlines() == exported.splitlines()
