"""Log lines: each of a request has its ids, and none has a secret, whatever a client does."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test import Client
from pytest_django.fixtures import Settings

from ringfence_server import logs
from tests.accounts.authenticator import confirmed
from tests.letters import Letters
from tests.people import PASSWORD, Person, call, sign_up

everything = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture
def lines(settings: Settings) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines that the server's own configuration makes, at the most talkative level that production has."""
    made = logs.configuration("INFO", "json")
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False, "formatters": made["formatters"]})
    formatter = logging.config.DictConfigurator(made).configure_formatter(dict(made["formatters"]["line"]))
    handler.setFormatter(formatter)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield lambda: [json.loads(line) for line in text.getvalue().splitlines()]
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


@everything
def test_a_request_is_one_line_with_its_route_and_ids(lines: Callable[[], list[dict[str, Any]]]) -> None:
    alice = sign_up("alice")
    alice.get("/api/notes/?search=private", headers={"X-Request-ID": "chosen-by-me"})
    (line,) = [line for line in lines() if line.get("request_id") == "chosen-by-me"]
    assert {**line, "timestamp": 0, "milliseconds": 0, "session": 0} == {
        "event": "request",
        "level": "info",
        "logger": "ringfence.requests",
        "request_id": "chosen-by-me",
        "user": alice.id,
        "session": 0,
        "method": "GET",
        "route": "api/notes/?$",
        "status": 200,
        "milliseconds": 0,
        "timestamp": 0,
    }
    assert line["session"] > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line["timestamp"])


@everything
def test_every_line_of_a_request_has_its_id(lines: Callable[[], list[dict[str, Any]]], monkeypatch: Any) -> None:
    alice = sign_up("alice")
    monkeypatch.setattr("ringfence_server.notes.views.NoteViewSet.get_queryset", _broken)
    alice.get("/api/notes/")
    call("GET", "/api/notes/")
    call("GET", "/nowhere/")
    Client(raise_request_exception=False).get("/admin/", headers={"Host": "evil.example"})
    found = lines()
    assert {line["logger"] for line in found} >= {"ringfence.requests", "django.request"}
    assert all(re.fullmatch(r"[0-9a-f]{32}", line.get("request_id", "")) for line in found), found
    (error,) = [line for line in found if line["level"] == "error" and line["logger"] == "django.request"]
    assert (error["user"], error["event"]) == (alice.id, "Internal Server Error: /api/notes/")
    assert "RuntimeError: broken" in error["exception"]


def _broken(self: Any) -> Any:
    raise RuntimeError("broken")


def log_in(password: str, **more: str) -> Any:
    return call("POST", "/api/token/", {"username": "alice", "password": password, **more})


def use_sessions(alice: Person, secrets: set[str]) -> None:
    """Refresh, use again, verify, end."""
    pair = {"access": alice.access, "refresh": alice.refresh}
    for _ in range(3):
        secrets |= set(pair.values())
        answer = call("POST", "/api/token/refresh/", {"refresh": pair["refresh"]})
        pair = answer.json() if answer.status_code == 200 else pair
    # One too old: taken for theft, which is a warning.
    call("POST", "/api/token/refresh/", {"refresh": alice.refresh})
    for token in (pair["access"], pair["access"][:-3] + "xyz"):
        secrets.add(token)
        call("POST", "/api/token/verify/", {"token": token})
        call("GET", "/api/notes/", token=token)
        call("GET", f"/api/notes/{token}/", token=token)
        call("GET", f"/nowhere/{token}?access={token}", token=token)
    call("POST", "/api/token/blacklist/", {"refresh": pair["refresh"]})


def use_factor(alice: Person, secrets: set[str]) -> None:
    """Add an authenticator, log in with it, with a wrong code, and with a recovery code."""
    authenticator = confirmed(alice)
    right, recovery = authenticator.code(), authenticator.recovery_codes[0]
    secrets |= {authenticator.secret, *authenticator.recovery_codes}
    for otp in ("000000", right, right, recovery, recovery):
        challenge = log_in(PASSWORD).json()["challenge"]
        secrets.add(challenge)
        call("POST", "/api/token/", {"challenge": challenge, "otp": otp})
        call("GET", f"/nowhere/?otp={otp}&challenge={challenge}")


