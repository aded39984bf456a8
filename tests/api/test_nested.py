"""Nested writes as an outside developer declares them: to-many rows picked and made, a one-to-one row in its row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ringfence.api import shapes
from ringfence.api.nested import NestedRowSerializer, NestedRowsField
from ringfence.api.relations import OwnedPrimaryKeyField
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet
from ringfence.ownership.scope import acting_as
from ringfence.testing import assert_isolated
from tests.people import Person
from tests.server.shapes import AN_ID, answer, invalid
from tests.shelf.models import Cover, Label, Paper, Shelf
from tests.testing.routes import urls

PAPERS, BY_ID = "/papers/", "/by-id/"
TAKEN = "You already have one with this name."
NULL = "This field may not be null."
REQUIRED = "This field is required."
TOO_MANY = "Ensure this field has no more than 50 elements."


class LabelSerializer(OwnedSerializer):
    papers = OwnedPrimaryKeyField(many=True, read_only=True)

    class Meta:
        model = Label
        fields = ["id", "name", "papers"]


class CoverSerializer(NestedRowSerializer):
    class Meta:
        model = Cover
        fields = ["id", "colour"]


class PaperSerializer(OwnedSerializer):
    labels = NestedRowsField(Label.objects.all(), serializer=f"{__name__}.LabelSerializer")
    label: Any = NestedRowsField(Label.objects.all(), serializer=LabelSerializer, source="labels")
    cover = CoverSerializer(required=False, allow_null=True)

    class Meta:
        model = Paper
        fields = ["id", "title", "shelf", "labels", "label", "cover"]
        expandable: ClassVar = {"labels": f"{__name__}.LabelSerializer"}


class PaperViewSet(OwnedViewSet):
    queryset = Paper.objects.order_by("id")
    serializer_class = PaperSerializer


class ByIdSerializer(OwnedSerializer):
    labels = OwnedPrimaryKeyField(many=True, queryset=Label.objects.all(), max_length=20, required=False)

    class Meta:
        model = Paper
        fields = ["id", "title", "labels"]


class ByIdViewSet(OwnedViewSet):
    queryset = Paper.objects.order_by("id")
    serializer_class = ByIdSerializer


@pytest.fixture
def routes(alice: Person, bob: Person) -> Iterator[None]:
    with urls(papers=PaperViewSet, **{"by-id": ByIdViewSet}):
        yield


pytestmark = pytest.mark.usefixtures("routes")


def label(person: Person, name: str) -> int:
    with acting_as(person.id):
        return int(Label.objects.create(name=name).pk)


def labels(person: Person) -> list[str]:
    with acting_as(person.id):
        return sorted(Label.objects.values_list("name", flat=True))


def paper(**fields: Any) -> dict[str, Any]:
    """A paper as it is answered; ``labels`` under both names."""
    named = fields.pop("labels", [])
    return {"id": AN_ID, "title": "p", "shelf": None, "labels": named, "label": named, "cover": None, **fields}


def make(person: Person, **fields: Any) -> dict[str, Any]:
    response = person.post(PAPERS, {"title": "p", **fields})
    assert response.status_code == 201, response.content
    made: dict[str, Any] = response.json()
    return made


def gone(pk: Any) -> str:
    return f'Invalid pk "{pk}" - object does not exist.'


def not_an_id(kind: str) -> str:
    return f"Incorrect type. Expected pk value, received {kind}."


# To-many: picked and made


def test_rows_are_picked_by_id_alone_in_a_list_and_in_objects(alice: Person) -> None:
    one, two = label(alice, "one"), label(alice, "two")
    for given, kept in [
        (one, [one]),
        (str(one), [one]),
        ({"id": one}, [one]),
        ([two, one], [one, two]),
        ([{"id": two}, one], [one, two]),
        ([one, one, {"id": one}, str(one)], [one]),
        ([], []),
    ]:
        assert answer(alice.post(PAPERS, {"title": "p", "labels": given})) == (201, paper(labels=kept)), given


def test_an_object_without_an_id_makes_a_row_beside_those_that_are_picked(alice: Person) -> None:
    one = label(alice, "one")
    made = make(alice, labels=[{"name": "two"}, one, {"name": "three"}])
    assert made == paper(labels=[one, AN_ID, AN_ID])
    assert alice.get(f"{PAPERS}{made['id']}/?fields=labels&expand=labels").json() == {
        "labels": [
            {"id": one, "name": "one", "papers": [made["id"]]},
            {"id": made["labels"][1], "name": "two", "papers": [made["id"]]},
            {"id": made["labels"][2], "name": "three", "papers": [made["id"]]},
        ]
    }
    assert make(alice, labels={"name": "alone"}) == paper(labels=[AN_ID])
    assert labels(alice) == ["alone", "one", "three", "two"]


def test_what_is_beside_an_id_is_ignored_so_that_nothing_is_renamed_by_the_back_door(alice: Person) -> None:
    one = label(alice, "one")
    besides: list[Any] = [{"name": "other"}, {"name": ""}, {"name": None, "papers": [1]}, {"name": {"deep": []}}]
    for beside in besides:
        assert make(alice, labels=[{"id": one, **beside}]) == paper(labels=[one])
    assert labels(alice) == ["one"]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_an_update_sets_the_list_an_empty_one_clears_and_an_absent_one_keeps(alice: Person, method: str) -> None:
    one, two = label(alice, "one"), label(alice, "two")
    path = f"{PAPERS}{make(alice, labels=[one, two])['id']}/"
    steps: list[tuple[dict[str, Any], list[Any]]] = [
        ({}, [one, two]),
        ({"labels": [two, {"name": "three"}]}, [two, AN_ID]),
        ({"label": one}, [one]),
        ({"labels": []}, []),
    ]
    for body, kept in steps:
        assert answer(alice.call(method, path, {"title": "p", **body})) == (200, paper(labels=kept)), body
        assert answer(alice.get(path)) == (200, paper(labels=kept))
    assert labels(alice) == ["one", "three", "two"]


def test_the_other_name_of_a_field_writes_and_shows_the_same_but_not_beside_it(alice: Person) -> None:
    one = label(alice, "one")
    for given in ({"labels": [one]}, {"label": one}):
        assert make(alice, **given) == paper(labels=[one])
    refusal = invalid(label="Another name of labels: give one of the two.")
    for listed in ([one], []):
        both = {"labels": listed, "label": listed}
        assert answer(alice.post(PAPERS, {"title": "p", **both})) == (400, refusal)
    expanded = alice.get(f"{PAPERS}?expand=labels").json()["results"][0]
    assert expanded["label"] == expanded["labels"] == [{"id": one, "name": "one", "papers": [AN_ID, AN_ID]}]


def test_each_mistake_is_named_by_its_place(alice: Person) -> None:
    one = label(alice, "one")
    given = [
        *(one, 10**9, {"id": 10**9}, {"name": ""}, {}, None, True, 1.5, "x", [one], {"id": None}),
        *({"id": one, "nmae": 1}, {"name": "ok", "nmae": 1}, 10**40, -1, "01", {"id": {"id": one}}),
    ]
    assert answer(alice.post(PAPERS, {"title": "p", "labels": given})) == (
        400,
        invalid(
            labels={
                "1": [gone(10**9)],
                "2": {"id": [gone(10**9)]},
                "3": {"name": ["This field may not be blank."]},
                "4": {"name": [REQUIRED]},
                "5": [NULL],
                "6": [not_an_id("bool")],
                "7": [not_an_id("float")],
                "8": [not_an_id("str")],
                "9": [not_an_id("list")],
                "10": {"id": [not_an_id("NoneType")]},
                "11": {"nmae": ["Unknown field."]},
                "12": {"nmae": ["Unknown field."]},
                "13": [gone(10**40)],
                "14": [gone(-1)],
                "15": [not_an_id("str")],
                "16": {"id": [not_an_id("dict")]},
            }
        ),
    )
    assert labels(alice) == ["one"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, [NULL]),
        (True, [not_an_id("bool")]),
        ("home", [not_an_id("str")]),
        (10**9, [gone(10**9)]),
        ({"id": 10**9}, {"id": [gone(10**9)]}),
        ({"name": "x" * 51}, {"name": ["Ensure this field has no more than 50 characters."]}),
        ([7] * 51, [TOO_MANY]),
        ([{"huge": "x"}] * 51, [TOO_MANY]),
    ],
)
@pytest.mark.parametrize("name", ["labels", "label"])
def test_what_is_given_without_a_list_is_refused_without_a_place(
    alice: Person, name: str, given: Any, said: Any
) -> None:
    assert answer(alice.post(PAPERS, {"title": "p", name: given})) == (400, invalid(**{name: said}))


def test_another_owners_row_gets_the_very_answer_of_one_that_does_not_exist(alice: Person, bob: Person) -> None:
    bobs = label(bob, "secret")
    path = f"{PAPERS}{make(alice)['id']}/"
    for form in (
        lambda pk: pk,
        str,
        lambda pk: [pk],
        lambda pk: {"id": pk},
        lambda pk: [{"id": pk, "name": "x"}],
    ):
        for method, where in (("POST", PAPERS), ("PUT", path), ("PATCH", path)):
            theirs = alice.call(method, where, {"title": "p", "labels": form(bobs)})
            nobodys = alice.call(method, where, {"title": "p", "labels": form(bobs + 1000)})
            assert theirs.status_code == nobodys.status_code == 400
            assert theirs.content == nobodys.content.replace(str(bobs + 1000).encode(), str(bobs).encode())
    with acting_as(bob.id):
        assert Paper.objects.count() == Label.objects.filter(papers__isnull=False).count() == 0


def test_a_row_that_the_database_refuses_is_named_by_its_place_and_nothing_is_stored(alice: Person) -> None:
    label(alice, "taken")
    for given, said in [
        ([{"name": "new"}, {"name": "taken"}], {"1": {"name": [TAKEN]}}),
        ([{"name": "new"}, {"name": "new"}], {"1": {"name": [TAKEN]}}),
        ({"name": "taken"}, {"name": [TAKEN]}),
    ]:
        for name in ("labels", "label"):
            assert answer(alice.post(PAPERS, {"title": "p", name: given})) == (400, invalid(**{name: said}))
    assert labels(alice) == ["taken"]
    assert alice.get(PAPERS).json()["count"] == 0


def test_a_name_that_another_owner_has_is_free(alice: Person, bob: Person) -> None:
    label(bob, "secret")
    assert make(alice, labels=[{"name": "secret"}]) == paper(labels=[AN_ID])
    assert labels(alice) == labels(bob) == ["secret"]


@pytest.mark.parametrize("path", [PAPERS, BY_ID])
def test_ids_cost_the_same_statements_however_many(alice: Person, path: str) -> None:
    ids = [label(alice, f"label {n}") for n in range(20)]
    paths = [f"{path}{alice.post(path, {'title': 'p', 'labels': []}).json()['id']}/" for _ in range(2)]
    costs = []
    for each, few in zip(paths, (1, 20), strict=True):
        with CaptureQueriesContext(connection) as sent:
            assert alice.put(each, {"title": "p", "labels": ids[:few]}).status_code == 200
        costs.append(len(sent))
    assert costs[0] == costs[1]


# To-many by primary key alone


def test_a_list_of_ids_is_read_in_order_each_once_with_mistakes_by_place(alice: Person, bob: Person) -> None:
    one, two, bobs = label(alice, "one"), label(alice, "two"), label(bob, "secret")
    made = alice.post(BY_ID, {"title": "p", "labels": [two, str(one), two]})
    assert answer(made) == (201, {"id": AN_ID, "title": "p", "labels": [one, two]})
    for given, said in [
        ([one, bobs, {"id": one}, None], {"1": [gone(bobs)], "2": [not_an_id("dict")], "3": [not_an_id("NoneType")]}),
        ([one] * 21, ["Ensure this field has no more than 20 elements."]),
        (one, ['Expected a list of items but got type "int".']),
        ({"id": one}, ['Expected a list of items but got type "dict".']),
        (None, [NULL]),
    ]:
        assert answer(alice.post(BY_ID, {"title": "p", "labels": given})) == (400, invalid(labels=said))


# One-to-one


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_row_in_a_row_is_made_changed_in_place_kept_and_removed(alice: Person, method: str) -> None:
    path = f"{PAPERS}{make(alice)['id']}/"

    def write(**body: Any) -> Any:
        status, said = answer(alice.call(method, path, {"title": "p", **body}))
        assert (status, answer(alice.get(path))) == (200, (200, said))
        return said["cover"]

    made = write(cover={"colour": "red"})
    assert made == {"id": AN_ID, "colour": "red"}
    assert write(cover={"colour": "blue", "id": 10**9}) == {**made, "colour": "blue"}
    assert write() == {**made, "colour": "blue"}
    assert write(cover=None) is None
    assert write(cover=None) is None
    with acting_as(alice.id):
        assert Cover.objects.count() == 0
    assert write(cover={"colour": "green"}) == {"id": AN_ID, "colour": "green"}


def test_a_row_in_a_row_is_made_with_it(alice: Person) -> None:
    assert make(alice, cover={"colour": "red"}) == paper(cover={"id": AN_ID, "colour": "red"})
    for given in ({"cover": None}, {}):
        assert make(alice, **given) == paper()


def test_a_part_is_enough_for_patch_where_there_is_a_whole_and_for_nothing_else(alice: Person) -> None:
    path = f"{PAPERS}{make(alice)['id']}/"
    missing = (400, invalid(cover={"colour": [REQUIRED]}))
    assert answer(alice.patch(path, {"cover": {}})) == missing
    assert answer(alice.post(PAPERS, {"title": "p", "cover": {}})) == missing
    assert answer(alice.patch(path, {"cover": {"huh": 1}})) == (
        400,
        invalid(cover={"colour": [REQUIRED], "huh": ["Unknown field."]}),
    )
    alice.patch(path, {"cover": {"colour": "red"}})
    assert alice.patch(path, {"cover": {}}).json()["cover"] == {"id": AN_ID, "colour": "red"}
    assert answer(alice.put(path, {"title": "p", "cover": {}})) == missing


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (5, {"non_field_errors": ["Invalid data. Expected a dictionary, but got int."]}),
        ([], {"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]}),
        ({"colour": "x" * 21}, {"colour": ["Ensure this field has no more than 20 characters."]}),
        ({"colour": "red", "paper": 1}, {"paper": ["Unknown field."]}),
    ],
)
def test_mistakes_in_a_row_in_a_row_are_named_below_its_name(alice: Person, given: Any, said: Any) -> None:
    assert answer(alice.post(PAPERS, {"title": "p", "cover": given})) == (400, invalid(cover=said))


def test_a_refused_row_in_a_row_leaves_everything_as_it_was(alice: Person) -> None:
    one = label(alice, "one")
    made = make(alice, labels=[one], cover={"colour": "red"})
    path = f"{PAPERS}{made['id']}/"
    body = {"title": "changed", "labels": [{"name": "new"}], "cover": {"colour": ""}}
    assert alice.patch(path, body).status_code == 400
    assert (answer(alice.get(path)), labels(alice)) == ((200, made), ["one"])


def test_a_change_of_nested_rows_alone_is_a_change_of_the_row(alice: Person) -> None:
    path = f"{PAPERS}{make(alice)['id']}/"
    tags = [alice.get(path).headers["ETag"]]
    for body in ({"cover": {"colour": "red"}}, {"labels": [{"name": "one"}]}):
        assert alice.patch(path, body, headers={"If-Match": tags[-1]}).status_code == 200
        assert alice.patch(path, body, headers={"If-Match": tags[-1]}).status_code == 412
        tags.append(alice.get(path).headers["ETag"])
    assert len(set(tags)) == 3


# Around them


def test_the_shelf_of_another_owner_beside_nested_rows_does_not_exist(alice: Person, bob: Person) -> None:
    with acting_as(bob.id):
        shelf = Shelf.objects.create(name="secret").pk
    body = {"title": "p", "shelf": shelf, "labels": [{"name": "one"}], "cover": {"colour": "red"}}
    assert answer(alice.post(PAPERS, body)) == (400, invalid(shelf=gone(shelf)))
    assert labels(alice) == []


def test_an_answer_with_too_many_rows_inside_of_others_is_refused_as_a_read_and_as_a_write(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [label(alice, "one"), label(alice, "two")]
    path = f"{PAPERS}{make(alice, labels=ids)['id']}/"
    monkeypatch.setattr(shapes, "MAX_EXPANDED", 3)
    refusal = invalid(expand="More than 3 rows: ask for a smaller page, or for them by themselves.")
    # Each row is shown under both names of the field.
    assert answer(alice.get(f"{path}?expand=labels")) == (400, refusal)
    assert answer(alice.patch(f"{path}?expand=labels", {"title": "changed"})) == (400, refusal)
    assert alice.get(path).json() == paper(labels=ids)
    assert alice.get(f"{path}?expand=labels&fields=labels").status_code == 200


def test_the_description_of_a_list_names_the_forms(alice: Person) -> None:
    described = alice.call("OPTIONS", PAPERS).json()["actions"]["POST"]
    assert {name: described[name]["type"] for name in ("labels", "label", "cover")} == {
        "labels": "list",
        "label": "list",
        "cover": "nested object",
    }
    assert described["labels"]["max_length"] == 50


def test_views_with_nested_rows_are_isolated_and_every_write_is_tried() -> None:
    with urls(papers=PaperViewSet, **{"by-id": ByIdViewSet}):
        report = assert_isolated()
    assert (report.refused, report.unchanging, report.restless) == ((), (), ())
