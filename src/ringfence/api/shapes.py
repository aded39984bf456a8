"""``?fields=`` and ``?expand=``: how much of a row an answer shows, from an allow-list, in a fixed number of queries.

A serializer says in ``Meta.expandable`` which of its relations may be shown in full and by which serializer (a
class, or its dotted path). What the caller chose shapes answers only: a body is read the same whatever was chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import import_string
from rest_framework import serializers
from rest_framework.relations import RelatedField

from ringfence.api.params import InvalidParameters
from ringfence.api.relations import in_order

FIELDS, EXPAND = "fields", "expand"

# "authors.books": deeper answers are better asked for one by one.
MAX_EXPAND_DEPTH = 2
# Of the rows that one answer shows in full inside of others, which may be the same ones again and again.
MAX_EXPANDED = 10_000
# Of the parameters' values, which repeat names of the serializer: more than any list of them all takes.
_MAX_LENGTH = 2000
# Where a serializer's context counts them.
_EXPANDED = "expanded"


@dataclass(frozen=True, slots=True)
class Shape:
    """What to show of a row: ``fields`` (None: all), and the relations in full, each with a shape of its own."""

    fields: frozenset[str] | None = None
    expand: Mapping[str, Shape] = field(default_factory=dict)


WHOLE = Shape()


def expandable(serializer_class: Any) -> dict[str, Any]:
    """The serializer class of each field that may be expanded, by field name."""
    named = getattr(getattr(serializer_class, "Meta", None), "expandable", {})
    return {name: import_string(given) if isinstance(given, str) else given for name, given in named.items()}


def shape_of(query: Mapping[str, str], serializer_class: Any) -> Shape:
    """The shape that a query string asks for. Raises ``InvalidParameters`` (400) for what is not offered."""
    expand: dict[str, Shape] = {}
    if EXPAND in query:
        paths = _names(query, EXPAND, _choices(expandable(serializer_class)))
        for path in paths:
            expand = _expanded(expand, path.split("."), serializer_class)
        _refuse_repeated(EXPAND, paths)
    fields = None
    if FIELDS in query:
        known = [name for name, each in serializer_class().fields.items() if not each.write_only]
        chosen = _names(query, FIELDS, _choices(known))
        if not set(chosen) <= set(known):
            raise InvalidParameters(FIELDS, _choices(known))
        _refuse_repeated(FIELDS, chosen)
        fields = frozenset(chosen)
    return Shape(fields, expand)


def readable(serializer: Any) -> Iterator[Any]:
    """The fields that ``serializer`` shows, in its shape: nested serializers in the place of what is expanded."""
    shape = _shape(serializer)
    classes = expandable(type(serializer)) if shape.expand else {}
    sources = {str(serializer.fields[name].source): name for name in shape.expand}
    for name, each in serializer.fields.items():
        if each.write_only or (shape.fields is not None and name not in shape.fields):
            continue
        # By its source, so that a field's other name shows the same.
        expanded = sources.get(str(each.source))
        yield each if expanded is None else _nested(serializer, each, classes[expanded], shape.expand[expanded])


def prefetches(serializer: Any, prefix: str = "") -> Iterator[str]:
    """The relations that showing a row by ``serializer`` follows, for ``prefetch_related``.

    But the owner: for one's own rows nothing has to be read, and a user's row holds a password's hash.
    """
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    for each in getattr(serializer, "_readable_fields", ()) if model is not None else ():
        path = _followed(model, each)
        if not path:
            continue
        yield prefix + path
        nested = getattr(each, "child", each)
        if isinstance(nested, serializers.BaseSerializer):
            yield from prefetches(nested, f"{prefix}{path}__")


def relation_named(model: Any, source: str) -> Any:
    """The relation of ``model`` whose attribute a field's source names; None where it names something else."""
    relations = (relation for relation in model._meta.get_fields() if relation.is_relation)
    return next((relation for relation in relations if _attribute(relation) == source), None)


def _attribute(relation: Any) -> Any:
    return relation.name if relation.concrete or relation.many_to_many else relation.get_accessor_name()


def _followed(model: Any, each: Any) -> str:
    """The relations, joined by ``__``, that ``each`` reads other rows by; empty where a column answers."""
    hops: list[str] = []
    for name in each.source_attrs:
        relation = relation_named(model, name)
        if relation is None or name == "owner":
            break
        is_last = len(hops) + 1 == len(each.source_attrs)
        by_key = isinstance(each, RelatedField) and relation.concrete and each.use_pk_only_optimization()
        if is_last and by_key:
            break
        hops.append(name)
        model = relation.related_model
    return "__".join(hops)


def _names(query: Mapping[str, str], parameter: str, choices: str) -> list[str]:
    text = query[parameter]
    if not text or len(text) > _MAX_LENGTH:
        raise InvalidParameters(parameter, choices)
    return text.split(",")


def _refuse_repeated(parameter: str, names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise InvalidParameters(parameter, "A name is given more than once.", "repeated")


def _choices(names: Collection[str]) -> str:
    return f"Choose from: {', '.join(names)}." if names else "Nothing can be expanded there."


def _expanded(expand: Mapping[str, Shape], path: list[str], serializer_class: Any, depth: int = 1) -> dict[str, Shape]:
    """``expand`` with one more path."""
    offered = expandable(serializer_class) if depth <= MAX_EXPAND_DEPTH else {}
    name, *rest = path
    if name not in offered:
        raise InvalidParameters(EXPAND, _choices(offered))
    inner = expand.get(name, WHOLE).expand
    if rest:
        inner = _expanded(inner, rest, offered[name], depth + 1)
    return {**expand, name: Shape(None, inner)}


def _shape(serializer: Any) -> Shape:
    """The serializer's own shape; that of the request for the one at the top, alone or in a list."""
    own: Shape | None = getattr(serializer, "shape", None)
    if own is not None:
        return own
    parent = serializer.parent
    is_top = parent is None or (isinstance(parent, serializers.ListSerializer) and parent.parent is None)
    chosen: Shape = serializer.context.get("shape", WHOLE) if is_top else WHOLE
    return chosen


def _nested(serializer: Any, replaced: Any, nested_class: Any, shape: Shape) -> Any:
    source, name = str(replaced.source), str(replaced.field_name)
    options: dict[str, Any] = {"read_only": True} | ({"source": source} if source != name else {})
    if _is_to_many(serializer.Meta.model, source):
        shaped = nested_class()
        nested = NestedRows(child=shaped, **options)
    else:
        nested = shaped = nested_class(allow_null=True, **options)
    shaped.shape = shape
    nested.bind(name, serializer)
    return nested


class NestedRows(serializers.ListSerializer[Any]):
    """Related rows in full, in the order in which their ids are listed otherwise."""

    def to_representation(self, data: Any) -> list[Any]:
        """As ``ListSerializer``, up to ``MAX_EXPANDED`` rows for one answer; raises ``InvalidParameters`` beyond."""
        rows = in_order(data.all())
        context: Any = self.context
        context[_EXPANDED] = context.get(_EXPANDED, 0) + len(rows)
        if context[_EXPANDED] > MAX_EXPANDED:
            message = f"More than {MAX_EXPANDED} rows: ask for a smaller page, or for them by themselves."
            raise InvalidParameters(EXPAND, message, "max_length")
        return super().to_representation(rows)


def _is_to_many(model: Any, source: str) -> bool:
    relation = relation_named(model, source)
    return bool(relation.many_to_many or relation.one_to_many)
