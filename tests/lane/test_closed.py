"""A view with rules of its own has no lane, says why, and is answered by them; so is what a lane cannot know."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import django_filters
import pytest
from django.db.models import DateTimeField, Expression
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.throttling import BaseThrottle

from ringfence.accounts.authentication import PersonalTokenAuthentication
from ringfence.api.filters import QueryFilter
from ringfence.api.negotiation import ContentNegotiation
from ringfence.api.pagination import Pages
from ringfence.api.relations import NamesField
from ringfence.api.routers import Router
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet
from ringfence.lane import closed, lanes
from ringfence.ownership.scope import acting_as
from tests.kinds.models import Thing, Word
from tests.lane.ways import Ways, ask
from tests.people import Person, sign_up

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

THINGS = "/things/"


class ThingSerializer(OwnedSerializer):
    words = NamesField(Word)

    class Meta:
        model = Thing
        fields = ["id", "text", "number", "moment", "words"]


class ThingViewSet(OwnedViewSet):
    queryset = Thing.objects.order_by("id")
    serializer_class = ThingSerializer
    ordering_fields = ["text", "number", "moment"]


class Nobody(BasePermission):
    def has_permission(self, request: Any, view: Any) -> bool:
        return "secret" in request.headers


class NotTwo(IsAuthenticated):
    def has_object_permission(self, request: Any, view: Any, obj: Any) -> bool:
        return bool(obj.number != 2)


class Never(BaseThrottle):
    def allow_request(self, request: Any, view: Any) -> bool:
        return False


class Shouting(JSONRenderer):
    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        return bytes(super().render(data, *args, **kwargs)).upper()


class Stubborn(ContentNegotiation):
    pass


class Fives(Pages):
    def get_paginated_response(self, data: Any) -> Any:
        response = super().get_paginated_response(data)
        response["X-Fives"] = "5"
        return response


class Odd(django_filters.FilterSet):
    odd = django_filters.BooleanFilter(method="only_odd")

    def only_odd(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.filter(number__in=[1, 3]) if value else queryset


class OwnBackend(QueryFilter):
    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        return queryset.filter(number__gte=2)


class MethodSerializer(ThingSerializer):
    double = serializers.SerializerMethodField()

    class Meta(ThingSerializer.Meta):
        fields = ["id", "double"]

    def get_double(self, row: Any) -> int:
        return int(row.number * 2)


class DynamicSerializer(ThingSerializer):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        request = self.context.get("request")
        if request is not None and "bare" in request.headers:
            self.fields.pop("text")


class GetFieldsSerializer(ThingSerializer):
    def get_fields(self) -> Any:
        found = super().get_fields()
        if "bare" in self.context["request"].headers:
            found.pop("text")
        return found


class LoudSerializer(ThingSerializer):
    def to_representation(self, instance: Any) -> Any:
        return {**super().to_representation(instance), "by": self.context["request"].headers.get("bare")}


def _only_first(view: Any) -> Any:
    return OwnedViewSet.get_queryset(view).filter(number=1)


def _first_only(view: Any, queryset: Any) -> Any:
    return OwnedViewSet.filter_queryset(view, queryset).filter(number=1)


def _listed(view: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
    response = OwnedViewSet.list(view, request, *args, **kwargs)
    response["X-Own"] = "list"
    return response


def _marked(view: Any, *args: Any, **kwargs: Any) -> Any:
    response = OwnedViewSet.finalize_response(view, *args, **kwargs)
    response["X-Own"] = "finalized"
    return response


def _initial(view: Any, request: Any, *args: Any, **kwargs: Any) -> None:
    OwnedViewSet.initial(view, request, *args, **kwargs)
    if "bare" in request.headers:
        raise serializers.ValidationError("bare")


def _context(view: Any) -> Any:
    return {**OwnedViewSet.get_serializer_context(view), "own": True}


RULES: dict[str, tuple[dict[str, Any], str]] = {
    "permission": ({"permission_classes": [Nobody]}, "permission_classes has others"),
    "throttle": ({"throttle_classes": [Never]}, "throttle_classes has others"),
    "renderer": ({"renderer_classes": [Shouting]}, "renderer_classes has others"),
    "authentication": (
        {"authentication_classes": [PersonalTokenAuthentication]},
        "authentication_classes is without SessionAuthentication",
    ),
    "negotiation": ({"content_negotiation_class": Stubborn}, "content_negotiation_class has others"),
    "queryset": ({"get_queryset": _only_first}, "get_queryset is its own"),
    "filter": ({"filter_queryset": _first_only}, "filter_queryset is its own"),
    "list": ({"list": _listed}, "list is its own"),
    "finalize": ({"finalize_response": _marked}, "finalize_response is its own"),
    "initial": ({"initial": _initial}, "initial is its own"),
    "context": ({"get_serializer_context": _context}, "get_serializer_context is its own"),
    "pages": ({"pagination_class": Fives}, "its pages are its own"),
    "no pages": ({"pagination_class": None}, "its pages are its own"),
    "method filter": ({"filterset_class": Odd}, "the filter odd is its own"),
    "backend": ({"filter_backends": [OwnBackend]}, "filter_backends has others"),
    "dynamic": ({"serializer_class": DynamicSerializer}, "the serializer's __init__ is its own"),
    "fields": ({"serializer_class": GetFieldsSerializer}, "the serializer's get_fields is its own"),
    # Found when a plan is made.
    "method field": ({"serializer_class": MethodSerializer}, ""),
    "loud": ({"serializer_class": LoudSerializer}, ""),
}


@pytest.fixture
def alice() -> Person:
    """A person with three things."""
    person = sign_up("alice")
    with acting_as(person.id):
        Thing.objects.bulk_create([Thing(number=number, text=f"thing {number}") for number in (1, 2, 3)])
    return person


def at(**views: Any) -> override_settings:
    """The URLconf of view sets and view functions by name."""
    router, patterns = Router(), []
    for name, view in views.items():
        if isinstance(view, type):
            router.register(name, view, basename=name)
        else:
            patterns.append(path(f"{name}/", view))
    return override_settings(ROOT_URLCONF=type("urls", (), {"urlpatterns": [*router.urls, *patterns]}))


@pytest.fixture
def ordinary() -> Iterator[None]:
    with at(things=ThingViewSet):
        yield


@pytest.mark.parametrize("name", RULES)
def test_a_view_with_a_rule_of_its_own_keeps_the_long_way(alice: Person, name: str) -> None:
    members, why = RULES[name]
    view = type("OwnViewSet", (ThingViewSet,), members)
    assert closed.why(view, "list") == why
    with at(things=view):
        ways = Ways()
        for headers in ({}, {"bare": "1"}, {"secret": "1"}):
            assert ways.short_for(f"{THINGS}?odd=true", times=2, token=alice.access, **headers) == 0
        assert ways.short_for(THINGS, times=2, token=alice.access) == 0


def _not_two(view: Any) -> Any:
    row = OwnedViewSet.get_object(view)
    if row.number == 2:
        raise PermissionDenied
    return row


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"permission_classes": [NotTwo]}, "permission_classes has others"),
        ({"get_object": _not_two}, "it looks at its row before it is shown"),
    ],
)
def test_who_looks_at_a_row_before_it_is_shown_has_no_lane_of_one(
    alice: Person, members: dict[str, Any], why: str
) -> None:
    view = type("OwnViewSet", (ThingViewSet,), members)
    assert closed.why(view, "retrieve") == why
    with at(things=view), acting_as(alice.id):
        keys = list(Thing.objects.order_by("id").values_list("id", flat=True))
    with at(things=view):
        ways = Ways()
        statuses = [ways.as_person(alice, f"{THINGS}{key}/").status for key in keys]
    assert (statuses, ways.short) == ([200, 403, 200], 0)


def test_an_ordinary_view_has_lanes(alice: Person, ordinary: None) -> None:
    assert (closed.why(ThingViewSet, "list"), closed.why(ThingViewSet, "retrieve")) == ("", "")
    ways = Ways()
    assert ways.short_for(THINGS, token=alice.access) == 6
    assert ways.short_for(f"{THINGS}?page_size=2", token=alice.access) == 5


def test_attributes_that_the_route_gives_close_the_lane(alice: Person) -> None:
    view = ThingViewSet.as_view({"get": "list"}, permission_classes=[Nobody])
    assert lanes.lane_of(view) is None
    with at(things=view):
        ways = Ways()
        assert ways.short_for(THINGS, token=alice.access) == 0
        assert ways.as_person(alice, THINGS).status == 403


def _decorated(view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if "secret" not in request.headers:
            return HttpResponse("{}", status=403, content_type="application/json")
        return view(request, *args, **kwargs)

    return within


def test_a_decorator_comes_before_every_lane(alice: Person) -> None:
    with at(things=_decorated(ThingViewSet.as_view({"get": "list"}))):
        ways = Ways()
        assert ways.as_person(alice, THINGS, secret="1").status == 200
        assert ways.as_person(alice, THINGS).status == 403
        assert ask(ways.app, THINGS, token=alice.access).status == 403


class Clock(Expression):
    """The time at which SQL is made of it."""

    output_field = DateTimeField()

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [connection.ops.adapt_datetimefield_value(timezone.now())]


def test_a_queryset_that_asks_the_clock_is_asked_each_time(alice: Person) -> None:
    past = type("PastViewSet", (ThingViewSet,), {"queryset": Thing.objects.filter(moment__lte=Clock()).order_by("id")})
    assert closed.why(past, "list") == ""
    soon = timezone.now() + timedelta(hours=1)
    with acting_as(alice.id):
        Thing.objects.filter(number=1).update(moment=soon)
        # Of an empty list no lane answers anyhow.
        Thing.objects.filter(number=2).update(moment=soon - timedelta(hours=2))
    with at(things=past):
        ways = Ways()
        assert ways.short_for(THINGS, token=alice.access) == 0
        assert json.loads(ask(ways.app, THINGS, token=alice.access).body)["count"] == 1
        with acting_as(alice.id):
            Thing.objects.filter(number=1).update(moment=soon - timedelta(hours=2))
        assert json.loads(ask(ways.app, THINGS, token=alice.access).body)["count"] == 2


def test_a_setting_that_changes_is_heeded(alice: Person, ordinary: None) -> None:
    ways = Ways()
    assert ways.short_for(THINGS, token=alice.access) == 6
    with override_settings(ALLOWED_HOSTS=["elsewhere.example"]):
        assert ways.as_person(alice, THINGS).status == 400
    with override_settings(MIDDLEWARE=["tests.lane.test_closed.teapot"]):
        app = Ways().app
        assert not app.is_open


def teapot(get_response: Any) -> Any:
    """A middleware that nobody declared safe."""
    return get_response
