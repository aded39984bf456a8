"""Who may read and who may write a model's rows, said once.

A policy gives both the predicate of the ORM and the row-level security of PostgreSQL, so that the two
cannot drift apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.core.exceptions import ImproperlyConfigured

from ringfence.ownership.scope import OWNER_SETTING, Scope

Reach = Literal["all", "own", "none"]

# NAMEDATALEN - 1: PostgreSQL cuts longer names, in bytes, without a word.
LONGEST_NAME = 63

# A scalar subquery, so that PostgreSQL reads the setting once for a statement and not once for a row.
ACTING_OWNER_SQL = f"(SELECT nullif(current_setting('{OWNER_SETTING}', true), '')::bigint)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy of the database: its name, the command it is for, and its two expressions."""

    name: str
    command: Literal["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"]
    using: str | None
    check: str | None

    def sql(self, table: str, role: str = "PUBLIC") -> str:
        """The statement that makes it on ``table`` for ``role``; both are quoted."""
        clauses = [f"USING ({self.using})"] if self.using else []
        clauses += [f"WITH CHECK ({self.check})"] if self.check else []
        name = self.name.replace('"', '""')
        return f'CREATE POLICY "{name}" ON {table} FOR {self.command} TO {role} {" ".join(clauses)}'


def database_name(name: str, suffix: str = "") -> str:
    """``name`` and ``suffix`` in a form that PostgreSQL holds whole: a digest ends a name that is too long.

    Without it two policies of one table could be cut to the same name, and dropping one would drop the other.
    """
    whole = name + suffix
    if len(whole.encode()) <= LONGEST_NAME:
        return whole
    end = f"_{hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:8]}{suffix}"
    return name.encode()[: LONGEST_NAME - len(end)].decode(errors="ignore") + end


class Policy:
    """Base of all policies: ``readers`` says who may read a row, its owner or everybody."""

    readers: ClassVar[Literal["owner", "everyone"]]

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """How a migration writes the policy down."""
        return f"{type(self).__module__}.{type(self).__qualname__}", (), {}

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def reach(self, scope: Scope, *, writing: bool) -> Reach:
        """Which rows ``scope`` reaches: all, its own, or none."""
        if scope.kind == "maintenance":
            return "all"
        if self.readers == "everyone" and not writing:
            return "all"
        return "own" if scope.kind == "owner" else "none"

    def rules(self, name: str, owner_column: str) -> list[Rule]:
        """The database's policies under the name ``name``; ``owner_column`` is quoted."""
        own = f"{owner_column} = {ACTING_OWNER_SQL}"
        if self.readers == "owner":
            return [Rule(database_name(name), "ALL", own, own)]
        return [
            Rule(database_name(name), "SELECT", "true", None),
            Rule(database_name(name, "_insert"), "INSERT", None, own),
            Rule(database_name(name, "_update"), "UPDATE", own, own),
            Rule(database_name(name, "_delete"), "DELETE", own, None),
        ]


class Private(Policy):
    """Only the owner reads and writes."""

    readers = "owner"


class Published(Policy):
    """Everyone reads, only the owner writes."""

    readers = "everyone"


class Undeclared(Policy):
    """What a model has whose Meta carries no policy: no query of it runs, and the checks say what is missing.

    A queryset may be built all the same, since views build theirs at import, before any check has run.
    """

    readers = "owner"

    def __init__(self, label: str) -> None:
        self.label = label

    def reach(self, scope: Scope, *, writing: bool) -> Reach:
        """Raise ``ImproperlyConfigured``."""
        raise ImproperlyConfigured(f"{self.label} has no OwnerPolicy: inherit Meta from OwnedModel.Meta.")
