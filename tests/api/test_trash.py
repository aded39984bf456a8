"""The trash below HTTP: what is thrown away comes back as it was, whatever its columns and relations are."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rest_framework.exceptions import NotFound, ValidationError

from ringfence.api import restoration, stored_rows, trash
from ringfence.api.errors import Conflict
from ringfence.api.models import TrashedRow
from ringfence.api.restoration import restore
from ringfence.api.trash import throw_away
from ringfence.ownership.scope import NoOwnerInScope, acting_as, maintenance
from tests.kinds.models import Group, Thing
from tests.people import Person
from tests.shelf.models import Cover, Label, Paper, PaperLabel, Poster, Shelf


@pytest.fixture
def scope(alice: Person) -> Iterator[Person]:
    """Alice acts."""
    with acting_as(alice.id):
        yield alice


def columns(*rows: Any) -> list[dict[str, Any]]:
    """What the database has for each row, without the count of changes."""
    found = [type(row)._base_manager.filter(pk=row.pk).values().get() for row in rows]
    return [{name: value for name, value in row.items() if name != "revision"} for row in found]


def thrown(row: Any) -> TrashedRow:
    found = throw_away(row)
    assert found is not None
    return found


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=50)
moments = st.datetimes(timezones=st.just(UTC))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def cents(digits: int, places: int) -> st.SearchStrategy[Decimal]:
    largest = Decimal(10) ** (digits - places) - Decimal(1).scaleb(-places)
    return st.decimals(-largest, largest, places=places)


things = st.fixed_dictionaries(
    {
        "text": st.none() | texts,
        "long_text": texts,
        "word": st.sampled_from(["a", "b"]),
        "level": st.none() | st.sampled_from([1, 2]),
        "yes": st.booleans(),
        "perhaps": st.none() | st.booleans(),
        "small": st.none() | st.integers(-(2**15), 2**15 - 1),
        "number": st.none() | st.integers(-(2**31), 2**31 - 1),
        "big": st.none() | st.integers(-(2**63), 2**63 - 1),
        "amount": st.none() | cents(10, 2),
        "exact": st.none() | cents(15, 5),
        "day": st.none() | st.dates(date(1900, 1, 1)),
        "hour": st.none() | st.times(),
        "moment": st.none() | moments,
        "uuid": st.none() | st.uuids(),
        "ratio": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "data": json_values,
    }
)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=things)
def test_whatever_a_row_holds_it_comes_back_the_same(scope: Person, values: dict[str, Any]) -> None:
    row = Thing.objects.create(**values)
    before = columns(row)
    restore(thrown(row))
    assert columns(row) == before


class Decimals(json.JSONDecoder):
    """Reads numbers with a point as decimals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "parse_float": Decimal})


class Numbers(DjangoJSONEncoder):
    """Writes decimals as numbers."""

    def default(self, o: Any) -> Any:
        return float(o) if isinstance(o, Decimal) else super().default(o)


