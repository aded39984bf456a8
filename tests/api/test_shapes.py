"""``?fields=`` and ``?expand=``: listed choices, a fixed number of statements, nothing out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework import serializers

from ringfence.api.relations import NamesField, OwnedPrimaryKeyField
from ringfence.api.serializers import OwnedSerializer
from ringfence.api.views import OwnedViewSet
from ringfence.ownership.scope import acting_as
from tests.people import Person, sign_up
from tests.server.shapes import AN_ID, NOT_FOUND, answer, invalid, page
from tests.server.wire import kinds, statements
from tests.shelf.models import Cover, Label, Paper, Shelf
from tests.testing.routes import urls

PAPERS, SHELVES = "/papers/", "/shelves/"


class CoverSerializer(OwnedSerializer):
    class Meta:
        model = Cover
        fields = ["id", "colour"]


class ShelfSerializer(OwnedSerializer):
    papers = OwnedPrimaryKeyField(many=True, read_only=True)

    class Meta:
        model = Shelf
        fields = ["id", "name", "parent", "papers"]
        expandable = {
            "parent": "tests.api.test_shapes.ShelfSerializer",
            "papers": "tests.api.test_shapes.PaperSerializer",
        }


class LabelSerializer(OwnedSerializer):
    class Meta:
        model = Label
        fields = ["id", "name"]


class PaperSerializer(OwnedSerializer):
    owner = serializers.CharField(source="owner.username", read_only=True)
    labels = OwnedPrimaryKeyField(many=True, queryset=Label.objects.all(), required=False)
    label_names = NamesField(Label, source="labels", read_only=True)
    stand = OwnedPrimaryKeyField(source="shelf", read_only=True)
    cover = OwnedPrimaryKeyField(read_only=True)
    secret = serializers.CharField(source="body", write_only=True, required=False)

    class Meta:
        model = Paper
        fields = ["id", "owner", "title", "shelf", "stand", "labels", "label_names", "cover", "secret"]
        expandable = {"shelf": ShelfSerializer, "labels": LabelSerializer, "cover": CoverSerializer}


class ShelfViewSet(OwnedViewSet):
    queryset = Shelf.objects.order_by("id")
    serializer_class = ShelfSerializer


class TitledCoverSerializer(OwnedSerializer):
    title = serializers.CharField(source="paper.title", read_only=True)
    shelf = serializers.CharField(source="paper.shelf.name", read_only=True)

    class Meta:
        model = Cover
        fields = ["id", "title", "shelf"]


class CoverViewSet(OwnedViewSet):
    queryset = Cover.objects.order_by("id")
    serializer_class = TitledCoverSerializer


class PaperViewSet(OwnedViewSet):
    queryset = Paper.objects.order_by("id")
    serializer_class = PaperSerializer


@pytest.fixture(autouse=True)
def routes() -> Iterator[None]:
    """Papers and shelves instead of the server's own addresses; people are made before."""
    with urls(shelves=ShelfViewSet, papers=PaperViewSet, covers=CoverViewSet):
        yield


@pytest.fixture
def alice(db: None) -> Person:
    """Somebody with an account, made over the server's own addresses."""
    with urls_of_the_server():
        return sign_up("alice")


@pytest.fixture
def bob(db: None) -> Person:
    """Somebody else."""
    with urls_of_the_server():
        return sign_up("bob")


def urls_of_the_server() -> Any:
    from django.test import override_settings

    return override_settings(ROOT_URLCONF="ringfence_server.urls")


def fill(person: Person, papers: int = 1, labels: int = 2) -> dict[str, Any]:
    """A shelf on a shelf, with papers that have labels and covers; the first paper as it is answered."""
    with acting_as(person.id):
        room = Shelf.objects.create(name="room")
        shelf = Shelf.objects.create(name="shelf", parent=room)
        made = [Label.objects.create(name=f"label {n} {shelf.pk}") for n in range(labels)]
        for number in range(papers):
            paper = Paper.objects.create(title=f"paper {number}", shelf=shelf)
            paper.labels.set(made)
            Cover.objects.create(paper=paper, colour="red")
    found: dict[str, Any] = person.get(PAPERS).json()["results"][0]
    return found


@pytest.fixture
def paper(alice: Person) -> dict[str, Any]:
    """A paper of Alice's."""
    return fill(alice)


# ?fields=


