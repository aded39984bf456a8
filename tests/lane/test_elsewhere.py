"""A lane is of the default database: what is elsewhere goes the long way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet
from ringfence.lane import lanes
from ringfence.lane.making import Asked
from ringfence.lane.statements import Untraceable
from tests.kinds.models import Word

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


class Elsewhere:
    """Writes go to another database."""

    def db_for_write(self, model: Any, **_: Any) -> str:
        return "elsewhere"


class WordSerializer(OwnedSerializer):
    class Meta:
        model = Word
        fields = ["id", "name"]


class WordViewSet(OwnedViewSet):
    queryset = Word.objects.order_by("id")
    serializer_class = WordSerializer


class AwayViewSet(WordViewSet):
    queryset = Word.objects.using("elsewhere").order_by("id")


def test_rows_of_another_database_are_not_looked_for_in_this_one() -> None:
    lane: Any = lanes.lane_of(AwayViewSet.as_view({"get": "list"}))
    with pytest.raises(Untraceable, match="another database"):
        lane.reader.maker.make(Asked(()))


@pytest.mark.parametrize("routers", [[], [Elsewhere()]])
def test_a_row_of_another_database_is_not_made_in_this_one(routers: list[Any]) -> None:
    with override_settings(DATABASE_ROUTERS=routers):
        lane: Any = lanes.lane_of(WordViewSet.as_view({"post": "create"}))
        assert lane.creator.why_closed == ("its rows are in another database" if routers else "")
