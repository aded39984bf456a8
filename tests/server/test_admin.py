"""The admin site: a superuser browses, searches and mends everybody's rows; nobody else gets in, by any door."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client

from ringfence.accounts.models import Session, User
from ringfence.ownership.scope import MAINTENANCE_ALIAS, acting_as, maintenance
from ringfence_server.first_superuser import create_superuser
from ringfence_server.notes.models import Note, NoteTag, Tag
from tests.people import PASSWORD, Person, call, log_in, sign_up
from tests.server.shapes import DEAD_TOKEN, NO_TOKEN, NOTES, WRONG_PAIR, answer, create, tag_names
from tests.server.wire import kinds, statements

# The admin site has a role of its own on PostgreSQL, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

USERS, SESSIONS = "/admin/ringfence_accounts/user/", "/admin/ringfence_accounts/session/"
ALL_NOTES, ALL_TAGS = "/admin/notes/note/", "/admin/notes/tag/"
LISTS = [USERS, SESSIONS, ALL_NOTES, ALL_TAGS]


@pytest.fixture
def alice() -> Person:
    return sign_up("alice")


@pytest.fixture
def root() -> Client:
    """A superuser's browser, logged in through the form."""
    create_superuser("root", "Root@example.org", PASSWORD)
    browser = Client(raise_request_exception=False)
    assert enter(browser, "root").headers["Location"] == "/admin/"
    return browser


def enter(browser: Client, username: str, password: str = PASSWORD) -> Any:
    return browser.post("/admin/login/?next=/admin/", {"username": username, "password": password})


def rows(response: Any) -> int:
    """How many rows a change list shows."""
    assert response.status_code == 200, response
    return len(re.findall(r'name="_selected_action" value="\d+"', response.content.decode()))


def complaints(response: Any) -> list[str]:
    """What a form was sent back with."""
    assert response.status_code == 200, response
    lists = re.findall(r'<ul class="errorlist.*?</ul>', response.content.decode(), re.DOTALL)
    return [unescape(said) for found in lists for said in re.findall(r"<li>(.*?)</li>", found)]


def refused(response: Any) -> bool:
    """Whether the log-in's form came back."""
    return response.status_code == 200 and (b"errornote" in response.content or b"errorlist" in response.content)


@pytest.mark.parametrize("name", ["root", "ROOT", "root@example.org", "Root@Example.ORG"])
def test_a_superuser_logs_in_by_name_or_address_in_any_case(root: Client, name: str) -> None:
    response = enter(Client(), name)
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_the_log_in_wants_its_own_token_and_the_password_to_the_letter(root: Client) -> None:
    assert enter(Client(enforce_csrf_checks=True), "root").status_code == 403
    for password in (PASSWORD.upper(), f" {PASSWORD}", f"{PASSWORD} ", ""):
        assert refused(enter(Client(), "root", password))


def test_the_front_page_names_what_can_be_browsed(root: Client) -> None:
    page = root.get("/admin/").content.decode()
    assert set(LISTS) <= set(re.findall(r'href="(/admin/\w+/\w+/)"', page))


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        *LISTS,
        f"{USERS}add/",
        "/admin/notes/",
        "/admin/auth/group/",
        "/admin/password_change/",
        "/admin/jsi18n/",
    ],
)
def test_every_page_of_the_site_opens(root: Client, alice: Person, path: str) -> None:
    create(alice, tags=["t"])
    assert root.get(path).status_code == 200


def test_everybodys_rows_are_browsed_searched_filtered_and_sorted(root: Client, alice: Person) -> None:
    bob = sign_up("bob")
    create(alice, title="milk and bread", tags=["home", "shop"], pinned=True)
    create(bob, title="milk", tags=["home"])
    log_in("bob", bob.id)
    found = {
        path: rows(root.get(path))
        for path in (
            USERS,
            f"{USERS}?q=ali",
            f"{USERS}?q=example.org",
            f"{USERS}?is_staff__exact=1",
            f"{USERS}?o=-2",
            SESSIONS,
            f"{SESSIONS}?q=bob",
            ALL_NOTES,
            f"{ALL_NOTES}?q=bread",
            f"{ALL_NOTES}?q=bob",
            f"{ALL_NOTES}?pinned__exact=1",
            f"{ALL_NOTES}?o=-3.2",
            ALL_TAGS,
            f"{ALL_TAGS}?q=shop",
            f"{ALL_TAGS}?q=%00",
            f"{ALL_TAGS}?q=%25",
        )
    }
    assert list(found.values()) == [3, 1, 1, 1, 3, 3, 2, 2, 1, 1, 1, 2, 3, 1, 3, 0]


