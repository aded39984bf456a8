"""Transactions and categories over HTTP."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import Any

import django_filters
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.api.filter_fields import IdFilter, StrictDateFilter, StrictDecimalFilter
from ringfence.api.filters import Ordering, QueryFilter, Search
from ringfence.api.keyset import totally_ordered
from ringfence.api.pagination import Pages
from ringfence.api.params import InvalidParameters
from ringfence.api.streams import CsvRenderer, NdjsonRenderer, OwnedStreamView, in_lines, pieces, working_as_caller
from ringfence.api.uploads import CsvFormParser, CsvParser, InvalidFile
from ringfence.api.views import OwnedViewSet
from ringfence_server.transactions.exporting import exported
from ringfence_server.transactions.importing import COLUMNS, Import
from ringfence_server.transactions.models import Category, Transaction
from ringfence_server.transactions.serializers import (
    CategorySerializer,
    CsvFileSerializer,
    ImportSerializer,
    SummarySerializer,
    TransactionSerializer,
)
from ringfence_server.transactions.summaries import GROUPINGS, summary

EXAMPLE = f"{','.join(COLUMNS)}\n2026-01-31,-12.50,The weekly shop.,food\n2026-01-31,2500.00,Wages,\n"
EXPORTED = '"date","amount","description","category"\r\n"2026-01-31","-12.50","The weekly shop.","food"\r\n'


class TransactionPages(Pages):
    """Ten on a page; by limit and offset five, twenty at most."""

    page_size = 10
    default_limit = 5
    max_limit = 20


class TransactionFilter(django_filters.FilterSet):
    """Ranges of amounts and dates, ends included, and ``?category=`` by its id or ``none``."""

    amount_min = StrictDecimalFilter(field_name="amount", lookup_expr="gte")
    amount_max = StrictDecimalFilter(field_name="amount", lookup_expr="lte")
    date_after = StrictDateFilter(field_name="date", lookup_expr="gte")
    date_before = StrictDateFilter(field_name="date", lookup_expr="lte")
    category = IdFilter(field_name="category_id", nullable=True)


class TransactionViewSet(OwnedViewSet):
    """The caller's transactions, the latest day first. ``?search=`` looks in the description."""

    queryset = Transaction.objects.order_by("-date", "-id")
    serializer_class = TransactionSerializer
    pagination_class = TransactionPages
    filterset_class = TransactionFilter
    search_fields = ["description"]
    ordering_fields = ["date", "amount", "description", "timestamp"]
    filtered_actions = frozenset({"list", "summary"})
    extra_parameters = {"summary": ("by",)}

    @extend_schema(
        parameters=[OpenApiParameter("by", enum=list(GROUPINGS), default="month", description="What is summed up.")],
        responses=SummarySerializer,
    )
    @action(detail=False, filter_backends=[QueryFilter, Search], pagination_class=None)
    def summary(self, request: Request) -> Response:
        """The sums of the transactions that pass the filters, ``?by=month`` (as if absent) or ``?by=category``."""
        by = request.query_params.get("by", "month")
        if by not in GROUPINGS:
            raise InvalidParameters("by", f"Choose from: {', '.join(GROUPINGS)}.", "invalid_choice")
        return Response(summary(self.filter_queryset(self.get_queryset()), by))


class CategoryViewSet(OwnedViewSet):
    """The caller's categories, by name. Deleting one leaves its transactions without."""

    queryset = Category.objects.order_by("name", "id")
    serializer_class = CategorySerializer
    search_fields = ["name"]
    ordering_fields = ["name"]


class ExportView(OwnedStreamView):
    """The caller's transactions as a CSV file that the import takes, by the filters, search and order of the list."""

    queryset = Transaction.objects.order_by("-date", "-id")
    filter_backends = (QueryFilter, Search, Ordering)
    filterset_class = TransactionFilter
    search_fields = TransactionViewSet.search_fields
    ordering_fields = TransactionViewSet.ordering_fields
    filtered_actions = frozenset({"get", "head"})
    renderer_classes = (CsvRenderer,)

    @extend_schema(responses={(200, "text/csv"): {"type": "string", "examples": [EXPORTED]}})
    def get(self, request: Request) -> HttpResponseBase:
        """The file, made while it is sent."""
        rows = self.queryset.all()
        for backend in self.filter_backends:
            rows = backend().filter_queryset(request, rows, self)
        headers = {"Content-Disposition": f'attachment; filename="transactions-{timezone.localdate()}.csv"'}
        content_type = "text/csv; charset=utf-8"
        if request.method == "HEAD":
            return HttpResponse(content_type=content_type, headers=headers)
        file = pieces(request.user, partial(exported, totally_ordered(rows)))
        return StreamingHttpResponse(file, content_type=content_type, headers=headers)


class ImportView(OwnedStreamView):
    """Transactions from a CSV file, sent as the body (``text/csv``) or as the part ``file`` of a form."""

    parser_classes = (CsvParser, CsvFormParser)
    renderer_classes = (JSONRenderer, NdjsonRenderer)
    extra_parameters = {"post": ("dry_run",)}

    @extend_schema(
        parameters=[OpenApiParameter("dry_run", bool, description="Only tell what would be done.")],
        request={"text/csv": {"type": "string", "examples": [EXAMPLE]}, "multipart/form-data": CsvFileSerializer},
        responses=ImportSerializer,
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Check every line, then write what is not there yet. ``?dry_run=true`` only tells what would be done."""
        said = request.query_params.get("dry_run", "false")
        if said not in ("true", "false"):
            raise InvalidParameters("dry_run", "Must be true or false.")
        file: Any = request.data
        if not hasattr(file, "read"):
            raise InvalidFile("The file is empty.")
        steps = Import(file, partial(working_as_caller, request)).steps(dry_run=said == "true")
        if isinstance(request.accepted_renderer, NdjsonRenderer):
            return in_lines(steps)
        (done,) = deque(steps, maxlen=1)
        return Response({name: value for name, value in done.items() if name != "phase"})
