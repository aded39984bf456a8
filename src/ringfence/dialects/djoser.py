"""Djoser's paths and bodies below ``/auth/users/``: register, oneself, activation, passwords and usernames.

The contract is that of Djoser 2.3, without the library (``docs/decisions/djoser.md`` says why, and where it
differs). Unknown fields of a body are ignored, as its clients expect. No view here opens a transaction: the
services do, so that what a refusal counts stays counted.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import account, mail_tokens
from ringfence.accounts.addresses import device_of
from ringfence.accounts.models import User
from ringfence.accounts.views.base import PersonView, PublicView
from ringfence.api.checks import unscoped
from ringfence.api.routers import path
from ringfence.dialects.simplejwt import RegistrationSerializer


class PasswordField(serializers.CharField):
    """A password: nothing is trimmed, and it never comes back."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=1024, trim_whitespace=False, write_only=True, **kwargs)


class Repeatable(serializers.Serializer[Any]):
    """A body whose new value may be given twice, the second time with ``re_`` before its name."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What is repeated is the same."""
        for name in [name for name in attrs if name.startswith("re_")]:
            original = name.removeprefix("re_")
            if attrs.pop(name) != attrs[original]:
                what = original.removeprefix("new_")
                raise serializers.ValidationError(f"The two {what} fields didn't match.", f"{what}_mismatch")
        return attrs


class UserCreateSerializer(Repeatable, RegistrationSerializer):
    """A new account."""

    re_password = PasswordField(required=False)

    class Meta(RegistrationSerializer.Meta):
        fields = ["email", "username", "id", "password", "re_password"]


