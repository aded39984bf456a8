"""How tasks and tags look in JSON."""

from rest_framework import serializers

from ringfence.api.fields import NamedChoiceField
from ringfence.api.relations import NamesField
from ringfence.api.serializers import OwnedSerializer
from ringfence_server.tasks.models import Priority, Tag, Task

PRIORITIES = {"low": Priority.LOW, "normal": Priority.NORMAL, "high": Priority.HIGH}


class TaskSerializer(OwnedSerializer):
    """A task. ``owner`` is the id; ``tags`` are names, made when they are new; ``description`` is never trimmed."""

    owner = serializers.IntegerField(source="owner_id", read_only=True)
    priority = NamedChoiceField(PRIORITIES, required=False)
    tags = NamesField(Tag)

    class Meta:
        model = Task
        fields = [
            "id",
            "title",
            "description",
            "completed",
            "owner",
            "due",
            "priority",
            "tags",
            "created_at",
            "updated_at",
        ]
        extra_kwargs = {"description": {"trim_whitespace": False}}


class TagSerializer(OwnedSerializer):
    """A tag."""

    class Meta:
        model = Tag
        fields = ["id", "name"]
