"""Compiled reads of published rows, whose owner is not whoever reads them."""

from __future__ import annotations

from typing import Any

from django.db import connection
from rest_framework import serializers

from ringfence.api.routers import Router
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet
from ringfence.ownership.scope import acting_as
from tests.people import Person, call
from tests.shelf.models import Poster

POSTERS = "/posters/"


class PosterSerializer(OwnedSerializer):
    owner = serializers.CharField(source="owner.username", read_only=True)

    class Meta:
        model = Poster
        fields = ["slug", "owner"]


class PosterViewSet(OwnedViewSet):
    queryset = Poster.objects.order_by("id")
    serializer_class = PosterSerializer


router = Router()
router.register("posters", PosterViewSet)
urlpatterns = router.urls


def shown(of: Person, reader: Person) -> dict[str, str | None]:
    """What a poster shows; PostgreSQL gives nobody another user's row, with the name in it."""
    is_known = of.id == reader.id or connection.vendor != "postgresql"
    return {"slug": f"of-{of.username}", "owner": of.username if is_known else None}


def test_a_published_row_names_its_own_owner_and_never_its_reader(settings: Any, alice: Person, bob: Person) -> None:
    settings.ROOT_URLCONF = __name__
    for person in (alice, bob):
        with acting_as(person.id):
            Poster.objects.create(slug=f"of-{person.username}")
    # More than once, so that a lane has its turn.
    for person in (alice, bob, alice, bob):
        results = call("GET", POSTERS, token=person.access).json()["results"]
        assert results == [shown(alice, person), shown(bob, person)]
