"""What the pages tell a stranger to do works: the commands of the README, the targets of make, every link."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, README, ROOT, blocks, every, read, section
from tests.ports import free_port
from tests.server.running import Running, environment, fresh_database, up

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with fresh_database() as variables, up(tmp_path_factory.mktemp("readme"), **variables) as running:
        yield running.wait_until_up()


def test_the_walk_with_curl_works_as_it_is_written(server: Running) -> None:
    (script,) = blocks(section(README.read_text(), "One note with curl"), "sh")
    # Each answer on a line of its own; the command that takes the token prints none.
    script = script.replace("localhost:8000", server.origin).replace("curl -X", "curl -sSw '\\n' -X")
    script = script.replace('curl "', "curl -sSw '\\n' \"")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    *answers, deleted = done.stdout.splitlines()
    account, note, page = map(json.loads, answers)
    assert account == {"id": account["id"], "username": "ann", "email": None}
    assert {name: note[name] for name in ("owner", "title", "tags")} == {
        "owner": "ann",
        "title": "Milk",
        "tags": ["home"],
    }
    assert page == {"count": 1, "next": None, "previous": None, "results": [note]}
    assert deleted == ""


def test_a_request_with_an_idempotency_key_works_as_it_is_written(server: Running) -> None:
    (script,) = blocks(read("reference/safe-writes.md"), "sh")
    person = json.dumps({"username": "kim", "password": "correct horse"})
    sent = {"Content-Type": "application/json"}
    assert server.request("POST", "/api/register/", person, sent).status == 201
    token = json.loads(server.request("POST", "/api/token/", person, sent).text)["access"]
    script = script.replace("localhost:8000", server.origin).replace("curl -X", "curl -isS -X")
    command = ["bash", "-euo", "pipefail", "-c", script]
    told = [
        subprocess.run(
            command, env=os.environ | {"TOKEN": token}, capture_output=True, text=True, timeout=60, check=True
        ).stdout
        for _ in range(2)
    ]
    assert [answer.splitlines()[0].split()[1] for answer in told] == ["201", "201"]
    assert told[0].splitlines()[-1] == told[1].splitlines()[-1]
    assert ["idempotent-replayed: true" in answer.lower() for answer in told] == [False, True]


def test_make_up_listens_and_keeps_its_data_where_it_is_told(tmp_path: Path) -> None:
    command = blocks(section(README.read_text(), "Two commands"), "sh")[1].strip()
    assert re.fullmatch(r"make up PORT=\d+ RINGFENCE_DATA=\S+", command)
    if not (ROOT / ".venv" / "bin" / "ringfence").exists():
        pytest.skip("the project's own environment is not in .venv")
    # What is installed and built is taken as it is: this is about the recipe.
    there = [word for stamp in (".venv/.synced", "src/ringfence_server/web/.built") for word in ("-o", stamp)]
    data = tmp_path / "second"
    given = [f"PORT={free_port()}", f"RINGFENCE_DATA={data}"]
    log = tmp_path / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            ["make", *there, "up", *given],
            cwd=ROOT,
            env=environment(),
            stdout=file,
            stderr=file,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        running = Running(process, log).wait_until_up()
        assert running.origin.endswith(given[0].removeprefix("PORT="))
        assert (data / "ringfence.sqlite3").exists()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_the_walk_names_the_port_that_the_server_has_by_itself() -> None:
    assert "127.0.0.1:8000" in (ROOT / "README.md").read_text().replace("localhost", "127.0.0.1")


def test_the_pages_of_the_api_that_are_named_answer(server: Running) -> None:
    for path in re.findall(r"`(/api/[a-z]+/)`", README.read_text()):
        assert server.get(path).status == 200, path


def test_every_target_of_make_that_a_page_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([\w./-]+):(?!=)", makefile, re.MULTILINE))
    told = {
        (page.name, target)
        for page in every()
        for code in [*blocks(page.read_text(), "sh"), *re.findall(r"`(make [^`]+)`", page.read_text())]
        for target in re.findall(r"^make +([a-z./][\w./-]*)", code, re.MULTILINE)
    }
    assert {"up", "test", "lint", "types"} <= {target for _, target in told}
    assert {entry for entry in told if entry[1] not in targets} == set()


def test_the_python_and_node_that_are_asked_for_are_those_of_the_project() -> None:
    needed = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert needed
    assert f"Python {needed[1]} or later" in README.read_text()


@pytest.mark.parametrize("page", list(every()), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    dead = []
    for link in _LINK.findall(_FENCED.sub("", page.read_text())):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings have: small letters, no punctuation, a hyphen for a space."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text()
    listed = {(DOCS / link).resolve() for link in _LINK.findall(index)}
    # The pages of these folders are listed by their own index, or are the list.
    own = {"decisions", "proof"}
    pages = {page for page in DOCS.rglob("*.md") if page.parent.name not in own} - {DOCS / "README.md"}
    assert pages | {DOCS / name / "README.md" for name in own} <= listed


def test_every_proof_is_in_its_index() -> None:
    named = set(re.findall(r"^\| (?:`|\[)([\w-]+)", (DOCS / "proof" / "README.md").read_text(), re.MULTILINE))
    assert {page.stem for page in (DOCS / "proof").glob("*.md")} - {"README"} <= named
