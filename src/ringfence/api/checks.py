"""Refusals at start-up for routes: every view is owner-scoped, or says why it is not.

Walks the URLconf, so that a route cannot be forgotten. What a view names is looked at by ``view_checks`` and
``serializer_checks``; every code is explained in ``docs/reference/checks.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import Model
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from ringfence.api.serializer_checks import check_serializer
from ringfence.api.view_checks import check_view
from ringfence.api.views import OwnedView
from ringfence.ownership.registry import owner_policy

View = TypeVar("View", bound=Any)

_ADMIN_MIDDLEWARE = "ringfence.ownership.admin.AdminSiteMiddleware"


def unscoped(reason: str) -> Callable[[View], View]:
    """Mark a view as deliberately not owner-scoped, with the ``reason`` for the audit.

    Takes a class (its subclasses are not marked by it), a function, or what ``path`` returns: with ``include`` in
    it, everything below. Raises ``ValueError`` for an empty reason.
    """
    if not reason.strip():
        raise ValueError("unscoped() wants a reason: the audit prints it.")

    def mark(view: View) -> View:
        view.unscoped_reason = reason
        return view

    return mark


class Route:
    """One pattern of the URLconf: ``pattern`` as text, and the view behind it (a class where there is one).

    ``reason`` is what the URLconf says of a whole part that is not owner-scoped.
    """

    def __init__(self, pattern: str, callback: Any, namespaces: tuple[str, ...] = (), reason: str = "") -> None:
        self.pattern = pattern
        self.callback = callback
        self.view = getattr(callback, "cls", None) or getattr(callback, "view_class", None) or callback
        self.actions: dict[str, str] = getattr(callback, "actions", None) or {}
        self.namespaces = namespaces
        self.reason = reason

    @property
    def name(self) -> str:
        """The view's dotted name."""
        return f"{self.view.__module__}.{getattr(self.view, '__qualname__', type(self.view).__qualname__)}"

    @property
    def is_owned(self) -> bool:
        """Whether the view is owner-scoped."""
        return isinstance(self.view, type) and issubclass(self.view, OwnedView)

    @property
    def is_admin(self) -> bool:
        """Whether the route is the admin site's, which acts under ``maintenance``."""
        return any(
            hasattr(thing, mark)
            for layer in _layers(self.callback)
            for thing in (layer, getattr(layer, "__self__", None))
            for mark in ("admin_site", "model_admin", "admin_view")
        )

    @property
    def unscoped_reason(self) -> str:
        """Why the view is not owner-scoped; empty when nobody said, and its model does not say it either."""
        for thing in (self.view, self.callback):
            reason: str = getattr(thing, "__dict__", {}).get("unscoped_reason", "")
            if reason:
                return reason
        if self.reason:
            return self.reason
        model = _model_of(self.view)
        if model is None or owner_policy(model) is not None or model is get_user_model():
            return ""
        return f"rows of {model._meta.label} have no owner"


def routes(urlconf: str | None = None) -> list[Route]:
    """Every route of the URLconf, in order; none where the project has no URLconf."""
    if urlconf is None and not getattr(settings, "ROOT_URLCONF", None):
        return []
    return list(_walk(get_resolver(urlconf), "", (), ""))


@register(Tags.urls)
def check_routes(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """E101 and E108 for every route, E102 to E107, E109 and W101 for every owner-scoped view."""
    messages: list[CheckMessage] = []
    views: dict[Any, None] = {}
    admin = _maintenance_prefix()
    for route in routes():
        if route.is_admin:
            continue
        if admin and f"/{route.pattern}".startswith(admin):
            messages.append(_below_admin(route, admin))
        elif route.is_owned:
            views[route.view] = None
        elif not route.unscoped_reason:
            messages.append(
                Error(
                    f"/{route.pattern} ({route.name}) is not owner-scoped.",
                    hint='Derive it from OwnedViewSet or OwnedView, or mark it: @unscoped("why").',
                    id="ringfence.E101",
                )
            )
    serializers: dict[Any, None] = {}
    for view in views:
        messages += check_view(view)
        if getattr(view, "serializer_class", None) is not None:
            serializers[view.serializer_class] = None
    for serializer in serializers:
        # One that is nested in several is told of once.
        messages += [message for message in check_serializer(serializer) if message not in messages]
    return messages


def _below_admin(route: Route, admin: str) -> CheckMessage:
    return Error(
        f"/{route.pattern} ({route.name}) lies below {admin}, where everything acts as maintenance.",
        hint="Move it to another address: only the admin site asks there who may see everyone's rows.",
        id="ringfence.E108",
    )


def _maintenance_prefix() -> str:
    """The address below which requests act under ``maintenance``; empty where there is none."""
    if _ADMIN_MIDDLEWARE not in settings.MIDDLEWARE or not getattr(settings, "ROOT_URLCONF", None):
        return ""
    try:
        return reverse("admin:index")
    except NoReverseMatch:
        return ""


def _layers(callback: Any) -> Iterator[Any]:
    """A view and what its decorators wrap."""
    while callback is not None:
        yield callback
        callback = getattr(callback, "__wrapped__", None)


def _model_of(view: Any) -> type[Model] | None:
    """The model that a generic view, Django's or REST framework's, says it is about."""
    model = getattr(getattr(view, "queryset", None), "model", None) or getattr(view, "model", None)
    return model if isinstance(model, type) and issubclass(model, Model) else None


def _walk(resolver: Any, prefix: str, namespaces: tuple[str, ...], reason: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern).removeprefix("^")
        said = getattr(entry, "unscoped_reason", "") or reason
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, pattern, inner, said)
        elif isinstance(entry, URLPattern):
            yield Route(pattern, entry.callback, namespaces, said)
