"""Owned models for tests: a private one with relations, and a published one."""

from typing import Any, ClassVar

from django.db import models

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey, OwnedOneToOneField
from ringfence.ownership.models import OwnedModel, PublishedModel
from ringfence.ownership.search import SearchIndex


class Shelf(OwnedModel):
    """Holds papers; may stand on another shelf."""

    name = models.CharField(max_length=50)
    parent = OwnedForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("parent")]


class Paper(OwnedModel):
    """A private row with columns of many types."""

    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    shelf = OwnedForeignKey(Shelf, models.SET_NULL, null=True, blank=True, related_name="papers")
    labels: Any = models.ManyToManyField("Label", through="PaperLabel", related_name="papers")

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            SameOwner("shelf"),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0) | models.Q(amount=None),
                name="shelf_paper_amount_not_negative",
                violation_error_message="An amount cannot be negative.",
            ),
        ]
        indexes: ClassVar = [SearchIndex(fields=["title", "body"], name="shelf_paper_search")]


class Label(OwnedModel):
    """A word on papers."""

    name = models.CharField(max_length=50)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "name"], name="shelf_label_name"),
        ]


class PaperLabel(OwnedModel):
    """That a paper carries a label."""

    paper = OwnedForeignKey(Paper, models.CASCADE)
    label = OwnedForeignKey(Label, models.CASCADE)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("paper"), SameOwner("label")]


class Cover(OwnedModel):
    """One-to-one with a paper."""

    paper = OwnedOneToOneField(Paper, models.CASCADE, related_name="cover")
    colour = models.CharField(max_length=20)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("paper")]


class Poster(PublishedModel):
    """A published row: everyone reads it, its owner writes it."""

    slug = models.SlugField(unique=True)
    text = models.TextField(blank=True)

    class Meta(PublishedModel.Meta):
        pass
