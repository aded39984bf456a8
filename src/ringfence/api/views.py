"""``OwnedViewSet``: list, create, retrieve, update and delete, inside the caller's scope and one transaction.

A view names a queryset and a serializer; it writes neither ``get_queryset`` nor ``perform_create``, since
the model's manager and ``save`` know the owner. Another owner's row is not there (404).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, nullcontext, suppress
from typing import Any

from django.apps import apps
from django.core.exceptions import RequestDataTooBig
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase
from django.http.request import UnreadablePostError
from rest_framework import mixins
from rest_framework.exceptions import APIException, NotFound, PermissionDenied, ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from ringfence.api import idempotency, preconditions, shapes, shortcuts, trash
from ringfence.api.bulk import BulkWrites
from ringfence.api.errors import Conflict, constraint_error, exception_handler
from ringfence.api.filters import Ordering, QueryFilter, Search, check_parameters, is_shaped
from ringfence.api.negotiation import ContentNegotiation
from ringfence.api.openapi import AutoSchema
from ringfence.api.pagination import Pages
from ringfence.api.parsers import StrictJSONParser
from ringfence.api.reads import CompiledReads
from ringfence.api.shapes import WHOLE
from ringfence.ownership.registry import is_owned
from ringfence.ownership.scope import Scope, entered, owner_scope, owner_transaction


class OwnedView(APIView):
    """The transaction and the scope of a request, for any REST framework view of owned models.

    A write is one transaction that encloses rendering and is rolled back for every answer of 400 or more, so
    that nothing is half written; REST framework alone renders after its view has returned.
    """

    # Whether an answer of 400 or more undoes what the view wrote. A view that counts wrong passwords says no,
    # and keeps its own writes whole.
    undoes_refusals = True
    # Apps beside its own whose rows the view reads or writes: a token that opens some apps only has to open each.
    further_apps: Sequence[str] = ()

    # Said here and not left to a project's settings, whose defaults are REST framework's: open to anyone.
    permission_classes: Sequence[Any] = (IsAuthenticated,)
    parser_classes: Sequence[Any] = (StrictJSONParser,)
    renderer_classes: Sequence[Any] = (JSONRenderer,)
    content_negotiation_class = ContentNegotiation
    schema = AutoSchema()
    # What a write of this view may be refused with, besides what any may: for the OpenAPI document.
    refusals: Sequence[APIException] = ()

    def get_exception_handler(self) -> Any:
        """Errors with stable codes, whatever the project's own handler."""
        return exception_handler

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As ``APIView.dispatch``, rendered, in one transaction."""
        writing = request.method not in SAFE_METHODS
        in_transaction = writing or connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
        if writing:
            # Before the transaction: a slow sender must not hold SQLite's write lock. What is too large or
            # breaks off meets the same exception again in the parser, where it becomes an answer.
            with suppress(RequestDataTooBig, UnreadablePostError):
                request.body  # noqa: B018
        try:
            # On SQLite for writes only, since its transactions take the write lock at once.
            with owner_transaction() if in_transaction else nullcontext(), ExitStack() as self._scope:
                response = super().dispatch(request, *args, **kwargs)
                return self._complete(response, in_transaction=in_transaction, writing=writing)
        except IntegrityError as exc:
            return self._refusal(exc)

    def perform_authentication(self, request: Request) -> None:
        """Authenticate, then act as the caller, or as a visitor, until the answer is rendered."""
        super().perform_authentication(request)
        if request.user is not None and request.user.is_authenticated:
            scope = owner_scope(request.user)
            told = getattr(request.auth, "owner_is_set", False)
        else:
            scope, told = Scope("anyone"), False
        self._scope.enter_context(entered(scope, told=told))

    def check_permissions(self, request: Request) -> None:
        """As ``APIView.check_permissions``; a token that opens some apps only has to open this one."""
        super().check_permissions(request)
        allows = getattr(request.auth, "allows", None)
        writing = request.method not in SAFE_METHODS
        if allows and not all(allows(label, writing=writing) for label in (self.app_label(), *self.further_apps)):
            raise PermissionDenied("The token does not open this.", code="insufficient_scope")

    def app_label(self) -> str:
        """The app whose rows the view gives, for tokens that open some apps only; the view's own by default."""
        models = self._models()
        if models:
            return str(models[0]._meta.app_label)
        config = apps.get_containing_app_config(type(self).__module__)
        return config.label if config else ""

    def _complete(self, response: Any, *, in_transaction: bool, writing: bool) -> HttpResponseBase:
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
        connection = connections[DEFAULT_DB_ALIAS]
        # Only the request's own transaction is its to undo, never one that a caller (a test) has opened around it.
        if in_transaction:
            if response.status_code >= 400:
                if self.undoes_refusals:
                    transaction.set_rollback(True)
            elif writing and connection.vendor == "postgresql":
                # Here and not at COMMIT, so that a refusal still becomes an answer inside the scope.
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return response

    def _refusal(self, exc: IntegrityError) -> HttpResponseBase:
        """The answer to a write that a database constraint refused: 400 by field, else 409."""
        errors = constraint_error(exc, self._models())
        answer: APIException = ValidationError(errors) if errors else Conflict()
        response: Response = self.handle_exception(answer)
        self.finalize_response(self.request, response)
        return response.render()

    def _models(self) -> list[Any]:
        """The models that a write of this view touches: the serializer's (or the queryset's) and its relations'."""
        meta = getattr(getattr(self, "serializer_class", None), "Meta", None)
        model = getattr(meta, "model", None) or getattr(getattr(self, "queryset", None), "model", None)
        if model is None:
            return []
        return [model, *{field.related_model for field in model._meta.get_fields() if is_owned(field.related_model)}]


