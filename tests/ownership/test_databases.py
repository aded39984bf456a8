"""``DATABASES`` of a project, from its environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from ringfence.ownership.databases import VARIABLES, databases

FILE = Path("/somewhere/db.sqlite3")
URLS = {name: f"postgresql://{alias}:p%40ss@db.example:5433/shop?sslmode=require" for alias, name in VARIABLES.items()}


def test_without_an_address_it_is_the_file() -> None:
    made = databases({}, sqlite=FILE)
    assert set(made) == {"default"}
    assert (made["default"]["ENGINE"], made["default"]["NAME"]) == ("django.db.backends.sqlite3", FILE)


def test_three_addresses_are_three_roles_of_which_the_owner_makes_the_test_database() -> None:
    made = databases(URLS, sqlite=FILE)
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
    assert made == {
        "default": {**common, "USER": "default", "TEST": {"MIRROR": "owner"}},
        "owner": {**common, "USER": "owner"},
        "admin": {**common, "USER": "admin", "TEST": {"MIRROR": "owner"}},
    }


@pytest.mark.parametrize("missing", VARIABLES.values())
def test_a_missing_address_is_named(missing: str) -> None:
    given = {name: url for name, url in URLS.items() if name != missing}
    with pytest.raises(ImproperlyConfigured) as refused:
        databases(given, sqlite=FILE)
    assert str(refused.value) == (
        f"{missing} missing: PostgreSQL is used with three roles, and `ringfence roles` makes them."
    )


def test_what_is_no_address_is_named_without_its_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        databases({**URLS, "RINGFENCE_DATABASE_URL": "postgres//me:hidden@db"}, sqlite=FILE)
    assert str(refused.value) == "RINGFENCE_DATABASE_URL is no address of PostgreSQL."
