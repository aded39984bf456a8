"""The addresses of library."""

from ringfence.api.routers import Router
from ringfence_server.library.views import AuthorViewSet, BookViewSet, QuoteViewSet

router = Router()
router.register("authors", AuthorViewSet, basename="author")
router.register("books", BookViewSet, basename="book")
router.register("quotes", QuoteViewSet, basename="quote")
urlpatterns = router.urls
