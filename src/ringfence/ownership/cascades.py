"""Deletions that cross owners, made in the database: a published row takes along what others have put to it.

Django's own cascade acts in the scope of whoever deletes, and other owners' comments on an article are out of its
reach. So such a relation is ``DO_NOTHING`` in Django, and the database follows it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from ringfence.ownership.constraints import RelationKey


class DatabaseCascade(RelationKey):
    """When the row that ``field`` points at is deleted, this one is: a foreign key with ON DELETE CASCADE.

    For ``field = OwnedForeignKey(Article, models.DO_NOTHING, db_constraint=False)``: it takes the place of Django's
    own key, which migrations would else mistake it for and drop. PostgreSQL follows a foreign key as the owner of the
    tables and past row-level security; the rows that may be deleted are those that the target's own policy lets go.
    """

    on_delete: ClassVar[str] = "CASCADE"

    def __init__(self, field: str, *, name: str = "") -> None:
        super().__init__(field, name=name or f"%(app_label)s_%(class)s_{field}_cascade")

    def columns(self, model: Any) -> list[tuple[str, str]]:
        """The relation alone."""
        field = model._meta.get_field(self.field)
        return [(field.column, field.target_field.column)]

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to ask: the relation's own field looks whether the target is there."""
