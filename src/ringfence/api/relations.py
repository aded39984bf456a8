"""Related fields of owned models: what another owner has does not exist."""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from rest_framework import serializers

from ringfence.api.errors import Conflict

MAX_ID = 2**63 - 1
_ID = re.compile(r"[1-9][0-9]{0,18}")


class OwnedPrimaryKeyField(serializers.PrimaryKeyRelatedField):
    """A relation by primary key, resolved inside the scope.

    Takes a JSON integer, or a string of digits, within 64 bits. Another owner's id, and one too large to exist,
    get the very answer of an id that does not exist.
    """

    def to_internal_value(self, data: Any) -> Any:
        """The row, or a ``ValidationError``."""
        if isinstance(data, str) and not _ID.fullmatch(data):
            self.fail("incorrect_type", data_type=type(data).__name__)
        if not isinstance(data, int | str) or isinstance(data, bool):
            self.fail("incorrect_type", data_type=type(data).__name__)
        if int(data) > MAX_ID:
            self.fail("does_not_exist", pk_value=data)
        return super().to_internal_value(data)


class NamesField(serializers.ListField):
    """A to-many relation written and read as names: ``["home", "garden"]``.

    ``model`` has a text field ``name``, unique per owner. Names that are new are made, in the caller's scope;
    the list given is the list kept (a repeated name counts once), and it is read in alphabetical order.
    """

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        self.model = model
        length = getattr(model._meta.get_field("name"), "max_length", None)
        kwargs.setdefault("child", serializers.CharField(max_length=length))
        kwargs.setdefault("max_length", 50)
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
