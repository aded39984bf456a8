"""One owner-scoped route as the isolation test meets it: its addresses, its queries, and bodies it accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib.admindocs.views import simplify_regex
from django.db.models import Model
from django.http import Http404
from django.urls import resolve
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from ringfence.api.checks import Route
from ringfence.ownership.registry import is_owned, policy_of

# A dot of the address itself, as a pattern has it.
_ESCAPED = re.compile(r"\\([.-])")
_PARAMETER = re.compile(r"<(?:[^>:]+:)?(\w+)>")
# What a format suffix may be, where a router makes such routes.
_FORMAT = {"format": "json"}


class NoAddress(AssertionError):
    """No address can be made for a route; the message says what to give."""


class Target:
    """A route that is owner-scoped. ``model`` is None for a view that names neither queryset nor serializer."""

    def __init__(self, route: Route, given: Mapping[str, Any]) -> None:
        self.route = route
        self.view_class: Any = route.view
        self.template = _ESCAPED.sub(r"\1", simplify_regex(route.pattern))
        self.parameters = [name for name in _PARAMETER.findall(self.template) if name not in {*_FORMAT, *given}]
        self.model = self._model()
        self._given = {**_FORMAT, **given}

    def __str__(self) -> str:
        return f"{self.template} ({self.view_class.__name__})"

    @property
    def is_about_a_row(self) -> bool:
        """Whether the address names a row, rather than a collection or nothing."""
        return bool(self.parameters)

    @property
    def is_published(self) -> bool:
        """Whether everybody may read the rows of the view's model."""
        return self.model is not None and policy_of(self.model).readers == "everyone"

    @property
    def is_list(self) -> bool:
        """Whether the route lists the view's rows."""
        return self.route.actions.get("get") == "list"

    def action(self, method: str) -> str | None:
        """The name of the view's method that answers ``method``; None when none does."""
        name = method.lower()
        if name not in self.view_class.http_method_names:
            return None
        if self.route.actions:
            return self.route.actions.get(name)
        return name if hasattr(self.view_class, name) else None

    def fits(self, row: Any) -> bool:
        """Whether ``row`` has a column for every parameter of the address."""
        return all(_column(row, name) is not None for name in self.parameters)

    def path(self, row: Any = None) -> str:
        """The address, of ``row`` where it is about one. Raises :class:`NoAddress`."""
        found = {name: _column(row, name) for name in self.parameters}
        missing = [name for name, value in found.items() if value is None]
        if missing:
            names = ", ".join(f'"{name}": ...' for name in missing)
            raise NoAddress(f"{self}: no column says what to fill in. Say it: assert_isolated(parameters={{{names}}}).")
        values = {**self._given, **found}
        path = _PARAMETER.sub(lambda match: str(values[match[1]]), self.template)
        try:
            reached = resolve(path).func
        except Http404:
            reached = None
        if reached is not self.route.callback:
            raise NoAddress(f"{self}: {path} does not lead there, since the pattern is more than names and slashes.")
        return path

    def view(self, method: str, user: Any, row: Any = None) -> Any:
        """An instance of the view as it stands before it answers ``method``."""
        view = self.view_class(**getattr(self.route.callback, "initkwargs", {}))
        request = Request(APIRequestFactory().generic(method, "/"))
        request.user = user
        view.request, view.args, view.format_kwarg = request, (), None
        view.kwargs = {name: _column(row, name) for name in self.parameters}
        view.action = self.action(method)
        return view

    def serializer(self, method: str, user: Any, row: Any = None) -> Any:
        """The serializer that reads a body of ``method``; None where the view has none."""
        view = self.view(method, user, row)
        if not hasattr(view, "get_serializer") or (self.model is None and view.serializer_class is None):
            return None
        serializer = view.get_serializer()
        return serializer if isinstance(serializer, serializers.Serializer) else None

    def queries(self, user: Any, values: Iterable[str]) -> Iterator[dict[str, str]]:
        """Query strings of a list: every way of paging, every order, and every filter with each of ``values``."""
        view = self.view("GET", user)
        yield from _pages(view)
        for backend_class in getattr(view, "filter_backends", ()):
            for name in sorted(_names(backend_class(), view)):
                if name == getattr(backend_class, "ordering_param", "ordering"):
                    fields = [f for f in getattr(view, "ordering_fields", None) or () if isinstance(f, str)]
                    yield from ({name: sign + each} for each in fields for sign in ("", "-"))
                else:
                    yield from ({name: value} for value in values)

    def _model(self) -> Any:
        queryset = getattr(self.view_class, "queryset", None)
        meta = getattr(getattr(self.view_class, "serializer_class", None), "Meta", None)
        model = getattr(meta, "model", None) if queryset is None else queryset.model
        return model if is_owned(model) else None


def with_query(path: str, query: Mapping[str, str]) -> str:
    """The address with a query string."""
    return f"{path}?{urlencode(query)}" if query else path


def _column(row: Model | None, name: str) -> Any:
    """What ``row`` has for a parameter: its column of that name, or the key of a relation ("shelf_pk")."""
    stem = re.sub(r"_(pk|id)$", "", name)
    for attribute in (name, f"{stem}_id", f"{stem}_slug"):
        value = getattr(row, attribute, None)
        if value is not None and not callable(value):
            return value
    return None


def _pages(view: Any) -> Iterator[dict[str, str]]:
    yield {}
    paginator = getattr(view, "paginator", None)
    if paginator is None:
        return
    known = set(getattr(paginator, "query_parameters", ()))
    page, size, limit, offset, cursor = (
        name if name in known else getattr(paginator, f"{name}_query_param", None)
        for name in ("page", "page_size", "limit", "offset", "cursor")
    )
    if page:
        yield {page: "1", size: "1"} if size else {page: "1"}
    if limit:
        yield {limit: "1"}
    if limit and offset:
        yield {limit: "1", offset: "1"}
    if cursor and known:
        yield {cursor: "", size: "1"} if size else {cursor: ""}


def _names(backend: Any, view: Any) -> set[str]:
    """The query parameters that a filter backend reads."""
    if hasattr(backend, "parameters"):
        return set(backend.parameters(view))
    if hasattr(backend, "get_filterset_class"):
        filterset_class = backend.get_filterset_class(view, view.queryset)
        return set(filterset_class.base_filters) if filterset_class else set()
    if hasattr(backend, "get_schema_operation_parameters"):
        return {parameter["name"] for parameter in backend.get_schema_operation_parameters(view)}
    return set()
