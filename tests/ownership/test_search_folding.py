"""Search knows no case, in any script, and means the same on both databases as in Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.ownership.folding import SEPARATOR, fold
from ringfence.ownership.scope import acting_as
from tests.ownership.papers import find, scan, shelve
from tests.people import Person
from tests.shelf.models import Paper

sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="a promise of SQLite's")


@pytest.fixture
def acting(alice: Person) -> Iterator[int]:
    """Alice, acting; her id."""
    with acting_as(alice.id):
        yield alice.id


@pytest.mark.usefixtures("acting")
@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Straße", "STRASSE"),
        ("STRASSE", "straße"),
        ("GROẞE", "große"),
        ("ΟΔΟΣΑ", "οδός".replace("ό", "ο")),
        ("οδος", "ΟΔΟΣ"),
        ("İstanbul", "i̇stan"),
        ("DENİZ", "deni"),
        ("ﬁnal", "FINAL"),
        ("ǅungla", "ǆUNG"),
        ("\u212aelvin", "KELVIN"),
        ("Привет, мир", "ПРИВЕТ"),
        ("日本語の本", "本語の"),
        ("a😀😁😂b", "😀😁😂"),
        ("𐐀𐐁𐐂", "𐐨𐐩𐐪"),
        ("e\u0301tude", "E\u0301TU"),
        ("100% sure_thing\\", "% sure_thing\\"),
        ('say "hello" AND don\'t', '"HELLO" and'),
        ("title: NEAR(a b) OR c*", "title: near(A B) or C*"),
        ("-- ; DROP TABLE x", "-- ; drop"),
        ("tab\tnew\nline", "TAB\tNEW\n"),
        ("a\ufffeb\uffffc", "A\ufffeB\uffffC"),
        ("   ", "   "),
    ],
)
def test_a_text_is_found_whatever_its_script_and_signs(text: str, term: str) -> None:
    in_title, in_body = shelve((text, "other"), ("other", f"before {text} after"))
    shelve(("something", "else"))
    assert find(term) == scan(term) == [in_title, in_body]


# Text that the databases could fold or split differently: scripts with case, signs of LIKE and of FTS5.
letters = st.one_of(
    st.sampled_from("aAbBßẞΣσςİiıIﬁſsKk\u0307\u0345ŉǅÅ%_\\\"'*-^:() \t\ufffd\ufffe\uffff😀𐐀𐐨\x1f"),
    st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x00"),
)
texts = st.text(letters, max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=st.lists(st.tuples(texts, texts), min_size=1, max_size=4), data=st.data())
def test_search_answers_as_python_does(acting: int, documents: list[tuple[str, str]], data: st.DataObject) -> None:
    def part(text: str) -> st.SearchStrategy[str]:
        start = data.draw(st.integers(0, max(len(text) - 1, 0)))
        piece = text[start : start + data.draw(st.integers(1, 6))]
        return st.sampled_from([piece, piece.lower(), piece.upper(), piece.swapcase(), piece.title()])

    whole = data.draw(st.sampled_from([text for document in documents for text in document]))
    terms = data.draw(st.lists(st.one_of(part(whole), texts), min_size=1, max_size=3))
    with transaction.atomic():
        ids = shelve(*documents)
        expected = [pk for pk, document in zip(ids, documents, strict=True) if occurs(terms, document)]
        assert find(*terms) == expected
        transaction.set_rollback(True)


def occurs(terms: Sequence[str], document: tuple[str, str]) -> bool:
    """What search means, without any of its code."""

    def same_case(text: str) -> str:
        return text.lower().upper()

    return all(
        SEPARATOR not in term and any(same_case(term) in same_case(field) for field in document)
        for term in terms
        if term
    )


@pytest.mark.usefixtures("db")
def test_the_database_folds_every_letter_as_python_does() -> None:
    letters = [chr(c) for c in range(1, 0x110000) if not 0xD800 <= c <= 0xDFFF and fold(chr(c)) != chr(c)]
    with connection.cursor() as cursor:
        different = []
        for letter in letters:
            cursor.execute("SELECT ringfence_fold(%s)", [letter])
            if cursor.fetchone() != (fold(letter),):
                different.append(letter)
    assert different == []


@sqlite_only
@pytest.mark.usefixtures("acting")
def test_text_behind_a_nul_is_found() -> None:
    (paper,) = shelve(("before\x00Behind", ""))
    assert find("BEHIND") == find("be") == [paper]
    Paper.objects.all().update(title="gone")
    assert find("BEHIND") == find("BEFORE") == []
