"""Ownership as constraints of a model's Meta, so that migrations create it and the autodetector sees it.

``OwnerPolicy`` is PostgreSQL's row-level security, ``OwnerKey`` the UNIQUE (owner, id) that composite
foreign keys point at, ``SameOwner`` such a foreign key, on both databases: plain foreign keys are checked
past row-level security, so they alone would let a row point at another owner's.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import BaseConstraint, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from ringfence.ownership.policies import Policy, Private, Rule, database_name

_ADD = "ALTER TABLE %(table)s ADD "
_ADD_AGAIN = "ALTER TABLE %(table)s DROP CONSTRAINT IF EXISTS %(name)s, ADD "


class OwnerPolicy(BaseConstraint):
    """Row-level security for the model's table on PostgreSQL; on SQLite the policy is the ORM's alone.

    ``policy`` says who reads and who writes, ``owner`` names the field that holds the owner's id. The role
    that migrates gets a policy of its own, since a forced policy binds the table's owner too and data
    migrations would silently see nothing; where the server itself migrates, it gets none and stays bound.
    """

    def __init__(
        self,
        *,
        policy: Policy | None = None,
        owner: str = "owner",
        name: str = "%(app_label)s_%(class)s_owner_policy",
    ) -> None:
        super().__init__(name=name)
        self.policy = policy or Private()
        self.owner = owner

    def rules(self, owner_column: str) -> list[Rule]:
        """The database's policies that bind every role; ``owner_column`` is quoted."""
        return self.policy.rules(self.name, owner_column)

    @property
    def migrations_rule(self) -> Rule:
        """The policy by which the role that migrates reaches every row."""
        return Rule(database_name(self.name, "_migrations"), "ALL", "true", "true")

    @property
    def maintenance_rule(self) -> Rule:
        """The policy by which the maintenance role reaches every row; ``grants`` makes it after migrating."""
        return Rule(database_name(self.name, "_maintenance"), "ALL", "true", "true")

    def constraint_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Part of CREATE TABLE: nothing inline, the statements follow at the end of the migration."""
        if schema_editor is not None and schema_editor.connection.vendor == "postgresql":
            schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return None

    def create_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The statements for a table that exists."""
        if schema_editor is None or schema_editor.connection.vendor != "postgresql":
            return None
        column = model._meta.get_field(self.owner).column
        statements = [
            "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY",
            *(rule.sql("%(table)s") for rule in self.rules("%(owner)s")),
        ]
        migrator = schema_editor.connection.settings_dict["USER"]
        if migrator != connections[DEFAULT_DB_ALIAS].settings_dict["USER"]:
            statements.append(self.migrations_rule.sql("%(table)s", "CURRENT_USER"))
        owner = Columns(model._meta.db_table, [column], schema_editor.quote_name)
        return _on_table(model, schema_editor, statements, owner=owner)

    def remove_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Drop the policies and row-level security with them."""
        if schema_editor is None or schema_editor.connection.vendor != "postgresql":
            return None
        rules = [*self.rules(self.owner), self.migrations_rule, self.maintenance_rule]
        quote = schema_editor.quote_name
        return _on_table(
            model,
            schema_editor,
            [
                *(f"DROP POLICY IF EXISTS {quote(rule.name)} ON %(table)s" for rule in rules),
                "ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY",
                "ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY",
            ],
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to ask: the scope and the database decide."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """As ``BaseConstraint.deconstruct``."""
        path, _, kwargs = super().deconstruct()
        kwargs["policy"] = self.policy
        if self.owner != "owner":
            kwargs["owner"] = self.owner
        return path, (), kwargs

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OwnerPolicy):
            return NotImplemented
        return (self.name, self.policy, self.owner) == (other.name, other.policy, other.owner)

    def __hash__(self) -> int:
        return hash((OwnerPolicy, self.name, self.policy, self.owner))


class OwnerKey(UniqueConstraint):
    """UNIQUE (owner, id): the target of ``SameOwner``, and the key to shard a table by owner with."""

    def __init__(self, *, name: str = "%(app_label)s_%(class)s_owner_key") -> None:
        super().__init__(fields=["owner", "id"], name=name)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Add the key, and again what pointed at a key that it replaces (a renamed model's)."""
        if schema_editor.connection.vendor == "postgresql":
            _restore_pointing(model, schema_editor)
        return super().create_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Drop the key and what points at it: going backwards, it is dropped before them."""
        statement = super().remove_sql(model, schema_editor)
        if isinstance(statement, Statement) and schema_editor.connection.vendor == "postgresql":
            statement.template += " CASCADE"
            if any(isinstance(constraint, OwnerKey) for constraint in model._meta.constraints):
                _restore_pointing(model, schema_editor)
        return statement

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to ask: the primary key alone is unique."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """As ``BaseConstraint.deconstruct``; the fields are always the same."""
        return f"{type(self).__module__}.{type(self).__qualname__}", (), {"name": self.name}


class AcrossOwners(UniqueConstraint):
    """A unique constraint over all owners' rows, on purpose: for values that nobody can guess or choose.

    Any other one would tell a person, by a refusal, which values exist in rows that they may not see.
    """


class RelationKey(BaseConstraint):
    """Base of foreign keys that Django cannot make itself, on the relation ``field`` of the model.

    Checked by the database at the end of the transaction, like Django's own.
    """

    template: ClassVar[str] = (
        "CONSTRAINT %(name)s FOREIGN KEY (%(columns)s) REFERENCES %(target)s (%(keys)s)"
        "%(action)s DEFERRABLE INITIALLY DEFERRED"
    )
    # What becomes of the row when its target is deleted, in SQL; as with Django's own keys, nothing by itself.
    on_delete: ClassVar[str] = "NO ACTION"

    def __init__(self, field: str, *, name: str) -> None:
        super().__init__(name=name)
        self.field = field

    def columns(self, model: Any) -> list[tuple[str, str]]:
        """Each column of ``model`` in the key, with the target's column that it points at."""
        raise NotImplementedError

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Part of CREATE TABLE: inline on SQLite, at the end of the migration on PostgreSQL."""
        if schema_editor.connection.vendor == "sqlite":
            return str(self.clause(model, schema_editor))
        self.create_sql(model, schema_editor)
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Add the key to a table that exists; deferred, since the target's UNIQUE may come later.

        On SQLite, Django's schema editor remakes the table instead of asking for this.
        """
        schema_editor.deferred_sql.append(self.clause(model, schema_editor, before=_ADD))
        return f"-- {self.name} is added at the end of the migration"

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Drop the key, if the target's UNIQUE did not take it along."""
        name = schema_editor.quote_name(self.name)
        schema_editor.deferred_sql = [
            statement for statement in schema_editor.deferred_sql if getattr(statement, "parts", {}).get("name") != name
        ]
        return _on_table(model, schema_editor, [f"ALTER TABLE %(table)s DROP CONSTRAINT IF EXISTS {name}"])

    def clause(self, model: Any, schema_editor: Any, *, before: str = "") -> Statement:
        """The constraint as it stands in a statement on ``model``'s table, after the template ``before``."""
        quote = schema_editor.quote_name
        table, target = model._meta.db_table, model._meta.get_field(self.field).remote_field.model._meta.db_table
        columns, keys = zip(*self.columns(model), strict=True)
        return Statement(
            before + self.template,
            table=Table(table, quote),
            name=quote(self.name),
            columns=Columns(table, list(columns), quote),
            target=Table(target, quote),
            keys=Columns(target, list(keys), quote),
            # PostgreSQL does not say the default when the audit asks it.
            action="" if self.on_delete == "NO ACTION" else f" ON DELETE {self.on_delete}",
        )

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """As ``BaseConstraint.deconstruct``."""
        path, _, kwargs = super().deconstruct()
        return path, (self.field,), kwargs

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RelationKey):
            return NotImplemented
        return (type(self), self.name, self.field) == (type(other), other.name, other.field)

    def __hash__(self) -> int:
        return hash((type(self), self.name, self.field))


