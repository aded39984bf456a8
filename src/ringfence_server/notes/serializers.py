"""How notes and tags look in JSON."""

from rest_framework import serializers

from ringfence.api.relations import NamesField
from ringfence.api.serializers import OwnedSerializer
from ringfence_server.notes.models import Note, Tag


class NoteSerializer(OwnedSerializer):
    """A note. ``owner`` is the username; ``tags`` are names, made when they are new; ``body`` is never trimmed."""

    owner = serializers.CharField(source="owner.username", read_only=True)
    tags = NamesField(Tag)

    class Meta:
        model = Note
        fields = ["id", "owner", "title", "body", "tags", "pinned", "archived", "created_at", "updated_at"]
        extra_kwargs = {"body": {"trim_whitespace": False}}


class TagSerializer(OwnedSerializer):
    """A tag."""

    class Meta:
        model = Tag
        fields = ["id", "name"]
