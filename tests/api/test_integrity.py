"""A constraint that the database refused a write by, as errors by field, from either database's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.test.utils import isolate_apps

from ringfence.accounts.models import User
from ringfence.api.errors import constraint_error
from ringfence.ownership.scope import acting_as
from tests.people import Person
from tests.shelf.models import Cover, Label, Paper, Poster


def violated(message: str) -> IntegrityError:
    """As Django raises it over SQLite."""
    exc = IntegrityError(message)
    exc.__cause__ = sqlite3.IntegrityError(message)
    return exc


def violated_by_name(table: str | None, name: str | None) -> IntegrityError:
    """As Django raises it over psycopg."""
    exc = IntegrityError("…")
    exc.__cause__ = DiagnosedError(table, name)
    return exc


class DiagnosedError(Exception):
    """The part of psycopg's exception that is read."""

    def __init__(self, table: str | None, name: str | None) -> None:
        self.diag = SimpleNamespace(table_name=table, constraint_name=name)


@pytest.fixture(scope="module")
def book() -> Any:
    with isolate_apps("tests.shelf"):

        class Person(models.Model):
            class Meta:
                app_label = "shelf"

        class Book(models.Model):
            owner = models.ForeignKey(Person, models.CASCADE)
            title = models.CharField(max_length=9)
            volume = models.IntegerField("volume number")
            isbn = models.CharField("ISBN", max_length=13, unique=True, db_column="code")
            pages = models.IntegerField()
            read = models.IntegerField()
            series = models.CharField(max_length=9)

            class Meta:
                app_label = "shelf"
                unique_together = (("owner", "series"),)
                constraints = (
                    models.UniqueConstraint(fields=["owner", "title", "volume"], name="one_volume"),
                    models.UniqueConstraint(
                        fields=["owner", "pages"],
                        name="own_words",
                        violation_error_message="That thick? Again?",
                    ),
                    models.UniqueConstraint("owner", Lower("title"), name="without_case"),
                    models.UniqueConstraint(fields=["owner"], condition=models.Q(read=0), name="one_unread"),
                    models.UniqueConstraint(fields=["owner", "id"], name="owner_key"),
                    models.CheckConstraint(condition=models.Q(pages__gt=0), name="has_pages"),
                    models.CheckConstraint(condition=models.Q(read__lte=models.F("pages")), name="not_beyond"),
                    models.CheckConstraint(
                        condition=models.Q(volume__gt=0), name="told", violation_error_message="From 1 on."
                    ),
                )

    return Book


RULES = [
    (
        "one_volume",
        "owner_id, title, volume",
        {"non_field_errors": ["You already have one with this title and volume number."]},
    ),
    ("own_words", "owner_id, pages", {"pages": ["That thick? Again?"]}),
    ("without_case", None, {"title": ["You already have one with this title."]}),
    ("one_unread", "owner_id", {"non_field_errors": ["You already have one."]}),
    ("owner_key", "owner_id, id", None),
    ("shelf_book_code_key", "code", {"isbn": ["There is already one with this ISBN."]}),
    ("shelf_book_pkey", "id", None),
    ("has_pages", "CHECK", {"pages": ["This value is not allowed."]}),
    ("not_beyond", "CHECK", {"non_field_errors": ["Not allowed together: read and pages."]}),
    ("told", "CHECK", {"volume": ["From 1 on."]}),
    ("nobody_knows", "pages, series", None),
]


@pytest.mark.parametrize(("name", "columns", "expected"), RULES)
def test_a_violated_constraint_names_its_fields_on_either_database(
    book: Any, name: str, columns: str | None, expected: Any
) -> None:
    assert constraint_error(violated_by_name("shelf_book", name), [User, book]) == expected
    if columns == "CHECK":
        message = f"CHECK constraint failed: {name}"
    elif columns is None:
        message = f"UNIQUE constraint failed: index '{name}'"
    else:
        columns = ", ".join(f"shelf_book.{column}" for column in columns.split(", "))
        message = f"UNIQUE constraint failed: {columns}"
    assert constraint_error(violated(message), [User, book]) == expected


def test_unique_columns_of_a_later_migration_are_known_by_the_name_that_django_makes(book: Any) -> None:
    editor: Any = transaction.get_connection().schema_editor()
    code = editor._create_index_name("shelf_book", ["code"], suffix="_uniq")
    together = editor._create_index_name("shelf_book", ["owner_id", "series"], suffix="_uniq")
    assert constraint_error(violated_by_name("shelf_book", code), [book]) == {
        "isbn": ["There is already one with this ISBN."]
    }
    assert constraint_error(violated_by_name("shelf_book", together), [book]) == {
        "series": ["You already have one with this series."]
    }


@pytest.mark.parametrize(
    "exc",
    [
        violated("FOREIGN KEY constraint failed"),
        violated("NOT NULL constraint failed: shelf_book.title"),
        violated("UNIQUE constraint failed: elsewhere.owner_id, elsewhere.title"),
        violated(""),
        IntegrityError(),
        violated_by_name("shelf_book", None),
        violated_by_name("elsewhere", "one_volume"),
        violated_by_name(None, None),
    ],
)
def test_what_is_no_constraint_of_the_models_is_nobodys_input(book: Any, exc: IntegrityError) -> None:
    assert constraint_error(exc, [book]) is None


def refusal(make: Callable[[], Any], *models_: type[models.Model]) -> Any:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make()
    return constraint_error(refused.value, models_)


def test_the_databases_real_refusals_are_understood(alice: Person) -> None:
    with acting_as(alice.id):
        paper = Paper.objects.create(title="a")
        Label.objects.create(name="x")
        Poster.objects.create(slug="s")
        Cover.objects.create(paper=paper, colour="red")
        assert refusal(lambda: Label.objects.create(name="x"), Label) == {
            "name": ["You already have one with this name."]
        }
        assert refusal(lambda: Paper.objects.create(title="b", amount="-1"), Label, Paper) == {
            "amount": ["An amount cannot be negative."]
        }
        assert refusal(lambda: Poster.objects.create(slug="s"), Poster) == {
            "slug": ["There is already one with this slug."]
        }
        assert refusal(lambda: Cover.objects.create(paper=paper, colour="blue"), Cover) == {
            "paper": ["There is already one with this paper."]
        }
        assert refusal(lambda: Label.objects.create(name="x"), Paper) is None
        assert refusal(lambda: Paper.objects.create(id=paper.pk, title="c"), Paper) is None


def test_a_long_tables_unique_column_is_known_by_its_shortened_name() -> None:
    with isolate_apps("tests.shelf"):

        class Long(models.Model):
            a_column_with_quite_a_long_name = models.IntegerField(unique=True)

            class Meta:
                app_label = "shelf"
                db_table = "a_table_with_a_name_of_more_than_thirty_characters"

    # As PostgreSQL 15 names it.
    name = "a_table_with_a_name_of_more_t_a_column_with_quite_a_long_na_key"
    assert constraint_error(violated_by_name(Long._meta.db_table, name), [Long]) == {
        "a_column_with_quite_a_long_name": ["There is already one with this a column with quite a long name."]
    }
