"""The page about tokens says what they hold, how long they live and what they open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings

from ringfence.accounts import config, keys, sessions
from ringfence.accounts.addresses import Device
from ringfence.accounts.personal_tokens import known_scopes
from tests.docs.pages import codes, named, rows, said
from tests.people import Person


@pytest.mark.django_db
def test_the_claims_are_those_documented_at_the_log_in_and_after_a_refresh(alice: Person) -> None:
    documented = {claim for claim in named("reference/tokens.md", "Claims") if claim.islower()}
    renewed = sessions.refresh(alice.refresh, Device())
    assert renewed is not None
    for raw in (alice.access, alice.refresh, renewed["access"], renewed["refresh"]):
        claims = keys.backend().decode(raw)
        assert set(claims) == documented
        assert (claims["user_id"], claims["username"], claims["role"]) == (alice.id, "alice", "user")


def test_lifetimes_are_those_documented() -> None:
    for what, how_long, named_settings in rows("reference/tokens.md", "Lifetimes"):
        for name in codes(named_settings):
            value = config.DEFAULTS.get(name) or settings.SIMPLE_JWT.get(name)
            value = value or timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
            assert said(value).removesuffix(" days") in how_long, what


def test_every_scope_of_personal_tokens_is_documented_and_no_other() -> None:
    tests = {app.label for app in apps.get_app_configs() if app.name.startswith("tests.")}
    labels = {scope.partition(":")[0] for scope in known_scopes()} - tests
    assert list(named("reference/tokens.md", "Personal access tokens")) == sorted(labels)
