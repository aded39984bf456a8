"""The bodies, codes and headers of errors, whoever raises them; constraints as errors by field."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import psycopg
import pytest
from django.contrib import admin
from django.core import exceptions as django_exceptions
from django.db import IntegrityError, InterfaceError, InternalError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.test import RequestFactory
from django.urls import path
from rest_framework import exceptions
from rest_framework.renderers import BaseRenderer, BrowsableAPIRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from ringfence.api import errors
from ringfence.api.errors import exception_handler, is_outage
from ringfence.api.params import InvalidParameters
from ringfence.api.problems import wants_problem
from tests.people import call

PROBLEM = "application/problem+json"


class CSVRenderer(BaseRenderer):
    """A renderer that can render rows only."""

    media_type = "text/csv"
    format = "csv"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        """Lines; anything but a list of texts breaks."""
        assert isinstance(data, list)
        return "\n".join(data).encode()


class Raising(APIView):
    """Raises what it is given."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes: Any = (JSONRenderer, CSVRenderer, BrowsableAPIRenderer)
    raises: Any = None

    def get(self, request: Request) -> Response:
        """Raise, or answer."""
        if self.raises is not None:
            raise self.raises
        return Response(["fine"])


def answer_to(raised: Exception | None, accept: str = "application/json", method: str = "GET") -> Any:
    request = APIRequestFactory().generic(method, "/raising/", headers={"Accept": accept})
    return Raising.as_view(raises=raised)(request).render()


def told(status: int, code: str, detail: str, *, title: str = "", urn: bool = False) -> tuple[int, Any, Any]:
    """Status, plain body and problem of an error that is about no field."""
    problem = {
        "type": f"urn:ringfence:error:{code}" if urn else "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "errors": [],
    }
    return status, {"detail": detail, "code": code}, problem


class Odd(exceptions.APIException):
    """A status of nobody's."""

    status_code = 418


class Unprocessable(exceptions.APIException):
    """422 without a code of its own."""

    status_code = 422


DENIED = "You do not have permission to perform this action."
UNREAD = "The request could not be read."
SINGLE = [
    (exceptions.ParseError("Bad."), told(400, "parse_error", "Bad.", title="Parse error", urn=True)),
    (errors.BadRequest(), told(400, "bad_request", UNREAD, title="Bad Request")),
    (exceptions.PermissionDenied(), told(403, "permission_denied", DENIED, title="Forbidden")),
    (exceptions.PermissionDenied("No.", "locked"), told(403, "locked", "No.", title="Locked", urn=True)),
    (exceptions.NotFound(), told(404, "not_found", "Not found.", title="Not Found")),
    (
        exceptions.NotFound("No.", "invalid_page"),
        told(404, "invalid_page", "No.", title="Invalid page", urn=True),
    ),
    (
        exceptions.MethodNotAllowed("PUT"),
        told(405, "method_not_allowed", 'Method "PUT" not allowed.', title="Method Not Allowed"),
    ),
    (
        exceptions.NotAcceptable(),
        told(406, "not_acceptable", "Could not satisfy the request Accept header.", title="Not Acceptable"),
    ),
    (errors.Conflict(), told(409, "conflict", "The write conflicts with existing data.", title="Conflict")),
    (
        errors.PreconditionFailed(),
        told(412, "precondition_failed", "The row has changed since it was read.", title="Precondition Failed"),
    ),
    (errors.TooLarge(), told(413, "too_large", "The request body is too large.", title="Content Too Large")),
    (
        exceptions.UnsupportedMediaType("a/b"),
        told(
            415,
            "unsupported_media_type",
            'Unsupported media type "a/b" in request.',
            title="Unsupported Media Type",
        ),
    ),
    (Odd("Short and stout."), told(418, "error", "Short and stout.", title="Error", urn=True)),
    (Unprocessable("No."), told(422, "unprocessable", "No.", title="Unprocessable Content")),
    (exceptions.Throttled(), told(429, "throttled", "Request was throttled.", title="Too Many Requests")),
    (
        exceptions.APIException(),
        told(500, "server_error", "A server error occurred.", title="Internal Server Error"),
    ),
    (
        exceptions.APIException(["One.", "Two."]),
        told(500, "server_error", "One. Two.", title="Internal Server Error"),
    ),
    (
        errors.Unavailable(),
        told(
            503,
            "unavailable",
            "The service is temporarily unavailable. Try again shortly.",
            title="Service Unavailable",
        ),
    ),
    (Http404("No Note matches the given query."), told(404, "not_found", "Not found.", title="Not Found")),
    (Http404({"tried": []}), told(404, "not_found", "Not found.", title="Not Found")),
    (django_exceptions.PermissionDenied(), told(403, "permission_denied", DENIED, title="Forbidden")),
    (django_exceptions.PermissionDenied("No."), told(403, "permission_denied", "No.", title="Forbidden")),
    (django_exceptions.PermissionDenied({"a": 1}), told(403, "permission_denied", DENIED, title="Forbidden")),
    (
        django_exceptions.RequestDataTooBig("…"),
        told(413, "too_large", "The request body is too large.", title="Content Too Large"),
    ),
    (django_exceptions.TooManyFieldsSent("…"), told(400, "bad_request", UNREAD, title="Bad Request")),
    (django_exceptions.BadRequest("…"), told(400, "bad_request", UNREAD, title="Bad Request")),
    (MultiPartParserError("…"), told(400, "bad_request", UNREAD, title="Bad Request")),
    (UnreadablePostError("…"), told(400, "bad_request", UNREAD, title="Bad Request")),
]