@pytest.mark.parametrize("fields", ["title", "id,title", "title,id", "labels", "owner,shelf,cover", "label_names"])
def test_an_answer_has_the_fields_that_were_chosen(alice: Person, paper: dict[str, Any], fields: str) -> None:
    chosen = {name: paper[name] for name in fields.split(",")}
    assert answer(alice.get(f"{PAPERS}?fields={fields}")) == (200, page(chosen))
    path = f"{PAPERS}{paper['id']}/?fields={fields}"
    assert answer(alice.get(path)) == (200, chosen)
    assert answer(alice.patch(path, {})) == (200, chosen)
    assert answer(alice.put(path, {"title": paper["title"]})) == (200, chosen)


def test_fields_keep_the_order_of_the_whole(alice: Person, paper: dict[str, Any]) -> None:
    assert list(alice.get(f"{PAPERS}{paper['id']}/?fields=labels,title,id").json()) == ["id", "title", "labels"]


def test_a_body_is_read_whole_whatever_is_chosen_of_the_answer(alice: Person, paper: dict[str, Any]) -> None:
    body = {"title": "new", "labels": paper["labels"], "shelf": paper["shelf"], "secret": "hidden"}
    made = alice.post(f"{PAPERS}?fields=id", body)
    assert answer(made) == (201, {"id": AN_ID})
    with acting_as(alice.id):
        row = Paper.objects.get(pk=made.json()["id"])
        assert (row.title, row.shelf_id, row.body, row.labels.count()) == ("new", paper["shelf"], "hidden", 2)
    refused = alice.post(f"{PAPERS}?fields=id", {"x": 1})
    assert answer(refused) == (400, invalid(title="This field is required.", x="Unknown field."))


CHOICES = "Choose from: id, owner, title, shelf, stand, labels, label_names, cover."


@pytest.mark.parametrize(
    "text",
    [
        *("", ",", "title,", ",title", "x", "title,x", "Title", " title", "title ", "title;id", "*", "__all__"),
        *(
            "secret",
            "id,secret",
            "body",
            "owner.username",
            "owner_id",
            "labels.name",
            "shelf__name",
            "password",
            "revision",
        ),
        *("x" * 2001, "title," * 20_000, "١", "pk", "%2500"),
    ],
)
def test_a_field_that_is_not_offered_is_refused_with_those_that_are(
    alice: Person, paper: dict[str, Any], text: str
) -> None:
    for path in (PAPERS, f"{PAPERS}{paper['id']}/"):
        assert answer(alice.get(f"{path}?fields={text}")) == (400, invalid(fields=CHOICES))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_a_wrong_choice_is_refused_before_anything_is_written(
    alice: Person, paper: dict[str, Any], method: str
) -> None:
    path = PAPERS if method == "POST" else f"{PAPERS}{paper['id']}/"
    assert answer(alice.call(method, f"{path}?fields=x", {"title": "new"})) == (400, invalid(fields=CHOICES))
    nothing = invalid(expand="Choose from: shelf, labels, cover.")
    assert answer(alice.call(method, f"{path}?expand=x", {"title": "new"})) == (400, nothing)
    assert answer(alice.get(PAPERS)) == (200, page(paper))


@pytest.mark.parametrize("name", ["fields", "expand"])
def test_what_is_said_twice_is_refused(alice: Person, paper: dict[str, Any], name: str) -> None:
    twice = invalid(**{name: "A name is given more than once."})
    assert answer(alice.get(f"{PAPERS}?{name}=shelf,labels,shelf")) == (400, twice)
    again = invalid(**{name: "Given more than once."})
    assert answer(alice.get(f"{PAPERS}?{name}=shelf&{name}=labels")) == (400, again)


@pytest.mark.parametrize("name", ["fields", "expand"])
def test_a_null_character_is_refused(alice: Person, paper: dict[str, Any], name: str) -> None:
    said = invalid(**{name: "Null characters are not allowed."})
    assert answer(alice.get(f"{PAPERS}?{name}=shelf%00")) == (400, said)


@pytest.mark.parametrize("name", ["fields", "expand"])
def test_a_deletion_has_no_shape(alice: Person, paper: dict[str, Any], name: str) -> None:
    refused = alice.delete(f"{PAPERS}{paper['id']}/?{name}=shelf")
    assert answer(refused) == (400, invalid(**{name: "Unknown parameter. Known here: none."}))


