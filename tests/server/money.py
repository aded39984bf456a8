"""What answers about transactions look like, and short ways to make and send them."""

from __future__ import annotations

import json
from typing import Any

from tests.people import Person
from tests.server.shapes import A_TIME, AN_ID, Like

TRANSACTIONS = "/api/transactions/"
CATEGORIES = f"{TRANSACTIONS}categories/"
SUMMARY, EXPORT, IMPORT = (f"{TRANSACTIONS}{name}/" for name in ("summary", "export", "import"))

A_DATE = Like(r"\d{4}-\d\d-\d\d")
KNOWN_FILTERS = "amount_max, amount_min, category, date_after, date_before"
HEADER = "date,amount,description,category\n"


def transaction(person: Person, **fields: Any) -> dict[str, Any]:
    """A transaction as it is answered, with what a new one has by default."""
    return {
        "id": AN_ID,
        "user": person.id,
        "amount": "1.00",
        "description": "coffee",
        "date": A_DATE,
        "category": None,
        "timestamp": A_TIME,
        **fields,
    }


def spend(person: Person, amount: Any = "1.00", **fields: Any) -> dict[str, Any]:
    """Make a transaction over HTTP and return it as answered."""
    response = person.post(TRANSACTIONS, {"amount": amount, "description": "coffee", **fields})
    assert response.status_code == 201, response.content
    made: dict[str, Any] = response.json()
    return made


def category(person: Person, name: str) -> int:
    """Make a category and return its id."""
    response = person.post(CATEGORIES, {"name": name})
    assert response.status_code == 201, response.content
    return int(response.json()["id"])


def listed(person: Person, query: str = "") -> list[dict[str, Any]]:
    """The first hundred of the list."""
    response = person.get(f"{TRANSACTIONS}?page_size=100{query}")
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["results"]
    return found


def amounts(person: Person, query: str = "") -> list[str]:
    """The amounts of the list, in order."""
    return [row["amount"] for row in listed(person, query)]


def send(person: Person, file: str | bytes, query: str = "", **extra: Any) -> Any:
    """Send a file to the import."""
    raw = file.encode() if isinstance(file, str) else file
    return person.post(f"{IMPORT}{query}", raw=raw, content_type=extra.pop("content_type", "text/csv"), **extra)


def send_as_form(person: Person, parts: list[tuple[str, str | None, bytes]], **extra: Any) -> Any:
    """Send a form of (name, filename or None, content)."""
    raw = b""
    for name, filename, content in parts:
        file = f'; filename="{filename}"\r\nContent-Type: text/csv' if filename else ""
        raw += f'--limit\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"
    return send(person, raw + b"--limit--\r\n", content_type="multipart/form-data; boundary=limit", **extra)


def told(response: Any) -> list[dict[str, Any]]:
    """The lines of a streamed answer."""
    assert response.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.getvalue().splitlines()]


def report(**fields: Any) -> dict[str, Any]:
    """What an import answers, with nothing in it."""
    return {"dry_run": False, "lines": 0, "created": 0, "duplicates": 0, "bad": 0, "bad_lines": [], **fields}


def refusal(*bad: tuple[int, dict[str, list[str]]], lines: int) -> dict[str, Any]:
    """The body of a 400 about bad lines."""
    return {
        "detail": f"{len(bad)} bad line{'' if len(bad) == 1 else 's'}; nothing was written.",
        "code": "bad_lines",
        "lines": lines,
        "created": 0,
        "duplicates": 0,
        "bad": len(bad),
        "bad_lines": [{"line": line, "errors": errors} for line, errors in bad],
    }


def exported(person: Person, query: str = "") -> str:
    """The whole export."""
    response = person.get(f"{EXPORT}{query}")
    assert response.status_code == 200, response.content
    return str(response.getvalue().decode())


def sums(count: int = 0, total: str = "0.00", income: str = "0.00", expenses: str = "0.00") -> dict[str, Any]:
    """The sums of a group."""
    return {"count": count, "sum": total, "income": income, "expenses": expenses}
