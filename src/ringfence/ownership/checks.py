"""Refusals at start-up: each forgotten piece of ownership is an error that names the fix.

Models here, roles in ``role_checks``, routes and serializers in ``ringfence.api.checks``; the live database is
asked by the audit. Every code is explained in ``docs/reference/checks.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, ForeignKey, Model, TextField, UniqueConstraint
from django.db.models.expressions import OrderBy

from ringfence.ownership import role_checks
from ringfence.ownership.cascade_checks import check_cascades, is_published
from ringfence.ownership.constraints import AcrossOwners, OwnerKey, RelationKey, SameOwner
from ringfence.ownership.fields import OwnedRelation
from ringfence.ownership.models import OWNER_NAMES, OwnedManager
from ringfence.ownership.policies import LONGEST_NAME
from ringfence.ownership.registry import is_owned, owned_models, owner_policy
from ringfence.ownership.search import SearchIndex

__all__ = ["check_models", "role_checks"]

_INHERIT = "Inherit Meta from OwnedModel.Meta, and begin constraints with *OwnedModel.Meta.constraints."


@register(Tags.models)
def check_models(app_configs: Iterable[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """E001 to E007, E010 to E014, E016 and E017 for the models of ``app_configs``, or for every installed one."""
    configs = apps.get_app_configs() if app_configs is None else app_configs
    models = list(chain.from_iterable(config.get_models(include_auto_created=True) for config in configs))
    tables = {model._meta.db_table: model for model in [*owned_models(), *filter(is_owned, models)]}
    messages: list[CheckMessage] = []
    for model in models:
        messages += _owned(model) if is_owned(model) else _unowned(model, tables.get(model._meta.db_table))
    return messages


def _error(code: str, model: Any, complaint: str, hint: str) -> CheckMessage:
    """The error ``code`` about ``model``, whose label ``complaint`` goes on from."""
    return Error(f"{model._meta.label}{complaint}", hint=hint, obj=model, id=f"ringfence.{code}")


def _owned(model: type[Model]) -> Iterator[CheckMessage]:
    if model._meta.proxy:
        yield from _managers(model)
    elif model._meta.parents:
        yield _error(
            "E003",
            model,
            " inherits from a concrete model, whose rows would be joined without their owner.",
            "Inherit from abstract models only.",
        )
    else:
        for look in (_policy, _owner_field, _managers, _uniques, _same_owners, _search_indexes, _names, check_cascades):
            yield from look(model)
        yield from _relations(model)


def _unowned(model: Any, owned: Any) -> Iterator[CheckMessage]:
    """A model without owners; ``owned`` is the owned model whose table it has, if it has."""
    if owned is not None:
        yield _error(
            "E014",
            model,
            f" is a second way to the table of {owned._meta.label}, past its owners.",
            f"Use {owned._meta.label}.",
        )
    for index in model._meta.indexes:
        if isinstance(index, SearchIndex):
            yield _error(
                "E012",
                model,
                f": the SearchIndex {index.name} wants rows with an owner.",
                "Derive the model from OwnedModel.",
            )
    if not model._meta.proxy:
        yield from _relations(model)


def _policy(model: type[Model]) -> Iterator[CheckMessage]:
    policy = owner_policy(model)
    if policy is None:
        yield _error("E001", model, " has no OwnerPolicy.", _INHERIT)
    elif policy.owner != "owner":
        complaint = f' has an OwnerPolicy that goes by "{policy.owner}" and not by its owner.'
        yield _error("E001", model, complaint, "Leave owner= to models that are no OwnedModel.")
    if not any(isinstance(c, OwnerKey) for c in model._meta.constraints):
        yield _error("E002", model, " has no OwnerKey.", _INHERIT)


def _owner_field(model: Any) -> Iterator[CheckMessage]:
    try:
        owner: Any = model._meta.get_field("owner")
    except FieldDoesNotExist:
        owner = None
    users = (get_user_model(), settings.AUTH_USER_MODEL)
    fits = isinstance(owner, OwnedRelation) and owner.remote_field.model in users
    if not fits or owner.null:
        yield _error(
            "E010",
            model,
            ".owner is not the owner that OwnedModel declares.",
            "Leave the field as it is inherited: an OwnedForeignKey to the user model that is never null.",
        )


def _managers(model: Any) -> Iterator[CheckMessage]:
    for manager in dict.fromkeys([*model._meta.managers, model._meta.base_manager]):
        if not isinstance(manager, OwnedManager):
            yield _error(
                "E004",
                model,
                f".{manager.name} is not an OwnedManager: its queries would not be scoped.",
                "Derive the manager from OwnedManager, and inherit Meta from OwnedModel.Meta (base_manager_name).",
            )


def _uniques(model: Any) -> Iterator[CheckMessage]:
    """Primary keys, published rows, one-to-ones under SameOwner and ``AcrossOwners`` are exempt."""
    if is_published(model):
        return
    for name, fields in _unique_sets(model):
        if not OWNER_NAMES.intersection(fields):
            yield _error(
                "E005",
                model,
                f": the unique constraint {name} does not contain the owner, so that a refusal tells which "
                "values others have.",
                'Use UniqueConstraint(fields=["owner", ...]), or AcrossOwners for values that nobody can choose.',
            )


def _unique_sets(model: Any) -> Iterator[tuple[str, Iterable[str]]]:
    """The name of each thing that makes values unique, and the columns that it compares as they are."""
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key and not (field.one_to_one and _lies_within_owner(field)):
            yield field.name, [field.name]
    for names in model._meta.unique_together:
        yield "unique_together", names
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and not isinstance(constraint, OwnerKey | AcrossOwners):
            yield constraint.name, constraint.fields or _columns(constraint.expressions)
        elif type(constraint).__name__ == "ExclusionConstraint":
            yield constraint.name, _columns([what for what, operator in constraint.expressions if operator == "="])


def _columns(expressions: Iterable[Any]) -> list[str]:
    bare: list[Any] = [e.expression if isinstance(e, OrderBy) else e for e in expressions]
    return [*(e for e in bare if isinstance(e, str)), *(getattr(e, "name", "") for e in bare if isinstance(e, F))]


def _lies_within_owner(field: Any) -> bool:
    """Whether ``field`` points at rows of its row's owner only, or would, were E006 heeded."""
    target = field.remote_field.model
    return is_owned(target) and not is_published(target)


