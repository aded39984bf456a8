"""Each forgotten piece of ownership in a model is an error at start-up that names the fix, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core import checks
from django.db import connections, models
from django.db.models.functions import Lower
from django.db.utils import ConnectionRouter
from django.test.utils import isolate_apps

from ringfence.accounts.models import User
from ringfence.ownership import role_checks
from ringfence.ownership.cascades import DatabaseCascade
from ringfence.ownership.checks import check_models
from ringfence.ownership.constraints import AcrossOwners, OwnerPolicy, SameOwner
from ringfence.ownership.fields import OwnedForeignKey, OwnedOneToOneField
from ringfence.ownership.models import OwnedManager, OwnedModel, PublishedModel
from ringfence.ownership.policies import Private
from ringfence.ownership.search import SearchIndex
from tests.shelf.models import Label, Paper, PaperLabel, Poster

Told = list[tuple[str, str, str]]

INHERIT = "Inherit Meta from OwnedModel.Meta, and begin constraints with *OwnedModel.Meta.constraints."
OWN_RELATION = "Use OwnedForeignKey or OwnedOneToOneField."
OWN_UNIQUE = 'Use UniqueConstraint(fields=["owner", ...]), or AcrossOwners for values that nobody can choose.'


@pytest.fixture(autouse=True)
def registry() -> Iterator[Apps]:
    """Where the models of a test are registered, and nothing else."""
    with isolate_apps("tests.shelf") as apps:
        assert apps is not None
        yield apps


def told(registry: Apps) -> Told:
    """Everything that the check says of the test's models: code, message and hint."""
    return flat(check_models(app_configs=registry.get_app_configs()))


def flat(messages: list[checks.CheckMessage]) -> Told:
    return [(str(m.id).removeprefix("ringfence."), m.msg, m.hint or "") for m in messages]


class Meta(OwnedModel.Meta):
    """What a model of these tests begins its Meta with."""

    app_label = "shelf"
    abstract = False


def ours(*added: Any) -> list[Any]:
    return [*OwnedModel.Meta.constraints, *added]


def not_unique(label: str, name: str) -> tuple[str, str, str]:
    complaint = f"the unique constraint {name} does not contain the owner, so that a refusal tells which values "
    return "E005", f"shelf.{label}: {complaint}others have.", OWN_UNIQUE


def joined(what: str, hint: str = OWN_RELATION) -> tuple[str, str, str]:
    return "E007", f"shelf.{what} joins an owned model without the owner's predicate.", hint


def test_nothing_is_said_of_the_shipped_models_and_those_of_the_tests() -> None:
    assert [m for m in checks.run_checks() if str(m.id).startswith("ringfence.")] == []
    assert check_models() == []


def test_nothing_is_said_of_models_that_have_nothing_to_do_with_owners(registry: Apps) -> None:
    class Country(models.Model):
        code = models.CharField(max_length=2, unique=True)
        neighbours = models.ManyToManyField("self")
        opened_by = models.ForeignKey(User, models.CASCADE)

        class Meta:
            app_label = "shelf"
            constraints: ClassVar = [models.UniqueConstraint(Lower("code"), name="country_code")]

    class City(Country):
        content_type = models.ForeignKey(ContentType, models.CASCADE)
        object_id = models.BigIntegerField()
        thing = GenericForeignKey()

        class Meta:
            app_label = "shelf"

    class Capital(City):
        class Meta:
            app_label = "shelf"
            proxy = True

    assert told(registry) == []


