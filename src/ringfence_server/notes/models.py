"""Notes and their tags."""

from typing import ClassVar

from django.db import models

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.models import OwnedModel
from ringfence.ownership.search import SearchIndex


class Tag(OwnedModel):
    """A word that sorts its owner's notes."""

    name = models.CharField(max_length=50)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="notes_tag_name",
                violation_error_message="You already have a tag with this name.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.name}"


class Note(OwnedModel):
    """A short text that only its owner can see."""

    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    pinned = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)
    tags = models.ManyToManyField(Tag, through="NoteTag", related_name="notes")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(OwnedModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["owner", "-created_at", "-id"], name="notes_newest_first"),
            SearchIndex(fields=["title", "body"], name="notes_note_search"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"


class NoteTag(OwnedModel):
    """That a note carries a tag; both are the owner's."""

    note = OwnedForeignKey(Note, models.CASCADE)
    tag = OwnedForeignKey(Tag, models.CASCADE)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            SameOwner("note"),
            SameOwner("tag"),
            models.UniqueConstraint(fields=["owner", "note", "tag"], name="notes_notetag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.tag_id}"