@pytest.mark.parametrize(("raised", "expected"), SINGLE, ids=lambda value: getattr(type(value), "__name__", None))
def test_every_error_has_a_sentence_and_a_stable_code_in_either_form(raised: Exception, expected: Any) -> None:
    status, body, problem = expected
    plain = answer_to(raised)
    assert (plain.status_code, plain.headers["Content-Type"]) == (status, "application/json")
    assert json.loads(plain.content) == body
    standard = answer_to(raised, PROBLEM)
    assert (standard.status_code, standard.headers["Content-Type"]) == (status, PROBLEM)
    assert json.loads(standard.content) == problem


@pytest.mark.parametrize("code", ["not_authenticated", "authentication_failed", "session_ended"])
def test_a_401_keeps_its_code_and_its_challenge(code: str) -> None:
    raised = exceptions.AuthenticationFailed("Log in.", code)

    class Challenging(Raising):
        def get_authenticate_header(self, request: Request) -> str:
            return 'Bearer realm="api"'

    answer = Challenging.as_view(raises=raised)(APIRequestFactory().get("/")).render()
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert json.loads(answer.content) == {"detail": "Log in.", "code": code}


def test_a_detail_that_is_an_object_keeps_its_further_members() -> None:
    """SimpleJWT's own shape."""
    raised = exceptions.AuthenticationFailed({"detail": "No.", "code": "token_not_valid", "messages": [{"a": "b"}]})
    response = exception_handler(raised, {})
    assert response is not None
    assert response.data == {"detail": "No.", "code": "token_not_valid", "messages": [{"a": "b"}]}


def test_an_object_without_a_sentence_gets_the_exceptions_own() -> None:
    response = exception_handler(errors.Conflict({"row": "7"}), {})
    assert response is not None
    assert response.data == {
        "detail": "The write conflicts with existing data.",
        "code": "conflict",
        "row": "7",
    }


@pytest.mark.parametrize(
    ("raised", "seconds"),
    [
        (exceptions.Throttled(wait=12.1), "13"),
        (exceptions.Throttled(wait=0), "1"),
        (exceptions.Throttled(), "1"),
        (errors.Unavailable(), "1"),
    ],
)
def test_who_is_to_come_back_is_told_when(raised: Exception, seconds: str) -> None:
    assert answer_to(raised).headers["Retry-After"] == seconds


def test_a_405_lists_what_is_allowed() -> None:
    answer = answer_to(None, method="PUT")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_an_unknown_exception_is_left_to_django() -> None:
    assert exception_handler(ValueError("x"), {}) is None
    assert exception_handler(django_exceptions.SuspiciousOperation("x"), {}) is None


