"""The addresses of transactions and categories."""

from ringfence.api.routers import Router, path
from ringfence_server.transactions.views import CategoryViewSet, ExportView, ImportView, TransactionViewSet

router = Router()
router.register("transactions/categories", CategoryViewSet, basename="transaction-category")
router.register("transactions", TransactionViewSet, basename="transaction")
urlpatterns = [
    path("transactions/export", ExportView.as_view(), name="transaction-export"),
    path("transactions/import", ImportView.as_view(), name="transaction-import"),
    *router.urls,
]
