"""Atom feeds: valid XML whatever was written, stable ids, and 304 for whoever has them."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection

from tests.accounts.forge import ringfence
from tests.people import Person, call, sign_up
from tests.server.blog import Blogger
from tests.server.blog import sign_up as sign_up_blogger
from tests.server.shapes import NOT_FOUND, answer
from tests.server.wire import kinds, statements

ALL, MINE = "/api/articles.atom", "/api/profiles/jake/articles.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def jake(db: None) -> Blogger:
    """Somebody who signed up with Conduit."""
    return sign_up_blogger("jake")


def write(author: Blogger, title: str = "One", **fields: Any) -> str:
    article = {"title": title, "description": "short", "body": "# long", "tagList": ["a", "b"], **fields}
    response = author.call("POST", "/api/articles", {"article": article})
    assert response.status_code == 201, response.content
    slug: str = response.json()["article"]["slug"]
    return slug


def feed(path: str = ALL, **headers: str) -> Any:
    response = call("GET", path, headers=headers)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def texts(root: Any, path: str) -> list[str]:
    return [found.text for found in root.findall("/".join(f"{ATOM}{name}" for name in path.split("/")))]


def links(element: Any) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_an_entry_has_all_that_an_article_shows_in_a_list(jake: Blogger) -> None:
    slug = write(jake, "Über <Wellen>", description="short & plain")
    shown = call("GET", f"/api/articles/{slug}").json()["article"]
    root = feed()
    (entry,) = root.findall(f"{ATOM}entry")
    assert texts(root, "title") == ["Articles"]
    assert links(root) == {"self": "http://localhost:8000/api/articles.atom", "alternate": "http://localhost:8000/"}
    assert texts(entry, "title") == ["Über <Wellen>"]
    assert texts(entry, "summary") == ["short & plain"]
    assert texts(entry, "author/name") == ["jake"]
    assert texts(entry, "author/uri") == ["http://localhost:8000/profile/jake"]
    assert [tag.get("term") for tag in entry.findall(f"{ATOM}category")] == ["a", "b"]
    assert links(entry) == {"alternate": "http://localhost:8000/article/%C3%BCber-wellen"}
    assert texts(entry, "published")[0][:23] == shown["createdAt"][:23]
    assert texts(root, "updated") == texts(entry, "updated")


def test_the_newest_twenty_come_newest_first(jake: Blogger) -> None:
    for number in range(22):
        write(jake, f"number {number}")
    assert texts(feed(), "entry/title") == [f"number {n}" for n in range(21, 1, -1)]


def test_an_authors_feed_has_that_authors_articles_alone(jake: Blogger) -> None:
    write(jake, "of jake")
    write(sign_up_blogger("john"), "of john")
    root = feed(MINE)
    assert (texts(root, "title"), texts(root, "entry/title")) == (["Articles by jake"], ["of jake"])
    own = {"self": f"http://localhost:8000{MINE}", "alternate": "http://localhost:8000/profile/jake"}
    assert links(root) == own
    assert texts(feed(), "entry/title") == ["of john", "of jake"]


def test_the_name_in_the_address_is_read_without_case(jake: Blogger) -> None:
    write(jake)
    assert call("GET", "/api/profiles/JAKE/articles.atom").content == call("GET", MINE).content
    assert call("GET", f"{MINE}/").content == call("GET", MINE).content


@pytest.mark.parametrize("name", ["nobody", "alice", "%00", "x" * 300, "%F0%9F%A6%86"])
def test_whoever_is_not_in_conduit_has_no_feed(alice: Person, name: str) -> None:
    assert answer(call("GET", f"/api/profiles/{name}/articles.atom")) == (404, NOT_FOUND)


def test_without_articles_the_feed_is_empty_and_valid(jake: Blogger) -> None:
    for path in (ALL, MINE):
        root = feed(path)
        assert (root.findall(f"{ATOM}entry"), texts(root, "updated")) == ([], ["1970-01-01T00:00:00.000000Z"])


def test_ids_stay_when_titles_and_names_change(jake: Blogger) -> None:
    slug = write(jake)
    before = [texts(feed(path), where) for path in (ALL, MINE) for where in ("id", "entry/id")]
    jake.call("PUT", f"/api/articles/{slug}", {"article": {"title": "Another"}})
    jake.change(username="jacob")
    paths = (ALL, "/api/profiles/jacob/articles.atom")
    assert [texts(feed(path), where) for path in paths for where in ("id", "entry/id")] == before
    assert texts(feed(), "entry/author/name") == ["jacob"]
    assert len({each for one in before for each in one}) == 3


def test_ids_and_links_are_of_the_configured_address_and_not_of_the_host_header(jake: Blogger) -> None:
    write(jake)
    with ringfence(PUBLIC_URL="https://blog.example.org/"):
        response = call("GET", ALL, HTTP_HOST="localhost")
    root = ElementTree.fromstring(response.content)
    assert texts(root, "id") == ["tag:blog.example.org,2026:articles"]
    assert links(root)["self"] == "https://blog.example.org/api/articles.atom"
    assert b"localhost" not in response.content


@pytest.mark.parametrize(
    "text",
    [
        "a\x01b",
        "a\x0bb\x1fc",
        "a\ufffe",
        "]]> <script>&amp;",
        "\U0001f986",
        "\u2028c",
        '" onclick="',
        "<!ENTITY x>",
        "\x7f\x85c",
    ],
    ids=ascii,
)
def test_any_text_gives_valid_xml(jake: Blogger, text: str) -> None:
    write(jake, f"t{text}", description=f"d{text}", tagList=[f"x{text}"])
    root = feed()
    kept = "".join("\ufffd" if letter in "\x01\x0b\x1f\ufffe" else letter for letter in text)
    assert texts(root, "entry/title") == [f"t{kept}"]
    assert texts(root, "entry/summary") == [f"d{kept}"]
    (tag,) = root.findall(f"{ATOM}entry/{ATOM}category")
    assert tag.get("term") == f"x{kept}"


@pytest.mark.parametrize("path", [ALL, MINE])
def test_whoever_has_the_feed_gets_304(jake: Blogger, path: str) -> None:
    write(jake)
    first = call("GET", path)
    assert first.headers["Cache-Control"] == "public, no-cache"
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-None-Match": f'"other", W/{first.headers["ETag"]}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = call("GET", path, headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again.headers["ETag"] == first.headers["ETag"]
    for headers in (
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]},
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If-Modified-Since": "nonsense"},
    ):
        again = call("GET", path, headers=headers)
        assert (again.status_code, again.content) == (200, first.content), headers


def test_every_change_of_what_it_shows_changes_the_tag(jake: Blogger) -> None:
    tags = [call("GET", ALL).headers["ETag"]]
    slugs = [write(jake), write(jake, "Two")]
    tags.append(call("GET", ALL).headers["ETag"])
    jake.call("PUT", f"/api/articles/{slugs[0]}", {"article": {"description": "other"}})
    tags.append(call("GET", ALL).headers["ETag"])
    jake.call("DELETE", f"/api/articles/{slugs[0]}")
    tags.append(call("GET", ALL).headers["ETag"])
    jake.change(username="jacob")
    tags.append(call("GET", ALL).headers["ETag"])
    assert len(set(tags)) == len(tags)
    jake.call("POST", f"/api/articles/{slugs[1]}/favorite")
    assert call("GET", ALL).headers["ETag"] == tags[-1]


def test_it_is_the_same_for_whoever_asks(jake: Blogger, alice: Person) -> None:
    write(jake)
    feeds = [call("GET", ALL), jake.call("GET", ALL), alice.get(ALL), call("GET", ALL, token="nonsense")]
    assert len({each.content for each in feeds}) == 1
    assert {each.status_code for each in feeds} == {200}
    assert "Authorization" not in feeds[0].headers.get("Vary", "")


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "image/png", "nonsense", "application/problem+json"]
)
def test_it_has_one_form_whatever_is_accepted(jake: Blogger, accept: str) -> None:
    feed(ALL, Accept=accept)


def test_it_is_read_and_not_written(db: None) -> None:
    assert [call(method, ALL).status_code for method in ("HEAD", "OPTIONS")] == [200, 204]
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        response = call(method, ALL, {"title": "x"})
        assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_it_costs_the_same_few_statements_whatever_it_shows() -> None:
    jake = sign_up_blogger("jake")
    sign_up("alice")
    write(jake)
    rounds = []
    for more in (0, 5):
        for number in range(more):
            write(jake, f"number {number}")
        with statements() as sent:
            feed()
        rounds.append(kinds(sent))
    transaction = connection.vendor == "postgresql"
    around = (["SELECT 1", "BEGIN", "SELECT set_config"], ["COMMIT"]) if transaction else ([], [])
    assert rounds == [[*around[0], "SELECT conduit_article", "SELECT conduit_articletag", *around[1]]] * 2
