"""The caller's own account: read it, change it, close it, open it again."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import account, profile
from ringfence.accounts.addresses import device_of
from ringfence.accounts.log_in import Attempt
from ringfence.accounts.models import User
from ringfence.accounts.refusals import LOG_IN_REFUSALS
from ringfence.accounts.views.base import PersonView, PublicView
from ringfence.api.checks import unscoped
from ringfence.api.serializers import KnownFields

_REASON = "one's own account, through services that act in its scope"


class ProfileSerializer(KnownFields, serializers.ModelSerializer[User]):
    """The caller. Another ``email`` wants ``current_password``; the username has a path of its own."""

    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, allow_null=True)
    current_password = serializers.CharField(max_length=1024, trim_whitespace=False, write_only=True, required=False)

    class Meta:
        model = User
        fields = [
            "id",
            "username",
            "email",
            "first_name",
            "last_name",
            "role",
            "created_at",
            "updated_at",
            "current_password",
        ]
        read_only_fields = ["username", "role", "created_at", "updated_at"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Another address has to come with the password."""
        assert isinstance(self.instance, User)
        is_another = "email" in attrs and (attrs["email"] or None) != self.instance.email
        if is_another and "current_password" not in attrs:
            required = str(serializers.Field.default_error_messages["required"])
            raise serializers.ValidationError({"current_password": [serializers.ErrorDetail(required, "required")]})
        return attrs


class CurrentPasswordSerializer(KnownFields):
    """The password, once more."""

    current_password = serializers.CharField(max_length=1024, trim_whitespace=False)


class ReopenSerializer(KnownFields):
    """Who wants a closed account back, shown as in a log-in."""

    username = serializers.CharField(max_length=1024)
    password = serializers.CharField(max_length=1024, trim_whitespace=False)
    otp = serializers.CharField(max_length=64, required=False, default="")


class TokensSerializer(serializers.Serializer[Any]):
    """A pair of tokens."""

    access = serializers.CharField()
    refresh = serializers.CharField()


@unscoped(_REASON)
class MeView(PersonView):
    """The caller's own account."""

    @extend_schema(responses=ProfileSerializer, tags=["me"])
    def get(self, request: Request) -> Response:
        """Who is logged in."""
        return Response(ProfileSerializer(profile.read(self.person.pk)).data)

    @extend_schema(request=ProfileSerializer, responses=ProfileSerializer, tags=["me"])
    def patch(self, request: Request) -> Response:
        """Change names, and with the password the e-mail address."""
        me = profile.read(self.person.pk)
        serializer = ProfileSerializer(me, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        if "email" in given and (given["email"] or None) != me.email:
            account.change_email(me.pk, given["current_password"], given["email"], device_of(request))
        names = {name: given[name] for name in ("first_name", "last_name") if name in given}
        return Response(ProfileSerializer(profile.change(me.pk, **names)).data)

    @extend_schema(request=CurrentPasswordSerializer, responses={204: None}, tags=["me"])
    def delete(self, request: Request) -> Response:
        """Close the account now and delete it after the grace time, in which ``/api/me/reopen/`` undoes it."""
        self._close(request, delete=True)
        return Response(status=204)

    def _close(self, request: Request, *, delete: bool) -> None:
        serializer = CurrentPasswordSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        current = serializer.validated_data["current_password"]
        account.close_account(self.person.pk, current, device_of(request), delete=delete)


@unscoped(_REASON)
class DeactivateView(MeView):
    """Closing the account without deleting it."""

    http_method_names = ["post", "options"]

    @extend_schema(request=CurrentPasswordSerializer, responses={204: None}, tags=["me"])
    def post(self, request: Request) -> Response:
        """Close the account until it is opened again: every session and personal token ends."""
        self._close(request, delete=False)
        return Response(status=204)


@unscoped("opens a closed account to its own person")
class ReopenView(PublicView):
    """Undoes what closed an account."""

    refusals = LOG_IN_REFUSALS

    @extend_schema(request=ReopenSerializer, responses=TokensSerializer, tags=["me"])
    def post(self, request: Request) -> Response:
        """Open the account again and log in, by the password and, where there is one, the second factor."""
        serializer = ReopenSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        attempt = Attempt(given["username"], given["password"], otp=given["otp"])
        return Response(account.reopen(attempt, device_of(request)))
