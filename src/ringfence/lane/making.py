"""How a plan is made: the view builds its statement twice, of probe values, and what is the same both times is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.core.exceptions import EmptyResultSet, FieldError, FullResultSet
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, QueryDict
from rest_framework.exceptions import APIException, NotAcceptable
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from ringfence.api import keyset
from ringfence.api.cursors import InvalidCursor, Order
from ringfence.api.filters import SEARCH
from ringfence.api.pagination import CURSOR, Part
from ringfence.api.reads import Reader, reader_of
from ringfence.compiler.levels import CannotCompile
from ringfence.lane.closed import own_ways
from ringfence.lane.columns import adapter, is_readable, probes, reader
from ringfence.lane.folding import bare, fold
from ringfence.lane.kept import MISSING, Kept
from ringfence.lane.plans import KEY, OWNER, REVISION, Plan
from ringfence.lane.postgresql import Prepared
from ringfence.lane.queries import Parameters
from ringfence.lane.sqlite import Marked
from ringfence.lane.statements import SQL, Slot, Untraceable, trace
from ringfence.ownership.scope import building_for

# Ids of nobody in particular, for both databases.
OWNERS, _KEYS = (777_771, 888_881), (777_773, 888_883)
NOBODY = OWNERS[0]
KEY_SLOT = Slot(KEY, _KEYS)
_WORD_PROBES = ("zqfirst{}qz", "zqsecond{}qz")
_WORDS = re.compile(r"[A-Za-z0-9]{3,50}(?: [A-Za-z0-9]{3,50}){0,4}")
_ID = re.compile(r"[1-9][0-9]{0,17}")
# What no plan can be made of; the long way says what is wrong, if anything is.
NO_PLAN = (
    *(APIException, CannotCompile, Untraceable, EmptyResultSet, FullResultSet, FieldError, ValueError, AssertionError),
    DatabaseError,
)
_MOST_ACCEPTED, _LONGEST_ACCEPT = 200, 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A request by its shape: ``constants`` belong to the plan, ``values`` are new each time.

    ``cursor`` says which way it looks and which of its values are NULL (None: it has none); None without a cursor.
    """

    constants: tuple[tuple[str, str], ...]
    cursor: tuple[bool, tuple[bool, ...] | None] | None = None
    words: int = 0
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def shape(self) -> Any:
        """What plans are kept by."""
        return self.constants, self.cursor, self.words


