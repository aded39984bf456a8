"""Filling an account with the demo's rows: all or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as, owner_transaction
from ringfence_server.conduit.models import Article
from ringfence_server.demo import articles, books, money, notes, people, tasks
from ringfence_server.library.models import Author, Book
from ringfence_server.notes.models import Note
from ringfence_server.tasks.models import Task
from ringfence_server.transactions.models import Transaction

USERNAME = "demo"

_OF_A_PERSON = (Note, Task, Transaction, Author, Book)


class Refused(Exception):
    """The account cannot be filled; the message says why, and what to do."""


@dataclass(frozen=True)
class Filled:
    """The account and how many rows it can see; ``password`` is None for one that was there before."""

    username: str
    password: str | None
    counts: dict[str, int]


def fill(username: str | None, *, again: bool = False) -> Filled:
    """Fill the account ``username``, or a new one named ``demo`` for None, in one transaction.

    Raises :class:`Refused` for an account that is not there, a name that is taken, and, unless ``again``, for an
    account that has rows: nobody's own notes are to drown among invented ones.
    """
    try:
        with owner_transaction():
            user, password = _account(username)
            if not again and _has_rows(user):
                raise Refused(f"The account {user.username} has rows already; --again adds the demo's to them.")
            return Filled(user.username, password, _make(user))
    except people.Taken as exc:
        raise Refused(str(exc)) from exc


def _account(username: str | None) -> tuple[User, str | None]:
    if username is None:
        if people.find(USERNAME) is not None:
            raise Refused(f"There is an account named {USERNAME} already; --user {USERNAME} fills it.")
        return people.make(USERNAME)
    user = people.find(username)
    if user is None:
        raise Refused(f"There is no account {username}.")
    return user, None


def _has_rows(user: User) -> bool:
    with acting_as(user):
        own_articles = Article.objects.writable()
        return own_articles.exists() or any(model.objects.exists() for model in _OF_A_PERSON)


def _make(user: User) -> dict[str, int]:
    with acting_as(user):
        counts = {"notes": notes.make(), "tasks": tasks.make(), "transactions": money.make(), "books": books.make()}
    return {**counts, "articles": articles.make(user)}
