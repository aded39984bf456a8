"""What happened to a person's account."""

from __future__ import annotations

from rest_framework import mixins

from ringfence.accounts.models import Activity
from ringfence.accounts.views.base import AccountView
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedGenericViewSet


class ActivitySerializer(OwnedSerializer):
    """One event."""

    class Meta:
        model = Activity
        fields = ["id", "kind", "created_at", "device", "address", "detail"]
        read_only_fields = fields


class ActivityViewSet(AccountView, mixins.ListModelMixin, OwnedGenericViewSet):
    """What happened to the caller's account, newest first: log-ins, failed ones, what ended, what changed."""

    queryset = Activity.objects.order_by("-created_at", "-id")
    serializer_class = ActivitySerializer
