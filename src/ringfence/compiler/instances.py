"""Whether reading columns is as good as reading rows: what makes a model's instances may change them."""

from __future__ import annotations

from functools import cache
from inspect import getattr_static
from typing import Any

from django.db.models import Manager, Model, QuerySet, signals
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import ModelIterable
from django.db.models.query_utils import DeferredAttribute

from ringfence.ownership.models import OwnedManager
from ringfence.ownership.registry import is_owned

# What an instance is made by, what gives its attributes, and what a queryset's instances come by.
_WAYS = ("__init__", "__getattribute__", "from_db")
_PLAIN = {DeferredAttribute, ForeignKeyDeferredAttribute}
_SIGNALS = (signals.pre_init, signals.post_init)


def why_no_columns(model: Any) -> str:
    """Why an instance of ``model`` may be something else than its columns; empty where it is these."""
    if any(signal.has_listeners(model) for signal in _SIGNALS):
        return "somebody hears of each row that is read"
    own = _own_way(model)
    return f"{own} is its own" if own else ""


def why_not_joined(model: Any) -> str:
    """The same of a row that another one points to, which is fetched by the model's base manager."""
    if type(model._base_manager) is not (OwnedManager if is_owned(model) else Manager):
        return "it has a base manager of its own"
    return why_no_columns(model)


@cache
def is_stored(model: Any, field: Any) -> bool:
    """Whether the attribute of a concrete field is the column's value, and not what a descriptor makes of it."""
    return type(getattr_static(model, field.attname, None)) in _PLAIN


def gives_instances(queryset: Any) -> bool:
    """Whether a queryset's rows are instances of its model, as Django makes them."""
    return queryset._iterable_class is ModelIterable and type(queryset)._fetch_all is QuerySet._fetch_all


@cache
def _own_way(model: Any) -> str:
    return next((name for name in _WAYS if getattr_static(model, name) is not getattr_static(Model, name)), "")
