"""Every viewset of the server's own apps, found from the URLconf, with rows and bodies made for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ringfence.accounts.models import User
from ringfence.api.checks import routes
from ringfence.api.views import OwnedViewSet
from ringfence.ownership.scope import acting_as
from ringfence.testing.bodies import columns, encoded, relations
from ringfence.testing.rows import Factory
from ringfence.testing.targets import Target
from tests.people import Person


@dataclass(frozen=True)
class Collection:
    """A viewset with its two addresses: of the rows, and of one of them."""

    rows: Target
    row: Target

    def __str__(self) -> str:
        return self.rows.path()

    @property
    def model(self) -> Any:
        """Whose rows they are."""
        return self.row.model

    def path(self, row: Any = None) -> str:
        """The address of ``row``, or of all."""
        return self.rows.path() if row is None else self.row.path(row)

    def make(self, person: Person) -> Any:
        """A new row of the person's."""
        return Factory({}).make(self.model, User(pk=person.id), self.row.view_class)

    def body(self, person: Person, row: Any) -> dict[str, Any]:
        """What a PUT of ``row`` as it is says."""
        with acting_as(person.id):
            serializer = self.row.serializer("PUT", User(pk=person.id), row)
            body = columns(serializer, row)
            for relation in relations(serializer):
                if relation.field.required:
                    body[relation.name] = relation.mention(getattr(row, relation.field.source))
        whole: dict[str, Any] = json.loads(encoded(body))
        return whole

    def new_body(self, person: Person) -> dict[str, Any]:
        """What a POST says that makes a row."""
        row = self.make(person)
        body = self.body(person, row)
        with acting_as(person.id):
            row.delete()
        return body


def collections() -> list[Collection]:
    """All of them, by address."""
    found: dict[Any, dict[str, Target]] = {}
    for route in routes("ringfence_server.urls"):
        if isinstance(route.view, type) and issubclass(route.view, OwnedViewSet):
            kinds = {"list": "rows", "retrieve": "row"}
            kind = kinds.get(route.actions.get("get", ""))
            if kind is not None:
                found.setdefault(route.view, {})[kind] = Target(route, {})
    return sorted((Collection(**targets) for targets in found.values() if len(targets) == 2), key=str)
