"""An owned model with columns of every type, and others around it in every relation."""

from typing import Any, ClassVar

from django.db import models

from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey, OwnedOneToOneField
from ringfence.ownership.models import OwnedModel


class Group(OwnedModel):
    """What a thing belongs to."""

    name = models.CharField(max_length=50)

    class Meta(OwnedModel.Meta):
        pass


class Thing(OwnedModel):
    """A column of every type, and null wherever it may be."""

    class Level(models.IntegerChoices):
        LOW = 1
        HIGH = 2

    text = models.CharField(max_length=200, null=True)
    long_text = models.TextField(blank=True)
    slug = models.SlugField(null=True)
    email = models.EmailField(null=True)
    url = models.URLField(null=True)
    word = models.CharField(max_length=10, choices=[("a", "A"), ("b", "B")], default="a")
    level = models.IntegerField(choices=Level, null=True)
    yes = models.BooleanField(default=False)
    perhaps = models.BooleanField(null=True)
    small = models.SmallIntegerField(null=True)
    number = models.IntegerField(null=True)
    big = models.BigIntegerField(null=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    exact = models.DecimalField(max_digits=15, decimal_places=5, null=True)
    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    moment = models.DateTimeField(null=True)
    uuid = models.UUIDField(null=True)
    ratio = models.FloatField(null=True)
    data = models.JSONField(null=True)
    group = OwnedForeignKey(Group, models.SET_NULL, null=True, related_name="things")
    words: Any = models.ManyToManyField("Word", through="ThingWord", related_name="things")

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("group")]


class Word(OwnedModel):
    """A name that things carry."""

    name = models.CharField(max_length=50)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "name"], name="kinds_word_name"),
        ]


class ThingWord(OwnedModel):
    """That a thing carries a word."""

    thing = OwnedForeignKey(Thing, models.CASCADE)
    word = OwnedForeignKey(Word, models.CASCADE)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("thing"), SameOwner("word")]


class Cover(OwnedModel):
    """At most one to a thing."""

    thing = OwnedOneToOneField(Thing, models.CASCADE, related_name="cover")
    colour = models.CharField(max_length=20)
    made_on = models.DateField(null=True)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("thing")]
