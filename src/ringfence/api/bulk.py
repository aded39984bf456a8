"""``POST <collection>/bulk/``: create, update and delete many rows in one request, all of them or none.

Every item passes the view's own serializer and its ``perform_create``, ``perform_update`` and ``perform_destroy``; the
errors of all items come back at once, by part and place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from rest_framework.decorators import action
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.settings import api_settings

from ringfence.api import shapes
from ringfence.api.bulk_schema import describe
from ringfence.api.errors import Conflict, constraint_error
from ringfence.api.relations import OwnedPrimaryKeyField

CREATE, UPDATE, DELETE = "create", "update", "delete"
ID = "id"

# The method by which each part is done to one row, and the HTTP method that asks for it.
_SINGLE = {CREATE: ("create", "post"), UPDATE: ("partial_update", "patch"), DELETE: ("destroy", "delete")}
_STANDARD = ("rest_framework.", "ringfence.api.")

_KEY = OwnedPrimaryKeyField(read_only=True)


class BulkWrites:
    """The action ``bulk`` of a viewset: ``{"create": [{…}], "update": [{"id", …}], "delete": [id]}``.

    A part is offered where the viewset does the same to one row by REST framework's own method: rules that a view
    has put into a ``create`` of its own are not passed by.
    """

    # The most items of one request, all parts together.
    bulk_limit = 500

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "serializer_class" in vars(cls):
            describe(cls)

    @action(detail=False, methods=["post"])
    def bulk(self: Any, request: Request) -> Response:
        """Create, update and delete many in one request: all of it is done, or nothing.

        ``create`` has bodies as for POST, ``update`` bodies as for PATCH with the ``id`` in them, ``delete`` ids. The
        errors of a 400 are by part and by the item's place, from 0.
        """
        return Response(_Bulk(self, request.data).done())


class _Bulk:
    """One bulk request: read, checked item by item, then done."""

    def __init__(self, view: Any, data: Any) -> None:
        self.view = view
        self.errors: dict[str, dict[int, Any]] = {CREATE: {}, UPDATE: {}, DELETE: {}}
        self.parts = _parts(view, data)
        # By place in the request.
        self.serializers: dict[str, dict[int, Any]] = {CREATE: {}, UPDATE: {}}
        self.ids: dict[str, dict[int, int]] = {UPDATE: {}, DELETE: {}}

    def done(self) -> dict[str, Any]:
        """The answer. Raises ``ValidationError`` with every item's errors, ``PermissionDenied`` as one write does."""
        self._read_ids()
        rows = self._locked_rows()
        self._check(rows)
        self._raise_errors()
        deleted = self._delete(rows)
        if deleted:
            self._read_again()
        updated = self._save(UPDATE, self.view.perform_update)
        created = self._save(CREATE, self.view.perform_create)
        # An ETag is of one row alone.
        self.view._shown = None
        self._raise_errors()
        return {"created": self._shown(created), "updated": self._shown(updated), "deleted": deleted}

    def _read_ids(self) -> None:
        """The ids of the rows to be changed, each named once."""
        seen: set[int] = set()
        for part in (UPDATE, DELETE):
            for place, item in enumerate(self.parts[part]):
                try:
                    pk = _id_in(item) if part == UPDATE else _id(item)
                    if pk in seen:
                        raise ValidationError([ErrorDetail("Given more than once.", "repeated")])
                except ValidationError as exc:
                    is_about_id = part == UPDATE and isinstance(exc.detail, list)
                    self.errors[part][place] = {ID: exc.detail} if is_about_id else exc.detail
                    continue
                seen.add(pk)
                self.ids[part][place] = pk

    def _locked_rows(self) -> dict[int, Any]:
        """The rows within reach by id, locked in one order, so that two requests do not wait for each other."""
        ids = {*self.ids[UPDATE].values(), *self.ids[DELETE].values()}
        if not ids:
            return {}
        queryset = self.view.get_queryset()
        locked = queryset.model._base_manager.writable().select_for_update().filter(pk__in=ids).order_by("pk")
        list(locked.values_list("pk", flat=True))
        rows = {row.pk: row for row in queryset.filter(pk__in=ids)}
        for row in rows.values():
            self.view.check_object_permissions(self.view.request, row)
        return rows

    def _check(self, rows: Mapping[int, Any]) -> None:
        """Let the view's serializer look at every item."""
        for place, item in enumerate(self.parts[CREATE]):
            self._take(CREATE, place, self.view.get_serializer(data=item))
        for place, pk in self.ids[UPDATE].items():
            if pk not in rows:
                self.errors[UPDATE][place] = {ID: [_not_found()]}
                continue
            fields = {name: value for name, value in self.parts[UPDATE][place].items() if name != ID}
            self._take(UPDATE, place, self.view.get_serializer(rows[pk], data=fields, partial=True))
        for place, pk in self.ids[DELETE].items():
            if pk not in rows:
                self.errors[DELETE][place] = [_not_found()]

    def _take(self, part: str, place: int, serializer: Any) -> None:
        if serializer.is_valid():
            self.serializers[part][place] = serializer
        else:
            self.errors[part][place] = serializer.errors

    def _delete(self, rows: Mapping[int, Any]) -> list[int]:
        self._prefetch([rows[pk] for pk in self.ids[DELETE].values()])
        deleted = []
        for place, pk in self.ids[DELETE].items():
            if self._attempt(DELETE, place, self._remove, rows[pk]):
                deleted.append(pk)
        return deleted

    def _remove(self, row: Any) -> None:
        try:
            self.view.perform_destroy(row)
        except NotFound:
            # It went along with one that was deleted before it.
            return

    def _read_again(self) -> None:
        """A deletion may have taken rows along, or references of rows that are to be updated."""
        waiting = self.serializers[UPDATE]
        ids = [self.ids[UPDATE][place] for place in waiting]
        rows = {row.pk: row for row in self.view.get_queryset().filter(pk__in=ids)} if ids else {}
        for place, serializer in list(waiting.items()):
            serializer.instance = rows.get(self.ids[UPDATE][place])
            if serializer.instance is None:
                self.errors[UPDATE][place] = {ID: [_not_found()]}
                del waiting[place]

    def _save(self, part: str, save: Callable[[Any], None]) -> list[Any]:
        return [
            serializer.instance
            for place, serializer in self.serializers[part].items()
            if self._attempt(part, place, save, serializer)
        ]

    def _attempt(self, part: str, place: int, write: Callable[[Any], None], what: Any) -> bool:
        """Write ``what`` in a savepoint; whether it could be done. An error is noted, so that others are found too."""
        try:
            with transaction.atomic():
                write(what)
        except IntegrityError as exc:
            self.errors[part][place] = constraint_error(exc, self.view._models()) or _general(Conflict().detail)
        except ValidationError as exc:
            self.errors[part][place] = exc.detail
        except (Conflict, NotFound) as exc:
            self.errors[part][place] = [exc.detail] if part == DELETE else _general(exc.detail)
        else:
            return True
        return False

    def _shown(self, rows: list[Any]) -> Any:
        """The rows as a list shows them."""
        for row in rows:
            row._prefetched_objects_cache = {}
        self._prefetch(rows)
        return self.view.get_serializer(rows, many=True).data

    def _prefetch(self, rows: list[Any]) -> None:
        prefetch_related_objects(rows, *shapes.prefetches(self.view.get_serializer()))

    def _raise_errors(self) -> None:
        errors: dict[str, Any] = {part: dict(sorted(found.items())) for part, found in self.errors.items() if found}
        if errors:
            raise ValidationError(errors)


