"""What a list may be asked: filters, search and ordering, each from an allow-list.

No name may hop over a relation (``owner__password``): start-up refuses it. A parameter that nobody reads is
a 400 that says which ones exist, since a misspelt filter would otherwise answer with every row.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend, search_smart_split
from rest_framework.request import Request
from rest_framework.serializers import ModelSerializer

from ringfence.api.params import InvalidParameters
from ringfence.api.shapes import EXPAND, FIELDS, expandable
from ringfence.ownership.search import search

SEARCH = "search"
ORDERING = "ordering"
MAX_SEARCH_LENGTH = 200
SHAPED_ACTIONS = frozenset({"list", "retrieve", "create", "update", "partial_update"})


class InvalidFilters(InvalidParameters):
    """400 about several query parameters, ``{name: [message, ...]}``."""

    def __init__(self, errors: Any) -> None:
        ValidationError.__init__(self, errors)


class QueryFilter(DjangoFilterBackend):
    """The view's ``filterset_class``; a malformed value is a 400 by parameter."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """The rows that pass. Raises ``InvalidParameters``."""
        try:
            rows: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        except ValidationError as exc:
            raise InvalidFilters(exc.detail) from exc
        return rows

    def parameters(self, view: Any) -> set[str]:
        """The query parameters that are read."""
        filterset_class = getattr(view, "filterset_class", None)
        return set(filterset_class.base_filters) if filterset_class else set()


class Search(BaseFilterBackend):
    """``?search=``: every term occurs somewhere in ``search_fields``, without case; "quoted words" are one term."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """The rows that match."""
        text = request.query_params.get(SEARCH, "")
        if not text or not view.search_fields:
            return queryset
        if len(text) > MAX_SEARCH_LENGTH:
            raise InvalidParameters(SEARCH, f"At most {MAX_SEARCH_LENGTH} characters.", "max_length")
        terms = list(search_smart_split(text))  # type: ignore[arg-type]
        return search(queryset, queryset.model, view.search_fields, terms)

    def parameters(self, view: Any) -> set[str]:
        """The query parameters that are read."""
        return {SEARCH} if view.search_fields else set()

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameter for OpenAPI."""
        if not view.search_fields:
            return []
        words = f"Words that all occur somewhere in {', '.join(view.search_fields)}, without case."
        return [_parameter(SEARCH, words, {"type": "string", "maxLength": MAX_SEARCH_LENGTH})]


class Ordering(BaseFilterBackend):
    """``?ordering=-created_at,title`` over ``ordering_fields``; every order ends in the primary key."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """The rows in the order asked for, or in the view's own."""
        text = request.query_params.get(ORDERING)
        if text is None:
            return queryset
        names = text.split(",")
        allowed = set(view.ordering_fields)
        if any(name.removeprefix("-") not in allowed for name in names) or len(names) > len(allowed):
            raise InvalidParameters(ORDERING, f"Choose from: {', '.join(sorted(allowed))}; a minus sign reverses.")
        return queryset.order_by(*names, "-pk" if names[0].startswith("-") else "pk")

    def parameters(self, view: Any) -> set[str]:
        """The query parameters that are read."""
        return {ORDERING} if view.ordering_fields else set()

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameter for OpenAPI."""
        if not view.ordering_fields:
            return []
        words = (
            f"Fields to sort by, separated by commas, from: {', '.join(view.ordering_fields)}; a minus sign reverses."
        )
        return [_parameter(ORDERING, words, {"type": "string"})]


def check_parameters(view: Any, request: Request) -> None:
    """Raise ``InvalidParameters`` (400) for a parameter that the view does not read, or one given twice.

    A method that the view does not answer is 405, whatever its parameters: nothing reads them.
    """
    if not has_method(view, request):
        return
    known = query_parameters(view)
    for name, values in request.query_params.lists():
        if name not in known:
            names = ", ".join(sorted(known)) or "none"
            raise InvalidParameters(name, f"Unknown parameter. Known here: {names}.", "unknown")
        if len(values) > 1:
            raise InvalidParameters(name, "Given more than once.", "repeated")
        if "\x00" in values[0]:
            raise InvalidParameters(name, "Null characters are not allowed.", "null_character")


def has_method(view: Any, request: Request) -> bool:
    """Whether the view answers the request's method, which otherwise is 405 and nothing else."""
    return hasattr(view, str(request.method).lower())


def query_parameters(view: Any) -> set[str]:
    """The query parameters that the view's present action reads (of a plain view: the present method)."""
    action = getattr(view, "action", None) or view.request.method.lower()
    names: set[str] = set(getattr(view, "extra_parameters", {}).get(action, ()))
    if action == "list" and view.paginator:
        names |= set(view.paginator.query_parameters)
    if action in getattr(view, "filtered_actions", ()):
        for backend in view.filter_backends:
            names |= backend().parameters(view)
    if is_shaped(view):
        names.add(FIELDS)
        if expandable(view.get_serializer_class()):
            names.add(EXPAND)
    return names


def is_shaped(view: Any) -> bool:
    """Whether the present action answers with rows, whose shape the caller may choose."""
    serializer_class = getattr(view, "serializer_class", None)
    known = isinstance(serializer_class, type) and issubclass(serializer_class, ModelSerializer)
    return known and getattr(view, "action", None) in SHAPED_ACTIONS


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
