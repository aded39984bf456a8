"""``ringfence demo``: an account with believable rows in every app, made in its own scope, on both databases."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from typer.testing import CliRunner, Result

from ringfence.accounts import gateway
from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as, acting_as_anyone
from ringfence_server.cli import app
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite, Follow
from ringfence_server.demo import articles, fill, people
from tests.people import PASSWORD, Person, call, sign_up

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

COUNTS = {"notes": 30, "tasks": 40, "books": 15, "articles": 3}
LISTS = {
    "notes": "/api/notes/",
    "tasks": "/api/tasks/",
    "transactions": "/api/transactions/",
    "books": "/api/books/",
}


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """The command, in this process and so on the tests' database."""
    monkeypatch.setenv("RINGFENCE_DATA", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(app, ["demo", *arguments], catch_exceptions=False)


def words(result: Result) -> str:
    return " ".join(result.output.split())


def log_in(username: str, password: str) -> Person:
    answer = call("POST", "/api/token/", {"username": username, "password": password})
    assert answer.status_code == 200, answer.content
    token = answer.json()
    return Person(call("GET", "/api/me/", token=token["access"]).json()["id"], username, **token)


@pytest.fixture
def visitor(demo: Callable[..., Result]) -> Person:
    """Somebody who logs in with what the command has printed."""
    result = demo()
    assert result.exit_code == 0, result.output
    found = re.search(r"Log in as (\w+) with the password (\S+)", result.output)
    assert found, result.output
    return log_in(*found.groups())


def all_of(person: Person, path: str) -> list[dict[str, Any]]:
    found, link = [], f"{path}?cursor=&page_size=100"
    while link:
        body = person.get(link).json()
        found += body["results"]
        link = body["next"]
    return found


def test_the_log_in_that_is_printed_opens_rows_of_every_app(visitor: Person) -> None:
    for name, path in LISTS.items():
        number = visitor.get(path).json()["count"]
        assert number == COUNTS[name] if name in COUNTS else number > 200, name
    listed = call("GET", "/api/articles?author=demo", token=visitor.access).json()
    assert listed["articlesCount"] == COUNTS["articles"]
    assert visitor.get("/api/articles/feed").json()["articlesCount"] == 4


def test_articles_come_newest_first_in_every_list(visitor: Person) -> None:
    for query in ("", "?author=demo", "?favorited=demo", "?tag=kitchen"):
        made = [each["createdAt"] for each in call("GET", f"/api/articles{query}").json()["articles"]]
        assert made == sorted(made, reverse=True), query
    with acting_as_anyone():
        for model in (ArticleTag, Favorite):
            assert not model.objects.exclude(article_created_at=F("article__created_at")).exists()


def test_the_command_says_what_it_made_and_where(demo: Callable[..., Result]) -> None:
    result = demo("--port", "8123")
    assert result.exit_code == 0, result.output
    said = r"Filled demo: 30 notes, 40 tasks, \d{3} transactions, 15 books, 3 articles\."
    said += r" Log in as demo with the password [\w-]{16}"
    said += r" App http://[\w.]+:8123/app/ · API http://[\w.]+:8123/api/docs/"
    assert re.fullmatch(said, words(result)), result.output


def test_notes_are_of_the_past_with_tags_and_markdown(visitor: Person) -> None:
    notes = all_of(visitor, LISTS["notes"])
    now = timezone.now()
    made = [note["created_at"] for note in notes]
    assert made == sorted(made, reverse=True)
    assert [note["id"] for note in notes] == sorted((note["id"] for note in notes), reverse=True)
    assert made[-1] < (now - timedelta(days=200)).isoformat()
    assert sum(note["pinned"] for note in notes) == 4
    assert sum(note["archived"] for note in notes) == 8
    assert {"home", "work", "kitchen"} <= {tag for note in notes for tag in note["tags"]}
    assert sum("**" in note["body"] or "- " in note["body"] for note in notes) > 10


def test_tasks_are_done_late_due_and_to_come(visitor: Person) -> None:
    tasks = all_of(visitor, LISTS["tasks"])
    today = timezone.localdate().isoformat()
    open_ones = [task for task in tasks if not task["completed"]]
    late = [task for task in open_ones if task["due"] and task["due"] < today]
    to_come = [task for task in open_ones if task["due"] and task["due"] > today]
    assert (len(tasks) - len(open_ones), len(late)) == (15, 3)
    assert len(to_come) >= 14
    assert len({task["priority"] for task in tasks}) == 3
    assert all(task["created_at"] <= timezone.now().isoformat() for task in tasks)


def test_fourteen_months_of_money_end_today_at_the_latest(visitor: Person) -> None:
    rows = all_of(visitor, LISTS["transactions"])
    days = {date.fromisoformat(row["date"]) for row in rows}
    today = timezone.localdate()
    assert max(days) <= today
    assert len({(day.year, day.month) for day in days}) == 14
    assert visitor.get("/api/transactions/categories/").json()["count"] == 11
    salaries = [row for row in rows if row["description"].startswith("Salary")]
    assert {row["amount"] for row in salaries} == {"2480.00"}
    assert 13 <= len(salaries) <= 14


def test_books_have_authors_details_and_quotes(visitor: Person) -> None:
    books = all_of(visitor, f"{LISTS['books']}")
    assert all(book["authors"] and book["details"]["pages"] for book in books)
    assert max(len(book["authors"]) for book in books) == 3
    assert visitor.get("/api/quotes/").json()["count"] >= 15


def test_something_of_each_private_app_is_in_the_trash(visitor: Person) -> None:
    thrown = visitor.get("/api/trash/").json()
    assert thrown["count"] == 6
    assert len({row["kind"] for row in thrown["results"]}) == 4
    for row in thrown["results"]:
        assert visitor.post(f"/api/trash/{row['id']}/restore/").status_code in (200, 201)
    assert visitor.get(LISTS["notes"]).json()["count"] == COUNTS["notes"] + 2


def test_others_write_comment_and_like(visitor: Person) -> None:
    with acting_as(visitor.id):
        assert Article.objects.count() == 8
        assert Comment.objects.count() == len(articles.COMMENTS)
        assert Favorite.objects.count() == len(articles.FAVORITES)
        assert Follow.objects.count() == 2
    newest = call("GET", "/api/articles").json()["articles"][0]
    assert newest["author"]["bio"]


def test_nobody_can_log_in_as_the_other_authors(visitor: Person) -> None:
    for name in articles.BIOS:
        if name:
            credential = gateway.find_credential(name)
            assert credential is not None
            assert credential.password.startswith("!")
            for password in ("", "!", PASSWORD, credential.password):
                refused = call("POST", "/api/token/", {"username": name, "password": password})
                assert refused.status_code in (400, 401)


def test_the_demo_is_not_made_twice_by_accident(visitor: Person, demo: Callable[..., Result]) -> None:
    refused = demo()
    assert (refused.exit_code, words(refused)) == (
        1,
        "Error: There is an account named demo already; --user demo fills it.",
    )
    refused = demo("--user", "demo")
    assert (refused.exit_code, words(refused)) == (
        1,
        "Error: The account demo has rows already; --again adds the demo's to them.",
    )
    assert visitor.get(LISTS["notes"]).json()["count"] == COUNTS["notes"]
    assert demo("--user", "Demo", "--again").exit_code == 0
    assert visitor.get(LISTS["notes"]).json()["count"] == 2 * COUNTS["notes"]
    assert visitor.get("/api/transactions/categories/").json()["count"] == 11


def test_an_account_that_is_there_is_filled_and_keeps_its_password(demo: Callable[..., Result]) -> None:
    alice, bob = sign_up("alice"), sign_up("bob")
    result = demo("--user", "ALICE")
    assert result.exit_code == 0, result.output
    assert "Filled alice: 30 notes" in words(result)
    assert "password" not in result.output
    assert alice.get(LISTS["notes"]).json()["count"] == COUNTS["notes"]
    assert log_in("alice", PASSWORD).id == alice.id
    assert [bob.get(path).json()["count"] for path in LISTS.values()] == [0] * 4
    assert demo("--user", "bob").exit_code == 0
    with acting_as(bob.id):
        # The other authors are there once, whoever is filled.
        assert Article.objects.count() == 5 + 2 * COUNTS["articles"]


def test_an_account_with_rows_of_its_own_is_left_alone(demo: Callable[..., Result]) -> None:
    alice = sign_up("alice")
    alice.post(LISTS["notes"], {"title": "mine"})
    assert demo("--user", "alice").exit_code == 1
    assert alice.get(LISTS["notes"]).json()["count"] == 1


@pytest.mark.parametrize("name", ["nobody", "", "x" * 300])
def test_an_account_that_is_not_there_is_not_made(demo: Callable[..., Result], name: str) -> None:
    result = demo("--user", name)
    assert result.exit_code == 1
    assert "There is no account" in words(result)


def test_a_person_with_an_authors_name_stops_the_demo_and_nothing_is_made(demo: Callable[..., Result]) -> None:
    person = sign_up("Tomasz.Wren")
    result = demo()
    assert (result.exit_code, words(result)) == (
        1,
        "Error: There is an account named tomasz.wren, and it is not the demo's.",
    )
    assert people.find("demo") is people.find("ines.okafor") is None
    with acting_as(person.id):
        assert Article.objects.count() == 0


def test_what_breaks_half_way_leaves_nothing(demo: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(user: User) -> int:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(articles, "make", fail)
        with pytest.raises(RuntimeError):
            fill.fill(None)
    assert people.find("demo") is None
    assert demo().exit_code == 0


def test_a_script_is_told_in_json(demo: Callable[..., Result]) -> None:
    told = json.loads(demo("--json").stdout)
    assert {name: told["counts"][name] for name in COUNTS} == COUNTS
    assert log_in(told["username"], told["password"]).username == "demo"
    assert told["app"].startswith("http://")
