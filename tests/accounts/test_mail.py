"""Mails about accounts: who gets one, what it says, and what neither an answer nor a log tells."""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Callable, Iterator
from functools import partial
from threading import BoundedSemaphore, Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from ringfence.accounts import account, mail, mail_tokens
from ringfence.accounts.addresses import Device
from ringfence.accounts.mail_tokens import ACTIVATION, PASSWORD_RESET, USERNAME_RESET, Link
from ringfence.accounts.models import User
from ringfence.accounts.registration import register
from ringfence.ownership.scope import acting_as, maintenance
from tests.letters import Letters, ringfence
from tests.people import PASSWORD, call

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

DEVICE = Device("tests", "192.0.2.1")
LINKS = [ACTIVATION, PASSWORD_RESET, USERNAME_RESET]


@pytest.fixture
def letters(transactional_db: None) -> Iterator[Letters]:
    letters = Letters()
    yield letters
    letters.all()


@pytest.fixture
def ada(transactional_db: None) -> User:
    return join("ada")


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What the sending thread would do, to be done by the test."""
    work: list[Callable[[], None]] = []
    monkeypatch.setattr(mail, "_enqueue", lambda what, job: work.append(job))
    return work


def join(name: str, email: str | None = "") -> User:
    address = f"{name}@example.org" if email == "" else email
    return register(username=name, email=address, password=PASSWORD, device=DEVICE)


def change(user: User, **values: Any) -> None:
    with maintenance("a test"):
        User.objects.filter(pk=user.pk).update(**values)


class TestWhatIsSent:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Host": "localhost"},
            {"X-Forwarded-Host": "evil.example"},
            {"Forwarded": "host=evil.example"},
            {"Origin": "https://evil.example", "Referer": "https://evil.example/"},
        ],
    )
    def test_links_begin_with_a_setting_and_never_with_a_header(
        self, ada: User, letters: Letters, headers: dict[str, str]
    ) -> None:
        with ringfence(PUBLIC_URL="https://ringfence.example.org/"):
            body = {"email": "ada@example.org"}
            assert call("POST", "/auth/users/reset_password/", body, headers=headers).status_code == 204
            text = letters.only().body
        assert re.findall(r"https?://[^/\s]+/[\w-]+", text) == ["https://ringfence.example.org/app"]

    def test_another_host_is_refused_before_anything_is_asked(self, ada: User, letters: Letters) -> None:
        body = {"email": "ada@example.org"}
        answer = call("POST", "/auth/users/reset_password/", body, headers={"Host": "evil.example"})
        assert answer.status_code == 400
        assert letters.all() == []

    def test_a_mail_is_plain_text_with_the_first_line_of_its_template_as_subject(
        self, ada: User, letters: Letters
    ) -> None:
        path = "/reset?uid={uid}&token={token}"
        with ringfence(PASSWORD_RESET_PATH=path), override_settings(DEFAULT_FROM_EMAIL="Ringfence <rf@example.org>"):
            account.request_link(PASSWORD_RESET, "ada", DEVICE)
            letter = letters.only()
        assert letter.subject == "Choose a new password"
        assert letter.from_email == "Ringfence <rf@example.org>"
        assert letter.to == ["ada@example.org"]
        assert letter.extra_headers == {"Auto-Submitted": "auto-generated"}
        assert letter.body.startswith("Hello ada,\n")
        assert re.search(r"^http://localhost:8000/reset\?uid=\w+&token=[\w-]+$", letter.body, re.MULTILINE)
        assert letter.message().get_content_type() == "text/plain"

    @pytest.mark.parametrize(
        "address", ["a@example.org\nBcc: b@example.org", "a@example.org\r\nX: y", "a@example.org, b@example.org"]
    )
    def test_an_address_cannot_bring_headers_along(self, letters: Letters, address: str) -> None:
        with ringfence(ACTIVATION_REQUIRED=True), pytest.raises(ValidationError) as refusal:
            join("ada", address)
        assert refusal.value.message_dict == {"email": ["Enter a valid email address."]}
        assert letters.all() == []

    def test_nothing_is_sent_for_what_is_rolled_back(self, ada: User, letters: Letters) -> None:
        with transaction.atomic():
            mail.notify("password_changed", ada, ada.email)
            assert letters.all() == []
            transaction.set_rollback(True)
        assert letters.all() == []
        with transaction.atomic():
            mail.notify("password_changed", ada, ada.email)
            assert letters.all() == []
        assert letters.only().to == ["ada@example.org"]


class TestWhoGetsOne:
    @pytest.mark.parametrize("identifier", ["ada", "ADA", "Ada@Example.ORG"])
    def test_a_name_finds_its_account_as_a_log_in_does(self, ada: User, letters: Letters, identifier: str) -> None:
        account.request_link(PASSWORD_RESET, identifier, DEVICE)
        assert letters.only().to == ["ada@example.org"]

    @pytest.mark.parametrize("link", [PASSWORD_RESET, USERNAME_RESET])
    def test_only_an_active_account_with_an_address_gets_a_link(self, ada: User, letters: Letters, link: Link) -> None:
        join("bea", None)
        with ringfence(ACTIVATION_REQUIRED=True):
            join("pia")
        letters.only()
        change(ada, is_active=False)
        for name in ("ada", "bea", "pia", "nobody"):
            account.request_link(link, name, DEVICE)
        assert letters.all() == []

    def test_nobody_who_was_active_once_gets_a_link_to_be_activated(self, ada: User, letters: Letters) -> None:
        account.request_link(ACTIVATION, "ada", DEVICE)
        change(ada, is_active=False)
        account.request_link(ACTIVATION, "ada", DEVICE)
        assert letters.all() == []

    def test_a_password_that_was_taken_away_is_not_given_back_by_mail(self, ada: User, letters: Letters) -> None:
        change(ada, password="!")
        account.request_link(PASSWORD_RESET, "ada", DEVICE)
        assert letters.all() == []

    def test_an_account_gets_a_few_of_each_kind_and_then_silently_none(self, ada: User, letters: Letters) -> None:
        with ringfence(THROTTLE_SCALE=1):
            for name in ("ada", "ada@example.org", "ADA", "ada", "ada@example.org"):
                account.request_link(PASSWORD_RESET, name, DEVICE)
            assert len(letters.all()) == 3
            account.request_link(USERNAME_RESET, "ada", DEVICE)
            assert len(letters.all()) == 4

    def test_a_stranger_address_gets_a_few_links_and_then_silently_none(self, ada: User, letters: Letters) -> None:
        with ringfence(THROTTLE_SCALE=1, ACTIVATION_REQUIRED=True):
            for address in ("eve@example.org", "EVE@example.org", "Eve@example.org", "eve@Example.org"):
                assert account.change_email(ada.pk, PASSWORD, address, DEVICE) == "ada@example.org"
            assert len(letters.all()) == 3


class TestWhatNobodyLearns:
    @pytest.fixture(autouse=True)
    def no_sweep(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("random.randrange", lambda _: 1)

    @pytest.mark.parametrize("link", LINKS, ids=lambda link: link.name)
    def test_every_name_takes_the_same_statements_in_the_request_and_in_the_thread(
        self, link: Link, queue: list[Callable[[], None]], letters: Letters
    ) -> None:
        change(join("banned"), is_active=False)
        change(join("closed"), is_active=False, closed_at="2026-01-01T00:00:00Z")
        join("silent", None)
        join("active")
        with ringfence(ACTIVATION_REQUIRED=True):
            join("pending")
        queue.clear()
        seen = {}
        for name in ("active", "active@example.org", "nobody", "no@body", "banned", "closed", "silent", "pending"):
            in_request = _shapes(partial(account.request_link, link, name, DEVICE))
            seen[name] = (in_request, _shapes(queue.pop()))
            assert queue == []
        assert len(set(seen.values())) == 1, seen
        in_request, in_thread = seen["nobody"]
        assert len([one for one in in_request if "counter" in one]) == 1
        assert len([one for one in in_thread if "counter" in one]) == 1
        assert not [one for one in in_request if "_user" in one or "credential" in one]

    def test_an_account_that_had_too_many_takes_the_same_statements(
        self, ada: User, queue: list[Callable[[], None]], letters: Letters
    ) -> None:
        with ringfence(THROTTLE_SCALE=1):
            seen = set()
            for _ in range(5):
                account.request_link(PASSWORD_RESET, "ada", DEVICE)
                seen.add(_shapes(queue.pop()))
        assert len(seen) == 1
        assert len(letters.all()) == 3

    @pytest.mark.parametrize("path", ["reset_password", "reset_username", "resend_activation"])
    def test_the_answer_is_the_same_for_every_address(self, ada: User, letters: Letters, path: str) -> None:
        answers = []
        for address in ("ada@example.org", "nobody@example.org"):
            with CaptureQueriesContext(connection) as queries:
                answer = call("POST", f"/auth/users/{path}/", {"email": address})
            headers = {name: value for name, value in answer.items() if name != "X-Request-ID"}
            answers.append((answer.status_code, answer.content, headers, [_shape(q["sql"]) for q in queries]))
        assert answers[0] == answers[1]

    def test_a_dead_link_takes_the_same_statements_whether_or_not_its_user_exists(self, ada: User) -> None:
        known = mail_tokens.PASSWORD_RESET.url(ada).split("/")[-2]
        seen = set()
        for uid in (known, "OTk5OTk5", "not-one", "MTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw"):
            with CaptureQueriesContext(connection) as queries, pytest.raises(ValidationError):
                account.confirm_password_reset(uid, "dead", "a new horse of mine", DEVICE)
            seen.add(tuple(_shape(query["sql"]) for query in queries))
        assert len(seen) == 1


def _shapes(work: Callable[[], None]) -> tuple[str, ...]:
    with CaptureQueriesContext(connection) as queries:
        work()
    return tuple(_shape(query["sql"]) for query in queries)


def _shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\b\d+\b", "?", sql)


class TestLinks:
    def test_a_link_is_for_one_purpose(self, ada: User) -> None:
        with acting_as(ada):
            user = User.objects.get(pk=ada.pk)
        for link in LINKS:
            token = link.url(user).rsplit("/", 1)[1]
            opened = [other for other in LINKS if other.opens(user, token)]
            assert opened == ([] if link is ACTIVATION else [link])
            assert mail_tokens.address_of(user, token) is None
        confirming = mail_tokens.address_url(user, "new@example.org").rsplit("/", 1)[1]
        assert [link for link in LINKS if link.opens(user, confirming)] == []
        assert mail_tokens.address_of(user, confirming) == "new@example.org"

    def test_a_link_names_one_address_and_no_other(self, ada: User) -> None:
        token = mail_tokens.address_url(ada, "new@example.org").rsplit("/", 1)[1]
        other = mail_tokens.address_url(ada, "eve@example.org").rsplit("/", 1)[1]
        forged = token.partition(".")[0] + "." + other.partition(".")[2]
        assert mail_tokens.address_of(ada, forged) is None
        for odd in ("", ".", "a.", f"{token}A", token.partition(".")[0], "é.é", "\ud800.\ud800"):
            assert mail_tokens.address_of(ada, odd) is None

    @override_settings(PASSWORD_RESET_TIMEOUT=-1)
    def test_a_link_expires(self, ada: User) -> None:
        assert not PASSWORD_RESET.opens(ada, PASSWORD_RESET.url(ada).rsplit("/", 1)[1])
        confirming = mail_tokens.address_url(ada, "new@example.org").rsplit("/", 1)[1]
        assert mail_tokens.address_of(ada, confirming) is None

    def test_a_link_outlives_a_change_of_the_secret_key(self, ada: User) -> None:
        token = PASSWORD_RESET.url(ada).rsplit("/", 1)[1]
        old = "tests-only-secret-key-that-opens-nothing-0123456789"
        with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[old]):
            assert PASSWORD_RESET.opens(ada, token)
        with override_settings(SECRET_KEY="another" * 8):
            assert not PASSWORD_RESET.opens(ada, token)

    @pytest.mark.parametrize("uid", ["", "!", "é", "\ud800", "MA", "MDE", "LTE", "KzE", "MQo", "MS4w", "MV8w", "_w"])
    def test_a_uid_that_holds_no_id_is_nobody(self, uid: str) -> None:
        assert mail_tokens.user_id_of(uid) == mail_tokens.NOBODY

    @pytest.mark.parametrize(
        ("uid", "user_id"),
        [("MQ", 1), ("OTIyMzM3MjAzNjg1NDc3NTgwNw", 2**63 - 1), ("OTIyMzM3MjAzNjg1NDc3NTgwOA", 0)],
    )
    def test_a_uid_holds_an_id_that_the_database_can_have(self, uid: str, user_id: int) -> None:
        assert mail_tokens.user_id_of(uid) == user_id


class TestTheThread:
    def test_a_failure_is_logged_without_the_link_and_the_next_mail_is_sent(
        self, ada: User, letters: Letters, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(message: EmailMessage, **_: Any) -> int:
            raise smtplib.SMTPDataError(554, message.body.encode())

        with monkeypatch.context() as broken, caplog.at_level(logging.DEBUG):
            broken.setattr(EmailMessage, "send", fail)
            account.request_link(PASSWORD_RESET, "ada", DEVICE)
            mail.flush(10)
        (record,) = [one for one in caplog.records if one.name == "ringfence.mail"]
        assert record.getMessage() == "A mail (password_reset) could not be sent: SMTPDataError 554"
        assert "http" not in caplog.text.replace("Auto-", "")
        account.request_link(USERNAME_RESET, "ada", DEVICE)
        assert letters.only().subject == "Choose a new username"

    def test_a_request_does_not_wait_for_the_mail_server(
        self, ada: User, letters: Letters, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        go_on = Event()
        monkeypatch.setattr(EmailMessage, "send", lambda message, **_: go_on.wait(10))
        try:
            body = {"email": "ada@example.org"}
            assert call("POST", "/auth/users/reset_password/", body).status_code == 204
            with pytest.raises(TimeoutError):
                mail.flush(0.1)
        finally:
            go_on.set()

    def test_more_than_can_wait_is_dropped_and_logged(
        self, ada: User, letters: Letters, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        room = BoundedSemaphore(1)
        monkeypatch.setattr(mail, "_room", room)
        room.acquire()
        mail.notify("password_changed", ada, ada.email)
        assert letters.all() == []
        assert "A mail (password_changed) is dropped" in caplog.text
        room.release()
        mail.notify("password_changed", ada, ada.email)
        letters.only()
