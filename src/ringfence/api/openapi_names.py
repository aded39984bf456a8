"""Names of components and operations in the OpenAPI document: one thing each, whatever apps a project has.

Two apps may each have a ``Tag``: both are then called after their app (``NotesTag``), whichever comes first.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from django.apps import apps
from drf_spectacular.plumbing import get_class

PACKAGE = "ringfence."


def app_of(module: str) -> str:
    """The label of the app that ``module`` is part of; empty for this package's own and for libraries'."""
    config = apps.get_containing_app_config(module)
    return config.label if config is not None and not module.startswith((PACKAGE, "rest_framework")) else ""


def prefix_of(serializer: Any, view: Any) -> str:
    """What tells a serializer from another of its name: the app's name, else the module's."""
    module = str(get_class(serializer).__module__)
    label = app_of(module) or app_of(type(view).__module__) or module.rpartition(".")[2]
    return "".join(part.capitalize() for part in label.split("_"))


def is_ambiguous(serializer: Any) -> bool:
    """Whether models of several apps share the name of the serializer's model."""
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    return model is not None and bool(app_of(model.__module__)) and _names()[model.__name__] > 1


def is_taken(registry: Any, name: str, serializer: Any) -> bool:
    """Whether another serializer has ``name`` already. Two that were made on the spot with the same fields are one."""
    component = registry._components.get((name, "schemas"))
    if component is None:
        return False
    mine, other = get_class(serializer), get_class(component.object)
    return mine is not other and not _are_twins(mine, other)


def twin(registry: Any, name: str, serializer: Any) -> Any:
    """What has ``name`` already if it is the same as ``serializer``, else ``serializer``."""
    component = registry._components.get((name, "schemas"))
    same = component is not None and _are_twins(get_class(serializer), get_class(component.object))
    return component.object if same else serializer


def _are_twins(one: Any, other: Any) -> bool:
    fields = getattr(one, "_declared_fields", None), getattr(other, "_declared_fields", None)
    is_plain = (
        one.__qualname__ == other.__qualname__ and one.__module__ == other.__module__ == "rest_framework.serializers"
    )
    return (
        is_plain
        and None not in fields
        and {n: repr(f) for n, f in (fields[0] or {}).items()} == {n: repr(f) for n, f in (fields[1] or {}).items()}
    )


@cache
def _names() -> Counter[str]:
    return Counter(model.__name__ for model in apps.get_models() if app_of(model.__module__))
