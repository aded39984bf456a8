"""Ownership and the API alone, in a project with Django's own users, Basic authentication and ``manage.py test``."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.scratch import Project, on_postgresql, project, removed_afterwards

SETTINGS = """
from os import environ
from pathlib import Path

from ringfence.ownership.databases import databases

SECRET_KEY = "nobody's"
DEBUG = True
ROOT_URLCONF = "urls"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "rest_framework",
    "ringfence.ownership",
    "ringfence.api",
    "post",
]
DATABASES = databases(environ, sqlite=Path(__file__).parent / "post.sqlite3")
DATABASE_ROUTERS = ["ringfence.ownership.routers.RoleRouter"]
REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.BasicAuthentication"]}
TEST_RUNNER = "ringfence.testing.runner.Runner"
"""

MODELS = """
from django.db import models

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.models import OwnedModel


class Sender(OwnedModel):
    name = models.CharField(max_length=50)

    class Meta(OwnedModel.Meta):
        pass


class Parcel(OwnedModel):
    label = models.CharField(max_length=50)
    sender = OwnedForeignKey(Sender, models.CASCADE, related_name="parcels")

    class Meta(OwnedModel.Meta):
        constraints = [*OwnedModel.Meta.constraints, SameOwner("sender")]
"""

VIEWS = """
from post.models import Parcel, Sender
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet


class SenderSerializer(OwnedSerializer):
    class Meta:
        model = Sender
        fields = ["id", "name"]


class ParcelSerializer(OwnedSerializer):
    class Meta:
        model = Parcel
        fields = ["id", "label", "sender"]


class SenderViewSet(OwnedViewSet):
    queryset = Sender.objects.order_by("id")
    serializer_class = SenderSerializer


class ParcelViewSet(OwnedViewSet):
    queryset = Parcel.objects.order_by("id")
    serializer_class = ParcelSerializer
"""

URLS = """
from post.views import ParcelViewSet, SenderViewSet
from ringfence.api.routers import Router

router = Router()
router.register("parcels", ParcelViewSet, basename="parcel")
router.register("senders", SenderViewSet, basename="sender")
urlpatterns = router.urls
"""

TESTS = """
from django.test import TestCase

from ringfence.testing import assert_isolated


class IsolationTests(TestCase):
    def test_nobody_reaches_anothers_rows(self):
        self.assertEqual(len(assert_isolated().routes), 6)
"""

FILES = {
    "settings.py": SETTINGS,
    "urls.py": URLS,
    "post/__init__.py": "",
    "post/models.py": MODELS,
    "post/views.py": VIEWS,
    "post/tests.py": TESTS,
}

MAKE_USERS = """
import django
django.setup()
from django.contrib.auth.models import User
for name in ("ann", "ben"):
    User.objects.create_user(name, password="secret")
"""

JSON = "-H 'Content-Type: application/json'"


def answer(made: Project, user: str, arguments: str) -> tuple[int, object]:
    """The status and the JSON of a request with curl, as a user with Basic authentication."""
    body, _, status = made.run(f"curl -s -w ' %{{http_code}}' -u {user}:secret {arguments}").rpartition(" ")
    return int(status), json.loads(body)


def migrated(made: Project, roles: str, superuser: str | None) -> None:
    """The project with its tables; on PostgreSQL with a database and roles of that name."""
    made.write(FILES)
    made.run("export DJANGO_SETTINGS_MODULE=settings")
    made.run("python -m django makemigrations post")
    if superuser:
        made.run(f"ringfence roles --database {roles} --prefix {roles} --for-tests {superuser} > .env; . ./.env")
    made.run("python -m django makemigrations --check")
    made.run(f"python -m django migrate --database {'owner' if superuser else 'default'}")
    assert made.run("python -m django check --database default") == "System check identified no issues (0 silenced).\n"


def test_ownership_and_the_api_need_no_accounts_of_ringfence(tmp_path: Path) -> None:
    with project(tmp_path) as made, ExitStack() as stack:
        migrated(made, "plain", stack.enter_context(removed_afterwards("plain")) if on_postgresql() else None)
        assert "Every lock is closed." in made.run("ringfence audit")
        assert "\nOK\n" in made.run("python -m django test")

        made.write({"make_users.py": MAKE_USERS})
        made.run("python make_users.py")
        made.serve()
        at = "localhost:8000"
        sent = answer(made, "ann", f'{JSON} -d \'{{"name": "Uncle"}}\' {at}/senders/')
        assert sent == (201, {"id": 1, "name": "Uncle"})
        sent = answer(made, "ann", f'{JSON} -d \'{{"label": "books", "sender": 1}}\' {at}/parcels/')
        assert sent == (201, {"id": 1, "label": "books", "sender": 1})
        assert answer(made, "ben", f"{at}/parcels/1/") == (404, {"detail": "Not found.", "code": "not_found"})
        refused = answer(made, "ben", f'{JSON} -d \'{{"label": "bait", "sender": 1}}\' {at}/parcels/')
        absent = {"sender": ['Invalid pk "1" - object does not exist.'], "code": "invalid"}
        assert refused == (400, absent)
        assert made.run(f"curl -s {at}/parcels/") == (
            '{"detail":"Authentication credentials were not provided.","code":"not_authenticated"}'
        )


@pytest.mark.skipif(not on_postgresql(), reason="SQLite has no roles")
def test_djangos_own_runner_is_told_from_one_that_makes_a_test_database(tmp_path: Path) -> None:
    with project(tmp_path) as made, removed_afterwards("runner") as superuser:
        migrated(made, "runner", superuser)
        made.write({"settings.py": SETTINGS.replace('TEST_RUNNER = "ringfence.testing.runner.Runner"\n', "")})
        done = made.shell("python -m django test")
        assert done.returncode == 1
        assert (
            'AssertionError: The tests run on the database "runner" itself. Put pytest_plugins = '
            '["ringfence.testing.plugin"] into conftest.py; with manage.py test, set TEST_RUNNER = '
            '"ringfence.testing.runner.Runner".'
        ) in done.stdout
