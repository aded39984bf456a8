"""Each guard that is broken on purpose makes ``assert_isolated`` fail.

Where the ORM alone is broken, PostgreSQL's own policy holds, and the test says so by passing.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, models
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.validators import UniqueValidator

from ringfence.api.pagination import Pages
from ringfence.api.serializers import OwnedSerializer
from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.models import OwnedManager
from ringfence.ownership.scope import maintenance
from tests.shelf.models import Label, Paper, Poster, Shelf
from tests.testing.routes import finding, held_by_postgresql
from tests.testing.shelf_views import (
    LabelSerializer,
    LabelViewSet,
    PaperViewSet,
    PosterViewSet,
    SummaryView,
    everybodys,
)

pytestmark = pytest.mark.django_db


def test_the_orm_without_its_predicate_is_found_where_no_policy_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WithinReach, "as_sql", lambda self, compiler, connection: ("1 = 1", []))
    found = finding(views={"papers": PaperViewSet})
    for expected in (
        r"GET /papers/, /papers/ \(PaperViewSet\): the answer holds another owner's shelf\.Paper\.title: 'zq",
        r"GET /papers/, /papers/ \(PaperViewSet\): counts more rows than the caller has: \d+ instead of \d+",
        r"GET /papers/\d+/, .*: answers 200 if another owner has the row, 404 if nobody has it",
        r"PUT /papers/\d+/ without a body, .*: answers 403 if another owner has the row, 404 if nobody has it",
        r"shelf\.Poster\.objects lets a visitor reach the row: by update, delete",
        r"notes\.Note\.objects lets a visitor reach the row: by filter, in_bulk, update, delete",
    ):
        assert (re.search(expected, found) is None) is (connection.vendor == "postgresql"), found


def test_models_without_a_route_are_tried_by_the_orm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OwnedManager, "get_queryset", models.Manager.get_queryset)
    found = finding(views={"summary": SummaryView})
    assert held_by_postgresql("- notes.Note.objects lets another user reach the row: by filter, in_bulk") in found


class MaintainedViewSet(LabelViewSet):
    """Shows everybody's rows."""

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with maintenance("a short cut"):
            return Response(self.get_serializer(self.get_queryset(), many=True).data)


class UnscopedViewSet(LabelViewSet):
    def get_queryset(self) -> Any:
        return everybodys(Label).order_by("id")


class ForbiddingViewSet(LabelViewSet):
    """403 where another owner has the row."""

    def get_object(self) -> Any:
        row = everybodys(Label).filter(pk=self.kwargs["pk"]).first()
        if row is not None and row.owner_id != self.request.user.pk:
            raise PermissionDenied
        return super().get_object()


class TellingViewSet(LabelViewSet):
    """404 for both, in other words for one of them."""

    def get_object(self) -> Any:
        row = everybodys(Label).filter(pk=self.kwargs["pk"]).first()
        if row is not None and row.owner_id != self.request.user.pk:
            raise NotFound("No such label of yours.")
        return super().get_object()


class HeaderViewSet(LabelViewSet):
    """Tells by a header."""

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        response["X-Labels"] = everybodys(Label).count()
        return response


class WritingViewSet(LabelViewSet):
    """Writes first and looks then."""

    undoes_refusals = False

    def perform_authentication(self, request: Request) -> None:
        super().perform_authentication(request)
        if request.method == "PATCH":
            everybodys(Label).filter(pk=self.kwargs.get("pk")).update(name="touched")


class ObedientSerializer(LabelSerializer):
    owner = serializers.IntegerField(source="owner_id", required=False)

    class Meta(LabelSerializer.Meta):
        fields = ["id", "name", "owner"]


class ObedientViewSet(LabelViewSet):
    """Takes the owner from the body."""

    serializer_class: Any = ObedientSerializer

    def perform_create(self, serializer: Any) -> None:
        label = Label(**{"owner_id": self.request.user.pk, **serializer.validated_data})
        (serializer.instance,) = everybodys(Label).bulk_create([label])


class TrustingSerializer(OwnedSerializer):
    shelf = serializers.PrimaryKeyRelatedField(queryset=everybodys(Shelf), required=False)

    class Meta:
        model = Paper
        fields = ["id", "title", "shelf"]


class TrustingViewSet(PaperViewSet):
    """Resolves relations past the scope."""

    serializer_class: Any = TrustingSerializer


class TalkativeViewSet(LabelViewSet):
    """Searches over everybody's rows."""

    search_fields = ["name"]

    def filter_queryset(self, queryset: Any) -> Any:
        text = self.request.query_params.get("search", "")
        return queryset if text and everybodys(Label).filter(name=text).exists() else super().filter_queryset(queryset)


class CountingPages(Pages):
    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        response.data["count"] = everybodys(Label).count()
        return response


