"""What Conduit costs in statements: the same whatever the number of articles, tags, favourites and followers."""

from __future__ import annotations

import re
from functools import partial

import pytest
from django.db import connections

from ringfence.ownership.scope import MIGRATION_ALIAS, acting_as
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite, Follow, Profile
from tests.people import Person, call, sign_up
from tests.server.conduit import ARTICLES, FEED, TAGS, at, enter, publish, say
from tests.server.test_statements import cost, on_postgresql, plan, reading, writing
from tests.server.wire import kinds, statements

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ARTICLE, TAG, PROFILE = "conduit_article", "conduit_articletag", "conduit_profile"
# Whatever is shown of an article or a comment is within the one statement of these; a person's begins with whether the
# caller follows them.
SHOWN = FOUND = f"SELECT {ARTICLE}"
# What is counted are the favourites of somebody, or else the uses of a tag, if it is asked for them.
LISTS = dict.fromkeys(["", "?limit=1", "?limit=100", "?author=alice", "?offset=1"], ARTICLE)
LISTS |= dict.fromkeys(["?tag=tag 1", "?tag=tag 1&author=alice"], TAG)
LISTS |= dict.fromkeys(["?favorited=alice", "?tag=tag 1&author=alice&favorited=alice"], "conduit_favorite")


@pytest.fixture
def reader() -> Person:
    """A person whose rows are committed."""
    return sign_up("alice")


def visiting(*sent: str) -> list[str]:
    """A GET without a token: on PostgreSQL the scope is told to the database all the same, as nobody's."""
    return ["SELECT 1", "BEGIN", "SELECT set_config", *sent, "COMMIT"] if on_postgresql() else list(sent)


def fill(person: Person, number: int, *, start: int = 0) -> None:
    """``number`` more articles of ``person``, each with three tags and the person's own favourite and comment."""
    enter(person)
    with acting_as(person.id):
        author = Profile.objects.get(owner_id=person.id)
        made = Article.objects.bulk_create(
            Article(author=author, slug=f"{person.username}-{n}", title="t", description="d", body="b")
            for n in range(start, start + number)
        )
        ArticleTag.objects.bulk_create(
            ArticleTag(article=article, name=f"tag {place}", position=place) for article in made for place in range(3)
        )
        Favorite.objects.bulk_create(Favorite(article=article) for article in made)
        Comment.objects.bulk_create(Comment(article=article, author=author, body="c") for article in made)


def befriend(reader: Person, number: int, *, start: int = 0) -> None:
    """``number`` more people who write, like and follow, and whom ``reader`` follows."""
    for n in range(start, start + number):
        friend = sign_up(f"friend-{n}")
        fill(friend, 2)
        with acting_as(friend.id):
            liked = list(Article.objects.exclude(owner_id=friend.id))
            Favorite.objects.bulk_create(Favorite(article=article) for article in liked)
            Follow.objects.bulk_create(Follow(profile=p) for p in Profile.objects.exclude(owner_id=friend.id))
        with acting_as(reader.id):
            Follow.objects.create(profile=Profile.objects.get(owner_id=friend.id))


def listing(query: str) -> list[str]:
    """What a list costs: its count, and its articles with all that is shown of them."""
    return [f"COUNT {LISTS[query]}", SHOWN]


def test_a_list_costs_the_same_whatever_there_is(reader: Person) -> None:
    fill(reader, 2)
    befriend(reader, 1)
    few = {query: cost(partial(reader.get, f"{ARTICLES}{query}")) for query in LISTS}
    fill(reader, 60, start=2)
    befriend(reader, 3, start=1)
    many = {query: cost(partial(reader.get, f"{ARTICLES}{query}")) for query in LISTS}
    assert reader.get(f"{ARTICLES}?limit=100").json()["articlesCount"] == 70
    assert few == many == {query: reading(*listing(query)) for query in LISTS}
    visitors = {query: cost(partial(call, "GET", f"{ARTICLES}{query}")) for query in LISTS}
    assert visitors == {query: visiting(*listing(query)) for query in LISTS}


def test_the_feed_costs_what_a_list_costs(reader: Person) -> None:
    enter(reader)
    befriend(reader, 1)
    few = cost(lambda: reader.get(FEED))
    befriend(reader, 4, start=1)
    assert few == cost(lambda: reader.get(FEED)) == reading(*listing(""))
    assert reader.get(FEED).json()["articlesCount"] == 10


def test_an_empty_list_stops_at_the_count(reader: Person) -> None:
    for path in (ARTICLES, FEED, f"{ARTICLES}?author=nobody"):
        assert cost(partial(reader.get, path)) == reading(f"COUNT {ARTICLE}")


