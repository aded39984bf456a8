"""Compiled reads of published rows, whose owner is not whoever reads them."""

from __future__ import annotations

from typing import Any

import pytest
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


@pytest.fixture
def posters(settings: Any, alice: Person, bob: Person) -> list[dict[str, str]]:
    """A poster of each, as everybody is to see them."""
    settings.ROOT_URLCONF = __name__
    for person in (alice, bob):
        with acting_as(person.id):
            Poster.objects.create(slug=f"of-{person.username}")
    return [{"slug": "of-alice", "owner": "alice"}, {"slug": "of-bob", "owner": "bob"}]


def test_a_published_row_names_its_own_owner_and_never_its_reader(
    posters: list[dict[str, str]], alice: Person, bob: Person
) -> None:
    # More than once, so that a lane has its turn.
    for person in (alice, bob, alice, bob):
        assert call("GET", POSTERS, token=person.access).json()["results"] == posters