def offered(view: Any) -> list[str]:
    """The parts that ``view``, a viewset or its class, offers."""
    view_class: Any = view if isinstance(view, type) else type(view)
    return [
        part
        for part, (name, method) in _SINGLE.items()
        if method in view_class.http_method_names
        and getattr(getattr(view_class, name, None), "__module__", "").startswith(_STANDARD)
    ]


def _parts(view: Any, data: Any) -> dict[str, list[Any]]:
    """The items by part. Raises ``ValidationError``."""
    if not isinstance(data, Mapping):
        raise ValidationError(_not_an_object(data))
    known = offered(view)
    unknown = {str(name): [ErrorDetail("Unknown field.", "unknown")] for name in data if name not in known}
    no_lists = {
        name: [ErrorDetail(f'Expected a list of items but got type "{type(value).__name__}".', "not_a_list")]
        for name, value in data.items()
        if name in known and not isinstance(value, list)
    }
    if unknown or no_lists:
        raise ValidationError({**no_lists, **unknown})
    total = sum(map(len, data.values()))
    if total == 0:
        raise ValidationError(_general(ErrorDetail(f"Give at least one item in: {', '.join(known)}.", "required")))
    if total > view.bulk_limit:
        raise ValidationError(_general(ErrorDetail(f"At most {view.bulk_limit} items together.", "max_length")))
    return {part: data.get(part, []) for part in _SINGLE}


def _id_in(item: Any) -> int:
    if not isinstance(item, Mapping):
        raise ValidationError(_not_an_object(item))
    if ID not in item:
        raise ValidationError([ErrorDetail("This field is required.", "required")])
    return _id(item[ID])


def _id(data: Any) -> int:
    """An id, which may be nobody's. Raises ``ValidationError``."""
    try:
        return _KEY.key_of(data)
    except ValidationError as exc:
        if exc.get_codes() == ["does_not_exist"]:
            raise ValidationError([_not_found()]) from exc
        raise


def _not_found() -> ErrorDetail:
    return ErrorDetail(str(NotFound.default_detail), "not_found")


def _not_an_object(data: Any) -> dict[str, list[Any]]:
    message = str(Serializer.default_error_messages["invalid"]).format(datatype=type(data).__name__)
    return _general(ErrorDetail(message, "invalid"))


def _general(detail: Any) -> dict[str, list[Any]]:
    return {api_settings.NON_FIELD_ERRORS_KEY: [detail]}
