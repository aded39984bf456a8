"""List and retrieve by one compiled statement, whatever the nesting; by REST framework where it cannot be compiled.

The answer is the same in status, headers and bytes: what a viewset, a serializer or a renderer does in a way of its
own is left to it.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db import connections
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ListSerializer, Serializer
from rest_framework.settings import api_settings
from rest_framework.viewsets import GenericViewSet

from ringfence.api import shapes
from ringfence.api.pagination import Page, Pages, Part
from ringfence.api.shapes import EXPAND
from ringfence.compiler.levels import CannotCompile
from ringfence.compiler.plan import RowPlan, compile_row
from ringfence.compiler.sql import Count

# The largest OFFSET that both databases take.
_LARGEST_OFFSET = 2**62
_UNSEEN: Any = object()
# What both separators of lines begin with in UTF-8.
_SEPARATOR = b"\xe2\x80"
# What a page ends with, after its rows.
# Writes what is around a page's rows: a count and two links, which need nothing of REST framework's.
_PAGE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PAGE_END = "]}"


class CompiledResponse(Response):
    """An answer whose JSON is made already, unless somebody looks at its ``data`` (and may change it): then of that."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._body = sendable(body)
        self._data = _UNSEEN

    @property
    def data(self) -> Any:
        """The answer as REST framework's ``Response.data``."""
        if self._data is _UNSEEN:
            self._data = json.loads(self._body)
        return self._data

    @data.setter
    def data(self, value: Any) -> None:
        self._data = value

    @property
    def rendered_content(self) -> Any:
        """The bytes, with the type that the renderer would have given them."""
        if self._data is not _UNSEEN:
            return super().rendered_content
        self["Content-Type"] = JSONRenderer.media_type
        return self._body


class Row:
    """A row of a statement: its columns by place, and by name those that links and validators are made of."""

    # Names that no column has.
    __slots__ = ("__columns", "__dict__")

    def __init__(self, columns: Sequence[Any], named: Mapping[str, Any]) -> None:
        self.__columns = columns
        self.__dict__.update(named)

    def __getitem__(self, place: slice) -> Sequence[Any]:
        return self.__columns[place]


class Reader:
    """Reads rows of ``queryset`` as the JSON of ``serializer``. Raises ``CannotCompile``."""

    def __init__(self, serializer: Any, queryset: QuerySet[Any]) -> None:
        self.plan: RowPlan = compile_row(serializer, queryset)

    def statement(self, queryset: QuerySet[Any], names: Sequence[str], counted: QuerySet[Any] | None) -> Any:
        """The queryset of tuples: the row's columns, then the attributes ``names``, then the count."""
        columns = [*self.plan.columns, *names]
        if counted is not None:
            columns.append(Count(counted.prefetch_related(None).order_by().values("pk")))
        return _found_first(queryset.prefetch_related(None)).values_list(*columns)

    def json(self, row: Row) -> str:
        """What is shown of a row that was read."""
        return self.plan.json(row[: len(self.plan.columns)], dumps)

    def rows(self, queryset: QuerySet[Any], names: Sequence[str] = ()) -> list[Row]:
        """The rows, with the attributes ``names``."""
        return [self._row(values, names) for values in self.statement(queryset, names, None)]

    def page(self, part: Part) -> Page:
        """The rows of a page, settled, by one statement; by a second one that counts where there are none."""
        found: list[Any] = []
        if part.start <= _LARGEST_OFFSET:
            with part.reading():
                found = list(self.statement(part.rows, part.names, part.counted))
        count = None
        if part.counted is not None:
            count = found[0][-1] if found else part.counted.count()
        return part.settle([self._row(values, part.names) for values in found], count)

    def _row(self, values: Sequence[Any], names: Sequence[str]) -> Row:
        end = len(self.plan.columns)
        return Row(values, dict(zip(names, values[end : end + len(names)], strict=True)))


