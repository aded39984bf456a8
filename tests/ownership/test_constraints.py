"""The constraints of ownership as Django sees them: compared, written down, copied and validated."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import BaseConstraint, UniqueConstraint

from ringfence.accounts.models import User
from ringfence.ownership.constraints import AcrossOwners, OwnerKey, OwnerPolicy, SameOwner
from ringfence.ownership.models import OwnedModel, PublishedModel
from ringfence.ownership.policies import LONGEST_NAME, Private, Published, Rule, database_name
from ringfence.ownership.scope import acting_as, acting_as_anyone, maintenance
from tests.people import Person
from tests.shelf.models import Paper, PaperLabel, Poster, Shelf

HERE = "ringfence.ownership.constraints"
OWN = """"owner_id" = (SELECT nullif(current_setting('ringfence.owner', true), '')::bigint)"""


@pytest.mark.parametrize(
    ("constraint", "path", "args", "kwargs"),
    [
        (OwnerPolicy(name="p"), "OwnerPolicy", (), {"name": "p", "policy": Private()}),
        (
            OwnerPolicy(name="p", policy=Published(), owner="id"),
            "OwnerPolicy",
            (),
            {"name": "p", "policy": Published(), "owner": "id"},
        ),
        (OwnerKey(name="k"), "OwnerKey", (), {"name": "k"}),
        (SameOwner("tag", name="s"), "SameOwner", ("tag",), {"name": "s"}),
        (AcrossOwners(fields=["sid"], name="a"), "AcrossOwners", (), {"name": "a", "fields": ("sid",)}),
    ],
)
def test_a_constraint_is_written_down_and_copied_whole(
    constraint: BaseConstraint, path: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    assert constraint.deconstruct() == (f"{HERE}.{path}", args, kwargs)
    assert constraint.clone() == constraint
    assert type(constraint.clone()) is type(constraint)
    if not isinstance(constraint, UniqueConstraint):  # Django's own cannot be hashed
        assert hash(constraint.clone()) == hash(constraint)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OwnerPolicy(name="p"), OwnerPolicy(name="q")),
        (OwnerPolicy(name="p"), OwnerPolicy(name="p", policy=Published())),
        (OwnerPolicy(name="p"), OwnerPolicy(name="p", owner="id")),
        (OwnerPolicy(name="p"), OwnerKey(name="p")),
        (OwnerKey(name="k"), OwnerKey(name="l")),
        (SameOwner("tag", name="s"), SameOwner("note", name="s")),
        (SameOwner("tag", name="s"), SameOwner("tag", name="t")),
        (SameOwner("tag", name="s"), OwnerKey(name="s")),
    ],
)
def test_constraints_that_differ_are_not_the_same(one: BaseConstraint, other: BaseConstraint) -> None:
    assert one != other


def test_names_come_from_the_model() -> None:
    assert [constraint.name for constraint in PaperLabel._meta.constraints] == [
        "shelf_paperlabel_owner_key",
        "shelf_paperlabel_owner_policy",
        "shelf_paperlabel_paper_same_owner",
        "shelf_paperlabel_label_same_owner",
    ]


def test_a_model_has_its_base_classes_policy() -> None:
    policies = [
        next(c.policy for c in model.Meta.constraints if isinstance(c, OwnerPolicy))
        for model in (OwnedModel, PublishedModel)
    ]
    assert policies == [Private(), Published()]
    assert isinstance(OwnedModel.Meta.constraints[0], UniqueConstraint)


def test_a_policy_gives_the_databases_rules() -> None:
    assert Private().rules("p", '"owner_id"') == [Rule("p", "ALL", OWN, OWN)]
    assert Published().rules("p", '"owner_id"') == [
        Rule("p", "SELECT", "true", None),
        Rule("p_insert", "INSERT", None, OWN),
        Rule("p_update", "UPDATE", OWN, OWN),
        Rule("p_delete", "DELETE", OWN, None),
    ]
    assert (
        Rule('a "b"', "DELETE", "x", None).sql('"t"', '"r"')
        == 'CREATE POLICY "a ""b""" ON "t" FOR DELETE TO "r" USING (x)'
    )


def test_a_name_that_postgresql_would_cut_ends_in_a_digest_and_keeps_its_suffix() -> None:
    for long in ("n" * 60, "n" * 63, "n" * 200, "ü" * 40):
        names = [database_name(long, suffix) for suffix in ("", "_insert", "_maintenance", "_migrations")]
        assert len(set(names)) == 4
        assert all(len(name.encode()) <= LONGEST_NAME for name in names)
        assert names[2].endswith("_maintenance")
    assert database_name("n" * 63) == "n" * 63
    assert database_name("n" * 70 + "a") != database_name("n" * 70 + "b")
    assert database_name("short", "_insert") == "short_insert"


# Validation


ELSEWHERE = {"shelf": ["This row belongs to another owner."]}


def test_full_clean_takes_a_target_of_the_same_owner(alice: Person) -> None:
    with acting_as(alice.id):
        shelf = Shelf.objects.create(name="attic")
        Paper(title="x", owner_id=alice.id, shelf=shelf).full_clean()
        Paper(title="x", owner_id=alice.id).full_clean()


def test_inside_a_scope_another_owners_row_does_not_exist_for_full_clean(alice: Person, bob: Person) -> None:
    with acting_as(bob.id):
        theirs = Shelf.objects.create(name="attic").pk
    with acting_as(alice.id):
        with pytest.raises(ValidationError) as refused:
            Paper(title="x", owner_id=alice.id, shelf_id=theirs).full_clean()
        with pytest.raises(ValidationError) as unknown:
            Paper(title="x", owner_id=alice.id, shelf_id=2**40).full_clean()
    say = "shelf instance with id {} is not a valid choice."
    assert refused.value.message_dict == {"shelf": [say.format(theirs)]}
    assert unknown.value.message_dict == {"shelf": [say.format(2**40)]}


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_maintenance_is_told_by_full_clean_that_the_owners_differ() -> None:
    with maintenance("a test"):
        alice, bob = (User.objects.create(username=name).pk for name in ("alice", "bob"))
        theirs = Shelf.objects.create(name="attic", owner_id=bob).pk
        with pytest.raises(ValidationError) as refused:
            Paper(title="x", owner_id=alice, shelf_id=theirs).full_clean()
        assert refused.value.message_dict == ELSEWHERE
        assert refused.value.error_dict["shelf"][0].code == "same_owner"
        Paper(title="x", owner_id=bob, shelf_id=theirs).full_clean()
        # As a form does that does not show the field.
        Paper(title="x", owner_id=alice, shelf_id=theirs).validate_constraints(exclude={"shelf"})


def test_owner_key_and_policy_ask_the_database_nothing(db: None, django_assert_num_queries: Any) -> None:
    with acting_as_anyone(), django_assert_num_queries(0):
        for constraint in Poster.Meta.constraints:
            constraint.validate(Poster, Poster(slug="x"), None, "default")
