"""Serializers at random: every field of REST framework and of this package, over every column, and relations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Lower
from hypothesis import strategies as st
from rest_framework import serializers

from ringfence.api import fields as strict
from ringfence.api.nested import NestedRowsField
from ringfence.api.relations import NamesField, OwnedPrimaryKeyField
from ringfence.api.serializers import OwnedSerializer
from tests.compiler.rows import COLUMNS
from tests.kinds.models import Cover, Group, Piece, Thing, Word

Make = Callable[..., Any]

OWN_COLUMNS = ["id", "revision", "long_text", "word", "yes", "group", *COLUMNS]


class Shouting(serializers.CharField):
    """A text in capitals: a representation of its own."""

    def to_representation(self, value: Any) -> str:
        return str(value).upper()


class Guessing(serializers.CharField):
    """A text that is fetched in a way of its own."""

    def get_attribute(self, instance: Any) -> str:
        return f"<{super().get_attribute(instance)}>"


def _of(kind: Any, *args: Any, **fixed: Any) -> Make:
    return lambda **options: kind(*args, **fixed, **options)


SCALARS: list[Make] = [
    *(_of(kind) for kind in (serializers.CharField, serializers.SlugField, serializers.EmailField)),
    *(_of(kind) for kind in (serializers.URLField, serializers.IntegerField, serializers.BooleanField)),
    *(_of(kind) for kind in (serializers.FloatField, serializers.DurationField, serializers.ReadOnlyField)),
    *(_of(kind) for kind in (Shouting, Guessing, strict.StrictCharField, strict.StrictIntegerField)),
    *(_of(kind) for kind in (strict.StrictBooleanField, strict.StrictFloatField, strict.StrictUUIDField)),
    *(_of(serializers.JSONField), _of(serializers.JSONField, binary=True)),
    *(_of(serializers.BigIntegerField), _of(serializers.BigIntegerField, coerce_to_string=True)),
    *(_of(serializers.DateField, format=text) for text in ("iso-8601", None, "%d.%m.%Y")),
    *(_of(serializers.TimeField, format=text) for text in ("iso-8601", None, "%H%M")),
    *(_of(serializers.DateTimeField, format=text) for text in ("iso-8601", None, "%d.%m.%Y %f")),
    *(_of(serializers.DateTimeField, default_timezone=ZoneInfo(name)) for name in ("UTC", "Asia/Kathmandu")),
    *(_of(serializers.DecimalField, *sizes) for sizes in ((10, 2), (15, 5), (15, 0), (30, 10), (None, None), (8, 3))),
    _of(serializers.DecimalField, 10, 2, coerce_to_string=False),
    _of(serializers.DecimalField, 15, 5, normalize_output=True),
    _of(serializers.DecimalField, 10, 2, localize=True),
    *(_of(serializers.UUIDField, format=text) for text in ("hex_verbose", "hex", "int", "urn")),
    *(
        _of(serializers.ChoiceField, choices)
        for choices in (["a", "b"], [1, 2], [("1", "one")], [("a", "A"), (1, "x")])
    ),
    *(_of(serializers.ChoiceField, kind.choices) for kind in (Thing.Mood, Thing.Level)),
    *(_of(strict.NamedChoiceField, names) for names in ({"low": 1, "high": 2}, {"Ä": "a", "gay": Thing.Mood.GAY})),
    _of(strict.StrictChoiceField, ["gay", "gràve"]),
]
ANNOTATIONS: dict[str, Any] = {
    "pieces_count": Count("pieces", distinct=True),
    "has_pieces": Exists(Piece.objects.filter(thing=OuterRef("pk"), rank__gte=0)),
    "is_big": ExpressionWrapper(Q(big__gt=0), output_field=BooleanField()),
    "lower_text": Lower("text"),
    "group_name": F("group__name"),
    "always": Value('it\'s 100 % "so"'),
}
# Beside a thing's own columns.
SOURCES = [
    *(
        "pk",
        "group_id",
        "owner_id",
        "owner.username",
        "owner.id",
        "group.name",
        "group.id",
        "group.pk",
        "group.revision",
    ),
    *("cover.colour", "cover.made_on", "group.owner.username", "id.real", "text.title", "pieces.count", "__str__"),
]
NAMES = ["select", "ключ", "naïve", "x" * 63, "y" * 64, "ü" * 32, "with-dash", "%s", "a b", 'quo"te', "results", "r"]


class GroupSerializer(OwnedSerializer):
    class Meta:
        model = Group
        fields = ["id", "name"]


class BareGroupSerializer(serializers.ModelSerializer[Any]):
    class Meta:
        model = Group
        fields = ["name", "revision"]


class WordSerializer(OwnedSerializer):
    class Meta:
        model = Word
        fields = ["id", "name"]


class PieceSerializer(OwnedSerializer):
    owner = serializers.CharField(source="owner.username", read_only=True)
    group = serializers.CharField(source="thing.group.name", allow_null=True, read_only=True)
    of = serializers.CharField(source="thing.long_text", read_only=True)

    class Meta:
        model = Piece
        fields = ["id", "owner", "name", "rank", "price", "made_at", "thing", "of", "group"]


class CoverSerializer(OwnedSerializer):
    class Meta:
        model = Cover
        fields = ["id", "colour", "made_on", "thing"]


class SmallThingSerializer(OwnedSerializer):
    """A thing within something else."""

    group = GroupSerializer(allow_null=True)
    pieces = PieceSerializer(many=True)

    class Meta:
        model = Thing
        fields = ["id", "text", "amount", "moment", "uuid", "group", "pieces", "perhaps", "hour"]


class DeepPieceSerializer(PieceSerializer):
    thing = SmallThingSerializer()

    class Meta(PieceSerializer.Meta):
        fields = ["id", "thing"]


class LoudSerializer(OwnedSerializer):
    def to_representation(self, instance: Any) -> Any:
        return {**super().to_representation(instance), "loud": True}

    class Meta:
        model = Group
        fields = ["id"]


class RatioSerializer(OwnedSerializer):
    """What Python writes, inside of a list."""

    class Meta:
        model = Thing
        fields = ["id", "ratio", "data"]


class DeepCoverSerializer(OwnedSerializer):
    thing = RatioSerializer()

    class Meta:
        model = Cover
        fields = ["thing"]


RELATIONS: dict[str, Make] = {
    "group_nested": lambda: GroupSerializer(source="group", allow_null=True),
    "group_bare": lambda: BareGroupSerializer(source="group", read_only=True),
    "group_slug": lambda: serializers.SlugRelatedField(source="group", slug_field="name", read_only=True),
    "group_key": lambda: OwnedPrimaryKeyField(source="group", queryset=Group.objects.all(), allow_null=True),
    "words_names": lambda: NamesField(Word, source="words"),
    "words_rows": lambda: NestedRowsField(Word.objects.all(), serializer=WordSerializer, source="words"),
    "words_keys": lambda: OwnedPrimaryKeyField(source="words", many=True, read_only=True),
    "pieces_nested": lambda: PieceSerializer(source="pieces", many=True),
    "pieces_deep": lambda: DeepPieceSerializer(source="pieces", many=True),
    "pieces_keys": lambda: serializers.PrimaryKeyRelatedField(source="pieces", many=True, read_only=True),
    "pieces_names": lambda: serializers.SlugRelatedField(source="pieces", slug_field="name", many=True, read_only=True),
    "cover_nested": lambda: CoverSerializer(source="cover", allow_null=True),
}
# What only Python writes, or shows in a way of its own.
UNCOMPILED: dict[str, Make] = {
    "group_loud": lambda: LoudSerializer(source="group", read_only=True),
    "group_text": lambda: serializers.StringRelatedField(source="group"),
    "pieces_prices": lambda: serializers.SlugRelatedField(
        source="pieces", slug_field="price", many=True, read_only=True
    ),
    "cover_bare": lambda: CoverSerializer(source="cover", read_only=True),
    "cover_key": lambda: OwnedPrimaryKeyField(source="cover", read_only=True),
    "cover_deep": lambda: DeepCoverSerializer(source="cover", allow_null=True),
}
# With rows that the view gives in an order of its own.
PREFETCHED: dict[str, tuple[Make, Any]] = {
    "words_nested": (
        lambda: WordSerializer(source="words", many=True, read_only=True),
        lambda: Prefetch("words", Word.objects.order_by("-name", "id")),
    ),
    "words_chosen": (
        lambda: serializers.SlugRelatedField(source="words", slug_field="name", many=True, read_only=True),
        lambda: Prefetch("words", Word.objects.filter(name__gt="a").order_by("id")),
    ),
    "pieces_chosen": (
        lambda: PieceSerializer(source="pieces", many=True, read_only=True),
        lambda: Prefetch("pieces", Piece.objects.filter(rank__gte=0).order_by("name", "-id")),
    ),
    "group_chosen": (
        lambda: GroupSerializer(source="group", allow_null=True, read_only=True),
        lambda: Prefetch("group", Group.objects.filter(name__gt="b")),
    ),
}
EXPANDABLE = {
    "group": GroupSerializer,
    "words": WordSerializer,
    "pieces": DeepPieceSerializer,
    "cover": CoverSerializer,
    "words_keys": WordSerializer,
    "words_rows": WordSerializer,
    "group_key": GroupSerializer,
}


# What the database writes of a column, for the most part: else next to nothing would be compiled.
FITTING: list[tuple[Make, str]] = [
    *((_of(serializers.CharField), source) for source in ("text", "owner.username", "cover.colour", "group.name")),
    *(
        (_of(serializers.IntegerField), source)
        for source in ("big", "id", "pk", "group_id", "pieces_count", "group.id")
    ),
    *((_of(serializers.BooleanField), source) for source in ("perhaps", "yes", "has_pieces", "is_big")),
    *(
        (_of(serializers.CharField), source)
        for source in ("lower_text", "group_name", "always", "mood", "group.owner.username")
    ),
    *((_of(serializers.DateField), "cover.made_on"), (_of(strict.NamedChoiceField, {"low": 1, "ü": 2}), "level")),
    *((_of(strict.NamedChoiceField, {"A": "a", "gay": Thing.Mood.GAY}), source) for source in ("word", "mood")),
    *(
        (_of(serializers.ReadOnlyField), source)
        for source in ("data", "amount", "day", "moment", "uuid", "span", "hour")
    ),
]


@st.composite
def scalars(draw: Any) -> Any:
    """A field of its own over a column, a way to one, or an annotation."""
    options = draw(
        st.sampled_from([{}, {"read_only": True}, {"allow_null": True}, {"default": None}, {"required": False}])
    )
    if draw(st.integers(0, 4)) < 4:
        field, source = draw(st.sampled_from(FITTING))
        hops = "." in source and not source.startswith("owner.")
        return field, source, fitting(field, {"allow_null": True} if hops else options)
    field = draw(st.sampled_from(SCALARS))
    source = draw(st.sampled_from([*OWN_COLUMNS, *OWN_COLUMNS, *SOURCES, *ANNOTATIONS]))
    return field, source, fitting(field, options)


def fitting(make: Make, options: dict[str, Any]) -> dict[str, Any]:
    """The options that a kind of field takes."""
    try:
        make(**options)
    except (TypeError, AssertionError):
        return {}
    return options


@st.composite
def shown(draw: Any) -> dict[str, Any]:
    """What a view shows: its serializer class, the annotations and prefetches that it needs, and the names shown."""
    own = draw(st.lists(st.sampled_from(OWN_COLUMNS), unique=True, max_size=30))
    own += draw(st.lists(st.sampled_from(["words", "pieces"]), unique=True))
    declared: dict[str, Any] = {}
    annotations: dict[str, Any] = {}
    for place, (make, source, options) in enumerate(draw(st.lists(scalars(), max_size=3))):
        name = draw(st.sampled_from(NAMES)) if draw(st.integers(0, 9)) == 9 else f"extra{place}"
        declared[name] = make(source=source, **options)
        if source in ANNOTATIONS:
            annotations[source] = ANNOTATIONS[source]
    if draw(st.integers(0, 6)) == 6:
        name = draw(st.sampled_from(list(UNCOMPILED)))
        declared[name] = UNCOMPILED[name]()
    for name in draw(st.lists(st.sampled_from(list(RELATIONS)), unique=True, max_size=3)):
        declared[name] = RELATIONS[name]()
    prefetches = []
    if draw(st.integers(0, 3)) == 3:
        name = draw(st.sampled_from(list(PREFETCHED)))
        make, prefetch = PREFETCHED[name]
        declared[name] = make()
        prefetches.append(prefetch())
    names = draw(st.permutations([*own, *declared])) or ["id"]
    base = draw(st.sampled_from([OwnedSerializer, OwnedSerializer, serializers.ModelSerializer]))
    expandable = {name: each for name, each in EXPANDABLE.items() if name in names and base is OwnedSerializer}
    meta = type("Meta", (), {"model": Thing, "fields": names, "expandable": expandable})
    serializer = type("ThingSerializer", (base,), {**declared, "Meta": meta})
    return {"serializer": serializer, "annotations": annotations, "prefetches": prefetches, "names": names}