class CompiledReads(GenericViewSet[Any]):
    """``list`` and ``retrieve``, before REST framework's mixins, which go on where nothing can be compiled."""

    compiled: ClassVar[bool] = True

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The page that is asked for."""
        rows = self.filter_queryset(self.get_queryset())
        pages: Any = self.paginator
        reader = reader_of(self, rows) if lists_plainly(self) else None
        if reader is None:
            return super().list(request, *args, **kwargs)  # type: ignore[misc]
        page = reader.page(pages.part(rows, request.query_params))
        body = page_text(page.around(request.build_absolute_uri()), [reader.json(row) for row in page.rows]).encode()
        if EXPAND in request.query_params and expanded(body) > shapes.MAX_EXPANDED:
            return super().list(request, *args, **kwargs)  # type: ignore[misc]
        return CompiledResponse(body)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The row of the URL."""
        rows = self.get_queryset()
        reader = reader_of(self, rows) if finds_plainly(self, self.get_permissions()) else None
        if reader is None:
            return super().retrieve(request, *args, **kwargs)  # type: ignore[misc]
        found = reader.rows(rows.order_by().filter(pk=self.kwargs["pk"]), ("revision",))
        if not found:
            raise Http404(f"No {rows.model._meta.object_name} matches the given query.")
        body = reader.json(found[0]).encode()
        if EXPAND in request.query_params and expanded(body) > shapes.MAX_EXPANDED:
            return super().retrieve(request, *args, **kwargs)  # type: ignore[misc]
        self._shown = found[0]
        return CompiledResponse(body)


class JSONText(str):
    """A JSON document in an answer of :func:`document`, as it is."""


def document(members: Mapping[str, Any]) -> Response:
    """The answer ``{name: value, ...}``, for views with bodies of their own; some values may be :class:`JSONText`."""
    if not any(isinstance(value, JSONText) for value in members.values()):
        return Response(dict(members))
    texts = (
        f"{dumps(name)}:{value if isinstance(value, JSONText) else dumps(value)}" for name, value in members.items()
    )
    return CompiledResponse(("{" + ",".join(texts) + "}").encode())


def represented(request: Request, serializer: Any, rows: QuerySet[Any]) -> list[Any]:
    """What ``serializer`` shows of each row, :class:`JSONText` by one statement, or by REST framework's own way."""
    reader = _reader(request, serializer, rows)
    if reader is None:
        return [serializer.to_representation(row) for row in rows]
    return [JSONText(reader.json(row)) for row in reader.rows(rows)]


def listed(shown: Sequence[Any]) -> Any:
    """What is shown of several rows as one member of a :func:`document`."""
    if not shown or not isinstance(shown[0], JSONText):
        return list(shown)
    return JSONText(f"[{','.join(shown)}]")


def reader_of(view: Any, queryset: QuerySet[Any]) -> Reader | None:
    """The reader of a view's answer, None where REST framework has to make it."""
    return _reader(view.request, view.get_serializer(), queryset) if view.compiled else None


def _reader(request: Request, serializer: Any, queryset: QuerySet[Any]) -> Reader | None:
    if not _renders_plainly(request) or not _is_of(serializer, Serializer, "data"):
        return None
    try:
        return Reader(serializer, queryset)
    except CannotCompile:
        return None


def why_uncompiled(view_class: Any, action: str) -> str:
    """Why REST framework makes the answer of ``action`` ("list", "retrieve"), whatever is asked; empty where not."""
    if not issubclass(view_class, CompiledReads) or not view_class.compiled:
        return "the view is not compiled"
    if getattr(view_class, action) is not getattr(CompiledReads, action):
        return f"{action} is its own"
    try:
        view = view_class()
        if action == "list" and not lists_plainly(view):
            return "it cuts its pages, or lists its rows, in a way of its own"
        if action == "retrieve" and not finds_plainly(view, view.get_permissions()):
            return "it looks at its row before it is shown"
        _plan_of(view_class)
    except CannotCompile as exc:
        return str(exc)
    return ""


def why_in_parts(view_class: Any) -> str:
    """Why a compiled row is not one text of the database's; empty where it is."""
    plan = _plan_of(view_class)
    written = ", ".join(writer.name for writer in plan.writers if writer is not None)
    return f"Python writes {written}" if written else "" if plan.is_text else "a row has too many fields"