Error = exceptions.ErrorDetail
INVALID = [
    ("Wrong.", {"non_field_errors": ["Wrong."], "code": "invalid"}, [("#", "invalid", "Wrong.")]),
    (
        ["One.", "Two."],
        {"non_field_errors": ["One.", "Two."], "code": "invalid"},
        [("#", "invalid", "One."), ("#", "invalid", "Two.")],
    ),
    (
        {"title": [Error("Needed.", "required")], "body": "Too long."},
        {"title": ["Needed."], "body": ["Too long."], "code": "invalid"},
        [("#/title", "required", "Needed."), ("#/body", "invalid", "Too long.")],
    ),
    (
        {"non_field_errors": ["Together."]},
        {"non_field_errors": ["Together."], "code": "invalid"},
        [("#", "invalid", "Together.")],
    ),
    ({"code": ["Taken."]}, {"code": ["Taken."]}, [("#/code", "invalid", "Taken.")]),
    (
        {"details": {"isbn": ["Bad."], "non_field_errors": ["Odd."]}},
        {"details": {"isbn": ["Bad."], "non_field_errors": ["Odd."]}, "code": "invalid"},
        [("#/details/isbn", "invalid", "Bad."), ("#/details", "invalid", "Odd.")],
    ),
    (
        {"books": [{}, {"title": ["Needed."]}]},
        {"books": [{}, {"title": ["Needed."]}], "code": "invalid"},
        [("#/books/1/title", "invalid", "Needed.")],
    ),
    (
        {"tags": {2: ["Too long."]}},
        {"tags": {"2": ["Too long."]}, "code": "invalid"},
        [("#/tags/2", "invalid", "Too long.")],
    ),
    (
        [{}, {"title": ["Needed."]}],
        {"1": {"title": ["Needed."]}, "code": "invalid"},
        [("#/1/title", "invalid", "Needed.")],
    ),
    (
        {"a/b~c d%é": ["Unknown."]},
        {"a/b~c d%é": ["Unknown."], "code": "invalid"},
        [("#/a~1b~0c%20d%25%C3%A9", "invalid", "Unknown.")],
    ),
    (
        django_exceptions.ValidationError({"title": ["Bad."], "__all__": ["Odd."]}).message_dict,
        {"title": ["Bad."], "__all__": ["Odd."], "code": "invalid"},
        [("#/title", "invalid", "Bad."), ("#/__all__", "invalid", "Odd.")],
    ),
]


@pytest.mark.parametrize(("detail", "body", "entries"), INVALID)
def test_a_validation_error_is_an_object_by_field_in_either_form(detail: Any, body: Any, entries: Any) -> None:
    plain = answer_to(exceptions.ValidationError(detail))
    assert (plain.status_code, json.loads(plain.content)) == (400, body)
    standard = answer_to(exceptions.ValidationError(detail), PROBLEM)
    assert (standard.status_code, standard.headers["Content-Type"]) == (400, PROBLEM)
    assert json.loads(standard.content) == {
        "type": "urn:ringfence:error:invalid",
        "title": "Invalid",
        "status": 400,
        "detail": "The input is not valid.",
        "code": "invalid",
        "errors": [{"pointer": pointer, "code": code, "detail": text} for pointer, code, text in entries],
    }


@pytest.mark.parametrize(
    ("raised", "body"),
    [
        (django_exceptions.ValidationError("Wrong."), {"non_field_errors": ["Wrong."], "code": "invalid"}),
        (
            django_exceptions.ValidationError({"title": ["Bad."], "__all__": ["Odd."]}),
            {"title": ["Bad."], "non_field_errors": ["Odd."], "code": "invalid"},
        ),
        (
            django_exceptions.ValidationError("At most %(n)s.", params={"n": 3}),
            {"non_field_errors": ["At most 3."], "code": "invalid"},
        ),
    ],
)
def test_a_models_validation_error_is_a_400_too(raised: Exception, body: Any) -> None:
    answer = answer_to(raised)
    assert (answer.status_code, json.loads(answer.content)) == (400, body)


