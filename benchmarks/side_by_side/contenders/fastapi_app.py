"""FastAPI with SQLAlchemy: asynchronous, relations loaded together, pages by key."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict
from sqlalchemy import DateTime, ForeignKey, Select, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, selectinload

_KEY = os.environ["BENCH_SIGNING_KEY"]
_URL = os.environ["BENCH_DATABASE"].replace("postgresql:", "postgresql+asyncpg:", 1)
_PAGE = 20

Row = TypeVar("Row")

engine = create_async_engine(_URL, pool_size=8, max_overflow=0)
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """All tables have an id."""

    id: Mapped[int] = mapped_column(primary_key=True)


class User(Base):
    """A person."""

    __tablename__ = "ringfence_accounts_user"
    username: Mapped[str]
    is_active: Mapped[bool]


class NoteTag(Base):
    """That a note has a tag."""

    __tablename__ = "notes_notetag"
    note_id: Mapped[int] = mapped_column(ForeignKey("notes_note.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("notes_tag.id"))


class Tag(Base):
    """A word on notes."""

    __tablename__ = "notes_tag"
    name: Mapped[str]


class Note(Base):
    """A note."""

    __tablename__ = "notes_note"
    owner_id: Mapped[int] = mapped_column(ForeignKey("ringfence_accounts_user.id"))
    revision: Mapped[int] = mapped_column(default=1)
    title: Mapped[str]
    body: Mapped[str]
    pinned: Mapped[bool] = mapped_column(default=False)
    archived: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    owner: Mapped[User] = relationship()
    tags: Mapped[list[Tag]] = relationship(secondary="notes_notetag", viewonly=True)


class BookAuthor(Base):
    """That a book is by an author."""

    __tablename__ = "library_bookauthor"
    book_id: Mapped[int] = mapped_column(ForeignKey("library_book.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("library_author.id"))


class Author(Base):
    """Somebody who wrote books."""

    __tablename__ = "library_author"
    name: Mapped[str]
    # The ids are in the table between: no book has to be read for them.
    written: Mapped[list[BookAuthor]] = relationship(viewonly=True)


class Details(Base):
    """What is printed in a book about itself."""

    __tablename__ = "library_details"
    book_id: Mapped[int] = mapped_column(ForeignKey("library_book.id"))
    isbn: Mapped[str]
    pages: Mapped[int | None]
    published: Mapped[date | None]


class Book(Base):
    """A book."""

    __tablename__ = "library_book"
    owner_id: Mapped[int]
    title: Mapped[str]
    authors: Mapped[list[Author]] = relationship(secondary="library_bookauthor", viewonly=True)
    details: Mapped[Details | None] = relationship(viewonly=True, uselist=False)


class Out(BaseModel):
    """Read from rows."""

    model_config = ConfigDict(from_attributes=True)


class NoteIn(BaseModel):
    """What a note is made of."""

    title: str
    body: str = ""


class ShortNoteOut(Out):
    """A note of five members."""

    id: int
    owner: str
    title: str
    body: str
    created_at: datetime


class NoteOut(ShortNoteOut):
    """A note with all that Ringfence's has."""

    tags: list[str]
    pinned: bool
    archived: bool
    updated_at: datetime


class AuthorOut(Out):
    """An author with the ids of the books."""

    id: int
    name: str
    books: list[int]


class DetailsOut(Out):
    """What is printed in a book about itself."""

    isbn: str
    pages: int | None
    published: date | None


class BookOut(Out):
    """A book with authors and details."""

    id: int
    title: str
    authors: list[AuthorOut]
    details: DetailsOut | None


class Page(BaseModel, Generic[Row]):
    """A page."""

    results: list[Row]
    count: int | None = None


async def session() -> AsyncIterator[AsyncSession]:
    """A session for the request."""
    async with sessions() as opened:
        yield opened


Database = Annotated[AsyncSession, Depends(session)]