def test_pages_lead_on_with_the_same_choice(alice: Person) -> None:
    fill(alice, papers=3)
    for way in ("page_size=1", "limit=1", "cursor=&page_size=1"):
        link, met = f"{PAPERS}?{way}&fields=title,shelf&expand=shelf", []
        while link:
            body = alice.get(link).json()
            met += [(row["title"], row["shelf"]["name"], len(row)) for row in body["results"]]
            link = body["next"]
        assert met == [(f"paper {n}", "shelf", 2) for n in range(3)]


# ?expand=


def test_what_is_expanded_is_shown_in_full_in_its_place(alice: Person, paper: dict[str, Any]) -> None:
    path = f"{PAPERS}{paper['id']}/"
    with acting_as(alice.id):
        shelf, labels = Shelf.objects.get(name="shelf"), list(Label.objects.order_by("id"))
        cover = Cover.objects.get()
    whole_shelf = {"id": shelf.pk, "name": "shelf", "parent": shelf.parent_id, "papers": [paper["id"]]}
    whole_labels = [{"id": label.pk, "name": label.name} for label in labels]
    expected = {**paper, "shelf": whole_shelf, "stand": whole_shelf}
    assert answer(alice.get(f"{path}?expand=shelf")) == (200, expected)
    assert list(alice.get(f"{path}?expand=shelf").json()) == list(paper)
    assert alice.get(f"{path}?expand=cover").json() == {**paper, "cover": {"id": cover.pk, "colour": "red"}}
    everything = {
        **expected,
        "labels": whole_labels,
        "label_names": whole_labels,
        "cover": {"id": cover.pk, "colour": "red"},
    }
    for order in ("shelf,labels,cover", "cover,labels,shelf"):
        assert alice.get(f"{path}?expand={order}").json() == everything
        assert alice.get(f"{PAPERS}?expand={order}").json() == page(everything)
        assert alice.patch(f"{path}?expand={order}", {}).json() == everything
        assert alice.put(f"{path}?expand={order}", {"title": paper["title"]}).json() == everything
    assert alice.get(f"{path}?expand=shelf,labels&fields=id,labels").json() == {
        "id": paper["id"],
        "labels": whole_labels,
    }
    assert alice.get(path).json() == paper


def test_what_is_not_there_is_null_or_empty(alice: Person) -> None:
    with acting_as(alice.id):
        paper = Paper.objects.create(title="bare")
    body = alice.get(f"{PAPERS}{paper.pk}/?expand=shelf,labels,cover").json()
    assert [body[name] for name in ("shelf", "stand", "labels", "cover")] == [None, None, [], None]


def test_a_new_row_is_answered_with_what_it_was_made_with(alice: Person, paper: dict[str, Any]) -> None:
    body = {"title": "new", "labels": paper["labels"][:1], "shelf": paper["shelf"]}
    made = alice.post(f"{PAPERS}?expand=shelf,labels", body)
    path = f"{PAPERS}{made.json()['id']}/?expand=shelf,labels"
    assert answer(made) == (201, alice.get(path).json())
    changed = alice.patch(path, {"labels": paper["labels"], "shelf": None})
    assert answer(changed) == (200, alice.get(path).json())
    assert (len(changed.json()["labels"]), changed.json()["shelf"]) == (2, None)


def test_one_level_more_is_named_with_a_dot(alice: Person, paper: dict[str, Any]) -> None:
    path = f"{PAPERS}{paper['id']}/"
    with acting_as(alice.id):
        room = Shelf.objects.get(name="room")
    body = alice.get(f"{path}?expand=shelf.parent").json()
    assert body["shelf"]["parent"] == {"id": room.pk, "name": "room", "parent": None, "papers": []}
    inner = alice.get(f"{path}?expand=shelf.papers").json()["shelf"]["papers"]
    assert inner == [paper]
    for order in ("shelf,shelf.parent", "shelf.parent,shelf"):
        assert alice.get(f"{path}?expand={order}").json() == body
    both = alice.get(f"{path}?expand=shelf.parent,shelf.papers").json()["shelf"]
    assert (both["parent"]["name"], both["papers"]) == ("room", [paper])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (text, "Choose from: shelf, labels, cover.")
            for text in ("", ",", "x", "shelf,", "Shelf", " shelf", "owner", "title")
        ),
        *(
            (text, "Choose from: shelf, labels, cover.")
            for text in ("stand", "label_names", "papers", ".shelf", "x" * 100_000)
        ),
        *(
            (text, "Choose from: parent, papers.")
            for text in ("shelf.", "shelf.x", "shelf.owner", "shelf..parent", "shelf,shelf.x")
        ),
        *(
            (text, "Nothing can be expanded there.")
            for text in ("shelf.parent.parent", "shelf.papers.shelf", "labels.x")
        ),
        ("shelf" + ".parent" * 200, "Nothing can be expanded there."),
    ],
)
def test_what_cannot_be_expanded_is_refused_with_what_can(
    alice: Person, paper: dict[str, Any], text: str, said: str
) -> None:
    for path in (PAPERS, f"{PAPERS}{paper['id']}/"):
        assert answer(alice.get(f"{path}?expand={text}")) == (400, invalid(expand=said))


