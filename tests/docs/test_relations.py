"""The page about relations, done as a reader does it who has made the tutorial's project."""

from __future__ import annotations

from pathlib import Path

from ringfence.api.relations import MAX_ROWS
from ringfence.api.shapes import MAX_EXPANDED
from tests.docs.pages import read
from tests.docs.test_tutorial import TUTORIAL, blocks, follow
from tests.scratch import project

PAGE = "how-to/relations.md"


def test_everything_on_the_page_about_relations_is_true(tmp_path: Path) -> None:
    with project(tmp_path) as reader:
        begun = {block.file: block.text for block in blocks(TUTORIAL.read_text()) if block.language != "diff"}
        reader.write({"settings.py": begun["settings.py"], "garden/__init__.py": ""})
        reader.shell("export DJANGO_SETTINGS_MODULE=settings")
        follow(read(PAGE), reader, "")


def test_every_block_of_the_page_is_a_file_or_a_terminal() -> None:
    found = blocks(read(PAGE))
    assert read(PAGE).count("```") == 2 * len(found)
    assert {block.language for block in found} == {"python", "console"}


def test_the_limits_are_those_that_the_pages_name() -> None:
    assert f"More than {MAX_ROWS} (`max_length`)" in read(PAGE)
    for page in (PAGE, "reference/endpoints.md"):
        assert f"{MAX_EXPANDED:,} rows in one answer" in read(page)
