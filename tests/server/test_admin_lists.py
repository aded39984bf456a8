"""Every list of owned rows in the admin site: a fixed number of statements, and search, filters and forms that work."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from ringfence.accounts.models import Factor, PersonalToken, User
from ringfence.ownership.admin import OwnedModelAdmin
from ringfence.ownership.registry import is_owned
from ringfence.ownership.scope import acting_as
from ringfence.testing.rows import CannotMakeRow, Factory
from ringfence_server.first_superuser import create_superuser
from tests.people import PASSWORD, sign_up
from tests.server.wire import kinds, statements

# The admin site has a role of its own on PostgreSQL, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

PER_OWNER, OWNERS = 5, 5
REGISTERED = sorted((model for model in admin.site._registry if is_owned(model)), key=lambda model: model._meta.label)

every_model = pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)


@pytest.fixture
def root() -> Client:
    """A superuser's browser."""
    create_superuser("root", None, PASSWORD)
    browser = Client(raise_request_exception=False)
    browser.post("/admin/login/?next=/admin/", {"username": "root", "password": PASSWORD})
    return browser


def make(model: Any, names: list[str], number: int = PER_OWNER) -> list[Any]:
    """``number`` rows of each of these people, who are new; fewer where an owner can have no more."""
    factory, made = Factory({}), []
    for name in names:
        owner = User(pk=sign_up(name).id, username=name)
        made.append(factory.make(model, owner))
        for _ in range(number - 1):
            try:
                another = factory.make_another(model, owner)
            except CannotMakeRow:
                continue
            made += [another] if another is not None else []
    return made


def address(model: Any, page: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def shown(response: Any) -> int:
    """How many rows a change list shows."""
    assert response.status_code == 200, response
    return len(re.findall(r'name="_selected_action" value="\d+"', response.content.decode()))


def cost(root: Client, path: str) -> list[str]:
    """The kinds of the statements that a page takes."""
    with statements() as sent:
        assert root.get(path).status_code == 200
    return kinds(sent)


def test_every_model_that_owners_fill_is_there() -> None:
    apps = {"notes", "tasks", "transactions", "library", "conduit"}
    assert apps <= {model._meta.app_label for model in REGISTERED}
    assert all(isinstance(admin.site._registry[model], OwnedModelAdmin) for model in REGISTERED)


@every_model
def test_a_list_costs_the_same_whatever_its_length(root: Client, model: Any) -> None:
    path = address(model, "changelist")
    first = make(model, ["owner-0"])
    few = shown(root.get(path))
    before = cost(root, path)
    make(model, [f"owner-{number}" for number in range(1, OWNERS)])
    assert shown(root.get(path)) >= few + OWNERS - 1
    assert cost(root, path) == before
    assert len(first) >= 1


@every_model
def test_a_list_is_searched_sorted_and_filtered_by_every_choice(root: Client, model: Any) -> None:
    make(model, ["owner-0", "owner-1"])
    path, site = address(model, "changelist"), admin.site._registry[model]
    everything = shown(root.get(path))
    assert everything >= 2
    assert site.search_fields, "A list that cannot be searched is of no use."
    if any("owner__username" in field for field in site.search_fields):
        assert 1 <= shown(root.get(f"{path}?q=owner-0")) < everything
    for text in ("nothing-has-this-7f3a", "%25", "%00", "'", "%5C", "a b c", "9" * 40):
        assert shown(root.get(f"{path}?q={text}")) <= everything
    assert shown(root.get(f"{path}?q=nothing-has-this-7f3a")) == 0
    for number in range(1, len(site.list_display) + 1):
        for sign in ("", "-"):
            assert shown(root.get(f"{path}?o={sign}{number}")) == everything
    page = root.get(path).content.decode()
    sidebar = page.partition('id="changelist-filter"')[2].partition("</nav>")[0]
    choices = re.findall(r'href="(\?[^"]*)"', sidebar)
    assert bool(choices) == bool(site.list_filter)
    for choice in choices:
        shown(root.get(path + choice.replace("&amp;", "&")))
    assert len({choice.partition("=")[0] for choice in choices}) >= len(site.list_filter)


@pytest.mark.parametrize(("model", "secret"), [(Factor, "secret"), (PersonalToken, "digest")])
def test_no_page_shows_what_opens_an_account(root: Client, model: Any, secret: str) -> None:
    row = make(model, ["owner-0"], 1)[0]
    kept = getattr(row, secret)
    assert kept
    for page in (address(model, "changelist"), *(address(model, name, row.pk) for name in ("change", "delete"))):
        response = root.get(page)
        assert response.status_code == 200
        assert kept not in response.content.decode()


@every_model
def test_the_page_of_a_row_opens_and_is_saved_as_it_is(root: Client, model: Any) -> None:
    row = make(model, ["owner-0"], 1)[0]
    path, site = address(model, "change", row.pk), admin.site._registry[model]
    # Once before, since Django keeps the types of content that it has met.
    response = root.get(path)
    before = cost(root, path)
    page = response.content.decode()
    assert "owner-0" in page
    assert root.get(address(model, "history", row.pk)).status_code == 200
    assert root.get(address(model, "delete", row.pk)).status_code == 200
    assert root.get(address(model, "add")).status_code == 403
    make(model, ["owner-1"])
    assert cost(root, path) == before
    # A list to choose from would hold everybody's rows.
    chosen = {name for name, field in response.context["adminform"].form.fields.items() if hasattr(field, "queryset")}
    assert chosen <= {*site.raw_id_fields, *site.autocomplete_fields}
    if site.has_change_permission(response.wsgi_request):
        form = response.context["adminform"].form
        values = {name: form[name].value() for name in form.fields}
        sent = {name: "" if value is None else value for name, value in values.items() if value is not False}
        for name in form.fields:
            if hasattr(form.fields[name], "fields") and f"{name}_0" in page:
                moment = sent.pop(name)
                sent[f"{name}_0"], sent[f"{name}_1"] = str(moment)[:10], str(moment)[11:19]
        assert root.post(path, sent).status_code == 302
    with acting_as(row.owner_id):
        assert model.objects.filter(pk=row.pk).count() == 1