async def current_user(
    database: Database, credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]
) -> User:
    """Whose token it is, if the person is active; else 401."""
    try:
        claims = jwt.decode(credentials.credentials, _KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError as exc:
        raise HTTPException(401) from exc
    user = await database.get(User, int(claims["user_id"]))
    if user is None or not user.is_active:
        raise HTTPException(401)
    return user


Caller = Annotated[User, Depends(current_user)]
app = FastAPI(openapi_url=None)


def _newest(user: User, before: str = "", search: str = "") -> Select[tuple[Note]]:
    notes = select(Note).where(Note.owner_id == user.id)
    if before:
        moment, _, key = before.partition(",")
        notes = notes.where(tuple_(Note.created_at, Note.id) < (datetime.fromisoformat(moment), int(key)))
    if search:
        notes = notes.where(or_(Note.title.icontains(search), Note.body.icontains(search)))
    return notes.order_by(Note.created_at.desc(), Note.id.desc()).limit(_PAGE)


def _short(note: Note, user: User) -> dict[str, Any]:
    members = ("id", "title", "body", "created_at")
    # The caller owns them all: no join is needed for the name.
    return {"owner": user.username, **{name: getattr(note, name) for name in members}}


def _whole(note: Note, user: User) -> NoteOut:
    return NoteOut(
        **_short(note, user),
        tags=[tag.name for tag in note.tags],
        pinned=note.pinned,
        archived=note.archived,
        updated_at=note.updated_at,
    )


@app.get("/notes")
async def list_notes(database: Database, user: Caller, before: str = "", search: str = "") -> Page[NoteOut]:
    """The caller's notes."""
    notes = await database.scalars(_newest(user, before, search).options(selectinload(Note.tags)))
    return Page(results=[_whole(note, user) for note in notes])


@app.get("/short-notes")
async def list_short_notes(database: Database, user: Caller) -> Page[ShortNoteOut]:
    """The caller's notes with five members."""
    notes = await database.scalars(_newest(user))
    return Page(results=[ShortNoteOut(**_short(note, user)) for note in notes])


@app.get("/counted-notes")
async def list_counted_notes(database: Database, user: Caller, page: int = 1) -> Page[NoteOut]:
    """The caller's notes by page, and how many there are."""
    count = await database.scalar(select(func.count()).select_from(Note).where(Note.owner_id == user.id))
    notes = await database.scalars(_newest(user).offset((page - 1) * _PAGE).options(selectinload(Note.tags)))
    return Page(results=[_whole(note, user) for note in notes], count=count)


@app.get("/notes/{note_id}")
async def get_note(database: Database, user: Caller, note_id: int) -> NoteOut:
    """One of the caller's notes."""
    found = select(Note).where(Note.owner_id == user.id, Note.id == note_id).options(selectinload(Note.tags))
    note = await database.scalar(found)
    if note is None:
        raise HTTPException(404)
    return _whole(note, user)


@app.post("/notes", status_code=201)
async def create_note(database: Database, user: Caller, content: NoteIn) -> NoteOut:
    """A new note of the caller's."""
    now = datetime.now(UTC)
    note = Note(owner_id=user.id, created_at=now, updated_at=now, **content.model_dump())
    database.add(note)
    await database.commit()
    return NoteOut(**_short(note, user), tags=[], pinned=False, archived=False, updated_at=now)


@app.get("/books")
async def list_books(database: Database, user: Caller) -> Page[BookOut]:
    """The caller's books."""
    authors = selectinload(Book.authors).selectinload(Author.written)
    books = select(Book).where(Book.owner_id == user.id).order_by(Book.title, Book.id).limit(_PAGE)
    found = await database.scalars(books.options(authors, joinedload(Book.details)))
    return Page(results=[_book(book) for book in found])


def _book(book: Book) -> BookOut:
    authors = [
        AuthorOut(id=author.id, name=author.name, books=[each.book_id for each in author.written])
        for author in book.authors
    ]
    details = DetailsOut.model_validate(book.details) if book.details else None
    return BookOut(id=book.id, title=book.title, authors=authors, details=details)
