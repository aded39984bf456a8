"""Each route, view and serializer that would reach past its owner is an error at start-up that names the fix."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import django_filters
import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import ListView, TemplateView
from pytest_django.fixtures import Settings
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet

import ringfence
from ringfence.accounts.models import User
from ringfence.api.checks import Route, check_routes, routes, unscoped
from ringfence.api.nested import NestedRowSerializer, NestedRowsField
from ringfence.api.relations import NamesField
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedView, OwnedViewSet
from ringfence.ownership.expressions import WithinReach
from ringfence.ownership.models import OwnedQuerySet
from ringfence.ownership.policies import Private
from tests.shelf.models import Cover, Label, Paper, Poster, Shelf

Told = list[tuple[str, str, str]]
Tell = Callable[..., Told]

COLUMNS = "Name {} of the model itself, without a prefix and without a hop (shelf_id, not shelf)."
OWN_FILTERS = "Filter by the model's own columns and those of owned models that it relates to."
NOT_SCOPED = 'Derive it from OwnedViewSet or OwnedView, or mark it: @unscoped("why").'


@pytest.fixture
def told(settings: Settings) -> Tell:
    """Everything that the check says of a project with these routes: code, message and hint."""

    def tell(*patterns: Any) -> Told:
        settings.ROOT_URLCONF = type("Urls", (), {"urlpatterns": list(patterns)})
        return [(str(m.id).removeprefix("ringfence."), m.msg, m.hint or "") for m in check_routes()]

    return tell


def viewset(**attributes: Any) -> Any:
    """Routes of a viewset of papers with these attributes."""
    attributes = {"queryset": Paper.objects.order_by("id"), "serializer_class": PaperSerializer, **attributes}
    router = SimpleRouter()
    router.register("papers", type("PaperViewSet", (OwnedViewSet,), attributes), basename="paper")
    return path("", include(router.urls))


def serializer(base: Any = OwnedSerializer, model: Any = Paper, /, **attributes: Any) -> Any:
    """A viewset whose serializer has these fields; ``meta`` replaces what Meta says beside the model."""
    meta = attributes.pop("meta", {"fields": ["id", *attributes]})
    inner = type("Meta", (), {"model": model, **meta})
    return viewset(serializer_class=type("MadeSerializer", (base,), {"Meta": inner, **attributes}))


class PaperSerializer(OwnedSerializer):
    class Meta:
        model = Paper
        fields: ClassVar = ["id", "title"]


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_nothing_is_said_of_the_shipped_project() -> None:
    assert check_routes() == []
    assert len(routes()) > 50


def test_nothing_is_said_of_a_project_without_a_urlconf(settings: Settings) -> None:
    del settings.ROOT_URLCONF
    assert (routes(), check_routes()) == ([], [])


# Routes


def test_a_view_that_is_not_owner_scoped_is_caught(told: Tell) -> None:
    class Papers(ModelViewSet):
        queryset = Paper.objects.all()
        serializer_class = PaperSerializer

    class Something(APIView):
        pass

    class Page(TemplateView):
        template_name = "page.html"

    here = f"{__name__}.test_a_view_that_is_not_owner_scoped_is_caught.<locals>"
    assert told(
        path("papers", Papers.as_view({"get": "list"})),
        path("something", Something.as_view()),
        path("page", Page.as_view()),
        path("plain", plain),
    ) == [
        ("E101", f"/papers ({here}.Papers) is not owner-scoped.", NOT_SCOPED),
        ("E101", f"/something ({here}.Something) is not owner-scoped.", NOT_SCOPED),
        ("E101", f"/page ({here}.Page) is not owner-scoped.", NOT_SCOPED),
        ("E101", f"/plain ({__name__}.plain) is not owner-scoped.", NOT_SCOPED),
    ]


def test_a_view_may_say_why_it_is_not_owner_scoped(told: Tell) -> None:
    @unscoped("shows the weather")
    class Weather(APIView):
        pass

    assert (
        told(
            path("weather", Weather.as_view()),
            path("function", unscoped("the same for everyone")(lambda request: HttpResponse())),
            unscoped("somebody else's pages")(path("accounts/", include("django.contrib.auth.urls"))),
            unscoped("one page")(path("page", TemplateView.as_view(template_name="page.html"))),
        )
        == []
    )
    assert {route.unscoped_reason for route in routes()} == {
        "shows the weather",
        "the same for everyone",
        "somebody else's pages",
        "one page",
    }


def test_a_reason_is_not_inherited_and_not_empty(told: Tell) -> None:
    @unscoped("shows the weather")
    class Weather(APIView):
        pass

    class Diary(Weather):
        pass

    here = f"{__name__}.test_a_reason_is_not_inherited_and_not_empty.<locals>"
    assert told(path("diary", Diary.as_view())) == [("E101", f"/diary ({here}.Diary) is not owner-scoped.", NOT_SCOPED)]
    with pytest.raises(ValueError, match="wants a reason"):
        unscoped(" ")


def test_a_generic_view_of_a_plain_model_says_by_its_model_that_there_is_no_owner(told: Tell) -> None:
    class Permissions(ListAPIView):
        queryset = Permission.objects.all()

    class Pages(ListView):
        model = Permission

    class People(ListAPIView):
        queryset = User.objects.all()

    here = f"{__name__}.test_a_generic_view_of_a_plain_model_says_by_its_model_that_there_is_no_owner.<locals>"
    assert told(
        path("permissions", Permissions.as_view()), path("pages", Pages.as_view()), path("people", People.as_view())
    ) == [("E101", f"/people ({here}.People) is not owner-scoped.", NOT_SCOPED)]
    assert [route.unscoped_reason for route in routes()] == [
        "rows of auth.Permission have no owner",
        "rows of auth.Permission have no owner",
        "",
    ]


def test_a_list_of_users_has_to_say_why_even_where_they_are_a_plain_model(
    told: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    class People(ListAPIView):
        queryset = Permission.objects.all()

    monkeypatch.setattr("ringfence.api.checks.get_user_model", lambda: Permission)
    assert [code for code, *_ in told(path("people", People.as_view()))] == ["E101"]


def test_the_admin_site_is_told_by_what_it_is_and_not_by_a_name(told: Tell) -> None:
    class Site(admin.AdminSite):
        pass

    class WithPage(admin.ModelAdmin):
        def get_urls(self) -> list[Any]:
            return [path("page/", self.admin_site.admin_view(self.page)), *super().get_urls()]

        def page(self, request: HttpRequest) -> HttpResponse:
            return HttpResponse()

    site = Site(name="office")
    site.register(Label, WithPage)
    named = include(([path("plain", plain)], "admin"), namespace="admin")
    assert told(path("office/", site.urls), path("x/", named)) == [
        ("E101", f"/x/plain ({__name__}.plain) is not owner-scoped.", NOT_SCOPED)
    ]


def test_a_view_below_the_admin_site_is_caught_whatever_it_is(told: Tell) -> None:
    complaint = "lies below /admin/, where everything acts as maintenance."
    hint = "Move it to another address: only the admin site asks there who may see everyone's rows."
    marked = unscoped("the same for everyone")(lambda request: HttpResponse())
    name = f"{__name__}.test_a_view_below_the_admin_site_is_caught_whatever_it_is.<locals>.<lambda>"
    assert told(path("admin/help", marked), path("admin/", admin.site.urls), path("administrator", marked)) == [
        ("E108", f"/admin/help ({name}) {complaint}", hint)
    ]


def test_below_the_admin_site_is_harmless_without_its_middleware(told: Tell, settings: Settings) -> None:
    settings.MIDDLEWARE = []
    marked = unscoped("the same for everyone")(lambda request: HttpResponse())
    assert told(path("admin/help", marked), path("admin/", admin.site.urls)) == []


def test_a_route_knows_its_view_and_actions() -> None:
    router = SimpleRouter()
    router.register("papers", type("PaperViewSet", (OwnedViewSet,), {"queryset": Paper.objects.all()}))
    first = Route("papers/", router.urls[0].callback)
    assert (first.name, first.is_owned, first.is_admin, first.actions) == (
        f"{__name__}.PaperViewSet",
        True,
        False,
        {"get": "list", "post": "create"},
    )


# Rows


def test_a_viewset_of_a_model_without_owners_is_caught(told: Tell) -> None:
    class People(OwnedView, ListAPIView):
        queryset = User.objects.all()

    hint = "Derive the model from OwnedModel, or the view from something else."
    assert told(viewset(queryset=Permission.objects.all(), serializer_class=None)) == [
        ("E102", "PaperViewSet.queryset is of auth.Permission, which has no owner.", hint)
    ]
    here = "test_a_viewset_of_a_model_without_owners_is_caught.<locals>"
    assert told(path("people", People.as_view())) == [
        ("E102", f"{here}.People.queryset is of ringfence_accounts.User, which has no owner.", hint)
    ]


def test_a_viewset_without_a_queryset_is_caught(told: Tell) -> None:
    assert told(viewset(queryset=None)) == [
        (
            "E102",
            "PaperViewSet has no queryset, so that nobody can tell which rows it is about.",
            "Name one in the class: queryset = Note.objects.order_by(...).",
        )
    ]


def test_an_owned_view_of_no_rows_is_good(told: Tell) -> None:
    class Me(OwnedView):
        pass

    assert told(path("me", Me.as_view())) == []


@pytest.mark.parametrize(
    "queryset",
    [
        QuerySet(Paper),
        OwnedQuerySet(Paper),
        OwnedQuerySet(Paper) | Paper.objects.all(),
        OwnedQuerySet(Paper).union(Paper.objects.all()),
        OwnedQuerySet(Paper).exclude(WithinReach("owner_id", Private())),
    ],
)
def test_a_queryset_past_the_manager_is_caught(told: Tell, queryset: Any) -> None:
    assert told(viewset(queryset=queryset)) == [
        ("E102", "PaperViewSet.queryset reaches past the scope.", "Begin it with Paper.objects.")
    ]


@pytest.mark.parametrize(
    "queryset",
    [
        Paper.objects.all(),
        Paper.objects.filter(title="x").exclude(body="y").distinct(),
        Paper.objects.filter(title="x") | Paper.objects.filter(title="y"),
        Paper.objects.filter(title="x").union(Paper.objects.filter(title="y")),
        Paper.objects.none(),
    ],
)
def test_a_queryset_of_the_manager_is_good(told: Tell, queryset: Any) -> None:
    assert told(viewset(queryset=queryset)) == []


# Names that a request may use


def test_a_search_that_leaves_the_models_text_is_caught(told: Tell) -> None:
    fields = ["title", "shelf__name", "owner__password", "^body", "amount", "titel"]
    assert told(viewset(search_fields=fields)) == [
        (
            "E103",
            "PaperViewSet.search_fields names shelf__name, owner__password, ^body, amount, titel: no text column "
            "of shelf.Paper.",
            COLUMNS.format("text columns"),
        )
    ]


def test_an_ordering_that_leaves_the_models_columns_is_caught(told: Tell) -> None:
    fields = ["title", "pk", "shelf_id", "shelf", "shelf__name", "owner__password", "labels", "titel"]
    wrong = "shelf, shelf__name, owner__password, labels, titel"
    assert told(viewset(ordering_fields=fields)) == [
        (
            "E103",
            f"PaperViewSet.ordering_fields names {wrong}: no column of shelf.Paper.",
            COLUMNS.format("columns"),
        )
    ]
    assert told(viewset(ordering_fields="__all__")) == [
        (
            "E103",
            "PaperViewSet.ordering_fields names __all__: no column of shelf.Paper.",
            COLUMNS.format("columns"),
        )
    ]
    counted = Paper.objects.annotate(doubled=F("amount") * 2).order_by("id")
    assert told(viewset(queryset=counted, ordering_fields=["doubled"])) == []


def reaching(parameter: str, path: str, label: str = "ringfence_accounts.User") -> tuple[str, str, str]:
    complaint = f"PaperViewSet: the filter {parameter} reaches {label} by {path}, which has no owner."
    return "E103", complaint, OWN_FILTERS


class DeclaredFilter(django_filters.FilterSet):
    """What may be declared: the model's own columns, and hops over relations of owned models."""

    title = django_filters.CharFilter(lookup_expr="icontains")
    shelf = django_filters.NumberFilter(field_name="shelf_id")
    attic = django_filters.CharFilter(field_name="shelf__parent__name", lookup_expr="istartswith")
    label = django_filters.CharFilter(field_name="labels__name")
    loose = django_filters.BooleanFilter(field_name="shelf", lookup_expr="isnull")
    whose = django_filters.CharFilter(method="filter_whose")
    order = django_filters.OrderingFilter(fields=["title", "labels__name"])

    def filter_whose(self, queryset: Any, name: str, value: str) -> Any:
        return queryset


