"""The one-time link and the command that makes superusers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import TimestampSigner
from django.db import connections
from django.test import Client

from ringfence.accounts.models import User
from ringfence.ownership.scope import maintenance
from ringfence_server import first_superuser
from ringfence_server.first_superuser import create_superuser, setup_path
from tests.server.running import Running, fresh_database, run, up

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

PASSWORD = "  Zwölf Boxkämpfer  "
FORM = {"username": "root", "email": "", "password": PASSWORD, "repeated": PASSWORD}


def superusers() -> list[User]:
    with maintenance("test"):
        return list(User.objects.filter(is_superuser=True).order_by("id"))


def link() -> str:
    path = setup_path()
    assert path is not None
    return path


def post(path: str, **changes: str) -> Any:
    return Client().post(path, FORM | changes)


def test_the_link_shows_a_form_that_is_not_kept() -> None:
    answer = Client().get(link())
    assert answer.status_code == 200
    assert re.findall(r'<input type="(\w+)" name="(\w+)"', answer.content.decode())[1:] == [
        ("text", "username"),
        ("email", "email"),
        ("password", "password"),
        ("password", "repeated"),
    ]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


def test_every_input_has_its_label() -> None:
    text = Client().get(link()).content.decode()
    inputs = re.findall(r'<input [^>]*id="(\w+)"', text)
    assert inputs == re.findall(r'<label for="(\w+)"', text)
    assert len(inputs) == 4


def test_the_form_makes_one_superuser_and_the_link_is_dead() -> None:
    path = link()
    answer = post(path, email="Root@Example.com")
    assert answer.status_code == 200
    assert "<strong>root</strong> can log in now" in answer.content.decode()
    assert 'href="/admin/"' in answer.content.decode()
    [user] = superusers()
    assert (user.username, user.email) == ("root", "Root@Example.com")
    assert (user.is_staff, user.is_active, user.role) == (True, True, User.Role.ADMIN)
    assert user.check_password(PASSWORD)
    assert not user.check_password(PASSWORD.strip())
    assert setup_path() is None
    assert [Client().get(path).status_code, post(path, username="second").status_code] == [410, 410]
    assert len(superusers()) == 1


def test_the_superuser_can_log_in_to_the_admin_site() -> None:
    post(link())
    client = Client()
    answer = client.post("/admin/login/?next=/admin/", {"username": "root", "password": PASSWORD}, follow=True)
    assert (answer.status_code, answer.redirect_chain) == (200, [("/admin/", 302)])


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"username": ""}, ["This field is required."]),
        ({"username": "a@b"}, ["Enter a valid username: letters, numbers and the characters . + - _ only."]),
        ({"email": "nowhere"}, ["Enter a valid email address."]),
        ({"repeated": PASSWORD.strip()}, ["The two passwords differ."]),
        (
            {"password": "short", "repeated": "short"},
            ["This password is too short. It must contain at least 8 characters."],
        ),
        ({"password": "", "repeated": ""}, ["This field is required.", "This field is required."]),
        (
            {"password": "nul\0 nul\0 nul", "repeated": "nul\0 nul\0 nul"},
            ["Null characters are not allowed."] * 2,
        ),
    ],
)
def test_wrong_input_shows_the_form_again_with_what_is_wrong(changes: dict[str, str], messages: list[str]) -> None:
    path = link()
    answer = post(path, **changes)
    assert answer.status_code == 200
    text = unescape(answer.content.decode())
    assert re.findall(r"<li>([^<]*)</li></ul>\n", text) == messages
    assert "No superuser was made yet" in text
    assert "<title>Error: " in text
    assert not [value for value in (PASSWORD, PASSWORD.strip()) if f'value="{value}"' in text]
    assert superusers() == []
    assert Client().get(path).status_code == 200


def test_a_name_that_is_taken_in_another_spelling_is_told_beside_it() -> None:
    with maintenance("test"):
        User.objects.create_user("ROOT", "root@example.com", PASSWORD)
    answer = post(link())
    assert "A user with that username already exists." in answer.content.decode()
    assert 'id="id_username_error"' in answer.content.decode()
    answer = post(link(), username="other", email="ROOT@example.com")
    assert "A user with that email address already exists." in answer.content.decode()
    assert superusers() == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_is_410_and_a_forged_one_404_and_both_pages_are_the_same(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = link()
    forged = [path[:-2] + ("A" if path[-2] != "A" else "B") + "/", "/setup/first/", "/setup/x.y.z/"]
    forged.append(f"/setup/{TimestampSigner(salt='another', sep='.').sign('first')}/")
    pages = []
    for dead in forged:
        answer = getattr(Client(), method)(dead, FORM if method == "post" else None)
        assert answer.status_code == 404
        pages.append(answer.content)
    monkeypatch.setattr(first_superuser, "MAX_AGE", timedelta(0))
    answer = getattr(Client(), method)(path, FORM if method == "post" else None)
    assert answer.status_code == 410
    assert set(pages) == {answer.content}
    assert superusers() == []


def test_the_form_is_protected_against_other_sites() -> None:
    path = link()
    client = Client(enforce_csrf_checks=True)
    assert client.post(path, FORM).status_code == 403
    assert superusers() == []
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).content.decode())
    assert token is not None
    assert client.post(path, FORM | {"csrfmiddlewaretoken": token[1]}).status_code == 200
    assert len(superusers()) == 1


def test_many_posts_at_once_make_one_superuser() -> None:
    path = link()

    def make(number: int) -> int:
        try:
            return int(post(path, username=f"root{number}").status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(make, range(8)))
    assert statuses == [200] + [410] * 7
    assert len(superusers()) == 1


def test_a_superuser_who_is_not_active_keeps_the_link_dead() -> None:
    user = create_superuser("root", None, PASSWORD)
    with maintenance("test"):
        User.objects.filter(pk=user.pk).update(is_active=False)
    assert setup_path() is None


def test_create_superuser_makes_further_ones_and_names_what_is_wrong_by_field() -> None:
    create_superuser("root", None, PASSWORD)
    create_superuser("second", "second@example.com", PASSWORD)
    assert [user.username for user in superusers()] == ["root", "second"]
    with pytest.raises(ValidationError) as caught:
        create_superuser("a b", "nowhere", "short")
    assert set(caught.value.message_dict) == {"username", "email", "password"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Path, dict[str, str]]]:
    """A server without a superuser, its folder, and the variables to run commands beside it."""
    folder = tmp_path_factory.mktemp("empty")
    with fresh_database() as variables, up(folder, **variables) as server:
        yield server.wait_until_up(), folder, variables


def test_the_whole_way_over_http_and_the_logs_tell_neither_token_nor_password(
    running: tuple[Running, Path, dict[str, str]],
) -> None:
    server, folder, variables = running
    token = server.link.split("/")[2]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert server.request("POST", server.link, urlencode(FORM), form).status == 403

    fresh = run(folder, "superuser", "--link", PORT=server.origin.rpartition(":")[2], **variables)
    assert (fresh.returncode, fresh.stderr) == (0, "")
    assert re.fullmatch(rf"{re.escape(server.origin)}/setup/\S+/\n", fresh.stdout)

    page = server.get(fresh.stdout.strip().removeprefix(server.origin))
    hidden = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert hidden is not None
    filled = urlencode(FORM | {"csrfmiddlewaretoken": hidden[1]})
    done = server.request("POST", server.link, filled, form | {"Cookie": page.cookie, "Origin": server.origin})
    assert (done.status, "can log in now" in done.text) == (200, True)
    assert server.get(server.link).status == 410
    assert server.output.count(token) == 1
    assert PASSWORD.strip() not in server.output

    again = run(folder, "superuser", **variables)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == "Error: There is a superuser already; --username makes another.\n"

    second = ["superuser", "--username", "second", "--email", "second@example.com"]
    made = run(folder, *second, RINGFENCE_SUPERUSER_PASSWORD=PASSWORD, **variables)
    assert (made.returncode, made.stdout, made.stderr) == (0, "Superuser second is made.\n", "")
    refused = run(folder, *second, RINGFENCE_SUPERUSER_PASSWORD="short", **variables)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "password: This password is too short. It must contain at least 8 characters.\nError: No superuser was made.\n"
    )


def test_superuser_before_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "superuser")
    assert (done.returncode, done.stdout) == (1, "")
    assert "`ringfence up`" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["--link", "--username", "a"], ["--email", "a@example.com"]])
def test_options_of_superuser_that_do_not_fit_are_refused(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, "superuser", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
