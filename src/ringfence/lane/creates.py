"""The short way of a POST that makes one row: the serializer's own validation, then one INSERT that answers.

For bodies of plain columns. What names other rows, carries an ``Idempotency-Key`` or is refused goes the long way,
which validates anew and says what is wrong: nothing was written then. On SQLite, whose INSERT cannot be a part of
another statement, the new row is read by its key before the transaction ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.db.models import signals
from django.http import QueryDict
from rest_framework import serializers
from rest_framework.exceptions import APIException

from ringfence.api.parsers import StrictJSONParser
from ringfence.api.relations import StoredAfter
from ringfence.lane import bearers, making, plans
from ringfence.lane.columns import is_storable, reader
from ringfence.lane.postgresql import Prepared
from ringfence.lane.sqlite import Marked
from ringfence.lane.statements import SQL, Slot, Untraceable, trace
from ringfence.ownership.models import OWNER_NAMES, OwnedManager, OwnedModel
from ringfence.ownership.scope import building_for

# Larger bodies are not worth a short way.
LONGEST_BODY = 65_536
_TYPES = frozenset({"application/json", "application/json; charset=utf-8", "application/json;charset=utf-8"})
_UNUSUAL = ("HTTP_IDEMPOTENCY_KEY", "HTTP_CONTENT_ENCODING", "HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH")
_MADE = "ringfence_made"
_SIGNALS = (signals.pre_init, signals.post_init, signals.pre_save, signals.post_save)


class CreateLane:
    """The short way to the action "create" of a view function."""

    def __init__(self, view: Any) -> None:
        self.maker = making.Maker(view.cls, view.actions, view.initkwargs, "create")
        self.model: Any = view.cls.queryset.model
        self.columns = [field for field in self.model._meta.concrete_fields if not field.primary_key]
        self._kept = threading.local()
        self._plan: plans.Plan | None = None
        self._why: str | None = None

    def forget(self) -> None:
        """Decide everything anew."""
        self.maker.forget()
        self._kept = threading.local()
        self._plan = self._why = None

    @property
    def why_closed(self) -> str:
        """Why no body takes the short way; empty where some do."""
        if self._why is None:
            try:
                self._plan, self._why = self._made(), ""
            except (*making.NO_PLAN, ImproperlyConfigured) as exc:
                self._why = str(exc) or type(exc).__name__
        return self._why

    def answer(self, meta: Mapping[str, Any], read: Callable[[], bytes]) -> tuple[bytes, dict[str, str]] | None:
        """The body and headers of a 201, for a POST with these headers and the body that ``read`` gives.

        None where the long way has to answer. Raises ``plans.Unanswered``: the row may have been made.
        """
        if meta.get("CONTENT_TYPE") not in _TYPES or meta.get("QUERY_STRING") or any(map(meta.__contains__, _UNUSUAL)):
            return None
        length = meta.get("CONTENT_LENGTH") or ""
        if not (length.isascii() and length.isdigit() and 0 < int(length) <= LONGEST_BODY):
            return None
        claims = bearers.claims_of(meta.get("HTTP_AUTHORIZATION", ""))
        if claims is None or not self.maker.accepts(meta.get("HTTP_ACCEPT", "")) or self.why_closed:
            return None
        if any(signal.has_listeners(self.model) for signal in _SIGNALS):
            return None
        values = self._validated(read())
        plan = self._plan
        if values is None or plan is None:
            return None
        row = {**self._row(values, claims.user_id), plans.OWNER: claims.user_id}
        rows = plans.run(plan, claims, row, writes=True)
        if not rows:
            return None
        body, tag = plan.one(rows[0])
        return body, {**plan.headers, "ETag": tag}

    def _validated(self, body: bytes) -> dict[str, Any] | None:
        """What the serializer makes of the body; None for one that it refuses, or that names other rows."""
        serializer = getattr(self._kept, "serializer", None)
        if serializer is None:
            serializer = self._kept.serializer = self.maker.view(QueryDict(""), making.NOBODY).get_serializer()
            self._kept.others = {name for name, field in serializer.fields.items() if _names_rows(field)}
        try:
            data = StrictJSONParser().parse(BytesIO(body))
            if not isinstance(data, dict) or self._kept.others & data.keys():
                return None
            values: dict[str, Any] = serializer.run_validation(data)
        except APIException:
            return None
        return values

    def _row(self, values: Mapping[str, Any], owner_id: int) -> dict[str, Any]:
        """The value of each column, as ``Model.save`` would store it."""
        row = self.model(**values)
        row.owner_id = owner_id
        connection = connections[DEFAULT_DB_ALIAS]
        return {
            _slot(field): field.get_db_prep_save(field.pre_save(row, add=True), connection=connection)
            for field in self.columns
        }

    def _made(self) -> plans.Plan:
        """The INSERT of every column, whose row is read as a retrieve would read it."""
        connection = connections[DEFAULT_DB_ALIAS]
        _refuse_own_ways(self.model, self.columns, self.maker.view(QueryDict(""), making.NOBODY).get_serializer())
        slots = [Slot(_slot(field), (f"first {field.name}", f"second {field.name}")) for field in self.columns]
        owner = Slot(plans.OWNER, making.OWNERS)
        fields = {plans.REVISION: (1, reader(self.model._meta.get_field(plans.REVISION)))}
        if connection.vendor == "postgresql":
            statement = trace(self._at_once, [*slots, owner])
            inserted = len(self.columns)
            prepared = Prepared(statement, types=[0] * inserted + statement.types()[inserted:])
            return plans.Plan(prepared, None, fields, self.maker.headers())
        if not connection.features.can_return_columns_from_insert:
            raise Untraceable("this SQLite does not say which row it has made")
        insert = Marked(trace(self._insert, slots))
        shown = Marked(trace(self._shown, [owner, making.KEY_SLOT]))
        return plans.Plan(shown, None, fields, self.maker.headers(), insert=insert)

    def _at_once(self, values: Mapping[str, Any]) -> SQL:
        """One statement that makes the row and reads it."""
        quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
        table = quote(self.model._meta.db_table)
        select, params = self._read(values, self.model._base_manager.all)
        source = f" FROM {table} WHERE "
        if select.count(source) != 1:
            raise Untraceable("its row is joined to others")
        select = select.replace(source, f" FROM {_MADE} {table} WHERE ")
        insert, inserted = self._insert(values, returning="*")
        return f"WITH {_MADE} AS ({insert}) {select}", [*inserted, *params]

    def _insert(self, values: Mapping[str, Any], returning: str = "") -> SQL:
        """The INSERT, which gives the key of its row unless it is to give something else."""
        quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
        table = quote(self.model._meta.db_table)
        names = ", ".join(quote(field.column) for field in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        returning = returning or quote(self.model._meta.pk.column)
        insert = f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {returning}"
        return insert, [values[_slot(field)] for field in self.columns]

    def _shown(self, values: Mapping[str, Any]) -> SQL:
        """The row with a key, as a retrieve would read it."""
        return self._read(values, lambda: self.model._base_manager.filter(pk=values[plans.KEY]))

    def _read(self, values: Mapping[str, Any], rows: Callable[[], Any]) -> SQL:
        with building_for(values[plans.OWNER]):
            view = self.maker.view(QueryDict(""), values[plans.OWNER])
            view.read_parameters(view.request)
            found = rows()
            reader = making.plain_reader(view, found)
            compiler = reader.statement(found, (plans.REVISION,), None).query.get_compiler(DEFAULT_DB_ALIAS)
            sql: SQL = compiler.as_sql()
        return sql


def _slot(field: Any) -> str:
    return f"column {field.column}"


def _names_rows(field: Any) -> bool:
    """Whether a field of a body leads to other rows."""
    kinds = (StoredAfter, serializers.RelatedField, serializers.ManyRelatedField, serializers.BaseSerializer)
    return isinstance(field, kinds) and not getattr(field, "read_only", False)


def _refuse_own_ways(model: Any, columns: list[Any], serializer: Any) -> None:
    """Raise :class:`Untraceable` for a model or a field that does more than hold a value."""
    for name in ("save", "save_base", "_save_table", "settle_owner", "__init__"):
        if getattr(model, name) is not getattr(OwnedModel, name):
            raise Untraceable(f"{model.__name__}.{name} is its own")
    if router.db_for_write(model) != DEFAULT_DB_ALIAS:
        raise Untraceable("its rows are in another database")
    if type(model._default_manager) is not OwnedManager or model._meta.parents:
        raise Untraceable(f"{model.__name__} has a manager or a parent of its own")
    for field in columns:
        has_own_default = getattr(field, "db_default", models.NOT_PROVIDED) is not models.NOT_PROVIDED
        if has_own_default or getattr(field, "generated", False) or not is_storable(field):
            raise Untraceable(f"{model.__name__}.{field.name} is no plain column")
    for name, field in serializer.fields.items():
        if field.read_only or _names_rows(field):
            continue
        if field.source == "*" or "." in field.source or str(field.source) in OWNER_NAMES:
            raise Untraceable(f"{name} is written to {field.source}")
        _refuse_own_validation(name, field)


def _refuse_own_validation(name: str, field: Any) -> None:
    plain = _is_known(field) and all(map(_is_known, field.validators))
    asks = any(getattr(each, "requires_context", False) or hasattr(each, "queryset") for each in field.validators)
    by_context = getattr(field.default, "requires_context", False)
    if isinstance(field, serializers.HiddenField) or not plain or asks or by_context:
        raise Untraceable(f"{name} is validated in a way of its own")


def _is_known(thing: Any) -> bool:
    return type(thing).__module__.partition(".")[0] in ("ringfence", "rest_framework", "django")
