"""The commands for operators: audit, explain-access and roles, as a person and as a script meet them."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import OperationalError, connection, connections
from django.http import HttpRequest, HttpResponse
from django.urls import path
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from pytest_django.fixtures import Settings
from typer.testing import CliRunner, Result

from ringfence.accounts.models import User
from ringfence.ownership import audit as database_audit
from ringfence.ownership.audit import NO_POLICIES
from ringfence.ownership.databases import VARIABLES, databases
from ringfence.ownership.scope import acting_as, maintenance
from ringfence_server.cli import app
from ringfence_server.cli.roles import _address
from tests.server.running import environment, fresh_database, run, up
from tests.shelf.models import Label, Poster

everything = pytest.mark.django_db(transaction=True, databases="__all__")
postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")


@pytest.fixture
def ringfence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """The command, in this process and so on the tests' database."""
    # Commands set it, and it should not outlive them.
    monkeypatch.setenv("RINGFENCE_DATA", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(app, arguments, catch_exceptions=False)


def lines(text: str) -> list[list[str]]:
    """The lines of a table as their columns."""
    return [re.split(r" {2,}", line.strip()) for line in text.splitlines()]


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


# audit


@everything
def test_audit_prints_routes_and_models_and_that_every_lock_is_closed(ringfence: Callable[..., Result]) -> None:
    done = ringfence("audit")
    assert (done.exit_code, done.stderr) == (0, "")
    table = lines(done.stdout)
    assert ["/api/notes/(?P<pk>[1-9][0-9]{0,18})/?$", "Private notes.Note", "compiled, lane"] in table
    assert ["/healthz/?\\Z", "open: health: reads no owned rows"] in table
    rules = "UNIQUE (owner, id), SameOwner(note), SameOwner(tag)"
    if connection.vendor == "postgresql":
        rules = f"row-level security, forced, policy notes_notetag_owner_policy, {rules}"
    assert ["notes.NoteTag", "Private", rules] in table
    assert "/admin/" not in done.stdout
    assert done.stdout.endswith("\nEvery lock is closed.\n")
    assert (NO_POLICIES in done.stdout) is (connection.vendor == "sqlite")


@everything
def test_audit_prints_everything_as_json(ringfence: Callable[..., Result]) -> None:
    done = ringfence("audit", "--json")
    report = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert (sorted(report), report["holes"]) == (["database", "holes", "routes"], [])
    assert {
        "path": "/api/notes/?$",
        "view": "ringfence_server.notes.views.NoteViewSet",
        "scope": "Private notes.Note",
        "reads": "compiled, lane",
    } in report["routes"]
    database = report["database"]
    assert (database["vendor"], database["holes"]) == (connection.vendor, [])
    (note,) = [entry for entry in database["models"] if entry["model"] == "notes.Note"]
    assert (note["policy"], note["table"], note["holes"]) == ("Private", "notes_note", [])


@everything
def test_audit_finds_what_a_check_finds_and_ends_with_1(ringfence: Callable[..., Result], settings: Settings) -> None:
    settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": [path("[a-z]/[/x]", plain)]})
    hole = (
        f"ringfence.E101: /[a-z]/[/x] ({__name__}.plain) is not owner-scoped. "
        'Derive it from OwnedViewSet or OwnedView, or mark it: @unscoped("why").'
    )
    done = ringfence("audit")
    assert (done.exit_code, done.stderr) == (1, "Error: 1 open.\n")
    assert ["/[a-z]/[/x]", "HOLE: not owner-scoped"] in lines(done.stdout)
    assert done.stdout.endswith(f"\nHOLE  {hole}\n")
    as_json = ringfence("audit", "--json")
    assert (as_json.exit_code, json.loads(as_json.stdout)["holes"]) == (1, [hole])


@everything
@postgresql_only
def test_audit_finds_what_the_database_does_not_enforce_and_ends_with_1(ringfence: Callable[..., Result]) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE shelf_label DISABLE ROW LEVEL SECURITY")
        try:
            done, as_json = ringfence("audit"), ringfence("audit", "--json")
        finally:
            cursor.execute("ALTER TABLE shelf_label ENABLE ROW LEVEL SECURITY")
    hole = (
        "shelf.Label: Row-level security is not enabled: migrate, or where nothing is left to apply, run "
        'ALTER TABLE "shelf_label" ENABLE ROW LEVEL SECURITY.'
    )
    assert (done.exit_code, done.stderr) == (1, "Error: 1 open.\n")
    assert done.stdout.endswith(f"\nHOLE  {hole}\n")
    assert (as_json.exit_code, json.loads(as_json.stdout)["holes"]) == (1, [hole])
    assert ringfence("audit").exit_code == 0


@everything
def test_audit_does_not_call_a_project_safe_that_has_left_the_checks_out(
    ringfence: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = apps.is_installed
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "ringfence.api" and installed(name))
    done = ringfence("audit")
    assert done.exit_code == 1
    assert "HOLE  ringfence.api is not in INSTALLED_APPS: without it nothing refuses at start-up" in done.stdout


@everything
def test_audit_says_in_one_sentence_that_there_is_no_database(
    ringfence: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError("connection refused\nsecond line")

    monkeypatch.setattr(database_audit, "guarded_models", fail)
    done = ringfence("audit")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: The database cannot be used: connection refused\n"


# explain-access


@pytest.fixture
def people(transactional_db: None) -> dict[str, Any]:
    """Alice with a label and a poster; Bob; and somebody whose name is a number."""
    with maintenance("a test"):
        alice = User.objects.create(username="alice", email="Alice@example.org").pk
        bob = User.objects.create(username="bob").pk
        number = User.objects.create(username=f"{2**62}").pk
    with acting_as(alice):
        label, poster = Label.objects.create(name="x").pk, Poster.objects.create(slug="x").pk
    return {"alice": alice, "bob": bob, "number": number, "label": label, "poster": poster}


YES, NO = "yes", "no"


@everything
@pytest.mark.parametrize(
    ("who", "model", "policy", "query"),
    [
        ("alice", "label", (YES, YES), (YES, YES)),
        ("alice", "poster", (YES, YES), (YES, YES)),
        ("bob", "label", (NO, NO), (NO, NO)),
        ("bob", "poster", (YES, NO), (YES, NO)),
    ],
)
def test_explain_access_prints_what_each_lock_says(
    ringfence: Callable[..., Result],
    people: dict[str, Any],
    who: str,
    model: str,
    policy: tuple[str, str],
    query: tuple[str, str],
) -> None:
    done = ringfence("explain-access", who, f"shelf.{model.title()}", str(people[model]))
    assert (done.exit_code, done.stderr) == (0, "")
    table = lines(done.stdout)
    assert table[0] == ["Lock", "Read", "Write", "Because"]
    assert [row[:3] for row in table[1:5]] == [
        ["account", YES, YES],
        ["policy", *policy],
        ["query", *query],
        ["database", *(query if connection.vendor == "postgresql" else (YES, YES))],
    ]
    whose = "the row is the user's own" if who == "alice" else f"the row is user {people['alice']}'s"
    assert table[2][3] == f"{'Private' if model == 'label' else 'Published'}: {whose}"
    reads, writes = ("can" if said == YES else "cannot" for said in query)
    assert done.stdout.endswith(f"\nTaken together: {reads} read, {writes} write.\n")


@everything
def test_explain_access_prints_json(ringfence: Callable[..., Result], people: dict[str, Any]) -> None:
    done = ringfence("explain-access", "bob", "shelf.Poster", str(people["poster"]), "--json")
    assert done.exit_code == 0
    answers = {answer.pop("lock"): answer for answer in json.loads(done.stdout)}
    assert list(answers) == ["account", "policy", "query", "database"]
    assert answers["policy"] == {
        "reads": True,
        "writes": False,
        "because": f"Published: the row is user {people['alice']}'s",
    }


@everything
def test_explain_access_finds_people_by_name_address_and_id(
    ringfence: Callable[..., Result], people: dict[str, Any]
) -> None:
    for who in ("ALICE", "alice@EXAMPLE.org", str(people["alice"])):
        done = ringfence("explain-access", who, "shelf.label", str(people["label"]))
        assert "the row is the user's own" in done.stdout
    done = ringfence("explain-access", f"{2**62}", "shelf.Label", str(people["label"]))
    assert f"the row is user {people['alice']}'s" in done.stdout


@everything
def test_explain_access_says_that_a_deactivated_user_reaches_nothing(
    ringfence: Callable[..., Result], people: dict[str, Any]
) -> None:
    with maintenance("a test"):
        User.objects.filter(pk=people["alice"]).update(is_active=False)
    done = ringfence("explain-access", "alice", "shelf.Label", str(people["label"]))
    assert lines(done.stdout)[1] == ["account", NO, NO, "deactivated: no session of it is live"]
    assert done.stdout.endswith("\nTaken together: cannot read, cannot write.\n")


@everything
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nobody", "shelf.Label", "1"), 1, "There is no user nobody."),
        ((f"{2**70}", "shelf.Label", "1"), 1, f"There is no user {2**70}."),
        (("alice", "shelf.label", f"{2**63 - 1}"), 1, f"There is no shelf.Label {2**63 - 1}."),
        (("alice", "shelf.Labels", "1"), 2, "There is no model shelf.Labels: write it as app_label.Model."),
        (("alice", "Label", "1"), 2, "There is no model Label: write it as app_label.Model."),
        (("alice", "auth.Group", "1"), 2, "auth.Group is not an owned model."),
    ],
)
def test_explain_access_says_what_it_cannot_find(
    ringfence: Callable[..., Result],
    people: dict[str, Any],
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    done = ringfence("explain-access", *arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", f"Error: {said}\n")


@pytest.mark.parametrize("row", ["0", "-1", f"{2**63}", "x"])
def test_explain_access_takes_ids_only(ringfence: Callable[..., Result], row: str) -> None:
    assert ringfence("explain-access", "alice", "shelf.Label", row).exit_code == 2


# roles


@pytest.fixture
def names() -> Iterator[dict[str, str]]:
    """A database and a prefix that nobody else uses; what was made under them goes again."""
    superuser = os.environ.get("RINGFENCE_TEST_POSTGRES_SUPERUSER_URL")
    if superuser is None:
        pytest.skip("SQLite has no roles")
    name = f"cli_{secrets.token_hex(4)}"
    yield {"database": f"{name} database", "prefix": name, "url": superuser}
    with psycopg.connect(superuser, autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(f"{name} database"))
        connection.execute(drop)
        for part in ("owner", "server", "maintenance"):
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{name}_{part}")))


def make_roles(ringfence: Callable[..., Result], names: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """Run the command; the sentences that it prints, and the settings."""
    done = ringfence("roles", names["url"], "--database", names["database"], "--prefix", names["prefix"])
    assert (done.exit_code, done.stderr) == (0, "")
    printed = done.stdout.splitlines()
    settings = dict(line.split("=", 1) for line in printed if not line.startswith("#"))
    return [line.removeprefix("# ") for line in printed if line.startswith("#")], settings


def test_roles_makes_roles_and_a_database_whose_settings_work(
    ringfence: Callable[..., Result], names: dict[str, str], tmp_path: Path
) -> None:
    sentences, settings = make_roles(ringfence, names)
    prefix, database = names["prefix"], names["database"]
    owner, server, admin = (f"{prefix}_{part}" for part in ("owner", "server", "maintenance"))
    belongs = f'Database "{database}" and its schema public belong to "{owner}"; "{server}" and "{admin}" may connect.'
    created = [f'Role "{role}" created.' for role in (owner, server, admin)]
    assert sentences == [*created, f'Database "{database}" created.', belongs]
    assert list(settings) == ["RINGFENCE_DATABASE_URL", "RINGFENCE_OWNER_DATABASE_URL", "RINGFENCE_ADMIN_DATABASE_URL"]
    # Migrates as the owner and serves as the server's role.
    with up(tmp_path, **settings) as server_process:
        server_process.wait_until_up()
        assert server_process.get("/readyz").status == 200
        body = {"username": "alice", "password": "correct horse battery staple"}
        headers = {"Content-Type": "application/json"}
        registered = server_process.request("POST", "/api/register/", json.dumps(body), headers)
        assert registered.status == 201, registered.text
    done = run(tmp_path, "audit", **settings)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Every lock is closed."), done.stdout + done.stderr
    done = run(tmp_path, "explain-access", "alice", "notes.Note", "1", **settings)
    assert (done.returncode, done.stderr) == (1, "Error: There is no notes.Note 1.\n")


def test_roles_run_again_sets_new_passwords_and_no_more(
    ringfence: Callable[..., Result], names: dict[str, str]
) -> None:
    _, first = make_roles(ringfence, names)
    sentences, second = make_roles(ringfence, names)
    roles = [f"{names['prefix']}_{part}" for part in ("owner", "server", "maintenance")]
    assert sentences[:3] == [f'Role "{role}" found: password set.' for role in roles]
    assert "created" not in " ".join(sentences)
    for variable, role in zip(first, ("owner", "server", "maintenance"), strict=True):
        assert first[variable] != second[variable], role
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(first[variable])
        psycopg.connect(second[variable]).close()


def test_roles_says_what_is_wrong_in_one_sentence_without_the_password(ringfence: Callable[..., Result]) -> None:
    for url in (
        "postgresql://root:hidden@127.0.0.1:1/postgres",
        "mysql://root:hidden@127.0.0.1/x",
        "postgresql//:hidden",
    ):
        done = ringfence("roles", url)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("Error: The roles could not be made: ")
        assert "hidden" not in done.stderr


def test_roles_refuses_names_that_are_no_names(ringfence: Callable[..., Result], names: dict[str, str]) -> None:
    done = ringfence("roles", names["url"], "--database", "", "--prefix", names["prefix"])
    assert (done.exit_code, done.stdout) == (1, "")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"host": "db.example.org", "port": "5432"}, "postgresql://a%20b:p%2Fw@db.example.org:5432/c%20d"),
        ({"host": "::1", "port": "5433"}, "postgresql://a%20b:p%2Fw@[::1]:5433/c%20d"),
        (
            {"host": "/var/run/postgresql", "port": "5432", "sslmode": "disable"},
            "postgresql://a%20b:p%2Fw@/c%20d?host=%2Fvar%2Frun%2Fpostgresql&port=5432&sslmode=disable",
        ),
    ],
)
def test_an_address_is_one_that_libpq_and_the_settings_read_alike(place: dict[str, Any], expected: str) -> None:
    address = _address("a b", "p/w", "c d", **place)
    assert address == expected
    parts = conninfo_to_dict(address)
    assert parts == {"user": "a b", "password": "p/w", "dbname": "c d", **place}
    config = databases(dict.fromkeys(VARIABLES.values(), address), sqlite=Path())["default"]
    options = {"host": config["HOST"], "port": config["PORT"], **config["OPTIONS"]}
    assert (config["USER"], config["PASSWORD"], config["NAME"], options) == ("a b", "p/w", "c d", place)


