"""The admin site's log-in: the second factor, the throttles and the trail of any other; and what an admin ends."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from ringfence.accounts import hashers
from ringfence.accounts.models import Activity, PersonalToken, Session, User
from ringfence.ownership.scope import maintenance
from ringfence_server.first_superuser import create_superuser
from tests.accounts.authenticator import Authenticator, confirmed
from tests.people import PASSWORD, Person, call, log_in, sign_up
from tests.server.shapes import DEAD_TOKEN, WRONG_PAIR, answer

# The admin site has a role of its own on PostgreSQL, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
USERS = "/admin/ringfence_accounts/user/"
WRONG = "Please enter the correct username and password for a staff account."
NEW = "an entirely new password"


@pytest.fixture
def root() -> Person:
    """A superuser, with a session of the API as well."""
    user = create_superuser("root", "root@example.org", PASSWORD)
    return log_in("root", user.pk)


@pytest.fixture
def app(root: Person) -> Authenticator:
    return confirmed(root)


def enter(
    password: str = PASSWORD, *, name: str = "root", otp: str | None = None, browser: Client | None = None
) -> Any:
    form = {"username": name, "password": password, **({} if otp is None else {"otp": otp})}
    return (browser or Client()).post("/admin/login/?next=/admin/", form)


def is_in(response: Any) -> bool:
    """Whether the log-in led on; if not, the form came back."""
    assert response.status_code in (200, 302)
    return bool(response.status_code == 302 and response.cookies.get("sessionid"))


def said(response: Any) -> str:
    """The complaint above the form that came back."""
    assert not is_in(response)
    found = re.search(r'<p class="errornote">(.*?)</p>', response.content.decode(), re.DOTALL)
    assert found, response.content
    return found[1].strip()


def inside(name: str = "root", **given: Any) -> Client:
    browser = Client(raise_request_exception=False)
    assert is_in(enter(name=name, browser=browser, **given))
    return browser


def trail(person: Person) -> list[tuple[str, Any]]:
    with maintenance("test"):
        newest = Activity.objects.filter(owner_id=person.id).order_by("-id")
        return list(newest.values_list("kind", "detail"))


def limit(settings: Any, **limits: tuple[int, int]) -> None:
    named = {name.replace("__", "."): numbers for name, numbers in limits.items()}
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 1, "THROTTLES": named}


def is_dead(person: Person) -> bool:
    refused = [
        answer(person.get("/api/notes/")) == (401, DEAD_TOKEN),
        answer(call("POST", "/api/token/verify/", {"token": person.access})) == (401, DEAD_TOKEN),
        answer(call("POST", "/api/token/verify/", {"token": person.refresh})) == (401, DEAD_TOKEN),
        answer(call("POST", "/api/token/refresh/", {"refresh": person.refresh})) == (401, DEAD_TOKEN),
    ]
    assert all(refused) or not any(refused), refused
    return all(refused)


def test_the_form_has_a_place_for_the_code() -> None:
    page = Client().get("/admin/login/").content.decode()
    assert re.findall(r'<input type="\w+" name="(\w+)"', page)[1:] == ["username", "password", "otp", "next"]
    assert 'autocomplete="one-time-code"' in page


def test_without_a_factor_the_password_is_enough(root: Person) -> None:
    assert is_in(enter())
    assert is_in(enter(otp=""))
    assert is_in(enter(name="ROOT@example.org"))


def test_with_a_factor_a_code_is_needed(root: Person, app: Authenticator) -> None:
    assert said(enter()) == "A second factor is required."
    assert said(enter(otp="000000")) == "The code is not valid."
    assert said(enter("wrong", otp=app.code())).startswith(WRONG)
    assert is_in(enter(otp=app.code()))


def test_a_code_is_good_once_here_and_there_together(root: Person, app: Authenticator) -> None:
    code, recovery = app.code(), app.recovery_codes[0]
    assert is_in(enter(otp=code))
    for used in (code, recovery):
        body = {"username": "root", "password": PASSWORD, "otp": used}
        assert call("POST", "/api/token/", body).status_code == (401 if used == code else 200)
        assert said(enter(otp=used)) == "The code is not valid."


def test_a_challenge_of_the_api_is_no_password_here(root: Person, app: Authenticator) -> None:
    value = call("POST", "/api/token/", {"username": "root", "password": PASSWORD}).json()["challenge"]
    form = {"username": "root", "password": value, "challenge": value, "otp": app.code()}
    assert said(Client().post("/admin/login/", form)).startswith(WRONG)


def test_guesses_are_throttled_together_with_those_at_the_api(root: Person, settings: Any) -> None:
    limit(settings, log_in__account_and_address=(3, 300))
    for _ in range(2):
        assert said(enter("wrong")).startswith(WRONG)
    assert call("POST", "/api/token/", {"username": "root", "password": "wrong"}).status_code == 401
    for password in ("wrong", PASSWORD):
        assert said(enter(password)).startswith("Request was throttled.")
    assert call("POST", "/api/token/", {"username": "root", "password": PASSWORD}).status_code == 429


def test_guessed_codes_are_throttled(root: Person, app: Authenticator, settings: Any) -> None:
    limit(settings, factor=(2, 300))
    answers = [said(enter(otp="000000")) for _ in range(3)]
    assert answers[:2] == ["The code is not valid."] * 2
    assert answers[2].startswith("Request was throttled.")
    assert said(enter(otp=app.code())).startswith("Request was throttled.")


def test_past_the_bound_of_hashes_the_form_says_so(
    root: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RINGFENCE = {**settings.RINGFENCE, "HASH_WAIT_SECONDS": 0.01}
    monkeypatch.setattr(hashers, "_taken", 99)
    assert said(enter()).startswith("Too many log-ins")


def test_both_outcomes_are_in_the_trail(root: Person) -> None:
    enter("wrong")
    enter()
    assert trail(root)[:2] == [("logged_in", {"admin": True}), ("log_in_failed", {})]


def test_somebody_who_is_no_staff_is_refused_like_anybody_and_not_recorded_as_in(root: Person) -> None:
    alice = sign_up("alice")
    assert said(enter(name="alice")) == said(enter("wrong", name="alice")) == said(enter(name="nobody"))
    assert ("logged_in", {"admin": True}) not in trail(alice)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"username": "root"},
        {"username": "a\x00b", "password": "x"},
        {"username": "root", "password": "\x00"},
        {"username": "x" * 5000, "password": "x" * 5000},
        {"username": "\u202e", "password": "\ufffd"},
        {"username": "root", "password": PASSWORD, "otp": "\x00"},
        {"username": "root", "password": PASSWORD, "otp": "1" * 65},
    ],
)
def test_an_odd_form_comes_back_and_is_never_a_500(root: Person, form: dict[str, str]) -> None:
    assert not is_in(Client(raise_request_exception=False).post("/admin/login/", form))


def test_ones_own_new_password_ends_every_session_of_the_api(root: Person, settings: Any) -> None:
    browser, other = inside(), log_in("root", root.id)
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    path = "/admin/password_change/"
    limit(settings, password=(2, 300))
    for complaint in ("entered incorrectly", "entered incorrectly", "throttled"):
        assert complaint in browser.post(path, form).content.decode()
    limit(settings)
    assert not is_dead(root)
    assert browser.post(path, {**form, "old_password": PASSWORD}).status_code == 302
    assert is_dead(root)
    assert is_dead(other)
    assert browser.get(USERS).status_code == 200
    assert trail(root)[0] == ("password_changed", {})
    assert answer(call("POST", "/api/token/", {"username": "root", "password": PASSWORD})) == (401, WRONG_PAIR)
    assert call("POST", "/api/token/", {"username": "root", "password": NEW}).status_code == 200


@pytest.mark.parametrize("unset", [False, True])
def test_a_password_set_by_an_admin_ends_everything_of_that_person(root: Person, unset: bool) -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    body = {"name": "script", "scopes": ["notes:read"], "current_password": PASSWORD}
    token = alice.post("/api/me/tokens/", body).json()["token"]
    form = {"usable_password": "true", "password1": NEW, "password2": NEW}
    if unset:
        form = {"usable_password": "false", "unset-password": "1"}
    assert inside().post(f"{USERS}{alice.id}/password/", form).status_code == 302
    assert [is_dead(person) for person in (alice, bob, root)] == [True, False, False]
    assert answer(call("GET", "/api/notes/", token=token)) == (401, DEAD_TOKEN)
    assert trail(alice)[0] == ("password_reset", {"admin": True})
    wanted = call("POST", "/api/token/", {"username": "alice", "password": NEW})
    assert wanted.status_code == (401 if unset else 200)


def test_a_bad_password_set_by_an_admin_ends_nothing(root: Person) -> None:
    alice = sign_up("alice")
    form = {"usable_password": "true", "password1": "alice123", "password2": "alice124"}
    assert inside().post(f"{USERS}{alice.id}/password/", form).status_code == 200
    assert not is_dead(alice)


def test_who_was_shut_out_and_is_let_in_again_logs_in_anew(root: Person) -> None:
    alice = sign_up("alice")
    form = {"username": "alice", "email": "", "role": "user"}
    browser = inside()
    assert browser.post(f"{USERS}{alice.id}/change/", form).status_code == 302
    assert is_dead(alice)
    assert trail(alice)[0] == ("account_closed", {"admin": True})
    # It was not the person who closed it: no password opens it again.
    assert call("POST", "/api/me/reopen/", {"username": "alice", "password": PASSWORD}).status_code == 401
    assert browser.post(f"{USERS}{alice.id}/change/", {**form, "is_active": "on"}).status_code == 302
    assert is_dead(alice)
    assert not is_dead(log_in("alice", alice.id))
    with maintenance("test"):
        assert User.objects.get(pk=alice.id).closed_at is None
        assert set(Session.objects.filter(owner_id=alice.id).values_list("revoked_because", flat=True)) == {
            "closed",
            "",
        }
        assert not PersonalToken.objects.filter(owner_id=alice.id).exists()


def test_a_password_changed_elsewhere_ends_the_admin_sites_own_session(root: Person) -> None:
    browser = inside()
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert root.post("/auth/users/set_password/", body).status_code == 204
    assert browser.get(USERS).status_code == 302