def test_nothing_is_said_of_an_owned_model_with_everything_in_place(registry: Apps) -> None:
    class Everything(OwnedModel):
        slug = models.SlugField()
        token = models.UUIDField()
        paper = OwnedForeignKey(Paper, models.CASCADE, related_name="+")
        cover = OwnedOneToOneField(Paper, models.CASCADE, related_name="+")
        poster = OwnedForeignKey(Poster, models.DO_NOTHING, db_constraint=False, related_name="+")
        author = OwnedForeignKey(User, models.CASCADE, related_name="+")

        class Meta(Meta):
            unique_together: ClassVar = [("owner", "slug")]
            indexes: ClassVar = [SearchIndex(fields=["slug"], name="everything_search")]
            constraints: ClassVar = ours(
                SameOwner("paper"),
                SameOwner("cover"),
                DatabaseCascade("poster"),
                AcrossOwners(fields=["token"], name="everything_token"),
                models.UniqueConstraint("owner", Lower("slug"), name="everything_slug"),
                ExclusionConstraint(name="everything_at_once", expressions=[("owner", "="), ("created_at", "&&")]),
            )

    class Shown(PublishedModel):
        slug = models.SlugField(unique=True)

        class Meta(PublishedModel.Meta):
            app_label = "shelf"

    class Favourite(models.Model):
        poster = OwnedForeignKey(Poster, models.CASCADE, related_name="+")

        class Meta:
            app_label = "shelf"

    assert told(registry) == []


def test_a_meta_that_is_not_inherited_is_caught(registry: Apps) -> None:
    class Forgot(OwnedModel):
        class Meta:
            app_label = "shelf"

    assert told(registry) == [
        ("E001", "shelf.Forgot has no OwnerPolicy.", INHERIT),
        ("E002", "shelf.Forgot has no OwnerKey.", INHERIT),
    ]


def test_overwritten_constraints_are_caught(registry: Apps) -> None:
    class Forgot(OwnedModel):
        class Meta(Meta):
            constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk__gt=0), name="positive")]

    class Half(OwnedModel):
        class Meta(Meta):
            constraints: ClassVar = [OwnerPolicy(policy=Private())]

    assert told(registry) == [
        ("E001", "shelf.Forgot has no OwnerPolicy.", INHERIT),
        ("E002", "shelf.Forgot has no OwnerKey.", INHERIT),
        ("E002", "shelf.Half has no OwnerKey.", INHERIT),
    ]


def test_a_policy_by_another_column_than_the_owner_is_caught(registry: Apps) -> None:
    class Odd(OwnedModel):
        class Meta(Meta):
            constraints: ClassVar = [OwnedModel.Meta.constraints[0], OwnerPolicy(owner="id")]

    assert told(registry) == [
        (
            "E001",
            'shelf.Odd has an OwnerPolicy that goes by "id" and not by its owner.',
            "Leave owner= to models that are no OwnedModel.",
        )
    ]


def test_inheriting_from_a_concrete_model_is_caught(registry: Apps) -> None:
    class Memo(Paper):
        class Meta(Meta):
            pass

    class Place(models.Model):
        class Meta:
            app_label = "shelf"

    class Home(OwnedModel, Place):
        class Meta(Meta):
            pass

    complaint = "inherits from a concrete model, whose rows would be joined without their owner."
    assert told(registry) == [
        ("E003", f"shelf.Memo {complaint}", "Inherit from abstract models only."),
        ("E003", f"shelf.Home {complaint}", "Inherit from abstract models only."),
    ]


MANAGER = "is not an OwnedManager: its queries would not be scoped."
OWN_MANAGER = "Derive the manager from OwnedManager, and inherit Meta from OwnedModel.Meta (base_manager_name)."


def test_a_manager_that_is_not_scoped_is_caught(registry: Apps) -> None:
    class Open(OwnedModel):
        everything = models.Manager()

        class Meta(Meta):
            pass

    class Kept(OwnedModel):
        recent = type("Recent", (OwnedManager,), {})()

        class Meta(Meta):
            pass

    assert told(registry) == [("E004", f"shelf.Open.everything {MANAGER}", OWN_MANAGER)]


def test_a_base_manager_that_is_not_scoped_is_caught(registry: Apps) -> None:
    class Lost(OwnedModel):
        class Meta(Meta):
            base_manager_name = None  # type: ignore[assignment]

    class Replaced(OwnedModel):
        objects = models.Manager()  # type: ignore[assignment]
        owned = OwnedManager()

        class Meta(Meta):
            default_manager_name = "owned"

    assert told(registry) == [("E004", f"shelf.Replaced.objects {MANAGER}", OWN_MANAGER)]