def test_the_refusal_as_a_problem_names_the_parameter(alice: Person, paper: dict[str, Any]) -> None:
    body = alice.get(f"{PAPERS}?expand=x", headers={"Accept": "application/problem+json"}).json()
    said = {"parameter": "expand", "code": "invalid", "detail": "Choose from: shelf, labels, cover."}
    assert body["errors"] == [said]


def test_a_write_only_field_is_never_shown_at_any_depth(alice: Person, paper: dict[str, Any]) -> None:
    alice.patch(f"{PAPERS}{paper['id']}/", {"secret": "hidden-7f3a"})
    queries = ("", "?expand=shelf", "?expand=shelf.papers", "?fields=title")
    for path in (
        *(f"{PAPERS}{query}" for query in queries),
        f"{SHELVES}?expand=papers",
        f"{SHELVES}?expand=papers.shelf",
    ):
        response = alice.get(path)
        assert (response.status_code, b"hidden" in response.content) == (200, False)


# Others


def test_nothing_of_another_owners_is_expanded(alice: Person, bob: Person, paper: dict[str, Any]) -> None:
    fill(bob)
    for query in ("shelf.papers", "shelf.parent", "labels", "cover"):
        body = alice.get(f"{PAPERS}?expand={query}").content
        assert b'"bob"' not in body
        assert answer(bob.get(f"{PAPERS}{paper['id']}/?expand={query}")) == (404, NOT_FOUND)
    shelves = alice.get(f"{SHELVES}?expand=papers,parent").json()
    assert shelves["count"] == 2
    assert [row["owner"] for shelf in shelves["results"] for row in shelf["papers"]] == ["alice"]


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize(
    "expand", ["shelf", "labels", "cover", "shelf.parent", "shelf.papers", "shelf.papers,labels,cover"]
)
def test_an_expansion_costs_the_same_whatever_it_finds(expand: str) -> None:
    with urls_of_the_server():
        alice = sign_up("alice")
    few = fill(alice, papers=2, labels=1)
    path = f"{PAPERS}{few['id']}/?expand={expand}"
    body = {"title": "new", "labels": few["labels"], "shelf": few["shelf"]}

    def cost() -> list[list[str]]:
        found = []
        for method, address in (
            ("GET", f"{PAPERS}?expand={expand}&page_size=2"),
            ("GET", path),
            ("PATCH", path),
            ("POST", f"{PAPERS}?expand={expand}"),
        ):
            with statements() as sent:
                response = alice.call(method, address, None if method == "GET" else body)
            assert response.status_code < 300
            found.append(kinds(sent))
        return found

    before = cost()
    with acting_as(alice.id):
        shelf = Shelf.objects.get(pk=few["shelf"])
        for number in range(10):
            paper = Paper.objects.create(title=str(number), shelf=shelf)
            paper.labels.set(Label.objects.all())
            Cover.objects.create(paper=paper, colour="blue")
    assert cost() == before


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_what_is_not_shown_is_not_read() -> None:
    with urls_of_the_server():
        alice = sign_up("alice")
    fill(alice, papers=3)
    with statements() as sent:
        alice.get(f"{PAPERS}?fields=id,title&expand=shelf")
    assert {kind for kind in kinds(sent) if "shelf_" in kind} == {"SELECT shelf_paper"}


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_field_of_a_related_row_costs_the_same_whatever_the_length_of_the_list() -> None:
    with urls_of_the_server():
        alice = sign_up("alice")
    fill(alice, papers=7)
    with statements() as sent:
        found = alice.get("/covers/").json()["results"]
    assert [(row["title"], row["shelf"]) for row in found] == [(f"paper {number}", "shelf") for number in range(7)]
    read = [kind for kind in kinds(sent) if "shelf_" in kind]
    # Not compiled: a shelf that is not there would be left out.
    assert read == ["COUNT shelf_cover", "SELECT shelf_cover", "SELECT shelf_paper", "SELECT shelf_shelf"]
