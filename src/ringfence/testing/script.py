"""Which requests the isolation test sends: about another owner's row, about one's own, and about collections.

The stranger's and the visitor's are sent twice, while the other owner's rows are there and while they are not,
and have to be answered the same. The owner's own are the counter-check: theirs have to differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from ringfence.ownership.registry import owned_models, policy_of
from ringfence.ownership.scope import acting_as
from ringfence.testing import bodies, many
from ringfence.testing.bodies import Body, encoded
from ringfence.testing.http import SAFE, WRITES, Ask, undone
from ringfence.testing.rows import Factory
from ringfence.testing.targets import Target, with_query

Rows = dict[type[Any], Any]

MALFORMED = b'{"'


@dataclass
class Cast:
    """Who takes part, and with which rows: ``own`` are the stranger's, ``others`` the owner's, by model or view."""

    owner: Any
    stranger: Any
    factory: Factory
    bodies: Mapping[type[Any], Callable[[], Body]]
    views: Mapping[type[Any], type[Model]]
    own: Rows = field(default_factory=dict)
    others: Rows = field(default_factory=dict)

    def enter(self) -> None:
        """Make the stranger's rows, two of each model, and what the owner has published: they are there throughout."""
        for key, model in self._keys():
            self.own[key] = self.factory.make(model, self.stranger, key)
            self.factory.make_another(model, self.stranger, key)
            if policy_of(model).readers == "everyone":
                self.others[key] = self.factory.make(model, self.owner, key)

    def bring_private_rows(self) -> None:
        """Make the owner's private rows, which nobody else may notice."""
        for key, model in self._keys():
            if policy_of(model).readers == "owner":
                self.others[key] = self.factory.make(model, self.owner, key)

    def row_of(self, rows: Rows, target: Target) -> Any:
        """The row that ``target`` has to show: the view's own, where the caller gave one."""
        return rows.get(target.view_class) or rows[target.model]

    def models(self, rows: Rows) -> dict[type[Model], Any]:
        """``rows`` by model, without those for one view only."""
        return {key: row for key, row in rows.items() if issubclass(key, Model)}

    def _keys(self) -> list[tuple[type[Any], type[Model]]]:
        given = [(view, model) for view, model in self.views.items() if self.factory.makes_for(view)]
        return [*((model, model) for model in owned_models()), *given]