def test_a_proxy_is_asked_for_its_managers_only(registry: Apps) -> None:
    class Archived(Paper):
        class Meta:
            app_label = "shelf"
            proxy = True

    class Leaking(Paper):
        everything = models.Manager()

        class Meta:
            app_label = "shelf"
            proxy = True

    assert told(registry) == [("E004", f"shelf.Leaking.everything {MANAGER}", OWN_MANAGER)]


def test_every_kind_of_unique_value_across_owners_is_caught(registry: Apps) -> None:
    class Loud(OwnedModel):
        slug = models.SlugField(unique=True)
        name = models.CharField(max_length=20)
        poster = OwnedOneToOneField(Poster, models.DO_NOTHING, db_constraint=False, related_name="+")

        class Meta(Meta):
            unique_together: ClassVar = [("name", "slug")]
            constraints: ClassVar = ours(
                DatabaseCascade("poster"),
                models.UniqueConstraint(fields=["name"], name="loud_name"),
                models.UniqueConstraint(Lower("name"), name="loud_lower"),
                models.UniqueConstraint(models.F("owner") % 2, "name", name="loud_by_half_an_owner"),
                models.UniqueConstraint(fields=["name"], name="loud_part", condition=models.Q(revision=1)),
                ExclusionConstraint(name="loud_room", expressions=[("owner", "<>"), ("name", "=")]),
            )

    assert told(registry) == [
        not_unique("Loud", name)
        for name in (
            "slug",
            "poster",
            "unique_together",
            "loud_name",
            "loud_lower",
            "loud_by_half_an_owner",
            "loud_part",
            "loud_room",
        )
    ]


def test_a_relation_without_same_owner_is_caught(registry: Apps) -> None:
    class Clip(OwnedModel):
        paper = OwnedForeignKey(Paper, models.CASCADE, related_name="+")
        twin = OwnedOneToOneField(Paper, models.CASCADE, related_name="+")

        class Meta(Meta):
            pass

    assert told(registry) == [
        (
            "E006",
            f"shelf.Clip.{name} could point at another owner's Paper.",
            f'Add SameOwner("{name}") to Meta.constraints.',
        )
        for name in ("paper", "twin")
    ]


def test_a_relation_from_a_model_without_owners_is_caught(registry: Apps) -> None:
    class Report(models.Model):
        paper = OwnedForeignKey(Paper, models.CASCADE, related_name="+")

        class Meta:
            app_label = "shelf"

    assert told(registry) == [
        (
            "E006",
            "shelf.Report.paper could point at anybody's Paper, and its rows have no owner.",
            'Derive Report from OwnedModel, and add SameOwner("paper") to its constraints.',
        )
    ]


def test_a_same_owner_that_fits_no_relation_is_caught(registry: Apps) -> None:
    class Clip(OwnedModel):
        paper = OwnedForeignKey(Paper, models.CASCADE, related_name="+")
        name = models.CharField(max_length=20)
        author = OwnedForeignKey(User, models.CASCADE, related_name="+")
        slug = OwnedForeignKey(Poster, models.CASCADE, to_field="slug", related_name="+")

        class Meta(Meta):
            constraints: ClassVar = ours(*map(SameOwner, ("paper", "papre", "name", "author", "slug")))

    hint = "Name an OwnedForeignKey or OwnedOneToOneField of this model to the primary key of an owned one."
    assert told(registry) == [
        ("E011", f'shelf.Clip: SameOwner("{name}") fits no relation.', hint)
        for name in ("papre", "name", "author", "slug")
    ]


def test_plain_relations_of_an_owned_model_are_caught(registry: Apps) -> None:
    class Clip(OwnedModel):
        author = models.ForeignKey(User, models.CASCADE, related_name="+")
        twin = models.OneToOneField(Poster, models.CASCADE, related_name="+")
        labels = models.ManyToManyField(Label, related_name="+")
        users = models.ManyToManyField(User, related_name="+")

        class Meta(Meta):
            pass

    through = "Give it an explicit owned through model with two SameOwner."
    assert told(registry) == [
        not_unique("Clip", "twin"),
        joined("Clip.labels", through),
        joined("Clip.users", through),
        joined("Clip.author"),
        joined("Clip.twin"),
    ]


