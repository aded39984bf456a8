"""The addresses of notes and tags."""

from ringfence.api.routers import Router
from ringfence_server.notes.views import NoteViewSet, TagViewSet

router = Router()
router.register("notes/tags", TagViewSet, basename="note-tag")
router.register("notes", NoteViewSet, basename="note")
urlpatterns = router.urls
