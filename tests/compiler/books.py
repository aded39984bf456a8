"""Models of nobody's rows, related in every way that Django knows, with tables for the time of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.test.utils import isolate_apps
from rest_framework import serializers

from ringfence.ownership.scope import MIGRATION_ALIAS

TABLES = MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS


class Present(models.Manager[Any]):
    """Without what is gone."""

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(name="gone")


def declared() -> SimpleNamespace:
    """The models."""

    class Author(models.Model):
        name = models.CharField(max_length=20)
        code = models.CharField(max_length=20, unique=True)

        class Meta:
            app_label = "kinds"
            ordering = ("-name",)

    class Press(models.Model):
        name = models.CharField(max_length=20)
        objects = Present()

        class Meta:
            app_label = "kinds"
            base_manager_name = "objects"
            ordering = ("name",)

    class Tag(models.Model):
        name = models.CharField(max_length=20)

        class Meta:
            app_label = "kinds"
            ordering = ("name", "id")

    class Book(models.Model):
        title = models.CharField(max_length=20)
        # By another column than the key.
        author = models.ForeignKey(Author, models.CASCADE, null=True, to_field="code", related_name="books")
        press = models.ForeignKey(Press, models.SET_NULL, null=True, related_name="books")
        tags: Any = models.ManyToManyField(Tag, related_name="books")
        friends: Any = models.ManyToManyField("self")
        sequels: Any = models.ManyToManyField("self", symmetrical=False, related_name="prequels")
        parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children", db_column="mother")

        class Meta:
            app_label = "kinds"
            ordering = ("author", "title", "id")

    class Novel(Book):
        pages = models.IntegerField(default=1)

        class Meta:
            app_label = "kinds"

    class ShortBook(Book):
        class Meta:
            app_label = "kinds"
            proxy = True

    class Shelf(models.Model):
        book = models.OneToOneField(Book, models.CASCADE, primary_key=True, related_name="shelf")
        room = models.CharField(max_length=10, db_column="Odd Room")

        class Meta:
            app_label = "kinds"

    tables = [Author, Press, Tag, Book, Novel, Shelf]
    return SimpleNamespace(**{each.__name__: each for each in (*tables, ShortBook)}, tables=tables)


def _store(made: Any) -> None:
    authors = [made.Author.objects.create(name=name, code=code) for name, code in (("A", "z"), ("B", "y"))]
    presses = [made.Press.objects.create(name=name) for name in ("here", "gone")]
    tags = [made.Tag.objects.create(name=name) for name in ("x", "x", "w")]
    books = [
        made.Book.objects.create(title=f"t{place % 2}", author=[*authors, None][place % 3], press=presses[place % 2])
        for place in range(4)
    ]
    novel = made.Novel.objects.create(title="novel", author=authors[0], pages=7, parent=books[0])
    books[1].parent = books[0]
    books[1].save()
    books[0].tags.set(tags)
    books[1].tags.set(tags[:1])
    novel.tags.set(tags)
    books[0].friends.set(books[1:3])
    books[0].sequels.set(books[2:])
    made.Shelf.objects.create(book=books[0], room="r")


def _tables(made: Any) -> list[str]:
    tying = [field.remote_field.through for model in made.tables for field in model._meta.local_many_to_many]
    return [model._meta.db_table for model in (*made.tables, *tying)]


@contextmanager
def shelved() -> Iterator[SimpleNamespace]:
    """The models, with tables and rows."""
    connection = connections[TABLES]
    with isolate_apps("tests.kinds"):
        made = declared()
        with connection.cursor() as cursor:
            # SQLite changes no tables while it checks keys.
            with connection.constraint_checks_disabled(), connection.schema_editor() as editor:
                for model in made.tables:
                    editor.create_model(model)
            for table in _tables(made) if connection.vendor == "postgresql" else ():
                cursor.execute(f"GRANT ALL ON {table} TO PUBLIC")
        try:
            _store(made)
            yield made
        finally:
            with connection.constraint_checks_disabled(), connection.schema_editor() as editor:
                for model in reversed(made.tables):
                    editor.delete_model(model)


def shows(model: Any, *names: str, **fields: Any) -> Any:
    """A serializer class of a model."""
    meta = type("Meta", (), {"model": model, "fields": [*names, *fields]})
    return type(f"{model.__name__}Serializer", (serializers.ModelSerializer,), {**fields, "Meta": meta})