def test_plain_relations_from_other_models_to_an_owned_one_are_caught(registry: Apps) -> None:
    class Report(models.Model):
        paper = models.ForeignKey(Paper, models.CASCADE, related_name="+")
        cover = models.OneToOneField(Paper, models.CASCADE, related_name="+")
        labels = models.ManyToManyField(Label, related_name="+")
        papers = models.ManyToManyField(Paper, through="ReportPaper", related_name="+")

        class Meta:
            app_label = "shelf"

    class ReportPaper(models.Model):
        report = models.ForeignKey(Report, models.CASCADE, related_name="+")
        paper = models.ForeignKey(Paper, models.CASCADE, related_name="+")

        class Meta:
            app_label = "shelf"

    through = "Give it an explicit owned through model with two SameOwner."
    assert told(registry) == [
        joined("Report.labels", through),
        joined("Report.papers", through),
        joined("Report.paper"),
        joined("Report.cover"),
        joined("ReportPaper.paper"),
    ]


def test_an_owned_through_model_makes_a_many_to_many_good(registry: Apps) -> None:
    class Sheet(OwnedModel):
        labels = models.ManyToManyField(Label, through="SheetLabel", related_name="+")

        class Meta(Meta):
            pass

    class SheetLabel(OwnedModel):
        sheet = OwnedForeignKey(Sheet, models.CASCADE, related_name="+")
        label = OwnedForeignKey(Label, models.CASCADE, related_name="+")

        class Meta(Meta):
            constraints: ClassVar = ours(SameOwner("sheet"), SameOwner("label"))

    assert told(registry) == []
    assert isinstance(PaperLabel._meta.get_field("label"), OwnedForeignKey)


def test_generic_relations_that_touch_an_owned_model_are_caught(registry: Apps) -> None:
    class Remark(OwnedModel):
        content_type = OwnedForeignKey(ContentType, models.CASCADE, related_name="+")
        object_id = models.BigIntegerField()
        about = GenericForeignKey()

        class Meta(Meta):
            pass

    class Mark(models.Model):
        content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
        object_id = models.BigIntegerField()
        about = GenericForeignKey()

        class Meta:
            app_label = "shelf"

    class Sheet(OwnedModel):
        marks = GenericRelation(Mark, related_query_name="+")

        class Meta(Meta):
            pass

    each = "Use one OwnedForeignKey for each model that it may point at."
    assert told(registry) == [joined("Remark.about", each), joined("Sheet.marks", each)]


def test_an_owner_field_that_was_replaced_is_caught(registry: Apps) -> None:
    owners: dict[str, Any] = {
        "Number": models.BigIntegerField(),
        "Nobody": OwnedForeignKey(User, models.SET_NULL, null=True, related_name="+"),
        "Other": OwnedForeignKey(Poster, models.CASCADE, related_name="+"),
    }
    for name, owner in owners.items():
        inner = type("Meta", (Meta,), {})
        type(name, (OwnedModel,), {"__module__": __name__, "Meta": inner, "owner": owner})
    hint = "Leave the field as it is inherited: an OwnedForeignKey to the user model that is never null."
    assert told(registry) == [
        ("E010", f"shelf.{name}.owner is not the owner that OwnedModel declares.", hint) for name in owners
    ]


def test_a_search_index_that_cannot_work_is_caught(registry: Apps) -> None:
    class Clip(OwnedModel):
        name = models.CharField(max_length=20)
        size = models.IntegerField()

        class Meta(Meta):
            indexes: ClassVar = [
                SearchIndex(fields=["name"], name="clip_good"),
                SearchIndex(fields=["name", "size", "owner"], name="clip_bad"),
            ]

    class Word(models.Model):
        name = models.CharField(max_length=20)

        class Meta:
            app_label = "shelf"
            indexes: ClassVar = [SearchIndex(fields=["name"], name="word_search")]

    assert told(registry) == [
        (
            "E012",
            "shelf.Clip: the SearchIndex clip_bad covers size, owner, which is no text.",
            "Search in CharField and TextField columns of the model itself.",
        ),
        (
            "E012",
            "shelf.Word: the SearchIndex word_search wants rows with an owner.",
            "Derive the model from OwnedModel.",
        ),
    ]