class LeakingFilter(django_filters.FilterSet):
    secret = django_filters.CharFilter(field_name="owner__password", lookup_expr="startswith")
    hidden = django_filters.CharFilter(field_name="owner", lookup_expr="password__startswith")
    deep = django_filters.CharFilter(field_name="shelf__parent__owner__email")
    both = django_filters.LookupChoiceFilter(field_name="labels__owner__username", lookup_choices=["exact"])
    order = django_filters.OrderingFilter(fields={"owner__password": "p"})
    typo = django_filters.CharFilter(field_name="titel")


class GeneratedFilter(django_filters.FilterSet):
    class Meta:
        model = Paper
        fields: ClassVar = {"title": ["exact"], "labels__name": ["exact"], "owner__username": ["startswith"]}


class ChoosingFilter(django_filters.FilterSet):
    class Meta:
        model = Paper
        fields: ClassVar = ["owner", "shelf"]


def test_declared_filters_may_hop_over_owned_relations(told: Tell) -> None:
    assert told(viewset(filterset_class=DeclaredFilter)) == []


def test_a_filter_that_hops_to_a_model_without_owners_is_caught(told: Tell) -> None:
    assert told(viewset(filterset_class=LeakingFilter)) == [
        reaching("secret", "owner__password__startswith"),
        reaching("hidden", "owner__password__startswith"),
        reaching("deep", "shelf__parent__owner__email__exact"),
        reaching("both", "labels__owner__username__exact"),
        reaching("order", "owner__password"),
        (
            "E103",
            "PaperViewSet: the filter typo goes by titel, which shelf.Paper does not have.",
            OWN_FILTERS,
        ),
    ]