@pytest.mark.parametrize("path", [f"{ALL_NOTES}?owner__password__startswith=a", f"{USERS}?password__startswith=argon2"])
def test_a_hash_cannot_be_guessed_through_a_filter(root: Client, path: str) -> None:
    response = root.get(path)
    assert response.status_code in (302, 400)


@pytest.mark.parametrize("pk", ["999999", "0", "-1", "abc", "9" * 40, "1_00"])
def test_a_row_that_is_not_there_leads_back_to_the_front_page(root: Client, pk: str) -> None:
    for base in LISTS:
        response = root.get(f"{base}{pk}/change/")
        assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_a_note_is_mended_and_stays_its_owners(root: Client, alice: Person) -> None:
    made = create(alice, title="mlik", body="two", tags=["shop"])
    path = f"{ALL_NOTES}{made['id']}/change/"
    assert root.get(path).status_code == 200
    assert root.post(path, {"title": "milk", "body": "three", "pinned": "on", "owner": "1"}).status_code == 302
    changed = alice.get(f"{NOTES}{made['id']}/").json()
    assert changed == {**made, "title": "milk", "body": "three", "pinned": True, "updated_at": changed["updated_at"]}
    assert complaints(root.post(path, {"title": "", "body": ""})) == ["This field is required."]
    assert root.post(f"{ALL_NOTES}{made['id']}/delete/", {"post": "yes"}).status_code == 302
    assert alice.get(NOTES).json()["count"] == 0
    assert root.get(f"{ALL_NOTES}{made['id']}/history/").status_code == 302


def test_a_tag_is_renamed_but_not_to_one_that_its_owner_has(root: Client, alice: Person) -> None:
    create(alice, tags=["home", "shop"])
    create(sign_up("bob"), tags=["garden"])
    with maintenance("test"):
        home = Tag.objects.get(name="home")
    path = f"{ALL_TAGS}{home.pk}/change/"
    assert complaints(root.post(path, {"name": "shop"})) == ["You already have a tag with this name."]
    assert root.post(path, {"name": "home"}).status_code == 302
    assert root.post(path, {"name": "garden"}).status_code == 302
    assert tag_names(alice) == ["garden", "shop"]


def test_rows_are_made_by_their_owners_alone(root: Client) -> None:
    for base in (ALL_NOTES, ALL_TAGS, SESSIONS):
        assert root.get(f"{base}add/").status_code == 403
        assert root.post(f"{base}add/", {"title": "x", "name": "x"}).status_code == 403


def test_a_session_is_looked_at_and_deleted_which_ends_it(root: Client, alice: Person) -> None:
    with maintenance("test"):
        session = Session.objects.get(owner_id=alice.id)
    path = f"{SESSIONS}{session.pk}/"
    assert root.get(f"{path}change/").status_code == 200
    assert root.post(f"{path}change/", {"device": "x"}).status_code == 403
    assert root.post(f"{path}delete/", {"post": "yes"}).status_code == 302
    assert answer(alice.get(NOTES)) == (401, DEAD_TOKEN)


def user_form(**fields: str) -> dict[str, str]:
    return {"username": "alice", "email": "", "role": "user", "is_active": "on", **fields}