# A project of somebody else's

PROJECT = {
    "elsewhere/__init__.py": "",
    "elsewhere/settings.py": """
        import os
        from pathlib import Path
        from ringfence.ownership.databases import databases
        SECRET_KEY = "elsewhere"
        INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "rest_framework",
                          "ringfence.ownership", "ringfence.api", "elsewhere"]
        ROOT_URLCONF = "elsewhere.urls"
        DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
        DATABASE_ROUTERS = ["ringfence.ownership.routers.RoleRouter"]
        DATABASES = databases(os.environ, sqlite=Path("db.sqlite3"))
    """,
    "elsewhere/models.py": """
        import os
        from django.contrib.auth.models import User
        from django.db import models
        from ringfence.ownership.models import OwnedModel

        class Country(models.Model):
            code = models.CharField(max_length=2, unique=True)
            people = models.ManyToManyField(User)

        class Trip(OwnedModel):
            title = models.CharField(max_length=100)

            class Meta(OwnedModel.Meta):
                pass

        if "BROKEN" in os.environ:
            Trip.add_to_class("everything", models.Manager())
    """,
    "elsewhere/urls.py": """
        from django.urls import path
        from rest_framework.generics import ListAPIView
        from rest_framework.routers import SimpleRouter
        from ringfence.api.serializers import OwnedSerializer
        from ringfence.api.views import OwnedViewSet
        from elsewhere.models import Country, Trip

        class TripSerializer(OwnedSerializer):
            class Meta:
                model = Trip
                fields = ["id", "title"]

        class TripViewSet(OwnedViewSet):
            queryset = Trip.objects.order_by("id")
            serializer_class = TripSerializer

        class Countries(ListAPIView):
            queryset = Country.objects.all()

        router = SimpleRouter()
        router.register("trips", TripViewSet)
        urlpatterns = [*router.urls, path("countries", Countries.as_view())]
    """,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Runs commands in the folder of a project of somebody else's, whose database is migrated."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in PROJECT.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(dedent(text))
    with fresh_database() as variables:
        variables["DJANGO_SETTINGS_MODULE"] = "elsewhere.settings"

        def manage(*arguments: str) -> None:
            # As manage.py does it, which puts its own folder first.
            program = [sys.executable, "-m", "django", *arguments]
            subprocess.run(program, cwd=folder, env=environment() | variables, check=True, capture_output=True)

        manage("makemigrations", "elsewhere")
        manage("migrate", *(["--database", "owner"] if "RINGFENCE_DATABASE_URL" in variables else []))
        yield lambda *arguments, **more: run(folder, *arguments, **variables, **more)


def test_a_project_elsewhere_is_audited_from_its_folder(
    project: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = project("audit")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    table = lines(done.stdout)
    scopes = {row[0]: row[1] for row in table if len(row) > 1}
    assert scopes["/trips/$"] == "Private elsewhere.Trip"
    assert scopes["/countries"] == "open: rows of elsewhere.Country have no owner"
    # The project has not installed the app of the lanes.
    reads = {row[0]: row[2] for row in table if len(row) > 2}
    assert reads["/trips/$"] == "compiled, no lane: nobody offers one: ringfence.lane is not installed"
    assert table[-1] == ["Every lock is closed."]


def test_a_hole_in_a_project_elsewhere_is_found(project: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = project("audit", BROKEN="1")
    assert (done.returncode, done.stderr) == (1, "Error: 1 open.\n")
    assert done.stdout.splitlines()[-1] == (
        "HOLE  ringfence.E004: elsewhere.Trip.everything is not an OwnedManager: its queries would not be scoped. "
        "Derive the manager from OwnedManager, and inherit Meta from OwnedModel.Meta (base_manager_name)."
    )


def test_access_is_explained_in_a_project_elsewhere(project: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = project("explain-access", "nobody", "elsewhere.Trip", "1")
    assert (done.returncode, done.stderr) == (1, "Error: There is no user nobody.\n")


# superuser


@everything
def test_superuser_tells_a_script_in_json(ringfence: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    link = ringfence("superuser", "--json")
    assert re.fullmatch(r"http://\S+/setup/\S+/", json.loads(link.stdout)["link"])
    monkeypatch.setenv("RINGFENCE_SUPERUSER_PASSWORD", "a long enough pass phrase")
    made = ringfence("superuser", "--username", "root", "--json")
    assert (made.exit_code, json.loads(made.stdout)) == (0, {"username": "root"})
    refused = ringfence("superuser", "--json")
    assert (refused.exit_code, refused.stdout) == (1, "")
