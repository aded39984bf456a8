"""Why a view has no lane: everything that the long way would ask of it and the short way would not.

A lane stands for REST framework's own code, and this package's. A view that overrides any of it, or brings classes of
its own (permissions, throttles, renderers …), keeps the long way; so does a serializer that goes by the request.
"""

from __future__ import annotations

from collections.abc import Sequence
from inspect import getattr_static
from typing import Any

from django_filters import FilterSet
from django_filters.rest_framework import FilterSet as RestFilterSet
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.renderers import JSONRenderer

from ringfence.accounts.authentication import PersonalTokenAuthentication, SessionAuthentication
from ringfence.api.filters import Ordering, QueryFilter, Search
from ringfence.api.negotiation import ContentNegotiation
from ringfence.api.parsers import StrictJSONParser
from ringfence.api.reads import finds_plainly, lists_plainly
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet

# Of OwnedViewSet, as it inherits them: what a read passes, what a list passes besides, and what a write does.
_READING = (
    *("dispatch", "initialize_request", "initial", "finalize_response", "handle_exception", "http_method_not_allowed"),
    *(
        "perform_authentication",
        "check_permissions",
        "check_throttles",
        "determine_version",
        "perform_content_negotiation",
    ),
    *("get_authenticators", "get_permissions", "get_throttles", "get_renderers", "get_content_negotiator", "app_label"),
    *("get_renderer_context", "get_parser_context", "get_exception_handler", "get_queryset", "get_serializer"),
    *("get_serializer_class", "get_serializer_context", "default_response_headers", "allowed_methods", "_complete"),
    *("read_parameters", "setup", "list", "retrieve"),
)
_LISTING = ("filter_queryset", "paginate_queryset", "get_paginated_response", "paginator")
_CREATING = (
    *(
        "create",
        "perform_create",
        "_store",
        "get_success_headers",
        "get_parsers",
        "_refusal",
        "check_object_permissions",
    ),
)
# Of a serializer: what says what it shows, which must be the same for every request, and how it reads a body.
_SHOWING = ("__init__", "__new__", "get_fields", "fields", "_readable_fields", "get_field_names", "data", "many_init")
_WRITING = (
    *("create", "save", "is_valid", "run_validation", "to_internal_value", "validate", "validators", "get_validators"),
    *("run_validators", "get_initial", "_writable_fields"),
)
_BACKENDS = (QueryFilter, Search, Ordering)
_AUTHENTICATION = {SessionAuthentication, PersonalTokenAuthentication}
_PERMISSIONS = {AllowAny, IsAuthenticated}


def why(view_class: Any, action: str) -> str:
    """Why ``action`` ("list", "retrieve", "create") of a view class has no lane; empty where it may have one."""
    if not (isinstance(view_class, type) and issubclass(view_class, OwnedViewSet)):
        return "no OwnedViewSet"
    for name in (*_READING, *(_LISTING if action == "list" else ()), *(_CREATING if action == "create" else ())):
        if getattr_static(view_class, name) is not getattr_static(OwnedViewSet, name):
            return f"{name} is its own"
    if ("post" if action == "create" else "get") not in view_class.http_method_names:
        return "http_method_names leaves it out"
    return _foreign_class(view_class) or _foreign_serializer(view_class) or _foreign_way(view_class, action)


def own_ways(serializer_class: Any, names: Sequence[str] = _SHOWING) -> str:
    """What of ``names`` a serializer class brings itself; empty where all is this package's or REST framework's."""
    for name in names:
        for each in serializer_class.__mro__:
            if name in vars(each):
                if each.__module__.partition(".")[0] not in ("ringfence", "rest_framework", "builtins"):
                    return f"the serializer's {name} is its own"
                break
    return ""


def _foreign_class(view: Any) -> str:
    """A class that a request would pass and that is not this package's or REST framework's."""
    named: dict[str, tuple[set[Any], set[Any]]] = {
        "authentication_classes": (set(view.authentication_classes), _AUTHENTICATION),
        "permission_classes": (set(view.permission_classes), _PERMISSIONS),
        "throttle_classes": (set(view.throttle_classes), set()),
        "renderer_classes": (set(view.renderer_classes), {JSONRenderer}),
        "parser_classes": (set(view.parser_classes), {StrictJSONParser}),
        "content_negotiation_class": ({view.content_negotiation_class}, {ContentNegotiation}),
        "versioning_class": ({view.versioning_class}, {None}),
    }
    if SessionAuthentication not in view.authentication_classes:
        return "authentication_classes is without SessionAuthentication"
    return next((f"{name} has others" for name, (own, known) in named.items() if not own <= known), "")


def _foreign_serializer(view: Any) -> str:
    serializer = view.serializer_class
    if not (isinstance(serializer, type) and issubclass(serializer, OwnedSerializer)):
        return "serializer_class is no OwnedSerializer"
    return own_ways(serializer)


def _foreign_way(view: Any, action: str) -> str:
    if action == "retrieve" and not finds_plainly(view(), [permission() for permission in view.permission_classes]):
        return "it looks at its row before it is shown"
    if action == "list":
        if not lists_plainly(view()):
            return "its pages are its own"
        if not all(backend in _BACKENDS for backend in view.filter_backends):
            return "filter_backends has others"
        return _foreign_filter(view)
    return _foreign_write(view.serializer_class) if action == "create" else ""


def _foreign_filter(view: Any) -> str:
    """A filter that is a method of its own may ask anything, the clock for instance."""
    filterset = getattr(view, "filterset_class", None)
    if filterset is None:
        return ""
    for name, declared in filterset.base_filters.items():
        known = type(declared).__module__.partition(".")[0] in ("django_filters", "ringfence")
        if declared.method is not None or not known:
            return f"the filter {name} is its own"
    for name in ("filter_queryset", "qs", "__init__", "get_form_class", "is_valid"):
        known_ways = [getattr_static(base, name) for base in (FilterSet, RestFilterSet)]
        if getattr_static(filterset, name) not in known_ways:
            return "filterset_class has methods of its own"
    return ""


def _foreign_write(serializer: Any) -> str:
    own = [name for name in dir(serializer) if name.startswith("validate_") and not hasattr(OwnedSerializer, name)]
    return f"the serializer's {own[0]} is its own" if own else own_ways(serializer, _WRITING)
