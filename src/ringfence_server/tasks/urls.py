"""The addresses of tasks and their tags."""

from ringfence.api.routers import Router
from ringfence_server.tasks.views import TagViewSet, TaskViewSet

router = Router()
router.register("tasks/tags", TagViewSet, basename="task-tag")
router.register("tasks", TaskViewSet, basename="task")
urlpatterns = router.urls
