"""The trash over HTTP: what its owner has deleted from any app, to be looked at, restored or purged."""

from __future__ import annotations

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.api import trash
from ringfence.api.filter_fields import StrictCharFilter
from ringfence.api.models import TrashedRow
from ringfence.api.restoration import restore
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedGenericViewSet


class TrashedRowSerializer(OwnedSerializer):
    """Something that was deleted: ``kind`` and ``row`` are the type and the id that it had."""

    expires_at = serializers.DateTimeField(read_only=True)

    class Meta:
        model = TrashedRow
        fields = ["id", "kind", "row", "title", "deleted_at", "expires_at"]
        read_only_fields = fields


class TrashedRowContentSerializer(TrashedRowSerializer):
    """The same with ``content``, the row as the API showed it last."""

    content = serializers.DictField(read_only=True)

    class Meta(TrashedRowSerializer.Meta):
        fields = [*TrashedRowSerializer.Meta.fields, "content"]
        read_only_fields = fields


class RestoredSerializer(serializers.Serializer[Any]):
    """What is there again: a row of the type ``kind`` with the id ``row``."""

    kind = serializers.CharField(read_only=True)
    row = serializers.IntegerField(read_only=True)


class TrashFilter(django_filters.FilterSet):
    """``?kind=`` by type: ``notes.note``."""

    kind = StrictCharFilter(max_length=100)


class TrashViewSet(mixins.RetrieveModelMixin, mixins.DestroyModelMixin, mixins.ListModelMixin, OwnedGenericViewSet):
    """What the caller has deleted, latest first, for as long as it can be restored. ``?search=`` looks in the title.

    Deleting something here deletes it for good.
    """

    queryset = TrashedRow.objects.order_by("-deleted_at", "-id")
    serializer_class = TrashedRowSerializer
    filterset_class = TrashFilter
    search_fields = ["title"]
    ordering_fields = ["deleted_at"]
    idempotent = True

    def app_label(self) -> str:
        """A scope of its own, since it shows rows of every app."""
        return trash.SCOPE

    def get_queryset(self) -> Any:
        """What can still be restored; what it is restored from is read for that alone."""
        unread = ["rows", "loosened"] if self.action == "retrieve" else ["rows", "loosened", "content"]
        return trash.live(super().get_queryset()).defer(*unread)

    def get_serializer_class(self) -> Any:
        """With the content for one alone."""
        return TrashedRowContentSerializer if self.action == "retrieve" else self.serializer_class

    @extend_schema(request=None, responses=RestoredSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Put it back, with everything that was deleted with it, under its old id.

        409 when a row that it belongs to is gone, 400 when a rule of its app forbids it now (a name that is taken).
        """
        trashed = self.get_object()
        restore(trashed)
        return Response(RestoredSerializer(trashed).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"])
    def empty(self, request: Request) -> Response:
        """Delete everything in the trash for good."""
        trash.empty()
        return Response(status=204)
