"""The reference says what the code does: nothing is missing, nothing is there that does not exist."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import rest_framework.exceptions
from django.conf import settings
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from rest_framework.exceptions import APIException
from typer.main import get_command

from ringfence.accounts import config
from ringfence.accounts.models import Activity
from ringfence.api import filter_fields
from ringfence.api.checks import Route, routes
from ringfence.api.fields import STRICT_FIELDS
from ringfence.api.pagination import Pages
from ringfence.api.problems import CODES
from ringfence.api.trash_views import TrashViewSet
from ringfence_server.cli import app
from ringfence_server.cli.serve import THREADS
from ringfence_server.library.views import AuthorViewSet, BookViewSet, QuoteViewSet
from ringfence_server.notes.views import NoteViewSet, TagViewSet
from ringfence_server.tasks.views import TagViewSet as TaskTagViewSet
from ringfence_server.tasks.views import TaskViewSet
from ringfence_server.transactions.views import CategoryViewSet, TransactionViewSet
from tests.docs.pages import ROOT, codes, named, read, rows, said, section

PACKAGE = ROOT / "src" / "ringfence"
SERVER = ROOT / "src" / "ringfence_server"
VARIABLE = re.compile(r"HOST|PORT|RINGFENCE_[A-Z_]+")
# What they mean to their own users; ``docs/reference/settings.md`` promises no other.
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME",
    "REFRESH_TOKEN_LIFETIME",
    "ROTATE_REFRESH_TOKENS",
    "BLACKLIST_AFTER_ROTATION",
    "AUTH_HEADER_TYPES",
    "ALGORITHM",
    "SIGNING_KEY",
    "VERIFYING_KEY",
    "AUDIENCE",
    "ISSUER",
    "LEEWAY",
}


# Endpoints


def address_of(route: Route) -> str:
    """``api/notes/(?P<pk>[1-9]…)/?$`` as ``/api/notes/<id>/``."""
    path = re.sub(r"/\?(\\Z|\$)$", "/", route.pattern)
    path = re.sub(r"\(\?P<(\w+)>[^)]+\)|<\w+:(\w+)>", lambda found: f"<{found[1] or found[2]}>", path)
    return "/" + path.replace("<pk>", "<id>").replace("\\", "")


def methods_of(route: Route) -> set[str]:
    """The methods that a route answers, without HEAD and OPTIONS, which follow from the others."""
    if not isinstance(route.view, type):
        allowed = Client().generic("TRACE", address_of(route).replace("<token>", "x")).headers["Allow"].split(", ")
    elif route.actions:
        view: Any = route.view
        allowed = [name.upper() for name in set(route.actions) & set(view.http_method_names)]
    else:
        allowed = route.view().allowed_methods
    return set(allowed) - {"HEAD", "OPTIONS"}


def documented_endpoints() -> list[tuple[str, str]]:
    found = [codes(row[0]) + codes(row[1]) for row in rows("reference/endpoints.md") if len(row) == 6]
    assert all(len(pair) == 2 for pair in found)
    return [(method, address.rstrip("/") + "/") for method, address in found]


def test_every_route_and_method_is_documented_once_and_no_other() -> None:
    there = {
        (method, address_of(route))
        for route in routes("ringfence_server.urls")
        if not route.is_admin
        for method in methods_of(route)
    }
    documented = documented_endpoints()
    assert sorted(documented) == sorted(set(documented))
    assert set(documented) == there


def test_every_operation_of_the_openapi_document_is_documented() -> None:
    document = SchemaGenerator().get_schema(request=None, public=True)
    described = {
        (method.upper(), re.sub(r"{([^}]+)}", r"<\1>", path).rstrip("/") + "/")
        for path, operations in document["paths"].items()
        for method in operations
        if method in {"get", "post", "put", "patch", "delete"}
    }
    assert len(described) > 100
    assert described <= set(documented_endpoints())


def test_every_kind_of_activity_is_listed() -> None:
    listed = re.search(r"`kind` is one of (.+?)\.\n", read("reference/endpoints.md"), re.DOTALL)
    assert listed
    assert codes(listed[1]) == [str(kind) for kind in Activity.Kind]


# Settings


def variables_read() -> set[str]:
    """Every environment variable that the server or its commands name."""
    return {
        node.value
        for path in SERVER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VARIABLE.fullmatch(node.value)
    }


def variables_of_settings() -> set[str]:
    """The first arguments of ``env.str`` and its like in the settings, and of the functions that call them."""
    called = (
        node
        for node in ast.walk(ast.parse((SERVER / "settings.py").read_text()))
        if isinstance(node, ast.Call) and re.match(r"env\.\w+$|_secret$|_postgresql$|_seconds$", ast.unparse(node.func))
    )
    first = (call.args[0] for call in called)
    return {str(argument.value) for argument in first if isinstance(argument, ast.Constant)}


def test_every_environment_variable_is_documented_and_no_other() -> None:
    assert variables_of_settings() <= variables_read()
    assert set(named("reference/settings.md", "Environment variables")) == variables_read()


def test_the_example_of_an_environment_names_every_variable_of_the_server_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text()
    names = re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(names) == sorted({"HOST", "PORT"} | variables_of_settings())


def test_every_setting_of_accounts_is_documented_with_its_default() -> None:
    documented = {name: row[0] for name, row in named("reference/settings.md", "`RINGFENCE`").items()}
    assert documented == {name: said(value) for name, value in config.DEFAULTS.items()}


def settings_of_ours() -> set[str]:
    """Every setting of Django's kind that begins with our name and that the code asks for."""
    found = set()
    for path in [*PACKAGE.rglob("*.py"), *SERVER.rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "settings":
                found.add(node.attr)
            elif isinstance(node, ast.Call) and ast.unparse(node).startswith("getattr(settings, '"):
                found.add(ast.unparse(node.args[1]).strip("'"))
    return {name for name in found if name.startswith("RINGFENCE_")}


def test_every_setting_of_ours_beside_the_dict_is_documented_and_no_other() -> None:
    documented = named("reference/settings.md", "Other Django settings that matter")
    assert {name for name in documented if name.startswith("RINGFENCE_")} == settings_of_ours()
    assert {name for name in documented if not hasattr(settings, name)} <= settings_of_ours()


def test_the_settings_of_simplejwt_that_count_are_documented_with_the_servers_values() -> None:
    documented = {name: row[0] for name, row in named("reference/settings.md", "`SIMPLE_JWT`").items()}
    assert set(documented) == SIMPLE_JWT >= set(settings.SIMPLE_JWT)
    of_the_environment = {"ALGORITHM", "SIGNING_KEY"}
    assert {codes(documented[name])[0] for name in of_the_environment} <= variables_of_settings()
    for name in set(settings.SIMPLE_JWT) - of_the_environment:
        value = settings.SIMPLE_JWT[name]
        expected = str(value).replace("'", '"') if isinstance(value, tuple) else said(value)
        assert documented[name].strip("`") == expected.strip("`"), name


# Throttles


def test_every_throttle_is_documented_with_its_numbers() -> None:
    documented = {name: row[:2] for name, row in named("reference/throttles.md", "The limits").items()}
    assert documented == {name: [str(allowed), str(seconds)] for name, (allowed, seconds) in config.THROTTLES.items()}


_SHOW = """
from ringfence_server import settings
print(settings.RINGFENCE["THROTTLES"]["registration"])
print([validator["NAME"].rpartition(".")[2] for validator in settings.AUTH_PASSWORD_VALIDATORS])
"""


@pytest.mark.parametrize(("production", "registrations"), [("false", (60, 60)), ("true", (10, 3600))])
def test_production_is_stricter_as_documented(production: str, registrations: tuple[int, int]) -> None:
    environ = {**os.environ, "RINGFENCE_PRODUCTION": production, "RINGFENCE_ALLOWED_HOSTS": "ringfence.example.org"}
    shown = subprocess.run([sys.executable, "-c", _SHOW], env=environ, capture_output=True, text=True, check=True)
    throttle, validators = shown.stdout.splitlines()
    assert throttle == str(registrations)
    assert ("CommonPasswordValidator" in validators) == (production == "true")
    assert "60 registrations in 60 seconds" in read("reference/throttles.md")
    assert config.THROTTLES["registration"] == (10, 3600)


# Errors

# Where a code may be given by its place, and at which.
_PLACES = {"ErrorDetail": 1, "InvalidParameters": 2}


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Every code that a module gives to an error, as written."""
    raised = {name for name, value in vars(rest_framework.exceptions).items() if isinstance(value, type)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["default_code"]:
            yield ast.unparse(node.value)
        if not isinstance(node, ast.Call):
            continue
        yield from (ast.unparse(keyword.value) for keyword in node.keywords if keyword.arg == "code")
        name = ast.unparse(node.func).rpartition(".")[2]
        place = _PLACES.get(name, 1 if name in raised | {"Conflict"} else len(node.args))
        yield from (ast.unparse(argument) for argument in node.args[place : place + 1])


def codes_of_the_package() -> set[str]:
    # The forms of the admin site answer with pages.
    paths = [
        path for path in PACKAGE.rglob("*.py") if "testing" not in path.parts and not path.stem.startswith("admin")
    ]
    written = {code for path in paths for code in codes_in(ast.parse(path.read_text()))}
    # One is put together, one is handed on, one is Django's.
    spelled = {
        "f'{what}_mismatch'": ["password_mismatch", "username_mismatch"],
        "code": [],
        "EmailValidator.code": ["invalid"],
    }
    return {code for one in written for code in spelled.get(one, [one.strip("'")])}


def codes_of_rest_framework() -> set[str]:
    kinds = [value for value in vars(rest_framework.exceptions).values() if isinstance(value, type)]
    return {kind.default_code for kind in kinds if issubclass(kind, APIException)} - {"error"}


def test_every_code_is_documented_and_no_other() -> None:
    top = set(named("reference/errors.md", "Codes of an answer"))
    of_a_field = set(named("reference/errors.md", "Codes of a field"))
    kept = set(codes(section(read("reference/errors.md"), "Codes of a field").partition("keep their names")[0]))
    made = codes_of_the_package()
    # SimpleJWT's way to say it is never taken here: every refusal of a token is one and the same.
    known = made | set(CODES.values()) | codes_of_rest_framework() - {"authentication_failed"}
    assert set(CODES.values()) <= top
    assert known <= top | of_a_field | kept
    assert top | of_a_field <= known


def test_every_code_of_a_status_is_documented_with_it() -> None:
    documented = {name: row[0] for name, row in named("reference/errors.md", "Codes of an answer").items()}
    for status, code in CODES.items():
        assert documented[code] == str(status), code


# Commands


def options_of(command: Any) -> dict[str, tuple[str, str]]:
    """Each argument and option of a command with its environment variable and its default."""
    found = {}
    for parameter in command.params:
        shown = getattr(parameter, "show_default", None)
        default = shown if isinstance(shown, str) else f"`{parameter.default}`" if parameter.default else ""
        if parameter.param_type_name == "argument":
            name, default = (parameter.metavar or parameter.name).upper(), "required" if parameter.required else default
        else:
            name = max(parameter.opts, key=len)
        found[name] = (f"`{parameter.envvar}`" if parameter.envvar else "", default)
    return found


def test_every_command_and_option_is_documented_with_variable_and_default() -> None:
    commands: Any = get_command(app)
    text = read("reference/commands.md")
    assert re.findall(r"^## `ringfence ([\w-]+)`$", text, re.MULTILINE) == list(commands.commands)
    for name, command in commands.commands.items():
        documented = named("reference/commands.md", f"`ringfence {name}`")
        assert {option: (row[0], row[1]) for option, row in documented.items()} == options_of(command), name
    general = {max(parameter.opts, key=len) for parameter in commands.params}
    assert general <= set(codes(text.partition("## ")[0].replace("`ringfence --", "`--")))


def test_the_threads_of_a_worker_are_those_that_the_pages_count_with() -> None:
    word = {1: "one thread each", 2: "two threads each", 4: "four threads each"}[THREADS]
    assert word in read("how-to/production.md")
    for page in ("how-to/production.md", "why/scaling.md"):
        assert f"workers × {THREADS} threads × 2 roles" in read(page), page


# Pages, search


def test_the_sizes_of_pages_are_those_documented() -> None:
    by_number, by_offset, by_cursor = (row[2] for row in rows("reference/pagination.md"))
    assert by_number == by_cursor == f"{Pages.page_size}, at most {Pages.max_page_size}"
    assert by_offset == f"{Pages.default_limit}, at most {Pages.max_limit}"


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("/api/notes/", NoteViewSet),
        ("/api/notes/tags/", TagViewSet),
        ("/api/tasks/", TaskViewSet),
        ("/api/tasks/tags/", TaskTagViewSet),
        ("/api/transactions/", TransactionViewSet),
        ("/api/transactions/categories/", CategoryViewSet),
        ("/api/authors/", AuthorViewSet),
        ("/api/books/", BookViewSet),
        ("/api/quotes/", QuoteViewSet),
        ("/api/trash/", TrashViewSet),
    ],
)
def test_what_a_list_can_be_asked_is_documented(address: str, view: Any) -> None:
    search, filters, ordering, _ = named("reference/search.md")[address]
    assert codes(search) == view.search_fields
    assert codes(ordering) == view.ordering_fields
    filterset = getattr(view, "filterset_class", None)
    values = {"true", "false", "none", "notes.note"}
    assert set(codes(filters)) - values == set(filterset.base_filters if filterset else [])


def test_every_strict_field_and_filter_is_documented_and_no_other() -> None:
    documented = {code for row in rows("reference/fields.md", "Fields") for code in codes(row[1])}
    of_any_column = {"StrictIntegerField", "StrictChoiceField"}
    assert documented == of_any_column | {field.__name__ for field in STRICT_FIELDS.values()}
    filters = {cls.__name__ for cls in vars(filter_fields).values() if is_filter(cls)} - {"StrictFilter"}
    assert set(named("reference/fields.md", "Filters")) == filters


def is_filter(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, filter_fields.StrictFilter)
