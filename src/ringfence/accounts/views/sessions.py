"""A person's devices: see them, name them, end any of them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import sessions, trail
from ringfence.accounts.addresses import device_of
from ringfence.accounts.authentication import SessionCredentials
from ringfence.accounts.models import Activity, Session
from ringfence.accounts.views.base import AccountView
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedGenericViewSet

_ENDED = inline_serializer("Ended", {"ended": serializers.IntegerField()})


class SessionSerializer(OwnedSerializer):
    """One log-in. ``device`` is named after the user agent and can be renamed."""

    current = serializers.SerializerMethodField(help_text="Whether this request belongs to it.")

    class Meta:
        model = Session
        fields = ["id", "device", "user_agent", "address", "created_at", "last_used_at", "expires_at", "current"]
        read_only_fields = ["user_agent", "address", "last_used_at", "expires_at"]

    def get_current(self, session: Session) -> bool:
        """Whether ``session`` is the one of this request."""
        return bool(session.pk == self.context["request"].auth.session_id)


class SessionViewSet(
    AccountView,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    OwnedGenericViewSet,
):
    """The caller's log-ins that are live, last used first. DELETE ends one: each of its tokens is dead at once."""

    queryset = sessions.live().order_by("-last_used_at", "-id")
    serializer_class = SessionSerializer
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """End one session."""
        session = self.get_object()
        self._end(sessions.live().filter(pk=session.pk))
        return Response(status=204)

    @extend_schema(request=None, responses=_ENDED)
    @action(detail=False, methods=["post"], url_path="end-others")
    def end_others(self, request: Request) -> Response:
        """End every session but this one."""
        return Response({"ended": self._end(sessions.live().exclude(pk=self._current))})

    @extend_schema(request=None, responses=_ENDED)
    @action(detail=False, methods=["post"], url_path="end-all")
    def end_all(self, request: Request) -> Response:
        """End every session, this one included."""
        return Response({"ended": self._end(sessions.live())})

    @property
    def _current(self) -> int:
        assert isinstance(self.request.auth, SessionCredentials)
        return self.request.auth.session_id

    def _end(self, ending: Any) -> int:
        for pk, device in ending.values_list("pk", "device"):
            trail.record(Activity.Kind.SESSION_ENDED, device_of(self.request), session=pk, session_device=device)
        return sessions.end(ending, Session.End.ENDED)
