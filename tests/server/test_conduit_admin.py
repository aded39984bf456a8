"""Conduit in the admin site: everybody's rows are browsed, searched, mended and deleted, at a fixed cost."""

from __future__ import annotations

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client

from ringfence.ownership.scope import MAINTENANCE_ALIAS, maintenance
from ringfence_server.conduit.models import Article, Comment, Favorite
from ringfence_server.first_superuser import create_superuser
from tests.people import PASSWORD, Person, sign_up
from tests.server.conduit import at, publish, say
from tests.server.test_admin import enter, rows
from tests.server.wire import kinds, statements

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

MODELS = ["profile", "article", "articletag", "comment", "favorite", "follow"]


@pytest.fixture
def root() -> Client:
    """A superuser's browser."""
    create_superuser("root", "root@example.org", PASSWORD)
    browser = Client(raise_request_exception=False)
    assert enter(browser, "root").status_code == 302
    return browser


def busy(number: int, start: int = 0) -> list[Person]:
    """People who publish, comment, like and follow."""
    people = [sign_up(f"person-{n}") for n in range(start, start + number)]
    for person in people:
        slug = publish(person, person.username, tagList=["a"])["slug"]
        say(person, slug)
        person.post(at(slug, "/favorite"))
        person.post(f"/api/profiles/{person.username}/follow")
    return people


@pytest.mark.parametrize("model", MODELS)
def test_a_list_shows_everybodys_rows_at_a_fixed_cost(root: Client, model: str) -> None:
    def cost() -> list[str]:
        alias = MAINTENANCE_ALIAS if connection.vendor == "postgresql" else DEFAULT_DB_ALIAS
        with statements(alias) as sent:
            assert root.get(f"/admin/conduit/{model}/").status_code == 200
        return kinds(sent)

    busy(1)
    few = cost()
    busy(3, start=1)
    assert cost() == few
    assert rows(root.get(f"/admin/conduit/{model}/")) == 4
    assert rows(root.get(f"/admin/conduit/{model}/?q=person-2")) == 1


@pytest.mark.parametrize("model", MODELS)
def test_a_row_is_shown_by_itself(root: Client, model: str) -> None:
    busy(2)
    listed = root.get(f"/admin/conduit/{model}/").content.decode()
    pk = listed.split('name="_selected_action" value="')[1].split('"')[0]
    assert root.get(f"/admin/conduit/{model}/{pk}/change/").status_code == 200
    assert root.get(f"/admin/conduit/{model}/add/").status_code == 403


def test_an_article_that_is_deleted_takes_everybodys_comments_and_favourites_along(root: Client) -> None:
    alice, bob = busy(2)
    slug = alice.username
    say(bob, slug)
    bob.post(at(slug, "/favorite"))
    with maintenance("a test"):
        pk = Article.objects.get(slug=slug).pk
    assert root.post(f"/admin/conduit/article/{pk}/delete/", {"post": "yes"}).status_code == 302
    with maintenance("a test"):
        assert [model.objects.count() for model in (Article, Comment, Favorite)] == [1, 1, 1]