class OwnedGenericViewSet(OwnedView, GenericViewSet):
    """What every viewset of an owned model has; actions come from REST framework's mixins, as in its own.

    ``search_fields``, ``ordering_fields`` and ``filterset_class`` are allow-lists; any other query parameter is a
    400 that names the known ones. ``pagination_class`` offers pages, limit/offset and cursors.
    """

    pagination_class = Pages
    filter_backends = (QueryFilter, Search, Ordering)
    search_fields: list[str] = []
    ordering_fields: list[str] = []
    lookup_value_regex = "[1-9][0-9]{0,18}"
    # The actions that filter, search and order (an export and a summary may, as a list does), and what others read
    # of the query string, by action.
    filtered_actions: frozenset[str] = frozenset({"list"})
    extra_parameters: Mapping[str, Iterable[str]] = {}
    # Whether a POST may carry an Idempotency-Key. Never where an answer holds a secret that is shown once.
    idempotent = False

    # The row that the answer shows, and the key that the client chose for its POST.
    _shown: Any = None
    _claimed: Any = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As ``APIView.initial``, then refuse unknown query parameters and answer what was done before."""
        super().initial(request, *args, **kwargs)
        self.read_parameters(request)
        if self.idempotent and request.method == "POST":
            self._claimed = idempotency.claim(request)

    def read_parameters(self, request: Request) -> None:
        """Refuse unknown query parameters (400), and take the shape that they ask for."""
        check_parameters(self, request)
        self.shape = shapes.shape_of(request.query_params, self.get_serializer_class()) if is_shaped(self) else WHOLE

    def handle_exception(self, exc: Exception) -> Any:
        """As ``APIView.handle_exception``; an answer that was given before is given again."""
        return exc.response if isinstance(exc, idempotency.Replay) else super().handle_exception(exc)

    def get_queryset(self) -> Any:
        """The view's rows, with the relations that its serializer shows: a fixed number of statements."""
        rows: Any = super().get_queryset()
        if not is_shaped(self) or getattr(self, "swagger_fake_view", False):
            return rows
        serializer = self.get_serializer_class()(context=self.get_serializer_context())
        wanted = [path for path in shapes.prefetches(serializer) if path not in rows._prefetch_related_lookups]
        return rows.prefetch_related(*wanted) if wanted else rows

    def get_serializer_context(self) -> dict[str, Any]:
        """As in REST framework, with the shape that the caller chose."""
        return {**super().get_serializer_context(), "shape": getattr(self, "shape", WHOLE)}

    def perform_create(self, serializer: Any) -> None:
        """Store the new row."""
        self._store(serializer)

    def perform_update(self, serializer: Any) -> None:
        """Store the changed row."""
        self._store(serializer)

    def _store(self, serializer: Any) -> None:
        self._shown = row = serializer.save()
        if is_shaped(self):
            # What a read shows of other rows, at the price of a read: not a statement for each of them. Shaped at
            # once, since REST framework throws away what is prefetched of a changed row.
            row._prefetched_objects_cache = {}
            prefetch_related_objects([row], *shapes.prefetches(serializer))
            _ = serializer.data

    def get_object(self) -> Any:
        """The row of the URL within the caller's reach; 404 for any other. Lists' filters do not apply.

        One that is about to be written is locked first, so that of two writes at once the second goes on from the
        first and takes nothing back. (On SQLite write transactions queue anyway.)
        """
        queryset, pk = self.get_queryset(), self.kwargs["pk"]
        if self.request.method not in SAFE_METHODS and connections[queryset.db].features.has_select_for_update:
            # A statement of its own: a view's queryset may be one that cannot be locked, with GROUP BY for instance.
            queryset.model._base_manager.writable().select_for_update().filter(pk=pk).values_list("pk").first()
        row = get_object_or_404(queryset, pk=pk)
        self.check_object_permissions(self.request, row)
        if self.request.method not in SAFE_METHODS:
            preconditions.check_write(self.request, row)
        if is_shaped(self):
            self._shown = row
        return row

    def check_object_permissions(self, request: Request, obj: Any) -> None:
        """A row that the caller may see but does not own (a published one) cannot be changed: 403."""
        super().check_object_permissions(request, obj)
        if request.method not in SAFE_METHODS and obj.owner_id != request.user.pk:
            raise PermissionDenied

    def _complete(self, response: Any, *, in_transaction: bool, writing: bool) -> HttpResponseBase:
        """Name the row's state in an ETag; keep the answer for the client's key."""
        response = super()._complete(response, in_transaction=in_transaction, writing=writing)
        if response.status_code >= 400:
            return response
        if self._shown is not None and response.content:
            response.headers[preconditions.ETAG] = tag = preconditions.etag(self._shown, response.content)
            if not writing and preconditions.is_unchanged(self.request, tag):
                return preconditions.not_modified(response)
        if self._claimed is not None:
            idempotency.keep(self._claimed, response)
        return response


class OwnedViewSet(
    BulkWrites,
    CompiledReads,
    # Before the mixins, whose perform_create and perform_update it replaces.
    OwnedGenericViewSet,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.DestroyModelMixin,
    mixins.ListModelMixin,
):
    """CRUD of one owned model, safe to repeat; what is deleted can be restored for a while."""

    idempotent = True

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any:
        """As ``ViewSetMixin.as_view``, with whatever short way there is before it."""
        return shortcuts.wrapped(super().as_view(actions, **initkwargs))

    # Whether what is deleted goes to the trash; None: where nobody but its owner reads it.
    trash: bool | None = None

    def perform_destroy(self, instance: Any) -> None:
        """Delete the row, into the trash unless it is not for that; 404 when it is gone already."""
        keep = trash.keeps(type(instance), self.trash)
        shown = self.get_serializer(instance).data if keep else None
        if not trash.remove(instance, shown, keep=keep):
            raise NotFound
