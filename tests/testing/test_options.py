"""What ``assert_isolated`` is told where it cannot know, and what it says when it needs to be told."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path
from typing import Any

import pytest
from django.core.validators import RegexValidator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import TestCase
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

from ringfence.accounts.models import User
from ringfence.api.checks import unscoped
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedView
from ringfence.ownership.registry import owned_models
from ringfence.ownership.scope import acting_as, maintenance
from ringfence.testing import Report, assert_isolated
from ringfence.testing.findings import MOST, Finding, Findings
from tests.people import Person
from tests.shelf.models import Label, Paper, Poster
from tests.testing.routes import finding, urls
from tests.testing.shelf_views import (
    LabelledViewSet,
    LabelViewSet,
    PosterViewSet,
    ShelfViewSet,
    everybodys,
)

pytestmark = pytest.mark.django_db


class TestInAPlainTestCase(TestCase):
    def test_one_line_is_enough(self) -> None:
        with urls(labels=LabelViewSet):
            assert assert_isolated().routes == (
                "/labels/ (LabelViewSet)",
                "/labels/bulk/ (LabelViewSet)",
                "/labels/<pk>/ (LabelViewSet)",
            )


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_outside_of_a_transaction_nothing_is_left_behind() -> None:
    with urls(labels=LabelViewSet):
        assert_isolated()
    with maintenance("counting"):
        assert [model._base_manager.count() for model in owned_models()] == [0] * len(owned_models())
        assert User.objects.count() == 0


def test_no_route_is_a_failure() -> None:
    assert finding(views={}) == "No route is owner-scoped, so nothing was tested: is ROOT_URLCONF the right one?"


def test_a_route_that_is_not_owner_scoped_has_to_say_why() -> None:
    def plain(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    found = finding(views={"labels": LabelViewSet, "plain": plain})
    assert found.startswith("Not owner-scoped, so not tested: /plain/ (tests.testing.test_options.test_a_route")
    assert found.endswith('Derive the view from OwnedViewSet or OwnedView, or mark it: @unscoped("why").')
    assert finding(views={"labels": LabelViewSet, "plain": unscoped("says nothing")(plain)}) == ""


@pytest.fixture
def strict_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels are named by a rule that no type tells."""
    monkeypatch.setattr(Label._meta.get_field("name"), "validators", [RegexValidator(r"^L-\d{4}$")])


def make_label() -> Label:
    made: Label = Label.objects.create(name=f"L-{1000 + everybodys(Label).count()}")
    return made


@pytest.mark.usefixtures("strict_names")
def test_a_model_that_cannot_be_filled_is_named_with_the_way_to_give_a_row() -> None:
    assert finding(views={"labels": LabelViewSet}) == (
        "assert_isolated cannot make a shelf.Label: no value fits its column name. Say how it is made, as the acting "
        "owner's and different each time: assert_isolated(rows={Label: lambda: Label.objects.create(...)})."
    )


@pytest.mark.usefixtures("strict_names")
def test_rows_of_a_model_are_made_as_the_caller_says() -> None:
    assert finding(views={"labels": LabelViewSet}, rows={Label: make_label}) == ""


def test_a_function_that_gives_no_row_is_named() -> None:
    found = finding(views={"labels": LabelViewSet}, rows={Label: lambda: Label(name="unsaved")})
    assert found == "The function in rows= for shelf.Label gave <Label: Label object (None)>, not a saved row."


class LateViewSet(LabelViewSet):
    """Shows what the rows made by default are not."""

    queryset = Label.objects.filter(name__startswith="late").order_by("id")


def test_a_view_that_shows_no_row_of_the_test_is_a_failure_and_is_given_one() -> None:
    found = finding(views={"late": LateViewSet})
    for route in ("/late/", "/late/<pk>/"):
        assert (
            f"- {route} (LateViewSet): even the owner is answered the same with the row that was made for the test and "
            "without, so that nothing is tested. Give a row that it shows: "
            "assert_isolated(rows={LateViewSet: lambda: ...})."
        ) in found
    late = {LateViewSet: lambda: Label.objects.create(name=f"late {everybodys(Label).count()} {timezone.now()}"[:50])}
    assert finding(views={"late": LateViewSet}, rows=late) == ""


