"""The paths and bodies of a SimpleJWT project: register, log in, refresh, verify, blacklist, log out.

The same views stand behind the paths that Djoser and the task API use for tokens. Unknown fields of a body are
named and refused, but on Djoser's paths ignored, as its clients expect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import registration, sessions, tokens
from ringfence.accounts.addresses import device_of
from ringfence.accounts.authentication import token_not_valid
from ringfence.accounts.hashers import Busy
from ringfence.accounts.log_in import Attempt, log_in
from ringfence.accounts.models import User
from ringfence.accounts.refusals import LOG_IN_REFUSALS
from ringfence.accounts.views.base import PublicView
from ringfence.api.checks import unscoped
from ringfence.api.routers import path
from ringfence.api.serializers import KnownFields


class RegistrationSerializer(serializers.ModelSerializer[User]):
    """A new account."""

    username = serializers.CharField(max_length=150)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, allow_null=True, default=None)
    password = serializers.CharField(max_length=1024, trim_whitespace=False, write_only=True)

    class Meta:
        model = User
        fields = ["id", "username", "email", "password"]

    def create(self, validated_data: dict[str, Any]) -> User:
        """Register; what the account's rules refuse is an error by field."""
        try:
            return registration.register(**validated_data)
        except DjangoValidationError as exc:
            raise serializers.ValidationError(serializers.as_serializer_error(exc)) from exc


class StrictRegistrationSerializer(KnownFields, RegistrationSerializer):
    """A new account, and nothing else in the body."""