def _plan_of(view_class: Any) -> RowPlan:
    if view_class.queryset is None or view_class.serializer_class is None:
        raise CannotCompile("each request has a queryset and a serializer of its own")
    return compile_row(view_class.serializer_class(), view_class.queryset)


def lists_plainly(view: Any) -> bool:
    """Whether a view cuts its pages and answers with them as ``Pages`` does, in sizes of its own perhaps."""
    pages = view.paginator
    names = ("paginate_queryset", "part", "get_paginated_response")
    plain = isinstance(pages, Pages) and all(_is_of(pages, Pages, name) for name in names)
    own = all(
        _is_of(view, GenericViewSet, name) for name in ("paginate_queryset", "get_paginated_response", "paginator")
    )
    meta = getattr(view.get_serializer_class(), "Meta", None)
    return plain and own and getattr(meta, "list_serializer_class", ListSerializer) is ListSerializer


def finds_plainly(view: Any, permissions: Sequence[Any]) -> bool:
    """Whether a view finds its row by key alone, and none of ``permissions`` looks at the row before it is shown."""
    from ringfence.api.views import OwnedGenericViewSet

    plain = all(_is_of(view, OwnedGenericViewSet, name) for name in ("get_object", "check_object_permissions"))
    keys = view.lookup_field == "pk" and view.lookup_url_kwarg in (None, "pk")
    base = BasePermission.has_object_permission
    return plain and keys and not any(type(each).has_object_permission is not base for each in permissions)


def page_text(around: Mapping[str, Any], rows: Sequence[str]) -> str:
    """The page object of its members and its rows' JSON."""
    return f'{_PAGE.encode(around)[:-1]},"results":[{",".join(rows)}{PAGE_END}'


def dumps(value: Any) -> str:
    """``value`` as REST framework's renderer writes it, but for the two separators (:func:`sendable`)."""
    return json.dumps(
        value,
        cls=JSONRenderer.encoder_class,
        ensure_ascii=False,
        allow_nan=not api_settings.STRICT_JSON,
        separators=(",", ":"),
    )


def sendable(body: bytes) -> bytes:
    """JSON as REST framework sends it: without the two line separators that JavaScript once choked on."""
    if not body.isascii() and _SEPARATOR in body:
        body = body.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return body


def expanded(body: bytes) -> int:
    """How many objects an answer has at most, in rows and around: in a string of JSON a quote never follows a brace."""
    return body.count(b'{"')


def _found_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """On SQLite: a page of rows by the keys of the page, since its sorter would work out every column of every row."""
    query: Any = rows.query
    if connections[rows.db].vendor != "sqlite" or not query.is_sliced:
        return rows
    hops = len([alias for alias, count in query.alias_refcount.items() if count]) > 1
    if hops or query.annotations or query.distinct or query.combinator or query.extra or query.extra_order_by:
        return rows
    # Of no manager: the keys are those of the rows themselves, within whatever reach these have.
    whole = type(rows)(rows.model, using=rows.db).filter(pk__in=rows.values("pk"))
    ordered = whole.order_by(*query.order_by) if query.order_by or not query.default_ordering else whole
    return ordered if query.standard_ordering else ordered.reverse()


def _renders_plainly(request: Any) -> bool:
    """Whether an answer has the one form: compact JSON, with moments in the server's own time zone."""
    renderer = getattr(request, "accepted_renderer", None)
    if type(renderer) is not JSONRenderer or not renderer.compact or renderer.ensure_ascii:
        return False
    if str(request.accepted_media_type) != JSONRenderer.media_type:
        # With an indentation, for instance.
        return False
    return in_own_zone()


def in_own_zone() -> bool:
    """Whether nobody has activated another time zone for this request."""
    return timezone.get_current_timezone() == timezone.get_default_timezone()


def _is_of(thing: Any, known: Any, name: str) -> bool:
    """Whether ``thing``'s class has the attribute from ``known``, or from where ``known`` has it."""
    return inspect.getattr_static(type(thing), name) is inspect.getattr_static(known, name)