def test_a_rule_whose_name_postgresql_would_cut_is_caught(registry: Apps) -> None:
    class AnAppointmentThatRepeatsItselfUntilSomebodyRemembers(OwnedModel):
        class Meta(Meta):
            pass

    label = "AnAppointmentThatRepeatsItselfUntilSomebodyRemembers"
    assert told(registry) == [
        (
            "E013",
            f"shelf.{label}: shelf_{label.lower()}_owner_key is longer than the 63 bytes that PostgreSQL keeps "
            "of a name.",
            "Give the constraint a shorter name=.",
        )
    ]


def test_a_second_model_on_an_owned_table_is_caught(registry: Apps) -> None:
    class Row(models.Model):
        title = models.CharField(max_length=200)

        class Meta:
            app_label = "shelf"
            db_table = "shelf_paper"
            managed = False

    assert told(registry) == [
        (
            "E014",
            "shelf.Row is a second way to the table of shelf.Paper, past its owners.",
            "Use shelf.Paper.",
        )
    ]


# The roles


def with_databases(monkeypatch: pytest.MonkeyPatch, **users: str) -> None:
    """Settings with these aliases, each on PostgreSQL as the given role."""
    databases = {alias: {"ENGINE": "django.db.backends.postgresql", "USER": user} for alias, user in users.items()}
    handler = type(connections)(databases)
    monkeypatch.setattr(role_checks, "connections", handler)


def aliases(monkeypatch: pytest.MonkeyPatch, **users: str) -> Told:
    with_databases(monkeypatch, **users)
    return flat(role_checks.check_aliases())


def test_three_roles_for_three_aliases_are_what_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert aliases(monkeypatch, default="s", owner="o", admin="m") == []


def test_one_role_for_everything_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert aliases(monkeypatch, default="postgres") == [
        (
            "E008",
            "PostgreSQL is used with one role for everything.",
            "Make the three roles (ringfence roles) and name them in DATABASES: owner, admin missing.",
        )
    ]


def test_two_aliases_with_one_role_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert aliases(monkeypatch, default="s", owner="o", admin="s") == [
        (
            "E008",
            'Two of the three aliases of PostgreSQL are one role: default is "s", owner is "o", admin is "s".',
            "Make the three roles (ringfence roles), and give each alias its own USER.",
        )
    ]


def test_a_missing_router_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(role_checks, "router", ConnectionRouter([]))
    assert aliases(monkeypatch, default="s", owner="o", admin="m") == [
        (
            "E015",
            "Nothing leads maintenance and migrations to their roles.",
            'Add "ringfence.ownership.routers.RoleRouter" to DATABASE_ROUTERS.',
        )
    ]


def test_sqlite_and_projects_without_owned_models_need_no_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    monkeypatch.setattr(role_checks, "connections", type(connections)({"default": sqlite}))
    assert role_checks.check_aliases() == []
    with_databases(monkeypatch, default="postgres")
    monkeypatch.setattr(role_checks, "guarded_models", list)
    assert role_checks.check_aliases() == []
    assert role_checks.check_roles(databases=["default"]) == []


@pytest.mark.django_db(databases="__all__")
@pytest.mark.skipif("connections['default'].vendor != 'postgresql'", reason="SQLite has no roles")
def test_a_server_that_bypasses_policies_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert role_checks.check_roles(databases=["default"]) == []
    assert role_checks.check_roles() == []
    owner = connections["owner"]
    monkeypatch.setattr(role_checks, "connections", {"default": owner})
    (message,) = flat(role_checks.check_roles(databases=["default"]))
    code, text, _ = message
    assert code == "E009"
    assert text.startswith(
        f'The server is not bound by policies: Role "{owner.settings_dict["USER"]}" owns tables with row-level '
        "security ("
    )
    assert text.endswith("let another role own them (ALTER TABLE … OWNER TO …).")


def test_the_checks_are_registered_for_start_up() -> None:
    assert installed.is_installed("ringfence.ownership")
    registered = checks.registry.registry.get_checks()
    assert {check_models, role_checks.check_aliases, role_checks.check_roles} <= set(registered)