class Script:
    """The requests to one route. Made while the stranger's rows are there; asked for with the others'."""

    def __init__(self, target: Target, cast: Cast) -> None:
        self.target = target
        self._cast = cast
        # Whether the stranger has all the rows of the model that an owner can have.
        self._is_full = False
        self._valid = {method: self._valid_body(method) for method in WRITES if target.action(method)}

    def asks(self) -> Iterator[Ask]:
        """Everything that is asked of the route; the others' rows have to be there."""
        if not self.target.is_about_a_row:
            yield from self._about_a_collection()
        elif self.target.model is not None:
            row = self._cast.row_of(self._cast.others, self.target)
            yield from self._about_another_row(self.target.path(row))
            yield from self._about_own_row(self._cast.row_of(self._cast.own, self.target))
        else:
            rows = [row for row in self._cast.others.values() if self.target.fits(row)]
            for path in dict.fromkeys(map(self.target.path, rows or [None])):
                yield from self._about_another_row(path)

    def _about_another_row(self, path: str) -> Iterator[Ask]:
        for method in SAFE:
            yield Ask("stranger", method, path, is_theirs=True)
        for method in WRITES:
            for body, about in (
                (None, "without a body"),
                (b"{}", "with an empty object"),
                (MALFORMED, "with a malformed body"),
                (encoded(self._valid.get(method, {})), "with a valid body"),
            ):
                yield Ask("stranger", method, path, body, about, is_theirs=True)
        yield from self._by_a_visitor(path)
        for method in ("GET", *WRITES):
            if self.target.action(method):
                body = None if method == "GET" else encoded(self._valid[method])
                yield Ask("owner", method, path, body, "by the owner")

    def _about_own_row(self, row: Any) -> Iterator[Ask]:
        path = self.target.path(row)
        yield Ask("stranger", "GET", path)
        for method in ("PUT", "PATCH", "POST"):
            if self.target.action(method):
                yield from self._writes(method, path)

    def _about_a_collection(self) -> Iterator[Ask]:
        path = self.target.path()
        for query in self.target.queries(self._cast.stranger, self._words()):
            yield Ask("stranger", "GET", with_query(path, query))
        for method in ("HEAD", "OPTIONS"):
            yield Ask("stranger", method, path)
        for method in WRITES:
            yield Ask("stranger", method, path, None, "without a body")
            yield Ask("stranger", method, path, b"{}", "with an empty object")
            yield Ask("stranger", method, path, MALFORMED, "with a malformed body")
            if self.target.action(method):
                yield from self._writes(method, path)
        yield from self._by_a_visitor(path)
        if self.target.action("GET"):
            yield Ask("owner", "GET", path, None, "by the owner")

    def _by_a_visitor(self, path: str) -> Iterator[Ask]:
        for method in (*SAFE, *WRITES):
            yield Ask("visitor", method, path, None if method in SAFE else b"{}", "without credentials")

    def _writes(self, method: str, path: str) -> Iterator[Ask]:
        target, cast = self.target, self._cast
        asks = self._writes_of_one(method, path)
        if target.action(method) == many.ACTION:
            own, theirs = (cast.row_of(rows, target) for rows in (cast.own, cast.others))
            asks = many.of_many(asks, target.view_class, own, theirs)
        yield from asks

    def _writes_of_one(self, method: str, path: str) -> Iterator[Ask]:
        """One's own write, and the same with what is another owner's in it."""
        valid, cast, target = self._valid[method], self._cast, self.target
        yield Ask("stranger", method, path, encoded(valid), "with a valid body", is_control=not self._is_full)
        serializer = target.serializer(method, cast.stranger)
        for name in bodies.owner_fields(serializer):
            for value in (cast.owner.pk, cast.owner.get_username()):
                yield Ask("stranger", method, path, encoded({**valid, name: value}), f'with another owner as "{name}"')
        for relation in bodies.relations(serializer):
            about = f'with another owner\'s {relation.model.__name__} as "{relation.name}"'
            other = cast.others[relation.model]
            for mention in relation.mentions(other):
                yield Ask("stranger", method, path, encoded(relation.put(valid, mention)), about)
            if relation.is_many:
                both = encoded(relation.put(valid, [*(relation.get(valid) or ()), *relation.mention(other)]))
                yield Ask("stranger", method, path, both, f"{about}, beside one's own")
        if target.model is not None:
            with acting_as(cast.owner):
                taken = bodies.columns(serializer, cast.row_of(cast.others, target))
            yield Ask("stranger", method, path, encoded({**valid, **taken}), "with the values of another owner's row")
        for row in self._others_rows() if serializer is None or target.action(method) not in _KNOWN else ():
            for name in bodies.ROW_NAMES:
                yield Ask("stranger", method, path, encoded({**valid, name: row.pk}), f'with another owner\'s "{name}"')
                listed = {**valid, f"{name}s": [row.pk]}
                yield Ask("stranger", method, path, encoded(listed), f'with another owner\'s "{name}s"')

    def _valid_body(self, method: str) -> Body:
        """A body that ``method`` accepts from the stranger, naming the stranger's own rows."""
        target, cast = self.target, self._cast
        if method == "DELETE":
            return {}
        with acting_as(cast.stranger):
            if make := cast.bodies.get(target.view_class):
                return make()
            serializer = target.serializer(method, cast.stranger)
            if serializer is None or target.model is None:
                return {}
            with undone():
                row = cast.factory.make_another(target.model, cast.stranger, target.view_class)
                self._is_full = row is None
                body = bodies.columns(serializer, row or cast.row_of(cast.own, target))
                for name, field in bodies.nested(serializer):
                    inner = cast.factory.make_another(field.Meta.model, cast.stranger)
                    body[name] = bodies.columns(field, inner or cast.own[field.Meta.model])
            for relation in bodies.relations(serializer):
                fresh = cast.factory.make_another(relation.model, cast.stranger)
                body = relation.put(body, relation.mention(fresh or cast.own[relation.model]))
            return body

    def _words(self) -> list[str]:
        """What a filter or a search could find the others' rows by: their columns and those of rows beside them."""
        words: dict[str, None] = {"true": None, "false": None}
        for row in self._others_rows():
            for column in row._meta.concrete_fields:
                value = column.value_from_object(row)
                if value not in (None, "") and not isinstance(value, bool):
                    words[value.isoformat() if hasattr(value, "isoformat") else str(value)] = None
        if self.target.model is not None:
            words[str(self._cast.row_of(self._cast.own, self.target).pk)] = None
        return list(words)

    def _others_rows(self) -> list[Any]:
        """The others' row of the target's model and of the private models that it has relations with."""
        model = self.target.model
        every = self._cast.models(self._cast.others)
        near = every if model is None else [model, *(field.related_model for field in model._meta.get_fields())]
        return [every[each] for each in dict.fromkeys(near) if each in every and policy_of(each).readers == "owner"]


# Whose bodies are no guesswork.
_KNOWN = {"list", "create", "retrieve", "update", "partial_update", "destroy", many.ACTION}
