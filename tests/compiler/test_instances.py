"""Where an instance is more than its columns, nobody reads columns in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import models
from django.db.models import signals
from django.db.models.query_utils import DeferredAttribute
from django.test.utils import isolate_apps
from rest_framework import serializers

from ringfence.accounts.models import User
from ringfence.api.reads import CompiledResponse
from ringfence.api.serializers import OwnedSerializer
from ringfence.compiler.levels import CannotCompile
from ringfence.compiler.plan import compile_row
from ringfence.ownership.scope import acting_as
from tests.compiler import shows
from tests.compiler.test_alike import both, view_of
from tests.kinds.models import Group, Piece, Thing, Word
from tests.people import Person


def shown(model: Any, *names: str, **declared: Any) -> Any:
    """A serializer of a model."""
    meta = type("Meta", (), {"model": model, "fields": [*names, *declared]})
    return type("ShownSerializer", (serializers.ModelSerializer,), {**declared, "Meta": meta})()


class Loud(DeferredAttribute):
    """Reads in capitals."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        return self if instance is None else super().__get__(instance, cls).upper()


class LoudField(models.CharField):
    descriptor_class = Loud


class Odd(models.Model):
    """Instances in a way of their own."""

    name = models.CharField(max_length=10)

    class Meta:
        abstract = True


class Initialised(Odd):
    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = self.name.upper()


class Loaded(Odd):
    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Any:
        row = super().from_db(*args, **kwargs)
        row.name = row.name.upper()
        return row


class Attributed(Odd):
    class Meta:
        abstract = True

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        return value.upper() if name == "name" else value


@pytest.mark.parametrize("base", [Initialised, Loaded, Attributed])
def test_a_model_that_makes_its_instances_itself_is_read_as_such(base: Any) -> None:
    with isolate_apps("tests.kinds"):
        model = type("Own", (base,), {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "kinds"})})
        with pytest.raises(CannotCompile, match="more than its columns"):
            compile_row(shown(model, "id", "name"), model._default_manager.all())  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", [LoudField(max_length=10), models.FileField()], ids=["own", "file"])
def test_a_column_with_a_descriptor_of_its_own_is_none(field: Any) -> None:
    meta = type("Meta", (), {"app_label": "kinds"})
    with isolate_apps("tests.kinds"):
        model: Any = type("Own", (models.Model,), {"__module__": __name__, "Meta": meta, "name": field.clone()})
        with pytest.raises(CannotCompile, match="name, which is no column"):
            compile_row(shown(model, "id", "name"), model._default_manager.all())
        assert compile_row(shown(model, "id"), model._default_manager.all()).is_text


def test_a_queryset_that_makes_rows_of_its_own_is_left_to_itself() -> None:
    class Reading(models.QuerySet[Any]):
        def _fetch_all(self) -> None:
            super()._fetch_all()

    with pytest.raises(CannotCompile, match="in a way of its own"):
        compile_row(shown(Thing, "id"), Reading(Thing))
    with pytest.raises(CannotCompile, match="in a way of its own"):
        compile_row(shown(Thing, "id"), Thing.objects.values("id"))


@contextmanager
def heard(model: Any) -> Iterator[None]:
    """Somebody puts another text into each row that is read."""

    def hear(instance: Any, **_: Any) -> None:
        for name in ("text", "name"):
            if name in vars(instance):
                setattr(instance, name, "heard")

    signals.post_init.connect(hear, sender=model)
    try:
        yield
    finally:
        signals.post_init.disconnect(hear, sender=model)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Thing, {"text": serializers.CharField()}),
        (Group, {"group": shows.GroupSerializer(allow_null=True)}),
        (Group, {"name": serializers.CharField(source="group.name", allow_null=True)}),
        (Group, {"slug": serializers.SlugRelatedField(source="group", slug_field="name", read_only=True)}),
        (Piece, {"named": shows.RELATIONS["pieces_names"]()}),
        (Word, {"named": shows.RELATIONS["words_names"]()}),
        (User, {"mine": serializers.CharField(source="owner.username")}),
    ],
    ids=["own", "nested", "hop", "slug", "many", "names", "owner"],
)
def test_who_listens_to_rows_that_are_read_hears_of_each_of_them(alice: Person, model: Any, fields: Any) -> None:
    with acting_as(alice.id):
        thing = Thing.objects.create(text="a", yes=True, group=Group.objects.create(name="a"))
        thing.words.add(Word.objects.create(name="a"))
        Piece.objects.create(thing=thing, name="a")
    meta = type("Meta", (), {"model": Thing, "fields": ["id", *fields]})
    serializer = type("HeardSerializer", (OwnedSerializer,), {**fields, "Meta": meta})
    view = view_of({"serializer": serializer, "prefetches": [], "annotations": {}}, ["id"])
    user = User(pk=alice.id, username=alice.username)
    assert both(view, user, "")[3] is CompiledResponse
    with heard(model):
        answer = both(view, user, "")
    assert answer[3] is not CompiledResponse


class NobodysSerializer(shows.GroupSerializer):
    def get_attribute(self, instance: Any) -> Any:
        return None


def test_a_nested_serializer_that_fetches_its_row_itself_is_given_that_row(alice: Person) -> None:
    with acting_as(alice.id):
        Thing.objects.create(text="a", yes=True, group=Group.objects.create(name="a"))
    meta = type("Meta", (), {"model": Thing, "fields": ["id", "group"]})
    serializer = type("GroupedSerializer", (OwnedSerializer,), {"group": NobodysSerializer(), "Meta": meta})
    view = view_of({"serializer": serializer, "prefetches": [], "annotations": {}}, ["id"])
    answer = both(view, User(pk=alice.id, username=alice.username), "")
    assert b'"group":null' in answer[2]


@pytest.mark.parametrize("name", ["get_db_converters", "select_format"])
def test_a_column_that_is_selected_in_a_way_of_its_own_is_written_by_its_field(name: str) -> None:
    def own(self: Any, *args: Any) -> Any:
        return getattr(models.CharField, name)(self, *args)

    field = type("OwnField", (models.CharField,), {name: own})(max_length=10)
    meta = type("Meta", (), {"app_label": "kinds"})
    with isolate_apps("tests.kinds"):
        model: Any = type("Own", (models.Model,), {"__module__": __name__, "Meta": meta, "name": field})
        plan = compile_row(shown(model, "id", name=serializers.CharField()), model._default_manager.all())
    assert [writer is not None for writer in plan.writers] == [False, True]
