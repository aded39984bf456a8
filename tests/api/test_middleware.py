"""What every answer carries, and what becomes of a database that is away."""

from __future__ import annotations

import logging
import re
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, close_old_connections, connection, connections
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ringfence.api import middleware
from ringfence.api.middleware import RequestIdFilter, RequestIdMiddleware, SecurityHeadersMiddleware
from ringfence.ownership.scope import acting_as
from tests.people import Person, call
from tests.shelf.models import Paper

JSON_CSP = "default-src 'none'; frame-ancestors 'none'"


class Open(APIView):
    """No authentication needed."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        """Say the request's id."""
        return Response({"id": vars(request._request)["request_id"]})

    def delete(self, request: Request) -> Response:
        """Nothing to say."""
        return Response(status=204)


class OnePaper(APIView):
    """A paper of the person in the address, or 404."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request, user: int, pk: int) -> Response:
        """The title."""
        with acting_as(user):
            return Response({"title": get_object_or_404(Paper.objects.all(), pk=pk).title})


class Late(APIView):
    """Fails while the answer is rendered, as a lazy queryset would."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        """Rows that cannot be fetched."""
        return Response(fetched(row) for row in "ab")


def fetched(row: str) -> str:
    raise OperationalError("the connection is lost")


class Own(APIView):
    """Sets every header itself."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        """With headers of its own."""
        return Response([], headers=OWN)


OWN = {
    "Cache-Control": "public, max-age=60",
    "Content-Security-Policy": "default-src https:",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Opener-Policy": "unsafe-none",
    "Permissions-Policy": "camera=(self)",
    "X-Content-Type-Options": "sniff",
    "Vary": "Cookie",
}


def typed(request: HttpRequest, kind: str) -> HttpResponse:
    return HttpResponse(b"x", content_type=kind)


def streaming(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse([b"a", b"b"], content_type="text/csv")


def logging_view(request: HttpRequest) -> HttpResponse:
    logging.getLogger("tests.view").warning("in the view")
    return HttpResponse(status=400)


def failing(request: HttpRequest) -> HttpResponse:
    raise FAILURES[request.GET["with"]]


FAILURES = {
    "operational": OperationalError("server closed the connection unexpectedly"),
    "interface": InterfaceError("connection already closed"),
    "value": ValueError("secret"),
}

urlpatterns = [
    path("open/", Open.as_view()),
    path("own/", Own.as_view()),
    path("typed/<path:kind>", typed),
    path("streaming/", streaming),
    path("logging/", logging_view),
    path("failing/", failing),
    path("late/", Late.as_view()),
    path("papers/<int:user>/<int:pk>/", OnePaper.as_view()),
    path("", include("ringfence_server.urls")),
]
handler404 = "ringfence.api.errors.not_found"
handler500 = "ringfence.api.errors.server_error"
pytestmark = pytest.mark.urls(__name__)


GOOD_IDS = ["abcdefgh", "A-Z.a_z-0.9", "0" * 64, "6f1d6c0e-8a52-4e7c-9f70-5f9f8f1f3a11"]
BAD_IDS = [
    *(
        "",
        "short12",
        "x" * 65,
        "with space",
        "semi;colon",
        "a" * 8 + "\n",
        "tab\tbetween",
        "<script>alert</script>",
    ),
    *(
        "éééééééé",
        "١٢٣٤٥٦٧٨",
        'quote"quote',
        "a,bcdefgh",
        "a:bcdefgh",
        "{abcdefgh}",
        "%0d%0aSet-Cookie",
        "x" * 8192,
    ),
]


@pytest.mark.parametrize("given", GOOD_IDS)
def test_a_callers_request_id_is_kept(given: str) -> None:
    answer = call("GET", "/open/", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"], answer.json()) == (given, {"id": given})


@pytest.mark.parametrize("given", BAD_IDS)
def test_anything_else_is_replaced_by_a_new_one(given: str) -> None:
    answer = Client().get("/open/", HTTP_X_REQUEST_ID=given)
    made = answer.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert answer.json() == {"id": made}


@pytest.mark.parametrize("address", ["/open/", "/nothing/", "/failing/?with=value", "/failing/?with=operational"])
def test_every_answer_has_an_id_of_its_own(address: str) -> None:
    first, second = (call("GET", address).headers["X-Request-ID"] for _ in range(2))
    assert first != second


def test_log_lines_carry_the_id_inside_the_view_and_after_it(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(mark := RequestIdFilter())
    try:
        call("GET", "/logging/", headers={"X-Request-ID": "the-id-12"})
        logging.getLogger("tests.outside").warning("outside")
    finally:
        caplog.handler.removeFilter(mark)
    ids = {record.name: record.request_id for record in caplog.records}  # type: ignore[attr-defined]
    assert ids == {"tests.view": "the-id-12", "django.request": "the-id-12", "tests.outside": "-"}


def test_the_id_is_forgotten_even_when_the_server_fails() -> None:
    def explode(request: HttpRequest) -> HttpResponse:
        raise ValueError("the view broke")

    with pytest.raises(ValueError, match="the view broke"):
        RequestIdMiddleware(explode)(RequestFactory().get("/"))
    record = logging.makeLogRecord({})
    assert RequestIdFilter().filter(record)
    assert record.request_id == "-"  # type: ignore[attr-defined]


def through(response: Any, **settings: Any) -> Any:
    return SecurityHeadersMiddleware(lambda request: response)(RequestFactory().get("/")).headers


PLAIN = {
    "Content-Security-Policy": JSON_CSP,
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": middleware.PERMISSIONS_POLICY,
    "X-Content-Type-Options": "nosniff",
}
VARYING = {"Vary": "Accept, Authorization"}


@pytest.mark.parametrize(
    "media_type", ["application/json", "application/problem+json", "application/json; charset=utf-8"]
)
def test_json_is_private_inert_and_varies_by_caller(media_type: str) -> None:
    headers = through(HttpResponse(b"{}", content_type=media_type))
    assert dict(headers) == {"Content-Type": media_type, **PLAIN, **VARYING}


def test_an_answer_without_a_body_has_the_headers_of_json() -> None:
    response = HttpResponse(status=204)
    del response["Content-Type"]
    assert dict(through(response)) == {**PLAIN, **VARYING}


@pytest.mark.parametrize(
    "media_type", ["text/csv", "text/plain", "image/svg+xml", "application/jsonlines", "text/json5"]
)
def test_other_data_is_private_and_inert(media_type: str) -> None:
    headers = through(HttpResponse(b"x", content_type=media_type))
    assert dict(headers) == {"Content-Type": media_type, **PLAIN}


@pytest.mark.parametrize(
    "media_type", ["text/html; charset=utf-8", "TEXT/HTML", "application/xhtml+xml", "text/javascript"]
)
def test_pages_and_their_scripts_run_only_what_this_server_sends(media_type: str) -> None:
    headers = through(HttpResponse(b"x", content_type=media_type))
    assert dict(headers) == {
        "Content-Type": media_type,
        **PLAIN,
        "Content-Security-Policy": (
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
    }


def test_the_policy_of_pages_is_a_setting_and_does_not_touch_data(settings: Any) -> None:
    settings.RINGFENCE_HTML_CSP = "default-src 'self'"
    assert through(HttpResponse(b"x"))["Content-Security-Policy"] == "default-src 'self'"
    assert through(JsonResponse({}))["Content-Security-Policy"] == JSON_CSP


@pytest.mark.parametrize("policy", ["same-origin-allow-popups", None])
def test_the_opener_policy_is_djangos_setting(policy: str | None, settings: Any) -> None:
    settings.SECURE_CROSS_ORIGIN_OPENER_POLICY = policy
    assert through(JsonResponse({})).get("Cross-Origin-Opener-Policy") == policy


def test_what_a_view_sets_is_never_touched() -> None:
    answer = call("GET", "/own/")
    assert {name: answer.headers[name] for name in OWN} == {**OWN, "Vary": "Cookie, Accept, Authorization"}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/open/", 200),
        ("HEAD", "/open/", 200),
        ("OPTIONS", "/open/", 200),
        ("DELETE", "/open/", 204),
        ("PUT", "/open/", 405),
        ("GET", "/nothing/", 404),
        ("GET", "/failing/?with=value", 500),
        ("GET", "/failing/?with=operational", 503),
        ("GET", "/streaming/", 200),
    ],
)
def test_no_answer_of_the_server_goes_without_its_headers(method: str, address: str, status: int) -> None:
    answer = call(method, address)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in PLAIN} == PLAIN
    assert answer.headers["X-Request-ID"]


@pytest.mark.parametrize("kind", ["operational", "interface"])
def test_a_database_that_is_away_is_a_503_with_retry_after(kind: str) -> None:
    answer = call("GET", f"/failing/?with={kind}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json() == {
        "detail": "The service is temporarily unavailable. Try again shortly.",
        "code": "unavailable",
    }
    problem = call("GET", f"/failing/?with={kind}", headers={"Accept": "application/problem+json"})
    assert (problem.status_code, problem.headers["Content-Type"]) == (503, "application/problem+json")


def test_a_database_that_goes_away_while_the_answer_is_made_is_a_503_too() -> None:
    answer = call("GET", "/late/")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_an_outage_is_logged_with_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    call("GET", "/failing/?with=operational")
    record = next(record for record in caplog.records if record.name == "ringfence.api.middleware")
    assert (record.levelname, record.getMessage()) == ("ERROR", "The database is unavailable.")
    assert record.exc_info
    assert isinstance(record.exc_info[1], OperationalError)


def test_any_other_exception_stays_a_500_that_says_nothing() -> None:
    answer = call("GET", "/failing/?with=value")
    assert answer.status_code == 500
    assert answer.json() == {"detail": "A server error occurred.", "code": "server_error"}


def test_after_an_outage_and_only_then_connections_are_suspect(monkeypatch: pytest.MonkeyPatch) -> None:
    suspect = SimpleNamespace(errors_occurred=False)
    monkeypatch.setattr(connections, "all", lambda initialized_only: [suspect])
    unavailable = middleware.UnavailableMiddleware(lambda request: HttpResponse())
    request = RequestFactory().get("/")
    assert unavailable.process_exception(request, ValueError()) is None
    assert not suspect.errors_occurred
    assert unavailable.process_exception(request, OperationalError()) is not None
    assert suspect.errors_occurred


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a file does not go away")
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_replaced_for_the_next_request() -> None:
    connection.ensure_connection()
    broken = connection.connection
    broken.close()
    unavailable = middleware.UnavailableMiddleware(lambda request: HttpResponse())
    unavailable.process_exception(RequestFactory().get("/"), psycopg.OperationalError("past Django's wrapping"))
    close_old_connections()
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)
    assert connection.connection is not broken


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json"])
def test_anothers_row_and_no_row_differ_in_nothing_but_date_and_request_id(
    alice: Person, bob: Person, accept: str
) -> None:
    with acting_as(bob.id):
        paper = Paper.objects.create(title="private").pk

    def ask(pk: int) -> tuple[Any, ...]:
        answer = call("GET", f"/papers/{alice.id}/{pk}/", headers={"Accept": accept})
        headers = {name: value for name, value in answer.headers.items() if name not in ("Date", "X-Request-ID")}
        return answer.status_code, headers, answer.content

    assert ask(paper) == ask(paper + 1000)
    assert ask(paper)[0] == 404