def test_an_error_about_a_query_parameter_points_at_the_parameter() -> None:
    problem = json.loads(answer_to(InvalidParameters("page", "No.", "odd"), PROBLEM).content)
    assert problem["errors"] == [{"parameter": "page", "code": "odd", "detail": "No."}]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (PROBLEM, True),
        ("application/json, application/problem+json", True),
        ("text/html, Application/Problem+JSON ; q=0.1", True),
        ("application/problem+json;q=1.000", True),
        ("application/problem+json;q=0", False),
        ("application/problem+json; q=0.000", False),
        ("*/*", False),
        ("application/*", False),
        ("application/problem+jsonx", False),
        ("application/json; profile=application/problem+json", False),
        ("", False),
        (",;,;=," * 5000 + PROBLEM, False),
    ],
)
def test_problem_details_are_for_those_who_list_them(accept: str, wanted: bool) -> None:
    assert wants_problem(accept) is wanted


def test_asking_for_problem_details_does_not_change_a_success() -> None:
    class Plain(Raising):
        renderer_classes: Any = (JSONRenderer,)

    for accept in (
        PROBLEM,
        f"{PROBLEM}, application/json",
        f"application/json, {PROBLEM}",
        f"{PROBLEM}, */*",
    ):
        answer = Plain.as_view()(APIRequestFactory().get("/", headers={"Accept": accept})).render()
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
        assert answer.content == b'["fine"]'


def test_other_media_types_select_and_refuse_as_ever() -> None:
    assert answer_to(None, "text/csv").content == b"fine"
    assert answer_to(None, f"{PROBLEM}, text/csv").content == b"fine"
    refused = answer_to(None, f"{PROBLEM}, image/png")
    assert (refused.status_code, refused.headers["Content-Type"]) == (406, PROBLEM)


def test_the_address_does_not_choose_the_renderer() -> None:
    request = APIRequestFactory().get("/raising/?format=csv")
    answer = Raising.as_view()(request).render()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "accept", ["", ",", ";;;", "a", 'a/b;x="', "*/*;q=nan", "/", "\xff/\xfe", "x" * 9000, "a/b," * 3000]
)
def test_a_broken_accept_header_is_no_worse_than_a_406(accept: str) -> None:
    assert answer_to(None, accept).status_code in (200, 406)


def test_an_error_is_json_where_the_success_would_not_be() -> None:
    answer = answer_to(exceptions.NotFound(), "text/csv")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")
    assert json.loads(answer.content) == {"detail": "Not found.", "code": "not_found"}


def test_errors_vary_by_accept() -> None:
    class Plain(Raising):
        renderer_classes: Any = (JSONRenderer,)

    answer = Plain.as_view(raises=exceptions.NotFound())(APIRequestFactory().get("/")).render()
    assert answer.headers["Vary"] == "Accept"


def test_under_atomic_requests_an_error_is_rolled_back(db: None, settings: Any) -> None:
    connection = transaction.get_connection()
    settings_dict = {**connection.settings_dict, "ATOMIC_REQUESTS": True}
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "settings_dict", settings_dict)
        exception_handler(exceptions.NotFound(), {})
        assert connection.needs_rollback


def breaking(request: HttpRequest, kind: str) -> HttpResponse:
    raised: dict[str, Exception] = {
        "403": django_exceptions.PermissionDenied("Not you."),
        "400": django_exceptions.SuspiciousOperation("secret"),
        "413": django_exceptions.RequestDataTooBig("secret"),
        "404": Http404("secret"),
        "500": ValueError("secret"),
    }
    raise raised[kind]


urlpatterns = [
    path("api/breaking/<kind>/", breaking),
    path("api/raising/", Raising.as_view()),
    path("admin/", admin.site.urls),
]
handler400 = "ringfence.api.errors.bad_request"
handler403 = "ringfence.api.errors.permission_denied"
handler404 = "ringfence.api.errors.not_found"
handler500 = "ringfence.api.errors.server_error"

DJANGO = [
    ("/api/breaking/400/", told(400, "bad_request", UNREAD, title="Bad Request")),
    ("/api/breaking/403/", told(403, "permission_denied", "Not you.", title="Forbidden")),
    ("/api/breaking/404/", told(404, "not_found", "Not found.", title="Not Found")),
    (
        "/api/breaking/413/",
        told(413, "too_large", "The request body is too large.", title="Content Too Large"),
    ),
    (
        "/api/breaking/500/",
        told(500, "server_error", "A server error occurred.", title="Internal Server Error"),
    ),
    ("/nothing/here/", told(404, "not_found", "Not found.", title="Not Found")),
    ("/", told(404, "not_found", "Not found.", title="Not Found")),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "expected"), DJANGO, ids=lambda value: value if isinstance(value, str) else None)
