"""Transactions and their categories."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils import timezone

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.models import OwnedModel
from ringfence.ownership.search import SearchIndex

LARGEST = Decimal("99999999.99")


class Category(OwnedModel):
    """What its owner's transactions are for."""

    name = models.CharField(max_length=50)

    class Meta(OwnedModel.Meta):
        verbose_name_plural = "categories"
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="transactions_category_name",
                violation_error_message="You already have a category with this name.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Transaction(OwnedModel):
    """Money that came in, or went out where the amount is negative. Zero is an amount: banks list it too."""

    amount = models.DecimalField(max_digits=10, decimal_places=2)
    description = models.CharField(max_length=500)
    date = models.DateField(default=timezone.localdate)
    timestamp = models.DateTimeField(auto_now_add=True)
    category = OwnedForeignKey(Category, models.SET_NULL, null=True, blank=True, related_name="transactions")
    # Which line of an imported file this was (``importing.line_key``), so that the same file adds nothing twice.
    import_key = models.CharField(max_length=64, null=True, editable=False)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            SameOwner("category"),
            models.UniqueConstraint(
                fields=["owner", "import_key"],
                name="transactions_import_once",
                violation_error_message="This line of an imported file is there already.",
            ),
            # SQLite keeps any number in any column.
            models.CheckConstraint(
                condition=models.Q(amount__gte=-LARGEST, amount__lte=LARGEST),
                name="transactions_amount_digits",
                violation_error_message="Ensure that there are no more than 10 digits in total.",
            ),
            models.CheckConstraint(
                condition=~models.Q(description=""),
                name="transactions_described",
                violation_error_message="This field may not be blank.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-date", "-id"], name="transactions_newest_first"),
            models.Index(fields=["owner", "category", "-date"], name="transactions_by_category"),
            SearchIndex(fields=["description"], name="transactions_search"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.amount} {self.description}"
