"""Personal access tokens over HTTP: made and shown once, listed, ended."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import config, personal_tokens
from ringfence.accounts.addresses import device_of
from ringfence.accounts.models import PersonalToken
from ringfence.accounts.views.base import AccountView
from ringfence.accounts.views.password import PasswordSerializer
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedGenericViewSet


class PersonalTokenSerializer(OwnedSerializer):
    """A token, without its secret. ``hint`` is how it begins."""

    scopes = serializers.ListField(
        child=serializers.CharField(max_length=60),
        allow_empty=False,
        max_length=100,
        help_text='What it opens: "notes:read", "notes:write" …; who may write may read.',
    )
    expires_at = serializers.DateTimeField(required=False, help_text="In 90 days when absent, in 366 at most.")

    class Meta:
        model = PersonalToken
        fields = ["id", "name", "hint", "scopes", "created_at", "expires_at", "last_used_at"]
        read_only_fields = ["hint", "last_used_at"]

    def validate_scopes(self, scopes: list[str]) -> list[str]:
        """Known ones only."""
        known = personal_tokens.known_scopes()
        if unknown := sorted(set(scopes) - set(known)):
            raise serializers.ValidationError(f"Unknown: {', '.join(unknown)}. Known: {', '.join(known)}.")
        return scopes

    def validate_expires_at(self, moment: Any) -> Any:
        """In the future, and not too far."""
        now = timezone.now()
        if moment <= now:
            raise serializers.ValidationError("This moment has passed.")
        if moment > now + config.get("PERSONAL_TOKEN_MAX_LIFETIME"):
            days = config.get("PERSONAL_TOKEN_MAX_LIFETIME").days
            raise serializers.ValidationError(f"A token lives {days} days at most.")
        return moment


class NewPersonalTokenSerializer(PasswordSerializer, PersonalTokenSerializer):
    """A token to be made. It outlives the session, so the password is asked for.

    ``token`` is the secret: this is the only answer that holds it.
    """

    current_password = serializers.CharField(max_length=1024, trim_whitespace=False, write_only=True)
    token = serializers.CharField(read_only=True)

    class Meta(PersonalTokenSerializer.Meta):
        fields = [*PersonalTokenSerializer.Meta.fields, "current_password", "token"]


class PersonalTokenViewSet(AccountView, mixins.RetrieveModelMixin, mixins.ListModelMixin, OwnedGenericViewSet):
    """The caller's live personal access tokens, newest first. DELETE ends one at once."""

    queryset = personal_tokens.live().order_by("-created_at", "-id")
    serializer_class = PersonalTokenSerializer

    @extend_schema(request=NewPersonalTokenSerializer, responses={201: NewPersonalTokenSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make a token; ``token`` in the answer is shown this once."""
        serializer = NewPersonalTokenSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        expires_at = given.get("expires_at") or timezone.now() + config.get("PERSONAL_TOKEN_LIFETIME")
        row, raw = personal_tokens.make(given["name"], given["scopes"], expires_at, device_of(request))
        row.token = raw  # type: ignore[attr-defined]
        answer = NewPersonalTokenSerializer(row, context=self.get_serializer_context())
        return Response(answer.data, status=status.HTTP_201_CREATED)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """End one token."""
        token = self.get_object()
        personal_tokens.end(personal_tokens.live().filter(pk=token.pk), device_of(request))
        return Response(status=204)
