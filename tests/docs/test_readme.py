"""What the pages tell a stranger to do works: the commands of the README, the targets of make, every link."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, blocks, every, section
from tests.server.running import Running, fresh_database, up

README = ROOT / "README.md"
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
    pages = {page for page in DOCS.rglob("*.md") if page.parent.name != "decisions"} - {DOCS / "README.md"}
    assert pages <= listed
