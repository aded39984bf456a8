"""Pages of a list, three ways by one class: by number, by limit and offset, by cursor.

Every answer is ``{count, next, previous, results}``, and every order ends in the primary key, so that no row
is met twice or missed. A malformed parameter is a 400 under its own name.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar
from urllib.parse import unquote_plus

from django.db import DataError
from django.db.models import QuerySet
from django.http import QueryDict
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from ringfence.api import keyset
from ringfence.api.cursors import MAX_CURSOR_LENGTH, InvalidCursor, Order
from ringfence.api.params import LARGEST, InvalidParameters, text, whole_number

PAGE, PAGE_SIZE, LIMIT, OFFSET, CURSOR = "page", "page_size", "limit", "offset", "cursor"

# The parameters that a link changes, None for one that it leaves out; no link where there is nothing to go to.
Link = dict[str, str | None] | None


@dataclass(frozen=True, slots=True)
class Page:
    """The rows to show, how many there are in all (None: not counted), and what the links change in the address."""

    rows: list[Any]
    count: int | None
    following: Link
    back: Link

    def around(self, url: str) -> dict[str, Any]:
        """The page object's members but for its rows; ``url`` is the address of the request, absolute."""
        return {"count": self.count, "next": _link(url, self.following), "previous": _link(url, self.back)}


