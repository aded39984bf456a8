"""What transactions come to, by month or by category: exact to the cent, in one statement."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from ringfence.ownership.sums import ExactSum, Month

Group = dict[str, Any]

_NOTHING = Decimal("0.00")
_EMPTY: Group = {"count": 0, "sum": _NOTHING, "income": _NOTHING, "expenses": _NOTHING}
_SUMS = {
    "count": Count("pk"),
    "sum": ExactSum("amount"),
    "income": ExactSum("amount", filter=Q(amount__gt=0)),
    "expenses": ExactSum("amount", filter=Q(amount__lt=0)),
}


def summary(transactions: QuerySet[Any], by: str) -> dict[str, Any]:
    """``{"by", "results", "total"}``: the sums of each group, by a name of ``GROUPINGS``, and of all together.

    ``sum`` is ``income`` and ``expenses`` together; the latter are negative.
    """
    groups = GROUPINGS[by](transactions.order_by())
    # Added up from the groups, whose sums are exact: by a statement of its own it could be about other rows.
    total = {name: sum((group[name] for group in groups), start) for name, start in _EMPTY.items()}
    return {"by": by, "results": [_shown(group) for group in groups], "total": _shown(total)}


def _by_month(transactions: QuerySet[Any]) -> list[Group]:
    return [_filled(group) for group in transactions.values(month=Month("date")).annotate(**_SUMS).order_by("-month")]


def _by_category(transactions: QuerySet[Any]) -> list[Group]:
    found = transactions.values("category_id", "category__name").annotate(**_SUMS)
    groups = [
        {"category": group.pop("category_id"), "name": group.pop("category__name"), **_filled(group)} for group in found
    ]
    # Here and not in the database, so that letters have one order whatever its locale; what has none comes last.
    return sorted(groups, key=lambda group: (group["category"] is None, group["name"]))


GROUPINGS = {"month": _by_month, "category": _by_category}


def _filled(group: Group) -> Group:
    return {name: _NOTHING if value is None else value for name, value in group.items()}


def _shown(group: Group) -> Group:
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in group.items()}