def test_a_user_is_renamed_and_logs_in_under_the_new_name(root: Client, alice: Person) -> None:
    path = f"{USERS}{alice.id}/change/"
    assert root.post(path, user_form(username="Alicia", email="Alicia@example.org")).status_code == 302
    for name in ("alicia", "ALICIA", "alicia@EXAMPLE.org"):
        assert call("POST", "/api/token/", {"username": name, "password": PASSWORD}).status_code == 200
    assert answer(call("POST", "/api/token/", {"username": "alice", "password": PASSWORD})) == (401, WRONG_PAIR)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"username": "BOB"}, "A user with that username already exists."),
        ({"username": "ｂｏｂ"}, "A user with that username already exists."),
        ({"username": "bob"}, "A user with that username already exists."),
        ({"email": "ROOT@example.ORG"}, "A user with that email address already exists."),
        ({"email": "no address"}, "Enter a valid email address."),
        ({"username": "a@b"}, "Enter a valid username: letters, numbers and the characters . + - _ only."),
        ({"username": ""}, "This field is required."),
    ],
)
def test_a_name_or_address_that_does_not_do_comes_back_with_the_form(
    root: Client, alice: Person, fields: dict[str, str], said: str
) -> None:
    sign_up("bob")
    response = root.post(f"{USERS}{alice.id}/change/", user_form(**fields))
    assert set(complaints(response)) == {said}
    assert call("POST", "/api/token/", {"username": "alice", "password": PASSWORD}).status_code == 200


def test_a_user_is_added_once_under_each_name(root: Client) -> None:
    form = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert root.post(f"{USERS}add/", {"username": "Carol", **form}).status_code == 302
    assert call("POST", "/api/token/", {"username": "carol", "password": PASSWORD}).status_code == 200
    for twin in ("Carol", "CAROL", "ｃarol"):
        assert set(complaints(root.post(f"{USERS}add/", {"username": twin, **form}))) == {
            "A user with that username already exists."
        }


def test_a_user_who_is_shut_out_is_out_at_once(root: Client, alice: Person) -> None:
    form = user_form()
    del form["is_active"]
    assert root.post(f"{USERS}{alice.id}/change/", form).status_code == 302
    assert answer(alice.get(NOTES)) == (401, DEAD_TOKEN)
    assert answer(call("POST", "/api/token/", {"username": "alice", "password": PASSWORD})) == (401, WRONG_PAIR)


@pytest.mark.parametrize("by", ["page", "action"])
def test_deleting_a_user_deletes_all_that_is_theirs_and_nothing_else(root: Client, alice: Person, by: str) -> None:
    bob = sign_up("bob")
    create(alice, tags=["home"])
    kept = create(bob, tags=["home"])
    log_in("alice", alice.id)
    if by == "page":
        assert root.get(f"{USERS}{alice.id}/delete/").status_code == 200
        done = root.post(f"{USERS}{alice.id}/delete/", {"post": "yes"})
    else:
        done = root.post(USERS, {"action": "delete_selected", "_selected_action": [str(alice.id)], "post": "yes"})
    assert (done.status_code, done.headers["Location"]) == (302, USERS)
    assert answer(alice.get(NOTES)) == (401, DEAD_TOKEN)
    with maintenance("test"):
        assert not User.objects.filter(pk=alice.id).exists()
        left = {model: set(model.objects.values_list("owner_id", flat=True)) for model in (Note, Tag, NoteTag, Session)}
    assert left == {Note: {bob.id}, Tag: {bob.id}, NoteTag: {bob.id}, Session: {bob.id}}
    assert answer(bob.get(f"{NOTES}{kept['id']}/")) == (200, kept)


def test_the_password_hash_is_on_no_page(root: Client, alice: Person) -> None:
    create(alice, tags=["t"])
    with acting_as(alice.id):
        stored = User.objects.values_list("password", flat=True).get(pk=alice.id)
    salt, digest = stored.split("$")[-2:]
    pages = [*LISTS, f"{USERS}{alice.id}/change/", f"{USERS}{alice.id}/password/", f"{USERS}{alice.id}/delete/"]
    pages += [f"{USERS}{alice.id}/history/", f"{ALL_NOTES}?q=alice"]
    for path in pages:
        response = root.get(path)
        assert response.status_code == 200
        text = unescape(response.content.decode())
        assert not any(secret in text for secret in (stored, salt, digest, salt[:10], digest[:10])), path


def test_what_people_write_is_text_on_the_pages_of_the_site(root: Client, alice: Person) -> None:
    made = create(alice, title="<script>alert(1)</script>", tags=["<img src=x onerror=alert(2)>"])
    for path in (ALL_NOTES, ALL_TAGS, f"{ALL_NOTES}{made['id']}/change/", f"{ALL_NOTES}{made['id']}/delete/"):
        page = root.get(path).content
        assert b"<script>alert" not in page
        assert b"<img src=x" not in page