RARE: dict[str, Any] = {
    "raw": models.BinaryField(null=True),
    "span": models.DurationField(null=True),
    "place": models.GenericIPAddressField(null=True),
    "money": models.JSONField(null=True, encoder=Numbers, decoder=Decimals),
    "strict": models.JSONField(),
    "uuid": models.UUIDField(null=True),
    "hour": models.TimeField(null=True),
    "file": models.FileField(null=True),
    "made_at": models.DateTimeField(auto_now_add=True),
    "changed_at": models.DateTimeField(auto_now=True),
    "doubled": models.GeneratedField(
        expression=models.F("id") * 2, output_field=models.BigIntegerField(), db_persist=True
    ),
}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"raw": b"\x00\xff\x01", "span": timedelta(days=-3, microseconds=7), "place": "2001:db8::1"},
        {"raw": b"", "span": timedelta(days=40, seconds=1), "place": "192.0.2.7", "money": {"a": [Decimal("1.10")]}},
        {"strict": {"a": None, "b": "\x00"}, "money": "text", "file": "a/b.txt"},
        {
            "made_at": datetime(1999, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC),
            "uuid": uuid.UUID(int=7),
            "hour": time(1, 2, 3, 4),
        },
    ],
    ids=str,
)
def test_rare_columns_come_back_the_same(monkeypatch: pytest.MonkeyPatch, values: dict[str, Any]) -> None:
    meta = type("Meta", (), {"app_label": "workshop", "apps": Apps()})
    fields = {"id": models.BigAutoField(primary_key=True), **{name: field.clone() for name, field in RARE.items()}}
    parcel: Any = type("Parcel", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
    monkeypatch.setattr(apps, "get_model", {"workshop.parcel": parcel}.__getitem__)
    row = parcel(pk=7, **values)
    back = stored_rows.unpack(json.loads(json.dumps(stored_rows.pack(row))))
    assert back.pk == 7
    for name in RARE.keys() - {"doubled", "strict"}:
        assert getattr(back, name) == getattr(row, name), name
    # Where null is no value of the column, it is the null of JSON.
    assert back.strict == values.get("strict", models.Value(None, models.JSONField()))


def test_everything_that_a_deletion_takes_along_comes_back_with_it(scope: Person) -> None:
    shelf = Shelf.objects.create(name="top")
    inner = Shelf.objects.create(name="inner", parent=shelf)
    paper = Paper.objects.create(title="a", body="b", due=date(2030, 1, 2), amount=Decimal("1.10"), shelf=inner)
    label = Label.objects.create(name="red")
    link = PaperLabel.objects.create(paper=paper, label=label)
    cover = Cover.objects.create(paper=paper, colour="blue")
    of_paper, of_shelves = columns(paper, link, cover), columns(shelf, inner)
    first = thrown(paper)
    assert [entry["model"] for entry in first.rows][:1] == ["shelf.paper"]
    assert (Paper.objects.count(), PaperLabel.objects.count(), Cover.objects.count()) == (0, 0, 0)
    restore(first)
    assert columns(paper, link, cover) == of_paper
    second = thrown(shelf)
    assert Shelf.objects.count() == 0
    assert Paper.objects.get().shelf_id is None
    restore(second)
    assert columns(shelf, inner, paper) == [*of_shelves, of_paper[0]]
    assert TrashedRow.objects.count() == 0


def test_a_row_that_came_back_has_changed_since(scope: Person) -> None:
    shelf = Shelf.objects.create(name="top")
    paper = Paper.objects.create(title="a", shelf=shelf)
    restore(thrown(shelf))
    shelf.refresh_from_db()
    paper.refresh_from_db()
    # The paper lost its shelf and got it back.
    assert (shelf.revision, paper.revision) == (2, 3)


def test_a_reference_that_leads_elsewhere_by_now_stays(scope: Person) -> None:
    old, new = Shelf.objects.create(name="old"), Shelf.objects.create(name="new")
    moved, loose, gone = (Paper.objects.create(title=title, shelf=old) for title in ("moved", "loose", "gone"))
    kept = thrown(old)
    Paper.objects.filter(pk=moved.pk).update(shelf=new)
    gone.delete()
    restore(kept)
    assert {paper.title: paper.shelf_id for paper in Paper.objects.all()} == {"moved": new.pk, "loose": old.pk}
    assert loose.pk


def test_links_whose_other_side_is_gone_are_left_out(scope: Person) -> None:
    paper = Paper.objects.create(title="a")
    labels = [Label.objects.create(name=name) for name in "xyz"]
    for label in labels:
        PaperLabel.objects.create(paper=paper, label=label)
    kept = thrown(paper)
    labels[0].delete()
    restore(kept)
    assert sorted(label.name for label in Paper.objects.get().labels.all()) == ["y", "z"]


def test_an_optional_reference_to_what_is_gone_becomes_null(scope: Person) -> None:
    shelf = Shelf.objects.create(name="top")
    paper = Paper.objects.create(title="a", shelf=shelf)
    kept = thrown(paper)
    shelf.delete()
    restore(kept)
    assert Paper.objects.get().shelf_id is None


def test_a_row_whose_owner_row_is_gone_is_refused_with_a_sentence_and_kept(scope: Person) -> None:
    paper = Paper.objects.create(title="a")
    cover = Cover.objects.create(paper=paper, colour="blue")
    kept, whole = thrown(cover), None
    whole = thrown(paper)
    with pytest.raises(Conflict, match=r"The paper that it belongs to is gone\."):
        restore(kept)
    restore(whole)
    restore(kept)
    assert Cover.objects.get().pk == cover.pk


def test_a_name_taken_meanwhile_is_the_constraints_own_error_and_nothing_is_stored(scope: Person) -> None:
    label = Label.objects.create(name="red")
    kept = thrown(label)
    Label.objects.create(name="red")
    with pytest.raises(ValidationError) as refused:
        restore(kept)
    assert refused.value.detail == {"name": ["You already have one with this name."]}
    assert (Label.objects.count(), TrashedRow.objects.count()) == (1, 1)


def test_the_place_of_a_one_to_one_that_is_taken_refuses_the_old_one(scope: Person) -> None:
    paper = Paper.objects.create(title="a")
    kept = thrown(Cover.objects.create(paper=paper, colour="old"))
    Cover.objects.create(paper=paper, colour="new")
    with pytest.raises(ValidationError):
        restore(kept)
    assert Cover.objects.get().colour == "new"


def tampered(kept: TrashedRow, **fields: Any) -> TrashedRow:
    """As if the table had had other columns when the row was deleted; None takes one away."""
    stored = kept.rows[0]["fields"]
    for name, value in fields.items():
        if value is None:
            del stored[name]
        else:
            stored[name] = value
    kept.save()
    return kept


def test_a_column_that_is_new_has_its_default_and_one_that_is_gone_is_passed_over(scope: Person) -> None:
    paper = Paper.objects.create(title="a", body="b", due=date(2030, 1, 1))
    restore(tampered(thrown(paper), body=None, due=None, colour="red"))
    back = Paper.objects.get()
    assert (back.pk, back.title, back.body, back.due) == (paper.pk, "a", "", None)


def test_a_new_time_column_is_taken_from_the_clock() -> None:
    from ringfence_server.notes.models import Note

    entry = stored_rows.pack(Note(pk=1, title="a"))
    del entry["fields"]["created_at"]
    assert timezone.now() - stored_rows.unpack(entry).created_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "changes", [{"due": "soon"}, {"amount": "much"}, {"amount": "1e400"}, {"shelf": "top"}, {"id": "x"}]
)
def test_a_column_of_another_type_now_is_a_conflict_and_nothing_is_lost(scope: Person, changes: dict[str, str]) -> None:
    kept = tampered(thrown(Paper.objects.create(title="a")), **changes)
    with pytest.raises(Conflict):
        restore(kept)
    assert (Paper.objects.count(), TrashedRow.objects.count()) == (0, 1)


