"""The Django app of transactions."""

from django.apps import AppConfig


class TransactionsConfig(AppConfig):
    """``ringfence_server.transactions`` in ``INSTALLED_APPS``."""

    name = "ringfence_server.transactions"