class UserSerializer(serializers.ModelSerializer[User]):
    """Oneself. Another ``email`` wants ``current_password``; ``username`` has a path of its own."""

    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, allow_null=True)
    current_password = PasswordField(required=False)

    class Meta:
        model = User
        fields = ["email", "id", "username", "current_password"]
        read_only_fields = ["id", "username"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Another address has to come with the password."""
        is_another = "email" in attrs and (attrs["email"] or None) != self.context["request"].user.email
        if is_another and "current_password" not in attrs:
            required = str(serializers.Field.default_error_messages["required"])
            raise serializers.ValidationError({"current_password": [serializers.ErrorDetail(required, "required")]})
        return attrs

    def update(self, instance: User, validated_data: dict[str, Any]) -> User:
        """Take the address, if it is another one."""
        if "email" in validated_data and "current_password" in validated_data:
            current, device = validated_data["current_password"], device_of(self.context["request"])
            instance.email = account.change_email(instance.pk, current, validated_data["email"], device)
        return instance


class CurrentPasswordSerializer(serializers.Serializer[Any]):
    """The password, once more."""

    current_password = PasswordField()


class LinkSerializer(serializers.Serializer[Any]):
    """Both parts of a mailed link."""

    uid = serializers.CharField(max_length=64)
    token = serializers.CharField(max_length=1024)


class NewPasswordSerializer(Repeatable):
    """A new password."""

    new_password = PasswordField()
    re_new_password = PasswordField(required=False)


class NewUsernameSerializer(Repeatable):
    """A new username."""

    new_username = serializers.CharField(max_length=150)
    re_new_username = serializers.CharField(max_length=150, required=False)


class SetPasswordSerializer(NewPasswordSerializer, CurrentPasswordSerializer):
    """A new password beside the current one."""


class SetUsernameSerializer(NewUsernameSerializer, CurrentPasswordSerializer):
    """A new username beside the current password."""


class ResetPasswordSerializer(NewPasswordSerializer, LinkSerializer):
    """A link and a new password."""


class ResetUsernameSerializer(NewUsernameSerializer, LinkSerializer):
    """A link and a new username."""


class AddressSerializer(serializers.Serializer[Any]):
    """An e-mail address that a link is to be sent to, if it is somebody's."""

    email = serializers.EmailField(max_length=254)


@unscoped("makes the account that will own rows")
class UsersView(PublicView):
    """New accounts. There is no list of users: it would let them be enumerated."""

    @extend_schema(request=UserCreateSerializer, responses={201: UserCreateSerializer}, tags=["users"])
    def post(self, request: Request) -> Response:
        """Make an account. Open to anyone."""
        serializer = UserCreateSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save(device=device_of(request))
        return Response(serializer.data, status=201)


@unscoped("one's own account, through services that act in its scope")
class MeView(PersonView):
    """Oneself."""

    @extend_schema(responses=UserSerializer, tags=["users"])
    def get(self, request: Request, **kwargs: Any) -> Response:
        """Who is logged in."""
        return Response(UserSerializer(self.person).data)

    @extend_schema(request=UserSerializer, responses=UserSerializer, tags=["users"])
    def put(self, request: Request, **kwargs: Any) -> Response:
        """Take another e-mail address. Where activation is required, it counts once its mail's link was used."""
        serializer = UserSerializer(self.person, data=request.data, context={"request": request})
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(serializer.data)

    @extend_schema(request=UserSerializer, responses=UserSerializer, tags=["users"])
    def patch(self, request: Request, **kwargs: Any) -> Response:
        """Take another e-mail address: as PUT, whose fields are all optional."""
        return self.put(request)

    @extend_schema(request=CurrentPasswordSerializer, responses={204: None}, tags=["users"])
    def delete(self, request: Request, **kwargs: Any) -> Response:
        """Close the account now, and delete it after a grace time in which its person can open it again."""
        given = _given(CurrentPasswordSerializer, request)
        account.close_account(self.person.pk, given["current_password"], device_of(request), delete=True)
        return Response(status=204)


@unscoped("one's own account, through services that act in its scope")
class UserView(MeView):
    """Oneself by id; anybody else is not there."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As ``APIView.initial``; 404 for every id but the caller's, whether or not somebody has it."""
        super().initial(request, *args, **kwargs)
        if kwargs["pk"] != str(self.person.pk):
            raise NotFound


@unscoped("one's own account, through services that act in its scope")
class SetPasswordView(PersonView):
    """A new password."""

    @extend_schema(request=SetPasswordSerializer, responses={204: None}, tags=["users"])
    def post(self, request: Request) -> Response:
        """Set a new password; every other session ends."""
        given = _given(SetPasswordSerializer, request)
        current, new = given["current_password"], given["new_password"]
        account.change_password(self.person.pk, current, new, self.session_id, device_of(request))
        return Response(status=204)


@unscoped("one's own account, through services that act in its scope")
class SetUsernameView(PersonView):
    """Another username."""

    @extend_schema(request=SetUsernameSerializer, responses={204: None}, tags=["users"])
    def post(self, request: Request) -> Response:
        """Take another username."""
        given = _given(SetUsernameSerializer, request)
        account.set_username(self.person.pk, given["current_password"], given["new_username"], device_of(request))
        return Response(status=204)


@unscoped("sends a link, or nothing, to an address")
class LinkView(PublicView):
    """Asks for a mail with a link. The answer, and its time, are the same for every address."""

    link = mail_tokens.PASSWORD_RESET

    @extend_schema(request=AddressSerializer, responses={204: None}, tags=["users"])
    def post(self, request: Request) -> Response:
        """Ask for a mail with a link; the answer is the same whether or not the address is known."""
        account.request_link(self.link, _given(AddressSerializer, request)["email"], device_of(request))
        return Response(status=204)


@unscoped("acts for the person of a mailed link")
class ActivationView(PublicView):
    """The link of an activation mail."""

    @extend_schema(request=LinkSerializer, responses={204: None}, tags=["users"])
    def post(self, request: Request) -> Response:
        """Activate the account, or make a new e-mail address the account's own."""
        given = _given(LinkSerializer, request)
        account.activate(given["uid"], given["token"], device_of(request))
        return Response(status=204)


@unscoped("acts for the person of a mailed link")
class PasswordResetView(PublicView):
    """The link of a mail about a forgotten password."""

    @extend_schema(request=ResetPasswordSerializer, responses={204: None}, tags=["users"])
    def post(self, request: Request) -> Response:
        """Set a new password; every session and personal token ends."""
        given = _given(ResetPasswordSerializer, request)
        account.confirm_password_reset(given["uid"], given["token"], given["new_password"], device_of(request))
        return Response(status=204)


@unscoped("acts for the person of a mailed link")
class UsernameResetView(PublicView):
    """The link of a mail about a forgotten username."""

    @extend_schema(request=ResetUsernameSerializer, responses={204: None}, tags=["users"])
    def post(self, request: Request) -> Response:
        """Take another username."""
        given = _given(ResetUsernameSerializer, request)
        account.confirm_username_reset(given["uid"], given["token"], given["new_username"], device_of(request))
        return Response(status=204)


def _given(kind: type[serializers.Serializer[Any]], request: Request) -> Any:
    serializer = kind(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


urlpatterns = [
    path("auth/users", UsersView.as_view(), name="users"),
    path("auth/users/me", MeView.as_view(), name="users-me"),
    path("auth/users/activation", ActivationView.as_view(), name="users-activation"),
    path("auth/users/resend_activation", LinkView.as_view(link=mail_tokens.ACTIVATION), name="users-resend-activation"),
    path("auth/users/set_password", SetPasswordView.as_view(), name="users-set-password"),
    path("auth/users/reset_password", LinkView.as_view(link=mail_tokens.PASSWORD_RESET), name="users-reset-password"),
    path("auth/users/reset_password_confirm", PasswordResetView.as_view(), name="users-reset-password-confirm"),
    path("auth/users/set_username", SetUsernameView.as_view(), name="users-set-username"),
    path("auth/users/reset_username", LinkView.as_view(link=mail_tokens.USERNAME_RESET), name="users-reset-username"),
    path("auth/users/reset_username_confirm", UsernameResetView.as_view(), name="users-reset-username-confirm"),
    path("auth/users/(?P<pk>[^/]+)", UserView.as_view(), name="users-one"),
]
