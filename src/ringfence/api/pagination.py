"""Pages of a list, three ways by one class: by number, by limit and offset, by cursor.

Every answer is ``{count, next, previous, results}``, and every order ends in the primary key, so that no row
is met twice or missed. A malformed parameter is a 400 under its own name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import DataError
from django.db.models import QuerySet
from django.http import QueryDict
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from ringfence.api import keyset
from ringfence.api.params import LARGEST, InvalidParameters, text, whole_number

PAGE, PAGE_SIZE, LIMIT, OFFSET, CURSOR = "page", "page_size", "limit", "offset", "cursor"


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
        self._request = request
        self._count: int | None = None
        self._next: dict[str, str | None] | None = None
        self._previous: dict[str, str | None] | None = None
        query = request.query_params
        return self._style(query)(keyset.totally_ordered(queryset), query)

    def get_paginated_response(self, data: Any) -> Response:
        """The page object around the serialised rows."""
        links = {"next": self._link(self._next), "previous": self._link(self._previous)}
        return Response({"count": self._count, **links, "results": data})

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

    def _style(self, query: QueryDict) -> Callable[[QuerySet[Any], QueryDict], list[Any]]:
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

    def _by_number(self, queryset: QuerySet[Any], query: QueryDict) -> list[Any]:
        size = self._size(query)
        number = whole_number(query, PAGE) or 1
        count = self._count = queryset.count()
        last = max(1, -(-count // size))
        if number > last:
            raise NotFound("There is no such page.", code="invalid_page")
        if number < last:
            self._next = {PAGE: str(number + 1)}
        if number > 1:
            self._previous = {PAGE: str(number - 1) if number > 2 else None}
        start = (number - 1) * size
        return list(queryset[start : start + size]) if count else []

    def _by_offset(self, queryset: QuerySet[Any], query: QueryDict) -> list[Any]:
        limit = min(whole_number(query, LIMIT) or self.default_limit, self.max_limit)
        offset = whole_number(query, OFFSET, minimum=0) or 0
        count = self._count = queryset.count()
        if offset + limit < count:
            self._next = {LIMIT: str(limit), OFFSET: str(offset + limit)}
        if offset > 0:
            self._previous = {LIMIT: str(limit), OFFSET: str(offset - limit) if offset > limit else None}
        return list(queryset[offset : offset + limit]) if offset < count else []

    def _by_cursor(self, queryset: QuerySet[Any], query: QueryDict) -> list[Any]:
        size = self._size(query)
        try:
            keys = keyset.keys_of(queryset)
            token = text(query, CURSOR)
            cursor = keyset.decode(queryset, keys, token) if token else keyset.Cursor()
            # One row more than the page says whether there is another page.
            rows = keyset.page_from(queryset, keys, cursor, size + 1)
        except keyset.NoKeyset as exc:
            raise InvalidParameters(CURSOR, "Lists in this order have no cursors.", "no_cursor") from exc
        except (keyset.InvalidCursor, DataError) as exc:
            message = "Not a cursor of this list in this order."
            raise InvalidParameters(CURSOR, message, "invalid_cursor") from exc
        more, rows = len(rows) > size, rows[:size]
        if cursor.backwards:
            rows.reverse()
        self._link_beside(queryset, keys, cursor, rows, more=more)
        return rows

    def _link_beside(
        self,
        queryset: QuerySet[Any],
        keys: tuple[keyset.Key, ...],
        cursor: keyset.Cursor,
        rows: list[Any],
        *,
        more: bool,
    ) -> None:
        """Links on from the page's two ends; where rows have gone since, to the list's own ends."""
        came_from_a_row = cursor.values is not None
        if came_from_a_row if cursor.backwards else more:
            token = keyset.encode(queryset, keys, rows[-1], backwards=False) if rows else ""
            self._next = {CURSOR: token}
        if more if cursor.backwards else came_from_a_row:
            row = rows[0] if rows else None
            self._previous = {CURSOR: keyset.encode(queryset, keys, row, backwards=True)}

    def _size(self, query: QueryDict) -> int:
        return min(whole_number(query, PAGE_SIZE) or self.page_size, self.max_page_size)

    def _link(self, changes: dict[str, str | None] | None) -> str | None:
        if changes is None:
            return None
        url: str = self._request.build_absolute_uri()
        for name, value in changes.items():
            url = remove_query_param(url, name) if value is None else replace_query_param(url, name, value)
        return url


def _parameter(name: str, description: str, *, minimum: int | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": keyset.MAX_CURSOR_LENGTH}
    if minimum is not None:
        schema = {"type": "integer", "minimum": minimum, "maximum": LARGEST}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