@extend_schema_serializer(
    examples=[
        OpenApiExample("password", {"username": "ada", "password": "analytical engine"}, summary="By password."),
        OpenApiExample("challenge", {"challenge": "eyJhbGciOiJIUzI1NiJ9…", "otp": "492039"}, summary="By code."),
    ]
)
class LogInSerializer(KnownFields):
    """A log-in by username or by e-mail address, or by the challenge of one that wants a second factor."""

    username = serializers.CharField(max_length=1024, required=False)
    email = serializers.CharField(max_length=1024, required=False)
    password = serializers.CharField(max_length=1024, trim_whitespace=False, required=False)
    challenge = serializers.CharField(max_length=1024, required=False)
    otp = serializers.CharField(max_length=64, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A name and a password, unless there is a challenge, which then wants a code."""
        names = ("otp",) if "challenge" in attrs else ("password",)
        missing = {name for name in names if name not in attrs}
        if not {"challenge", "username", "email"} & attrs.keys():
            missing.add("username")
        if missing:
            required = serializers.Field.default_error_messages["required"]
            raise serializers.ValidationError(
                {name: [serializers.ErrorDetail(str(required), "required")] for name in sorted(missing)}
            )
        return attrs


class RefreshSerializer(KnownFields):
    """A refresh token."""

    refresh = serializers.CharField()


class TokenSerializer(KnownFields):
    """A token of either kind."""

    token = serializers.CharField()


class PairSerializer(serializers.Serializer[Any]):
    """A pair of tokens."""

    access = serializers.CharField()
    refresh = serializers.CharField()


class RefreshedSerializer(serializers.Serializer[Any]):
    """A new pair of tokens; without ``refresh`` where tokens are not rotated."""

    access = serializers.CharField()
    refresh = serializers.CharField(required=False)


EMPTY = {"type": "object", "description": "An empty object.", "maxProperties": 0}


class MessageSerializer(serializers.Serializer[Any]):
    """A sentence."""

    message = serializers.CharField()


def attempt_of(given: Mapping[str, Any]) -> Attempt:
    """What a valid body of :class:`LogInSerializer` holds, for :func:`log_in`."""
    return Attempt(
        identifier=given.get("username") or given.get("email") or "",
        password=given.get("password", ""),
        challenge=given.get("challenge", ""),
        otp=given.get("otp", ""),
    )


class TokenView(PublicView):
    """Reads a name, a password or a token from its body. ``ignores_unknown`` fields of it, or refuses them."""

    ignores_unknown = False
    refusals: Sequence[APIException] = (token_not_valid(),)

    def given(self, kind: type[KnownFields]) -> Any:
        """The validated body; raises ``ValidationError``."""
        data = self.request.data
        if self.ignores_unknown and isinstance(data, Mapping):
            data = {name: value for name, value in data.items() if name in kind().fields}
        serializer = kind(data=data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


@unscoped("makes the account that will own rows")
class RegisterView(PublicView):
    """Make an account. Open to anyone."""

    refusals = (Throttled(30), Busy())

    @extend_schema(request=RegistrationSerializer, responses={201: RegistrationSerializer}, tags=["accounts"])
    def post(self, request: Request) -> Response:
        """Make an account."""
        serializer = StrictRegistrationSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save(device=device_of(request))
        return Response(serializer.data, status=status.HTTP_201_CREATED)


@unscoped("exchanges a password for tokens")
class LogInView(TokenView):
    """Log in by username or e-mail address."""

    refusals = LOG_IN_REFUSALS

    @extend_schema(request=LogInSerializer, responses=PairSerializer, tags=["accounts"])
    def post(self, request: Request) -> Response:
        """Begin a session and return its tokens; with a second factor, 401 and a challenge comes first."""
        return Response(log_in(attempt_of(self.given(LogInSerializer)), device_of(request)))


@unscoped("exchanges a refresh token for its successor")
class RefreshView(TokenView):
    """Exchange a refresh token for a new pair."""

    @extend_schema(request=RefreshSerializer, responses=RefreshedSerializer, tags=["accounts"])
    def post(self, request: Request) -> Response:
        """Rotate the session's tokens."""
        pair = sessions.refresh(self.given(RefreshSerializer)["refresh"], device_of(request))
        if pair is None:
            raise token_not_valid()
        return Response(pair)


@unscoped("says whether the token in its body is good")
class VerifyView(TokenView):
    """Ask whether a token, of either kind, still opens something."""

    @extend_schema(request=TokenSerializer, responses={200: EMPTY}, tags=["accounts"])
    def post(self, request: Request) -> Response:
        """Ask whether a token still opens something: 200 and an empty object, or 401."""
        raw = self.given(TokenSerializer)["token"]
        if not any(sessions.is_live(kind, raw) for kind in (tokens.AccessToken, tokens.RefreshToken)):
            raise token_not_valid()
        return Response({})


@unscoped("ends the session of the token in its body")
class LogOutView(TokenView):
    """End the session of a refresh token: every token of it is dead at once."""

    @extend_schema(request=RefreshSerializer, responses=MessageSerializer, tags=["accounts"])
    def post(self, request: Request) -> Response:
        """End the session of a refresh token."""
        self.end(request)
        return Response({"message": "Logged out."})

    def end(self, request: Request) -> None:
        """End the session, or raise for a token that opens none."""
        if not sessions.log_out(self.given(RefreshSerializer)["refresh"], device_of(request)):
            raise token_not_valid()


@unscoped("ends the session of the token in its body")
class BlacklistView(LogOutView):
    """End the session of a refresh token, as SimpleJWT answers it."""

    @extend_schema(request=RefreshSerializer, responses={200: EMPTY}, tags=["accounts"])
    def post(self, request: Request) -> Response:
        """End the session of a refresh token, as SimpleJWT answers it."""
        self.end(request)
        return Response({})


urlpatterns = [
    path("api/register", RegisterView.as_view(), name="register"),
    path("api/token", LogInView.as_view(), name="token"),
    path("api/token/refresh", RefreshView.as_view(), name="token-refresh"),
    path("api/token/verify", VerifyView.as_view(), name="token-verify"),
    path("api/token/blacklist", BlacklistView.as_view(), name="token-blacklist"),
    path("api/logout", LogOutView.as_view(), name="logout"),
    # As the task API names them.
    path("api/auth/token", LogInView.as_view(), name="auth-token"),
    path("api/auth/token/refresh", RefreshView.as_view(), name="auth-token-refresh"),
    # As Djoser names them.
    path("auth/jwt/create", LogInView.as_view(ignores_unknown=True), name="jwt-create"),
    path("auth/jwt/refresh", RefreshView.as_view(ignores_unknown=True), name="jwt-refresh"),
    path("auth/jwt/verify", VerifyView.as_view(ignores_unknown=True), name="jwt-verify"),
]
