"""Tasks and their tags."""

from typing import ClassVar

from django.db import models

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.models import OwnedModel
from ringfence.ownership.search import SearchIndex


class Priority(models.IntegerChoices):
    """How much a task matters; stored as a number, so that the database sorts it."""

    LOW = 1
    NORMAL = 2
    HIGH = 3


class Tag(OwnedModel):
    """A word that sorts its owner's tasks."""

    name = models.CharField(max_length=50)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="tasks_tag_name",
                violation_error_message="You already have a tag with this name.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Task(OwnedModel):
    """Something to be done that only its owner can see."""

    title = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    completed = models.BooleanField(default=False)
    due = models.DateField(null=True, blank=True)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    tags = models.ManyToManyField(Tag, through="TaskTag", related_name="tasks")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(priority__in=Priority.values),
                name="tasks_task_priority",
                violation_error_message="There is no such priority.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-created_at", "-id"], name="tasks_newest_first"),
            models.Index(fields=["owner", "due", "id"], name="tasks_by_due"),
            SearchIndex(fields=["title", "description"], name="tasks_task_search"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"


class TaskTag(OwnedModel):
    """That a task carries a tag; both are the owner's."""

    task = OwnedForeignKey(Task, models.CASCADE)
    tag = OwnedForeignKey(Tag, models.CASCADE)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            SameOwner("task"),
            SameOwner("tag"),
            models.UniqueConstraint(fields=["owner", "task", "tag"], name="tasks_tasktag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.tag_id}"
