"""Second factors over HTTP: enrol, confirm, remove, recovery codes.

Each step that weakens or reveals asks for the password again, so that a token left lying about is not enough.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import factors, throttles
from ringfence.accounts.addresses import device_of
from ringfence.accounts.models import User
from ringfence.accounts.views.base import AccountView
from ringfence.accounts.views.password import PasswordSerializer
from ringfence.api.errors import Conflict
from ringfence.api.serializers import KnownFields

_ALREADY_ENROLLED = Conflict("There is an authenticator already: remove it first.", "already_enrolled")


class PasswordAndCodeSerializer(PasswordSerializer):
    """The password and a code of the factor."""

    otp = serializers.CharField(max_length=64)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The code is right, and used up."""
        request = self.context["request"]
        if not factors.verify(request.user, attrs["otp"], device_of(request)):
            raise serializers.ValidationError(
                {"otp": [serializers.ErrorDetail("The code is not valid.", "second_factor_invalid")]}
            )
        return attrs


class CodeSerializer(KnownFields):
    """A code of an authenticator app."""

    otp = serializers.CharField(max_length=64)


class EnrolmentSerializer(serializers.Serializer[Any]):
    """What an authenticator app needs: ``url`` is for a QR code."""

    secret = serializers.CharField()
    url = serializers.CharField()


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    """Recovery codes, each good once, shown this once."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


class FactorsSerializer(serializers.Serializer[Any]):
    """The ways in which a second factor can be given now; empty without one."""

    factors = serializers.ListField(child=serializers.CharField())


class FactorsView(AccountView):
    """The caller's second factors."""

    @extend_schema(responses=FactorsSerializer, tags=["me"])
    def get(self, request: Request) -> Response:
        """The second factors that there are now."""
        return Response({"factors": factors.kinds()})


class TotpView(AccountView):
    """An authenticator app (RFC 6238)."""

    refusals = (_ALREADY_ENROLLED, Throttled(30))

    @extend_schema(request=PasswordSerializer, responses={201: EnrolmentSerializer}, tags=["me"])
    def post(self, request: Request) -> Response:
        """Begin to set one up; it protects nothing before it is confirmed."""
        _valid(PasswordSerializer, request)
        try:
            assert isinstance(request.user, User)
            enrolment = factors.enrol_totp(request.user)
        except factors.AlreadyEnrolled as exc:
            raise Conflict(_ALREADY_ENROLLED.detail) from exc
        return Response({"secret": enrolment.secret, "url": enrolment.url}, status=status.HTTP_201_CREATED)

    @extend_schema(request=PasswordAndCodeSerializer, responses={204: None}, tags=["me"])
    def delete(self, request: Request) -> Response:
        """Remove the second factor and its recovery codes."""
        _valid(PasswordAndCodeSerializer, request)
        factors.remove(device_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class TotpConfirmView(AccountView):
    """The step that turns the second factor on."""

    @extend_schema(request=CodeSerializer, responses=RecoveryCodesSerializer, tags=["me"])
    def post(self, request: Request) -> Response:
        """Confirm the authenticator app by a code of it; the recovery codes are shown this once."""
        given = _valid(CodeSerializer, request)
        attempt = throttles.require("factor", request.user.pk)
        codes = factors.confirm_totp(given["otp"].strip(), device_of(request))
        if codes is None:
            raise serializers.ValidationError(
                {"otp": [serializers.ErrorDetail("The code is not valid.", "second_factor_invalid")]}
            )
        attempt.give_back()
        return Response({"recovery_codes": codes})


class RecoveryCodesView(AccountView):
    """New recovery codes."""

    @extend_schema(request=PasswordAndCodeSerializer, responses=RecoveryCodesSerializer, tags=["me"])
    def post(self, request: Request) -> Response:
        """Make new ones, which end the old ones."""
        _valid(PasswordAndCodeSerializer, request)
        return Response({"recovery_codes": factors.make_recovery_codes(device_of(request))})


def _valid(kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    serializer = kind(data=request.data, context={"request": request})
    serializer.is_valid(raise_exception=True)
    given: dict[str, Any] = serializer.validated_data
    return given