@dataclass(frozen=True, slots=True)
class Part:
    """What to read for a page.

    ``rows`` are cut already, the first is number ``start`` and ``size`` are shown at most; ``counted`` are all, where
    they are to be counted.
    ``settle`` takes the rows, which have the attributes ``names``, and the count; it raises ``NotFound`` for a page
    that is not there.
    """

    rows: QuerySet[Any]
    counted: QuerySet[Any] | None
    start: int
    size: int
    names: tuple[str, ...]
    settle: Callable[[list[Any], int | None], Page]

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around the reading of ``rows``: a cursor that the database cannot compare is no cursor (400)."""
        try:
            yield
        except DataError as exc:
            if self.counted is not None:
                raise
            raise _no_cursor() from exc


class Pages(BasePagination):
    """``?page=&page_size=`` by default, ``?limit=&offset=`` and ``?cursor=`` (empty to begin) when asked for.

    Sizes beyond the maximum give the maximum. A page past the end is 404 ("invalid_page"), an offset past it
    an empty list. By cursor ``count`` is null, since counting costs what the cursor saves. A view's subclass
    may set the sizes.
    """

    page_size: ClassVar[int] = 20
    max_page_size: ClassVar[int] = 100
    default_limit: ClassVar[int] = 20
    max_limit: ClassVar[int] = 100

    query_parameters: ClassVar[frozenset[str]] = frozenset({PAGE, PAGE_SIZE, LIMIT, OFFSET, CURSOR})

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page that is asked for. Raises ``InvalidParameters`` (400) and ``NotFound``."""
        part = self.part(queryset, request.query_params)
        count = None if part.counted is None else part.counted.count()
        with part.reading():
            rows = list(part.rows) if count is None or count > part.start else []
        page = part.settle(rows, count)
        self._around = page.around(request.build_absolute_uri())
        return page.rows

    def part(self, queryset: Any, query: QueryDict) -> Part:
        """What to read for the page that ``query`` asks for. Raises ``InvalidParameters`` (400)."""
        return self._style(query)(keyset.totally_ordered(queryset), query)

    def get_paginated_response(self, data: Any) -> Response:
        """The page object around the serialised rows."""
        return Response({**self._around, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page object for OpenAPI 3.1."""
        link = {"type": ["string", "null"], "format": "uri"}
        count = {"type": ["integer", "null"], "minimum": 0, "description": "All rows; null by cursor."}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {"count": count, "next": link, "previous": dict(link), "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameters for OpenAPI."""
        sizes = f"{self.page_size} when absent, {self.max_page_size} at most."
        limits = f"{self.default_limit} when absent, {self.max_limit} at most."
        return [
            _parameter(PAGE, "Number of the page, from 1.", minimum=1),
            _parameter(PAGE_SIZE, f"Rows on a page or beyond a cursor: {sizes}", minimum=1),
            _parameter(LIMIT, f"Rows to answer with: {limits}", minimum=1),
            _parameter(OFFSET, "Rows to pass over.", minimum=0),
            _parameter(CURSOR, "Where to go on: from a link, empty to begin. Costs the same at any depth."),
        ]

    def _style(self, query: QueryDict) -> Callable[[QuerySet[Any], QueryDict], Part]:
        """The way of paging that the parameters belong to; a mixture is a 400."""
        if CURSOR in query:
            names, style = (CURSOR, PAGE_SIZE), self._by_cursor
        elif LIMIT in query or OFFSET in query:
            names, style = (LIMIT, OFFSET), self._by_offset
        else:
            names, style = (PAGE, PAGE_SIZE), self._by_number
        for other in sorted(self.query_parameters.difference(names)):
            if other in query:
                own = next(name for name in names if name in query)
                raise InvalidParameters(other, f"Cannot be combined with {own}.", "combination")
        return style

    def _by_number(self, queryset: QuerySet[Any], query: QueryDict) -> Part:
        size = self._size(query)
        number = whole_number(query, PAGE) or 1
        start = (number - 1) * size

        def settle(rows: list[Any], count: int | None) -> Page:
            last = max(1, -(-(count or 0) // size))
            if number > last:
                raise NotFound("There is no such page.", code="invalid_page")
            following: Link = {PAGE: str(number + 1)} if number < last else None
            back: Link = {PAGE: str(number - 1) if number > 2 else None} if number > 1 else None
            return Page(rows, count, following, back)

        return _cut(queryset, start, size, settle)

    def _by_offset(self, queryset: QuerySet[Any], query: QueryDict) -> Part:
        limit = min(whole_number(query, LIMIT) or self.default_limit, self.max_limit)
        offset = whole_number(query, OFFSET, minimum=0) or 0

        def settle(rows: list[Any], count: int | None) -> Page:
            more = offset + limit < (count or 0)
            following: Link = {LIMIT: str(limit), OFFSET: str(offset + limit)} if more else None
            earlier = {LIMIT: str(limit), OFFSET: str(offset - limit) if offset > limit else None}
            return Page(rows, count, following, earlier if offset > 0 else None)

        return _cut(queryset, offset, limit, settle)

    def _by_cursor(self, queryset: QuerySet[Any], query: QueryDict) -> Part:
        size = self._size(query)
        try:
            order = Order(queryset)
            token = text(query, CURSOR)
            cursor = order.decode(token) if token else keyset.Cursor()
            # One row more than the page says whether there is another page.
            rows = keyset.page_from(queryset, order.keys, cursor, size + 1)
        except keyset.NoKeyset as exc:
            raise InvalidParameters(CURSOR, "Lists in this order have no cursors.", "no_cursor") from exc
        except InvalidCursor as exc:
            raise _no_cursor() from exc

        def settle(rows: list[Any], _: int | None) -> Page:
            more, rows = len(rows) > size, rows[:size]
            if cursor.backwards:
                rows.reverse()
            return _beside(order, cursor, rows, more=more)

        return Part(rows, None, 0, size, tuple(key.name for key in order.keys), settle)

    def _size(self, query: QueryDict) -> int:
        return min(whole_number(query, PAGE_SIZE) or self.page_size, self.max_page_size)


def _beside(order: Order, cursor: keyset.Cursor, rows: list[Any], *, more: bool) -> Page:
    """Links on from the page's two ends; where rows have gone since, to the list's own ends."""
    following: Link = None
    back: Link = None
    came_from_a_row = cursor.values is not None
    if came_from_a_row if cursor.backwards else more:
        following = {CURSOR: order.encode(rows[-1], backwards=False) if rows else ""}
    if more if cursor.backwards else came_from_a_row:
        back = {CURSOR: order.encode(rows[0] if rows else None, backwards=True)}
    return Page(rows, None, following, back)


def _link(url: str, changes: Link) -> str | None:
    if changes is None:
        return None
    for name, value in changes.items():
        url = remove_query_param(url, name) if value is None else value.join(_around(url, name))
    return url


@lru_cache(maxsize=1000)
def _around(url: str, name: str) -> list[str]:
    """The address with ``name``, before and after its value: the values of links need no quotes."""
    place = next(place for place in map("place{}".format, itertools.count()) if place not in unquote_plus(url))
    return replace_query_param(url, name, place).split(place)


def _no_cursor() -> InvalidParameters:
    return InvalidParameters(CURSOR, "Not a cursor of this list in this order.", "invalid_cursor")


def _cut(queryset: QuerySet[Any], start: int, size: int, settle: Callable[[list[Any], int | None], Page]) -> Part:
    return Part(queryset[start : start + size], queryset, start, size, (), settle)


def _parameter(name: str, description: str, *, minimum: int | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": MAX_CURSOR_LENGTH}
    if minimum is not None:
        schema = {"type": "integer", "minimum": minimum, "maximum": LARGEST}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
