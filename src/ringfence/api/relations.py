"""Related fields of owned models: what another owner has does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers
from rest_framework.relations import MANY_RELATION_KWARGS

from ringfence.api.errors import Conflict
from ringfence.api.fields import StrictCharField
from ringfence.api.literals import LARGEST_64

MAX_ID = LARGEST_64
# The longest list of rows that a body may name, unless a field says otherwise.
MAX_ROWS = 50
_ID = re.compile(r"[1-9][0-9]{0,18}")


class OwnedPrimaryKeyField(serializers.PrimaryKeyRelatedField):
    """A relation by primary key, resolved inside the scope; with ``many=True`` an :class:`OwnedManyRelatedField`.

    Takes a JSON integer, or a string of digits, within 64 bits. Another owner's id, and one too large to exist,
    get the very answer of an id that does not exist.
    """

    def __init__(self, **kwargs: Any) -> None:
        """As ``PrimaryKeyRelatedField``; with ``many=True``, ``max_length`` is that of the list."""
        super().__init__(**kwargs)

    @classmethod
    def many_init(cls, *args: Any, max_length: int = MAX_ROWS, **kwargs: Any) -> OwnedManyRelatedField:
        """The field of a list, of ``max_length`` ids at most."""
        options = {name: kwargs[name] for name in MANY_RELATION_KWARGS if name in kwargs}
        return OwnedManyRelatedField(child_relation=cls(*args, **kwargs), max_length=max_length, **options)

    def key_of(self, data: Any) -> int:
        """The key that ``data`` names, which may be nobody's. Raises ``ValidationError``."""
        is_written = isinstance(data, str) and _ID.fullmatch(data)
        if not is_written and (not isinstance(data, int) or isinstance(data, bool)):
            # A parser may have a class of its own for numbers with a fraction.
            kind = float if isinstance(data, float) else type(data)
            self.fail("incorrect_type", data_type=kind.__name__)
        if int(data) > MAX_ID:
            self.fail("does_not_exist", pk_value=data)
        return int(data)

    def to_internal_value(self, data: Any) -> Any:
        """The row, or a ``ValidationError``."""
        self.key_of(data)
        return super().to_internal_value(data)


class OwnedManyRelatedField(serializers.ManyRelatedField):
    """A to-many relation by primary key: a list of ids, looked up in one statement, with errors by index.

    At most ``max_length`` ids (50 by default), which is looked at first. Read in the order of the related model's
    ``Meta.ordering``, else of the ids; a repeated id counts once.
    """

    default_error_messages: ClassVar = {"max_length": "Ensure this field has no more than {max_length} elements."}

    def __init__(self, *args: Any, max_length: int = MAX_ROWS, **kwargs: Any) -> None:
        self.max_length = max_length
        super().__init__(*args, **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        """The rows, each once, in the order given."""
        if not isinstance(data, list):
            self.fail("not_a_list", input_type=type(data).__name__)
        if len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        if not self.allow_empty and not data:
            self.fail("empty")
        rows, errors = picked(self.child_relation, dict(enumerate(data)))
        if errors:
            raise serializers.ValidationError(by_index(errors))
        return list(dict.fromkeys(rows.values()))

    def to_representation(self, value: Any) -> list[Any]:
        """The ids (uses what was prefetched)."""
        return super().to_representation(in_order(value))


def picked(field: Any, items: Mapping[int, Any]) -> tuple[dict[int, Any], dict[int, Any]]:
    """The rows that ids, by their index, name for an :class:`OwnedPrimaryKeyField`, and what is wrong with others.

    One statement at most.
    """
    keys: dict[int, int] = {}
    rows: dict[int, Any] = {}
    errors: dict[int, Any] = {}
    for index, item in items.items():
        with _collected(errors, index):
            keys[index] = field.key_of(item)
    found = field.get_queryset().in_bulk(set(keys.values())) if keys else {}
    for index, key in keys.items():
        with _collected(errors, index):
            rows[index] = found.get(key) or field.fail("does_not_exist", pk_value=items[index])
    return rows, errors


def by_index(errors: Mapping[int, Any]) -> dict[str, Any]:
    """Errors as the detail of a ``ValidationError``, the first one first."""
    return {str(index): errors[index] for index in sorted(errors)}


@contextmanager
def _collected(errors: dict[int, Any], index: int) -> Iterator[None]:
    try:
        yield
    except serializers.ValidationError as exc:
        errors[index] = exc.detail


def in_order(rows: Any) -> list[Any]:
    """Related rows as answers list them: by their model's ``Meta.ordering``, else by key."""
    listed = list(rows)
    if listed and not listed[0]._meta.ordering:
        listed.sort(key=lambda row: row.pk)
    return listed


class StoredAfter:
    """A field whose value is stored once its row is there: it points from other rows to this one."""

    def store(self, row: Any, value: Any) -> None:
        """Store the validated ``value`` for ``row``, which is saved. Raises ``ValidationError`` by field."""
        raise NotImplementedError


class NamesField(StoredAfter, serializers.ListField):
    """A to-many relation written and read as names: ``["home", "garden"]``.

    ``model`` has a text field ``name``, unique per owner. Names that are new are made, in the caller's scope;
    the list given is the list kept (a repeated name counts once), and it is read in alphabetical order.
    """

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        self.model = model
        length = getattr(model._meta.get_field("name"), "max_length", None)
        kwargs.setdefault("child", StrictCharField(max_length=length))
        kwargs.setdefault("max_length", MAX_ROWS)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> list[str]:
        """The names, each once, in the order given."""
        # Before the items are looked at: a body has room for millions, and an error for each.
        if isinstance(data, list) and self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return list(dict.fromkeys(super().to_internal_value(data)))

    def to_representation(self, data: Any) -> list[str]:
        """The names of the related rows (uses what was prefetched)."""
        return sorted(row.name for row in data.all())

    def store(self, row: Any, value: list[str]) -> None:
        """Relate ``row`` to these names and no others."""
        getattr(row, str(self.source)).set(self.rows(value))

    def rows(self, names: list[str]) -> list[Any]:
        """The rows of ``names``, made where they are missing; a fixed number of statements."""
        if not names:
            return []
        found = self._named(names)
        # In one order everywhere: two requests that make the same names would wait for each other for ever.
        missing = [self.model(name=name) for name in sorted(names) if name not in found]
        if missing:
            # Another request may make the same name meanwhile: whoever is second reads the first one's row.
            self.model._default_manager.bulk_create(missing, ignore_conflicts=True)
            found = self._named(names)
        if len(found) < len(names):
            # A name that another request made, and a third one has deleted since.
            raise Conflict
        return [found[name] for name in names]

    def _named(self, names: list[str]) -> dict[str, Any]:
        return {row.name: row for row in self.model._default_manager.filter(name__in=names)}  # type: ignore[attr-defined]
