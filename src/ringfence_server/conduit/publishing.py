"""Writing articles: what spans an article, its slug and its tags, in the scope of its author.

``publish`` and ``unpublish`` are for what else somebody has, a note for instance: they take plain values and a
``source`` that names it (``"notes.note:17"``), of which each person has one article at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ringfence_server.conduit import profiles
from ringfence_server.conduit.models import Article, ArticleTag
from ringfence_server.conduit.slugs import save_with_slug, slug_of


def create(
    user: Any, *, title: str, description: str, body: str, tags: Sequence[str] = (), source: str | None = None
) -> Article:
    """A new article of ``user``, who is acting, and who enters Conduit by it."""
    author = profiles.enter(user)
    article = Article(author=author, title=title, description=description, body=body, source=source)
    save_with_slug(article)
    _tag(article, tags)
    return article


def change(article: Article, *, tags: Sequence[str] | None = None, **fields: str) -> None:
    """Set ``fields``, and the tags unless they are None. Another title gives another slug."""
    before = slug_of(article.title)
    for name, value in fields.items():
        setattr(article, name, value)
    if slug_of(article.title) == before:
        article.save()
    else:
        save_with_slug(article)
    if tags is not None:
        ArticleTag.objects.filter(article=article).delete()
        _tag(article, tags)


def publish(
    user: Any, *, title: str, body: str, source: str, tags: Sequence[str] = (), description: str = ""
) -> tuple[Article, bool]:
    """The article of ``source`` with this content, and whether it is new; published again, it is brought up to date."""
    article = published(source)
    if article is None:
        made = create(user, title=title, description=description, body=body, tags=tags, source=source)
        return made, True
    change(article, tags=tags, title=title, description=description, body=body)
    return article, False


def unpublish(source: str) -> bool:
    """Delete the acting owner's article of ``source``, with its comments and favourites; whether there was one."""
    article = published(source)
    return article is not None and bool(article.delete()[0])


def published(source: str) -> Article | None:
    """The acting owner's article of ``source``, if there is one."""
    article: Article | None = Article.objects.writable().filter(source=source).first()
    return article


def tags_of(article: Article) -> list[str]:
    """The names of its tags, in the order given."""
    return list(ArticleTag.objects.filter(article=article).order_by("position").values_list("name", flat=True))


def _tag(article: Article, names: Sequence[str]) -> None:
    ArticleTag.objects.bulk_create(
        ArticleTag(article=article, name=name, position=position) for position, name in enumerate(names)
    )
