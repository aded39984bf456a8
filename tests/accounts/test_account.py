"""What people do with their own account: races, dead ends, closing and coming back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import override_settings
from django.utils import timezone
from django_otp.oath import TOTP
from rest_framework.exceptions import APIException, Throttled

from ringfence.accounts import (
    account,
    factors,
    log_in,
    mail_tokens,
    personal_tokens,
    rewriting,
    secrets_at_rest,
    sessions,
)
from ringfence.accounts.addresses import Device
from ringfence.accounts.log_in import Attempt, SecondFactorRequired, WrongCode, WrongCredential
from ringfence.accounts.mail_tokens import ACTIVATION, PASSWORD_RESET, USERNAME_RESET
from ringfence.accounts.models import Activity, Factor, Session, User
from ringfence.accounts.registration import register
from ringfence.ownership.scope import acting_as, maintenance
from ringfence_server.cli import app as command
from ringfence_server.notes.models import Note
from tests.letters import Letters, ringfence
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

DEVICE = Device("tests", "192.0.2.1")
NEW_PASSWORD = "a different horse altogether"
RIGHT = Attempt("ada", PASSWORD)
DEAD_LINK = {"token": ["The link is invalid, was used already or has expired."]}
WRONG_PASSWORD = {"current_password": ["Invalid password."]}


@pytest.fixture
def letters(transactional_db: None) -> Iterator[Letters]:
    letters = Letters()
    yield letters
    letters.all()


@pytest.fixture
def ada(letters: Letters) -> User:
    return join("ada")


def join(name: str) -> User:
    return register(username=name, email=f"{name}@example.org", password=PASSWORD, device=DEVICE)


def as_stored(user: User) -> User:
    with maintenance("a test"):
        return User.objects.get(pk=user.pk)


def change(user: User, **values: Any) -> None:
    """As an admin does it in the admin site: the row is saved as a whole."""
    with maintenance("a test"):
        stored = User.objects.get(pk=user.pk)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save()


def live_sessions(user: User) -> int:
    with acting_as(user):
        return sessions.live().count()


def trail_of(user: User) -> list[str]:
    with acting_as(user):
        return list(Activity.objects.order_by("id").values_list("kind", flat=True))


def link_of(link: mail_tokens.Link, user: User) -> tuple[str, str]:
    uid, token = link.url(as_stored(user)).split("/")[-2:]
    return uid, token


def refusal(act: Callable[[], Any]) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.message_dict


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Do all of them at the same time, each with a connection of its own; "done", or the exception's name."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            barrier.wait(10)
            act()
        except (ValidationError, APIException) as exc:
            return type(exc).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


class TestAtOnce:
    def test_of_two_confirmations_of_one_link_one_is_too_late(self, ada: User) -> None:
        for number in range(5):
            uid, token = link_of(PASSWORD_RESET, ada)
            news = [f"horse number {number} {n}" for n in range(3)]
            acts = [partial(account.confirm_password_reset, uid, token, new, DEVICE) for new in news]
            assert at_once(*acts) == ["ValidationError", "ValidationError", "done"]
        assert trail_of(ada) == ["registered", *["password_reset"] * 5]

    def test_a_link_that_dies_between_the_check_and_the_write_changes_nothing(
        self, ada: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        uid, token = link_of(PASSWORD_RESET, ada)
        with monkeypatch.context() as meanwhile:
            _interfere(meanwhile, rewriting, "hashed", lambda: change(ada, email="new@example.org"))
            late = refusal(lambda: account.confirm_password_reset(uid, token, NEW_PASSWORD, DEVICE))
        assert late == DEAD_LINK
        assert as_stored(ada).check_password(PASSWORD)

    def test_of_two_changes_of_one_password_one_is_too_late(self, ada: User) -> None:
        news = [f"horse number {n}" for n in range(3)]
        acts = [partial(account.change_password, ada.pk, PASSWORD, new, 0, DEVICE) for new in news]
        assert at_once(*acts) == ["ValidationError", "ValidationError", "done"]

    def test_one_name_is_given_to_one_of_several_at_once(self, letters: Letters) -> None:
        people = [join(name) for name in ("ada", "bea", "cleo")]
        acts = [partial(account.set_username, one.pk, PASSWORD, "queen", DEVICE) for one in people]
        assert at_once(*acts) == ["ValidationError", "ValidationError", "done"]

    def test_a_log_in_with_a_password_that_changes_meanwhile_begins_no_session(
        self, ada: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as meanwhile:
            new_password = partial(account.change_password, ada.pk, PASSWORD, NEW_PASSWORD, 0, DEVICE)
            _interfere(meanwhile, log_in, "_check_password", new_password)
            with pytest.raises(WrongCredential):
                log_in.log_in(RIGHT, DEVICE)
        assert live_sessions(ada) == 0

    def test_no_session_begun_at_the_same_time_outlives_a_closing(self, ada: User) -> None:
        for _ in range(5):
            at_once(
                lambda: account.close_account(ada.pk, PASSWORD, DEVICE, delete=False),
                lambda: log_in.log_in(RIGHT, DEVICE),
            )
            assert live_sessions(ada) == 0
            account.reopen(RIGHT, DEVICE)
            assert live_sessions(ada) == 1


def _interfere(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, act: Callable[[], Any]) -> None:
    """Let something happen right after ``module.name`` has answered, the first time."""
    original = getattr(module, name)

    def then(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        monkeypatch.setattr(module, name, original)
        act()
        return answer

    monkeypatch.setattr(module, name, then)


class TestActivation:
    def test_who_was_shut_out_cannot_activate_themselves(self, ada: User, letters: Letters) -> None:
        with ringfence(ACTIVATION_REQUIRED=True):
            pia = join("pia")
        sent = letters.link()
        change(pia, is_active=True)
        change(pia, is_active=False)
        change(ada, is_active=False)
        links = [link_of(ACTIVATION, ada), link_of(ACTIVATION, pia), (sent["uid"], sent["token"])]
        for uid, token in links:
            assert refusal(partial(account.activate, uid, token, DEVICE)) == DEAD_LINK
        assert not as_stored(ada).is_active
        assert not as_stored(pia).is_active

    def test_an_activation_is_in_the_trail(self, letters: Letters) -> None:
        with ringfence(ACTIVATION_REQUIRED=True):
            pia = join("pia")
            assert as_stored(pia).activated_at is None
            account.activate(**letters.link(), device=DEVICE)
        assert as_stored(pia).activated_at is not None
        assert trail_of(pia) == ["registered", "activated"]

    def test_without_the_setting_an_account_is_activated_from_the_start(self, ada: User) -> None:
        stored = as_stored(ada)
        assert stored.is_active
        assert stored.activated_at is not None

    def test_an_account_of_an_admins_making_counts_as_activated(self, letters: Letters) -> None:
        with maintenance("a test"):
            user = User.objects.create_user("made", "made@example.org", PASSWORD)
        change(user, is_active=False)
        assert refusal(lambda: account.activate(*link_of(ACTIVATION, user), DEVICE)) == DEAD_LINK


class TestNewAddress:
    def test_an_address_that_somebody_took_meanwhile_is_refused_by_field(self, ada: User, letters: Letters) -> None:
        with ringfence(ACTIVATION_REQUIRED=True):
            account.change_email(ada.pk, PASSWORD, "new@example.org", DEVICE)
            link = letters.link()
            bea = join("bea")
            letters.only()
            assert refusal(lambda: account.change_email(bea.pk, "wrong", "a@example.org", DEVICE)) == WRONG_PASSWORD
        change(bea, email="NEW@example.org")
        refused = refusal(partial(account.activate, **link, device=DEVICE))
        assert refused == {"email": ["A user with that email address already exists."]}
        assert as_stored(ada).email == "ada@example.org"

    def test_an_address_that_is_taken_gets_no_link(self, ada: User, letters: Letters) -> None:
        bea = join("bea")
        with ringfence(ACTIVATION_REQUIRED=True):
            refused = refusal(lambda: account.change_email(bea.pk, PASSWORD, "ADA@example.org", DEVICE))
            assert refused == {"email": ["A user with that email address already exists."]}
            assert account.change_email(bea.pk, PASSWORD, "BEA@example.org", DEVICE) == "bea@example.org"
        assert letters.only().to == ["BEA@example.org"]

    def test_a_link_is_its_own_persons_alone(self, ada: User, letters: Letters) -> None:
        bea = join("bea")
        with ringfence(ACTIVATION_REQUIRED=True):
            account.change_email(ada.pk, PASSWORD, "new@example.org", DEVICE)
        token = letters.link()["token"]
        uid = link_of(ACTIVATION, bea)[0]
        assert refusal(lambda: account.activate(uid, token, DEVICE)) == DEAD_LINK

    def test_a_link_does_not_outlive_its_account_or_another_change(self, ada: User, letters: Letters) -> None:
        with ringfence(ACTIVATION_REQUIRED=True):
            account.change_email(ada.pk, PASSWORD, "new@example.org", DEVICE)
            link = letters.link()
            account.set_username(ada.pk, PASSWORD, "countess", DEVICE)
            assert refusal(partial(account.activate, **link, device=DEVICE)) == DEAD_LINK
            account.change_email(ada.pk, PASSWORD, "new@example.org", DEVICE)
            link = letters.link()
            account.close_account(ada.pk, PASSWORD, DEVICE, delete=False)
            assert refusal(partial(account.activate, **link, device=DEVICE)) == DEAD_LINK

    def test_a_link_does_nothing_for_somebody_who_was_shut_out(self, ada: User) -> None:
        uid, token = mail_tokens.address_url(as_stored(ada), "new@example.org").split("/")[-2:]
        with maintenance("a test"):
            User.objects.filter(pk=ada.pk).update(is_active=False)
        assert refusal(lambda: account.activate(uid, token, DEVICE)) == DEAD_LINK
        assert as_stored(ada).email == "ada@example.org"

    def test_an_address_may_be_given_up_where_none_is_needed(self, ada: User, letters: Letters) -> None:
        assert account.change_email(ada.pk, PASSWORD, "", DEVICE) is None
        assert as_stored(ada).email is None
        assert letters.only().to == ["ada@example.org"]

    def test_what_is_no_address_is_refused(self, ada: User, letters: Letters) -> None:
        too_long_a_key = "a@" + "\ufdfa" * 60 + ".org"
        for odd in ("x", "a@b\nc@d", "a@example.org, b@example.org", "a" * 250 + "@example.org", too_long_a_key):
            assert list(refusal(partial(account.change_email, ada.pk, PASSWORD, odd, DEVICE))) == ["email"]
        assert letters.all() == []


class TestWhatIsTaken:
    def test_asking_who_is_known_by_changing_ones_own_name_is_bounded(self, ada: User, letters: Letters) -> None:
        bea, device = join("bea"), Device("tests", "192.0.2.2")
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"registration": (3, 3600)}):
            for name in ("free", "also-free", "quite-free", "still-free"):
                account.set_username(bea.pk, PASSWORD, name, device)
            refusal(lambda: account.set_username(bea.pk, PASSWORD, "ada", device))
            refusal(lambda: account.change_email(bea.pk, PASSWORD, "ada@example.org", device))
            with ringfence(ACTIVATION_REQUIRED=True):
                refusal(lambda: account.change_email(bea.pk, PASSWORD, "ada@example.org", device))
            with pytest.raises(Throttled):
                account.set_username(bea.pk, PASSWORD, "free-again", device)
            with pytest.raises(Throttled):
                account.change_email(bea.pk, PASSWORD, "free@example.org", device)


class TestTrail:
    def test_every_change_is_written_down_with_what_it_was(self, ada: User, letters: Letters) -> None:
        account.set_username(ada.pk, PASSWORD, "countess", DEVICE)
        account.confirm_username_reset(*link_of(USERNAME_RESET, ada), "lady", DEVICE)
        account.change_email(ada.pk, PASSWORD, "new@example.org", DEVICE)
        account.change_password(ada.pk, PASSWORD, NEW_PASSWORD, 0, DEVICE)
        account.close_account(ada.pk, NEW_PASSWORD, DEVICE, delete=True)
        with acting_as(ada):
            told = list(Activity.objects.order_by("id").values_list("kind", "device", "address", "detail"))
        assert told == [
            (kind, "tests", "192.0.2.1", detail)
            for kind, detail in (
                ("registered", {}),
                ("username_changed", {"before": "ada", "after": "countess"}),
                ("username_changed", {"before": "countess", "after": "lady"}),
                ("email_changed", {"before": "ada@example.org", "after": "new@example.org"}),
                ("password_changed", {}),
                ("account_closed", {"deleted": True}),
            )
        ]


class TestResetAndSecondFactor:
    def test_a_reset_leaves_the_second_factor(self, ada: User) -> None:
        secret = _enrol(ada)
        account.confirm_password_reset(*link_of(PASSWORD_RESET, ada), NEW_PASSWORD, DEVICE)
        with pytest.raises(SecondFactorRequired):
            log_in.log_in(Attempt("ada", NEW_PASSWORD), DEVICE)
        assert "access" in log_in.log_in(Attempt("ada", NEW_PASSWORD, otp=_code(secret)), DEVICE)

    @override_settings(PASSWORD_RESET_TIMEOUT=-1)
    def test_an_expired_link_is_dead(self, ada: User) -> None:
        late = refusal(lambda: account.confirm_password_reset(*link_of(PASSWORD_RESET, ada), NEW_PASSWORD, DEVICE))
        assert late == DEAD_LINK

    def test_a_password_is_the_same_typed_on_two_keyboards(self, ada: User) -> None:
        account.change_password(ada.pk, PASSWORD, "cafe\u0301 und mehr", 0, DEVICE)
        assert "access" in log_in.log_in(Attempt("ada", "caf\u00e9 und mehr"), DEVICE)


def _enrol(user: User) -> bytes:
    with acting_as(user):
        factors.enrol_totp(user)
        secret = bytes.fromhex(secrets_at_rest.decrypt(Factor.objects.get().secret))
        # The step before this one is confirmed, so that this one's code is still fresh.
        assert factors.confirm_totp(_code(secret, -30), DEVICE)
    return secret


def challenge_of(asked: SecondFactorRequired) -> str:
    assert isinstance(asked.detail, dict)
    return str(asked.detail["challenge"])


def _code(secret: bytes, shift: int = 0) -> str:
    totp = TOTP(secret)
    totp.time = time.time() + shift
    return str(totp.token()).zfill(6)


class TestClosing:
    def test_a_closed_account_is_shut_at_once(self, ada: User) -> None:
        pair = log_in.log_in(RIGHT, DEVICE)
        with acting_as(ada):
            _, token = personal_tokens.make("script", ["notes:read"], timezone.now() + timedelta(days=1), DEVICE)
        account.close_account(ada.pk, PASSWORD, DEVICE, delete=False)
        stored = as_stored(ada)
        assert (stored.is_active, stored.delete_after) == (False, None)
        assert stored.closed_at is not None
        assert sessions.refresh(pair["refresh"], DEVICE) is None
        assert personal_tokens.open_with(token) is None
        with acting_as(ada):
            ends = set(Session.objects.values_list("revoked_because", flat=True))
        assert ends == {"closed"}
        with pytest.raises(WrongCredential):
            log_in.log_in(RIGHT, DEVICE)

    def test_a_wrong_password_closes_nothing_and_is_counted(self, ada: User) -> None:
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"password": (2, 300)}):
            for _ in range(2):
                wrong = refusal(lambda: account.close_account(ada.pk, "wrong", DEVICE, delete=True))
                assert wrong == WRONG_PASSWORD
            with pytest.raises(Throttled):
                account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        assert as_stored(ada).is_active

    def test_an_account_that_was_shut_meanwhile_is_not_made_reopenable(
        self, ada: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as meanwhile:
            _interfere(meanwhile, account, "_confirmed", lambda: change(ada, is_active=False))
            refusal(lambda: account.close_account(ada.pk, PASSWORD, DEVICE, delete=False))
        assert as_stored(ada).closed_at is None


class TestComingBack:
    @pytest.mark.parametrize("delete", [False, True])
    @pytest.mark.parametrize("name", ["ada", "ADA@example.org"])
    def test_the_password_opens_the_account_again_and_logs_in(self, ada: User, delete: bool, name: str) -> None:
        before = log_in.log_in(RIGHT, DEVICE)
        account.close_account(ada.pk, PASSWORD, DEVICE, delete=delete)
        pair = account.reopen(Attempt(name, PASSWORD), DEVICE)
        stored = as_stored(ada)
        assert (stored.is_active, stored.closed_at, stored.delete_after) == (True, None, None)
        assert sessions.refresh(pair["refresh"], DEVICE) is not None
        assert sessions.refresh(before["refresh"], DEVICE) is None
        assert trail_of(ada)[-3:] == ["account_closed", "account_reopened", "logged_in"]

    def test_only_the_right_password_opens_and_wrong_ones_count_as_at_a_log_in(self, ada: User) -> None:
        account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        with ringfence(THROTTLE_SCALE=1, THROTTLES={"log_in.account_and_address": (2, 300)}):
            for attempt in (Attempt("ada", "wrong"), Attempt("ada", NEW_PASSWORD)):
                with pytest.raises(WrongCredential):
                    account.reopen(attempt, DEVICE)
            with pytest.raises(Throttled):
                account.reopen(RIGHT, DEVICE)
        assert not as_stored(ada).is_active
        assert trail_of(ada)[-2:] == ["log_in_failed", "log_in_failed"]

    def test_a_second_factor_is_asked_for(self, ada: User) -> None:
        secret = _enrol(ada)
        account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        with pytest.raises(SecondFactorRequired) as asked:
            account.reopen(RIGHT, DEVICE)
        assert not as_stored(ada).is_active
        challenge = challenge_of(asked.value)
        with pytest.raises(WrongCode):
            account.reopen(Attempt(challenge=challenge, otp="000000x"), DEVICE)
        with pytest.raises(WrongCredential):
            log_in.log_in(Attempt(challenge=challenge, otp=_code(secret)), DEVICE)
        assert not as_stored(ada).is_active
        assert "access" in account.reopen(Attempt(challenge=challenge, otp=_code(secret)), DEVICE)

    def test_a_challenge_of_a_log_in_opens_nothing_after_it_is_used_to_come_back(self, ada: User) -> None:
        _enrol(ada)
        with pytest.raises(SecondFactorRequired) as asked:
            log_in.log_in(RIGHT, DEVICE)
        with pytest.raises(WrongCredential):
            account.reopen(Attempt(challenge=challenge_of(asked.value), otp="123456"), DEVICE)

    def test_nobody_comes_back_who_was_shut_out(self, ada: User) -> None:
        change(ada, is_active=False)
        with pytest.raises(WrongCredential):
            account.reopen(RIGHT, DEVICE)
        change(ada, is_active=True)
        account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        change(ada, is_active=True)
        change(ada, is_active=False)
        with pytest.raises(WrongCredential):
            account.reopen(RIGHT, DEVICE)

    @pytest.mark.parametrize("attempt", [RIGHT, Attempt("nobody", PASSWORD), Attempt("", ""), Attempt(challenge="x")])
    def test_an_account_that_is_not_closed_is_answered_as_none(self, ada: User, attempt: Attempt) -> None:
        with pytest.raises(WrongCredential):
            account.reopen(attempt, DEVICE)
        assert live_sessions(ada) == 0

    def test_past_its_time_nothing_opens_an_account(self, ada: User) -> None:
        account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        change(ada, delete_after=timezone.now())
        with pytest.raises(WrongCredential):
            account.reopen(RIGHT, DEVICE)


class TestPurge:
    def test_what_is_due_is_deleted_with_all_its_rows_and_nothing_else(self, letters: Letters) -> None:
        people = {name: join(name) for name in ("due", "later", "kept", "back", "open")}
        for user in people.values():
            with acting_as(user):
                Note.objects.create(title="mine")
        for name, delete in (("due", True), ("later", True), ("kept", False), ("back", True)):
            account.close_account(people[name].pk, PASSWORD, DEVICE, delete=delete)
        change(people["due"], delete_after=timezone.now() - timedelta(seconds=1))
        account.reopen(Attempt("back", PASSWORD), DEVICE)
        assert account.purge_closed_accounts() == 1
        assert account.purge_closed_accounts() == 0
        with maintenance("a test"):
            left = set(User.objects.values_list("username", flat=True))
            notes = set(Note.objects.values_list("owner__username", flat=True))
            events = set(Activity.objects.values_list("owner__username", flat=True))
        assert left == notes == events == {"later", "kept", "back", "open"}

    def test_who_comes_back_while_a_purge_runs_is_spared(self, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
        with ringfence(DELETION_GRACE=timedelta(0)):
            account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        purge = account._purge

        def too_late(user_id: int) -> bool:
            change(ada, is_active=True)
            return purge(user_id)

        monkeypatch.setattr(account, "_purge", too_late)
        assert account.purge_closed_accounts() == 0
        assert as_stored(ada).is_active

    def test_the_grace_is_a_setting(self, ada: User) -> None:
        with ringfence(DELETION_GRACE=timedelta(0)):
            account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        assert account.purge_closed_accounts() == 1
        assert account.purge_closed_accounts() == 0

    def test_the_command_says_how_many(self, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
        from typer.testing import CliRunner

        monkeypatch.setattr("ringfence_server.cli.purge.setup", lambda data: None)
        with ringfence(DELETION_GRACE=timedelta(0)):
            account.close_account(ada.pk, PASSWORD, DEVICE, delete=True)
        for said in ("1 account deleted.", "0 accounts deleted."):
            result = CliRunner().invoke(command, ["purge"])
            assert (result.exit_code, result.output.splitlines()[0]) == (0, said)
