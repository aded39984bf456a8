"""Profiles and follows over HTTP, as the RealWorld clients expect them."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.dialects.conduit import not_found, refusals
from ringfence_server.conduit import queries, schemas
from ringfence_server.conduit.models import Follow, Profile
from ringfence_server.conduit.serializers import ProfileSerializer
from ringfence_server.conduit.views import OpenView


class ProfileView(OpenView):
    """A person who has entered Conduit."""

    queryset = Profile.objects.order_by("id")
    serializer_class = ProfileSerializer
    resource = "profile"

    def find(self, username: str) -> Any:
        """The profile as the caller sees it. Raises ``Refused`` (404)."""
        row = None if "\x00" in username else queries.profiles(username).first()
        if row is None:
            raise not_found("profile")
        return row

    @extend_schema(
        operation_id="conduit_profile",
        parameters=[schemas.USERNAME],
        responses={200: schemas.PROFILE, **refusals(401, 404)},
        tags=["conduit"],
    )
    def get(self, request: Request, username: str) -> Response:
        """The person of this name, and whether you follow them."""
        return Response({"profile": ProfileSerializer(self.find(username)).data})


class FollowView(ProfileView):
    """Whether the caller follows a person, which nobody else can tell."""

    http_method_names: ClassVar[list[str]] = ["post", "delete", "options"]  # type: ignore[misc]

    @extend_schema(
        operation_id="conduit_follow",
        parameters=[schemas.USERNAME],
        request=None,
        responses={200: schemas.PROFILE, **refusals(401, 403, 404)},
        tags=["conduit"],
    )
    def post(self, request: Request, username: str) -> Response:
        """Follow the person; once is enough."""
        profile = self.find(username)
        Follow.objects.bulk_create([Follow(profile=profile)], ignore_conflicts=True)
        profile.following = True
        return Response({"profile": ProfileSerializer(profile).data})

    @extend_schema(
        operation_id="conduit_unfollow",
        parameters=[schemas.USERNAME],
        responses={200: schemas.PROFILE, **refusals(401, 403, 404)},
        tags=["conduit"],
    )
    def delete(self, request: Request, username: str) -> Response:
        """Follow the person no more."""
        profile = self.find(username)
        Follow.objects.filter(profile=profile).delete()
        profile.following = False
        return Response({"profile": ProfileSerializer(profile).data})