class Maker:
    """Makes the plans of one action of a view."""

    def __init__(self, view_class: Any, actions: Mapping[str, str], initkwargs: Mapping[str, Any], action: str) -> None:
        self.view_class = view_class
        self.action = action
        self._actions = actions
        self._initkwargs = initkwargs
        self._accepted = Kept(_MOST_ACCEPTED)
        self._orders = Kept(_MOST_ACCEPTED)

    def forget(self) -> None:
        """Decide everything anew."""
        self._accepted.clear()
        self._orders.clear()

    def accepts(self, header: str) -> bool:
        """Whether an ``Accept`` header gets plain JSON, by the view's own negotiation."""
        known: bool = self._accepted.get(header)
        if known is MISSING:
            if len(header) > _LONGEST_ACCEPT:
                return False
            request = self._request(QueryDict(""))
            request.META["HTTP_ACCEPT"] = header
            view = self._view(request)
            try:
                renderer, media_type = view.perform_content_negotiation(view.request)
                known = type(renderer) is JSONRenderer and media_type == JSONRenderer.media_type
            except NotAcceptable:
                known = False
            self._accepted.put(header, known)
        return known

    def asked(self, query: Parameters, arguments: Mapping[str, Any]) -> Asked | None:
        """The shape of a request; None for one that is never the short way's."""
        if self.action == "retrieve":
            key = arguments.get(KEY, "")
            if len(arguments) != 1 or _ID.fullmatch(key) is None:
                return None
            return Asked(tuple(query.items()), values={KEY: int(key)})
        if arguments:
            return None
        rest = {name: value for name, value in query.items() if name not in (CURSOR, SEARCH)}
        constants = tuple(rest.items())
        values: dict[str, Any] = {}
        words = 0
        if SEARCH in query:
            terms = _terms(query[SEARCH])
            if not terms:
                return None
            values |= {f"word{place}": term for place, term in enumerate(terms)}
            words = len(terms)
        if CURSOR not in query:
            return Asked(constants, None, words, values)
        if not query[CURSOR]:
            return Asked(constants, (False, None), words, values)
        cursor = self._cursor(rest, query[CURSOR])
        if cursor is None:
            return None
        values |= {f"cursor{place}": value for place, value in enumerate(cursor.values or ())}
        nulls = None if cursor.values is None else tuple(value is None for value in cursor.values)
        return Asked(constants, (cursor.backwards, nulls), words, values)

    def make(self, asked: Asked) -> Plan:
        """The plan for every request of this shape. Raises ``Untraceable`` and much else where there is none."""
        connection = connections[DEFAULT_DB_ALIAS]
        made: list[Any] = []
        slots = [Slot(OWNER, OWNERS), *self._slots(asked)]

        def build(values: Mapping[str, Any]) -> SQL:
            with building_for(values[OWNER]):
                statement, part, names = self._statement(asked, values)
                made.append((part, names))
                sql: SQL = statement.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
            return sql

        statement = trace(build, slots)
        part, names = made[-1]
        model = self.view_class.queryset.model
        columns = {name: model._meta.get_field(name) for name in names}
        if not all(is_readable(column, connection.vendor) for column in columns.values()):
            raise Untraceable("its order is by values that only the ORM reads")
        fields = {name: (place, reader(column)) for place, (name, column) in enumerate(columns.items(), 1)}
        is_backwards = asked.cursor is not None and asked.cursor[0]
        if part is not None:
            counted = part.counted is not None
            if connection.vendor != "postgresql":
                statement = bare(statement, keys=len(names), counted=counted)
            elif not is_backwards:
                statement = fold(statement, keys=len(names), counted=counted, size=part.size)
        prepared = Prepared(statement) if connection.vendor == "postgresql" else Marked(statement)
        return Plan(prepared, part, fields, self.headers(), is_backwards)

    def headers(self) -> dict[str, str]:
        """The headers that the view itself puts on every answer."""
        headers: dict[str, str] = self._view(self._request(QueryDict(""))).default_response_headers
        return headers

    def _statement(self, asked: Asked, values: Mapping[str, Any]) -> tuple[Any, Part | None, tuple[str, ...]]:
        """The view's own queryset for a request with these values, compiled; what the page needs of it."""
        query = dict(asked.constants)
        if asked.words:
            query[SEARCH] = " ".join(values[f"word{place}"] for place in range(asked.words))
        if asked.cursor is not None:
            query[CURSOR] = self._token(asked, values)
        view = self.view(QueryDict(urlencode(query)), values[OWNER])
        view.read_parameters(view.request)
        rows = view.get_queryset() if self.action == "retrieve" else view.filter_queryset(view.get_queryset())
        reader = plain_reader(view, rows)
        if self.action == "retrieve":
            return reader.statement(rows.order_by().filter(pk=values[KEY]), (REVISION,), None), None, (REVISION,)
        part = view.paginator.part(rows, view.request.query_params)
        return reader.statement(part.rows, part.names, part.counted), part, part.names

    def _slots(self, asked: Asked) -> list[Slot]:
        if self.action == "retrieve":
            return [KEY_SLOT]
        slots = []
        if asked.cursor is not None and asked.cursor[1] is not None:
            order = self._order(dict(asked.constants))
            keys = order.keys if order is not None else ()
            for place, (key, is_null) in enumerate(zip(keys, asked.cursor[1], strict=True)):
                if not is_null:
                    slots.append(Slot(f"cursor{place}", probes(key.field, place), adapter(key.field)))
        for place in range(asked.words):
            first, second = (probe.format(place) for probe in _WORD_PROBES)
            slots.append(Slot(f"word{place}", (first, second), within=True))
        return slots

    def _token(self, asked: Asked, values: Mapping[str, Any]) -> str:
        """The cursor with these values."""
        order = self._order(dict(asked.constants))
        if asked.cursor is None or order is None:
            raise Untraceable("its order has no cursors")
        backwards, nulls = asked.cursor
        if nulls is None:
            return order.encode(None, backwards=True) if backwards else ""
        row = {
            key.name: None if is_null else values[f"cursor{place}"]
            for place, (key, is_null) in enumerate(zip(order.keys, nulls, strict=True))
        }
        return order.encode(SimpleNamespace(**row), backwards=backwards)

    def _cursor(self, constants: Parameters, token: str) -> keyset.Cursor | None:
        order = self._order(constants)
        try:
            return None if order is None else order.decode(token)
        except InvalidCursor:
            return None

    def _order(self, constants: Parameters) -> Order | None:
        """The order that the parameters ask for; None where it has no cursors."""
        asked = tuple((name, value) for name, value in constants.items() if name == "ordering")
        found: Order | None = self._orders.get(asked)
        return self._orders.put(asked, self._ordered(dict(asked))) if found is MISSING else found

    def _ordered(self, query: Parameters) -> Order | None:
        view = self.view(QueryDict(urlencode(query)), NOBODY)
        try:
            with building_for(NOBODY):
                return Order(keyset.totally_ordered(view.filter_queryset(view.get_queryset())))
        except (keyset.NoKeyset, APIException):
            return None

    def view(self, query: QueryDict, owner_id: int) -> Any:
        """The view when it is about to answer ``owner_id``: after the checks that a lane does not stand for."""
        return self._view(self._request(query), owner_id)

    def _request(self, query: QueryDict) -> HttpRequest:
        request = HttpRequest()
        request.method = "POST" if self.action == "create" else "GET"
        request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "QUERY_STRING": query.urlencode()}
        request.GET = query  # type: ignore[assignment]
        return request

    def _view(self, http: HttpRequest, owner_id: int | None = None) -> Any:
        view = self.view_class(**self._initkwargs)
        view.action_map = self._actions
        for method, action in self._actions.items():
            setattr(view, method, getattr(view, action))
        view.setup(http)
        view.action, view.format_kwarg = self.action, None
        view.request = Request(http, negotiator=view.get_content_negotiator())
        if owner_id is not None:
            view.request.user = get_user_model()(pk=owner_id, username=f"probe{owner_id}")
            view.request.auth = None
            view.request.accepted_renderer = JSONRenderer()
            view.request.accepted_media_type = JSONRenderer.media_type
        return view


def plain_reader(view: Any, rows: Any) -> Reader:
    """The reader of a view whose answer the database makes whole, and by nothing but what the parameters say."""
    if rows.db != DEFAULT_DB_ALIAS:
        raise Untraceable("its rows are in another database")
    reader = reader_of(view, rows)
    if reader is None or not reader.plan.is_text:
        raise Untraceable("REST framework makes its answer")
    if own := _own_ways(view.get_serializer()):
        raise Untraceable(own)
    return reader


def _own_ways(serializer: Any) -> str:
    """What of showing itself a serializer, or one inside of it, does in a way of its own; empty for nothing."""
    for shown in serializer._readable_fields:
        inner = getattr(shown, "child", shown)
        if isinstance(inner, BaseSerializer) and (own := own_ways(type(inner)) or _own_ways(inner)):
            return own
    return ""


def _terms(text: str) -> list[str]:
    """The words of a search that need no folding but to small letters; none where others are among them."""
    return list(dict.fromkeys(text.lower().split(" "))) if _WORDS.fullmatch(text) else []
