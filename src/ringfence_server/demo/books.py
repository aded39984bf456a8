"""The demo's library: books that everybody may quote, since their authors died long ago."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ringfence_server.demo import rows
from ringfence_server.library.models import Author, Book, BookAuthor, Details, Quote
from ringfence_server.library.serializers import BookSerializer


class Volume(NamedTuple):
    """A book: its authors, when it first came out, the pages of the copy on the shelf, and quotes as (page, text)."""

    title: str
    authors: tuple[str, ...]
    published: date
    pages: int
    quotes: tuple[tuple[int, str], ...] = ()


BOOKS = [
    Volume(
        "Pride and Prejudice",
        ("Jane Austen",),
        date(1813, 1, 28),
        367,
        (
            (
                1,
                "It is a truth universally acknowledged, that a single man in possession of a good fortune, "
                "must be in want of a wife.",
            ),
        ),
    ),
    Volume(
        "Emma",
        ("Jane Austen",),
        date(1815, 12, 23),
        474,
        ((401, "If I loved you less, I might be able to talk about it more."),),
    ),
    Volume(
        "Middlemarch",
        ("George Eliot",),
        date(1871, 12, 1),
        880,
        (
            (
                194,
                "If we had a keen vision and feeling of all ordinary human life, it would be like hearing the grass "
                "grow and the squirrel's heart beat.",
            ),
            (838, "The growing good of the world is partly dependent on unhistoric acts."),
        ),
    ),
    Volume(
        "Frankenstein",
        ("Mary Shelley",),
        date(1818, 1, 1),
        280,
        ((165, "Beware; for I am fearless, and therefore powerful."),),
    ),
    Volume(
        "Moby-Dick",
        ("Herman Melville",),
        date(1851, 10, 18),
        635,
        ((1, "Call me Ishmael."), (57, "It is not down in any map; true places never are.")),
    ),
    Volume(
        "Walden",
        ("Henry David Thoreau",),
        date(1854, 8, 9),
        352,
        ((90, "I went to the woods because I wished to live deliberately."),),
    ),
    Volume(
        "Jane Eyre", ("Charlotte Brontë",), date(1847, 10, 16), 532, ((252, "I am no bird; and no net ensnares me."),)
    ),
    Volume(
        "Wuthering Heights",
        ("Emily Brontë",),
        date(1847, 12, 1),
        416,
        ((82, "Whatever our souls are made of, his and mine are the same."),),
    ),
    Volume(
        "Poems by Currer, Ellis, and Acton Bell",
        ("Charlotte Brontë", "Emily Brontë", "Anne Brontë"),
        date(1846, 5, 22),
        165,
    ),
    Volume("The Communist Manifesto", ("Karl Marx", "Friedrich Engels"), date(1848, 2, 21), 96),
    Volume(
        "Three Men in a Boat",
        ("Jerome K. Jerome",),
        date(1889, 8, 1),
        185,
        ((31, "I like work: it fascinates me. I can sit and look at it for hours."),),
    ),
    Volume(
        "The Time Machine",
        ("H. G. Wells",),
        date(1895, 5, 7),
        118,
        ((97, "Nature never appeals to intelligence until habit and instinct are useless."),),
    ),
    Volume(
        "Alice's Adventures in Wonderland",
        ("Lewis Carroll",),
        date(1865, 11, 26),
        192,
        (
            (89, "Why, sometimes I've believed as many as six impossible things before breakfast."),
            (1, "And what is the use of a book, thought Alice, without pictures or conversations?"),
        ),
    ),
    Volume(
        "Lyrical Ballads",
        ("William Wordsworth", "Samuel Taylor Coleridge"),
        date(1798, 10, 4),
        210,
        ((11, "Water, water, every where, nor any drop to drink."),),
    ),
    Volume(
        "The Art of Leaving Things Out",
        ("Ines Okafor", "Tomasz Wren"),
        date(2019, 3, 12),
        204,
        ((12, "A list is finished when somebody can use it, not when nothing is missing."),),
    ),
]
DELETED = Volume(
    "A Catalogue of Lost Umbrellas", ("Tomasz Wren",), date(2021, 9, 1), 77, ((5, "Number 41: black, of course."),)
)


def make() -> int:
    """Make books, authors, details and quotes as the acting owner's; return how many books are there to be seen."""
    volumes = [*BOOKS, DELETED]
    names = sorted({name for volume in volumes for name in volume.authors})
    authors = dict(zip(names, Author.objects.bulk_create([Author(name=name) for name in names]), strict=True))
    books = Book.objects.bulk_create([Book(title=volume.title) for volume in volumes])
    both = list(zip(volumes, books, strict=True))
    rows.link(BookAuthor, ({"book": book, "author": authors[name]} for volume, book in both for name in volume.authors))
    rows.link(Details, ({"book": book, "pages": volume.pages, "published": volume.published} for volume, book in both))
    rows.link(
        Quote, ({"book": book, "page": page, "text": text} for volume, book in both for page, text in volume.quotes)
    )
    rows.throw_away(books[-1:], BookSerializer)
    return len(BOOKS)
