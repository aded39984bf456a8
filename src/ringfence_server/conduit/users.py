"""Conduit's accounts over HTTP: register, log in, oneself.

The accounts are everybody's (``ringfence.accounts``); what is Conduit's own is the profile and the single long token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import edit, log_in, sessions
from ringfence.accounts.addresses import Device, device_of
from ringfence.accounts.models import User
from ringfence.accounts.views.base import PersonView
from ringfence.api.checks import unscoped
from ringfence.api.routers import path
from ringfence.dialects.conduit import SCOPE, ConduitPublicView, Enveloped, Refused, enveloped, refusals
from ringfence.dialects.simplejwt import RegistrationSerializer
from ringfence.ownership.scope import acting_as
from ringfence_server.conduit import profiles
from ringfence_server.conduit.models import Profile

# Each list of articles carries both for every article.
MAX_BIO = MAX_IMAGE = 20_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Conduit; ``token`` is None while the account waits for its activation."""

    user: User
    profile: Profile | None
    token: str | None


class NewUserSerializer(RegistrationSerializer):
    """A new account. Conduit wants an address."""

    email = serializers.EmailField(max_length=254)


class CredentialsSerializer(serializers.Serializer[Any]):
    """Who logs in, by address or username, with a code of the second factor where there is one."""

    email = serializers.CharField(max_length=1024)
    password = serializers.CharField(max_length=1024, trim_whitespace=False)
    otp = serializers.CharField(max_length=64, required=False, allow_blank=True, allow_null=True)


class UserChangeSerializer(serializers.Serializer[Any]):
    """What somebody changes of oneself; an absent field stays, an empty ``bio`` or ``image`` is null."""

    email = serializers.EmailField(max_length=254, required=False)
    username = serializers.CharField(max_length=150, required=False)
    password = serializers.CharField(max_length=1024, trim_whitespace=False, required=False)
    bio = serializers.CharField(
        max_length=MAX_BIO, trim_whitespace=False, required=False, allow_null=True, allow_blank=True
    )
    image = serializers.CharField(
        max_length=MAX_IMAGE, trim_whitespace=False, required=False, allow_null=True, allow_blank=True
    )


class UserSerializer(serializers.Serializer[Any]):
    """Oneself, with the token that opens Conduit."""

    email = serializers.EmailField(allow_null=True, source="user.email")
    token = serializers.CharField(allow_null=True)
    username = serializers.CharField(source="user.username")
    bio = serializers.CharField(allow_null=True, source="profile.bio", default=None)
    image = serializers.CharField(allow_null=True, source="profile.image", default=None)


_USER = enveloped("ConduitUserEnvelope", user=UserSerializer())


@unscoped("makes the account that will own rows")
class UsersView(ConduitPublicView):
    """New accounts."""

    @extend_schema(
        request=enveloped("ConduitNewUserEnvelope", user=NewUserSerializer()),
        responses={201: _USER, **refusals(409, 422, 429)},
        tags=["conduit"],
    )
    def post(self, request: Request) -> Response:
        """Make an account and log in. Where activation is required, ``token`` is null until it is activated."""
        begun: list[Person] = []
        device = device_of(request)
        serializer = self.given("user", NewUserSerializer)
        user = serializer.save(device=device, begin=lambda user: begun.append(_begin(user, device)))
        return _answer(begun[0] if begun else Person(user, None, None), status=201)


@unscoped("exchanges a password for a token")
class LogInView(ConduitPublicView):
    """Log in by address or username."""

    @extend_schema(
        request=enveloped("ConduitCredentialsEnvelope", user=CredentialsSerializer()),
        responses={200: _USER, **refusals(401, 422, 429)},
        tags=["conduit"],
    )
    def post(self, request: Request) -> Response:
        """Begin a session and return its token. With a second factor, 401 until ``otp`` is given as well."""
        given, device = self.given("user", CredentialsSerializer).validated_data, device_of(request)
        attempt = log_in.Attempt(given["email"], given["password"], otp=given.get("otp") or "")
        try:
            return _answer(log_in.enter(attempt, device, lambda user: _begin(user, device)))
        except log_in.SecondFactorRequired as exc:
            raise Refused(401, credentials="second factor required") from exc
        except log_in.WrongCode as exc:
            raise Refused(401, credentials="second factor invalid") from exc
        except log_in.WrongCredential as exc:
            raise Refused(401, credentials="invalid") from exc


@unscoped("ends the session of the request")
class LogOutView(Enveloped, PersonView):
    """Log out. Conduit's contract has no such thing; without it, a token lives until its session runs out."""

    @extend_schema(request=None, responses={204: None, **refusals(401)}, tags=["conduit"])
    def post(self, request: Request) -> Response:
        """End the session: its token is dead at once."""
        sessions.leave(self.person.pk, self.session_id, device_of(request))
        return Response(status=204)


@unscoped("one's own account, through services that act in its scope")
class UserView(Enveloped, PersonView):
    """Oneself."""

    @extend_schema(responses={200: _USER, **refusals(401)}, tags=["conduit"])
    def get(self, request: Request) -> Response:
        """Who is logged in, with the token that was sent."""
        with acting_as(self.person):
            profile = Profile.objects.filter(owner_id=self.person.pk).first()
        return self._answer(self.person, profile)

    @extend_schema(
        request=enveloped("ConduitUserChangeEnvelope", user=UserChangeSerializer()),
        responses={200: _USER, **refusals(401, 403, 409, 422, 429)},
        tags=["conduit"],
    )
    def put(self, request: Request) -> Response:
        """Change what is given. A new password ends every other session; the token that was sent stays good.

        With a second factor, ``email`` and ``password`` are not changed here (403).
        """
        given = self.given("user", UserChangeSerializer).validated_data
        wanted = {name: given[name] for name in ("username", "email", "password") if name in given}
        told = {name: given[name] or None for name in ("bio", "image") if name in given}
        try:
            user, profile = edit.edit(
                self.person.pk, self.session_id, wanted, device_of(request), lambda user: (user, _tell(user, told))
            )
        except edit.FactorProtects as exc:
            raise Refused(403, **dict.fromkeys(exc.fields, "is protected by the second factor")) from exc
        return self._answer(user, profile)

    @extend_schema(
        request=enveloped("ConduitUserChangeEnvelope", user=UserChangeSerializer()),
        responses={200: _USER, **refusals(401, 403, 409, 422, 429)},
        tags=["conduit"],
    )
    def patch(self, request: Request) -> Response:
        """As PUT, whose fields are all optional."""
        return self.put(request)

    def _answer(self, user: User, profile: Profile | None) -> Response:
        return _answer(Person(user, profile, self.credentials.token))


def _begin(user: User, device: Device) -> Person:
    """Let the acting ``user`` into Conduit, with a session of its own."""
    return Person(user, profiles.enter(user), sessions.start_scoped(user, device, SCOPE))


def _tell(user: User, told: Mapping[str, str | None]) -> Profile:
    """The profile of the acting ``user``, changed."""
    profile = profiles.enter(user)
    if told:
        for name, value in told.items():
            setattr(profile, name, value)
        profile.save(update_fields=[*told])
    return profile


def _answer(person: Person, status: int = 200) -> Response:
    return Response({"user": UserSerializer(person).data}, status=status)


urlpatterns = [
    path("users", UsersView.as_view(), name="conduit-users"),
    path("users/login", LogInView.as_view(), name="conduit-log-in"),
    path("users/logout", LogOutView.as_view(), name="conduit-log-out"),
    path("user", UserView.as_view(), name="conduit-user"),
]