def test_a_change_list_costs_the_same_whatever_its_size(root: Client, alice: Person) -> None:
    alias = MAINTENANCE_ALIAS if connection.vendor == "postgresql" else DEFAULT_DB_ALIAS

    def costs() -> dict[str, list[str]]:
        found = {}
        for path in LISTS:
            with statements(alias) as sent:
                assert rows(root.get(path)) > 0
            found[path] = kinds(sent)
        return found

    create(alice, tags=["t"])
    few = costs()
    with maintenance("test"):
        people = [User(username=f"p{n}", username_key=f"p{n}", email_key=None) for n in range(30)]
        for person in User.objects.bulk_create(people):
            Note.objects.bulk_create([Note(title="x", owner=person)])
            Tag.objects.bulk_create([Tag(name="x", owner=person)])
            session = Session.objects.filter(owner_id=alice.id)[0]
            session.pk, session.sid, session.owner, session._state.adding = None, None, person, True
            session.sid = Session._meta.get_field("sid").get_default()
            session.save()
    assert rows(root.get(ALL_NOTES)) == 31
    assert costs() == few
    assert max(len(sent) for sent in few.values()) <= 8


# Other doors


@pytest.mark.parametrize("path", ["/admin/", *LISTS, f"{ALL_NOTES}1/change/", f"{USERS}1/delete/"])
def test_a_stranger_is_led_to_the_log_in(path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={path}")


def test_a_person_who_is_no_staff_cannot_log_in(alice: Person) -> None:
    browser = Client()
    assert refused(enter(browser, "alice"))
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("word", ["Bearer", "Token"])
def test_a_token_of_the_api_opens_nothing_in_the_admin_site(root: Client, word: str) -> None:
    pair = call("POST", "/api/token/", {"username": "root", "password": PASSWORD}).json()
    for path in ("/admin/", USERS, ALL_NOTES):
        response = call("GET", path, headers={"Authorization": f"{word} {pair['access']}"})
        assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={path}")


def test_a_cookie_of_the_admin_site_opens_nothing_in_the_api(root: Client, alice: Person) -> None:
    made = create(alice)
    for method, path in (("GET", NOTES), ("POST", NOTES), ("DELETE", f"{NOTES}{made['id']}/")):
        response = root.generic(method, path, data=b'{"title": "x"}', content_type="application/json")
        assert answer(response) == (401, NO_TOKEN)
    assert alice.get(NOTES).json()["count"] == 1


def test_a_cookie_of_somebody_who_is_no_staff_opens_nothing_at_all(alice: Person) -> None:
    browser = Client()
    with maintenance("test"):
        browser.force_login(User.objects.get(pk=alice.id))
        assert browser.session[SESSION_KEY] == str(alice.id)
    assert answer(browser.get(NOTES)) == (401, NO_TOKEN)
    for path in ("/admin/", USERS, ALL_NOTES):
        assert browser.get(path).status_code == 302


def test_staff_without_permissions_sees_no_rows(root: Client, alice: Person) -> None:
    create(alice)
    assert root.post(f"{USERS}{alice.id}/change/", user_form(is_staff="on")).status_code == 302
    browser = Client()
    assert enter(browser, "alice").status_code == 302
    assert browser.get("/admin/").status_code == 200
    for path in (*LISTS, f"{USERS}{alice.id}/change/"):
        assert browser.get(path).status_code == 403


def test_a_superuser_who_is_shut_out_is_out_at_once(root: Client) -> None:
    with maintenance("test"):
        User.objects.filter(username="root").update(is_active=False)
    response = root.get("/admin/")
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/login/?next=/admin/")


def test_a_superuser_owns_only_their_own_rows_in_the_api(root: Client, alice: Person) -> None:
    made = create(alice)
    access = call("POST", "/api/token/", {"username": "root", "password": PASSWORD}).json()["access"]
    assert call("GET", NOTES, token=access).json()["count"] == 0
    assert call("GET", f"{NOTES}{made['id']}/", token=access).status_code == 404


def test_a_log_out_ends_the_cookie(root: Client) -> None:
    assert root.post("/admin/logout/").status_code == 200
    assert root.get("/admin/").status_code == 302