def use_mails(secrets: set[str]) -> None:
    """Ask for a reset, follow the link to a page that is not there, use it, and use it again."""
    call("POST", "/auth/users/", {"username": "carol", "email": "carol@example.org", "password": PASSWORD})
    letters = Letters()
    letters.all()
    django_mail.outbox.clear()
    call("POST", "/auth/users/reset_password/", {"email": "carol@example.org"})
    link = letters.link()
    secrets.add(link["token"])
    call("GET", "/app/reset-password/{uid}/{token}".format(**link))
    for password in ("short-1", "another long pass phrase", "another long pass phrase"):
        secrets.add(password)
        call("POST", "/auth/users/reset_password_confirm/", {**link, "new_password": password})


def use_personal_tokens(alice: Person, secrets: set[str]) -> None:
    body = {"name": "script", "scopes": ["notes:read"], "current_password": PASSWORD}
    raw = alice.post("/api/me/tokens/", body).json()["token"]
    secrets.add(raw)
    for token in (raw, raw[:-2] + "zz"):
        secrets.add(token)
        call("GET", "/api/notes/", token=token)
        call("GET", f"/nowhere/{token}", token=token)


@everything
def test_no_secret_is_in_any_line(lines: Callable[[], list[dict[str, Any]]], settings: Settings) -> None:
    alice = sign_up("alice")
    secrets = {PASSWORD, "wrong pass phrase", alice.access, alice.refresh}
    log_in("wrong pass phrase")
    call("POST", "/api/token/", raw=b'{"username": "alice", "password": "wrong pass phrase"')
    call("GET", "/api/token/?password=wrong+pass+phrase")
    call("GET", "/setup/first.1xX1dz.e6NDw3VBBtwCqYC2nf8gI54JdDBE73MvZdopQpRzS60/")
    secrets.add("e6NDw3VBBtwCqYC2nf8gI54JdDBE73MvZdopQpRzS60")
    use_personal_tokens(alice, secrets)
    use_mails(secrets)
    use_factor(alice, secrets)
    use_sessions(alice, secrets)
    said = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines())
    assert len(secrets) > 20
    assert [secret for secret in secrets if secret in said] == []
    assert settings.SECRET_KEY not in said
    assert settings.SIMPLE_JWT["SIGNING_KEY"] not in said


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("GET /setup/first.abc/ now", "GET /setup/…/ now"),
        ("Not Found: /app/reset-password/Mg/c5k3-x1/", "Not Found: /app/reset-password/…"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer …"),
        ("postgresql://me:pass@db/x failed", "postgresql://me:…@db/x failed"),
        ("password='abc' and code: 123456, all", "password='…' and code: …, all"),
        ("rf_abc123 and eyJhbGciOi.eyJ1c2Vy.sig-1_2", "… and …"),
        ("digest 0123456789abcdef0123456789abcdef", "digest …"),
        ("a refresh token was used again", "a refresh token was used again"),
        ('relation "transactions_transaction" is not', 'relation "transactions_transaction" is not'),
        ("duplicate key\nDETAIL:  Key (email)=(a@b.c) already exists.\nmore", "duplicate key\nDETAIL: …\nmore"),
    ],
)
def test_what_is_or_looks_like_a_secret_is_hidden(text: str, hidden: str) -> None:
    assert logs.hide(text) == hidden


def test_text_for_people_has_the_same_without_local_variables(capsys: pytest.CaptureFixture[str]) -> None:
    made = logs.configuration("WARNING", "text")
    formatter = logging.config.DictConfigurator(made).configure_formatter(dict(made["formatters"]["line"]))
    try:
        local_variable = "hidden-" + "value"
        raise RuntimeError(f"{len(local_variable)} broken")
    except RuntimeError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("name", logging.ERROR, "x.py", 1, "Said %s", ("something",), info)
    said = formatter.format(record)
    assert "Said something" in said
    assert "RuntimeError: 12 broken" in said
    assert "hidden-value" not in said


@pytest.mark.parametrize(("level", "form"), [("LOUD", "json"), ("INFO", "xml")])
def test_a_wrong_setting_says_what_is_right(level: str, form: str) -> None:
    with pytest.raises(ValueError, match="RINGFENCE_LOG_"):
        logs.configuration(level, form)
