"""From private to public: a note becomes an article of Conduit, and goes back.

Here and not in either app, since apps do not know each other. The note itself stays private, and goes its own way:
what happens to it later (a change, its deletion) reaches the article only by publishing again.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from drf_spectacular.utils import extend_schema, extend_schema_field, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import config
from ringfence.api.routers import Router
from ringfence.api.serializers import KnownFields
from ringfence.api.views import OwnedGenericViewSet
from ringfence_server.conduit import publishing
from ringfence_server.conduit.models import MAX_DESCRIPTION, Article
from ringfence_server.notes.models import Note
from ringfence_server.notes.views import NoteViewSet

DESCRIPTION_LENGTH = 200


class PublishSerializer(KnownFields):
    """How a note is published. Without ``description``, the beginning of its text stands in lists."""

    description = serializers.CharField(max_length=MAX_DESCRIPTION, required=False)


@extend_schema_field({"type": "string", "format": "uri", "examples": ["https://example.com/article/milk-and-bread"]})
class _AddressField(serializers.URLField):
    """Where people read the article."""


class PublicationSerializer(serializers.Serializer[Any]):
    """What is public of a note: ``slug`` and ``url`` are null, and ``current`` false, when there is no article.

    ``current`` says whether title, text and tags of the article are those that the note has now.
    """

    slug = serializers.CharField(allow_null=True)
    url = _AddressField(allow_null=True)
    current = serializers.BooleanField()


class PublishingViewSet(OwnedGenericViewSet):
    """Publishing the caller's notes, and taking them back."""

    queryset = NoteViewSet.queryset
    serializer_class = PublishSerializer
    further_apps = ("conduit",)
    idempotent = True

    @extend_schema(
        responses={
            status: inline_serializer("Published", {"slug": serializers.CharField(), "url": _AddressField()})
            for status in (200, 201)
        },
        tags=["notes"],
    )
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Make an article of the note, for everyone to read (201); published again, the article is brought up to date.

        The note stays private, and the article stays when the note is changed or deleted. The caller is found in
        Conduit from then on.
        """
        note = self.get_object()
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        if not note.body.strip():
            blank = str(serializers.CharField.default_error_messages["blank"])
            raise serializers.ValidationError({"body": [serializers.ErrorDetail(blank, "blank")]})
        article, is_new = publishing.publish(
            request.user,
            title=note.title,
            description=serializer.validated_data.get("description") or _beginning(note.body),
            body=note.body,
            tags=_tags(note),
            source=_source(note),
        )
        return Response(
            {"slug": article.slug, "url": _url(article)},
            status=201 if is_new else 200,
            headers={"Location": f"/api/articles/{quote(article.slug)}"},
        )

    @extend_schema(responses=PublicationSerializer, tags=["notes"])
    @action(detail=True)
    def publication(self, request: Request, pk: str) -> Response:
        """Say whether the note has an article, and whether that has what the note has now."""
        note = self.get_object()
        article = publishing.published(_source(note))
        if article is None:
            return Response({"slug": None, "url": None, "current": False})
        content = (article.title, article.body, publishing.tags_of(article))
        current = content == (note.title, note.body, _tags(note))
        return Response({"slug": article.slug, "url": _url(article), "current": current})

    @extend_schema(request=None, responses={204: None}, tags=["notes"])
    @action(detail=True, methods=["post"])
    def unpublish(self, request: Request, pk: str) -> Response:
        """Delete the note's article with its comments and favourites; nothing to do where there is none."""
        publishing.unpublish(_source(self.get_object()))
        return Response(status=204)


def _source(note: Note) -> str:
    return f"{note._meta.label_lower}:{note.pk}"


def _tags(note: Note) -> list[str]:
    return [tag.name for tag in note.tags.all()]


def _url(article: Article) -> str:
    return f"{config.get('PUBLIC_URL').rstrip('/')}/article/{quote(article.slug)}"


def _beginning(body: str) -> str:
    """The first line that is not empty, cut between words."""
    line: Any = next(line.strip() for line in body.splitlines() if line.strip())
    if len(line) <= DESCRIPTION_LENGTH:
        return str(line)
    cut = line[:DESCRIPTION_LENGTH]
    return (cut.rpartition(" ")[0] or cut) + " …"


router = Router()
router.register("notes", PublishingViewSet, basename="note-publishing")
urlpatterns = router.urls