class SignedSerializer(OwnedSerializer):
    signature = serializers.CharField(write_only=True)

    class Meta:
        model = Label
        fields = ["id", "name", "signature"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.pop("signature", "") != attrs.get("name", "")[::-1]:
            raise serializers.ValidationError({"signature": ["Wrong."]})
        return attrs


class SignedViewSet(LabelViewSet):
    """Takes bodies that hang together."""

    serializer_class: Any = SignedSerializer


def test_a_refused_body_is_a_failure_and_the_caller_gives_another() -> None:
    found = finding(views={"labels": SignedViewSet})
    assert (
        "- POST /labels/ with a valid body, /labels/ (SignedViewSet): is refused, so that writes are not tested. Give "
        'a body that it accepts: assert_isolated(bodies={SignedViewSet: lambda: {...}}): {"signature":["Wrong."]'
    ) in found
    assert (
        finding(views={"labels": SignedViewSet}, bodies={SignedViewSet: lambda: {"name": "ab", "signature": "ba"}})
        == ""
    )


class MonthView(OwnedView, APIView):
    def get(self, request: Request, year: int) -> Response:
        return Response({"year": year, "papers": Paper.objects.filter(due__year=year).count()})


def test_a_parameter_that_is_no_column_is_asked_for() -> None:
    found = finding(views={"in/<int:year>": MonthView})
    assert found == (
        "/in/<int:year>/ (MonthView): no column says what to fill in. Say it: "
        'assert_isolated(parameters={"year": ...}).'
    )
    with urls(**{"in/<int:year>": MonthView}):
        assert assert_isolated(parameters={"year": 2026}).unchanging == ("/in/<int:year>/ (MonthView)",)


class NewsView(OwnedView, APIView):
    permission_classes: Any = ()

    def get(self, request: Request) -> Response:
        return Response(list(Poster.objects.order_by("id").values("slug")))


def test_a_view_for_visitors_is_named_as_such() -> None:
    found = finding(views={"news": NewsView})
    assert "- GET /news/ without credentials, /news/ (NewsView): is answered 200, not 401 or 403" in found
    assert finding(views={"news": NewsView}, public=[NewsView]) == ""


class ClockViewSet(LabelViewSet):
    """Says when it answers, to the second."""

    def list(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().list(*args, **kwargs)
        answer["X-Now"] = timezone.now().isoformat(timespec="seconds")
        return answer


def test_answers_that_change_by_themselves_are_no_leak_and_are_reported() -> None:
    with urls(labels=ClockViewSet):
        restless = assert_isolated().restless
    assert all("/labels/" in request for request in restless)


class RenamingView(OwnedView, APIView):
    """Changes ``request.user`` itself."""

    def get(self, request: Request) -> Response:
        return Response({"name": request.user.get_username(), "papers": Paper.objects.count()})

    def post(self, request: Request) -> Response:
        user: Any = request.user
        user.username += "x"
        return Response({"name": user.username})


def test_what_a_view_does_to_its_user_does_not_reach_the_next_request() -> None:
    assert finding(views={"me": RenamingView}) == ""


class Seldom(UserRateThrottle):
    rate = "1/day"


class SeldomViewSet(LabelViewSet):
    throttle_classes = (Seldom,)


def test_throttles_do_not_stand_in_the_way() -> None:
    assert finding(views={"labels": SeldomViewSet}) == ""


def test_a_model_of_which_an_owner_has_but_one_row_is_tested_all_the_same() -> None:
    def make_only_one() -> Label:
        if Label.objects.exists():
            raise IntegrityError("an owner has one label at most")
        made: Label = Label.objects.create(name=f"label {timezone.now().timestamp()}")
        return made

    assert finding(views={"labels": LabelViewSet, "labelled": LabelledViewSet}, rows={Label: make_only_one}) == ""


def test_two_given_users_speak_through_their_own_clients(alice: Person, bob: Person) -> None:
    people = {person.id: person for person in (alice, bob)}

    def with_token(user: Any) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {people[user.pk].access}")
        return client

    users = []
    for person in (alice, bob):
        with acting_as(person.id):
            users.append(User.objects.get(pk=person.id))
    with urls(shelves=ShelfViewSet, posters=PosterViewSet):
        report = assert_isolated(users=(users[0], users[1]), client=with_token)
    assert (len(report.routes), report.refused) == (6, ())


def test_of_many_findings_the_first_are_told_and_the_others_counted() -> None:
    findings = Findings()
    for number in range(MOST + 2):
        findings.add(Finding(f"leak {number}"))
    first, *told, last = str(findings).splitlines()
    assert (first, last) == ("Rows are not isolated:", "… and 2 more")
    assert told == [f"- leak {number}" for number in range(MOST)]


def test_every_option_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "test-isolation.md").read_text()
    options = inspect.signature(assert_isolated).parameters
    reported = [field.name for field in dataclasses.fields(Report)]
    assert [name for name in [*options, *reported] if f"| `{name}` |" not in page] == []
