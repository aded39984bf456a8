"""The operations of the OpenAPI document as the machine plays them: who may, where ids stand, what is sent."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Any
from urllib.parse import quote

from django.contrib.admindocs.views import simplify_regex

from ringfence.api.checks import Route, routes
from tests import schema

# Fields and parameters that name a row by its id, and where such rows live.
RELATIONS = {
    "category": "/api/transactions/categories/",
    "book": "/api/books/",
    "books": "/api/books/",
    "author": "/api/authors/",
    "authors": "/api/authors/",
}
USERS = "/auth/users/"
ACTIVITY = "/api/me/activity/"
SESSIONS = "/api/sessions/"
TOKENS = "/api/me/tokens/"
TRASH = "/api/trash/"
ARTICLES = "/api/articles/"
COMMENTS = "/api/articles/{slug}/comments/"
PROFILES = "/api/profiles/"
# Answered with the id of an account.
_ACCOUNTS = {"/api/me/", "/api/register/"}


class Operation:
    """One operation. ``template`` is its address, ``said`` what the document says of it."""

    def __init__(self, method: str, template: str, said: dict[str, Any]) -> None:
        self.method = method
        self.template = template
        self.said = said

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    __repr__ = __str__

    @property
    def name(self) -> str:
        """Its id in the document."""
        return str(self.said["operationId"])

    @property
    def is_conduit(self) -> bool:
        """Whether it is Conduit's, where rows are published."""
        return self.name.startswith("conduit_")

    @cached_property
    def _security(self) -> list[dict[str, Any]]:
        return self.said.get("security") or [{}]

    @property
    def needs_token(self) -> bool:
        """Whether a visitor is to be refused with 401."""
        return all("accessToken" in each or "personalAccessToken" in each for each in self._security)

    @property
    def takes_personal_token(self) -> bool:
        """Whether a personal access token opens it as well."""
        return any("personalAccessToken" in each for each in self._security)

    def parameters(self, place: str) -> list[dict[str, Any]]:
        """Its parameters in ``path``, ``query`` or ``header``."""
        every = (schema.resolved(each) for each in self.said.get("parameters", ()))
        return [each for each in every if each["in"] == place]

    def takes(self, header: str) -> bool:
        """Whether it reads a header."""
        return any(each["name"] == header for each in self.parameters("header"))

    @cached_property
    def body(self) -> dict[str, Any] | None:
        """The schema of its JSON body; None where it takes none."""
        content = schema.resolved(self.said.get("requestBody", {})).get("content", {})
        found = content.get("application/json")
        return schema.resolved(found["schema"]) if found else None

    @property
    def kind(self) -> str:
        """Where the rows live that it is about: the address of their collection."""
        if "{" in self.template:
            return self.template[: self.template.rindex("{")]
        if self.template in _ACCOUNTS:
            return USERS
        return max((kind for kind in kinds() if self.template.startswith(kind)), key=len, default=self.template)

    @property
    def is_about_a_row(self) -> bool:
        """Whether its address names a row."""
        return "{" in self.template

    def path(self, **values: Any) -> str:
        """The address with its parts filled in."""
        return re.sub(r"\{(\w+)\}", lambda match: quote(str(values[match[1]]), safe=""), self.template)


@cache
def operations() -> list[Operation]:
    """Every operation of the document, in order."""
    methods = {method.lower() for method in schema.METHODS}
    return [
        Operation(method.upper(), template, said)
        for template, item in sorted(schema.document()["paths"].items())
        for method, said in item.items()
        if method in methods
    ]


@cache
def named(name: str) -> Operation:
    """The operation of that id."""
    (found,) = (each for each in operations() if each.name == name)
    return found


@cache
def at(method: str, template: str) -> Operation | None:
    """The operation at that address; None when there is none."""
    return next((each for each in operations() if (each.method, each.template) == (method, template)), None)


@cache
def kinds() -> frozenset[str]:
    """The collections that have addresses of single rows."""
    return frozenset(each.template[: each.template.rindex("{")] for each in operations() if "{" in each.template)


@cache
def private_rows() -> list[Operation]:
    """The operations about one row that somebody owns, and nobody else may see."""
    return [each for each in operations() if each.is_about_a_row and not each.is_conduit]


@cache
def pages() -> list[Route]:
    """The routes of the URLconf that are no operation of the document: pages, files, the admin site."""
    return [route for route in routes() if not _is_documented(route)]


def address_of(route: Route, value: str) -> str:
    """An address that leads to ``route``, with ``value`` for each of its parts."""
    return re.sub(r"<[^>]+>", value, simplify_regex(route.pattern)).replace("\\", "")


def _is_documented(route: Route) -> bool:
    path = address_of(route, "1")
    return any(schema.operation_of(method, path) is not None for method in schema.METHODS)
