"""The pages about the API: the document in both forms, Swagger UI and Redoc, under the strict policy."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.staticfiles import finders

from ringfence.api.middleware import HTML_CSP
from tests.people import call
from tests.server.running import up
from tests.server.test_start_page import Page

PAGES = ["/api/docs/", "/api/redoc/"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def schema(accept: str = "", **headers: str) -> Any:
    answer = call("GET", "/api/schema/", headers={**({"Accept": accept} if accept else {}), **headers})
    assert answer.status_code == 200
    return answer


def test_the_document_is_the_same_as_yaml_and_as_json() -> None:
    text, data = schema(), schema("application/json")
    assert text.headers["Content-Type"] == "application/vnd.oai.openapi"
    assert data.headers["Content-Type"] == "application/json"
    assert yaml.load(text.content, yaml.CSafeLoader) == json.loads(data.content)


def test_its_samples_name_the_server_as_the_request_did() -> None:
    document = json.loads(schema("application/json", Host="localhost:8123").content)
    sources = [sample["source"] for sample in document["paths"]["/api/notes/"]["get"]["x-codeSamples"]]
    assert all("http://localhost:8123/api/notes/" in source for source in sources)


def test_it_is_made_once() -> None:
    assert schema().content is schema().content


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_files_only_and_loads_nothing_from_elsewhere(path: str) -> None:
    answer = call("GET", path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == HTML_CSP
    page = Page(answer.content.decode())
    assert page.all("script")
    assert all(tag.get("src") for tag in page.all("script"))
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href"):
            assert str(attributes.get(name, "/")).startswith("/")


@pytest.mark.parametrize("path", PAGES)
def test_the_files_of_a_page_are_there(path: str) -> None:
    page = Page(call("GET", path).content.decode())
    local = [str(tag["src"]) for tag in page.all("script")] + [str(tag["href"]) for tag in page.all("link")]
    for address in local:
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address
        else:
            assert call("GET", address).headers["Content-Type"].startswith("application/javascript")


def test_swagger_ui_shows_the_samples() -> None:
    assert b"plugins: [window.ringfenceCodeSamples]" in call("GET", "/api/docs/?script=").content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_redoc_is_only_for_reading(method: str) -> None:
    assert call(method, "/api/redoc/").status_code == 405


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
@pytest.mark.parametrize(
    ("address", "shown"), [("/api/docs/#/notes/notes_list", "Code samples"), ("/api/redoc/", "Request samples")]
)
def test_a_browser_shows_the_page_and_complains_of_nothing(address: str, shown: str, tmp_path: Path) -> None:
    with up(tmp_path) as server:
        server.wait_until_up()
        seen = subprocess.run(
            [
                *(str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"),
                # Nothing but the page: no look for updates, no hosts of the browser's own.
                *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
                *(f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=15000", "--dump-dom"),
                f"{server.origin}{address}",
            ],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
    assert shown in seen.stdout
    complaints = [line for line in seen.stderr.splitlines() if "CONSOLE" in line]
    assert [line for line in complaints if "escaping deep link whitespace" not in line] == []
