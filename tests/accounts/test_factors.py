"""The second factor: set up, asked for on every log-in, each code good once, recovery codes, removal."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from ringfence.accounts.models import Factor, RecoveryCode
from ringfence.ownership.scope import acting_as
from tests.accounts.authenticator import Authenticator, confirmed, enrol
from tests.people import PASSWORD, Person, call

pytestmark = pytest.mark.django_db(databases="__all__")
PATHS = ["/api/token/", "/api/auth/token/", "/auth/jwt/create/", "/api/web/login/"]
BY_PASSWORD = {"username": "alice", "password": PASSWORD}


@pytest.fixture
def app(alice: Person) -> Authenticator:
    """Alice's authenticator, confirmed."""
    return confirmed(alice)


def log_in(path: str = "/api/token/", **body: str) -> Any:
    return call("POST", path, body, headers={"Origin": "http://testserver"})


def challenge(path: str = "/api/token/") -> str:
    answer = log_in(path, **BY_PASSWORD)
    assert answer.status_code == 401
    value: str = answer.json()["challenge"]
    return value


def test_an_authenticator_gets_a_secret_and_a_url_for_a_qr_code(alice: Person) -> None:
    body = enrol(alice).json()
    assert re.fullmatch(r"[A-Z2-7]{32}", body["secret"])
    url = urlsplit(body["url"])
    assert (url.scheme, url.netloc, url.path) == ("otpauth", "totp", "/Ringfence:alice")
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert query == {"secret": body["secret"], "issuer": "Ringfence", "digits": "6", "period": "30"}


def test_an_unconfirmed_one_protects_nothing_and_can_be_begun_again(alice: Person) -> None:
    first, second = enrol(alice).json(), enrol(alice).json()
    assert first["secret"] != second["secret"]
    assert log_in(**BY_PASSWORD).status_code == 200
    assert alice.get("/api/me/factors/").json() == {"factors": []}
    old = Authenticator(first["secret"], [])
    assert alice.post("/api/me/factors/totp/confirm/", {"otp": old.code()}).status_code == 400


def test_a_confirmed_one_is_not_replaced(alice: Person, app: Authenticator) -> None:
    refused = enrol(alice)
    assert (refused.status_code, refused.json()["code"]) == (409, "already_enrolled")
    assert alice.get("/api/me/factors/").json() == {"factors": ["totp", "recovery"]}


@pytest.mark.parametrize("path", PATHS)
def test_every_log_in_answers_with_a_challenge_and_no_token(app: Authenticator, path: str) -> None:
    asked = log_in(path, **BY_PASSWORD)
    body = asked.json()
    assert asked.status_code == 401
    assert asked.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert not asked.cookies
    assert isinstance(body.pop("challenge"), str)
    assert body == {
        "detail": "A second factor is required.",
        "code": "second_factor_required",
        "factors": ["totp", "recovery"],
    }


@pytest.mark.parametrize("path", PATHS)
def test_the_challenge_and_a_code_log_in_on_every_path(app: Authenticator, path: str) -> None:
    entered = log_in(path, challenge=challenge(path), otp=app.code())
    assert (entered.status_code, "access" in entered.json()) == (200, True)


@pytest.mark.parametrize("path", PATHS)
def test_name_password_and_code_log_in_at_once(app: Authenticator, path: str) -> None:
    assert log_in(path, **BY_PASSWORD, otp=app.code()).status_code == 200


def test_the_password_is_asked_before_the_code(app: Authenticator) -> None:
    refused = log_in(username="alice", password="wrong", otp=app.code())
    assert (refused.status_code, refused.json()["code"]) == (401, "no_active_account")


@pytest.mark.parametrize("step", [-3, -2, 2, 3])
def test_a_code_of_another_time_is_refused(app: Authenticator, step: int) -> None:
    refused = log_in(**BY_PASSWORD, otp=app.code(step))
    assert (refused.status_code, refused.json()["code"]) == (401, "second_factor_invalid")


@pytest.mark.parametrize("step", [0, 1])
def test_clocks_may_differ_by_one_step(app: Authenticator, step: int) -> None:
    assert log_in(**BY_PASSWORD, otp=app.code(step)).status_code == 200


def test_a_code_is_good_once(app: Authenticator) -> None:
    code = app.code()
    assert log_in(**BY_PASSWORD, otp=code).status_code == 200
    assert log_in(**BY_PASSWORD, otp=code).status_code == 401
    # The one that confirmed the authenticator as well.
    assert log_in(**BY_PASSWORD, otp=app.code(-1)).status_code == 401


def test_a_recovery_code_is_good_once_and_written_down(alice: Person, app: Authenticator) -> None:
    assert len(set(app.recovery_codes)) == 10
    code = app.recovery_codes[3]
    assert log_in(**BY_PASSWORD, otp=code.upper()).status_code == 200
    assert log_in(**BY_PASSWORD, otp=code).status_code == 401
    used = [e for e in alice.get("/api/me/activity/").json()["results"] if e["kind"] == "recovery_code_used"]
    assert [event["detail"] for event in used] == [{"left": 9}]


