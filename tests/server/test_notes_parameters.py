"""The query of a list of notes under bad input, and errors as RFC 9457 has them: named, never a 5xx."""

from __future__ import annotations

import pytest

from tests.people import Person
from tests.server.shapes import KNOWN_PARAMETERS, NOTES, TAGS, answer, create, invalid, page

NUMBER = "Must be a whole number from 1 to 9223372036854775807."
PARAMETERS = {
    "?titel=x": ("titel", f"Unknown parameter. Known here: {KNOWN_PARAMETERS}."),
    "?owner=bob": ("owner", f"Unknown parameter. Known here: {KNOWN_PARAMETERS}."),
    "?owner__password__startswith=a": (
        "owner__password__startswith",
        f"Unknown parameter. Known here: {KNOWN_PARAMETERS}.",
    ),
    "?title__contains=x": ("title__contains", f"Unknown parameter. Known here: {KNOWN_PARAMETERS}."),
    "?format=json": ("format", f"Unknown parameter. Known here: {KNOWN_PARAMETERS}."),
    "?Page=1": ("Page", f"Unknown parameter. Known here: {KNOWN_PARAMETERS}."),
    "?%00=1": ("\x00", f"Unknown parameter. Known here: {KNOWN_PARAMETERS}."),
    "?page=1&page=1": ("page", "Given more than once."),
    "?search=a&search=b": ("search", "Given more than once."),
    "?tag=a&tag=b": ("tag", "Given more than once."),
    "?search=%00": ("search", "Null characters are not allowed."),
    "?tag=a%00": ("tag", "Null characters are not allowed."),
    "?cursor=%00": ("cursor", "Null characters are not allowed."),
    f"?search={'x' * 201}": ("search", "At most 200 characters."),
    f"?tag={'x' * 51}": ("tag", "Ensure this value has at most 50 characters (it has 51)."),
    "?pinned=1": ("pinned", "Must be true or false."),
    "?pinned=True": ("pinned", "Must be true or false."),
    "?archived=null": ("archived", "Must be true or false."),
    **{
        f"?ordering={order}": ("ordering", "Choose from: created_at, pinned, title, updated_at; a minus sign reverses.")
        for order in (
            "",
            "owner",
            "id",
            "body",
            "owner__password",
            "--title",
            "title,",
            "?",
            "title;id",
            "1",
            "pk",
            "random",
        )
    },
    **{
        f"?page={page}": ("page", NUMBER)
        for page in ("0", "-1", "a", "1.0", "1_0", "01", "١", "", " 1", "1e1", str(2**63))
    },
    **{f"?page_size={size}": ("page_size", NUMBER) for size in ("0", "-1", "a", "", "all")},
    **{f"?limit={limit}": ("limit", NUMBER) for limit in ("0", "-5", "x", "")},
    "?offset=-1": ("offset", "Must be a whole number from 0 to 9223372036854775807."),
    f"?offset={2**63}": ("offset", "Must be a whole number from 0 to 9223372036854775807."),
    "?limit=5&page=1": ("page", "Cannot be combined with limit."),
    "?cursor=&page=1": ("page", "Cannot be combined with cursor."),
    "?cursor=&limit=1": ("limit", "Cannot be combined with cursor."),
    **{
        f"?cursor={cursor}": ("cursor", "Not a cursor of this list in this order.")
        for cursor in ("x", "AAAA", "%F0%9F%A6%8A", "bnVsbA", "W10", "e30", "x" * 5000, "' OR 1=1 --")
    },
}


def test_a_parameter_that_does_not_do_is_named(alice: Person) -> None:
    create(alice)
    found = {query: answer(alice.get(f"{NOTES}{query}")) for query in PARAMETERS}
    assert found == {query: (400, invalid(**{name: said})) for query, (name, said) in PARAMETERS.items()}


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_one_note_takes_no_parameters_of_a_list(alice: Person, method: str) -> None:
    made = create(alice)
    response = alice.call(method, f"{NOTES}{made['id']}/?search=x", {"title": "y"})
    known = "none" if method == "DELETE" else "fields"
    assert answer(response) == (400, invalid(search=f"Unknown parameter. Known here: {known}."))
    assert answer(alice.get(NOTES)) == (200, page(made))