def test_one_article_costs_the_same_whatever_hangs_on_it(reader: Person) -> None:
    publish(reader, tagList=[str(n) for n in range(50)])
    before = cost(lambda: reader.get(at("a-title")))
    befriend(reader, 3)
    assert before == cost(lambda: reader.get(at("a-title"))) == reading(SHOWN)


def test_comments_cost_the_same_whatever_their_number(reader: Person) -> None:
    publish(reader)
    other = sign_up("bob")
    comments = reading(FOUND, "SELECT conduit_comment")
    assert cost(lambda: reader.get(at("a-title", "/comments"))) == comments
    for number in range(20):
        say((reader, other)[number % 2], "a-title")
    assert cost(lambda: reader.get(at("a-title", "/comments"))) == comments


def test_profiles_and_tags_cost_one_query(reader: Person) -> None:
    fill(reader, 3)
    befriend(reader, 2)
    assert cost(lambda: reader.get("/api/profiles/friend-1")) == reading("SELECT conduit_follow")
    assert cost(lambda: reader.get(TAGS)) == reading(f"SELECT {TAG}")


KEPT = ["SAVEPOINT", f"INSERT {ARTICLE}", "RELEASE"]


@pytest.mark.parametrize("tags", [1, 50])
def test_a_new_article_costs_the_same_whatever_its_tags(reader: Person, tags: int) -> None:
    enter(reader)
    body = {"article": {"title": "t", "description": "d", "body": "b", "tagList": [str(n) for n in range(tags)]}}
    made = cost(lambda: reader.post(ARTICLES, body), 201)
    assert made == writing(f"SELECT {PROFILE}", *KEPT, f"INSERT {TAG}", SHOWN)


def test_a_title_that_is_taken_costs_one_more_try(reader: Person) -> None:
    publish(reader)
    body = {"article": {"title": "A title", "description": "d", "body": "b"}}
    refused = ["SAVEPOINT", f"INSERT {ARTICLE}", "ROLLBACK", "RELEASE"]
    made = cost(lambda: reader.post(ARTICLES, body), 201)
    assert made == writing(f"SELECT {PROFILE}", *refused, *KEPT, SHOWN)


def test_a_deletion_costs_the_same_whatever_hangs_on_the_article(reader: Person) -> None:
    publish(reader)
    bare = cost(lambda: reader.delete(at("a-title")), 204)
    publish(reader, tagList=["a", "b"])
    befriend(reader, 3)
    assert cost(lambda: reader.delete(at("a-title")), 204) == bare
    gone = [f"SELECT {ARTICLE}", f"DELETE {TAG}", f"DELETE {ARTICLE}"]
    assert bare == writing(f"LOCK {ARTICLE}", FOUND, *gone)


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_favourite_costs_the_same_however_many_there_are(reader: Person, method: str) -> None:
    publish(reader)
    verb = {"POST": "INSERT", "DELETE": "DELETE"}[method]
    before = cost(lambda: reader.call(method, at("a-title", "/favorite")))
    befriend(reader, 3)
    assert before == cost(lambda: reader.call(method, at("a-title", "/favorite")))
    assert before == writing(FOUND, f"{verb} conduit_favorite", SHOWN)


ALONG = {
    "": "conduit_article_newest",
    "?author=alice": "conduit_article_by_author",
    "?tag=tag 1": "conduit_articletag_newest",
    "?favorited=alice": "conduit_favorite_newest",
}


def test_a_page_of_each_list_is_found_along_an_index_without_sorting_all_that_there_is(reader: Person) -> None:
    fill(reader, 1500)
    befriend(reader, 1)
    fill(sign_up("bob"), 1500)
    if on_postgresql():
        with connections[MIGRATION_ALIAS].cursor() as cursor:
            cursor.execute("ANALYZE")
    for query, index in ALONG.items():
        with statements() as sent:
            assert len(reader.get(f"{ARTICLES}{query}").json()["articles"]) == 20
        (shown,) = (sql for sql in sent if kinds([sql]) == [SHOWN])
        assert '"body"' not in shown
        (keys,) = re.findall(r"IN \((SELECT (?:(?! IN \().)* LIMIT 20)\)", shown)
        for found in (plan(keys), plan(shown)):
            assert re.search(rf"(USING (COVERING )?INDEX|Scan using) {index}\b", found), found
        assert not re.search("TEMP B-TREE|Sort", plan(keys)), plan(keys)


def test_no_statement_of_conduit_reads_a_password(reader: Person) -> None:
    with statements() as sent:
        publish(reader, tagList=["a"])
        say(reader, "a-title")
        reader.post(at("a-title", "/favorite"))
        for path in (ARTICLES, FEED, TAGS, at("a-title"), at("a-title", "/comments"), "/api/profiles/alice"):
            reader.get(path)
        reader.delete(at("a-title"))
    assert [sql for sql in sent if "password" in sql] == []