def test_a_text_that_is_too_long_now_is_stored_whole_or_refused(scope: Person) -> None:
    kept = tampered(thrown(Label.objects.create(name="a")), name="x" * 60)
    if connection.vendor == "postgresql":
        with pytest.raises(Conflict, match=r"The tables have changed"):
            restore(kept)
    else:
        restore(kept)
        assert Label.objects.get().name == "x" * 60


def test_a_rule_that_is_new_refuses_with_its_own_sentence(scope: Person) -> None:
    kept = tampered(thrown(Paper.objects.create(title="a", amount=1)), amount="-1.00")
    with pytest.raises(ValidationError) as refused:
        restore(kept)
    assert refused.value.detail == {"amount": ["An amount cannot be negative."]}


@pytest.mark.parametrize("rows", [[], [{"model": "shelf.gone", "fields": {"id": "1"}}]])
def test_what_no_model_takes_any_more_is_a_conflict(scope: Person, rows: list[Any]) -> None:
    with pytest.raises(Conflict):
        restore(TrashedRow.objects.create(kind="shelf.gone", row=1, rows=rows))


def test_references_of_a_model_that_is_gone_are_passed_over(scope: Person) -> None:
    kept = thrown(Shelf.objects.create(name="top"))
    kept.loosened = [
        {"model": "shelf.gone", "field": "shelf", "to": str(kept.row), "pks": [1]},
        {"model": "shelf.paper", "field": "gone", "to": str(kept.row), "pks": [1]},
        {"model": "shelf.paper", "field": "title", "to": str(kept.row), "pks": [1]},
        {"model": "shelf.paper", "field": "shelf", "to": "999999", "pks": [1]},
    ]
    kept.save()
    restore(kept)
    assert Shelf.objects.get().name == "top"