def _same_owners(model: Any) -> Iterator[CheckMessage]:
    relations: dict[str, Any] = {
        field.name: field
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and is_owned(field.remote_field.model)
    }
    covered = [constraint.field for constraint in model._meta.constraints if isinstance(constraint, SameOwner)]
    for name in covered:
        if name not in relations or not relations[name].target_field.primary_key:
            yield _error(
                "E011",
                model,
                f': SameOwner("{name}") fits no relation.',
                "Name an OwnedForeignKey or OwnedOneToOneField of this model to the primary key of an owned one.",
            )
    for name, field in relations.items():
        if name not in covered and _lies_within_owner(field):
            yield _error(
                "E006",
                model,
                f".{name} could point at another owner's {field.remote_field.model.__name__}.",
                f'Add SameOwner("{name}") to Meta.constraints.',
            )


def _search_indexes(model: Any) -> Iterator[CheckMessage]:
    texts = {field.name for field in model._meta.local_fields if isinstance(field, CharField | TextField)}
    for index in model._meta.indexes:
        wrong = [name for name in index.fields if name not in texts] if isinstance(index, SearchIndex) else []
        if wrong:
            yield _error(
                "E012",
                model,
                f": the SearchIndex {index.name} covers {', '.join(wrong)}, which is no text.",
                "Search in CharField and TextField columns of the model itself.",
            )


def _names(model: Any) -> Iterator[CheckMessage]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, OwnerKey | RelationKey) and len(constraint.name.encode()) > LONGEST_NAME:
            yield _error(
                "E013",
                model,
                f": {constraint.name} is longer than the {LONGEST_NAME} bytes that PostgreSQL keeps of a name.",
                "Give the constraint a shorter name=.",
            )


def _relations(model: Any) -> Iterator[CheckMessage]:
    """Relations that touch an owned model, from whichever side."""
    if model._meta.auto_created:
        # Told at the field that made it.
        return
    for field in model._meta.local_many_to_many:
        through = field.remote_field.through
        if (is_owned(model) or is_owned(field.remote_field.model)) and not is_owned(through):
            yield _plain(model, field, "Give it an explicit owned through model with two SameOwner.")
    for field in [*model._meta.local_fields, *model._meta.private_fields]:
        if field.is_relation and (is_owned(model) or is_owned(field.related_model)):
            yield from _relation(model, field)


def _relation(model: Any, field: Any) -> Iterator[CheckMessage]:
    target = field.related_model
    # A generic foreign key has no related model: it may point anywhere.
    if target is None or not isinstance(field, ForeignKey):
        yield _plain(model, field, "Use one OwnedForeignKey for each model that it may point at.")
    elif not isinstance(field, OwnedRelation):
        yield _plain(model, field, "Use OwnedForeignKey or OwnedOneToOneField.")
    elif not is_owned(model) and not is_published(target):
        yield _error(
            "E006",
            model,
            f".{field.name} could point at anybody's {target.__name__}, and its rows have no owner.",
            f'Derive {model.__name__} from OwnedModel, and add SameOwner("{field.name}") to its constraints.',
        )


def _plain(model: Any, field: Any, hint: str) -> CheckMessage:
    return _error("E007", model, f".{field.name} joins an owned model without the owner's predicate.", hint)
