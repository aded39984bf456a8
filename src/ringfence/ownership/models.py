"""``OwnedModel``: every row has an owner, and no query reaches another's.

Inherit the model *and* its Meta (``class Meta(OwnedModel.Meta)``), which carries the policy, the owner key
and the managers; ``manage.py check`` says so when it was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F

from ringfence.ownership.constraints import OwnerKey, OwnerPolicy
from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.policies import Published
from ringfence.ownership.registry import policy_of
from ringfence.ownership.scope import NotYours, current_scope

OWNER_NAMES = {"owner", "owner_id"}


class OwnedQuerySet(models.QuerySet[Any]):
    """A queryset whose writes keep to the scope as its reads do."""

    def writable(self) -> OwnedQuerySet:
        """The rows of this queryset that the scope may change."""
        return self.filter(WithinReach("owner_id", policy_of(self.model), writing=True))

    def update(self, **kwargs: Any) -> int:
        """As ``QuerySet.update``, over writable rows, counting ``revision`` up. The owner cannot be changed."""
        if OWNER_NAMES & kwargs.keys() and current_scope().kind != "maintenance":
            raise NotYours(f"{self.model._meta.label}: the owner of a row cannot be changed.")
        kwargs.setdefault("revision", F("revision") + 1)
        return models.QuerySet.update(self.writable(), **kwargs)

    def _update(self, values: Any) -> int:
        # Model.save() of an existing row arrives here.
        return models.QuerySet._update(self.writable(), values)  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        """As ``QuerySet.delete``, over writable rows."""
        return models.QuerySet.delete(self.writable())

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """As ``QuerySet.bulk_create``; the owner comes from the scope, another one raises ``NotYours``."""
        objs = list(objs)
        scope = current_scope()
        for obj in objs:
            obj.settle_owner()
        by_owner = OWNER_NAMES & set(kwargs.get("unique_fields") or ())
        if kwargs.get("update_conflicts") and not by_owner and scope.kind != "maintenance":
            raise NotYours(f"{self.model._meta.label}: update_conflicts needs the owner among its unique_fields.")
        return super().bulk_create(objs, *args, **kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: nothing could add the owner to SQL written by hand."""
        raise NotYours(
            f"{self.model._meta.label}.objects.raw() cannot be scoped: write a queryset, or take a cursor, name the "
            "owner in the statement yourself and rely on row-level security."
        )

    update.alters_data = delete.alters_data = bulk_create.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class OwnedManager(models.Manager.from_queryset(OwnedQuerySet)):  # type: ignore[misc]
    """The manager of every owned model: what it gives is within the scope's reach."""

    def get_queryset(self) -> OwnedQuerySet:
        """The rows that the scope may read, decided when the query runs."""
        inherited: Any = super().get_queryset
        if inherited.__func__ is not models.Manager.get_queryset:
            # Of a manager that is mixed in, and may narrow the rows itself.
            return _within_reach(inherited())
        copy: Any = _rows(self.model, self._queryset_class)._chain()
        copy._db, copy._hints = self._db, self._hints or {}
        rows: OwnedQuerySet = copy
        return rows


@cache
def _rows(model: Any, queryset_class: Any) -> Any:
    """The queryset that every other one of a model is a copy of.

    Django asks the manager once for each row that it prefetches for, and the condition takes longer to resolve than
    to copy. There is one for each model of the project.
    """
    return _within_reach(queryset_class(model))


def _within_reach(rows: Any) -> Any:
    return rows.filter(WithinReach("owner_id", policy_of(rows.model)))


class OwnedModel(models.Model):
    """A row with exactly one owner, private unless its Meta says otherwise.

    ``revision`` counts the row's changes, for ``ETag`` and ``If-Match``.
    """

    is_owned_model: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    # Without an index of its own: (owner, id) and each list's index begin with it.
    owner = OwnedForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="%(app_label)s_%(class)s_set",
        related_query_name="%(app_label)s_%(class)s",
        editable=False,
        db_index=False,
    )
    revision = models.PositiveBigIntegerField(default=1, editable=False)

    objects = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints: ClassVar[list[models.BaseConstraint]] = [OwnerKey(), OwnerPolicy()]

    def settle_owner(self) -> None:
        """Take the owner from the scope; raise ``NotYours`` when the row has another one."""
        scope = current_scope()
        if scope.kind == "maintenance":
            if self.owner_id is None:
                raise NotYours(f"{self._meta.label}: maintenance has no owner of its own, name one.")
            return
        if scope.owner_id is None:
            raise NotYours(f"{self._meta.label}: a visitor owns no rows.")
        if self.owner_id is None:
            self.owner_id = scope.owner_id
        elif self.owner_id != scope.owner_id:
            raise NotYours(f"{self._meta.label}: this row has another owner.")

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """As ``Model.save_base``, within the scope only, counting ``revision`` up."""
        self.settle_owner()
        if not self._state.adding:
            self.revision += 1
            if kwargs.get("update_fields"):
                kwargs["update_fields"] = {*kwargs["update_fields"], "revision"}
        super().save_base(*args, **kwargs)

    def _save_table(self, *args: Any, **kwargs: Any) -> bool:
        # Fixtures call Model.save_base past any override; every save of one row ends here.
        self.settle_owner()
        return super()._save_table(*args, **kwargs)  # type: ignore[misc]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As ``Model.delete``; a row out of reach counts as one that is gone.

        Django deletes an instance by its key alone, so the database is asked for the owner first.
        """
        manager: Any = type(self)._base_manager
        if not manager.writable().filter(pk=self.pk).exists():
            return 0, {}
        return super().delete(*args, **kwargs)


class PublishedModel(OwnedModel):
    """An owned row that everyone may read and only its owner may write."""

    class Meta(OwnedModel.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [OwnerKey(), OwnerPolicy(policy=Published())]
