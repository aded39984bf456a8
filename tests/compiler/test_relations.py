"""Rows related in any way, and prefetched by any queryset, are shown as REST framework shows them."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef, Prefetch
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from ringfence.api.reads import Reader
from ringfence.compiler.levels import CannotCompile
from tests.compiler.books import shelved, shows

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def made() -> Iterator[SimpleNamespace]:
    with shelved() as models:
        yield models


def _slow(serializer: Any, rows: Any) -> str:
    try:
        return JSONRenderer().render(serializer(rows.all(), many=True).data).decode()
    except Exception as exc:  # noqa: BLE001
        return type(exc).__name__


def _alike(serializer: Any, rows: Any) -> bool:
    """Whether it was compiled; the test fails where that is not what REST framework shows."""
    try:
        reader = Reader(serializer(), rows)
    except CannotCompile:
        return False
    quick = f"[{','.join([reader.json(row) for row in reader.rows(rows)])}]"
    assert quick == _slow(serializer, rows)
    return True


def test_relations_of_every_kind(made: Any) -> None:
    books, novels = made.Book.objects.order_by("id"), made.Novel.objects.order_by("pk")
    author, tag, book = shows(made.Author, "id", "name", "code"), shows(made.Tag, "name"), shows(made.Book, "title")
    code: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    named = serializers.CharField(source="author.name", allow_null=True)
    compiled = [
        _alike(shows(made.Book, "id", "author", "press", "parent"), books),
        _alike(shows(made.Book, "id", author=author(), parent=book()), books),
        _alike(shows(made.Book, "id", named=named, author=code), books),
        _alike(shows(made.Book, "id", tags=tag(many=True), children=book(many=True)), books),
        _alike(shows(made.Book, "id", friends=book(many=True), sequels=book(many=True)), books),
        _alike(shows(made.Book, "id", "friends", "sequels", "prequels", "children", "tags"), books),
        _alike(shows(made.Novel, "id", "title", "pages", "author", "tags", "friends"), novels),
        _alike(shows(made.Novel, "pk", children=book(many=True), parent=book(), tags=tag(many=True)), novels),
        _alike(shows(made.Book, "id", novel=shows(made.Novel, "pages")(allow_null=True)), books),
        _alike(
            shows(made.ShortBook, "id", author=author(), tags=tag(many=True)), made.ShortBook.objects.order_by("id")
        ),
        _alike(shows(made.Shelf, "pk", "room", "book"), made.Shelf.objects.all()),
        _alike(shows(made.Book, "id", shelf=shows(made.Shelf, "room", "book")(allow_null=True)), books),
        _alike(shows(made.Press, "id", books=book(many=True)), made.Press.objects.all()),
    ]
    assert all(compiled), compiled


def test_rows_that_are_tied_by_another_column_than_the_key(made: Any) -> None:
    authors = made.Author.objects.order_by("id")
    _alike(shows(made.Author, "id", books=shows(made.Book, "id")(many=True)), authors)
    _alike(shows(made.Author, "id", "books"), authors)


def test_a_base_manager_leaves_out_what_it_leaves_out(made: Any) -> None:
    books = made.Book.objects.order_by("id")
    named = serializers.CharField(source="press.name", allow_null=True)
    slug: Any = serializers.SlugRelatedField(slug_field="name", read_only=True)
    for fields in ({"press": shows(made.Press, "name")()}, {"named": named}, {"press": slug}):
        _alike(shows(made.Book, "id", **fields), books)


@pytest.mark.parametrize("how", ["rows", "keys", "names"])
def test_a_prefetch_of_many_by_any_queryset(made: Any, how: str) -> None:
    tags, here = made.Tag.objects, made.Tag.objects.filter(books__title="t0")
    given = {
        "fewer": tags.filter(name="x"),
        "ordered": tags.order_by("-id"),
        "ordered by a join": tags.order_by("books__title", "id"),
        "backwards": tags.reverse(),
        "deferred": tags.only("id"),
        "asked of": tags.filter(Exists(made.Book.objects.filter(tags=OuterRef("pk"), title="t1"))),
        "none": tags.none(),
        "impossible": tags.filter(pk__in=[]),
        "distinct": tags.distinct(),
        "cut": tags.order_by("-id")[:1],
        "two in one": tags.filter(name="x").union(tags.filter(name="w")),
        "joined": here,
        "joined, distinct": here.distinct(),
        "counted": tags.annotate(number=Count("books")),
        "extra": tags.extra(where=["name = 'x'"]),
    }
    fields: dict[str, Any] = {
        "rows": {"tags": shows(made.Tag, "name")(many=True)},
        "keys": {"tags": serializers.PrimaryKeyRelatedField(many=True, read_only=True)},
        "names": {"tags": serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)},
    }[how]
    books = made.Book.objects.order_by("id")
    seen = {
        name: _alike(shows(made.Book, "id", **fields), books.prefetch_related(Prefetch("tags", rows)))
        for name, rows in given.items()
    }
    left = {"distinct", "cut", "two in one", "joined", "joined, distinct", "counted"}
    assert {name for name, is_compiled in seen.items() if not is_compiled} == left


def test_a_prefetch_of_the_rows_that_point_here_by_any_queryset(made: Any) -> None:
    books = made.Book.objects
    compiled = []
    for rows in (books.filter(title="t0"), books.order_by("-id"), books.none(), books.select_related("author")):
        prefetch = Prefetch("books", rows)
        of_press = shows(made.Press, "id", books=shows(made.Book, "title")(many=True))
        compiled.append(_alike(of_press, made.Press.objects.prefetch_related(prefetch)))
        of_author = shows(made.Author, "id", books=shows(made.Book, "title")(many=True))
        _alike(of_author, made.Author.objects.order_by("id").prefetch_related(prefetch))
    assert all(compiled), compiled
    for rows in (books.distinct(), books.filter(tags__name="x").order_by("id"), books.order_by("-id")[:1]):
        _alike(of_press, made.Press.objects.prefetch_related(Prefetch("books", rows)))


def test_a_prefetch_of_one_by_any_queryset(made: Any) -> None:
    books = made.Book.objects.order_by("id")
    authors, parents = made.Author.objects, made.Book.objects
    counted = shows(made.Author, "id", number=serializers.IntegerField())
    _alike(
        shows(made.Book, "id", author=counted()),
        books.prefetch_related(Prefetch("author", authors.annotate(number=Count("books")))),
    )
    for rows in (authors.filter(name="A"), authors.none(), authors.distinct(), authors.all()[:1]):
        _alike(
            shows(made.Book, "id", author=shows(made.Author, "name")()),
            books.prefetch_related(Prefetch("author", rows)),
        )
    compiled = [
        _alike(
            shows(made.Book, "id", parent=shows(made.Book, "title")()), books.prefetch_related(Prefetch("parent", rows))
        )
        for rows in (parents.filter(title="t0"), parents.none(), parents.filter(pk__in=[]), parents.filter(title="no"))
    ]
    assert all(compiled), compiled