def test_generated_filters_are_looked_at_too(told: Tell) -> None:
    assert told(viewset(filterset_class=GeneratedFilter)) == [
        reaching("owner__username__startswith", "owner__username__startswith")
    ]
    assert told(viewset(filterset_class=ChoosingFilter)) == [reaching("owner", "owner__exact")]
    assert told(viewset(filterset_fields=["title", "owner__password"])) == [
        reaching("owner__password", "owner__password__exact")
    ]


def test_a_filter_over_the_reverse_of_a_relation_is_good(told: Tell) -> None:
    class LabelFilter(django_filters.FilterSet):
        paper = django_filters.CharFilter(field_name="papers__title")
        colour = django_filters.CharFilter(field_name="papers__cover__colour")

    assert told(viewset(queryset=Label.objects.order_by("id"), filterset_class=LabelFilter)) == []


# Serializers

LISTED = "List the fields by name, and nest a serializer of its own for each relation."


def test_a_serializer_that_publishes_whatever_there_will_be_is_caught(told: Tell) -> None:
    for meta, said in (
        ({"fields": "__all__"}, 'fields = "__all__"'),
        ({"exclude": ["body"]}, "exclude"),
        ({"fields": ["id", "owner"], "depth": 1}, "depth"),
    ):
        assert told(serializer(meta=meta)) == [
            ("E104", f"MadeSerializer publishes whatever the model will have ({said}).", LISTED)
        ]


