"""The cookie endpoints of the web pages: the access token in memory, the refresh token in a cookie no script reads.

``__Host-`` binds the cookie to this origin over HTTPS (browsers count loopback as secure), ``SameSite=Strict``
keeps other sites from sending it, and the ``Origin`` header has to be this server's or a configured one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import APIException, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import config, sessions
from ringfence.accounts.addresses import device_of
from ringfence.accounts.authentication import token_not_valid
from ringfence.accounts.log_in import log_in
from ringfence.accounts.refusals import LOG_IN_REFUSALS
from ringfence.api.checks import unscoped
from ringfence.api.filters import has_method
from ringfence.api.routers import path
from ringfence.dialects.simplejwt import LogInSerializer, TokenView, attempt_of

COOKIE = "__Host-ringfence-refresh"
_BAD_ORIGIN = PermissionDenied("This origin may not use the cookie.", code="bad_origin")
_ORIGIN = OpenApiParameter(
    "Origin", str, "header", required=True, description="The page's origin. Browsers send it by themselves."
)
_BY_COOKIE: list[Any] = [{"refreshCookie": []}]

_ACCESS = inline_serializer("Access", {"access": serializers.CharField()})


class OriginView(TokenView):
    """Answers pages of this origin, and of the configured ones, only."""

    refusals: Sequence[APIException] = (token_not_valid(), _BAD_ORIGIN)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As ``APIView.initial``, after the origin was found good. Browsers send one with every POST."""
        own = f"{request.scheme}://{request.get_host()}"
        if has_method(self, request) and request.headers.get("origin") not in {own, *config.get("WEB_ORIGINS")}:
            raise PermissionDenied(_BAD_ORIGIN.detail)
        super().initial(request, *args, **kwargs)


@unscoped("exchanges a password for tokens, the refresh token in a cookie")
class WebLogInView(OriginView):
    """Log in from a page."""

    refusals = (*LOG_IN_REFUSALS, _BAD_ORIGIN)

    @extend_schema(request=LogInSerializer, responses=_ACCESS, parameters=[_ORIGIN], tags=["web"])
    def post(self, request: Request) -> Response:
        """Begin a session; the body holds the access token alone."""
        return _with_cookie(log_in(attempt_of(self.given(LogInSerializer)), device_of(request)))


@unscoped("exchanges the refresh token of the cookie for its successor")
class WebRefreshView(OriginView):
    """Refresh from a page."""

    @extend_schema(request=None, responses=_ACCESS, parameters=[_ORIGIN], auth=_BY_COOKIE, tags=["web"])
    def post(self, request: Request) -> Response:
        """Rotate the session's tokens; a dead cookie is taken away."""
        pair = sessions.refresh(request.COOKIES.get(COOKIE, ""), device_of(request))
        if pair is None:
            refused = self.handle_exception(token_not_valid())
            # Where there was none, a log-in that is answered before this may have set one meanwhile.
            return _without_cookie(refused) if COOKIE in request.COOKIES else refused
        return _with_cookie(pair)


@unscoped("ends the session of the cookie")
class WebLogOutView(OriginView):
    """Log out from a page."""

    refusals = (_BAD_ORIGIN,)

    @extend_schema(request=None, responses={204: None}, parameters=[_ORIGIN], auth=_BY_COOKIE, tags=["web"])
    def post(self, request: Request) -> Response:
        """End the session, if there is one, and take the cookie away."""
        sessions.log_out(request.COOKIES.get(COOKIE, ""), device_of(request))
        return _without_cookie(Response(status=204))


def _with_cookie(pair: dict[str, str]) -> Response:
    response = Response({"access": pair["access"]})
    if "refresh" in pair:
        response.set_cookie(
            COOKIE,
            pair["refresh"],
            max_age=int(config.simple_jwt("REFRESH_TOKEN_LIFETIME").total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="Strict",
        )
    return response


def _without_cookie(response: Response) -> Response:
    # Django's delete_cookie sets Secure by itself for this prefix.
    response.delete_cookie(COOKIE, path="/", samesite="Strict")
    return response


urlpatterns = [
    path("api/web/login", WebLogInView.as_view(), name="web-log-in"),
    path("api/web/refresh", WebRefreshView.as_view(), name="web-refresh"),
    path("api/web/logout", WebLogOutView.as_view(), name="web-log-out"),
]
