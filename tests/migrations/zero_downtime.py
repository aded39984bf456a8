"""The linter of migrations: ``python -m tests.migrations.zero_downtime``, a part of ``make lint``.

For a while a new database is served by old code. What that code cannot live with, or what locks a table for as long as
it has rows, is refused here, with the way to do it in steps. A migration that is right all the same says so, and why:
``zero_downtime = "the reason"`` in its class. Those of ``BEFORE`` are older than any installation.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db.migrations import Migration, operations
from django.db.models import NOT_PROVIDED, CheckConstraint, Field

from ringfence.ownership.constraints import OwnerPolicy, RelationKey

BEFORE = Path(__file__).with_name("before-the-first-release.txt")
APPS = ("ringfence", "ringfence_server")

Key = tuple[str, str]
Judge = Callable[[Any], str]


def findings(migration: Migration) -> list[str]:
    """What in ``migration`` old code cannot live with, or what locks; empty for a migration that gives its reason."""
    if str(getattr(migration, "zero_downtime", "")).strip():
        return []
    new = {operation.name_lower for operation in migration.operations if isinstance(operation, operations.CreateModel)}
    found = []
    for operation in _flat(migration.operations):
        if getattr(operation, "model_name_lower", getattr(operation, "name_lower", "")) in new:
            continue
        judge = next((judge for kind, judge in _JUDGES if isinstance(operation, kind)), None)
        if judge and (said := judge(operation)):
            found.append(f"{operation.describe()}: {said}")
    schema = [o for o in migration.operations if not isinstance(o, operations.RunPython | operations.RunSQL)]
    if schema and any(isinstance(operation, operations.RunPython) for operation in migration.operations):
        found.append("Rows are changed while tables are locked: put RunPython into a migration of its own.")
    return found


def _flat(listed: list[Any]) -> Iterator[Any]:
    for operation in listed:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _add_field(operation: Any) -> str:
    field: Field[Any, Any] = operation.field
    if not field.null and field.db_default is NOT_PROVIDED and not field.many_to_many:
        return "old code inserts rows without it: give it null=True or db_default, and require it a release later."
    if field.unique:
        return "a unique column is checked under a lock: add it plain, fill it, then add the constraint."
    return ""


def _alter_field(operation: Any) -> str:
    return (
        "" if operation.field.null else "may rewrite or check the whole table under a lock, or refuse old code's rows."
    )


def _add_constraint(operation: Any) -> str:
    constraint = operation.constraint
    if isinstance(constraint, OwnerPolicy):
        return ""
    if isinstance(constraint, CheckConstraint):
        return "checks every row under a lock: AddConstraintNotValid, then ValidateConstraint in the next migration."
    if isinstance(constraint, RelationKey):
        return "checks every row under a lock: add the key NOT VALID by SQL, and validate it in the next migration."
    return "builds its index under a lock: CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX."


def _always(said: str) -> Judge:
    return lambda operation: said


_GONE = "old code still reads it: stop using it in one release, remove it in the next."
_RENAMED = "old code asks by the old name: add the new, copy, and remove the old a release later."
_LOCKED = "locks the table against writes: use ringfence.ownership.operations.AddIndexWithoutLock in a migration with atomic = False."

_JUDGES: tuple[tuple[type, Judge], ...] = (
    (operations.RemoveField, _always(_GONE)),
    (operations.DeleteModel, _always(_GONE)),
    (operations.RenameField, _always(_RENAMED)),
    (operations.RenameModel, _always(_RENAMED)),
    (operations.AlterModelTable, _always(_RENAMED)),
    (operations.AddField, _add_field),
    (operations.AlterField, _alter_field),
    (operations.AddConstraint, _add_constraint),
    (operations.AddIndex, lambda operation: "" if isinstance(operation, AddIndexConcurrently) else _LOCKED),
)


def _migrations() -> Iterator[tuple[Key, Migration]]:
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = {config.label for config in apps.get_app_configs() if config.name.partition(".")[0] in APPS}
    yield from sorted((key, one) for key, one in loader.disk_migrations.items() if key[0] in ours)


def main() -> int:
    """Print what is found in the migrations that are not of before; the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    before = set(BEFORE.read_text().split())
    failed = 0
    for (app, name), migration in _migrations():
        if f"{app}.{name}" in before:
            continue
        for said in findings(migration):
            failed = 1
            print(f"{app}.{name}: {said}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main())
