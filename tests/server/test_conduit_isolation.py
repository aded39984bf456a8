"""What is published is everybody's to read and its owner's alone to write, by every path; the private stays private."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.scope import NotYours, acting_as, acting_as_anyone
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite, Follow, Profile
from tests.people import Person, call, sign_up
from tests.server.conduit import FORBIDDEN_ARTICLE, FORBIDDEN_COMMENT, MISSING, article, at, enter, publish, say
from tests.server.shapes import answer

PUBLISHED = (Profile, Article, ArticleTag, Comment, Favorite)
TABLES = [model._meta.db_table for model in PUBLISHED]
postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's")


@pytest.fixture
def alices(alice: Person, bob: Person) -> dict[str, Any]:
    """An article of Alice's with everything on it, her profile, and whom she follows."""
    made = publish(alice, tagList=["a"])
    comment = say(alice, "a-title")
    alice.post(at("a-title", "/favorite"))
    enter(bob)
    alice.post("/api/profiles/bob/follow")
    return {"slug": made["slug"], "comment": comment["id"]}


def everything() -> list[Any]:
    """All rows of what is published, as a visitor reads them."""
    with acting_as_anyone():
        return [list(model.objects.order_by("pk").values()) for model in PUBLISHED]


def sql(statement: str, *params: Any) -> Any:
    """Run raw SQL on the server's connection; rows of a SELECT, else the count."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


BODIES: list[dict[str, Any]] = [{}, {"body": None}, {"body": {"article": {"body": "taken", "tagList": []}}}]
BODIES += [{"body": {"article": {"owner": "bob", "author": "bob"}}}, {"body": []}, {"raw": b"{"}]


@pytest.mark.parametrize("end", ["", "/", "?owner=bob"])
def test_somebody_elses_article_and_comment_are_forbidden_whatever_is_sent(
    alices: dict[str, Any], bob: Person, end: str
) -> None:
    before = everything()
    for body in BODIES:
        for method in ("PUT", "DELETE"):
            assert answer(bob.call(method, at("a-title") + end, **body)) == FORBIDDEN_ARTICLE
            assert answer(call(method, at("a-title") + end, **body)) == MISSING
        path = at("a-title", f"/comments/{alices['comment']}{end}")
        assert answer(bob.call("DELETE", path, **body)) == FORBIDDEN_COMMENT
        assert answer(call("DELETE", path, **body)) == MISSING
    assert everything() == before


def test_undoing_ones_own_undoes_nobody_elses(alices: dict[str, Any], alice: Person, bob: Person) -> None:
    before = everything()
    assert answer(bob.delete(at("a-title", "/favorite"))) == (200, article(favoritesCount=1, tagList=["a"]))
    assert bob.delete("/api/profiles/bob/follow").json()["profile"]["following"] is False
    assert everything() == before
    assert alice.get("/api/profiles/bob").json()["profile"]["following"] is True


def test_the_orm_lets_nobody_write_what_is_published_by_others(alices: dict[str, Any], bob: Person) -> None:
    before = everything()
    with acting_as(bob.id):
        for model in PUBLISHED:
            rows = model.objects.exclude(owner_id=bob.id)
            assert rows.update(revision=9) == 0
            assert rows.delete()[0] == 0
            for row in rows:
                assert row.delete()[0] == 0
                with pytest.raises(NotYours):
                    row.save()
    with acting_as_anyone():
        for model in PUBLISHED:
            assert (model.objects.update(revision=9), model.objects.all().delete()[0]) == (0, 0)
    assert everything() == before


def test_nobody_puts_tags_on_somebody_elses_article_or_words_in_their_mouth(
    alices: dict[str, Any], alice: Person, bob: Person
) -> None:
    with acting_as(alice.id):
        theirs, author = Article.objects.get(), Profile.objects.get(owner_id=alice.id)
    writes = (
        lambda: ArticleTag(article=theirs, name="vandal", position=9).save(),
        lambda: Article(author=author, slug="forged", title="t", description="d", body="b").save(),
        lambda: Comment(article=theirs, author=author, body="forged").save(),
    )

    def checked(write: Any) -> None:
        with acting_as(bob.id), transaction.atomic():
            write()
            connection.check_constraints()

    for write in writes:
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            checked(write)


@postgresql_only
def test_raw_sql_as_the_servers_role_reads_all_and_writes_ones_own(alices: dict[str, Any], alice: Person) -> None:
    carol = sign_up("carol")
    for scope in (acting_as(carol.id), acting_as_anyone()):
        with scope:
            for table in TABLES:
                assert len(sql(f"SELECT * FROM {table}")) >= 1
                assert sql(f"UPDATE {table} SET revision = 9") == 0
                assert sql(f"DELETE FROM {table}") == 0
                assert sql(f"SELECT * FROM {table} FOR UPDATE") == []
            for table in (*TABLES, "conduit_follow"):
                # What else a row needs is looked at after whose it is.
                with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                    sql(f"INSERT INTO {table} (owner_id, revision) VALUES (%s, 1)", alice.id)
    with acting_as(alice.id):
        for table in TABLES:
            assert sql(f"UPDATE {table} SET revision = 9") == 1
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                sql(f"UPDATE {table} SET owner_id = %s", carol.id)


@postgresql_only
def test_whom_somebody_follows_is_closed_to_raw_sql(alices: dict[str, Any], alice: Person, bob: Person) -> None:
    for scope, rows in ((acting_as(bob.id), 0), (acting_as_anyone(), 0), (acting_as(alice.id), 1)):
        with scope:
            assert len(sql("SELECT * FROM conduit_follow")) == rows
            assert sql("UPDATE conduit_follow SET revision = 9") == rows


@postgresql_only
def test_without_the_orms_predicate_the_database_still_holds(
    alices: dict[str, Any], bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    monkeypatch.setattr(WithinReach, "as_sql", lambda self, compiler, connection: ("1 = 1", []))
    with acting_as(bob.id):
        assert list(Follow.objects.all()) == []
        for model in PUBLISHED:
            theirs = model.objects.exclude(owner_id=bob.id)
            assert (theirs.update(revision=9), theirs.delete()[0]) == (0, 0)
    assert answer(bob.put(at("a-title"), {"article": {"body": "taken"}})) == FORBIDDEN_ARTICLE
    assert answer(bob.delete(at("a-title"))) == FORBIDDEN_ARTICLE
    assert answer(bob.delete(at("a-title", f"/comments/{alices['comment']}"))) == FORBIDDEN_COMMENT
    monkeypatch.undo()
    assert everything() == before


@postgresql_only
def test_raw_sql_that_deletes_ones_article_takes_other_peoples_rows_along(alice: Person, bob: Person) -> None:
    publish(alice)
    say(bob, "a-title")
    bob.post(at("a-title", "/favorite"))
    with acting_as(alice.id):
        sql("DELETE FROM conduit_articletag")
        assert sql("DELETE FROM conduit_article") == 1
        assert [sql(f"SELECT count(*) FROM conduit_{name}") for name in ("comment", "favorite")] == [[(0,)], [(0,)]]


def test_entering_conduit_opens_nothing_private(alice: Person, bob: Person) -> None:
    note = alice.post("/api/notes/", {"title": "secret"}).json()
    publish(alice)
    for path in ("/api/notes/", f"/api/notes/{note['id']}/", f"/api/notes/{note['id']}/?expand=owner"):
        assert b"secret" not in bob.get(path).content
    assert call("GET", "/api/notes/").status_code == 401