def test_new_recovery_codes_end_the_old_ones(alice: Person, app: Authenticator) -> None:
    body = {"current_password": PASSWORD, "otp": app.code()}
    fresh = alice.post("/api/me/factors/recovery-codes/", body).json()["recovery_codes"]
    assert not set(fresh) & set(app.recovery_codes)
    assert log_in(**BY_PASSWORD, otp=app.recovery_codes[0]).status_code == 401
    assert log_in(**BY_PASSWORD, otp=fresh[0]).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"current_password": PASSWORD},
        {"current_password": PASSWORD, "otp": "000000"},
        {"current_password": "wrong", "otp": "CODE"},
        {"otp": "CODE"},
    ],
)
def test_removing_it_wants_the_password_and_a_code(alice: Person, app: Authenticator, body: dict[str, str]) -> None:
    given = {name: app.code() if value == "CODE" else value for name, value in body.items()}
    assert alice.delete("/api/me/factors/totp/", given).status_code == 400
    assert alice.get("/api/me/factors/").json() == {"factors": ["totp", "recovery"]}


def test_once_removed_the_password_alone_logs_in(alice: Person, app: Authenticator) -> None:
    body = {"current_password": PASSWORD, "otp": app.code()}
    assert alice.delete("/api/me/factors/totp/", body).status_code == 204
    assert alice.get("/api/me/factors/").json() == {"factors": []}
    assert log_in(**BY_PASSWORD).status_code == 200
    with acting_as(alice.id):
        assert not Factor.objects.exists()
        assert not RecoveryCode.objects.exists()


def test_a_challenge_opens_nothing_by_itself(app: Authenticator) -> None:
    value = challenge()
    for path in ("/api/me/", "/api/notes/"):
        assert call("GET", path, token=value).status_code == 401
    assert call("POST", "/api/token/refresh/", {"refresh": value}).status_code == 401
    assert log_in(challenge=value).status_code == 400
    assert log_in(challenge=value, otp="000000").status_code == 401


def test_a_challenge_ends_with_its_time(app: Authenticator, settings: Any) -> None:
    value = challenge()
    settings.RINGFENCE = {**settings.RINGFENCE, "CHALLENGE_LIFETIME": timedelta(0)}
    refused = log_in(challenge=value, otp=app.code())
    assert (refused.status_code, refused.json()["code"]) == (401, "no_active_account")


def test_a_challenge_dies_with_the_password(alice: Person, app: Authenticator) -> None:
    value = challenge()
    changed = alice.post(
        "/auth/users/set_password/", {"current_password": PASSWORD, "new_password": "another good one"}
    )
    assert changed.status_code == 204
    assert log_in(challenge=value, otp=app.code()).status_code == 401


def test_a_challenge_is_for_its_own_user(app: Authenticator, bob: Person) -> None:
    other = confirmed(bob)
    assert log_in(challenge=challenge(), otp=other.code()).status_code == 401


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "eyJ9", "\u00e9", "x" * 1024])
def test_what_is_no_challenge_is_refused(app: Authenticator, value: str) -> None:
    assert log_in(challenge=value, otp=app.code()).status_code in (400, 401)


@pytest.mark.parametrize(
    "otp", ["", "1", "0000000", "abcdef", "１２３４５６", "12 345", "-12345", "1e5", "0x1234", "٠٠٠٠٠٠"]
)
def test_what_is_no_code_is_refused(app: Authenticator, otp: str) -> None:
    refused = log_in(challenge=challenge(), otp=otp)
    assert refused.status_code == 401


def test_wrong_codes_are_counted_although_they_are_refused(alice: Person, app: Authenticator, settings: Any) -> None:
    settings.RINGFENCE = {**settings.RINGFENCE, "THROTTLE_SCALE": 1, "THROTTLES": {"factor": (3, 300)}}
    value = challenge()
    statuses = [log_in(challenge=value, otp="000000").status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    # The right one too, wherever it is given.
    assert log_in(challenge=value, otp=app.code()).status_code == 429
    body = {"current_password": PASSWORD, "otp": app.code()}
    assert alice.delete("/api/me/factors/totp/", body).status_code == 429


def test_a_failed_code_is_in_the_trail(alice: Person, app: Authenticator) -> None:
    log_in(**BY_PASSWORD, otp="000000")
    newest = alice.get("/api/me/activity/").json()["results"][0]
    assert (newest["kind"], newest["detail"]) == ("log_in_failed", {"factor": True})


def test_the_secret_is_encrypted_and_never_shown_again(alice: Person, app: Authenticator) -> None:
    with acting_as(alice.id):
        kept = Factor.objects.get().secret
        codes = list(RecoveryCode.objects.values_list("digest", flat=True))
    assert app.secret not in kept
    assert not set(codes) & set(app.recovery_codes)
    for path in ("/api/me/", "/api/me/factors/", "/api/me/activity/", "/api/sessions/"):
        shown = alice.get(path).content.decode()
        assert app.secret not in shown
        assert not any(code in shown for code in app.recovery_codes)


def test_factors_are_their_owners_own(alice: Person, bob: Person, app: Authenticator) -> None:
    assert bob.get("/api/me/factors/").json() == {"factors": []}
    with acting_as(bob.id):
        assert not Factor.objects.exists()
    assert call("POST", "/api/token/", {"username": "bob", "password": PASSWORD}).status_code == 200


def test_a_reset_password_leaves_the_second_factor(alice: Person, app: Authenticator) -> None:
    changed = alice.post(
        "/auth/users/set_password/", {"current_password": PASSWORD, "new_password": "another good one"}
    )
    assert changed.status_code == 204
    assert log_in(username="alice", password="another good one").json()["code"] == "second_factor_required"
