"""Articles, comments, favourites and tags over HTTP, as the RealWorld clients expect them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.api.params import InvalidParameters, text, whole_number
from ringfence.api.reads import document, listed, represented
from ringfence.api.relations import MAX_ID
from ringfence.dialects.conduit import ConduitView, forbidden, not_found, refusals
from ringfence_server.conduit import profiles, publishing, queries, schemas
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite
from ringfence_server.conduit.serializers import (
    ArticleInput,
    ArticleSerializer,
    CommentInput,
    CommentSerializer,
    PreviewSerializer,
)

_ID = re.compile(r"[1-9][0-9]{0,18}")


class OpenView(ConduitView):
    """Everyone may read, as themselves or as a visitor; who writes has to say who they are."""

    permission_classes: Sequence[Any] = (IsAuthenticatedOrReadOnly,)


class ArticleView(OpenView):
    """What the views of articles share."""

    queryset = Article.objects.order_by("-created_at", "-id")
    serializer_class: type[Any] = ArticleSerializer
    resource = "article"

    def find(self, slug: str) -> Any:
        """The article. Raises ``Refused`` (404)."""
        row = None if "\x00" in slug else Article.objects.filter(slug=slug).first()
        if row is None:
            raise not_found("article")
        return row

    def find_own(self, slug: str) -> Any:
        """The caller's article, locked: of two writes at once the second goes on from the first. 403 for another's."""
        # On SQLite write transactions queue anyway.
        if "\x00" not in slug and connection.features.has_select_for_update:
            Article.objects.writable().select_for_update().filter(slug=slug).values_list("pk").first()
        row = self.find(slug)
        if row.owner_id != self.request.user.pk:
            raise forbidden("article")
        return row

    def shown(self, status: int = 200, **which: Any) -> Response:
        """The one article as the caller sees it now, in its envelope. Raises ``Refused`` (404)."""
        rows = queries.articles(self.request.user).filter(**which).order_by()
        shown = [] if "\x00" in which.get("slug", "") else represented(self.request, ArticleSerializer(), rows)
        if not shown:
            raise not_found("article")
        response = document({"article": shown[0]})
        response.status_code = status
        return response

    def page(self, keys: Any) -> Response:
        """The part of the articles with ``keys`` that the caller asks for, and how many there are.

        What is shown of an article is looked up for that part alone, not for all that come before it.
        """
        query = self.request.query_params
        limit = whole_number(query, "limit", minimum=0)
        offset = whole_number(query, "offset", minimum=0) or 0
        size = schemas.PAGE if limit is None else min(limit, schemas.MAX_PAGE)
        count = keys.count()
        shown: list[Any] = []
        if offset < count and size:
            part = queries.articles(self.request.user).filter(pk__in=keys[offset : offset + size]).defer("body")
            shown = represented(self.request, PreviewSerializer(), part)
        return document({"articles": listed(shown), "articlesCount": count})


class ArticlesView(ArticleView):
    """All articles, newest first."""

    @extend_schema(
        operation_id="conduit_articles",
        parameters=[*schemas.FILTERS, *schemas.SLICE],
        responses={200: schemas.ARTICLES, **refusals(401, 422)},
        tags=["conduit"],
    )
    def get(self, request: Request) -> Response:
        """Articles without their bodies, newest first. Filters narrow each other."""
        wanted = {name: text(request.query_params, name) for name in ("tag", "author", "favorited")}
        for name, value in wanted.items():
            if value is not None and "\x00" in value:
                raise InvalidParameters(name, "Null characters are not allowed.")
        return self.page(queries.listed(**wanted))

    @extend_schema(
        operation_id="conduit_article_create",
        request=schemas.NEW_ARTICLE,
        responses={201: schemas.ARTICLE, **refusals(401, 403, 409, 422)},
        tags=["conduit"],
    )
    def post(self, request: Request) -> Response:
        """Publish an article; whoever had not entered Conduit has a profile from then on."""
        given = self.given("article", ArticleInput).validated_data
        return self.shown(201, pk=publishing.create(request.user, **given).pk)


class FeedView(ArticleView):
    """The articles of the people whom the caller follows."""

    permission_classes = ConduitView.permission_classes

    @extend_schema(
        operation_id="conduit_feed",
        parameters=schemas.SLICE,
        responses={200: schemas.ARTICLES, **refusals(401, 422)},
        tags=["conduit"],
    )
    def get(self, request: Request) -> Response:
        """Articles of the people whom you follow, without their bodies, newest first."""
        return self.page(queries.feed())


class OneArticleView(ArticleView):
    """One article."""

    @extend_schema(
        operation_id="conduit_article",
        parameters=[schemas.SLUG],
        responses={200: schemas.ARTICLE, **refusals(401, 404)},
        tags=["conduit"],
    )
    def get(self, request: Request, slug: str) -> Response:
        """The article, whoever wrote it."""
        return self.shown(slug=slug)

    @extend_schema(
        operation_id="conduit_article_change",
        parameters=[schemas.SLUG],
        request=schemas.CHANGED_ARTICLE,
        responses={200: schemas.ARTICLE, **refusals(401, 403, 404, 409, 422)},
        tags=["conduit"],
    )
    def put(self, request: Request, slug: str) -> Response:
        """Change what is given and leave the rest; with another title the article has another slug."""
        article = self.find_own(slug)
        publishing.change(article, **self.given("article", ArticleInput, partial=True).validated_data)
        return self.shown(pk=article.pk)

    @extend_schema(
        operation_id="conduit_article_delete",
        parameters=[schemas.SLUG],
        responses={204: None, **refusals(401, 403, 404)},
        tags=["conduit"],
    )
    def delete(self, request: Request, slug: str) -> Response:
        """Delete the article for good, with everybody's comments and favourites of it."""
        self.find_own(slug).delete()
        return Response(status=204)


