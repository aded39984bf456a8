"""Rows for the isolation test: one of any owned model, with all that it needs, of one owner.

Required columns are filled by their type, every text column with a marker, and relations to owned models with
rows of the same owner. A model whose rules go further is made by the caller's own function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model

from ringfence.ownership.registry import is_owned
from ringfence.ownership.scope import NotYours, acting_as
from ringfence.testing.values import NoValue, Values, is_text

Make = Callable[[], Model]

# Ownership's own columns, which nobody fills in.
_SETTLED = {"owner", "revision"}
_DEEPEST = 8


class CannotMakeRow(AssertionError):
    """The test needs a row that it cannot make; the message says how to give it one."""


class Factory:
    """Makes rows; ``given`` are the caller's own functions, by model or by view."""

    def __init__(self, given: Mapping[type[Any], Make]) -> None:
        self._given = dict(given)
        self._values = Values()

    def makes_for(self, key: type[Any]) -> bool:
        """Whether the caller gave a function for the model or view."""
        return key in self._given

    def give(self, model: type[Model], make: Make) -> None:
        """Make rows of ``model`` by ``make``, unless the caller has said how."""
        self._given.setdefault(model, make)

    def make(self, model: type[Model], owner: Any, view: type[Any] | None = None) -> Any:
        """A saved row of ``owner``'s; ``view`` is the one that has to show it. Raises :class:`CannotMakeRow`.

        Where an owner has the only row there can be from the start (a profile), it is that one.
        """
        with acting_as(owner):
            make = self._given.get(view) if view is not None else None
            return self._ask(make, model) if make else self._one_of(model, owner, 0)

    def make_another(self, model: type[Model], owner: Any, view: type[Any] | None = None) -> Any:
        """One more row, or None where an owner can have but one."""
        try:
            with acting_as(owner):
                make = self._given.get(view) if view is not None else None
                return self._ask(make, model) if make else self._make(model, owner)
        except CannotMakeRow as exc:
            if isinstance(exc.__cause__, IntegrityError):
                return None
            raise

    def columns(
        self,
        model: Any,
        owner: Any,
        given: dict[str, Any],
        *,
        wanted: Callable[[Any], bool],
        depth: int = 0,
    ) -> dict[str, Any]:
        """Values for what is required and, of the optional, for what is ``wanted``."""
        columns = dict(given)
        for field in model._meta.local_concrete_fields:
            if field.name in columns or field.primary_key or field.generated:
                continue
            if is_owned(model) and field.name in _SETTLED:
                continue
            if wanted(field) or _is_required(field):
                columns[field.name] = self._value(field, owner, depth)
        return columns

    def _make(self, model: type[Model], owner: Any, depth: int = 0, **given: Any) -> Any:
        make = None if given else self._given.get(model)
        if make is not None:
            return self._ask(make, model)
        if depth > _DEEPEST:
            raise _cannot(model, "its required relations lead back to itself")
        try:
            try:
                with transaction.atomic():
                    return self._save(model, owner, depth, given, fully=True)
            except (DatabaseError, ValidationError, NoValue):
                # A rule over several columns may forbid what is optional.
                with transaction.atomic():
                    return self._save(model, owner, depth, given, fully=False)
        except (DatabaseError, ValidationError, ValueError, TypeError, NoValue, NotYours) as exc:
            raise _cannot(model, reason(exc)) from exc

    def _ask(self, make: Make, model: type[Model]) -> Any:
        try:
            with transaction.atomic():
                row = make()
        except IntegrityError as exc:
            raise _cannot(model, reason(exc)) from exc
        if not isinstance(row, model) or row.pk is None:
            raise CannotMakeRow(f"The function in rows= for {model._meta.label} gave {row!r}, not a saved row.")
        return row

    def _save(self, model: type[Model], owner: Any, depth: int, given: dict[str, Any], *, fully: bool) -> Any:
        top = fully and depth == 0

        def wanted(field: Any) -> bool:
            return top if field.is_relation else fully and is_text(field)

        row = model(**self.columns(model, owner, given, wanted=wanted, depth=depth))
        row.save(force_insert=True)
        if top:
            self._link(row, owner)
        return row

    def _value(self, field: Field[Any, Any], owner: Any, depth: int) -> Any:
        if not isinstance(field, ForeignKey):
            return self._values.for_field(field)
        target = field.remote_field.model
        if isinstance(owner, target):
            return owner
        if is_owned(target):
            return self._one_of(target, owner, depth + 1)
        return target._base_manager.first() or self._make(target, owner, depth + 1)

    def _one_of(self, model: type[Model], owner: Any, depth: int) -> Any:
        """A new row, or the one that is there of a model that allows no more."""
        try:
            return self._make(model, owner, depth)
        except CannotMakeRow:
            present = model._base_manager.filter(owner_id=owner.pk).first()
            if present is None:
                raise
            return present

    def _link(self, row: Any, owner: Any) -> None:
        """One related row in each to-many relation that goes through an owned model."""
        for relation in row._meta.many_to_many:
            through: Any = relation.remote_field.through
            if is_owned(through) and is_owned(relation.related_model):
                other = self._one_of(relation.related_model, owner, 1)
                ends = {relation.m2m_field_name(): row, relation.m2m_reverse_field_name(): other}
                self._make(through, owner, 1, **ends)


def reason(exc: Exception) -> str:
    """Why a row could not be made, in words."""
    return f"no value fits its column {exc}" if isinstance(exc, NoValue) else " ".join(str(exc).split())


def _is_required(field: Any) -> bool:
    if field.null or field.has_default() or field.has_db_default():
        return False
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return False
    return not (field.blank and field.empty_strings_allowed)


def _cannot(model: type[Model], reason: str) -> CannotMakeRow:
    name = model.__name__
    return CannotMakeRow(
        f"assert_isolated cannot make a {model._meta.label}: {reason}. Say how it is made, as the acting owner's and "
        f"different each time: assert_isolated(rows={{{name}: lambda: {name}.objects.create(...)}})."
    )
