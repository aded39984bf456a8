"""Which tables and columns there are, by the migrations that a database has, not by the models of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.migrations.loader import MigrationLoader

from ringfence_server.backups.values import Kind, kind_of

Key = tuple[str, str]


class NotOurs(Exception):
    """A database or backup that this version of the server cannot read; the message says why and what to do."""


@dataclass(frozen=True)
class Table:
    """A table's name, its columns in their order, and the key column that counts by itself, if one does."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    counted: str | None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(name for name, _ in self.columns)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The columns' kinds."""
        return tuple(kind for _, kind in self.columns)


def tables_at(applied: Iterable[Key]) -> list[Table]:
    """Every table that exists after the migrations ``applied``, by name.

    Raises :class:`NotOurs` for migrations that this version does not ship, and ``UnknownKind``.
    """
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = targets(loader, applied)
    models = loader.project_state(known).apps.get_models(include_auto_created=True)
    found = {model._meta.db_table: model for model in models if model._meta.managed and not model._meta.proxy}
    return [_table(found[name]) for name in sorted(found)]


def targets(loader: MigrationLoader, applied: Iterable[Key]) -> list[Key]:
    """The last of the migrations ``applied`` in each app. Raises :class:`NotOurs` for one that is not shipped."""
    ours = {app for app, _ in loader.disk_migrations}
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    present = {key for key in applied if key[0] in ours}
    if unknown := sorted(present - set(loader.disk_migrations) - replaced):
        names = ", ".join(".".join(key) for key in unknown)
        raise NotOurs(f"It was made by a newer version of the server, which has {names}: install that version.")
    nodes = present & set(loader.graph.nodes)
    return sorted(key for key in nodes if not _followed(loader, key, nodes))


def _followed(loader: MigrationLoader, key: Key, nodes: set[Key]) -> bool:
    children = loader.graph.node_map[key].children
    return any(child.key[0] == key[0] and child.key in nodes for child in children)


def _table(model: Any) -> Table:
    fields = model._meta.local_concrete_fields
    columns = tuple((field.column, kind_of(field)) for field in fields)
    key = model._meta.pk
    counted = key.column if key.get_internal_type().endswith("AutoField") and key.remote_field is None else None
    return Table(model._meta.db_table, columns, counted)
