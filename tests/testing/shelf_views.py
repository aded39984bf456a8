"""Views over the test app's models as a careful developer writes them; the tests of isolation break them."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ringfence.api.filter_fields import StrictBooleanFilter
from ringfence.api.relations import NamesField, OwnedPrimaryKeyField
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedView, OwnedViewSet
from tests.shelf.models import Cover, Label, Paper, Poster, Shelf


def everybodys(model: Any) -> QuerySet[Any]:
    """Rows without the manager's predicate: all there are, unless the database has a policy of its own."""
    return QuerySet(model)


class ShelfSerializer(OwnedSerializer):
    class Meta:
        model = Shelf
        fields = ["id", "name", "parent"]


class ShelfViewSet(OwnedViewSet):
    queryset = Shelf.objects.order_by("id")
    serializer_class = ShelfSerializer
    search_fields = ["name"]
    ordering_fields = ["name", "id"]


class PaperSerializer(OwnedSerializer):
    owner = serializers.CharField(source="owner.username", read_only=True)
    labels = OwnedPrimaryKeyField(many=True, queryset=Label.objects.all())
    shelf_name = serializers.SlugRelatedField(
        source="shelf", slug_field="name", queryset=Shelf.objects.all(), required=False, write_only=True
    )

    class Meta:
        model = Paper
        fields = ["id", "owner", "title", "body", "due", "amount", "shelf", "shelf_name", "labels"]


class PaperFilter(django_filters.FilterSet):
    shelf = django_filters.NumberFilter(field_name="shelf_id")
    label = django_filters.CharFilter(field_name="labels__name")
    in_shelf = django_filters.ModelChoiceFilter(field_name="shelf", queryset=lambda request: Shelf.objects.all())
    loose = StrictBooleanFilter(field_name="shelf", lookup_expr="isnull")


class PaperViewSet(OwnedViewSet):
    queryset = Paper.objects.select_related("owner").prefetch_related("labels").order_by("id")
    serializer_class = PaperSerializer
    filterset_class = PaperFilter
    search_fields = ["title", "body"]
    ordering_fields = ["title", "due"]

    @action(detail=True, methods=["post"])
    def unshelve(self, request: Request, pk: str) -> Response:
        paper = self.get_object()
        paper.shelf = None
        paper.save()
        return Response(self.get_serializer(paper).data)

    @action(detail=False)
    def titles(self, request: Request) -> Response:
        return Response(sorted(self.get_queryset().values_list("title", flat=True)))

    @action(detail=False, methods=["post"])
    def burn(self, request: Request) -> Response:
        return Response({"burnt": self.get_queryset().filter(pk__in=dict(request.data).get("ids", [])).delete()[0]})


class LabelSerializer(OwnedSerializer):
    class Meta:
        model = Label
        fields = ["id", "name"]


class LabelViewSet(OwnedViewSet):
    queryset = Label.objects.order_by("name", "id")
    serializer_class = LabelSerializer


class LabelledSerializer(OwnedSerializer):
    labels = NamesField(Label)

    class Meta:
        model = Paper
        fields = ["id", "title", "labels"]


class LabelledViewSet(OwnedViewSet):
    queryset = Paper.objects.prefetch_related("labels").order_by("id")
    serializer_class = LabelledSerializer


class CoverSerializer(OwnedSerializer):
    class Meta:
        model = Cover
        fields = ["id", "paper", "colour"]


class CoverViewSet(OwnedViewSet):
    queryset = Cover.objects.order_by("id")
    serializer_class = CoverSerializer


class PosterSerializer(OwnedSerializer):
    class Meta:
        model = Poster
        fields = ["id", "slug", "text"]


class PosterViewSet(OwnedViewSet):
    queryset = Poster.objects.order_by("id")
    serializer_class = PosterSerializer
    permission_classes: Any = (IsAuthenticatedOrReadOnly,)


class SummaryView(OwnedView, APIView):
    def get(self, request: Request) -> Response:
        return Response({"papers": Paper.objects.count()})


class TitleView(OwnedView, APIView):
    def get(self, request: Request, pk: int) -> Response:
        paper = Paper.objects.filter(pk=pk).first()
        return Response({"title": paper.title} if paper else {"detail": "no"}, status=200 if paper else 404)


CAREFUL = {
    "shelves": ShelfViewSet,
    "papers": PaperViewSet,
    "labels": LabelViewSet,
    "labelled": LabelledViewSet,
    "covers": CoverViewSet,
    "posters": PosterViewSet,
    "summary": SummaryView,
    "titles/<int:pk>": TitleView,
}
