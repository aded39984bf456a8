"""The trash: what is deleted leaves its tables, and is kept in one of its own until it is restored or purged.

``throw_away`` stores a row with everything that its deletion takes along and deletes it for real, so that no query,
constraint or index has to know of it; ``restore`` puts it back under its old id. Both act in the owner's scope and
reach the owner's rows alone.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.db import connections, router, transaction
from django.db.models import CharField, Model, ProtectedError, QuerySet, RestrictedError, SlugField, TextField
from django.db.models.deletion import Collector
from django.utils import timezone
from rest_framework.utils.encoders import JSONEncoder

from ringfence.api.errors import Conflict
from ringfence.api.models import TrashedRow
from ringfence.api.retention import trash_kept
from ringfence.api.stored_rows import pack, weight
from ringfence.ownership.registry import is_owned, policy_of
from ringfence.ownership.scope import maintenance

# What personal tokens open it by: it holds rows of every app, so the right to one of them is not enough.
SCOPE = "trash"

# One deletion is kept in one row of the database, which has to be read and written whole.
MAX_ROWS = 100_000
MAX_CHARACTERS = 64 * 1024 * 1024

_TITLE_LENGTH = 200


def throw_away(row: Any, shown: Any = None) -> TrashedRow | None:
    """Delete ``row``, with all that Django's cascade takes along, into the trash; None when it is gone already.

    ``shown`` is what the API has shown of it. Raises ``Conflict`` (409) where other rows protect it, or when
    too many hang on it to be kept.
    """
    model: Any = row._meta.concrete_model
    using = router.db_for_write(model)
    with in_transaction(using):
        # Read anew: what is stored is what the database has, all of it.
        present = model._base_manager.writable().select_for_update().filter(pk=row.pk).first()
        if present is None:
            return None
        found = _Everything(using=using, origin=present)
        with _refusals_explained():
            found.collect([present])
        thrown: TrashedRow = TrashedRow.objects.create(
            owner_id=present.owner_id,
            kind=model._meta.label_lower,
            row=present.pk,
            title=_title(present),
            content={} if shown is None else json.loads(json.dumps(shown, cls=JSONEncoder)),
            rows=_entries(found),
            loosened=_loosened(found),
        )
        found.delete()
    return thrown


@contextmanager
def _refusals_explained() -> Iterator[None]:
    try:
        yield
    except ProtectedError as exc:
        raise Conflict(_still_needed(exc.protected_objects)) from exc
    except RestrictedError as exc:
        raise Conflict(_still_needed(exc.restricted_objects)) from exc


def remove(row: Any, shown: Any = None, *, keep: bool) -> bool:
    """Delete ``row``, into the trash or for good; False when it is gone already. Raises as :func:`throw_away`."""
    if keep:
        return throw_away(row, shown) is not None
    with _refusals_explained():
        deleted: int = row.delete()[0]
    return deleted > 0


def keeps(model: Any, chosen: bool | None) -> bool:
    """Whether rows of ``model`` go to the trash: as ``chosen``, else where their owner alone reads them.

    On a published row hang other people's, which its owner can neither store nor bring back.
    """
    return policy_of(model).readers == "owner" if chosen is None else chosen


def live(rows: QuerySet[TrashedRow]) -> QuerySet[TrashedRow]:
    """Those of ``rows`` that can still be restored."""
    return rows.filter(deleted_at__gt=timezone.now() - trash_kept())


def empty() -> int:
    """Delete everything in the owner's trash for good, and return how many rows were thrown away."""
    # In one order everywhere, so that two at once do not wait for each other.
    ids = list(TrashedRow.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    return sum(TrashedRow.objects.filter(pk__in=some).delete()[0] for some in chunks(ids))


def purge() -> int:
    """Delete for good what nobody can restore any more, of everybody, and return how many rows were thrown away."""
    with maintenance("purge of the trash"):
        deleted: int = TrashedRow.objects.filter(deleted_at__lte=timezone.now() - trash_kept()).delete()[0]
    return deleted


def in_transaction(using: str) -> AbstractContextManager[Any]:
    """The transaction that is open, else one."""
    return nullcontext() if connections[using].in_atomic_block else transaction.atomic(using=using)


def chunks(items: list[Any], size: int = 1000) -> Iterator[list[Any]]:
    """The items, so many at a time: a statement takes only so many parameters."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


class _Everything(Collector):
    """Django's collector, which leaves nothing to be deleted unseen, locks what it finds and keeps to the scope."""

    def _has_signal_listeners(self, model: type[Model]) -> bool:
        # Where there might be listeners, Django reads every row whole instead of deleting it unread.
        return True

    def related_objects(self, related_model: Any, related_fields: Any, objs: Any) -> Any:
        rows: Any = super().related_objects(related_model, related_fields, objs)
        return rows.writable().select_for_update().order_by("pk") if is_owned(related_model) else rows

    def add(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        added = super().add(objs, *args, **kwargs)
        if sum(map(len, self.data.values())) > MAX_ROWS:
            raise _too_much()
        return added


def _entries(found: Any) -> list[dict[str, Any]]:
    """Every row that goes, in an order in which they can be stored again."""
    found.sort()
    # What Django deletes first is what points at the others.
    entries = [pack(row) for model in reversed(found.data) for row in sorted(found.data[model], key=lambda row: row.pk)]
    if sum(map(weight, entries)) > MAX_CHARACTERS:
        raise _too_much()
    return entries


def _loosened(found: Any) -> list[dict[str, Any]]:
    """The references that the deletion sets to null, by the row that they pointed at."""
    pointing: dict[tuple[Any, str], list[int]] = defaultdict(list)
    for (field, value), querysets in found.field_updates.items():
        if value is not None:
            continue
        for pk, target in (pair for rows in querysets for pair in rows.values_list("pk", field.attname)):
            pointing[field, str(target)].append(pk)
    if sum(map(len, pointing.values())) > MAX_ROWS:
        raise _too_much()
    return [
        {"model": field.model._meta.label_lower, "field": field.name, "to": target, "pks": pks}
        for (field, target), pks in pointing.items()
    ]


def _title(row: Any) -> str:
    """What a person knows the row by: its first text, a short one before a long one, else what it says of itself."""
    texts = [f for f in row._meta.concrete_fields if isinstance(f, CharField | TextField) and not f.choices]
    for field in sorted(texts, key=lambda field: isinstance(field, TextField)):
        text = field.value_from_object(row)
        if text and not isinstance(field, SlugField):
            return str(text)[:_TITLE_LENGTH]
    return str(row)[:_TITLE_LENGTH]


def _still_needed(rows: Iterable[Any]) -> str:
    """A sentence about the rows that keep another from being deleted."""
    counted = Counter(type(row) for row in rows)
    named = [
        f"{number} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in sorted(counted.items(), key=lambda item: item[0]._meta.label)
    ]
    return f"Still needed by {' and '.join(named)}."


def _too_much() -> Conflict:
    return Conflict("Too much would be deleted with it to be kept in the trash: delete some of that first.")
