"""The third lock: with the ORM's predicate taken away, and with raw SQL as the server's role, the database holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ringfence.lane.lanes import long_way
from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.scope import acting_as, acting_as_anyone
from tests.people import Person, call, sign_up
from tests.shelf.models import Label, Paper, PaperLabel, Poster, Shelf

postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's")


def sql(statement: str, *params: Any) -> Any:
    """Run raw SQL on the server's connection; rows of a SELECT, else the count."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.fixture
def paper(alice: Person) -> Paper:
    """A paper of Alice's."""
    with acting_as(alice.id):
        made: Paper = Paper.objects.create(title="mine")
        return made


@pytest.fixture
def no_predicate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the ORM's predicate away."""
    monkeypatch.setattr(WithinReach, "as_sql", lambda self, compiler, connection: ("1 = 1", []))


@postgresql_only
@pytest.mark.usefixtures("no_predicate")
def test_without_the_orms_predicate_another_owners_row_is_not_there(paper: Paper, bob: Person) -> None:
    with acting_as(bob.id):
        assert list(Paper.objects.all()) == []
        assert Paper.objects.filter(pk=paper.pk).update(title="taken") == 0
        assert Paper.objects.filter(pk=paper.pk).delete()[0] == 0
    with acting_as(paper.owner_id):
        assert [p.title for p in Paper.objects.all()] == ["mine"]


@postgresql_only
def test_raw_sql_as_the_servers_role_meets_the_policy(paper: Paper, bob: Person) -> None:
    with acting_as(bob.id):
        assert sql("SELECT * FROM shelf_paper") == []
        assert sql("SELECT * FROM shelf_paper WHERE owner_id = %s OR true", paper.owner_id) == []
        assert sql("UPDATE shelf_paper SET title = 'taken'") == 0
        assert sql("DELETE FROM shelf_paper") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql("INSERT INTO shelf_paper (owner_id, title, body, revision) VALUES (%s, 'x', '', 1)", paper.owner_id)
        own = sql("INSERT INTO shelf_paper (owner_id, title, body, revision) VALUES (%s, 'x', '', 1)", bob.id)
        assert own == 1
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql("UPDATE shelf_paper SET owner_id = %s", paper.owner_id)


@postgresql_only
def test_raw_sql_without_an_owner_reaches_nothing(paper: Paper) -> None:
    assert sql("SELECT * FROM shelf_paper") == []
    assert sql("UPDATE shelf_paper SET title = 'taken'") == 0
    assert sql("DELETE FROM shelf_paper") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        sql("INSERT INTO shelf_paper (owner_id, title, body, revision) VALUES (%s, 'x', '', 1)", paper.owner_id)


@postgresql_only
def test_raw_sql_reads_published_rows_and_writes_only_ones_own(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        Poster.objects.create(slug="hello")
    for scope in (acting_as(bob.id), acting_as_anyone()):
        with scope:
            assert sql("SELECT slug FROM shelf_poster") == [("hello",)]
            assert sql("UPDATE shelf_poster SET text = 'x'") == 0
            assert sql("DELETE FROM shelf_poster") == 0
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                sql("INSERT INTO shelf_poster (owner_id, slug, text, revision) VALUES (%s, 'x', '', 1)", alice.id)
    with acting_as(alice.id):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql("UPDATE shelf_poster SET owner_id = %s", bob.id)
        assert sql("UPDATE shelf_poster SET text = 'x'") == 1
        assert sql("DELETE FROM shelf_poster") == 1


@postgresql_only
@pytest.mark.parametrize("table", ["ringfence_accounts_user", "ringfence_accounts_session"])
def test_users_and_sessions_are_their_owners_own(alice: Person, bob: Person, table: str) -> None:
    column = "id" if table.endswith("user") else "owner_id"
    assert sql(f"SELECT * FROM {table}") == []
    with acting_as(bob.id):
        assert {row[0] for row in sql(f"SELECT {column} FROM {table}")} == {bob.id}
        assert sql(f"DELETE FROM {table} WHERE {column} = %s", alice.id) == 0


@postgresql_only
@pytest.mark.parametrize("table", ["django_session", "django_admin_log", "auth_permission", "auth_group"])
def test_the_admin_sites_tables_are_closed_to_the_server(db: None, table: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        sql(f"SELECT * FROM {table}")


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_setting_never_survives_into_the_next_request_on_a_kept_connection() -> None:
    alice = sign_up("alice")
    for path, method, body in (
        ("/api/notes/", "GET", None),
        ("/api/notes/", "POST", {"title": "x"}),
        ("/api/notes/", "POST", {"title": ""}),
        ("/api/notes/999/", "DELETE", None),
        ("/api/notes/tags/", "POST", {"name": "twice"}),
        ("/api/notes/tags/", "POST", {"name": "twice"}),
        ("/api/notes/?page=99", "GET", None),
    ):
        alice.call(method, path, body)
        assert _owner_setting() == ""


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_setting_does_not_survive_an_exception_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    from ringfence_server.notes.serializers import NoteSerializer

    alice = sign_up("alice")

    def explode(*args: Any) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(NoteSerializer, "create", explode)
    # The short way would not ask a class that is the same for good.
    with long_way():
        assert alice.post("/api/notes/", {"title": "x"}).status_code == 500
    assert _owner_setting() == ""
    monkeypatch.undo()
    assert alice.get("/api/notes/").json()["count"] == 0
    assert call("GET", "/api/notes/").status_code == 401


def _owner_setting() -> str:
    if connection.vendor != "postgresql":
        return ""
    return sql("SELECT coalesce(current_setting('ringfence.owner', true), '')")[0][0]


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_relation_to_another_owners_row_is_refused_by_either_database() -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    with acting_as(alice.id):
        shelf, label = Shelf.objects.create(name="attic"), Label.objects.create(name="old")
    with acting_as(bob.id):
        paper, kept = Paper.objects.create(title="x"), Shelf.objects.create(name="cellar")
    for write in (
        lambda: Paper.objects.create(title="x", shelf_id=shelf.pk),
        lambda: Paper.objects.filter(pk=paper.pk).update(shelf_id=shelf.pk),
        lambda: Shelf.objects.filter(pk=kept.pk).update(parent_id=shelf.pk),
        lambda: PaperLabel.objects.create(paper=paper, label_id=label.pk),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), acting_as(bob.id):
            write()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_deleting_a_user_deletes_everything_of_theirs_and_nothing_else() -> None:
    from ringfence.accounts.models import User
    from ringfence.ownership.scope import maintenance

    alice, bob = sign_up("alice"), sign_up("bob")
    for person in (alice, bob):
        person.post("/api/notes/", {"title": person.username, "tags": ["one"]})
    with maintenance("a test"):
        User.objects.get(pk=alice.id).delete()
    assert alice.get("/api/notes/").status_code == 401
    assert [note["title"] for note in bob.get("/api/notes/").json()["results"]] == ["bob"]
    with maintenance("a test"):
        assert {paper.owner_id for paper in _all_notes()} == {bob.id}


def _all_notes() -> list[Any]:
    from ringfence_server.notes.models import Note

    return list(Note.objects.all())
