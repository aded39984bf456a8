"""The demo's Conduit: articles of the account's own, and a few other authors who write, comment and like."""

from __future__ import annotations

from ringfence.accounts.models import User
from ringfence.ownership.scope import acting_as
from ringfence_server.conduit import profiles, publishing
from ringfence_server.conduit.models import Article, ArticleTag, Comment, Favorite, Follow, Profile
from ringfence_server.demo import people, rows

_OWN = ""
BIOS = {
    "ines.okafor": "Writes about tools, gardens and the places where they meet.",
    "tomasz.wren": "Distributed systems by day, accordions by night.",
    "mei.lindqvist": "Cook, cyclist, collector of timetables.",
    _OWN: "Tries things out.",
}
# (whose article, the place of the article in theirs, who says it, what)
COMMENTS = (
    (_OWN, 0, "mei.lindqvist", "Try 65 % water with that flour. And salt later than you think."),
    (_OWN, 0, "tomasz.wren", "Mine was flat too. I called it focaccia."),
    (_OWN, 1, "tomasz.wren", "You forgot `util`."),
    (_OWN, 2, "ines.okafor", "The seventh thing is always a spoon."),
    ("tomasz.wren", 0, _OWN, "We lost an afternoon to exactly this last week. Thank you."),
    ("ines.okafor", 1, _OWN, "Ours is in the bakery. The beans are striped by now."),
    ("ines.okafor", 0, "mei.lindqvist", "Same with my bicycle, except that nothing of it is the first one."),
)
FAVORITES = (
    (_OWN, 0, "mei.lindqvist"),
    (_OWN, 0, "ines.okafor"),
    (_OWN, 1, "tomasz.wren"),
    ("tomasz.wren", 0, _OWN),
    ("tomasz.wren", 0, "ines.okafor"),
    ("mei.lindqvist", 0, _OWN),
    ("ines.okafor", 1, "tomasz.wren"),
)
FOLLOWS = ((_OWN, "ines.okafor"), (_OWN, "tomasz.wren"), ("mei.lindqvist", _OWN), ("tomasz.wren", _OWN))


def make(user: User) -> int:
    """Make the account's articles, and the other authors where they are missing; return how many it has now.

    Who acts changes here: each author writes as oneself.
    """
    users, written, found = {_OWN: user}, {}, {}
    texts = rows.texts("articles.txt")
    for who, bio in BIOS.items():
        is_new = True
        if who != _OWN:
            users[who], is_new = people.author(who)
        own = [text for text in texts if text.author == who]
        with acting_as(users[who]):
            found[who] = _introduce(users[who], bio)
            if is_new:
                _write(users[who], own)
            written[who] = list(Article.objects.filter(author=found[who]).order_by("-created_at", "-id")[: len(own)])
    for whose, place, who, body in COMMENTS:
        with acting_as(users[who]):
            Comment.objects.create(article=written[whose][place], author=found[who], body=body)
    for whose, place, who in FAVORITES:
        with acting_as(users[who]):
            Favorite.objects.bulk_create([Favorite(article=written[whose][place])], ignore_conflicts=True)
    for who, whom in FOLLOWS:
        with acting_as(users[who]):
            Follow.objects.bulk_create([Follow(profile=found[whom])], ignore_conflicts=True)
    return sum(text.author == _OWN for text in texts)


def _introduce(user: User, bio: str) -> Profile:
    profile = profiles.enter(user)
    if not profile.bio:
        profile.bio = bio
        profile.save(update_fields=["bio"])
    return profile


def _write(user: User, texts: list[rows.Text]) -> None:
    made = []
    # The oldest first, so that ids grow with time as they do elsewhere.
    for text in sorted(texts, key=lambda text: -text.days):
        article = publishing.create(
            user, title=text.title, description=text.description, body=text.body, tags=text.tags
        )
        article.created_at = article.updated_at = rows.days_ago(text.days, 8 + text.days % 10)
        made.append(article)
    rows.date_back(made, "created_at", "updated_at")
    tags = list(ArticleTag.objects.filter(article__in=made).select_related("article"))
    for tag in tags:
        tag.article_created_at = tag.article.created_at
    rows.date_back(tags, "article_created_at")
