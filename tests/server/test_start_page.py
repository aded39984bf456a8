"""The start page, and what all pages of the server have in common."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.people import call

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Page(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def start(**extra: Any) -> Any:
    answer = call("GET", "/start/", **extra)
    assert answer.status_code == 200
    return answer


def test_the_page_runs_nothing_and_loads_nothing_from_elsewhere() -> None:
    answer = start()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == POLICY
    page = Page(answer.content.decode())
    assert page.all("script") == page.all("style") == []
    for _, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        for name in ("src", "href"):
            assert attributes.get(name, "/").startswith("/")  # type: ignore[union-attr]


def test_its_files_are_there() -> None:
    page = Page(start().content.decode())
    local = [tag["href"] for tag in page.all("link")] + [tag["src"] for tag in page.all("img")]
    assert local
    for address in local:
        assert finders.find(str(address).removeprefix("/static/"))


def test_it_can_be_read_without_seeing_it() -> None:
    page = Page(start().content.decode())
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert all("alt" in image for image in page.all("img"))
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all("meta")


@pytest.mark.django_db
def test_every_link_of_it_answers(pages: Path) -> None:
    links = {str(tag["href"]) for tag in Page(start().content.decode()).all("a")}
    assert links == {"/", "/app/", "/start/", "/api/docs/", "/api/redoc/", "/api/schema/", "/admin/", "/readyz"}
    for link in links:
        assert Client().get(link, follow=True).status_code == 200


def test_the_commands_name_the_server_as_the_request_did() -> None:
    answer = start(headers={"Host": "localhost:8123"}, secure=False)
    commands = re.findall(r"curl (?:-s )?(\S+)", unescape(answer.content.decode()))
    assert [command.removeprefix("http://localhost:8123") for command in commands] == [
        "/api/register/",
        "/api/token/",
        "/api/notes/",
        "/api/notes/",
    ]


def test_a_host_that_is_not_allowed_gets_no_page() -> None:
    assert call("GET", "/start/", headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_page_is_only_for_reading(method: str) -> None:
    answer = call(method, "/start/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
