"""Search: one answer on both databases, and an index that follows its table through every migration."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import FieldError
from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connection, connections, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from ringfence.ownership.folding import SEPARATOR
from ringfence.ownership.scope import MIGRATION_ALIAS, NoOwnerInScope, acting_as, maintenance
from ringfence.ownership.search import (
    Occurs,
    search,
)
from tests.ownership.papers import FIELDS, find, scan, shelve
from tests.people import Person, sign_up
from tests.shelf.models import Label, Paper

POSTGRESQL = connection.vendor == "postgresql"
TABLES = MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS

postgresql_only = pytest.mark.skipif(not POSTGRESQL, reason="a promise of PostgreSQL's")
sqlite_only = pytest.mark.skipif(POSTGRESQL, reason="a promise of SQLite's")


@pytest.fixture
def acting(alice: Person) -> Iterator[int]:
    """Alice, acting; her id."""
    with acting_as(alice.id):
        yield alice.id


# What it answers


@pytest.mark.usefixtures("acting")
def test_every_term_occurs_somewhere_in_the_fields_without_case() -> None:
    first, second, third = shelve(("Groceries", "two apples"), ("Apple pie", ""), ("Grocer", "pears"))
    assert find("APPLE") == [first, second]
    assert find("apple", "grocer") == [first]
    assert find("ocer") == [first, third]
    assert find("apple", "pears") == []
    assert find("apple", "") == [first, second]
    assert find() == find("") == [first, second, third]


@pytest.mark.usefixtures("acting")
def test_a_term_shorter_than_three_characters_is_found_too() -> None:
    first, second = shelve(("Éa", "x"), ("b", "xÉ"))
    assert find("é") == [first, second]
    assert find("éA") == [first]
    assert find("é", "x") == [first, second]
    assert find("x", "éa") == [first]


@pytest.mark.usefixtures("acting")
def test_signs_of_patterns_and_queries_stand_for_themselves() -> None:
    shelve(("abcdef", ""), ("a\ufffdb\ufffdc", ""))
    for term in ("a%f", "a_c", "abc*", '"abc" OR "xyz"', "abc NOT xyz", "^abc", "a\ufffeb\uffffc", "\\abc"):
        assert find(term) == scan(term) == [], term


@pytest.mark.usefixtures("acting")
def test_no_term_matches_across_two_fields() -> None:
    shelve(("one", "two"))
    for term in ("onetwo", f"one{SEPARATOR}two", f"e{SEPARATOR}t", SEPARATOR, "e\x00t", "\ud800one"):
        assert find(term) == [], term


@pytest.mark.usefixtures("acting")
def test_fewer_fields_than_the_index_has_are_searched_alone() -> None:
    in_title, _ = shelve(("apples", "pears"), ("pears", "apples"))
    assert find("APPLES", fields=["title"]) == [in_title]
    assert len(find("APPLES", fields=["body", "title"])) == 2


@pytest.mark.usefixtures("acting")
def test_a_model_without_an_index_is_searched_all_the_same() -> None:
    label = Label.objects.create(name="Straße")
    Label.objects.create(name="Weg")
    assert list(search(Label.objects.all(), Label, ["name"], ["STRASSE"])) == [label]


@pytest.mark.usefixtures("acting")
def test_a_field_that_is_not_text_is_refused() -> None:
    with pytest.raises(FieldError, match=r"Only text can be searched: shelf\.Paper\.due is not\."):
        search(Paper.objects.all(), Paper, ["title", "due"], ["x"])


@pytest.mark.usefixtures("acting")
def test_the_result_is_a_queryset_like_any_other() -> None:
    ids = shelve(*((f"apple {n}", "pie") for n in range(5)), ("pear", "tart"))
    found = search(Paper.objects.order_by("-pk"), Paper, FIELDS, ["apple", "PIE"])
    assert found.count() == 5
    assert found.exists()
    assert [p.pk for p in found[1:3]] == [ids[3], ids[2]]
    assert found.filter(title__endswith="3").get().pk == ids[3]
    assert [p.pk for p in found.exclude(Occurs(FIELDS, ("ple 3",)))] == [ids[4], ids[2], ids[1], ids[0]]
    others = Paper.objects.exclude(pk__in=found)
    assert [p.pk for p in others] == [ids[5]]
    assert found.order_by().union(search(Paper.objects.all(), Paper, FIELDS, ["tart"])).count() == 6
    assert found.filter(shelf__isnull=True).annotate(twice=F("pk") * 2).order_by("twice").first().pk == ids[0]
    assert found.update(body="cake") == 5
    assert search(Paper.objects.all(), Paper, FIELDS, ["cake"]).delete()[0] == 5
    assert find("apple") == []


@pytest.mark.usefixtures("acting")
def test_many_and_long_terms_are_answered() -> None:
    words = [f"word{n}" for n in range(60)]
    (paper,) = shelve(("title", " ".join(words)))
    assert find(*words) == [paper]
    assert find(*words, "word60") == []
    assert find("wo", *"word"[:2], *words[:30]) == [paper]
    assert find(" ".join(words)) == [paper]


# Who is answered


def test_an_owner_finds_nothing_of_anybody_elses(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        mine = shelve(("secret plan", "mine"))
    with acting_as(bob.id):
        theirs = shelve(("secret plan", "theirs"))
        assert find("secret") == find("se") == theirs
        assert find("mine") == find("e plan mine") == []
    with acting_as(alice.id):
        assert find("secret") == mine


def test_without_a_scope_a_search_raises(db: None) -> None:
    for terms in (["secret"], ["se"], ["secret", "se"]):
        with pytest.raises(NoOwnerInScope):
            search(Paper.objects.all(), Paper, FIELDS, terms).count()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_maintenance_finds_the_rows_of_every_owner() -> None:
    found = []
    for name in ("one", "two"):
        with acting_as(sign_up(name).id):
            found += shelve(("secret plan", name))
    with maintenance("a test"):
        assert find("secret") == find("se") == found
        assert find("secret", "two") == found[1:]


@postgresql_only
def test_the_search_function_gives_the_acting_owners_ids_and_no_others(alice: Person, bob: Person) -> None:
    with acting_as(bob.id):
        shelve(("secret plan", "theirs"))
    with acting_as(alice.id):
        mine = shelve(("secret plan", "mine"))
        for patterns in (["%"], ["%secret%"], ["%'; --%", "%"], []):
            expected = mine if "%'; --%" not in patterns else []
            assert called(patterns) == expected, patterns
    with transaction.atomic():
        assert called(["%"]) == []


@postgresql_only
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_only_the_servers_role_may_call_the_search_function() -> None:
    refusal = pytest.raises(ProgrammingError, match="permission denied for function shelf_paper_search")
    with connections["admin"].cursor() as cursor, refusal:
        cursor.execute("SELECT shelf_paper_search(ARRAY['%%'])", [])


def called(patterns: list[str]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT shelf_paper_search(%s::text[])", [patterns])
        return [pk for (pk,) in cursor.fetchall()]


def test_rows_that_others_may_read_are_found_past_their_owner(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        hers = shelve(("secret plan", "hers"), ("secret", "plan"))
    anybodys = Occurs(FIELDS, ("secret plan",), index="shelf_paper_search", exact=True)
    with acting_as(bob.id):
        shelve(("secret plan", "his"))
        assert "BETWEEN" not in str(Paper.objects.filter(anybodys).query)
        assert "shelf_paper_search(" not in str(Paper.objects.filter(anybodys).query)
    with acting_as(alice.id):
        assert [paper.pk for paper in Paper.objects.filter(anybodys)] == hers[:1]


# How it is answered


@pytest.mark.usefixtures("acting")
def test_a_search_is_one_statement_and_reads_the_index() -> None:
    shelve(("apple", "pie"))
    with CaptureQueriesContext(connection) as captured:
        assert len(find("apple", "pie")) == 1
    (statement,) = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    where = statement.partition("WHERE")[2]
    if POSTGRESQL:
        assert '"shelf_paper"."id" = ANY(ARRAY(SELECT "shelf_paper_search"(' in where
        assert "ringfence_fold" not in where
    else:
        assert 'FROM "shelf_paper_search" WHERE "shelf_paper_search" MATCH' in where
        assert "INSTR" not in where


@postgresql_only
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_search_functions_query_reads_the_gin_index_by_owner_and_by_text() -> None:
    with acting_as(sign_up("owner").id) as scope:
        Paper.objects.bulk_create(Paper(title=f"apple {n}", body="pie " * 20) for n in range(500))
    with connections[TABLES].cursor() as cursor:
        cursor.execute("ANALYZE shelf_paper")
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'shelf_paper_search'")
        document = cursor.fetchone()[0].partition("$like$ AND ")[2].partition(" LIKE ")[0]
        cursor.execute("BEGIN")
        cursor.execute("SELECT set_config('ringfence.owner', %s, true)", [str(scope.owner_id)])
        # What the tables' owner, as whom the function runs, is planned under the same forced policies.
        cursor.execute(
            "EXPLAIN SELECT id FROM shelf_paper "
            "WHERE owner_id = nullif(current_setting('ringfence.owner', true), '')::bigint "
            f"AND {document} LIKE ringfence_fold('%%APPLE 77%%')",
            [],
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("ROLLBACK")
    assert "Bitmap Index Scan on shelf_paper_search" in plan
    condition = plan.partition("Index Cond: ")[2]
    assert "owner_id = " in condition
    assert "~~ '%apple 77%'" in condition