class CountingViewSet(LabelViewSet):
    pagination_class = CountingPages


class StatisticsViewSet(LabelViewSet):
    @action(detail=False)
    def total(self, request: Request) -> Response:
        return Response({"all": everybodys(Label).aggregate(models.Sum("revision"))})


class FirstComeSerializer(OwnedSerializer):
    name = serializers.CharField(validators=[UniqueValidator(everybodys(Label))])

    class Meta:
        model = Label
        fields = ["id", "name"]


class FirstComeViewSet(LabelViewSet):
    """A name that one owner has is refused to all others."""

    serializer_class: Any = FirstComeSerializer


class OpenViewSet(LabelViewSet):
    permission_classes: Any = (AllowAny,)


class ThoroughlyOpenViewSet(PosterViewSet):
    """A published row that anybody may write, as far as the view goes."""

    def check_object_permissions(self, request: Request, obj: Any) -> None:
        return None

    def perform_update(self, serializer: Any) -> None:
        everybodys(Poster).filter(pk=serializer.instance.pk).update(text="defaced")


class BurningViewSet(LabelViewSet):
    """Spoils whatever rows a body names."""

    @action(detail=False, methods=["post"])
    def burn(self, request: Request) -> Response:
        everybodys(Label).filter(pk__in=dict(request.data).get("ids", [])).update(name="burnt")
        return Response(status=204)


class FailingViewSet(LabelViewSet):
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise LookupError("no idea")


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (UnscopedViewSet, r"GET /views/, .*: the answer holds another owner's shelf\.Label\.name: 'zq"),
        (ForbiddingViewSet, r"GET /views/\d+/, .*: answers 403 if another owner has the row, 404 if nobody has it"),
        (
            TellingViewSet,
            r'GET /views/\d+/, .*: tells .*: {"detail":"No such label of yours\.".* instead of {"detail":"No',
        ),
        (HeaderViewSet, r"GET /views/\d+/, .*: tells whether another owner has the row: by the headers X-Labels"),
        (
            WritingViewSet,
            r"PATCH /views/\d+/ .*: changes another owner's shelf\.Label: name of row \d+ was 'zq\w+' and is",
        ),
        (
            TrustingViewSet,
            r'with another owner\'s Shelf as "shelf", .*: answers 409 if another owner .*, 400 if nobody',
        ),
        (TalkativeViewSet, r"GET /views/\?search=zq\w+, .*: tells whether another owner has the row"),
        (CountingViewSet, r"GET /views/, .*: counts more rows than the caller has: \d+ instead of \d+"),
        (StatisticsViewSet, r'GET /views/total/, .*: tells .*: {"all":{"revision__sum":\d+}} instead of {"all"'),
        (
            FirstComeViewSet,
            r"POST /views/ with the values of another owner's row, .*: answers 400 if .*, 201 if nobody",
        ),
        (
            BurningViewSet,
            r'POST /views/burn/ with another owner\'s "ids", .*: changes another owner\'s shelf\.Label: name',
        ),
    ],
)
def test_a_view_that_passes_the_scope_by_is_found_where_no_policy_holds(view: Any, expected: str) -> None:
    found = finding(views={"views": view})
    if connection.vendor == "postgresql":
        assert found == ""
    else:
        assert re.search(expected, found), found


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (OpenViewSet, r"GET /views/ without credentials, .*: is answered 200, not 401 or 403"),
        (
            ThoroughlyOpenViewSet,
            r"PUT /views/\d+/ with a valid body, .*: somebody else's write to a published row is answered 200, not 403",
        ),
        (FailingViewSet, r"GET /views/, .*: fails with 500: LookupError\('no idea'\)"),
    ],
)
def test_a_view_that_no_policy_can_mend_is_found_on_both_databases(view: Any, expected: str) -> None:
    found = finding(views={"views": view})
    assert re.search(expected, found), found


@pytest.mark.django_db(databases="__all__")
def test_a_view_that_reads_as_maintenance_is_found_on_both_databases() -> None:
    expected = {
        "sqlite": r"GET /views/, .*: the answer holds another owner's shelf\.Label\.name",
        "postgresql": r"GET /views/, .*: is answered as a database role that reaches everybody's rows",
    }[connection.vendor]
    found = finding(views={"views": MaintainedViewSet})
    assert re.search(expected, found), found


def test_a_serializer_that_lets_a_body_name_the_owner_is_found_on_both_databases() -> None:
    expected = {
        "sqlite": r'POST /views/ with another owner as "owner", .*: makes a shelf\.Label for another owner: row \d+',
        "postgresql": r'POST /views/ with another owner as "owner", .*: fails with 500: .*row-level security policy',
    }[connection.vendor]
    found = finding(views={"views": ObedientViewSet})
    assert re.search(expected, found), found
