"""``assert_isolated`` passes over every route of the server and over careful views of every kind: all are tried."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.api.checks import routes
from ringfence.ownership.registry import owned_models
from ringfence.testing import assert_isolated
from ringfence_server.conduit.views import ArticlesView, CommentsView, OneArticleView
from tests.testing.routes import urls
from tests.testing.shelf_views import CAREFUL, everybodys

pytestmark = pytest.mark.django_db

# They want a code of an authenticator, or a file.
OUT_OF_REACH = {
    "DELETE /api/me/factors/totp/",
    "POST /api/me/factors/totp/",
    "POST /api/me/factors/totp/confirm/",
    "POST /api/me/factors/recovery-codes/",
    "POST /api/transactions/import/",
}


def article() -> dict[str, Any]:
    return {"article": {"title": "One", "description": "of many", "body": "Words.", "tagList": ["a", "b"]}}


def comment() -> dict[str, Any]:
    return {"comment": {"body": "Well said."}}


def test_the_servers_own_routes_are_isolated() -> None:
    report = assert_isolated(bodies={ArticlesView: article, OneArticleView: article, CommentsView: comment})
    assert len(report.routes) == len([route for route in routes() if route.is_owned and not route.is_admin])
    assert {
        "/api/notes/<pk>/ (NoteViewSet)",
        "/api/notes/<pk>/publish/ (PublishingViewSet)",
        "/api/tasks/bulk/ (TaskViewSet)",
        "/api/transactions/export/ (ExportView)",
        "/api/transactions/import/ (ImportView)",
        "/api/transactions/summary/ (TransactionViewSet)",
        "/api/books/<pk>/ (BookViewSet)",
        "/api/trash/<pk>/restore/ (TrashViewSet)",
        "/api/articles/<slug>/ (OneArticleView)",
        "/api/profiles/<username>/articles.atom/ (AuthorFeedView)",
    } <= set(report.routes)
    assert set(report.models) == {model._meta.label for model in owned_models()}
    assert report.requests > 20 * len(report.routes)
    assert {each.partition(" with ")[0] for each in report.refused} == OUT_OF_REACH
    assert (report.unchanging, report.restless) == (("/api/me/factors/ (FactorsView)",), ())


def test_careful_views_of_every_kind_are_isolated_and_all_of_them_are_tried() -> None:
    before = [everybodys(model).count() for model in owned_models()]
    with urls(**CAREFUL):
        report = assert_isolated()
    assert report.routes == (
        "/shelves/ (ShelfViewSet)",
        "/shelves/bulk/ (ShelfViewSet)",
        "/shelves/<pk>/ (ShelfViewSet)",
        "/papers/ (PaperViewSet)",
        "/papers/bulk/ (PaperViewSet)",
        "/papers/burn/ (PaperViewSet)",
        "/papers/titles/ (PaperViewSet)",
        "/papers/<pk>/ (PaperViewSet)",
        "/papers/<pk>/unshelve/ (PaperViewSet)",
        "/labels/ (LabelViewSet)",
        "/labels/bulk/ (LabelViewSet)",
        "/labels/<pk>/ (LabelViewSet)",
        "/labelled/ (LabelledViewSet)",
        "/labelled/bulk/ (LabelledViewSet)",
        "/labelled/<pk>/ (LabelledViewSet)",
        "/covers/ (CoverViewSet)",
        "/covers/bulk/ (CoverViewSet)",
        "/covers/<pk>/ (CoverViewSet)",
        "/posters/ (PosterViewSet)",
        "/posters/bulk/ (PosterViewSet)",
        "/posters/<pk>/ (PosterViewSet)",
        "/summary/ (SummaryView)",
        "/titles/<int:pk>/ (TitleView)",
    )
    assert set(report.models) == {model._meta.label for model in owned_models()}
    assert report.requests > 1000
    assert (report.refused, report.unchanging, report.restless) == ((), (), ())
    assert [everybodys(model).count() for model in owned_models()] == before