def test_a_plain_serializer_of_an_owned_model_is_caught(told: Tell) -> None:
    assert told(serializer(serializers.ModelSerializer, title=serializers.CharField())) == [
        (
            "E105",
            "MadeSerializer is for shelf.Paper, but is no OwnedSerializer.",
            "Derive it from OwnedSerializer.",
        )
    ]


class WholeUser(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = "__all__"


class PlainLabel(serializers.ModelSerializer[Label]):
    class Meta:
        model = Label
        fields: ClassVar = ["name"]


class PermissionSerializer(serializers.ModelSerializer[Permission]):
    class Meta:
        model = Permission
        fields = "__all__"


def test_nested_serializers_are_looked_at_too(told: Tell) -> None:
    assert told(serializer(owner=WholeUser(read_only=True), labels=PlainLabel(many=True, read_only=True))) == [
        ("E104", 'WholeUser publishes whatever the model will have (fields = "__all__").', LISTED),
        (
            "E105",
            "PlainLabel is for shelf.Label, but is no OwnedSerializer.",
            "Derive it from OwnedSerializer.",
        ),
    ]
    assert told(serializer(rights=PermissionSerializer(many=True, read_only=True))) == []


@pytest.mark.parametrize(
    "field",
    [
        serializers.IntegerField(source="owner_id"),
        serializers.CharField(source="owner.username"),
        serializers.PrimaryKeyRelatedField(source="owner", queryset=User.objects.all()),
        serializers.SlugRelatedField(source="owner", slug_field="username", queryset=User.objects.all()),
    ],
)
def test_a_serializer_that_lets_a_body_name_the_owner_is_caught(told: Tell, field: Any) -> None:
    assert told(serializer(whose=field)) == [
        ("E106", "MadeSerializer.whose lets a body name the owner.", "Make the field read-only.")
    ]


@pytest.mark.parametrize(
    "field",
    [
        serializers.CharField(source="owner.username", read_only=True),
        serializers.PrimaryKeyRelatedField(read_only=True),
        serializers.HiddenField(default=serializers.CurrentUserDefault()),
    ],
)
def test_an_owner_that_no_body_can_name_is_good(told: Tell, field: Any) -> None:
    assert told(serializer(**{"owner" if field.source is None else "whose": field})) == []


def test_a_relation_to_rows_without_owners_is_caught(told: Tell) -> None:
    hint = "Relate to owned models, or make the field read-only."
    rows = Permission.objects.all()
    assert told(
        serializer(
            one=serializers.PrimaryKeyRelatedField(queryset=rows),
            many=serializers.SlugRelatedField(slug_field="codename", queryset=rows, many=True),
            names=NamesField(Permission),
            shown=serializers.PrimaryKeyRelatedField(read_only=True),
        )
    ) == [
        ("E107", f"MadeSerializer.{name} finds rows of auth.Permission, which has no owner.", hint)
        for name in ("one", "many", "names")
    ]


def test_a_relation_to_owned_rows_past_the_scope_is_caught(told: Tell) -> None:
    assert told(
        serializer(
            shelf=serializers.PrimaryKeyRelatedField(queryset=QuerySet(Shelf)),
            labels=serializers.PrimaryKeyRelatedField(queryset=Label.objects, many=True),
        )
    ) == [
        (
            "E107",
            "MadeSerializer.shelf finds rows of shelf.Shelf past the scope.",
            "Begin its queryset with Shelf.objects.",
        )
    ]


def test_generated_relations_of_an_owned_serializer_are_good(told: Tell) -> None:
    assert told(serializer(meta={"fields": ["id", "shelf", "labels", "owner", "cover"]})) == []


# Nested rows

NOT_STORED = [
    ("wrong", "Give it the source, the queryset and the serializer of one many-to-many relation."),
    ("back", "Give it the source of the one-to-one relation by which its model points at this one."),
    ("plain", "Make it read-only, or a NestedRowsField or NestedRowSerializer, or write create() and update()."),
]


class OwnedLabel(OwnedSerializer):
    class Meta:
        model = Label
        fields: ClassVar = ["id", "name"]


class OwnedCover(NestedRowSerializer):
    class Meta:
        model = Cover
        fields: ClassVar = ["colour"]


class OwnedShelf(NestedRowSerializer):
    class Meta:
        model = Shelf
        fields: ClassVar = ["name"]


def test_nested_rows_that_are_stored_or_only_shown_are_good(told: Tell) -> None:
    class Careful(OwnedSerializer):
        def create(self, validated_data: Any) -> Any:
            return super().create(validated_data)

        def update(self, instance: Any, validated_data: Any) -> Any:
            return super().update(instance, validated_data)

    fields = {
        "labels": NestedRowsField(Label.objects.all(), serializer=OwnedLabel),
        "label": NestedRowsField(Label.objects.all(), serializer=f"{__name__}.OwnedLabel", source="labels"),
        "cover": OwnedCover(required=False),
        "stands": OwnedShelf(source="shelf", read_only=True),
    }
    meta = {"fields": ["id", *fields], "expandable": {"labels": f"{__name__}.OwnedLabel"}}
    assert told(serializer(**fields, meta=meta)) == []
    assert told(serializer(Careful, labels=OwnedLabel(many=True))) == []


def test_nested_rows_that_nothing_would_store_are_caught(told: Tell) -> None:
    assert told(
        serializer(
            wrong=NestedRowsField(Shelf.objects.all(), serializer=OwnedLabel, source="labels"),
            back=OwnedShelf(source="shelf"),
            plain=OwnedLabel(source="labels", many=True),
        )
    ) == [("E109", f"MadeSerializer.{name} takes rows that nothing stores.", hint) for name, hint in NOT_STORED]


def test_rows_that_a_nested_field_picks_are_looked_at_too(told: Tell) -> None:
    past = NestedRowsField(QuerySet(Label), serializer=WholeLabel)
    assert [(code, message) for code, message, _ in told(serializer(labels=past))] == [
        ("E104", 'WholeLabel publishes whatever the model will have (fields = "__all__").'),
        ("E107", "MadeSerializer.labels finds rows of shelf.Label past the scope."),
    ]


class WholeLabel(OwnedSerializer):
    class Meta:
        model = Label
        fields = "__all__"


def test_an_expansion_of_no_relation_and_one_that_shows_everything_are_caught(told: Tell) -> None:
    meta = {
        "fields": ["id", "title", "shelf", "labels"],
        "expandable": {"title": OwnedLabel, "owner": OwnedLabel, "shelf": OwnedLabel, "labels": WholeLabel},
    }
    hint = "Name a field of the serializer, and a serializer of the model that it leads to."
    nothing = "MadeSerializer.Meta.expandable names {}, which is no relation to the rows of OwnedLabel."
    assert told(serializer(meta=meta)) == [
        *(("E109", nothing.format(name), hint) for name in ("title", "owner", "shelf")),
        ("E104", 'WholeLabel publishes whatever the model will have (fields = "__all__").', LISTED),
    ]


def test_each_view_and_serializer_is_told_of_once(told: Tell) -> None:
    whole = type("Whole", (OwnedSerializer,), {"Meta": type("Meta", (), {"model": Paper, "fields": "__all__"})})
    one = viewset(serializer_class=whole, search_fields=["amount"])
    assert [code for code, *_ in told(one, one, viewset(serializer_class=whole))] == ["E103", "E104"]


# The index of a list


def indexed(queryset: Any) -> Any:
    return viewset(queryset=queryset, serializer_class=None)


@pytest.mark.parametrize(
    ("queryset", "label", "fields"),
    [
        (Paper.objects.order_by("-title"), "shelf.Paper", '"owner", "-title", "-id"'),
        (Paper.objects.order_by("due", "-title", "id"), "shelf.Paper", '"owner", "due", "-title", "-id"'),
        (Paper.objects.order_by(F("due").desc(), "pk"), "shelf.Paper", '"owner", "-due", "-id"'),
        (Label.objects.order_by("-revision", "name"), "shelf.Label", '"owner", "-revision", "name", "id"'),
        (Poster.objects.order_by("text"), "shelf.Poster", '"text", "id"'),
    ],
)
def test_a_list_in_an_order_without_an_index_is_told_of(told: Tell, queryset: Any, label: str, fields: str) -> None:
    assert told(indexed(queryset)) == [
        (
            "W101",
            f"PaperViewSet lists {label} in an order that no index has: every page sorts every row.",
            f"Add models.Index(fields=[{fields}], name=...) to Meta.indexes.",
        )
    ]


@pytest.mark.parametrize(
    "queryset",
    [
        Paper.objects.all(),
        Paper.objects.order_by("-pk"),
        Label.objects.order_by("name"),
        Label.objects.order_by("-name", "-id"),
        Poster.objects.order_by("slug"),
        Cover.objects.order_by(F("colour") + F("id")),
    ],
)
def test_a_list_in_an_order_that_an_index_has_or_that_no_index_could_have_is_good(told: Tell, queryset: Any) -> None:
    assert told(indexed(queryset)) == []


# The page that explains the codes


def test_every_code_is_explained_once_and_no_other_is() -> None:
    package = Path(ringfence.__file__).parent
    sources = "".join(file.read_text() for file in package.rglob("*.py"))
    codes = set(re.findall(r"\b[EW]\d{3}(?=\")", sources))
    page = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"
    assert sorted(re.findall(r"^### ringfence\.([EW]\d{3}) ", page.read_text(), re.MULTILINE)) == sorted(codes)
