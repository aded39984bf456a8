"""How Conduit's rows look in JSON, and what may be written of them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from ringfence.api.serializers import OwnedSerializer
from ringfence.dialects.conduit import MillisecondsField
from ringfence_server.conduit.models import MAX_DESCRIPTION, MAX_TAG, MAX_TITLE, Article, Comment, Profile

MAX_TAGS = 50


class ProfileSerializer(OwnedSerializer):
    """A person as the viewer sees them."""

    following = serializers.BooleanField(read_only=True)

    class Meta:
        model = Profile
        fields = ["username", "bio", "image", "following"]
        read_only_fields = fields


class PreviewSerializer(OwnedSerializer):
    """An article in a list: without its body, and with its tags in the order given."""

    tagList: Any = serializers.SlugRelatedField("name", source="tags", many=True, read_only=True)  # noqa: N815
    createdAt = MillisecondsField(source="created_at", read_only=True)  # noqa: N815
    updatedAt = MillisecondsField(source="updated_at", read_only=True)  # noqa: N815
    favorited = serializers.BooleanField(read_only=True)
    favoritesCount = serializers.IntegerField(source="favorites_count", read_only=True)  # noqa: N815
    author = ProfileSerializer(read_only=True)

    class Meta:
        model = Article
        fields = [
            *("slug", "title", "description", "tagList", "createdAt", "updatedAt"),
            *("favorited", "favoritesCount", "author"),
        ]
        read_only_fields = fields


class ArticleSerializer(PreviewSerializer):
    """An article."""

    class Meta:
        model = Article
        fields = [*PreviewSerializer.Meta.fields, "body"]
        read_only_fields = fields


class CommentSerializer(OwnedSerializer):
    """A comment."""

    createdAt = MillisecondsField(source="created_at", read_only=True)  # noqa: N815
    updatedAt = MillisecondsField(source="updated_at", read_only=True)  # noqa: N815
    author = ProfileSerializer(read_only=True)

    class Meta:
        model = Comment
        fields = ["id", "createdAt", "updatedAt", "body", "author"]
        read_only_fields = fields


class MarkdownField(serializers.CharField):
    """A text that is kept as it is written; one of nothing but space is blank."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """As ``CharField.run_validation``."""
        return super().run_validation("" if isinstance(data, str) and not data.strip() else data)


class TagListField(serializers.ListField):
    """Names of tags in the order given, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.CharField(max_length=MAX_TAG), max_length=MAX_TAGS, **kwargs)

    def to_internal_value(self, data: Any) -> list[str]:
        """The names; a list that is too long is refused before its items are looked at."""
        if isinstance(data, list) and len(data) > MAX_TAGS:
            self.fail("max_length", max_length=MAX_TAGS)
        return list(dict.fromkeys(super().to_internal_value(data)))


class ArticleInput(serializers.Serializer[Any]):
    """What an author writes."""

    title = serializers.CharField(max_length=MAX_TITLE)
    description = serializers.CharField(max_length=MAX_DESCRIPTION)
    body = MarkdownField()
    tagList = TagListField(source="tags", required=False)  # noqa: N815


class CommentInput(serializers.Serializer[Any]):
    """What a comment says."""

    body = MarkdownField()
