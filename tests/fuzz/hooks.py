"""What Schemathesis is told of this server: who is logged in, and with what password. Counts what is answered.

Loaded by its name (``SCHEMATHESIS_HOOKS``). Many operations end the session or the account that asks: whenever the
token is dead, there is another log-in, and another account where that is refused.
"""

from __future__ import annotations

import atexit
import json
import os
import random
import secrets
from collections import Counter
from pathlib import Path
from threading import Lock
from typing import Any

import requests
import schemathesis
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation.meta import TestPhase
from schemathesis.openapi.checks import JsonSchemaError
from schemathesis.specs.openapi.checks import response_schema_conformance

from tests.fuzz import COUNTS

_PATIENCE = 20

_lock = Lock()
_counts: Counter[tuple[str, int]] = Counter()
# The ids and slugs of rows that were there, by the address of their collection.
_rows: dict[str, dict[Any, None]] = {}


class Account:
    """The account that the run acts as at the moment."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._username = ""
        self._token = ""
        self.password = ""
        self.accounts = self.log_ins = 0

    def token(self, origin: str) -> str:
        """A token that was live when it was last used."""
        with self._lock:
            if not self._token:
                self._token = self._log_in(origin) or self._join(origin)
            return self._token

    def used(self, origin: str, header: str) -> None:
        """The request with this Authorization was refused: forget the token if it is dead."""
        with self._lock:
            if not self._token or header != f"Bearer {self._token}":
                return
            answer = requests.get(f"{origin}/api/me/", headers={"Authorization": header}, timeout=_PATIENCE)
            if answer.status_code == 401:
                self._token = ""

    def _log_in(self, origin: str) -> str:
        if not self._username:
            return ""
        self.log_ins += 1
        body = {"username": self._username, "password": self.password}
        answer = requests.post(f"{origin}/api/token/", json=body, timeout=_PATIENCE)
        return str(answer.json()["access"]) if answer.status_code == 200 else ""

    def _join(self, origin: str) -> str:
        self._username, self.password = f"fuzz-{secrets.token_hex(6)}", f"pw-{secrets.token_hex(12)}"
        self.accounts += 1
        body = {"username": self._username, "email": f"{self._username}@example.org", "password": self.password}
        requests.post(f"{origin}/api/register/", json=body, timeout=_PATIENCE).raise_for_status()
        token = self._log_in(origin)
        # Conduit shows a profile only of those who have come in.
        user = {"user": {"bio": "Somebody"}}
        headers = {"Authorization": f"Bearer {token}"}
        requests.put(f"{origin}/api/user/", json=user, headers=headers, timeout=_PATIENCE).raise_for_status()
        return token


account = Account()


@schemathesis.auth(refresh_interval=None)
class Authorization:
    """The account's token, asked for anew with each request: the one before may have ended the session."""

    def get(self, case: Any, context: Any) -> str:
        """The token."""
        return account.token(case.operation.base_url)

    def set(self, case: Any, data: str, context: Any) -> None:
        """Send it."""
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context: Any, case: Any, arguments: Any) -> None:
    """Half of the passwords and ids that are asked for are right, so that what lies behind them is reached as well."""
    if isinstance(case.body, dict) and "current_password" in case.body and account.password and _by_chance():
        case.body = {**case.body, "current_password": account.password}
    # There the ids come from answers anyway, and checks go by what was asked for.
    if case.meta is None or case.meta.phase.name == TestPhase.STATEFUL:
        return
    parameters: dict[str, Any] = case.path_parameters or {}
    for name in parameters:
        there = _rows.get(case.operation.path.partition(f"{{{name}}}")[0])
        if there and _by_chance():
            parameters[name] = random.choice(list(there))


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Count, keep the ids of rows, and see whether the session is still there."""
    with _lock:
        _counts[case.operation.label, response.status_code] += 1
    if response.status_code == 401:
        account.used(case.operation.base_url, response.request.headers.get("Authorization", ""))
    elif response.status_code in (200, 201) and "{" not in case.operation.path:
        _keep(case.operation.path, response)


def _by_chance() -> bool:
    return random.random() < 1 / 2


def _keep(path: str, response: Any) -> None:
    try:
        said = json.loads(response.content)
    except ValueError:
        return
    rows: Any = said.get("results", said.get("articles", [said.get("article", said)])) if isinstance(said, dict) else []
    found = (row.get("id", row.get("slug")) for row in rows if isinstance(row, dict))
    with _lock:
        _rows.setdefault(path, {}).update(dict.fromkeys(each for each in found if each is not None))


@schemathesis.check
def whole_or_part(context: Any, response: Any, case: Any) -> bool | None:
    """The body is what the document says; by ``?fields=`` it is a part of that, which OpenAPI has no words for."""
    try:
        return response_schema_conformance(context, response, case)
    except (Failure, FailureGroup) as found:
        failures = getattr(found, "exceptions", (found,))
        if "fields" in (case.query or {}) and all(_is_of_absence(each) for each in failures):
            return None
        raise


def _is_of_absence(failure: Any) -> bool:
    return isinstance(failure, JsonSchemaError) and "required" in failure.schema_path


@atexit.register
def _write() -> None:
    if path := os.environ.get(COUNTS):
        said = {
            "answers": [[operation, status, count] for (operation, status), count in sorted(_counts.items())],
            "accounts": account.accounts,
            "log_ins": account.log_ins,
        }
        Path(path).write_text(json.dumps(said))
