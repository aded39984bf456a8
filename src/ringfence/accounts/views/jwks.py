"""The public keys of the tokens."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import keys
from ringfence.accounts.views.base import PublicView
from ringfence.api.checks import unscoped


class KeySetSerializer(serializers.Serializer[object]):
    """A JSON Web Key Set (RFC 7517); empty where tokens are signed with a shared secret."""

    keys = serializers.ListField(child=serializers.DictField())


@unscoped("publishes public keys")
class KeySetView(PublicView):
    """The keys that verify this server's tokens, by ``kid``."""

    @extend_schema(responses=KeySetSerializer, tags=["accounts"])
    def get(self, request: Request) -> Response:
        """The key set; may be cached for a few minutes."""
        return Response(keys.public_set(), headers={"Cache-Control": "public, max-age=300"})
