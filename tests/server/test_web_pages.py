"""The web pages: their routes, their headers and their policy. What is in them, the browser tests see."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ringfence_server.web_pages import CONDUIT_CSP, WORKSPACE_CSP
from tests.people import call
from tests.server.running import fresh_database, up
from tests.server.test_start_page import Page

SITE = [
    "/",
    "/login",
    "/register",
    "/settings",
    "/editor",
    "/editor/a-title-1",
    "/article/a-title-1",
    "/tag/web",
    "/tag/%C3%BCber%20alles",
    "/profile/ann",
    "/profile/ann/favorites",
]
WORKSPACE = ["/app", "/app/", "/app/notes", "/app/notes/7", "/app/settings/devices/"]
NOT_PAGES = [
    "/nothing",
    "/profile",
    "/profile/ann/followers",
    "/editor/a/b",
    "/application",
    "/article",
    "/index.html",
    "/app.html",
]


def nonce_of(answer: Any) -> str:
    found = re.fullmatch(r'<!doctype html><meta property="csp-nonce" nonce="([\w-]{22})">', answer.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("path", SITE)
def test_every_route_of_the_site_is_its_one_page(pages: Path, path: str) -> None:
    answer = call("GET", path)
    assert (answer.status_code, answer.content) == (200, b"<!doctype html><title>Conduit</title>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == CONDUIT_CSP
    assert answer.headers["Cache-Control"] == "no-cache"
    assert call("GET", path.rstrip("/") + "/").content == answer.content


@pytest.mark.parametrize("path", WORKSPACE)
def test_everything_below_app_is_the_workspace(pages: Path, path: str) -> None:
    answer = call("GET", path)
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == WORKSPACE_CSP.format(nonce=nonce_of(answer))
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", NOT_PAGES)
def test_an_unknown_address_is_still_not_found(pages: Path, path: str) -> None:
    answer = call("GET", path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", NOT_PAGES)
def test_a_browser_at_an_unknown_address_is_shown_ways_on(pages: Path, path: str) -> None:
    answer = call("GET", path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert [way in answer.content.decode() for way in ('href="/"', 'href="/app/"', 'href="/start/"')] == [True] * 3
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/api/nothing/", "/auth/nothing/", "/api/articles/nothing", "/static/nothing.js"])
def test_what_is_api_stays_json(pages: Path, db: None, path: str) -> None:
    answer = call("GET", path, headers={"Accept": "text/html, */*"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")


@pytest.mark.parametrize("path", ["/", "/app/"])
@pytest.mark.parametrize(
    "policy", ["script-src 'self';", "object-src 'none';", "base-uri 'none';", "frame-ancestors 'none';"]
)
def test_pages_run_files_of_this_origin_only(pages: Path, path: str, policy: str) -> None:
    given = call("GET", path).headers["Content-Security-Policy"]
    assert policy in given
    assert "unsafe" not in given


def test_pictures_of_other_hosts_are_for_the_public_site_only(pages: Path) -> None:
    assert "img-src 'self' https:" in call("GET", "/").headers["Content-Security-Policy"]
    assert "https:" not in call("GET", "/app/").headers["Content-Security-Policy"]


def test_a_page_that_the_browser_has_is_not_sent_again(pages: Path) -> None:
    first = call("GET", "/article/a")
    again = call("GET", "/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == CONDUIT_CSP
    assert call("GET", "/", headers={"If-None-Match": '"another"'}).status_code == 200


def test_every_copy_of_the_workspace_has_a_nonce_of_its_own_and_keeps_it(pages: Path) -> None:
    first, second = call("GET", "/app/"), call("GET", "/app/")
    assert nonce_of(first) != nonce_of(second)
    again = call("GET", "/app/notes", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == WORKSPACE_CSP.format(nonce=nonce_of(first))
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("nonce", ["", "short", "'; script-src *; x '".ljust(22, "x"), "a" * 23])
def test_a_nonce_that_was_never_given_is_not_taken(pages: Path, nonce: str) -> None:
    digest = call("GET", "/app/").headers["ETag"].split(".")[0]
    answer = call("GET", "/app/", headers={"If-None-Match": f'{digest}.{nonce}"'})
    assert answer.status_code == 200
    assert nonce_of(answer) != nonce


@pytest.mark.parametrize("path", ["/", "/app/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_are_only_for_reading(pages: Path, path: str, method: str) -> None:
    answer = call(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/login", "/app/", "/app/notes"])
def test_pages_that_nobody_built_say_how(settings: LazySettings, tmp_path: Path, path: str) -> None:
    settings.RINGFENCE_WEB_PAGES = tmp_path
    answer = call("GET", path)
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "<code>make up</code>" in text
    assert "Node 20.19" in text
    assert Page(text).all("script") == []
    assert call("GET", "/start/").status_code == 200


def test_files_of_the_pages_are_kept_for_good(tmp_path: Path) -> None:
    """By the real server, with a build of two files: WhiteNoise looks at them when it starts."""
    built = tmp_path / "web"
    (built / "assets").mkdir(parents=True)
    (built / "assets" / "conduit-Ab3_-x9Z.js").write_text("0;\n")
    (built / "assets" / "default-avatar.svg").write_text("<svg/>\n")
    (tmp_path / "built_settings.py").write_text(
        "from pathlib import Path\nfrom ringfence_server.settings import *\n"
        f"RINGFENCE_WEB_PAGES = Path({str(built)!r})\n"
        'STATICFILES_DIRS = [("web/assets", RINGFENCE_WEB_PAGES / "assets")]\n'
    )
    with (
        fresh_database() as variables,
        up(tmp_path, DJANGO_SETTINGS_MODULE="built_settings", PYTHONPATH=str(tmp_path), **variables) as running,
    ):
        running.wait_until_up()
        script = running.get("/static/web/assets/conduit-Ab3_-x9Z.js")
        assert (script.status, script.text) == (200, "0;\n")
        assert script.headers["Content-Type"] == 'text/javascript; charset="utf-8"'
        assert script.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        picture = running.get("/static/web/assets/default-avatar.svg")
        assert (picture.status, picture.headers["Cache-Control"]) == (200, "max-age=60, public")
