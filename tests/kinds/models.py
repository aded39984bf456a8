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

    class Mood(models.TextChoices):
        GAY = "gay", "Gay"
        GRAVE = "gràve", "Grave"

    text = models.CharField(max_length=200, null=True)
    long_text = models.TextField(blank=True)
    slug = models.SlugField(null=True)
    email = models.EmailField(null=True)
    url = models.URLField(null=True)
    word = models.CharField(max_length=10, choices=[("a", "A"), ("b", "B")], default="a")
    mood = models.CharField(max_length=10, choices=Mood, null=True)
    level = models.IntegerField(choices=Level, null=True)
    yes = models.BooleanField(default=False)
    perhaps = models.BooleanField(null=True)
    small = models.SmallIntegerField(null=True)
    number = models.IntegerField(null=True)
    big = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField(null=True)
    count_small = models.PositiveSmallIntegerField(null=True)
    count_big = models.PositiveBigIntegerField(null=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    exact = models.DecimalField(max_digits=15, decimal_places=5, null=True)
    whole = models.DecimalField(max_digits=15, decimal_places=0, null=True)
    wide = models.DecimalField(max_digits=30, decimal_places=10, null=True)
    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    moment = models.DateTimeField(null=True)
    span = models.DurationField(null=True)
    uuid = models.UUIDField(null=True)
    ratio = models.FloatField(null=True)
    data = models.JSONField(null=True)
    group = OwnedForeignKey(Group, models.SET_NULL, null=True, related_name="things")
    words: Any = models.ManyToManyField("Word", through="ThingWord", related_name="things")

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("group")]


class Piece(OwnedModel):
    """What a thing is made of, in an order of its own."""

    thing = OwnedForeignKey(Thing, models.CASCADE, related_name="pieces")
    name = models.CharField(max_length=50)
    rank = models.IntegerField(default=0)
    price = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    made_at = models.DateTimeField(null=True)

    class Meta(OwnedModel.Meta):
        ordering: ClassVar = ["-rank", "id"]
        constraints: ClassVar = [*OwnedModel.Meta.constraints, SameOwner("thing")]


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
