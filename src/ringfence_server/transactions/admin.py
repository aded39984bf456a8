"""Transactions and categories in the admin site."""

from django.contrib import admin

from ringfence.ownership.admin import OwnedModelAdmin
from ringfence_server.transactions.models import Category, Transaction


@admin.register(Transaction)
class TransactionAdmin(OwnedModelAdmin):
    """Transactions of everyone."""

    list_display = ["id", "owner", "date", "amount", "description", "category", "timestamp"]
    list_filter = ["date", "timestamp"]
    list_select_related = ("owner", "category")
    search_fields = ["description", "category__name", "owner__username"]
    # A list to choose from would hold everybody's categories.
    raw_id_fields = ["category"]


@admin.register(Category)
class CategoryAdmin(OwnedModelAdmin):
    """Categories of everyone."""

    list_display = ["id", "owner", "name"]
    search_fields = ["name", "owner__username"]
