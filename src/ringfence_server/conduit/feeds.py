"""Atom feeds (RFC 4287) of the newest articles, of everyone and of one author, for anyone.

An entry has the article's description, not its text; what XML cannot hold of either is replaced. A feed that has not
changed is a 304 by ``ETag`` or ``Last-Modified``. Who follows the feed is nobody here: no token is looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.db.models import Prefetch
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from ringfence.accounts import config
from ringfence.api.negotiation import ContentNegotiation
from ringfence.api.views import OwnedView
from ringfence_server.conduit import queries, schemas
from ringfence_server.conduit.models import Article, ArticleTag, Profile

NEWEST = 20
ATOM = "application/atom+xml"
# A feed without entries has to say when it last changed all the same.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

_SCHEMA = {(200, ATOM): OpenApiTypes.STR, 304: None}
# The characters that no XML 1.0 document can hold, in whatever way they are written.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class AtomRenderer(BaseRenderer):
    """A document that is made already."""

    media_type = ATOM
    format = "atom"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        """As it is."""
        return data or b""


class OneForm(ContentNegotiation):
    """The first renderer, whatever is accepted: a feed has one form, and few readers name it."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """The first."""
        return renderers[0], renderers[0].media_type


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is about: ``path`` of its own and ``page`` of the web client, below ``PUBLIC_URL``."""

    title: str
    name: str
    path: str
    page: str = ""

    def document(self, articles: Sequence[Article], changed: datetime) -> bytes:
        """The feed of ``articles``, as bytes."""
        feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
        _text(feed, "id", _tag("2026", self.name))
        _text(feed, "title", self.title)
        _text(feed, "updated", _time(changed))
        _link(feed, "self", self.path, ATOM)
        _link(feed, "alternate", self.page, "text/html")
        for article in articles:
            _entry(feed, article)
        document: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
        return document


class FeedView(OwnedView):
    """A feed: open to anyone, in its one form."""

    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    permission_classes = (AllowAny,)
    renderer_classes = (AtomRenderer,)
    content_negotiation_class = OneForm

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The methods, in ``Allow``."""
        return Response(status=204)


class ArticlesFeedView(FeedView):
    """The newest articles of everyone."""

    queryset = Article.objects.order_by("-created_at", "-id")

    @extend_schema(operation_id="conduit_articles_atom", responses=_SCHEMA, tags=["conduit"])
    def get(self, request: Request) -> Any:
        """The newest 20 articles as an Atom feed."""
        return _answer(request, Feed("Articles", "articles", "api/articles.atom"), self.queryset.all())


class AuthorFeedView(FeedView):
    """The newest articles of one author."""

    queryset = Profile.objects.order_by("id")

    @extend_schema(
        operation_id="conduit_profile_atom", parameters=[schemas.USERNAME], responses=_SCHEMA, tags=["conduit"]
    )
    def get(self, request: Request, username: str) -> Any:
        """The newest 20 articles of one author as an Atom feed."""
        author: Profile | None = None if "\x00" in username else queries.profiles(username).first()
        if author is None:
            raise NotFound
        known = quote(author.username)
        feed = Feed(
            title=f"Articles by {author.username}",
            name=f"profile/{author.pk}",
            path=f"api/profiles/{known}/articles.atom",
            page=f"profile/{known}",
        )
        return _answer(request, feed, Article.objects.filter(author=author))


def _answer(request: Request, feed: Feed, rows: Any) -> Any:
    """The feed of the newest of ``rows``; 304 for whoever has it."""
    tags = Prefetch("tags", ArticleTag.objects.order_by("position"))
    newest = rows.select_related("author").prefetch_related(tags).defer("body").order_by("-created_at", "-id")
    articles: list[Article] = list(newest[:NEWEST])
    changed = max((article.updated_at for article in articles), default=NEVER)
    document = feed.document(articles, changed)
    etag, seconds = f'"{hashlib.blake2s(document, digest_size=16).hexdigest()}"', int(changed.timestamp())
    headers = {"ETag": etag, "Last-Modified": http_date(seconds), "Cache-Control": "public, no-cache"}
    return get_conditional_response(request._request, etag, seconds, Response(document, headers=headers))


def _entry(feed: Element, article: Article) -> None:
    entry = SubElement(feed, "entry")
    # Not the address, which follows the title.
    _text(entry, "id", _tag(f"{article.created_at:%Y-%m-%d}", f"article/{article.pk}"))
    _text(entry, "title", article.title)
    _text(entry, "published", _time(article.created_at))
    _text(entry, "updated", _time(article.updated_at))
    _link(entry, "alternate", f"article/{quote(article.slug)}", "text/html")
    author = SubElement(entry, "author")
    _text(author, "name", article.author.username)
    _text(author, "uri", _address(f"profile/{quote(article.author.username)}"))
    for tag in article.tags.all():
        SubElement(entry, "category", term=_clean(tag.name))
    _text(entry, "summary", article.description)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _link(parent: Element, relation: str, path: str, media_type: str) -> None:
    SubElement(parent, "link", rel=relation, type=media_type, href=_address(path))


def _address(path: str) -> str:
    return f"{config.get('PUBLIC_URL').rstrip('/')}/{path}"


def _tag(date: str, name: str) -> str:
    """A tag URI (RFC 4151): the same whatever becomes of titles and usernames."""
    return f"tag:{urlsplit(config.get('PUBLIC_URL')).hostname},{date}:{name}"


def _time(moment: datetime) -> str:
    """RFC 3339, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06}Z"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
