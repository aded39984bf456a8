"""Expressions that ask the scope when SQL is made, not when the queryset is built.

So a queryset may be built at import time, and every way of running it (exists, explain, update, a
subquery …) passes the same line.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, BooleanField
from django.db.models.expressions import Combinable, Expression, F
from django.db.models.sql.compiler import SQLCompiler

from ringfence.ownership.policies import Policy
from ringfence.ownership.scope import NoOwnerInScope, current_scope

SQL = tuple[str, list[Any] | tuple[Any, ...]]


class CurrentOwner(Expression):
    """The acting user's id. Raises ``NoOwnerInScope`` where no single owner acts."""

    output_field = BigIntegerField()

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> SQL:  # type: ignore[override]
        """One parameter, so that the text of the statement is the same for every owner."""
        owner_id = current_scope().owner_id
        if owner_id is None:
            raise NoOwnerInScope
        return "%s", [owner_id]


class WithinReach(Expression):
    """Whether a row is within the acting scope's reach under ``policy``; a condition for WHERE and ON.

    ``owner`` is the expression of the row's owner id. Never a bare constant that Django would optimise away:
    a join condition has no way to say "always" or "never" but in SQL.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, owner: str | Combinable, policy: Policy, *, writing: bool = False) -> None:
        super().__init__(output_field=BooleanField())
        self.owner: Any = F(owner) if isinstance(owner, str) else owner
        self.policy = policy
        self.writing = writing

    def get_source_expressions(self) -> list[Any]:
        """The owner column and whoever acts."""
        return [self.owner]

    def set_source_expressions(self, exprs: Any) -> None:
        """Take the owner column back, resolved or with another alias."""
        (self.owner,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> SQL:  # type: ignore[override]
        """The predicate of the scope that acts now."""
        match self.policy.reach(current_scope(), writing=self.writing):
            case "all":
                return "1 = 1", []
            case "none":
                return "1 = 0", []
        column, column_params = compiler.compile(self.owner)
        owner, owner_params = compiler.compile(CurrentOwner())
        return f"{column} = {owner}", [*column_params, *owner_params]
