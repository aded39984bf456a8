"""The addresses of what the API base itself offers: the trash."""

from ringfence.api.routers import Router
from ringfence.api.trash_views import TrashViewSet

router = Router()
router.register("trash", TrashViewSet, basename="trash")
urlpatterns = router.urls
