"""Conduit's envelopes and parameters, as the OpenAPI document describes them."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from ringfence.dialects.conduit import enveloped
from ringfence_server.conduit.serializers import (
    ArticleInput,
    ArticleSerializer,
    CommentInput,
    CommentSerializer,
    PreviewSerializer,
    ProfileSerializer,
)

PAGE, MAX_PAGE = 20, 100

_NAMES = serializers.ListField(child=serializers.CharField())

ARTICLE = enveloped("ConduitArticle", article=ArticleSerializer())
ARTICLES = enveloped("ConduitArticles", articles=PreviewSerializer(many=True), articlesCount=serializers.IntegerField())
NEW_ARTICLE = enveloped("ConduitNewArticle", article=ArticleInput())
CHANGED_ARTICLE = enveloped("ConduitChangedArticle", article=ArticleInput(partial=True))
COMMENT = enveloped("ConduitComment", comment=CommentSerializer())
COMMENTS = enveloped("ConduitComments", comments=CommentSerializer(many=True))
NEW_COMMENT = enveloped("ConduitNewComment", comment=CommentInput())
PROFILE = enveloped("ConduitProfile", profile=ProfileSerializer())
TAGS = enveloped("ConduitTags", tags=_NAMES)

SLICE = [
    OpenApiParameter("limit", OpenApiTypes.INT, description=f"At most; {PAGE} by default, {MAX_PAGE} at most."),
    OpenApiParameter("offset", OpenApiTypes.INT, description="How many are left out first; none by default."),
]
FILTERS = [
    OpenApiParameter("tag", description="Only articles with this tag."),
    OpenApiParameter("author", description="Only articles by the person of this name."),
    OpenApiParameter("favorited", description="Only articles that the person of this name likes."),
]
SLUG = OpenApiParameter("slug", location=OpenApiParameter.PATH, description="The article's slug.")
USERNAME = OpenApiParameter("username", location=OpenApiParameter.PATH, description="The person's name, in any case.")
COMMENT_ID = OpenApiParameter("id", location=OpenApiParameter.PATH, description="The comment's id.")
