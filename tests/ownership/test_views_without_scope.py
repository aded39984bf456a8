"""A plain view of Django's beside the admin site: it acts for nobody, whatever the middleware has been told."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, JsonResponse
from django.test import Client
from django.urls import path

from ringfence.ownership.scope import acting_as
from tests.people import Person
from tests.shelf.models import Paper


def count(request: HttpRequest) -> JsonResponse:
    """What somebody writes who has forgotten the scope."""
    return JsonResponse({"count": Paper.objects.count()})


urlpatterns = [path("admin/", admin.site.urls), path("count/", count)]


def test_a_view_that_enters_no_scope_is_an_error_and_not_everybodys_rows(settings: Any, alice: Person) -> None:
    with acting_as(alice.id):
        Paper.objects.create(title="mine")
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/count/")
    assert answer.status_code == 500
    assert b"count" not in answer.content
