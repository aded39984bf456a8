"""Migrations of a model with a search index, run one by one, and a look at what they leave behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import CASCADE, BigAutoField, CharField, ForeignKey, Model, TextField

from ringfence.ownership.folding import fold
from ringfence.ownership.scope import MIGRATION_ALIAS
from ringfence.ownership.search import SearchIndex, statements_after_migrate

POSTGRESQL = connection.vendor == "postgresql"
TABLES = MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS
INDEX = SearchIndex(fields=["title", "body"], name="shelf_tome_search")


def create_tome(*indexes: SearchIndex) -> CreateModel:
    fields: list[tuple[str, Any]] = [
        ("id", BigAutoField(primary_key=True)),
        ("owner", ForeignKey(settings.AUTH_USER_MODEL, CASCADE)),
        ("title", CharField(max_length=50)),
        ("body", TextField(blank=True)),
    ]
    return CreateModel("Tome", fields, options={"indexes": list(indexes)})


class History:
    """Migrations of a model of their own, run one by one as ``migrate`` does, forwards and backwards."""

    def __init__(self) -> None:
        self.states = [ProjectState.from_apps(apps)]
        self.done: list[Sequence[Operation]] = []

    def forwards(self, *operations: Operation) -> None:
        state = self.states[-1].clone()
        with connections[TABLES].schema_editor() as editor:
            for operation in operations:
                before = state.clone()
                operation.state_forwards("shelf", state)
                operation.database_forwards("shelf", editor, before, state)
        self.states.append(state)
        self.done.append(operations)
        settle()

    def backwards(self) -> None:
        operations = self.done.pop()
        self.states.pop()
        states = [self.states[-1]]
        for operation in operations:
            state = states[-1].clone()
            operation.state_forwards("shelf", state)
            states.append(state)
        with connections[TABLES].schema_editor() as editor:
            for operation in reversed(operations):
                after = states.pop()
                operation.database_backwards("shelf", editor, after, states[-1])
        settle()

    def model(self, name: str = "Tome") -> type[Model]:
        return self.states[-1].apps.get_model("shelf", name)

    def rows(self, name: str = "Tome") -> Any:
        return self.model(name)._default_manager.using(TABLES)


def settle() -> None:
    """What ``post_migrate`` does."""
    with connections[TABLES].cursor() as cursor:
        for statement in statements_after_migrate(connections[TABLES]):
            cursor.execute(statement)


def schema() -> set[str]:
    """The names of all tables, indexes, triggers and functions."""
    with connections[TABLES].cursor() as cursor:
        if POSTGRESQL:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
                "UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            )
        else:
            cursor.execute("SELECT type || ' ' || name FROM sqlite_master")
        return {name for (name,) in cursor.fetchall()}


def indexed(owner_id: int, term: str, name: str = INDEX.name) -> list[int]:
    """The ids that the index itself gives for a term of this owner's rows."""
    with transaction.atomic(using=TABLES), connections[TABLES].cursor() as cursor:
        if POSTGRESQL:
            cursor.execute("SELECT set_config('ringfence.owner', %s, true)", [str(owner_id)])
            cursor.execute(f"SELECT {name}(ARRAY[%s]) ORDER BY 1", [f"%{term}%"])
        else:
            ids = f"SELECT rowid - %s FROM {name} WHERE {name} MATCH %s ORDER BY rowid"
            cursor.execute(ids, [owner_id * 2**40, f'"{fold(term)}"'])
        return [pk for (pk,) in cursor.fetchall()]
