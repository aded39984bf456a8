"""Nested writes: related rows that are picked, made, changed and let go in the body of the row that they belong to.

Promises that a body reaches no row of another owner's (whose id gets the answer of one that does not exist), that
nothing is renamed by the back door, and that a refused body has stored nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import IntegrityError, models, router, transaction
from django.utils.module_loading import import_string
from rest_framework import serializers
from rest_framework.fields import empty

from ringfence.api.integrity import constraint_error
from ringfence.api.relations import MAX_ROWS, OwnedPrimaryKeyField, StoredAfter, by_index, in_order, picked
from ringfence.api.serializers import OwnedSerializer

ID = "id"


class Rows(list[Any]):
    """What a body named, in its order: a row for each that is there, a validated serializer for each to be made."""

    def __init__(self, items: list[Any], *, name: str, listed: bool) -> None:
        super().__init__(items)
        self._name = name
        self._listed = listed

    @property
    def is_picked(self) -> bool:
        """Whether all of them are there already."""
        return not any(isinstance(each, serializers.BaseSerializer) for each in self)

    def errors(self, index: int, errors: Any) -> dict[str, Any]:
        """``errors`` of one of them, where the body had it."""
        return {self._name: {index: errors} if self._listed else errors}


class NestedRowsField(StoredAfter, serializers.ListField):
    """A many-to-many relation written as an id, a list of ids, or of nested objects, mixed at will::

        authors = NestedRowsField(Author.objects.all(), serializer="library.serializers.AuthorSerializer")

    ``{"id": 3}`` picks a row, and whatever else the object has is ignored: nobody is renamed by the back door.
    An object without ``id`` makes a new row each time, validated by ``serializer`` (a class, or its dotted path).
    A repeated id counts once, more than ``max_length`` rows are refused before they are looked at, and the list given
    is the list kept; absent, what is there stays. Another owner's id gets the very answer of one that does not
    exist. Errors come by index, except for what was given without a list. Ids cost the same statements however many.

    Read as a list of ids, in the order of the related model's ``Meta.ordering``, else of the ids. As nested objects
    under ``?expand=`` where ``Meta.expandable`` names the field, or another one of the same source.
    """

    def __init__(self, queryset: models.QuerySet[Any], serializer: type[OwnedSerializer] | str, **kwargs: Any) -> None:
        self._serializer = serializer
        kwargs.setdefault("child", OwnedPrimaryKeyField(queryset=queryset))
        kwargs.setdefault("max_length", MAX_ROWS)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.queryset = queryset

    @property
    def serializer_class(self) -> type[OwnedSerializer]:
        """What validates a new row."""
        given = self._serializer
        return import_string(given) if isinstance(given, str) else given

    def get_value(self, dictionary: Any) -> Any:
        """What the body has for the field."""
        return dictionary.get(self.field_name, empty)

    def to_internal_value(self, data: Any) -> Rows:
        """The rows that are named, and serializers of those to be made. Raises ``ValidationError`` by index."""
        listed = isinstance(data, list)
        items = data if listed else [data]
        if self.max_length is not None and len(items) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        if not items and not self.allow_empty:
            self.fail("empty")
        rows, errors = self._new(items)
        named = {i: item for i, item in enumerate(items) if i not in rows and i not in errors}
        found, refused = picked(self.child, {i: _key(item) for i, item in named.items()})
        rows |= found
        errors |= {i: {ID: said} if isinstance(named[i], Mapping) else said for i, said in refused.items()}
        if errors:
            raise serializers.ValidationError(by_index(errors) if listed else errors[0])
        ordered = [rows[index] for index in range(len(items))]
        return Rows(ordered, name=str(self.field_name), listed=listed)

    def to_representation(self, data: Any) -> list[Any]:
        """The ids (uses what was prefetched)."""
        return [self.child.to_representation(row) for row in in_order(data.all())]

    def store(self, row: Any, value: Rows) -> None:
        """Relate ``row`` to these rows and no others. Raises ``ValidationError`` where the body had the culprit."""
        turn = 0
        refused = _refused_at(lambda errors: value.errors(turn, errors), self.queryset.model)
        with nullcontext() if value.is_picked else refused:
            for turn, each in enumerate(value):
                if isinstance(each, serializers.BaseSerializer):
                    value[turn] = each.save()
        getattr(row, str(self.source)).set(dict.fromkeys(value))

    def _new(self, items: list[Any]) -> tuple[dict[int, Any], dict[int, Any]]:
        """Validated serializers of the objects that name no row, and what is wrong with objects, by index."""
        rows: dict[int, Any] = {}
        errors: dict[int, Any] = {}
        for index, item in enumerate(items):
            if item is None:
                errors[index] = [serializers.ErrorDetail(str(self.error_messages["null"]), code="null")]
            if not isinstance(item, Mapping):
                continue
            made = self.serializer_class(data=item, context=self.context)
            if ID in item:
                unknown = made.unknown(item)
                errors |= {index: unknown} if unknown else {}
            elif made.is_valid():
                rows[index] = made
            else:
                errors[index] = made.errors
        return rows, errors


class NestedRowSerializer(StoredAfter, OwnedSerializer):
    """A row that belongs to one other row, written in the body of that row, over the one-to-one relation back::

        class DetailsSerializer(NestedRowSerializer):
            class Meta:
                model = Details            # book = OwnedOneToOneField(Book, ..., related_name="details")
                fields = ["isbn", "pages"]

        class BookSerializer(OwnedSerializer):
            details = DetailsSerializer(required=False, allow_null=True)

    An object makes the row, or changes in place the one that is there; null removes it; absent keeps it. With PATCH
    the object may be a part, as the body around it, unless there is no row yet to be a part of.
    """

    def run_validation(self, data: Any = empty) -> Any:
        """As ``Serializer.run_validation``, for the row that is there."""
        if self.parent is not None:
            self.instance = self._related(self.parent.instance)
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> Any:
        """As ``OwnedSerializer``; a row that is yet to be made has to be whole, whatever the method."""
        missing = self._missing(data)
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as exc:
            if missing and isinstance(exc.detail, dict):
                raise serializers.ValidationError({**missing, **exc.detail}) from exc
            raise
        if missing:
            raise serializers.ValidationError(missing)
        return value

    def store(self, row: Any, value: dict[str, Any] | None) -> None:
        """Make, change or remove what belongs to ``row``. Raises ``ValidationError`` under the field's name."""
        relation = row._meta.get_field(str(self.source))
        # Of a row that was made just now nobody has to ask.
        present = None if self.root.instance is None else self._related(row)
        if value is None:
            if present is not None:
                present.delete()
                relation.delete_cached_value(row)
            return
        with _refused_at(lambda errors: {str(self.field_name): errors}, relation.related_model):
            if present is None:
                self.create({**value, relation.field.name: row})
            else:
                self.update(present, value)

    def _related(self, row: Any) -> Any:
        return getattr(row, str(self.source), None) if isinstance(row, models.Model) else None

    def _missing(self, data: Any) -> dict[str, Any]:
        """Of a part: the required fields that nothing gives a value to."""
        if not getattr(self.root, "partial", False) or self.instance is not None or not isinstance(data, Mapping):
            return {}
        wanted = (field for field in self._writable_fields if field.required and field.get_value(data) is empty)
        return {
            str(field.field_name): [serializers.ErrorDetail(str(field.error_messages["required"]), code="required")]
            for field in wanted
        }


def _key(item: Any) -> Any:
    return item[ID] if isinstance(item, Mapping) else item


@contextmanager
def _refused_at(place: Callable[[Any], dict[str, Any]], model: type[models.Model]) -> Iterator[None]:
    """Say by ``place`` where in the body the row of ``model`` is that is refused, here or by the database."""
    try:
        # A savepoint, so that who catches the refusal can go on.
        with transaction.atomic(using=router.db_for_write(model)):
            yield
    except serializers.ValidationError as exc:
        raise serializers.ValidationError(place(exc.detail)) from exc
    except IntegrityError as exc:
        errors = constraint_error(exc, [model])
        if errors is None:
            raise
        raise serializers.ValidationError(place(errors)) from exc
