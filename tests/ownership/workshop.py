"""A throw-away app on the database that is there: its models come, change and go by real migrations."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import CreateModel, Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from ringfence.ownership.models import OwnedModel
from ringfence.ownership.scope import MIGRATION_ALIAS

APP = "workshop"


class SaysYes(MigrationQuestioner):
    """Takes what looks renamed for renamed."""

    def ask_rename(self, *args: Any) -> bool:
        return True

    def ask_rename_model(self, *args: Any) -> bool:
        return True

    def ask_not_null_addition(self, field_name: str, model_name: str) -> Any:
        return None


class Workshop:
    """A throw-away app, taken from one set of models to the next as makemigrations and migrate would."""

    def __init__(self) -> None:
        self.connection = _migrating()
        self.state = MigrationLoader(None).project_state()
        self.done: list[tuple[Migration, ProjectState]] = []

    def detect(self, *wanted: type[models.Model]) -> list[Migration]:
        """The migrations that makemigrations would write to get to ``wanted``."""
        target = self.state.clone()
        for key in [key for key in target.models if key[0] == APP]:
            target.remove_model(*key)
        for model in wanted:
            target.add_model(ModelState.from_model(model))
        # Every app but ours has to look the same, so that no change of theirs is found.
        detector = MigrationAutodetector(self.state, target, SaysYes(specified_apps={APP}))
        changes = detector.changes(MigrationGraph(), trim_to_apps={APP}, migration_name=f"step{len(self.done)}")
        return changes.get(APP, [])

    def migrate(self, *wanted: type[models.Model]) -> list[Migration]:
        """Go to ``wanted`` by migrations written to text and read back, and find nothing left to do."""
        found = [_as_written(migration) for migration in self.detect(*wanted)]
        for migration in found:
            self.apply(migration)
        assert self.detect(*wanted) == []
        return found

    @contextmanager
    def editor(self, migration: Migration) -> Iterator[Any]:
        """A schema editor. Where its last statements fail, Django leaves it open, since the command ends."""
        made = self.connection.schema_editor(atomic=migration.atomic)
        try:
            with made as editor:
                yield editor
        finally:
            if self.connection.in_atomic_block:
                made.atomic.__exit__(*sys.exc_info())
                self.connection.enable_constraint_checking()

    def apply(self, migration: Migration) -> None:
        """Go forward by ``migration``."""
        before = self.state.clone()
        with self.editor(migration) as editor:
            self.state = migration.apply(before.clone(), editor)
        self.done.append((migration, before))

    def undo(self) -> None:
        """Go back by one migration."""
        migration, before = self.done.pop()
        with self.editor(migration) as editor:
            migration.unapply(before.clone(), editor)
        self.state = before

    def sql(self, *migrations: Migration) -> str:
        """What sqlmigrate would print."""
        state = self.state.clone()
        with self.connection.schema_editor(collect_sql=True, atomic=True) as editor:
            for migration in migrations:
                state = migration.apply(state, editor, collect_sql=True)
        return "\n".join(map(str, editor.collected_sql))

    def execute(self, statement: str, *params: Any) -> list[Any]:
        """Run SQL as the role that migrates."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, params or None)
            return cursor.fetchall() if cursor.description else []

    def insert(self, model: str, owner: int, **values: Any) -> int:
        """Add a row as the role that migrates, and return its id."""
        values = {"owner_id": owner, "revision": 1, **values}
        columns, places = ", ".join(values), ", ".join(["%s"] * len(values))
        statement = f"INSERT INTO {APP}_{model} ({columns}) VALUES ({places}) RETURNING id"
        ((row,),) = self.execute(statement, *values.values())
        return int(row)

    def pairs(self, model: str) -> dict[str, str]:
        """The foreign keys (owner_id, column) → (owner_id, id) of a table: column and target."""
        if self.connection.vendor == "postgresql":
            found = self.execute(
                "SELECT a.attname, confrelid::regclass::text FROM pg_constraint c JOIN pg_attribute a"
                " ON a.attrelid = conrelid AND a.attnum = conkey[2] WHERE conrelid = to_regclass(%s)"
                " AND contype = 'f' AND cardinality(conkey) = 2 AND convalidated",
                f"{APP}_{model}",
            )
        else:
            rows = self.execute(f"PRAGMA foreign_key_list({APP}_{model})")
            composite = {key for key, place, *_ in rows if place == 1}
            found = [(row[3], row[2]) for row in rows if row[0] in composite and row[1] == 1]
        return dict(found)

    def policies(self, model: str) -> list[str]:
        """The names of the policies of a table, and whether they bind."""
        table = f"{APP}_{model}"
        names = self.execute("SELECT policyname FROM pg_policies WHERE tablename = %s ORDER BY 1", table)
        flags = self.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", table)
        return [*(name for (name,) in names), "forced" if flags == [(True, True)] else "open"]

    def clear(self) -> None:
        """Drop every table of the app."""
        with self.connection.cursor() as cursor:
            tables = [t for t in self.connection.introspection.table_names(cursor) if t.startswith(f"{APP}_")]
            cascade = " CASCADE" if self.connection.vendor == "postgresql" else ""
            self.connection.disable_constraint_checking()
            for table in tables:
                cursor.execute(f"DROP TABLE IF EXISTS {self.connection.ops.quote_name(table)}{cascade}")
            self.connection.enable_constraint_checking()


def _migrating() -> BaseDatabaseWrapper:
    return connections[MIGRATION_ALIAS if MIGRATION_ALIAS in connections.settings else DEFAULT_DB_ALIAS]


def _as_written(migration: Migration) -> Migration:
    module = ModuleType(migration.name)
    exec(MigrationWriter(migration).as_string(), module.__dict__)  # noqa: S102
    written: Migration = module.Migration(migration.name, APP)
    return written


def owned(name: str, fields: dict[str, Any] | None = None, *, base: Any = OwnedModel, **meta: Any) -> Any:
    """A model of the throw-away app; ``constraints`` are added to the inherited ones."""
    meta["constraints"] = [*base.Meta.constraints, *meta.get("constraints", [])]
    inner = type("Meta", (base.Meta,), {"app_label": APP, "abstract": False, "apps": Apps(), **meta})
    return type(name, (base,), {"__module__": __name__, "Meta": inner, **(fields or {})})


def by_hand(*operations: Any) -> Migration:
    """A migration of these operations."""
    return type("ByHand", (Migration,), {"operations": list(operations)})("by_hand", APP)


def create(model: type[models.Model]) -> CreateModel:
    """One operation for a model and its constraints."""
    state = ModelState.from_model(model)
    return CreateModel(state.name, list(state.fields.items()), state.options, state.bases, state.managers)