def test_another_owners_row_is_neither_thrown_away_nor_restored(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        paper, kept = Paper.objects.create(title="a"), thrown(Paper.objects.create(title="b"))
    with acting_as(bob.id):
        assert throw_away(paper) is None
        with pytest.raises(NotFound):
            restore(kept)
        assert trash.empty() == 0
    with acting_as(alice.id):
        assert Paper.objects.get().title == "a"
        restore(kept)
    with pytest.raises(NoOwnerInScope):
        throw_away(paper)


def test_what_is_gone_cannot_be_thrown_away_again(scope: Person) -> None:
    paper = Paper.objects.create(title="a")
    same = Paper.objects.get()
    thrown(paper)
    assert throw_away(same) is None
    assert TrashedRow.objects.count() == 1


def test_a_row_is_restored_once(scope: Person) -> None:
    kept = thrown(Paper.objects.create(title="a"))
    restore(kept)
    with pytest.raises(NotFound):
        restore(kept)
    assert Paper.objects.count() == 1


def test_only_own_rows_are_taken_along_with_a_published_one(alice: Person, bob: Person) -> None:
    with acting_as(alice.id):
        poster = Poster.objects.create(slug="a", text="t")
    with acting_as(bob.id):
        assert throw_away(poster) is None
    with acting_as(alice.id):
        restore(thrown(poster))
        assert Poster.objects.get().text == "t"


def test_rows_that_protect_it_are_counted_in_the_refusal(scope: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group.objects.create(name="g")
    for _ in range(2):
        Thing.objects.create(group=group)
    relation: Any = Thing._meta.get_field("group").remote_field
    for rule in (models.PROTECT, models.RESTRICT):
        monkeypatch.setattr(relation, "on_delete", rule)
        for keep in (True, False):
            with pytest.raises(Conflict, match=r"Still needed by 2 things\."):
                trash.remove(group, keep=keep)
    assert Group.objects.count() == 1


@pytest.mark.parametrize("limit", ["MAX_ROWS", "MAX_CHARACTERS"])
def test_what_is_too_much_to_keep_is_refused_and_left_alone(
    scope: Person, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    shelf = Shelf.objects.create(name="top")
    for number in range(3):
        Shelf.objects.create(name=str(number), parent=shelf)
    monkeypatch.setattr(trash, limit, 3)
    with pytest.raises(Conflict, match=r"Too much would be deleted"):
        throw_away(shelf)
    assert (Shelf.objects.count(), TrashedRow.objects.count()) == (4, 0)


def test_more_references_than_can_be_kept_are_refused(scope: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf.objects.create(name="top")
    for number in range(3):
        Paper.objects.create(title=str(number), shelf=shelf)
    monkeypatch.setattr(trash, "MAX_ROWS", 2)
    with pytest.raises(Conflict):
        throw_away(shelf)
    assert Paper.objects.filter(shelf=shelf).count() == 3


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (Paper(title="t" * 200, body="b"), "t" * 200),
        (Paper(title="", body="b" * 300), "b" * 200),
        (Poster(slug="s", text="the text"), "the text"),
        (Label(pk=7, name=""), "Label object (7)"),
    ],
)
def test_it_is_known_by_its_first_text(row: Any, title: str) -> None:
    assert trash._title(row) == title


def test_what_is_older_than_the_time_cannot_be_restored_and_is_purged(alice: Person) -> None:
    with acting_as(alice.id):
        old, _ = (thrown(Paper.objects.create(title=title)) for title in ("old", "new"))
        TrashedRow.objects.filter(pk=old.pk).update(deleted_at=timezone.now() - timedelta(days=30))
        with pytest.raises(NotFound):
            restore(old)
        with override_settings(RINGFENCE={"TRASH_KEPT": timedelta(days=31)}):
            assert trash.live(TrashedRow.objects.all()).count() == 2


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_purge_deletes_everybodys_old_rows_and_no_other() -> None:
    from tests.people import sign_up

    for name in ("alice", "bob"):
        with acting_as(sign_up(name).id):
            old, _ = (thrown(Paper.objects.create(title=title)) for title in ("old", "new"))
            TrashedRow.objects.filter(pk=old.pk).update(deleted_at=timezone.now() - timedelta(days=30))
    assert trash.purge() == 2
    assert trash.purge() == 0
    with maintenance("a test"):
        assert {row.title for row in TrashedRow.objects.all()} == {"new"}


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_many_rows_and_long_lists_come_back(transactional_db: None) -> None:
    from tests.people import sign_up

    with acting_as(sign_up("alice").id), transaction.atomic():
        shelf = Shelf.objects.create(name="top")
        Shelf.objects.bulk_create([Shelf(name=str(number), parent=shelf) for number in range(1500)])
        Paper.objects.bulk_create([Paper(title=str(number), shelf=shelf) for number in range(1500)])
        kept = thrown(shelf)
        assert Paper.objects.filter(shelf=None).count() == 1500
        restore(kept)
        assert (Shelf.objects.filter(parent=shelf).count(), Paper.objects.filter(shelf=shelf).count()) == (1500, 1500)
        connection.check_constraints()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_what_fails_half_way_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.people import sign_up

    def fail(*args: Any) -> None:
        raise IntegrityError

    with acting_as(sign_up("alice").id):
        shelf = Shelf.objects.create(name="top")
        kept = thrown(shelf)
    person = kept.owner_id
    monkeypatch.setattr(restoration, "_tie_again", fail)
    with pytest.raises(IntegrityError), acting_as(person):
        restore(kept)
    with acting_as(person):
        assert (Shelf.objects.count(), TrashedRow.objects.count()) == (0, 1)