class SameOwner(RelationKey):
    """The row that ``field`` points at has this row's owner: a foreign key (owner, field) → (owner, id).

    The target model declares :class:`OwnerKey` (every ``OwnedModel`` does). ``full_clean`` raises ``ValidationError``
    for a target of another owner: inside a scope the field's own, since the target does not exist there, else this.
    """

    default_violation_error_message = _("This row belongs to another owner.")

    def __init__(self, field: str, *, name: str = "") -> None:
        super().__init__(field, name=name or f"%(app_label)s_%(class)s_{field}_same_owner")

    def columns(self, model: Any) -> list[tuple[str, str]]:
        """The owner and the relation."""
        field = model._meta.get_field(self.field)
        target = field.remote_field.model._meta
        own = (model._meta.get_field("owner").column, target.get_field("owner").column)
        return [own, (field.column, field.target_field.column)]

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """Raise ``ValidationError`` unless the target is there and has the instance's owner."""
        field = model._meta.get_field(self.field)
        value = getattr(instance, field.attname)
        if value is None or (exclude and {self.field, "owner"} & set(exclude)):
            return
        targets = field.remote_field.model._base_manager.using(using)
        if not targets.filter(**{field.target_field.attname: value, "owner_id": instance.owner_id}).exists():
            error = ValidationError(self.get_violation_error_message(), code="same_owner")
            raise ValidationError({self.field: error})


def _restore_pointing(model: Any, schema_editor: Any) -> None:
    """At the end of the migration, add every ``SameOwner`` that points at ``model`` again.

    PostgreSQL drops them with the key that they were made on, and no operation of theirs would follow.
    """
    deferred = {str(statement) for statement in schema_editor.deferred_sql}
    for pointing in model._meta.apps.get_models(include_auto_created=True):
        for rule in pointing._meta.constraints:
            if not isinstance(rule, SameOwner):
                continue
            target = pointing._meta.get_field(rule.field).remote_field.model
            if target._meta.label_lower != model._meta.label_lower:
                continue
            if str(rule.clause(pointing, schema_editor, before=_ADD)) not in deferred:
                schema_editor.deferred_sql.append(rule.clause(pointing, schema_editor, before=_ADD_AGAIN))


def _on_table(model: Any, schema_editor: BaseDatabaseSchemaEditor, statements: list[str], **parts: Any) -> Statement:
    """One ``Statement`` of several, whose table and columns follow a rename in the same migration."""
    table = Table(model._meta.db_table, schema_editor.quote_name)
    return Statement("; ".join(statements), table=table, **parts)
