"""Refusals at start-up for what a view names: its rows, and what a request may filter, search and order by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, Index, Model, QuerySet, TextField, UniqueConstraint
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND, OR, WhereNode

from ringfence.api.filters import QueryFilter
from ringfence.api.views import OwnedGenericViewSet
from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.registry import is_owned, policy_of


def check_view(view: Any) -> Iterator[CheckMessage]:
    """E102, E103 and W101 for one owner-scoped view class."""
    queryset = getattr(view, "queryset", None)
    if queryset is None:
        if issubclass(view, OwnedGenericViewSet):
            complaint = " has no queryset, so that nobody can tell which rows it is about."
            yield _error("E102", view, complaint, "Name one in the class: queryset = Note.objects.order_by(...).")
        return
    queryset, model = queryset.all(), queryset.model
    if not is_owned(model):
        complaint = f".queryset is of {model._meta.label}, which has no owner."
        yield _error("E102", view, complaint, "Derive the model from OwnedModel, or the view from something else.")
        return
    if not is_scoped(queryset):
        complaint = ".queryset reaches past the scope."
        yield _error("E102", view, complaint, f"Begin it with {model.__name__}.objects.")
    yield from _names(view, queryset)
    yield from _filters(view, queryset)
    yield from _order(view, queryset)


def is_scoped(queryset: QuerySet[Any]) -> bool:
    """Whether every row of ``queryset`` passes the owner's predicate, as a manager of an owned model has it."""
    query = queryset.query
    if query.combinator:
        return all(part.where is not None and _binds(part.where) for part in query.combined_queries)
    return _binds(query.where)


def _binds(node: Any) -> bool:
    if isinstance(node, WithinReach):
        return True
    if isinstance(node, Exact):
        return node.rhs is True and _binds(node.lhs)
    if not isinstance(node, WhereNode) or node.negated:
        return False
    found = [_binds(child) for child in node.children]
    return (node.connector == AND and any(found)) or (node.connector == OR and bool(found) and all(found))


def _names(view: Any, queryset: QuerySet[Any]) -> Iterator[CheckMessage]:
    """The allow-lists of search and ordering hold columns, which no name of a request can leave."""
    model = queryset.model
    columns = {name: field for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    texts = {name for name, field in columns.items() if isinstance(field, CharField | TextField)}
    # By the name of a relation, Django would order as the other model does.
    sortable = {"pk", *queryset.query.annotations}
    sortable |= {name for name, field in columns.items() if not field.is_relation or name == field.attname}
    for attribute, allowed, kind in (("search_fields", texts, "text column"), ("ordering_fields", sortable, "column")):
        names = getattr(view, attribute, None) or ()
        wrong = [name for name in ([names] if isinstance(names, str) else names) if name not in allowed]
        if wrong:
            yield _error(
                "E103",
                view,
                f".{attribute} names {', '.join(wrong)}: no {kind} of {model._meta.label}.",
                f"Name {kind}s of the model itself, without a prefix and without a hop (shelf_id, not shelf).",
            )


def _filters(view: Any, queryset: QuerySet[Any]) -> Iterator[CheckMessage]:
    """A filter may hop, where it is declared; over relations of owned models only."""
    filterset: Any = QueryFilter().get_filterset_class(view, queryset)
    for parameter, declared in filterset.base_filters.items() if filterset else ():
        for path in _paths(declared):
            complaint = _fault(queryset, path)
            if complaint:
                yield _error(
                    "E103",
                    view,
                    f": the filter {parameter} {complaint}.",
                    "Filter by the model's own columns and those of owned models that it relates to.",
                )


def _paths(declared: Any) -> Iterable[str]:
    """The paths, from column to lookup, by which a filter asks; none for one that is a method of its own."""
    if declared.method is not None:
        return []
    if hasattr(declared, "param_map"):
        return list(declared.param_map.values())
    lookups = [declared.lookup_expr] if isinstance(declared.lookup_expr, str) else declared.lookup_expr
    return [f"{declared.field_name}{LOOKUP_SEP}{lookup}" for lookup in lookups or ["exact"]]


def _fault(queryset: QuerySet[Any], path: str) -> str:
    model: Any = queryset.model
    for place, part in enumerate(path.split(LOOKUP_SEP)):
        try:
            field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        except FieldDoesNotExist:
            # A lookup ends every path; only its beginning has to be a name.
            known = place or part in queryset.query.annotations
            return "" if known else f"goes by {part}, which {model._meta.label} does not have"
        if not field.is_relation or part not in (field.name, "pk"):
            # A column: the model's own, or that of a relation (shelf_id).
            return ""
        for reached in [info.to_opts.model for info in getattr(field, "path_infos", [])] or [None]:
            if not is_owned(reached):
                label = reached._meta.label if reached else "any model"
                return f"reaches {label} by {path}, which has no owner"
        model = field.related_model
    return ""


def _order(view: Any, queryset: QuerySet[Any]) -> Iterator[CheckMessage]:
    model = queryset.model
    wanted = _default_order(queryset) if hasattr(view, "list") else None
    if not wanted:
        return
    owner = [("owner", False)] if policy_of(model).readers == "owner" else []
    turned = [(name, not descending) for name, descending in wanted]
    for columns in _indexed(model):
        if columns[: len(owner)] == owner:
            rest = columns[len(owner) :][: len(wanted)]
            if rest in (wanted, turned):
                return
    order = [f"-{name}" if descending else name for name, descending in [*wanted, ("id", wanted[-1][1])]]
    fields = ", ".join(f'"{name}"' for name in [*(name for name, _ in owner), *order])
    yield checks.Warning(
        f"{view.__qualname__} lists {model._meta.label} in an order that no index has: every page sorts every row.",
        hint=f"Add models.Index(fields=[{fields}], name=...) to Meta.indexes.",
        obj=view,
        id="ringfence.W101",
    )


def _default_order(queryset: QuerySet[Any]) -> list[tuple[str, bool]] | None:
    """The columns that rows come by, and whether each descends, but for a primary key at the end.

    None where the order is not one of columns.
    """
    query, meta = queryset.query, queryset.model._meta
    order: list[tuple[str, bool]] = []
    item: Any
    for item in query.order_by or (meta.ordering if query.default_ordering else ()):
        if isinstance(item, OrderBy) and isinstance(item.expression, F):
            name, descending = getattr(item.expression, "name", ""), item.descending
        elif isinstance(item, str):
            name, descending = item.removeprefix("-"), item.startswith("-")
        else:
            return None
        try:
            field: Any = meta.pk if name == "pk" else meta.get_field(name)
        except FieldDoesNotExist:
            return None
        order.append((field.name, descending))
    while order and meta.get_field(order[-1][0]).primary_key:
        order.pop()
    return order


def _indexed(model: type[Model]) -> Iterator[list[tuple[str, bool]]]:
    """The columns of each whole index of ``model``, and whether each descends."""
    for index in model._meta.indexes:
        if type(index) is Index and index.condition is None:
            yield [(name, bool(order)) for name, order in index.fields_orders]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
            yield [(name, False) for name in constraint.fields]
    fields: list[Any] = list(model._meta.local_concrete_fields)
    yield from ([(field.name, False)] for field in fields if field.unique or field.db_index)


def _error(code: str, view: Any, complaint: str, hint: str) -> CheckMessage:
    """The error ``code`` about a view, whose name ``complaint`` goes on from."""
    return checks.Error(f"{view.__qualname__}{complaint}", hint=hint, obj=view, id=f"ringfence.{code}")