def test_djangos_own_errors_have_the_same_bodies(address: str, expected: Any) -> None:
    status, body, problem = expected
    plain = call("GET", address)
    assert (plain.status_code, plain.headers["Content-Type"]) == (status, "application/json")
    assert plain.json() == body
    standard = call("GET", address, headers={"Accept": PROBLEM})
    assert (standard.status_code, standard.headers["Content-Type"]) == (status, PROBLEM)
    assert json.loads(standard.content) == problem


@pytest.mark.urls(__name__)
def test_an_unknown_host_is_a_400_in_json() -> None:
    answer = call("GET", "/api/raising/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.json()) == (400, {"detail": UNREAD, "code": "bad_request"})


@pytest.mark.urls(__name__)
def test_a_route_and_a_row_that_are_not_there_are_the_same_to_the_byte() -> None:
    route = call("GET", "/api/nothing/")
    row = answer_to(Http404("No Note matches the given query."))
    assert (route.status_code, route.content) == (row.status_code, row.content)


HANDLERS = [
    (lambda request: errors.bad_request(request, ValueError()), 400),
    (lambda request: errors.permission_denied(request, ValueError()), 403),
    (lambda request: errors.not_found(request, Http404()), 404),
    (errors.server_error, 500),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("handler", "status"), HANDLERS)
def test_under_the_admin_site_errors_are_djangos_pages(handler: Any, status: int) -> None:
    answer = handler(RequestFactory().get("/admin/nothing/"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")


class WithoutAdmin:
    """Stands for a URLconf module."""

    urlpatterns = ()


@pytest.mark.parametrize(("handler", "status"), HANDLERS)
def test_without_an_admin_site_every_path_is_answered_in_json(handler: Any, status: int, settings: Any) -> None:
    settings.ROOT_URLCONF = WithoutAdmin
    answer = handler(RequestFactory().get("/admin/nothing/"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")


def test_a_database_that_a_middleware_misses_is_a_503() -> None:
    try:
        raise OperationalError("the connection is closed")
    except OperationalError:
        answer: Any = errors.server_error(RequestFactory().get("/api/"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert json.loads(answer.content)["code"] == "unavailable"


def caused(outer: Exception, cause: Exception) -> Exception:
    outer.__cause__ = cause
    return outer


def sqlite(name: str) -> sqlite3.OperationalError:
    exc = sqlite3.OperationalError("…")
    exc.sqlite_errorname = name
    return exc


OUTAGES = [
    OperationalError("connection refused"),
    InterfaceError("connection already closed"),
    caused(OperationalError(), psycopg.OperationalError("server closed the connection")),
    caused(OperationalError(), psycopg.errors.TooManyConnections()),
    caused(OperationalError(), psycopg.errors.AdminShutdown()),
    caused(OperationalError(), psycopg.errors.DeadlockDetected()),
    caused(InternalError(), psycopg.errors.ReadOnlySqlTransaction()),
    caused(OperationalError(), sqlite("SQLITE_BUSY")),
    caused(OperationalError(), sqlite("SQLITE_BUSY_SNAPSHOT")),
    caused(OperationalError(), sqlite("SQLITE_LOCKED")),
    caused(OperationalError(), sqlite("SQLITE_FULL")),
    psycopg.OperationalError("raw"),
    psycopg.InterfaceError("raw"),
]
MISTAKES = [
    caused(OperationalError(), sqlite("SQLITE_ERROR")),
    caused(OperationalError(), sqlite3.OperationalError("no such table: x")),
    caused(OperationalError(), psycopg.errors.ProgramLimitExceeded()),
    caused(OperationalError(), psycopg.errors.StatementTooComplex()),
    IntegrityError(),
    ValueError(),
    None,
]


@pytest.mark.parametrize("exc", OUTAGES)
def test_a_database_that_is_away_or_busy_is_an_outage(exc: Exception) -> None:
    assert is_outage(exc)


@pytest.mark.parametrize("exc", MISTAKES)
def test_a_mistake_of_the_program_is_not_an_outage(exc: Exception | None) -> None:
    assert not is_outage(exc)
