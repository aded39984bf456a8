"""What is read of Conduit, as a viewer sees it, in a fixed number of statements whatever there is of it."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Any

from django.db.models import BooleanField, Count, Exists, IntegerField, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce

from ringfence.accounts import names
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite, Follow, Profile

# What is asked for by anybody has to have an end: of the last so many uses of tags, so many names.
RECENT, MAX_TAGS = 2000, 1000


def articles(viewer: Any) -> Any:
    """All articles, newest first, each with ``favorited``, ``favorites_count``, its author and tags."""
    liked = Favorite.objects.filter(article=OuterRef("pk"))
    count = liked.order_by().values("article").annotate(number=Count("pk")).values("number")
    mine: Any = Exists(liked.filter(owner=viewer.pk)) if viewer.is_authenticated else Value(False)
    return (
        Article.objects.prefetch_related(
            Prefetch("author", _people()), Prefetch("tags", ArticleTag.objects.order_by("position"))
        )
        .annotate(
            favorited=mine,
            favorites_count=Coalesce(Subquery(count, output_field=IntegerField()), 0),
        )
        .order_by("-created_at", "-id")
    )


def listed(*, tag: str | None = None, author: str | None = None, favorited: str | None = None) -> Any:
    """The keys of the articles that fit all that is given (None fits all), newest first.

    Read along an index that holds them in this order: of somebody's favourites, of a tag, of an author or of all.
    """
    rows, prefix = Article.objects.order_by("-created_at", "-id"), ""
    if favorited is not None:
        fan = Subquery(_named(favorited).values("owner")[:1])
        rows, prefix = _hanging(Favorite).filter(owner=fan), "article__"
    elif tag is not None:
        rows, prefix, tag = _hanging(ArticleTag).filter(name=tag), "article__", None
    if tag is not None:
        rows = rows.filter(**{f"{prefix}tags__name": tag})
    if author is not None:
        rows = rows.filter(**{f"{prefix}author": Subquery(_named(author).values("pk")[:1])})
    return rows.values("article_id" if prefix else "pk")


def feed() -> Any:
    """The keys of the articles whose authors the acting owner follows, newest first."""
    rows = Article.objects.filter(author__in=Follow.objects.values("profile"))
    return rows.order_by("-created_at", "-id").values("pk")


def comments(article: Article) -> Any:
    """The article's comments, newest first, with their authors."""
    rows = Comment.objects.filter(article=article).prefetch_related(Prefetch("author", _people()))
    return rows.order_by("-created_at", "-id")


def profiles(username: str) -> Any:
    """The profile of this name, with ``following``; without case, as names are."""
    return _people().filter(username_key=names.key(username))


def tags() -> list[str]:
    """The names that were last put on articles, most used first, and of those the newest.

    Looked at are the last ``RECENT`` uses, so that what was put on an article just now is there whatever there is.
    """
    used = Counter(ArticleTag.objects.order_by("-pk").values_list("name", flat=True)[:RECENT])
    return sorted(islice(used, MAX_TAGS), key=used.__getitem__, reverse=True)


def _hanging(model: Any) -> Any:
    return model.objects.order_by("-article_created_at", "-article_id")


def _named(username: str) -> Any:
    return Profile.objects.filter(username_key=names.key(username))


def _people() -> Any:
    """All profiles with ``following``: whether the acting owner does. Of a visitor no private row is within reach."""
    followed = Exists(Follow.objects.filter(profile=OuterRef("pk")), output_field=BooleanField())
    return Profile.objects.annotate(following=followed)