def test_a_page_past_the_end_is_404(alice: Person) -> None:
    create(alice)
    said = {"detail": "There is no such page.", "code": "invalid_page"}
    for number in ("2", str(2**63 - 1)):
        assert answer(alice.get(f"{NOTES}?page={number}")) == (404, said)


def test_a_cursor_is_good_for_its_own_order_only(alice: Person) -> None:
    for title in "abc":
        create(alice, title=title)
    cursor = alice.get(f"{NOTES}?cursor=&page_size=1").json()["next"].partition("cursor=")[2].partition("&")[0]
    assert alice.get(f"{NOTES}?cursor={cursor}").status_code == 200
    for other in (
        f"{NOTES}?ordering=title&cursor={cursor}",
        f"{TAGS}?cursor={cursor}",
        f"{NOTES}?cursor={cursor[:-1]}",
    ):
        assert answer(alice.get(other)) == (400, invalid(cursor="Not a cursor of this list in this order."))


def test_more_parameters_than_anybody_needs_are_400(alice: Person) -> None:
    query = "&".join(f"a{number}=1" for number in range(1001))
    said = {"detail": "The request could not be read.", "code": "bad_request"}
    assert answer(alice.get(f"{NOTES}?{query}")) == (400, said)


def test_errors_are_problems_by_accept(alice: Person) -> None:
    headers = {"Accept": "application/problem+json"}
    response = alice.post(NOTES, {"tags": ["ok", ""], "colour": 1}, headers=headers)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert answer(response) == (
        400,
        {
            "type": "urn:ringfence:error:invalid",
            "title": "Invalid",
            "status": 400,
            "detail": "The input is not valid.",
            "code": "invalid",
            "errors": [
                {"pointer": "#/title", "code": "required", "detail": "This field is required."},
                {"pointer": "#/tags/1", "code": "blank", "detail": "This field may not be blank."},
                {"pointer": "#/colour", "code": "unknown", "detail": "Unknown field."},
            ],
        },
    )


def test_problems_of_a_query_name_the_parameter(alice: Person) -> None:
    headers = {"Accept": "application/problem+json"}
    found = {
        query: alice.get(f"{NOTES}{query}", headers=headers).json()["errors"]
        for query in ("?titel=x", "?pinned=1&archived=2", "?search=%00", "?ordering=x", "?page=0", "?page=1&page=2")
    }
    truth = {"code": "invalid", "detail": "Must be true or false."}
    assert found == {
        "?titel=x": [
            {"parameter": "titel", "code": "unknown", "detail": f"Unknown parameter. Known here: {KNOWN_PARAMETERS}."}
        ],
        "?pinned=1&archived=2": [{"parameter": "pinned", **truth}, {"parameter": "archived", **truth}],
        "?search=%00": [
            {"parameter": "search", "code": "null_character", "detail": "Null characters are not allowed."}
        ],
        "?ordering=x": [
            {
                "parameter": "ordering",
                "code": "invalid",
                "detail": "Choose from: created_at, pinned, title, updated_at; a minus sign reverses.",
            }
        ],
        "?page=0": [{"parameter": "page", "code": "invalid", "detail": NUMBER}],
        "?page=1&page=2": [{"parameter": "page", "code": "repeated", "detail": "Given more than once."}],
    }


@pytest.mark.parametrize(
    ("method", "path", "status", "title"),
    [
        ("GET", f"{NOTES}999999/", 404, "Not Found"),
        ("GET", "/api/nothing/", 404, "Not Found"),
        ("PUT", NOTES, 405, "Method Not Allowed"),
    ],
)
def test_every_error_has_the_form_of_a_problem(alice: Person, method: str, path: str, status: int, title: str) -> None:
    response = alice.call(method, path, {}, headers={"Accept": "application/problem+json"})
    body = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert body == {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": body["detail"],
        "code": body["code"],
        "errors": [],
    }
