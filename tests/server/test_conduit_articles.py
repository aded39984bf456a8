"""Articles of Conduit beyond its contract's rows: slugs of any title, bounds, tags, and what is kept as written."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ringfence.ownership.scope import acting_as
from ringfence_server.conduit import publishing, queries
from ringfence_server.conduit.models import Article
from ringfence_server.conduit.slugs import slug_of
from tests.people import Person, call
from tests.server.conduit import ARTICLES, TAGS, article, at, listed, preview, publish, refused, slugs
from tests.server.shapes import answer

TITLES = {
    "How to train your dragon": "how-to-train-your-dragon",
    "  Don't — stop!  ": "dont-stop",
    "Crème brûlée": "crème-brûlée",
    "Привет, мир": "привет-мир",
    "日本語の記事": "日本語の記事",
    "हिन्दी में": "हिन्दी-में",
    "مرحبا بالعالم": "مرحبا-بالعالم",
    "ＦＵＬＬ　Ｗｉｄｔｈ": "full-width",
    "a/b?c#d%e": "a-b-c-d-e",
    "../../etc/passwd": "etc-passwd",
    "İstanbul": "i̇stanbul",
    "zero\u200bwidth \u202eleft": "zerowidth-left",
    "2 + 2": "2-2",
    "🎉🎉": "article",
    "---": "article",
}


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_a_title_of_any_script_gives_a_usable_slug(alice: Person, title: str, slug: str) -> None:
    made = publish(alice, title)
    assert made["slug"] == slug
    assert answer(call("GET", at(slug))) == (200, article(slug=slug, title=title.strip()))


@pytest.mark.parametrize("title", ["x" * 250, "ﷺ" * 250, "щ" * 250, "- " * 120 + "end"])
def test_the_longest_titles_have_slugs_that_fit(alice: Person, title: str) -> None:
    first, second = publish(alice, title)["slug"], publish(alice, title)["slug"]
    assert first != second
    assert all(0 < len(slug) <= 250 for slug in (first, second))
    for slug in (first, second):
        assert call("GET", at(slug)).status_code == 200


def test_the_same_title_gets_another_slug(alice: Person, bob: Person) -> None:
    made = [publish(person)["slug"] for person in (alice, bob, alice)]
    assert made[0] == "a-title"
    assert all(re.fullmatch(r"a-title-[0-9a-f]{8}", slug) for slug in made[1:])
    assert len(set(made)) == 3
    assert slugs(alice) == made[::-1]


def test_no_slug_hides_behind_an_address_of_its_own(alice: Person) -> None:
    slug = publish(alice, "Feed")["slug"]
    assert re.fullmatch(r"feed-[0-9a-f]{8}", slug)
    assert answer(call("GET", at(slug))) == (200, article(slug=slug, title="Feed"))


def test_another_title_gives_another_slug_and_never_a_taken_one(alice: Person, bob: Person) -> None:
    publish(bob, "Taken")
    publish(alice, tagList=["a"])
    renamed = alice.put(at("a-title"), {"article": {"title": "A new title"}})
    assert answer(renamed) == (200, article(slug="a-new-title", title="A new title", tagList=["a"]))
    assert call("GET", at("a-title")).status_code == 404
    slug = alice.put(at("a-new-title"), {"article": {"title": "Taken"}}).json()["article"]["slug"]
    assert re.fullmatch(r"taken-[0-9a-f]{8}", slug)
    assert answer(call("GET", at("taken"))) == (200, article("bob", slug="taken", title="Taken"))


def test_a_title_that_reads_the_same_keeps_its_slug(alice: Person) -> None:
    publish(alice)
    slug = publish(alice)["slug"]
    for title in ("A TITLE", "A title!", "A title"):
        changed = alice.put(at(slug), {"article": {"title": title}})
        assert answer(changed) == (200, article(slug=slug, title=title))


def test_a_slug_is_free_again_when_its_article_is_gone(alice: Person, bob: Person) -> None:
    publish(alice)
    alice.delete(at("a-title"))
    assert publish(bob)["slug"] == "a-title"


MARKDOWN = "# Title\n\n  <script>alert(1)</script>\r\n\ttrailing  \n\n[x](javascript:alert(1)) 🎉\n"


def test_a_body_is_kept_as_it_is_written(alice: Person) -> None:
    made = publish(alice, body=MARKDOWN)
    assert made["body"] == MARKDOWN
    changed = alice.put(at("a-title"), {"article": {"body": f" {MARKDOWN}"}})
    assert changed.json()["article"]["body"] == f" {MARKDOWN}"
    assert call("GET", at("a-title")).json()["article"]["body"] == f" {MARKDOWN}"


BOUNDS = [
    ("title", "x" * 251, "is too long (maximum is 250)"),
    ("description", "x" * 1001, "is too long (maximum is 1000)"),
    ("tagList", ["x" * 51], "is too long (maximum is 50)"),
    ("tagList", [str(n) for n in range(51)], "is too long (maximum is 50)"),
    ("tagList", ["x"] * 51, "is too long (maximum is 50)"),
    ("tagList", ["a", ""], "can't be blank"),
    ("tagList", ["a", None], "can't be blank"),
    ("tagList", ["a", ["b"]], "is invalid"),
    ("tagList", ["a", True], "is invalid"),
    ("tagList", "a", "is invalid"),
    ("tagList", {"a": 1}, "is invalid"),
    ("title", ["x"], "is invalid"),
    ("title", {"x": 1}, "is invalid"),
    ("body", True, "is invalid"),
]


@pytest.mark.parametrize(("field", "value", "said"), BOUNDS)
def test_what_does_not_fit_is_refused_by_name_and_nothing_is_kept(
    alice: Person, field: str, value: Any, said: str
) -> None:
    body = {"title": "t", "description": "d", "body": "b", field: value}
    assert answer(alice.post(ARTICLES, {"article": body})) == refused(422, **{field: said})
    publish(alice, tagList=["kept"])
    change = {"article": {"description": "lost", field: value}}
    assert answer(alice.put(at("a-title"), change)) == refused(422, **{field: said})
    assert answer(alice.get(ARTICLES)) == (200, listed(preview(tagList=["kept"])))


def test_the_longest_values_are_taken(alice: Person) -> None:
    tags = [f"{n:050}" for n in range(50)]
    made = publish(alice, "x" * 250, description="d" * 1000, body="b" * 100_000, tagList=tags)
    assert (made["tagList"], len(made["body"])) == (tags, 100_000)


def test_tags_keep_their_order_and_case_and_count_once(alice: Person) -> None:
    assert publish(alice, tagList=["z", "A", " a ", "z", "日本"])["tagList"] == ["z", "A", "a", "日本"]


def test_tags_go_with_the_last_article_that_has_them(alice: Person) -> None:
    publish(alice, tagList=["a", "b"])
    publish(alice, "Another", tagList=["a"])
    alice.delete(at("a-title"))
    assert answer(call("GET", TAGS)) == (200, {"tags": ["a"]})
    alice.put(at("another"), {"article": {"tagList": []}})
    assert answer(call("GET", TAGS)) == (200, {"tags": []})


def test_tags_are_those_of_the_last_uses_and_what_was_used_just_now_is_among_them(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "RECENT", 6)
    monkeypatch.setattr(queries, "MAX_TAGS", 3)
    publish(alice, "1", tagList=["forgotten", "forgotten too"])
    publish(alice, "2", tagList=["often", "left out"])
    publish(alice, "3", tagList=["often", "once"])
    publish(alice, "4", tagList=["often", "now"])
    assert answer(call("GET", TAGS)) == (200, {"tags": ["often", "now", "once"]})


def test_every_list_is_newest_first_whenever_a_tag_or_a_favourite_was_given(alice: Person, bob: Person) -> None:
    for title in ("one", "two", "three"):
        publish(alice, title)
    publish(bob, "x")
    for slug in ("two", "three", "one"):
        bob.post(at(slug, "/favorite"))
        alice.put(at(slug), {"article": {"tagList": ["a"], "body": "more"}})
    narrowed = ["favorited=bob", "tag=a", "author=alice", "tag=a&favorited=bob", "author=alice&tag=a&favorited=bob"]
    for query in narrowed:
        assert slugs(bob, f"?{query}") == ["three", "two", "one"], query
        assert slugs(bob, f"?{query}&limit=1&offset=1") == ["two"], query
    bob.delete(at("two", "/favorite"))
    assert slugs(bob, "?tag=a&favorited=bob") == ["three", "one"]
    assert slugs(bob, "?author=bob&tag=a") == slugs(bob, "?favorited=nobody&tag=a") == []


def test_unknown_and_read_only_fields_of_a_body_are_ignored(alice: Person, bob: Person) -> None:
    other = publish(bob, "Other")
    shown = {**other, "author": {"username": "bob"}, "owner": bob.id, "id": 1, "source": "x", "favorited": True}
    made = publish(alice, **{**shown, "title": "Mine", "favoritesCount": 9})
    assert answer(alice.get(at(made["slug"]))) == (200, article(slug="mine", title="Mine"))
    back = alice.put(at("mine"), {"article": {**made, "slug": "other", "author": "bob"}})
    assert answer(back) == (200, article(slug="mine", title="Mine"))


# Publishing something else


def publish_note(person: Person, title: str, **fields: Any) -> tuple[str, bool]:
    from ringfence.accounts.models import User

    with acting_as(person.id):
        user = User.objects.get(pk=person.id)
        made, is_new = publishing.publish(user, title=title, source="notes.note:7", **{"body": "text", **fields})
        return made.slug, is_new


def test_a_source_has_one_article_which_follows_it_until_it_is_taken_back(alice: Person, bob: Person) -> None:
    assert publish_note(alice, "A note", tags=["b", "a"]) == ("a-note", True)
    first = article(slug="a-note", title="A note", description="", tagList=["b", "a"])
    assert answer(call("GET", at("a-note"))) == (200, first)
    assert publish_note(alice, "A note, again", body="more") == ("a-note-again", False)
    again = article(slug="a-note-again", title="A note, again", description="", body="more")
    assert answer(bob.get(at("a-note-again"))) == (200, again)
    assert publish_note(bob, "Of bob") == ("of-bob", True)
    with acting_as(alice.id):
        assert [publishing.unpublish("notes.note:7") for _ in range(2)] == [True, False]
    assert slugs(alice) == ["of-bob"]


def test_the_slug_of_a_title_is_a_function_of_what_it_reads_like() -> None:
    assert slug_of("Å") == slug_of("Å") == "å"
    assert slug_of("") == "article"


def test_every_article_is_its_authors_own(alice: Person) -> None:
    publish(alice)
    with acting_as(alice.id):
        row = Article.objects.get()
        assert (row.owner_id, row.author.owner_id, row.author.username) == (alice.id, alice.id, "alice")