class FavoriteView(ArticleView):
    """Whether the caller likes an article."""

    @extend_schema(
        operation_id="conduit_favorite",
        parameters=[schemas.SLUG],
        request=None,
        responses={200: schemas.ARTICLE, **refusals(401, 403, 404)},
        tags=["conduit"],
    )
    def post(self, request: Request, slug: str) -> Response:
        """Like the article; once is enough."""
        article = self.find(slug)
        Favorite.objects.bulk_create([Favorite(article=article)], ignore_conflicts=True)
        return self.shown(pk=article.pk)

    @extend_schema(
        operation_id="conduit_unfavorite",
        parameters=[schemas.SLUG],
        responses={200: schemas.ARTICLE, **refusals(401, 403, 404)},
        tags=["conduit"],
    )
    def delete(self, request: Request, slug: str) -> Response:
        """Like the article no more."""
        article = self.find(slug)
        Favorite.objects.filter(article=article).delete()
        return self.shown(pk=article.pk)


class CommentsView(ArticleView):
    """The comments of an article."""

    queryset = Comment.objects.order_by("-created_at", "-id")
    serializer_class = CommentSerializer

    @extend_schema(
        operation_id="conduit_comments",
        parameters=[schemas.SLUG],
        responses={200: schemas.COMMENTS, **refusals(401, 404)},
        tags=["conduit"],
    )
    def get(self, request: Request, slug: str) -> Response:
        """The article's comments, newest first."""
        rows = queries.comments(self.find(slug))
        return document({"comments": listed(represented(request, CommentSerializer(), rows))})

    @extend_schema(
        operation_id="conduit_comment_create",
        parameters=[schemas.SLUG],
        request=schemas.NEW_COMMENT,
        responses={201: schemas.COMMENT, **refusals(401, 403, 404, 422)},
        tags=["conduit"],
    )
    def post(self, request: Request, slug: str) -> Response:
        """Comment on the article."""
        article = self.find(slug)
        given = self.given("comment", CommentInput).validated_data
        made = Comment.objects.create(article=article, author=profiles.enter(request.user), **given)
        row = queries.comments(article).get(pk=made.pk)
        return Response({"comment": CommentSerializer(row).data}, 201)


class CommentView(ArticleView):
    """One comment."""

    queryset = Comment.objects.order_by("-created_at", "-id")
    serializer_class = CommentSerializer

    @extend_schema(
        operation_id="conduit_comment_delete",
        parameters=[schemas.SLUG, schemas.COMMENT_ID],
        responses={204: None, **refusals(401, 403, 404)},
        tags=["conduit"],
    )
    def delete(self, request: Request, slug: str, pk: str) -> Response:
        """Delete one's own comment, for good."""
        article = self.find(slug)
        known = _ID.fullmatch(pk) is not None and int(pk) <= MAX_ID
        comment = Comment.objects.filter(article=article, pk=pk).first() if known else None
        if comment is None:
            raise not_found("comment")
        if comment.owner_id != request.user.pk:
            raise forbidden("comment")
        comment.delete()
        return Response(status=204)


class TagsView(OpenView):
    """The words that articles are sorted by."""

    queryset = ArticleTag.objects.order_by("id")
    resource = "tag"

    @extend_schema(operation_id="conduit_tags", responses={200: schemas.TAGS, **refusals(401)}, tags=["conduit"])
    def get(self, request: Request) -> Response:
        """The names of the last 2,000 tags that were put on articles, 1,000 names at most, most used first."""
        return Response({"tags": queries.tags()})
