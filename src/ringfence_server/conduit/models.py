"""What people publish with Conduit, and whom they follow.

Everyone reads profiles, articles, comments and favourites, and each person writes their own; whom somebody follows
is that person's alone. Rows of others that hang on an article or a profile go with it, in the database.
"""

from typing import Any, ClassVar

from django.db import models

from ringfence.accounts import names
from ringfence.ownership.cascades import DatabaseCascade
from ringfence.ownership.constraints import SameOwner
from ringfence.ownership.fields import OwnedForeignKey
from ringfence.ownership.models import OwnedModel, PublishedModel

MAX_SLUG, MAX_TITLE, MAX_DESCRIPTION, MAX_TAG = 250, 250, 1000, 50


class ArticleMoment(models.DateTimeField):
    """When the row's ``article`` was made, copied from it at each save.

    So an index can hold rows that hang on articles newest first, and a page of them costs the same whatever there is.
    """

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """The article's moment, which is set on the row as well."""
        moment = model_instance.article.created_at
        setattr(model_instance, self.attname, moment)
        return moment


class Profile(PublishedModel):
    """A person as others see them, made when the person enters Conduit: whoever never did cannot be found.

    ``username`` is a copy of the account's, since nobody may read other people's accounts; it follows a new name.
    """

    username = models.CharField(max_length=150)
    username_key = models.CharField(max_length=450, editable=False)
    bio = models.TextField(null=True, blank=True)
    image = models.TextField(null=True, blank=True)

    class Meta(PublishedModel.Meta):
        constraints: ClassVar = [
            *PublishedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner"], name="conduit_profile_of_owner"),
            models.UniqueConstraint(fields=["username_key"], name="conduit_profile_username"),
        ]

    def __str__(self) -> str:
        return self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As ``Model.save``; the key follows the name."""
        self.username_key = names.key(self.username)
        super().save(*args, **kwargs)


class Article(PublishedModel):
    """A text that everyone may read. ``source`` says what of the owner's it was published from."""

    author = OwnedForeignKey(Profile, models.CASCADE, related_name="articles", editable=False, db_index=False)
    slug = models.CharField(max_length=MAX_SLUG, unique=True)
    title = models.CharField(max_length=MAX_TITLE)
    description = models.CharField(max_length=MAX_DESCRIPTION)
    body = models.TextField()
    source = models.CharField(max_length=100, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(PublishedModel.Meta):
        constraints: ClassVar = [
            *PublishedModel.Meta.constraints,
            SameOwner("author"),
            models.UniqueConstraint(fields=["owner", "source"], name="conduit_article_of_source"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-created_at", "-id"], name="conduit_article_newest"),
            models.Index(fields=["author", "-created_at", "-id"], name="conduit_article_by_author"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.slug}"


class ArticleTag(PublishedModel):
    """A word on an article of the same owner, in the place where the author put it."""

    article = OwnedForeignKey(Article, models.CASCADE, related_name="tags", db_index=False)
    name = models.CharField(max_length=MAX_TAG)
    position = models.PositiveSmallIntegerField()
    article_created_at = ArticleMoment(editable=False)

    class Meta(PublishedModel.Meta):
        constraints: ClassVar = [
            *PublishedModel.Meta.constraints,
            SameOwner("article"),
            models.UniqueConstraint(fields=["article", "name"], name="conduit_articletag_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["name", "-article_created_at", "-article"], name="conduit_articletag_newest")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.name}"


class Comment(PublishedModel):
    """What somebody says to an article, of their own or of somebody else."""

    article = OwnedForeignKey(
        Article, models.DO_NOTHING, db_constraint=False, related_name="comments", editable=False, db_index=False
    )
    author = OwnedForeignKey(Profile, models.CASCADE, related_name="comments", editable=False, db_index=False)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(PublishedModel.Meta):
        constraints: ClassVar = [
            *PublishedModel.Meta.constraints,
            DatabaseCascade("article"),
            SameOwner("author"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["article", "-created_at", "-id"], name="conduit_comment_newest"),
            models.Index(fields=["author"], name="conduit_comment_by_author"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} on {self.article_id}"

    @property
    def slug(self) -> str:
        """The slug of its article, which the comment's address begins with."""
        return str(self.article.slug)


class Favorite(PublishedModel):
    """That somebody likes an article. Public, as the counts and the lists of favourites are."""

    article = OwnedForeignKey(
        Article, models.DO_NOTHING, db_constraint=False, related_name="favorites", editable=False, db_index=False
    )
    article_created_at = ArticleMoment(editable=False)

    class Meta(PublishedModel.Meta):
        constraints: ClassVar = [
            *PublishedModel.Meta.constraints,
            DatabaseCascade("article"),
            models.UniqueConstraint(fields=["article", "owner"], name="conduit_favorite_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-article_created_at", "-article"], name="conduit_favorite_newest")
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.article_id}"


class Follow(OwnedModel):
    """Whose articles somebody wants to read. Private: nobody else can tell."""

    profile = OwnedForeignKey(Profile, models.DO_NOTHING, db_constraint=False, related_name="followers", editable=False)

    class Meta(OwnedModel.Meta):
        constraints: ClassVar = [
            *OwnedModel.Meta.constraints,
            DatabaseCascade("profile"),
            models.UniqueConstraint(fields=["owner", "profile"], name="conduit_follow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.profile_id}"
